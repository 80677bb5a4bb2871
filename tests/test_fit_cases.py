"""Cases of ranking from the command line: the input, what is asked, and the places that must come out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.command_line import Result, mutasi

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "shortlist.yaml").read_text(encoding="utf-8")
)
SCORING = {f"S{number:02d}" for number in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 13, 14, 15)}
LISTING = {"L01", "L02", "L04", "L05", "L06"}
KEYS = {
    "id",
    "judul",
    "nilai",
    "golongan",
    "lowongan",
    "argumen",
    "peringkat",
    "kode",
    "berkata",
    "tanpa",
    "usulan",
    "pemeriksaan",
    "tabel",
    "kebijakan",
    "skor",
}
CRITERIA = """\
kriteria:
  skor: {jenis: nilai_kolom, kolom: kehadiran, bobot: 100}
"""
POLICY = f"""\
bahasa: id
instansi: {{nama: Uji}}
tanggal_acuan: 2026-01-31
tmt_penempatan: 2026-04-15
urutan_seri: []
{CRITERIA}\
aturan:
  PANGKAT-01: {{berat: keras, toleransi_tingkat_bawah: 0}}
"""


def write(folder: Path, case: Mapping[str, Any], *, reverse: bool = False) -> Path:
    """The dataset of a case, the people in the order of the case or the other way round."""
    folder.mkdir()
    (folder / "data").mkdir()
    values = case.get("tabel") or {name: {"kehadiran": value} for name, value in case["nilai"].items()}
    columns = next(iter(values.values()))
    people = [
        f"1985031520100110{at:02d},{name},{case.get('golongan', {}).get(name, 'III/d')},J2,"
        + ",".join(map(str, of_one.values()))
        for at, (name, of_one) in enumerate(values.items(), start=1)
    ]
    tables = {
        "pegawai.csv": [
            f"nip,nama,golongan,id_jabatan,{','.join(columns)}",
            *(reversed(people) if reverse else people),
        ],
        "unit.csv": ["id_unit,nama", "U1,Dinas Uji"],
        "jabatan.csv": [
            "id_jabatan,nama,id_unit,jenjang,eselon,kebutuhan",
            "J1,Kepala Bidang Uji,U1,ADMINISTRATOR,III.b,1",
            "J2,Kepala Seksi Uji,U1,PENGAWAS,IV.a,9",
        ],
        "lowongan.yaml": [
            json.dumps({"lowongan": [{"id_lowongan": "L9", "id_jabatan": "J1", **case.get("lowongan", {})}]})
        ],
    }
    for name, lines in tables.items():
        (folder / "data" / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    (folder / "mutasi.yaml").write_text(POLICY.replace(CRITERIA, case.get("kebijakan", CRITERIA)), encoding="utf-8")
    return folder


FORMS = ("csv", "jsonl", "md")


def shortlist(folder: Path, case: Mapping[str, Any]) -> Result:
    """The list as text, and where there is one, in every other form in the folder `out`."""
    (folder / "out").mkdir()
    reports = [argument for form in FORMS for argument in ("--report", f"{form}=out/{form}")]
    return mutasi("shortlist", *map(str, case["argumen"]), *reports, folder=folder)


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "out").iterdir()}


def test_every_case_is_there_and_says_what_it_expects() -> None:
    assert {case["id"] for case in CASES} == SCORING | LISTING
    assert all(set(case) <= KEYS and ("peringkat" in case or case["kode"]) for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}: {case['judul']}")
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    folder = write(tmp_path / "kasus", case)
    done = shortlist(folder, case)
    assert done.code == case.get("kode", 0), done.err
    for text in case.get("berkata", ()):
        assert text in done.text + done.err
    made = written(folder)
    cells = {cell for row in csv.reader(io.StringIO(made.get("csv", b"").decode())) for cell in row}
    assert not cells & set(case.get("tanpa", ()))
    for text in case.get("pemeriksaan", ()):
        assert text in mutasi("validate", "-v", folder=folder).text
    if "peringkat" in case:
        check_places(case, done, made, tmp_path)


def check_places(case: dict[str, Any], told: Result, made: Mapping[str, bytes], tmp_path: Path) -> None:
    """The same places in every format, and the same bytes whatever the order of the rows."""
    assert set(made) == set(FORMS)
    rows = list(csv.DictReader(io.StringIO(made["csv"].decode())))
    assert [(row["nama"], int(row["peringkat"])) for row in rows] == list(case["peringkat"].items())
    if "skor" in case:
        assert {row["nama"]: row["skor"] for row in rows} == case["skor"]
    reversed_folder = write(tmp_path / "terbalik", case, reverse=True)
    assert shortlist(reversed_folder, case).out == told.out
    assert written(reversed_folder) == made
    for text in (told.text, made["md"].decode()):
        assert_printed(text, case["peringkat"])


def assert_printed(text: str, places: Mapping[str, int]) -> None:
    """Each person stands in a row that begins with the place."""
    rows = [line.replace("|", " ").split() for line in text.splitlines()]
    for name, place in places.items():
        assert any(row[:1] == [str(place)] and name in row for row in rows), (name, place)


@pytest.mark.parametrize("case", [case for case in CASES if "usulan" in case], ids=lambda case: case["id"])
def test_a_proposal_says_the_same(case: dict[str, Any], tmp_path: Path) -> None:
    done = mutasi("propose", "--lang", "en", folder=write(tmp_path / "kasus", case))
    assert done.code == 0
    for text in case["usulan"]:
        assert text in done.text
