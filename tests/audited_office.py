"""An invented office of 240 people for audits: who they are, and plans that choose among them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

POLICY = """bahasa: en
instansi: {kode: kota_uji, nama: Kota Uji}
tanggal_acuan: 2026-01-31
tmt_penempatan: 2026-04-15
audit: {asal: tempat_lahir, disabilitas: disabilitas}
"""
PEOPLE = 240
VACANCIES = tuple(f"L-{number:02}" for number in range(1, 31))


def nip(number: int) -> str:
    """Men have even numbers; ten years of birth from 1972 on, by threes."""
    year = 1972 + 2 * (number // 3 % 10)
    return f"{year}0315{year + 25}01{1 + number % 2}{1 + number // 2:03}"


def is_woman(number: int) -> bool:
    return number % 2 == 1


def person(number: int) -> dict[str, str]:
    """A third of the women have no diploma that the posts ask for; everybody else may be chosen."""
    year = 1972 + 2 * (number // 3 % 10)
    return {
        "nip": nip(number),
        "nama": f"Orang {number:03}",
        "status_kepegawaian": "PNS",
        "status_aktif": "aktif",
        "tanggal_lahir": f"{year}-03-15",
        "jenis_kelamin": "P" if is_woman(number) else "L",
        "tmt_cpns": f"{year + 25}-01-01",
        "tmt_pns": f"{year + 26}-01-01",
        "golongan": "III/d",
        "tmt_pangkat": "2020-04-01",
        "id_jabatan": f"{'AB'[number % 5 > 2]}-KASI",
        "tmt_jabatan": "2019-01-01",
        "tempat_lahir": ("Uji", "Hilir", "Hulu")[number % 7 % 3],
        "disabilitas": "ya" if number in (4, 9, 77, 100, 101, 140) else "tidak",
    }


def graduated(number: int) -> str:
    return str(int(person(number)["tanggal_lahir"][:4]) + 23)


def education(number: int) -> str:
    return "SLTA" if is_woman(number) and number % 6 == 1 else "S-1"


def write_office(folder: Path, people: Iterable[int] = range(PEOPLE), policy: str = POLICY) -> Path:
    """The dataset; `people` in the order of the file."""
    order = tuple(people)
    (folder / "data").mkdir(parents=True)
    (folder / "mutasi.yaml").write_text(policy, encoding="utf-8")
    units = [("KOTA", "Kota Uji", ""), ("A", "Dinas A", "KOTA"), ("B", "Dinas B", "KOTA")]
    posts = [(f"{unit}-KASI", f"Kepala Seksi {unit}", unit, "PENGAWAS", "IV.a", str(PEOPLE)) for unit in "AB"]
    posts += [(f"A-KABID{one[2:]}", f"Kepala Bidang {one}", "A", "ADMINISTRATOR", "III.b", "1") for one in VACANCIES]
    tables: dict[str, list[Mapping[str, str]]] = {
        "pegawai": [person(number) for number in order],
        "unit": [dict(zip(("id_unit", "nama", "id_induk"), row, strict=True)) for row in units],
        "jabatan": [
            dict(zip(("id_jabatan", "nama", "id_unit", "jenjang", "eselon", "kebutuhan"), row, strict=True))
            for row in posts
        ],
        "lowongan": [
            {"id_lowongan": one, "id_jabatan": f"A-KABID{one[2:]}", "pendidikan_min": "S-1"} for one in VACANCIES
        ],
        "pendidikan": [
            {"nip": nip(number), "tingkat": education(number), "tahun_lulus": graduated(number)} for number in order
        ],
        "minat": [
            {"nip": nip(number), "jenis": "unit", "sasaran": "A", "urutan": "1"} for number in order if number % 4 < 2
        ],
    }
    for name, rows in tables.items():
        (folder / "data" / f"{name}.csv").write_text(as_csv(rows), encoding="utf-8")
    return folder


def as_csv(rows: Sequence[Mapping[str, object]]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def move(number: int, vacancy: str, **other: object) -> dict[str, object]:
    return {
        "urutan": 1,
        "nip": nip(number),
        "nama": f"Orang {number:03}",
        "dari_id_jabatan": person(number)["id_jabatan"],
        "id_lowongan": vacancy,
        "ke_id_jabatan": f"A-KABID{vacancy[2:]}",
        "diperingkat": None,
        "minat": 1 if number % 4 < 2 else None,
        "terpaksa": "tidak",
        **other,
    }


def plan(chosen: Sequence[int], **top: object) -> dict[str, object]:
    """A plan in the form of `mutasi plan -f json`: each of the chosen to another vacancy, the others stay empty."""
    moves = [move(number, vacancy) for number, vacancy in zip(chosen, VACANCIES, strict=False)]
    empty = [{"id_lowongan": one, "id_jabatan": f"A-KABID{one[2:]}"} for one in VACANCIES[len(moves) :]]
    return {"schema": "mutasi-plan-1", "tmt_penempatan": "2026-04-15", "perpindahan": moves, "kosong": empty, **top}


def fair() -> list[int]:
    """Fifteen men and fifteen women who may be chosen."""
    return [*men()[:15], *women()[:15]]


def unfair() -> list[int]:
    """Twenty-nine men and a woman."""
    return [*men()[:29], *women()[:1]]


def men() -> list[int]:
    return [number for number in range(PEOPLE) if not is_woman(number)]


def women() -> list[int]:
    """Those with the diploma."""
    return [number for number in range(PEOPLE) if is_woman(number) and education(number) == "S-1"]


def write_plan(path: Path, document: Mapping[str, object]) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path
