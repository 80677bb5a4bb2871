"""Sentences for readers: words where files have codes, names of columns as they are, the singular after one."""

from __future__ import annotations

import re

import pytest

from mutasi.message import Message
from mutasi.model.codes import JENJANG
from mutasi.read.reference import load_reference
from mutasi.render.language import CATALOGUES, language
from mutasi.render.wording import in_words

EN, ID = language("en"), language("id")


def test_the_words_of_levels_are_those_of_the_reference() -> None:
    levels = load_reference().levels
    assert {code: in_words(code) for code in JENJANG} == {code: levels[code].name for code in JENJANG}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tugas_belajar", "tugas belajar"),
        ("2025 sangat_baik", "2025 sangat baik"),
        ("PPPK_PARUH_WAKTU", "PPPK paruh waktu"),
        ("cltn", "CLTN"),
        ("IV/a", "IV/a"),
        ("tmt_jabatan", "tmt_jabatan"),
    ],
)
def test_codes_have_words_and_all_else_stays(text: str, words: str) -> None:
    assert in_words(text) == words


def test_values_in_lists_and_in_messages_inside_are_in_words_too() -> None:
    inner = Message("predikat {found}", found=("2025 sangat_baik", "2024 baik"))
    message = Message("{reason} (as the agency sets it)", reason=inner)
    assert EN.told(message) == "predikat 2025 sangat baik, 2024 baik (as the agency sets it)"
    assert EN.text(message) == "predikat 2025 sangat_baik, 2024 baik (as the agency sets it)"


def test_names_of_tables_and_columns_stay() -> None:
    message = Message("the table {table} is absent", table="uji_kompetensi")
    assert EN.told(message) == "the table uji_kompetensi is absent"
    assert ID.told(message) == "tabel uji_kompetensi tidak ada"


@pytest.mark.parametrize(
    ("years", "months", "text"),
    [(1, 11, "1 year 11 months"), (21, 1, "21 years 1 month"), (0, 0, "0 years 0 months")],
)
def test_what_is_counted_stands_in_the_singular_after_one(years: int, months: int, text: str) -> None:
    message = Message("{years} years {months} months", years=years, months=months)
    assert EN.told(message) == text
    assert ID.told(message) == f"{years} tahun {months} bulan"


@pytest.mark.parametrize(("count", "text"), [(1, "1 open seat"), (2, "2 open seats"), (0, "0 open seats")])
def test_an_s_in_brackets_is_decided_wherever_it_is_shown(count: int, text: str) -> None:
    message = Message("{count} open seat(s)", count=count)
    assert EN.told(message) == EN.text(message) == str(message) == text


_VERB = re.compile(r"\(s\) (are|is|were|was|have|has|do|does|depend|tell|name|become|rest)\b|\(s\) (that|who|which) ")


def test_no_verb_follows_that_would_have_to_agree() -> None:
    pot = (CATALOGUES / "mutasi.pot").read_text(encoding="utf-8").replace('"\n"', "")
    assert [found.group() for found in _VERB.finditer(pot)] == []
    for start in re.finditer(r"\(s\)", pot):
        line = pot[pot.rindex("\n", 0, start.start()) : start.end()]
        assert re.search(r"\{\w+\} (\w+ )?\w+\(s\)$", line), line
