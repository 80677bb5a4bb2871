"""Retirement ages of posts that laws set by their names."""

from __future__ import annotations

import polars as pl
import pytest

from mutasi.model.retirement import lowest_age, retirement_age, with_limits
from mutasi.read.reference import load_reference

REFERENCE = load_reference()
POSTS = (
    ("JF_AHLI_MUDA", "Guru Kelas Ahli Muda", 60),
    ("JF_AHLI_PERTAMA", "  guru  pjok", 60),
    ("JF_AHLI_UTAMA", "Guru Ahli Utama", 60),
    ("JF_AHLI_UTAMA", "Guru Besar", 65),
    ("JF_AHLI_MUDA", "Gurunya Apa", 58),
    ("JF_AHLI_MUDA", "Kepala Seksi Guru", 58),
    ("PELAKSANA", "Guru Tidak Tetap", 58),
    ("PENGAWAS", "Kepala Seksi", 58),
    ("JF_AHLI_MUDA", "Pengawas Sekolah Ahli Muda", 58),
    ("JF_AHLI_MUDA", "Peneliti Ahli Muda", 58),
    ("JF_AHLI_MADYA", "Peneliti Ahli Madya", 65),
    ("JF_AHLI_UTAMA", "Perekayasa Ahli Utama", 70),
    ("JF_AHLI_MADYA", "Dokter Ahli Madya", 60),
    ("LAIN", "Guru", 0),
    ("", "", 0),
)


@pytest.mark.parametrize(("level", "name", "age"), POSTS)
def test_the_age_of_a_post(level: str, name: str, age: int):
    assert retirement_age(REFERENCE, level, name, 0) == age
    assert retirement_age(REFERENCE, level, name, 63) == 63


def test_whole_tables_say_the_same():
    rows = [
        {"jenjang": level or None, "nama": name or None, "bup": own} for level, name, _ in POSTS for own in (None, 63)
    ]
    frame = pl.DataFrame(rows, schema={"jenjang": pl.String, "nama": pl.String, "bup": pl.Int64})
    ages = [own or age for _, _, age in POSTS for own in (None, 63)]
    found = with_limits(frame.with_row_index("row"), REFERENCE)
    assert dict(found.select("row", "limit").iter_rows()) == {row: age for row, age in enumerate(ages) if age}
    assert found["row"].is_sorted()


def test_nobody_retires_before_the_lowest_age():
    assert lowest_age(REFERENCE) == 58
