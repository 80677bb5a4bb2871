"""Single values, as laws."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.model.nip import Nip, NipFault
from mutasi.model.tables import declaration
from mutasi.read.convert.values import (
    CodeFault,
    Decoded,
    best_spelling,
    cell_value,
    collapse,
    decode,
    identifier,
    level_last,
    level_of_title,
    read_nip,
    split_diploma,
    whole_number,
)
from mutasi.read.layout_file import program_layouts
from mutasi.read.layouts import CellKind, CodeMap, name_key

LAYOUT = program_layouts()[0]
LEVELS = LAYOUT.maps["jenjang_jf"].names
TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
HEX = st.text("0123456789abcdef", min_size=32, max_size=32)


@given(TEXTS)
def test_collapsing_keeps_every_letter(text: str) -> None:
    assert collapse(text).split() == text.split()
    assert collapse(collapse(text)) == collapse(text)


@given(TEXTS)
def test_only_codes_and_numbers_lose_an_apostrophe(text: str) -> None:
    kept = collapse(f"'{text} x")
    assert cell_value(f"'{text} x", CellKind.TEXT, LAYOUT) == kept
    assert cell_value(f"'{text} x", CellKind.MARK, LAYOUT) == kept[1:].strip()


@pytest.mark.parametrize("kind", list(CellKind))
@pytest.mark.parametrize("text", ["", "-", " -- ", "'", ".", "\u2013"])
def test_signs_for_nothing(text: str, kind: CellKind) -> None:
    assert cell_value(text, kind, LAYOUT) == ""


@given(HEX)
def test_identifiers_have_one_spelling(text: str) -> None:
    dashed = f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
    assert {identifier(spelt) for spelt in (text, text.upper(), dashed, dashed.upper())} == {text}


@pytest.mark.parametrize("text", ["3.01-KADIS", "", "xyz", "0604387817fe14f2f4dbfd101760913", "ABC-1"])
def test_other_identifiers_are_left_alone(text: str) -> None:
    assert identifier(text) == text


def test_separators_in_a_nip_are_removed_and_nothing_is_repaired() -> None:
    found = read_nip("19730516 200201 1 901")
    assert isinstance(found, Nip)
    assert found.text == "197305162002011901"
    assert read_nip("19730512002011901") is NipFault.LENGTH
    assert read_nip("1,97305E+17") is NipFault.SCIENTIFIC


@given(st.integers(0, 3000))
def test_numbers_keep_within_the_range_of_their_column(number: int) -> None:
    column = declaration("pendidikan").column("tahun_lulus")
    assert whole_number(f"{number:04d}", column) == (str(number) if 1950 <= number <= 2100 else None)


@pytest.mark.parametrize("text", ["", "1,5", "1.0", "-1", "x", "\u0661", "1" * 10])
def test_what_is_no_whole_number(text: str) -> None:
    assert whole_number(text, declaration("pegawai").column("masa_kerja_tahun")) is None


# ---- coded facts

MEANINGS = CodeMap(names={"aktif": "aktif", "non": ""}, codes={"1": "aktif", "2": "cltn", "99": ""})


@pytest.mark.parametrize(
    ("name", "code", "decoded"),
    [
        ("", "", Decoded("")),
        ("Aktif", "", Decoded("aktif")),
        ("", "02", Decoded("cltn")),
        ("", "99", Decoded("")),
        ("NON", "99", Decoded("")),
        ("AKTIF", "7", Decoded("aktif")),
        ("Aktif", "2", Decoded("aktif", CodeFault.CLASH, "Aktif / 2")),
        ("NON", "1", Decoded("", CodeFault.CLASH, "NON / 1")),
        ("Hilang", "1", Decoded("", CodeFault.NAME_UNKNOWN, "Hilang")),
        ("", "7", Decoded("", CodeFault.CODE_UNKNOWN, "7")),
    ],
)
def test_the_name_comes_first_then_the_code(name: str, code: str, decoded: Decoded) -> None:
    assert decode(name, code, MEANINGS) == decoded


# ---- names of posts and educations


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Guru Ahli Muda", "JF_AHLI_MUDA"),
        ("PERAWAT MAHIR", "JF_MAHIR"),
        ("Bidan Penyelia", "JF_PENYELIA"),
        ("Guru", ""),
        ("Mahir", ""),
        ("Ahli Muda", ""),
        ("Ahli Mudah", ""),
        ("Kepala Bidang Ahli Muda Belia", ""),
        ("", ""),
    ],
)
def test_the_level_stands_at_the_end(title: str, level: str) -> None:
    assert level_of_title(title, LEVELS) == level


@pytest.mark.parametrize(
    ("title", "turned"),
    [
        ("MAHIR - PERAWAT", "Perawat Mahir"),
        ("AHLI PERTAMA - PENGAWAS MUTU DAN QUR'AN", "Pengawas Mutu Dan Qur'an Ahli Pertama"),
        ("Mahir - Perawat", "Perawat Mahir"),
        ("Terampil - pranata APBN", "pranata APBN Terampil"),
        ("KEPALA - PERAWAT", "KEPALA - PERAWAT"),
        ("MAHIR -", "MAHIR -"),
        ("PERAWAT MAHIR", "PERAWAT MAHIR"),
    ],
)
def test_a_level_in_front_goes_to_the_end(title: str, turned: str) -> None:
    assert level_last(title, LEVELS) == turned


@given(st.sampled_from(sorted(LEVELS)), st.text("ABCDEFG ", min_size=1).map(collapse).filter(bool))
def test_turning_keeps_level_and_letters(level: str, post: str) -> None:
    turned = level_last(f"{level} - {post}", LEVELS)
    assert level_of_title(turned, LEVELS) == LEVELS[level]
    assert name_key(turned) == name_key(post) + level


@given(st.lists(st.text("abAB ", min_size=1), min_size=1), st.randoms(use_true_random=False))
def test_the_best_spelling_does_not_hang_on_the_order(spellings: list[str], mixed: Random) -> None:
    assert best_spelling(mixed.sample(spellings, len(spellings))) == best_spelling(spellings)


def test_the_best_spelling_is_rather_not_in_capitals() -> None:
    assert best_spelling(["PERAWAT MAHIR", "Perawat Mahir"]) == "Perawat Mahir"


@pytest.mark.parametrize(
    ("text", "level", "field"),
    [
        ("S-1 PGSD", "S-1", "PGSD"),
        ("S1 ILMU HUKUM", "S-1", "ILMU HUKUM"),
        ("D III KEBIDANAN", "D-III", "KEBIDANAN"),
        ("D-IV BIDAN PENDIDIK", "D-IV", "BIDAN PENDIDIK"),
        ("PROFESI NERS", "Profesi", "NERS"),
        ("SMU IPS", "SLTA", "IPS"),
        ("SEKOLAH DASAR", "SD", ""),
        ("SARJANA MUDA HUKUM", "D-III", "HUKUM"),
        ("S-2 MAGISTER MANAJEMEN", "S-2", "MAGISTER MANAJEMEN"),
        ("AKADEMI KEPERAWATAN", "", "AKADEMI KEPERAWATAN"),
        ("S-1/A-IV PGSD", "", "S-1/A-IV PGSD"),
        ("", "", ""),
    ],
)
def test_level_and_field_of_a_diploma(text: str, level: str, field: str) -> None:
    assert split_diploma(text, LAYOUT.maps["awalan_pendidikan"]) == (level, field)
