"""Laws of all kinds of criteria: more is never worse, points stay on the scale, a missing cell concerns one person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

from mutasi.fit.catalogue import BY_KIND
from mutasi.fit.criterion import Points
from mutasi.model.settings import typed_settings
from mutasi.render.language import language
from tests.ranking import VACANCY, nip, people_of

POSTS = [{"id_jabatan": f"J-{level}", "nama": level, "jenjang": level, "id_unit": "U1"}
         for level in ("ADMINISTRATOR", "PELAKSANA", "JF_AHLI_MUDA")]  # fmt: skip
WAYS = [{"id_unit_asal": "U1", "id_unit_tujuan": "A", "km": "12.5", "menit": "30"},
        {"id_unit_asal": "B", "id_unit_tujuan": "U1", "km": None, "menit": "61"}]  # fmt: skip
ASKED = replace(
    VACANCY, standard=(("M.01", 3), ("M.02", 4)), fields_of_study=("Hukum", "Ilmu Politik"),
    fields_of_work=("kesehatan",), lowest_education="D-III",
)  # fmt: skip
GIVEN: Mapping[str, tuple[Mapping[str, object], ...]] = {
    "nilai_kolom": ({"kolom": "kehadiran", "bawah": "30", "atas": "90"}, {"kolom": "kehadiran", "sasaran": "80"}),
    "tabel_nilai": ({"kolom": "golongan", "nilai": {"III/d": "70"}},),
    "pendidikan": ({}, {"kedekatan": {"subrumpun": "60", "rumpun": "30"}}),
    "integritas": ({}, {"peluruhan": "linear"}),
    "ip_asn": ({}, {"sumber": "kolom"}),
    "jarak": ({}, {"ukuran": "menit"}),
}
"""The settings of kinds that need some, or that are another thing with them."""
EVERY = [(kind, given) for kind in BY_KIND for given in GIVEN.get(kind, ({},))]


def maybe(*texts: str) -> st.SearchStrategy[str | None]:
    return st.sampled_from((None, *texts))


days = maybe("2015-01-01", "2021-04-16", "2023-04-15", "2025-12-31", "2026-04-15", "2026-05-01")
CELLS: Mapping[str, Mapping[str, st.SearchStrategy[str | None]]] = {
    "pegawai": {
        "kehadiran": maybe("0", "30", "79.9999", "80", "100"), "golongan": maybe("III/b", "III/d", "IV/b"),
        "tmt_pangkat": days, "tmt_cpns": days, "tmt_jabatan": days, "lhkpn_tahun": maybe("2022", "2025"),
        "ip_asn": maybe("0", "77.7777", "100"), "id_unit": maybe("U1", "A", "B", "C"),
        "id_jabatan": maybe(*(post["id_jabatan"] for post in POSTS)),
    },
    "kinerja": {"tahun": st.sampled_from(("2025", "2024")), "predikat": maybe("baik", "kurang"),
                "nilai_angka": maybe("0", "88.5", "120")},
    "kompetensi": {"kompetensi": st.sampled_from(("M.01", "M.02", "T.01")), "tanggal": st.just("2026-01-01"),
                   "level": maybe("0", "3", "5")},
    "pendidikan": {"tingkat": st.sampled_from(("SLTA", "D-III", "S-1", "S-3")),
                   "jurusan": maybe("Hukum", "Sosiologi", "X")},
    "diklat": {"jenis": st.sampled_from(("PKA", "teknis", "seminar")), "tanggal": days, "jp": maybe("10", "20", "400")},
    "disiplin": {"jenis": maybe("R1", "S2"), "tingkat": st.sampled_from(("ringan", "berat")),
                 "status": st.sampled_from(("proses", "menjalani", "selesai")), "tmt_mulai": days, "tmt_selesai": days},
    "minat": {"jenis": st.sampled_from(("unit", "tetap")), "sasaran": maybe("U1"),
              "urutan": st.sampled_from(("1", "3"))},
    "talenta": {"tahun": st.just("2025"), "kotak": maybe("1", "9"), "kinerja": maybe("sesuai_ekspektasi"),
                "nilai_potensial": maybe("70", "89.9999", "90")},
    "riwayat_jabatan": {"nama_jabatan": st.just("X"), "bidang": maybe("kesehatan", "hukum"),
                        "jenis": maybe("definitif"), "jenjang": maybe("PENGAWAS"), "tmt": days, "tmt_selesai": days},
}  # fmt: skip
PEOPLE = 3
KEYS = ("tahun", "kompetensi", "tingkat", "status", "jenis", "urutan", "tanggal", "nama_jabatan")
Tables = dict[str, list[dict[str, str | None]]]


@st.composite
def tables(draw: st.DrawFn) -> Tables:
    """A few people with a record at most in each table."""
    made: Tables = {"jabatan": POSTS, "jarak": WAYS}
    for name, columns in CELLS.items():
        rows = []
        for at in range(PEOPLE):
            if name == "pegawai" or draw(st.booleans()):
                rows.append({"nip": nip(at), "nama": "X", **{key: draw(cell) for key, cell in columns.items()}})
        made[name] = rows or [{"nip": None, **dict.fromkeys(columns)}]
    return made


def points_of(kind: str, given: Mapping[str, object], made: Tables) -> Points:
    criterion = BY_KIND[kind]
    typed, faults = typed_settings(criterion.settings, given)
    assert faults == ()
    return criterion.give(people_of(**made), criterion.asked_of(ASKED), typed)


@pytest.mark.parametrize(("kind", "given"), EVERY)
@settings(max_examples=8, deadline=None)
@forall(made=tables())
def test_points_stay_on_the_scale_and_every_fact_can_be_told(kind: str, given: Mapping, made: Tables) -> None:
    points = points_of(kind, given, made)
    for bound in (points.lowest, points.highest):
        assert bound.dtype == np.int32
        assert ((bound >= 0) & (bound <= 10_000)).all()
    assert (points.lowest <= points.highest).all()
    for row in range(PEOPLE):
        for code in ("en", "id"):
            told = language(code).text(points.fact(row))
            assert told
            assert "{" not in told
            assert not re.search(r"\b(nan|inf|None)\b", told)


@pytest.mark.parametrize(("kind", "given"), EVERY)
@settings(max_examples=8, deadline=None)
@forall(made=tables(), data=st.data())
def test_a_missing_cell_widens_the_range_of_that_person_alone(kind: str, given: Mapping, made: Tables, data) -> None:
    told = [
        (name, at, column)
        for name in CELLS
        for at, row in enumerate(made[name])
        for column, cell in row.items()
        if cell is not None and column in CELLS[name] and not (name != "pegawai" and column in KEYS)
    ]
    name, at, column = data.draw(st.sampled_from(told or [("pegawai", 0, "kehadiran")]))
    less = {**made, name: [{**row, column: None} if number == at else row for number, row in enumerate(made[name])]}
    before, after = points_of(kind, given, made), points_of(kind, given, less)
    own = [nip(one) for one in range(PEOPLE)].index(str(made[name][at]["nip"]))
    for row in set(range(PEOPLE)) - {own}:
        assert (before.lowest[row], before.highest[row]) == (after.lowest[row], after.highest[row])
    if is_missing_there(kind, name, column):
        assert after.lowest[own] <= before.lowest[own]
        assert before.highest[own] <= after.highest[own]


def is_missing_there(kind: str, table: str, column: str) -> bool:
    """Whether a blank there is a value that is missing, and not one that says something: a blank wish is no wish, and
    without the box, or the date of an end, another cell speaks.
    """
    speaks = {
        "minat": ("sasaran",), "talenta": ("kotak", "kinerja"), "disiplin": ("tmt_selesai", "jenis", "tmt_mulai"),
        "pegawai": ("id_unit", "tmt_cpns", "tmt_jabatan", "id_jabatan"),
        "riwayat_jabatan": tuple(CELLS["riwayat_jabatan"]), "kinerja": ("predikat",),
    }  # fmt: skip
    # of a post that is not known integrity takes no report to be due
    return column not in speaks.get(table, ()) or (table, column, kind) in {
        ("pegawai", "tmt_cpns", "senioritas"), ("kinerja", "predikat", "predikat_kinerja"),
    }  # fmt: skip


# More is never worse --------------------------------------------------------------------------------------

RATINGS = ("sangat_kurang", "kurang", "butuh_perbaikan", "baik", "sangat_baik")
ENDS = ("2026-06-01", "2026-04-14", "2023-01-01", "2020-01-01")
SCHOOLS = ("SD", "SLTA", "D-III", "S-1", "S-2", "S-3")
BRANCH = {"kedekatan": {"rumpun": "70", "subrumpun": "10"}}
ATTENDANCE = {"kolom": "kehadiran", "bawah": "30"}
RISING: Sequence[tuple[str, Mapping[str, object], str, str, Sequence[str]]] = (
    ("kesesuaian_kompetensi", {}, "kompetensi", "level", ("0", "1", "2", "3", "4", "5")),
    ("kesesuaian_kompetensi", {"batasi_per_kompetensi": "tidak"}, "kompetensi", "level", ("0", "2", "5")),
    ("predikat_kinerja", {}, "kinerja", "predikat", RATINGS),
    ("nilai_kinerja", {"bawah": "60"}, "kinerja", "nilai_angka", ("0", "60", "60.0001", "99", "120")),
    ("pendidikan", BRANCH, "pendidikan", "jurusan", ("X", "Sosiologi", "Hukum")),
    ("kepangkatan", {}, "pegawai", "golongan", ("II/a", "III/b", "III/d", "IV/b")),
    ("kepangkatan", {}, "pegawai", "tmt_pangkat", ("2026-05-01", "2026-01-01", "2023-01-01", "2010-01-01")),
    ("senioritas", {}, "pegawai", "tmt_cpns", ("2026-04-15", "2020-01-01", "1999-01-01", "1990-01-01")),
    ("diklat", {}, "diklat", "jp", ("0", "1", "39", "40", "400")),
    ("integritas", {"peluruhan": "linear"}, "disiplin", "tmt_selesai", ENDS),
    ("nilai_kolom", ATTENDANCE, "pegawai", "kehadiran", ("0", "30", "30.01", "99.99", "100")),
    ("kotak_talenta", {}, "talenta", "nilai_potensial", ("0", "69.9999", "70", "90")),
    ("ip_asn", {}, "diklat", "jp", ("0", "19", "20")),
    ("ip_asn", {}, "pendidikan", "tingkat", SCHOOLS),
    ("ip_asn", {"sumber": "kolom"}, "pegawai", "ip_asn", ("0", "50.5", "100")),
)
"""Kinds with a column of a table and its values, the better one later."""


@pytest.mark.parametrize(("kind", "given", "table", "column", "values"), RISING)
@settings(max_examples=8, deadline=None)
@forall(made=tables())
def test_raising_a_benefit_never_lowers_points(
    kind: str, given: Mapping, table: str, column: str, values: Sequence[str], made: Tables
) -> None:
    fixed = {"jenis": "teknis" if table == "diklat" else "S2", "tanggal": "2026-01-01", "tingkat": "S-1"}
    known = {key: fixed[key] for key in fixed if key in CELLS[table] and table in ("diklat", "disiplin", "pendidikan")}
    if table == "disiplin":
        known |= {"tingkat": "berat", "status": "selesai"}
    if table == "talenta":
        known |= {"kotak": None}
    first = {**made[table][0], "nip": nip(0), **known}
    if table == "kompetensi":
        first |= {"kompetensi": "M.01"}
    others = [row for row in made[table][1:] if row["nip"] != nip(0)]
    seen = []
    for value in values:
        points = points_of(kind, given, {**made, table: [{**first, column: value}, *others]})
        seen.append((int(points.lowest[0]), int(points.highest[0])))
    assert seen == sorted(seen)
    assert sorted(high for _, high in seen) == [high for _, high in seen]
