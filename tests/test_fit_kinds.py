"""Kinds of criteria by hand-computed cases, on both sides of their edges. The day is 15 April 2026."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from mutasi.errors import MutasiError
from mutasi.fit.catalogue import BY_KIND
from mutasi.fit.criterion import Points
from mutasi.model.people import make_people
from mutasi.model.policy import Policy, TalentThresholds
from mutasi.model.settings import typed_settings
from mutasi.model.talent import HIGH, LOW, MEDIUM, talent_boxes
from mutasi.model.vacancy import Vacancy
from mutasi.read.reference import load_reference
from tests.ranking import EFFECTIVE, VACANCY, dataset, given, nip, people_of

Rows = Sequence[Mapping[str, str | None]]


def points_of(kind: str, vacancy: Vacancy = VACANCY, /, people=None, policy=None, **tables: Rows) -> Points:
    """Points by a criterion; `people` are its settings."""
    criterion = BY_KIND[kind]
    settings, faults = typed_settings(criterion.settings, people or {})
    assert faults == ()
    rows = tables if "pegawai" in tables else {"pegawai": given(["80"]), **tables}
    made = make_people(dataset(policy or Policy(), **rows), load_reference(), EFFECTIVE)
    return criterion.give(made, criterion.asked_of(vacancy), settings)


def bounds(found: Points) -> list[tuple[float, float]]:
    return [(low / 100, high / 100) for low, high in zip(found.lowest.tolist(), found.highest.tolist(), strict=True)]


# Profile matching -----------------------------------------------------------------------------------------


def assessed(levels: Sequence[Sequence[int]], codes: Sequence[str]) -> list[dict[str, str]]:
    return [
        {"nip": nip(at), "tanggal": "2026-01-10", "kompetensi": code, "level": str(level)}
        for at, row in enumerate(levels)
        for code, level in zip(codes, row, strict=True)
    ]


def profiles(standard: Sequence[int], levels: Sequence[Sequence[int]], **settings: object) -> Points:
    codes = [f"T.{number:02d}" for number in range(1, len(standard) + 1)]
    vacancy = replace(VACANCY, standard=tuple(zip(codes, standard, strict=True)))
    everybody = given(["80"] * len(levels))
    return points_of("profil_kompetensi", vacancy, settings, pegawai=everybody, kompetensi=assessed(levels, codes))


def test_a_course_on_profile_matching_with_core_and_secondary_factors() -> None:
    """Education, Experience, Technical, Communication, Leadership; of 1 to 5, here times twenty."""
    found = profiles(
        [4, 5, 5, 4, 4],
        [[4, 5, 4, 3, 3], [3, 4, 5, 4, 4], [4, 3, 4, 5, 5], [5, 5, 3, 4, 2]],
        inti=("T.02", "T.03", "T.05"),
    )
    assert [low / 20 for low, _ in bounds(found)] == [4.4, 4.6, 4.2, 4.1]


GAPS = ([3, 3, 4, 4, 3, 4, 4, 5, 3, 4], [[2, 4, 3, 3, 2, 2, 4, 3, 2, 3], [3, 4, 3, 3, 2, 3, 4, 2, 4, 4],
        [4, 4, 3, 3, 4, 3, 2, 3, 3, 2], [3, 5, 4, 3, 4, 4, 3, 5, 4, 3], [3, 3, 3, 1, 2, 5, 3, 2, 5, 4]],
        [3.95, 4.2, 3.95, 4.45, 3.9])  # fmt: skip
ATTITUDE = ([3, 4, 2, 3, 3, 5], [[3, 4, 3, 1, 3, 1], [4, 5, 5, 1, 4, 1], [4, 2, 2, 4, 5, 2], [1, 5, 5, 5, 5, 2],
            [4, 5, 4, 3, 5, 3]], [3.9167, 3.3333, 3.75, 3.1667, 4.0])  # fmt: skip
CONDUCT = ([3, 3, 4, 5], [[4, 4, 4, 4], [4, 3, 4, 4], [4, 5, 5, 2], [3, 3, 4, 5], [4, 3, 3, 5]],
           [4.5, 4.625, 3.625, 5.0, 4.625])  # fmt: skip


@pytest.mark.parametrize(("asked", "levels", "means"), [GAPS, ATTITUDE, CONDUCT])
def test_the_means_of_the_usual_table_of_gaps(asked: list[int], levels: list[list[int]], means: list[float]) -> None:
    for (low, high), mean in zip(bounds(profiles(asked, levels)), means, strict=True):
        assert low == high
        assert low / 20 == pytest.approx(mean, abs=5e-4)


def test_a_level_above_the_one_asked_counts_less_unless_the_agency_says_otherwise() -> None:
    assert bounds(profiles([3], [[3], [4], [5], [2]])) == [(100, 100), (90, 90), (70, 70), (80, 80)]
    even = {"selisih": {"1": "100", "2": "100", "3": "100", "4": "100"}}
    assert bounds(profiles([3], [[3], [4], [5], [2]], **even)) == [(100, 100), (100, 100), (100, 100), (80, 80)]
    assert str(profiles([3, 3], [[4, 1]]).fact(0)) == "below the level asked: T.02 -2, above the level asked: T.01 +1"
    assert str(profiles([3], [[3]]).fact(0)) == "every competence at the level asked"


def test_a_gap_wider_than_the_table_counts_as_the_widest() -> None:
    assert bounds(profiles([5], [[0], [1]])) == [(20, 20), (20, 20)]


def test_a_part_without_competences_leaves_its_share_to_the_other() -> None:
    assert bounds(profiles([3, 3], [[3, 2]], inti=("M.01",))) == [(90, 90)]
    assert bounds(profiles([3, 3], [[3, 2]], inti=("T.01", "T.02"), bagian_inti="70")) == [(90, 90)]
    assert bounds(profiles([3, 3], [[3, 2]], inti=("T.02",), bagian_inti="70")) == [(86, 86)]


def test_a_competence_without_assessment_may_have_any_level() -> None:
    vacancy = replace(VACANCY, standard=(("T.01", 3), ("T.02", 2)))
    rows = assessed([[3]], ["T.01"])
    found = points_of("profil_kompetensi", vacancy, kompetensi=rows)
    # of level 2 asked: 0 is -2 (60) ... 5 is +3 (50); so (100+50)/2 to (100+100)/2
    assert bounds(found) == [(75, 100)]
    assert str(found.fact(0)) == "not assessed: T.02"
    assert (
        str(points_of("profil_kompetensi", vacancy, pegawai=given(["80"])).fact(0)) == "no valid competence assessment"
    )


# Performance, education -----------------------------------------------------------------------------------


def rated(*numbers: tuple[str, str | None]) -> Rows:
    return [{"nip": nip(0), "tahun": year, "predikat": None, "nilai_angka": number} for year, number in numbers]


@pytest.mark.parametrize(
    ("numbers", "settings", "expected"),
    [
        ([("2025", "90"), ("2024", "80.5")], {}, (85.25, 85.25)),
        ([("2025", "90"), ("2024", "80.5")], {"tahun": "1"}, (90, 90)),
        ([("2025", "90"), ("2024", None)], {}, (45, 95)),
        ([("2026", "90"), ("2025", "70")], {"tahun": "1"}, (70, 70)),  # the effective year itself is not over
        ([("2025", "60"), ("2024", "60.0001")], {"bawah": "60", "atas": "61"}, (0.01, 0.01)),  # 0.005 rounded half up
        ([("2025", "60"), ("2024", "60")], {"bawah": "60", "atas": "61"}, (0, 0)),
        ([("2025", "120"), ("2024", "110")], {"atas": "100"}, (100, 100)),
        ([("2025", "50")], {"tahun": "1", "bawah": "50", "atas": "120"}, (0, 0)),
    ],
)
def test_the_mean_of_numeric_performance(numbers: list, settings: dict, expected: tuple) -> None:
    assert bounds(points_of("nilai_kinerja", people=settings, kinerja=rated(*numbers))) == [expected]


def test_a_scale_of_performance_needs_two_ends() -> None:
    with pytest.raises(MutasiError, match="greater"):
        points_of("nilai_kinerja", people={"bawah": "100"}, kinerja=rated(("2025", "90")))


NEAR = {"kedekatan": {"subrumpun": "50", "rumpun": "20"}}


@pytest.mark.parametrize(
    ("field", "asked", "points", "told"),
    [
        ("Hukum", "hukum", 90, "S-1 in a field asked"),
        ("Ilmu Hukum", "Hukum", 90, "S-1 in a field asked"),
        ("S-1 ILMU  HUKUM", "Hukum", 90, "S-1 in a field asked"),
        ("Administrasi Negara", "Administrasi Publik", 90, "S-1 in a field asked"),
        ("Ilmu Politik", "Administrasi Publik", 75, "S-1 in another field of the same subrumpun"),
        ("Sosiologi", "Administrasi Publik", 66, "S-1 in another field of the same rumpun"),
        ("Biologi", "Administrasi Publik", 60, "S-1 in another field"),
        ("Ilmu Gaib", "ilmu gaib", 90, "S-1 in a field asked"),
        ("Ilmu Gaib", "Hukum", 60, "S-1 in another field, compared by its text (not in rumpun_ilmu.yaml)"),
    ],
)
def test_fields_of_study_by_their_nearness(field: str, asked: str, points: int, told: str) -> None:
    vacancy = replace(VACANCY, lowest_education="S-1", fields_of_study=(asked,))
    rows = [{"nip": nip(0), "tingkat": "S-1", "jurusan": field}]
    found = points_of("pendidikan", vacancy, NEAR, pendidikan=rows)
    assert bounds(found) == [(points, points)]
    assert str(found.fact(0)) == told


def test_without_a_setting_only_the_field_itself_counts() -> None:
    vacancy = replace(VACANCY, lowest_education="S-1", fields_of_study=("Administrasi Publik",))
    rows = [{"nip": nip(0), "tingkat": "S-1", "jurusan": "Ilmu Politik"}]
    assert bounds(points_of("pendidikan", vacancy, pendidikan=rows)) == [(60, 60)]


def test_the_nearest_diploma_of_the_level_counts_and_one_without_a_field_leaves_a_range() -> None:
    vacancy = replace(VACANCY, lowest_education="S-1", fields_of_study=("Administrasi Publik",))
    below = {"nip": nip(0), "tingkat": "D-III", "jurusan": "Administrasi Publik"}
    rows = [below, {"nip": nip(0), "tingkat": "S-1", "jurusan": "Sosiologi"}]
    assert bounds(points_of("pendidikan", vacancy, NEAR, pendidikan=rows)) == [(66, 66)]
    rows.append({"nip": nip(0), "tingkat": "S-1", "jurusan": None})
    assert bounds(points_of("pendidikan", vacancy, NEAR, pendidikan=rows)) == [(66, 90)]


# Training, penalties --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("PKP", "2020-01-01", None)], (50, 50)),
        ([("PKP", None, None)], (50, 100)),  # nobody knows when, so it may be one of the last, with all hours
        ([("PKP", "2026-04-16", None)], (0, 0)),
        ([("teknis", "2026-04-15", "20")], (25, 25)),
        ([("teknis", "2023-04-15", "20")], (0, 0)),
        ([("teknis", "2023-04-16", "20")], (25, 25)),
        ([("teknis", None, "20")], (0, 25)),
        ([("teknis", "2026-04-15", None)], (0, 50)),
    ],
)
def test_training_with_its_edges(rows: list, expected: tuple) -> None:
    given_rows = [{"nip": nip(0), "jenis": kind, "tanggal": day, "jp": hours} for kind, day, hours in rows]
    assert bounds(points_of("diklat", diklat=given_rows)) == [expected]


def ended(day: str | None, **cells: str | None) -> dict[str, str | None]:
    return {"nip": nip(0), "jenis": None, "tingkat": "sedang", "status": "selesai", "tmt_selesai": day, **cells}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # five years are 1826 days: of 50 points what is left of them
        ([ended("2021-04-15")], (100, 100)),
        ([ended("2021-04-16")], (99.97, 99.97)),
        ([ended("2023-10-14")], (75.03, 75.03)),  # 912 of 1826 days are left: 50 x 912/1826 = 24.97
        ([ended("2026-04-14")], (50.03, 50.03)),
        ([ended("2026-04-15")], (50, 50)),
        ([ended("2026-09-01", status="menjalani")], (50, 50)),
        ([ended(None, tmt_mulai="2023-10-14")], (50, 75.03)),
        ([ended("2021-04-16"), {**ended("2026-04-15"), "tingkat": "ringan"}], (80, 80)),
        ([{**ended(None), "status": "proses"}], (50, 50)),
    ],
)
def test_what_a_penalty_takes_falls_from_its_end(rows: list, expected: tuple) -> None:
    found = points_of("integritas", people={"peluruhan": "linear"}, disiplin=rows)
    assert bounds(found) == [expected]


def test_the_fact_tells_what_is_left_of_a_penalty() -> None:
    found = points_of("integritas", people={"peluruhan": "linear"}, disiplin=[ended("2023-10-14")])
    assert str(found.fact(0)) == "penalties take 24.97"


# Columns --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "points"),
    [("60", 0), ("75", 50), ("90", 100), ("95", 50), ("100", 0), ("59.9999", 0), ("75.003", 50.01), ("90.0005", 100)],
)
def test_a_goal_is_full_and_both_sides_fall(value: str, points: float) -> None:
    settings = {"kolom": "kehadiran", "bawah": "60", "atas": "100", "sasaran": "90"}
    assert bounds(points_of("nilai_kolom", people=settings, pegawai=given([value]))) == [(points, points)]


def test_a_goal_at_an_end_of_the_scale() -> None:
    settings = {"kolom": "kehadiran", "bawah": "60", "atas": "100", "sasaran": "100"}
    people = given(["60", "80", "100"])
    assert bounds(points_of("nilai_kolom", people=settings, pegawai=people)) == [(0, 0), (50, 50), (100, 100)]
    settings["sasaran"] = "60"
    assert bounds(points_of("nilai_kolom", people=settings, pegawai=people)) == [(100, 100), (50, 50), (0, 0)]


def test_a_value_beyond_the_scale_is_held_and_told() -> None:
    """105 and -5 on a scale of 0 to 100, here 10 to 90 as the column allows no others."""
    settings = {"kolom": "kehadiran", "bawah": "10", "atas": "90"}
    found = points_of("nilai_kolom", people=settings, pegawai=given(["95", "5", "74"]))
    assert bounds(found) == [(100, 100), (0, 0), (80, 80)]
    assert [str(found.fact(row)) for row in range(3)] == [
        "kehadiran 95, beyond the scale, counts as 90", "kehadiran 5, beyond the scale, counts as 10", "kehadiran 74",
    ]  # fmt: skip


def test_a_table_of_values_knows_numbers_and_codes() -> None:
    settings = {"kolom": "kehadiran", "nilai": {"90": "100", "87.5": "40"}}
    people = given(["90", "87.5", "9"])
    assert bounds(points_of("tabel_nilai", people=settings, pegawai=people)) == [(100, 100), (40, 40), (0, 100)]


# Distance -------------------------------------------------------------------------------------------------

AWAY = given(["80"] * 6, id_unit=["U1", "A", "B", "C", "D", None])
TABLE = [
    {"id_unit_asal": "A", "id_unit_tujuan": "U1", "km": "5", "menit": "20"},
    {"id_unit_asal": "U1", "id_unit_tujuan": "A", "km": "50", "menit": "5"},
    {"id_unit_asal": "U1", "id_unit_tujuan": "B", "km": "27.5", "menit": None},
    {"id_unit_asal": "C", "id_unit_tujuan": "U1", "km": "50.0001", "menit": "35"},
]


def test_points_fall_with_the_way_to_the_unit() -> None:
    found = points_of("jarak", pegawai=AWAY, jarak=TABLE)
    assert bounds(found) == [(100, 100), (100, 100), (50, 50), (0, 0), (0, 100), (0, 100)]
    assert [str(found.fact(row)) for row in (0, 2, 4, 5)] == [
        "0 km from the present unit", "27.5 km from the present unit",
        "no distance from D to the unit of the vacancy", "the present unit is not known",
    ]  # fmt: skip


def test_travel_time_is_read_in_the_direction_that_has_it() -> None:
    found = points_of("jarak", people={"ukuran": "menit"}, pegawai=AWAY, jarak=TABLE)
    assert bounds(found)[:4] == [(100, 100), (66.67, 66.67), (0, 100), (33.33, 33.33)]


def test_without_the_table_only_the_own_unit_is_known() -> None:
    assert bounds(points_of("jarak", pegawai=AWAY))[:2] == [(100, 100), (0, 100)]
    with pytest.raises(MutasiError, match="greater"):
        points_of("jarak", people={"jauh": "5"}, pegawai=AWAY, jarak=TABLE)


# Talent map -----------------------------------------------------------------------------------------------


def talent(*records: Mapping[str, str | None]) -> Rows:
    return [{"nip": nip(at), "tahun": "2025", **one} for at, one in enumerate(records)]


def axes(performance: str, potential: str) -> dict[str, str | None]:
    return {"nilai_kinerja": performance, "nilai_potensial": potential}


def test_the_boxes_of_an_application_in_use() -> None:
    """Six examples of a prototype that quotes PermenPANRB 3/2020: high from 90 on, medium from 70 on."""
    examples = {("90", "90"): 9, ("89", "90"): 8, ("95", "75"): 7, ("69", "95"): 6, ("70", "70"): 5, ("90", "69"): 4,
                ("89.9999", "69.9999"): 2, ("69.9999", "89.9999"): 3, ("0", "0"): 1}  # fmt: skip
    people = people_of(pegawai=given(["80"] * len(examples)), talenta=talent(*(axes(*one) for one in examples)))
    assert talent_boxes(people).box.tolist() == list(examples.values())


def test_thresholds_are_those_of_the_policy() -> None:
    policy = Policy(talent=TalentThresholds(Fraction("85.5"), Fraction(60)))
    tables = dataset(policy, pegawai=given(["80"] * 2), talenta=talent(axes("85.5", "85.4999"), axes("59.9", "60")))
    boxes = talent_boxes(make_people(tables, load_reference(), EFFECTIVE))
    assert (boxes.performance.tolist(), boxes.potential.tolist()) == ([HIGH, LOW], [MEDIUM, MEDIUM])
    assert boxes.box.tolist() == [7, 3]


def test_the_recorded_box_goes_first_and_tells_the_axes() -> None:
    stated = talent({"kotak": "8", **axes("10", "10")}, {"kinerja": "sesuai_ekspektasi", **axes("95", "95")})
    boxes = talent_boxes(people_of(pegawai=given(["80"] * 2), talenta=stated))
    assert boxes.box.tolist() == [8, 8]
    assert (boxes.performance.tolist(), boxes.potential.tolist()) == ([MEDIUM, MEDIUM], [HIGH, HIGH])


def test_points_by_box_and_a_range_where_an_axis_is_missing() -> None:
    rows = talent({"kotak": "9"}, {"kotak": "1"}, {"kinerja": "di_atas_ekspektasi"}, {"potensial": "rendah"}, {})
    found = points_of("kotak_talenta", pegawai=given(["80"] * 6), talenta=rows)
    # above expectation are 9, 7 and 4; of low potential 4, 2 and 1
    assert bounds(found) == [(100, 100), (0, 0), (38, 100), (0, 38), (0, 100), (0, 100)]
    assert [str(found.fact(row)) for row in (0, 2, 3, 4)] == [
        "talent box 9 of 2025", "talent record of 2025 without potential",
        "talent record of 2025 without performance", "no talent box",
    ]  # fmt: skip


def test_the_latest_record_until_the_effective_year_counts() -> None:
    rows = [{"nip": nip(0), "tahun": year, "kotak": box} for year, box in (("2027", "1"), ("2026", "9"), ("2024", "5"))]
    assert bounds(points_of("kotak_talenta", talenta=rows)) == [(100, 100)]


# Index ----------------------------------------------------------------------------------------------------

POST = [{"id_jabatan": "J1", "nama": "Kepala Bidang", "jenjang": "ADMINISTRATOR"},
        {"id_jabatan": "J2", "nama": "Pengelola", "jenjang": "PELAKSANA"}]  # fmt: skip
SCHOOLED = [{"nip": nip(0), "tingkat": "S-2", "jurusan": "Hukum"}]
WORKED = [{"nip": nip(0), "tahun": "2025", "predikat": "baik"}]
NOBODY = [{"nip": None}]


def index(post: str = "J1", settings: Mapping[str, object] | None = None, **tables: Rows) -> Points:
    whole = {"pendidikan": SCHOOLED, "kinerja": WORKED, "diklat": NOBODY, "disiplin": NOBODY, **tables}
    return points_of("ip_asn", people=settings, pegawai=given(["80"], id_jabatan=[post]), jabatan=POST, **whole)


def trained(*rows: tuple[str, str | None, str | None]) -> Rows:
    return [{"nip": nip(0), "jenis": kind, "tanggal": day, "jp": hours} for kind, day, hours in rows]


def test_the_index_is_the_sum_of_its_dimensions() -> None:
    found = index(
        diklat=trained(("PKA", "2015-01-01", None), ("teknis", "2026-01-01", "20"), ("seminar", "2025-01-01", None))
    )
    assert bounds(found) == [(20 + 40 + 25 + 5,) * 2]
    assert str(found.fact(0)) == "kualifikasi 20 of 25, kompetensi 40 of 40, kinerja 25 of 30, disiplin 5 of 5"


@pytest.mark.parametrize(
    ("post", "rows", "development"),
    [
        ("J1", [], (0, 0)),
        ("J1", [("PKA", "2026-04-16", None)], (0, 0)),
        ("J1", [("fungsional", "2015-01-01", None)], (0, 0)),
        ("J1", [("teknis", "2025-04-15", "20")], (0, 0)),
        ("J1", [("teknis", "2025-04-16", "20")], (15, 15)),
        ("J1", [("teknis", "2026-01-01", "19")], (0, 0)),
        ("J1", [("teknis", "2026-01-01", "10"), ("teknis", "2026-02-01", "10")], (15, 15)),
        ("J1", [("teknis", None, "20")], (0, 15)),
        ("J1", [("seminar", "2024-04-15", None)], (0, 0)),
        ("J1", [("seminar", "2024-04-16", None)], (10, 10)),
        ("J2", [("teknis", "2026-01-01", "20"), ("seminar", "2026-01-01", None)], (40, 40)),
        ("J2", [("teknis", "2026-01-01", "20"), ("PKP", "2020-01-01", None)], (22.5, 22.5)),
        ("J9", [("teknis", "2026-01-01", "20")], (15, 22.5)),  # a post of which nobody knows the level
    ],
)
def test_development_by_the_kind_of_post(post: str, rows: list, development: tuple[float, float]) -> None:
    low, high = development
    assert bounds(index(post, diklat=trained(*rows) or NOBODY)) == [(50 + low, 50 + high)]


@pytest.mark.parametrize(
    ("rows", "performance"),
    [
        ([{"predikat": "sangat_baik"}], (30, 30)),
        ([{"predikat": "sangat_baik", "nilai_angka": "55"}], (30, 30)),
        ([{"nilai_angka": "91"}], (30, 30)),
        ([{"nilai_angka": "90.9999"}], (25, 25)),
        ([{"nilai_angka": "61"}], (15, 15)),
        ([{"nilai_angka": "50"}], (1, 1)),
        ([{"tahun": "2024", "predikat": "baik"}], (1, 30)),
    ],
)
def test_performance_by_predikat_or_band(rows: list, performance: tuple[int, int]) -> None:
    stated = [{"nip": nip(0), "tahun": "2025", **one} for one in rows]
    low, high = performance
    assert bounds(index(kinerja=stated)) == [(25 + low, 25 + high)]


@pytest.mark.parametrize(
    ("rows", "discipline"),
    [
        ([ended("2021-04-15")], (5, 5)),
        ([ended("2021-04-16")], (2, 2)),
        ([ended(None)], (2, 5)),
        ([ended(None, tmt_mulai="2022-01-01")], (2, 2)),
        ([{**ended(None), "status": "proses"}], (5, 5)),
        ([{**ended("2025-01-01"), "tingkat": "berat"}, ended("2026-01-01")], (1, 1)),
    ],
)
def test_discipline_by_the_gravest_penalty(rows: list, discipline: tuple[int, int]) -> None:
    low, high = discipline
    assert bounds(index(disiplin=rows)) == [(45 + low, 45 + high)]


def test_what_is_missing_leaves_the_range_of_its_dimension() -> None:
    found = points_of("ip_asn", pegawai=given(["80"]))
    assert bounds(found) == [(1 + 0 + 1 + 1, 25 + 40 + 30 + 5)]
    assert str(found.fact(0)).startswith("kualifikasi 1 to 25 of 25, kompetensi 0 to 40 of 40")


def test_the_measured_index_may_be_read_instead() -> None:
    people = given(["80"] * 3, ip_asn=["81.005", "81.0049", None])
    found = points_of("ip_asn", people={"sumber": "kolom"}, pegawai=people)
    assert bounds(found) == [(81.01, 81.01), (81, 81), (0, 100)]
    assert [str(found.fact(row)) for row in (0, 2)] == ["ip_asn 81.005", "ip_asn is missing"]
