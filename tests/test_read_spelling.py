"""Spellings of offices: each has the one value that it can mean in its column, or a fault."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mutasi.model import codes
from mutasi.read.layouts import name_key
from mutasi.read.reference import load_reference
from mutasi.read.spelling import SpellingFault, educations, read_echelon, read_education, read_rank

UNKNOWN, AMBIGUOUS, CLASH, NO_LETTER = SpellingFault

RANKS = {
    "III/d": ["III/d", "III.d", "III-d", "III d", "IIId", "III/D", "3D", "3d", "3/d", "iii/d", "III / d", "PNS - 3D",
              "(III.d)",
              "Penata Tk. I (III/d)", "Penata Tingkat I - III/d", "Penata Tingkat I (III/d)", "Penata Tk.I, III/d",
              "PENATA TK. I (III/D)", "III/d - Penata Tingkat I", "III/d (Penata Tk. I)", "Penata Tk I / III/d",
              "Penata Tingkat I", "Penata Tk. 1", "Gol. III/d", "Golongan III/d", " III/d ", "PNS 3D"],
    "IV/d": ["(IV.d)", "4D", "Pembina Utama Madya (IV/d)", "IVd", "iv d"],
    "III/c": ["Gol. III/c", "Gol III/c", "GOL.III/c", "Penata (III/c)", "Penata", "III c", "IIIc", "III.c"],
    "III/b": ["Penata Muda Tingkat I (III/b)", "Penata Muda Tk. I, III/b", "III-b", "IIIb", "3b"],
    "III/a": ["(III.a)", "III a", "Penata Muda"],
    "II/c": ["Pengatur (II/c)", "II-c"],
    "II/d": ["IId", "(II.d)"],
    "IV/a": ["IV a", "IVa", "IV.a", "Pembina"],
    "IV/c": ["4C", "IV.c"],
    "IV/e": ["IV/e", "Pembina Utama"],
    "I/a": ["I/a", "1a", "Juru Muda"],
    "IX": ["IX", "ix", "Golongan IX", "Gol. IX", "PPPK IX", "PPPK - IX"],
    "III": ["III", "PPPK III"],
    "XVII": ["XVII"],
    UNKNOWN: ["", "-", "V/a", "III/e", "I/e", "IV/f", "III/", "/d", "d", "34", "9", "XVIII", "IIII/a", "IIX",
              "Penata Tk. II (III/d)",
              "Penatua (III/d)", "Eselon III/d", "Penata III", "III/d III/c", "3.4", "III/dd", "Gol. III/e", "Kelas 9"],
    CLASH: ["Penata Tk. I (III/c)", "Penata (III/d)", "III/a - Penata Tingkat I", "Pembina Utama Muda, IV/d"],
    NO_LETTER: ["Gol. III", "GOLONGAN IV", "PNS II"],
}  # fmt: skip

RANK_CODES = {
    "III/d": ["34", "III/d", "Penata Tk. I (III/d)"],
    "III/b": ["32"],
    "IV/e": ["45"],
    "II/a": ["21"],
    "IX": ["9", "09", "IX"],
    "XV": ["15"],
    "XVII": ["17"],
    AMBIGUOUS: ["11", "12", "13", "14"],
    UNKNOWN: ["0", "00", "18", "19", "20", "25", "30", "35", "46", "340", "3.4", "\u0663\u0664"],
}

ECHELONS = {
    "II.b": ["II.b", "IIb", "II/B", "II b", "2b", "22", "Es. II.b", "Eselon IIb", "Eselon II.b", "Es II b",
             "ESELON II/b", "II-b",
             "ii.B", " II.b ", "Ess. II.b"],
    "I.a": ["10", "11", "I.a", "1a"],
    "III.a": ["III/a", "31", "III a"],
    "III.b": ["3b", "32"],
    "IV.a": ["IVA", "IV.a", "41"],
    "V.a": ["V.a", "Va", "51"],
    "": ["NON", "NS", "99", "00", "-", "\u2013", "Non", "non eselon", "Non Struktural"],
    NO_LETTER: ["II", "Es. II", "Eselon III", "2", "V", "4"],
    UNKNOWN: ["", "II.c", "VI.a", "V.b", "52", "23", "220", "6a", "Golongan II.b", "Kelas 2b", "II.b II.a", "IIIIa",
              "Eselon"],
}  # fmt: skip

EDUCATIONS = {
    "SD": ["SD", "Sekolah Dasar", "Paket A"],
    "SLTP": ["SLTP", "SMP", "SLTP Kejuruan"],
    "SLTA": ["SLTA", "SMA", "SMU", "SMK", "STM", "SMA PAKET C", "SLTA Kejuruan", "SMA/SMK", "slta"],
    "D-I": ["DI", "D.I", "D1", "Diploma I"],
    "D-II": ["DII", "D-2", "Diploma II"],
    "D-III": ["DIII", "D.III", "D3", "D-III", "Diploma III/Sarjana Muda", "Diploma III", "Sarjana Muda"],
    "D-IV": ["D.IV", "DIV", "D4", "D-IV", "Diploma IV"],
    "S-1": ["S1", "S.1", "S-1", "S 1", "S-1/Sarjana", "Sarjana", "SARJANA", "Strata I", "Strata 1"],
    "Profesi": ["Profesi", "Profesi Ners", "PROFESI NERS", "Ners", "S1 Profesi"],
    "S-2": ["S2", "S.2", "S-2", "Magister", "S-2/Magister", "Strata II"],
    "Sp-1": ["Spesialis", "Sp.1", "Sp-1"],
    "Sp-2": ["Subspesialis", "Sp 2"],
    "S-3": ["S3", "S-3/Doktor", "Doktor"],
    AMBIGUOUS: ["D4/S1", "D-IV/S-1", "S1/D4", "D.IV/S.1", "S2/S3"],
    UNKNOWN: ["", "-", "S", "S4", "D5", "D-V", "SX", "Sarjana Hukum", "S-1 PGSD", "1", "40", "SMB", "Diploma"],
}  # fmt: skip


def _cases(table: dict[object, list[str]]) -> list[tuple[str, object]]:
    return [(text, value) for value, texts in table.items() for text in texts]


@pytest.mark.parametrize(("text", "value"), _cases(RANKS))
def test_ranks(text: str, value: object) -> None:
    assert read_rank(text) == value


@pytest.mark.parametrize(("text", "value"), _cases(RANK_CODES))
def test_codes_of_ranks_where_the_column_holds_codes(text: str, value: object) -> None:
    assert read_rank(text, codes=True) == value


@pytest.mark.parametrize(("text", "value"), _cases(ECHELONS))
def test_echelons(text: str, value: object) -> None:
    assert read_echelon(text) == value


@pytest.mark.parametrize(("text", "value"), _cases(EDUCATIONS))
def test_educations(text: str, value: object) -> None:
    assert read_education(text) == value


def test_two_levels_in_one_spelling_are_both_named() -> None:
    assert educations("D4/S1") == ("D-IV", "S-1")
    assert educations("S1") == ("S-1",)
    assert educations("zzz") == ()


def test_every_code_is_a_spelling_of_itself() -> None:
    assert [read_rank(code) for code in codes.GOLONGAN] == list(codes.GOLONGAN)
    assert [read_echelon(code) for code in codes.ESELON] == list(codes.ESELON)
    assert [read_education(code) for code in codes.PENDIDIKAN] == list(codes.PENDIDIKAN)


def test_every_rank_with_its_name_agrees_and_with_another_clashes() -> None:
    ranks = load_reference().ranks.values()
    for one, other in itertools.product(ranks, ranks):
        expected = one.code if one is other else CLASH
        assert read_rank(f"{one.name} ({other.code})") == expected
        assert read_rank(f"{other.code} - {one.name.replace('Tingkat', 'Tk.')}") == expected


def test_the_file_gives_no_spelling_of_an_education_twice() -> None:
    path = Path(__file__).parents[1] / "mutasi" / "reference" / "ejaan.yaml"
    spellings = yaml.safe_load(path.read_text(encoding="utf-8"))["pendidikan"]
    levels: dict[str, object] = {}
    for level, texts in [*spellings["ejaan"].items(), *((tuple(v), [k]) for k, v in spellings["dua_arti"].items())]:
        for text in texts:
            assert levels.setdefault(name_key(text), level) == level, text
    assert {level for level in levels.values() if isinstance(level, str)} == set(codes.PENDIDIKAN)


@given(st.text(max_size=20) | st.from_regex(r"[A-Za-z. ]{0,10}[IVX0-9]{1,4}[ ./-]?[a-eA-E]?\)?", fullmatch=True))
def test_no_text_breaks_it(text: str) -> None:
    rank = {read_rank(text), read_rank(text, codes=True)}
    assert rank <= {*codes.GOLONGAN, *SpellingFault}
    assert read_echelon(text) in {"", *codes.ESELON, *SpellingFault}
    assert read_education(text) in {*codes.PENDIDIKAN, *SpellingFault}
