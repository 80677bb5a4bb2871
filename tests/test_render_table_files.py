"""Files of tables: what is read of them is what was written, in every format and for every text that can be read."""

from __future__ import annotations

import unicodedata
from itertools import permutations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutasi.finding import Severity
from mutasi.model.table import Table
from mutasi.model.tables import declaration
from mutasi.read.characters import HIDDEN_PATTERN
from mutasi.read.source import source_of
from mutasi.read.table import table_from
from mutasi.render.order import ordered
from mutasi.render.table_files import WRITERS

SUFFIXES = sorted(WRITERS)
PEOPLE, VACANCIES, UNITS = (declaration(name) for name in ("pegawai", "lowongan", "unit"))

WORDS = r"""NO yes null ~ 010 0x1F 1e3 1_000 12:30 2020-01-01 .inf =1+1 @SUM(1) - ? #c &a *a !t | > %d `x` {a [b a,b
a;b a"b a'b " ' '' é _x0041_ <b>&amp;</b> \ \n … << a: --- ..."""
HOSTILE = (*WORDS.split(), "- a", "a: b", "a #b", ": a", "--- a", "a\tb", "a\nb", "a\n\nb", "a\n b", "\U0001f600")
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Cf", "Zl", "Zp"))
TEXTS = st.sampled_from(HOSTILE) | st.text(
    LETTERS | st.sampled_from("\n \t,;\"'#:-=+@&*!|>%{}[]"), min_size=1, max_size=12
)


def is_readable(text: str) -> bool:
    """Whether reading gives a text back as it is: nothing at its edges, nothing hidden, in one form of Unicode."""
    if text.strip(" \t\r\n") != text or not text or HIDDEN_PATTERN.search(text):
        return False
    return not set(text) & set("\u00a0\u2007\u202f") and unicodedata.is_normalized("NFC", text)


READABLE = TEXTS.filter(is_readable)


def read(data: bytes, name: str, suffix: str) -> tuple[Table, list[str]]:
    table, _, findings = table_from(source_of(data, name + suffix), name, suffix)
    assert table is not None, findings
    return table, [finding.rule for finding in findings if finding.severity is Severity.ERROR]


@st.composite
def people(draw: st.DrawFn) -> pl.DataFrame:
    count = draw(st.integers(1, 4))
    blank = st.none() | READABLE
    return pl.DataFrame(
        {
            "nip": pl.Series(
                [f"19850315201001{number:04}" for number in draw(st.permutations(range(1001, 1001 + count)))]
            ),
            "nama": pl.Series(draw(st.lists(blank, min_size=count, max_size=count)), dtype=pl.String),
            "kelompok": pl.Series(draw(st.lists(blank, min_size=count, max_size=count)), dtype=pl.String),
        }
    )


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=30, deadline=None)
@given(frame=people())
def test_what_is_written_is_read(suffix: str, frame: pl.DataFrame) -> None:
    canonical = ordered(frame, PEOPLE)
    table, errors = read(WRITERS[suffix](canonical, PEOPLE), "pegawai", suffix)
    assert table.text.select(canonical.columns).equals(canonical)
    assert errors == []


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("text", [text for text in HOSTILE if is_readable(text)])
def test_hostile_texts(suffix: str, text: str) -> None:
    frame = pl.DataFrame({"nip": ["198503152010011007"], "nama": [text]})
    table, errors = read(WRITERS[suffix](frame, PEOPLE), "pegawai", suffix)
    assert (table.text["nama"].to_list(), errors) == ([text], [])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_rows_give_the_same_bytes(suffix: str) -> None:
    frame = pl.DataFrame({"nip": ["198503152010011007"], "nama": ["Ani"]})
    assert WRITERS[suffix](frame, PEOPLE) == WRITERS[suffix](frame.clone(), PEOPLE)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("frame", [{"nip": [], "nama": []}, {"nip": ["198503152010011007"], "nama": [None]}])
def test_few_rows_and_blank_columns(suffix: str, frame: dict[str, list[str | None]]) -> None:
    text = pl.DataFrame(frame, schema=dict.fromkeys(frame, pl.String))
    if not text.height and suffix in (".jsonl", ".ndjson"):
        return  # nothing at all stands in such a file, and reading it tells so
    table, _ = read(WRITERS[suffix](text, PEOPLE), "pegawai", suffix)
    assert table.rows == text.height
    if text.height or suffix not in (".json", ".jsonl", ".ndjson", ".yaml", ".yml"):
        assert set(table.text.columns) == set(frame)


VALUES = {
    "jurusan": ["Hukum; Ilmu Politik", "a;b", "Hukum", ";", "a; ", "NO; 010"],
    "standar_kompetensi": ["M.01=4; M.02=3", "M.01=04", "x", "=3", "M.01=4;M.02=3", "NO=1"],
    "jumlah": ["3", "03", "3.0", "tiga", "-1"],
    "tmt_kosong": ["2026-01-01", "2026-1-1", "besok"],
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(("column", "text"), [(name, text) for name, texts in VALUES.items() for text in texts])
def test_lists_pairs_and_numbers(suffix: str, column: str, text: str) -> None:
    """They may be nested in YAML and JSON; what is no such value stays text."""
    frame = pl.DataFrame({"id_lowongan": ["L-1"], column: [text]})
    before, _ = read(WRITERS[".csv"](frame, VACANCIES), "lowongan", ".csv")
    after, _ = read(WRITERS[suffix](before.text, VACANCIES), "lowongan", suffix)
    assert after.text.equals(before.text)
    assert after.frame.equals(before.frame)


# ---- order


def test_declared_columns_come_first_and_further_ones_keep_their_order() -> None:
    frame = pl.DataFrame({"z": ["1"], "nama": ["A"], "a": ["2"], "nip": ["3"]})
    assert ordered(frame, PEOPLE).columns == ["nip", "nama", "z", "a"]


@given(st.lists(st.tuples(st.sampled_from("ABCDE"), st.none() | st.sampled_from("ABCDEF")), min_size=1, max_size=6))
def test_rows_have_one_order_and_none_is_lost(pairs: list[tuple[str, str | None]]) -> None:
    frame = pl.DataFrame(pairs, schema={"id_unit": pl.String, "id_induk": pl.String}, orient="row")
    found = ordered(frame, UNITS)
    assert sorted(found.rows(), key=str) == sorted(frame.rows(), key=str)
    for permutation in list(permutations(range(len(pairs))))[:24]:
        assert ordered(frame[list(permutation)], UNITS).equals(found)


def test_a_unit_stands_below_its_parent_with_its_like() -> None:
    frame = pl.DataFrame(
        {"id_unit": ["B", "A", "B.1", "A.2", "A.1", "X"], "id_induk": [None, None, "B", "A", "A", "Y"]}
    )
    assert ordered(frame, UNITS)["id_unit"].to_list() == ["A", "A.1", "A.2", "B", "B.1", "X"]


def test_dates_decide_before_other_columns() -> None:
    frame = pl.DataFrame({"nip": ["1", "1"], "jenis": ["A", "B"], "tanggal": ["2020-01-02", "2020-01-01"]})
    assert ordered(frame, declaration("diklat"))["jenis"].to_list() == ["B", "A"]
