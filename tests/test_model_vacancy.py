"""Vacancies with what they ask, and what is taken from their posts."""

from __future__ import annotations

from datetime import date

import pytest

from mutasi.model.vacancy import Vacancy, post_vacancies, vacancies
from mutasi.read.reference import load_reference
from tests.ranking import dataset

REFERENCE = load_reference()

UNITS = [
    {"id_unit": "1", "nama": "Dinas Kesehatan", "id_induk": None},
    {"id_unit": "2", "nama": "Bidang Promosi", "id_induk": "1"},
]
POST = {
    "id_jabatan": "KABID", "nama": "Kepala Bidang Promosi", "id_unit": "2", "jenjang": "ADMINISTRATOR",
    "eselon": "III.b", "kelas": "11", "bidang": "kesehatan", "kode_khusus": "CAMAT", "bup": "60",
}  # fmt: skip


def made(*rows: dict[str, str | None], posts: tuple[dict[str, str | None], ...] = (POST,)) -> tuple[Vacancy, ...]:
    return vacancies(dataset(lowongan=rows, jabatan=posts, unit=UNITS), REFERENCE)


def one(**fields: str | None) -> Vacancy:
    (vacancy,) = made({"id_lowongan": "L1", "id_jabatan": "KABID", **fields})
    return vacancy


def test_what_is_blank_is_taken_from_the_post():
    assert one() == Vacancy(
        row=0, id="L1", post="KABID", post_name="Kepala Bidang Promosi", unit="2", unit_name="Bidang Promosi",
        seats=1, level="ADMINISTRATOR", echelon="III.b", job_class=11, lowest_rank="", lowest_education="",
        fields_of_study=(), fields_of_work=("kesehatan",), standard=(), highest_age=0, special="CAMAT",
        retirement_age=60, mechanism="", open_since=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("column", "text", "name", "value"),
    [
        ("jumlah", "3", "seats", 3),
        ("jenjang", "PENGAWAS", "level", "PENGAWAS"),
        ("eselon", "IV.a", "echelon", "IV.a"),
        ("kelas", "9", "job_class", 9),
        ("golongan_min", "III/c", "lowest_rank", "III/c"),
        ("pendidikan_min", "S-1", "lowest_education", "S-1"),
        ("jurusan", " Hukum ; Ilmu Pemerintahan;", "fields_of_study", ("Hukum", "Ilmu Pemerintahan")),
        ("bidang", "gizi; promosi kesehatan", "fields_of_work", ("gizi", "promosi kesehatan")),
        ("standar_kompetensi", "M.02=4; SK.01=3;M.01=2", "standard", (("M.02", 4), ("SK.01", 3), ("M.01", 2))),
        ("usia_maks", "50", "highest_age", 50),
        ("kode_khusus", "SEKWAN", "special", "SEKWAN"),
        ("mekanisme", "uji_kompetensi", "mechanism", "uji_kompetensi"),
        ("tmt_kosong", "2026-02-28", "open_since", date(2026, 2, 28)),
    ],
)
def test_what_the_vacancy_states_goes_before_the_post(column: str, text: str, name: str, value: object):
    assert getattr(one(**{column: text}), name) == value
    blank = getattr(one(**{column: None}), name)
    assert blank != value


def test_a_post_that_does_not_exist_leaves_the_joined_parts_empty():
    (vacancy,) = made({"id_lowongan": "L1", "id_jabatan": "TIDAK-ADA", "jenjang": "PENGAWAS"})
    assert (vacancy.post, vacancy.post_name, vacancy.unit_name, vacancy.level) == ("TIDAK-ADA", "", "", "PENGAWAS")
    assert (vacancy.fields_of_work, vacancy.retirement_age, vacancy.job_class) == ((), 0, 0)


def test_the_retirement_age_is_the_posts_and_no_field_of_the_vacancy():
    assert one().retirement_age == 60
    (vacancy,) = made({"id_lowongan": "L1", "id_jabatan": "KABID"}, posts=({**POST, "bup": None},))
    assert vacancy.retirement_age == 0


def test_the_law_of_teachers_sets_the_retirement_age_of_their_posts():
    teacher = {**POST, "nama": "Guru Kelas Ahli Muda", "jenjang": "JF_AHLI_MUDA", "bup": None}
    (vacancy,) = made({"id_lowongan": "L1", "id_jabatan": "KABID"}, posts=(teacher,))
    assert vacancy.retirement_age == 60


def test_vacancies_keep_the_order_of_the_file():
    rows = [{"id_lowongan": name, "id_jabatan": "KABID"} for name in ("Z", "A", "M")]
    assert [(vacancy.row, vacancy.id) for vacancy in made(*rows)] == [(0, "Z"), (1, "A"), (2, "M")]


def test_without_a_table_there_are_none():
    assert vacancies(dataset(jabatan=[POST]), REFERENCE) == ()


def test_without_posts_and_units_a_vacancy_stands_alone():
    alone = dataset(lowongan=[{"id_lowongan": "L1", "id_jabatan": "KABID", "eselon": "II.b"}])
    (vacancy,) = vacancies(alone, REFERENCE)
    assert (vacancy.id, vacancy.post, vacancy.echelon, vacancy.level) == ("L1", "KABID", "II.b", "")


def test_a_post_is_vacant_as_its_first_vacancy_asks_else_as_the_post_does():
    other = {**POST, "id_jabatan": "LAIN"}
    rows = [
        {"id_lowongan": "L1", "id_jabatan": "KABID", "usia_maks": "50"},
        {"id_lowongan": "L2", "id_jabatan": "KABID"},
    ]
    made = post_vacancies(dataset(lowongan=rows, jabatan=[POST, other], unit=UNITS), REFERENCE, ["KABID", "LAIN"])
    assert (made["KABID"].id, made["KABID"].highest_age) == ("L1", 50)
    assert (made["LAIN"].id, made["LAIN"].level, made["LAIN"].retirement_age) == ("LAIN", "ADMINISTRATOR", 60)
    assert made["LAIN"].fields_of_work == ("kesehatan",)
