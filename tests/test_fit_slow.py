"""Every kind of criterion against the slow one of `tests/slow`: the same points for everybody, with random settings."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from mutasi.fit.catalogue import BY_KIND
from mutasi.model.people import make_people
from mutasi.model.policy import Policy
from mutasi.model.settings import typed_settings
from mutasi.model.vacancy import vacancies
from mutasi.read.reference import load_reference
from tests.mutated_city import mutated_city
from tests.ranking import dataset
from tests.slow.data import Dataset, Row, read_dataset
from tests.slow.points import KINDS
from tests.slow.professionalism import ip_asn
from tests.slow_eligibility import pair_of

CITY = Path(__file__).parents[1] / "examples" / "pangkalpinang"
EFFECTIVE, AS_OF = date(2026, 4, 15), date(2026, 1, 31)
SLOW = {**KINDS, "ip_asn": ip_asn}
SETTINGS: Mapping[str, tuple[Mapping[str, object], ...]] = {
    "kesesuaian_kompetensi": ({}, {"batasi_per_kompetensi": "tidak", "masa_berlaku_bulan": "24"}),
    "profil_kompetensi": (
        {}, {"inti": ("M.01", "M.03", "T.09"), "bagian_inti": "70"}, {"selisih": {"1": "100", "2": "100", "-4": "0"}},
    ),
    "predikat_kinerja": ({}, {"tahun": "3", "nilai": {"baik": "90"}}),
    "nilai_kinerja": ({}, {"tahun": "3", "bawah": "60", "atas": "95"}),
    "pendidikan": ({}, {"kedekatan": {"subrumpun": "50", "rumpun": "25"}}, {"kedekatan": {"rumpun": "70"}}),
    "pengalaman_bidang": ({}, {"penuh_bulan": "77"}),
    "kepangkatan": ({}, {"per_tingkat": "9", "penuh_bulan": "37", "lama": "41"}),
    "senioritas": ({}, {"penuh_bulan": "97"}),
    "diklat": ({}, {"masa_bulan": "60", "penuh_jp": "37", "kepemimpinan": "33", "pelatihan": ("PKA", "teknis")}),
    "integritas": ({}, {"peluruhan": "linear"}, {"peluruhan": "linear", "masa_bulan": "31", "proses": "7"}),
    "minat": ({}, {"urutan": ("90", "70"), "tetap": "5"}),
    "jarak": ({}, {"ukuran": "menit", "dekat": "3", "jauh": "31"}),
    "kotak_talenta": ({}, {"nilai": {"9": "50", "1": "20"}}),
    "ip_asn": (
        {}, {"jp": "12", "predikat": {"baik": "22", "kurang": "35"}, "disiplin_bulan": "12"}, {"sumber": "kolom"},
    ),
    "nilai_kolom": (
        {"kolom": "kehadiran", "bawah": "80"}, {"kolom": "kehadiran", "arah": "cost", "bawah": "70.25"},
        {"kolom": "kehadiran", "bawah": "60", "sasaran": "92.125"}, {"kolom": "kelas", "bawah": "3", "atas": "11"},
        {"kolom": "kehadiran", "bawah": "95", "atas": "97", "sasaran": "97"},
    ),
    "tabel_nilai": (
        {"kolom": "golongan", "nilai": {"III/d": "80", "IV/a": "100"}}, {"kolom": "kelas", "nilai": {"9": "70"}},
    ),
}  # fmt: skip
COPIES = range(2)
PEOPLE, VACANCIES = 150, 6


def draw_facts(draw: random.Random, tables: dict[str, list[Row]], nips: list[str]) -> None:
    """What the city does not have: numbers of ratings, of the talent map and of the index, distances, fields beyond."""
    people = {row["nip"]: row for row in tables["pegawai"]}
    units = [row["id_unit"] for row in draw.sample(tables["unit"], 40)]
    wanted = {row["id_jabatan"] for row in tables["lowongan"]}
    units += [row["id_unit"] for row in tables["jabatan"] if row["id_jabatan"] in wanted and row["id_unit"]]
    pairs = {tuple(draw.sample(units, 2)) for _ in range(1500)}
    tables["jarak"] = [
        {"id_unit_asal": one, "id_unit_tujuan": other, "km": draw.choice((None, f"{draw.random() * 60:.4f}")),
         "menit": draw.choice((None, str(draw.randrange(90))))}
        for one, other in sorted(pairs) if one != other
    ]  # fmt: skip
    targets = [
        *(("jabatan", one["id_jabatan"]) for one in tables["lowongan"]),
        *(("unit", unit) for unit in units), *(("bidang", name) for name in ("hukum", "kesehatan", "pendidikan")),
    ]  # fmt: skip
    for nip in nips:
        tables["minat"] += [
            {"nip": nip, "jenis": kind, "sasaran": target, "urutan": str(draw.randint(1, 4)),
             "sifat": draw.choice((None, "ingin", "hanya", "tidak"))}
            for kind, target in draw.sample(targets, draw.choice((0, 3, 12)))
        ]  # fmt: skip
        people[nip]["tmt_cpns"] = draw.choice((None, *[people[nip].get("tmt_cpns")] * 9))
        people[nip]["ip_asn"] = draw.choice((None, "78.505", "90", "64.3149"))
        people[nip]["id_unit"] = draw.choice((people[nip].get("id_unit"), *draw.sample(units, 2)))
        _draw_records(draw, tables, nip)


def _draw_records(draw: random.Random, tables: dict[str, list[Row]], nip: str) -> None:
    for row in tables.get("kinerja", []):
        if row["nip"] == nip:
            row["nilai_angka"] = draw.choice((None, "91", "90.9999", "75.5", "60", "50", "110", "88.125"))
    if "talenta" in tables:
        tables["talenta"] = [row for row in tables["talenta"] if row["nip"] != nip]
        tables["talenta"] += [_talent(draw, nip, year) for year in draw.sample((2024, 2025, 2026, 2027), 2)]
    for row in tables.get("pendidikan", []):
        if row["nip"] == nip and draw.random() < 0.6:
            row["jurusan"] = draw.choice(
                (
                    "S-1 Hukum",
                    "ILMU ADMINISTRASI NEGARA",
                    "Teknik Informatika",
                    "Ilmu Gaib",
                    "Sosiologi",
                    "Teknik Mesin",
                )
            )
    for _ in range(draw.choice((0, 1, 2))):
        if "diklat" in tables:
            day = draw.choice((None, EFFECTIVE + timedelta(days=draw.choice((-900, -365, -366, -20, 0, 1)))))
            kind = draw.choice(("PKP", "fungsional", "teknis", "teknis", "seminar"))
            hours = draw.choice((None, "8", "12", "20", "40"))
            tables["diklat"].append({"nip": nip, "jenis": kind, "tanggal": day and day.isoformat(), "jp": hours})


def _talent(draw: random.Random, nip: str, year: int) -> Row:
    ratings = ("di_bawah_ekspektasi", "sesuai_ekspektasi", "di_atas_ekspektasi", None, None)
    numbers = ("69.9999", "70", "89.9999", "90", "100", None, None)
    return {
        "nip": nip, "tahun": str(year), "kotak": draw.choice((None, None, None, "5")),
        "kinerja": draw.choice(ratings), "potensial": draw.choice(("tinggi", "rendah", None, None)),
        "nilai_kinerja": draw.choice(numbers), "nilai_potensial": draw.choice(numbers),
    }  # fmt: skip


class Both:
    """A copy of the city for both implementations."""

    def __init__(self, seed: int) -> None:
        draw = random.Random(seed)
        city = mutated_city(read_dataset(CITY / "data"), EFFECTIVE, seed)
        nips = sorted({*city.touched, *(row["nip"] for row in draw.sample(city.tables["pegawai"], 200))})
        draw_facts(draw, city.tables, nips)
        if seed == 1:
            del city.tables["jarak"]
        nobody = {"nip": None, "nip_a": None}
        tables = dataset(Policy(as_of=AS_OF), **{name: rows or [nobody] for name, rows in city.tables.items()})
        self.people = make_people(tables, load_reference(), EFFECTIVE)
        self.slow = Dataset(city.tables)
        self.vacancies = draw.sample(vacancies(tables, load_reference()), VACANCIES)
        self.nips = draw.sample(nips, min(PEOPLE, len(nips)))


both = cache(Both)


@pytest.mark.parametrize("seed", COPIES)
@pytest.mark.parametrize("kind", BY_KIND)
def test_the_slow_criterion_gives_the_same_points(kind: str, seed: int):
    city, criterion = both(seed), BY_KIND[kind]
    ranged = 0
    for given in SETTINGS[kind]:
        settings, faults = typed_settings(criterion.settings, given)
        assert faults == ()
        for vacancy in city.vacancies:
            points = criterion.give(city.people, criterion.asked_of(vacancy), settings)
            assert (points.lowest >= 0).all()
            assert (points.lowest <= points.highest).all()
            assert (points.highest <= 10_000).all()
            for nip in city.nips:
                row = city.people.rows[nip]
                pair = pair_of(city.slow, nip, vacancy.id, EFFECTIVE, AS_OF)
                told = (int(points.lowest[row]), int(points.highest[row]))
                assert told == SLOW[kind](pair, settings), (nip, vacancy.id, given, str(points.fact(row)))
                ranged += told[0] < told[1]
    assert ranged or kind == "minat"
