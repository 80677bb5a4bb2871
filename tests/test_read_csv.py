"""CSV: separators, quotes, line ends, ragged rows, headers, places; the two ways of reading agree."""

from __future__ import annotations

import csv
import io
import re
import time

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutasi.finding import Finding, Severity
from mutasi.read import limits, places, quick_csv
from mutasi.read.cells import TextTable
from mutasi.read.csv import read_csv
from mutasi.read.rows import Shape
from mutasi.read.separator import find_head
from tests.reading import codes, piece, short, source


def both(content: str | bytes, entity: str = "") -> tuple[TextTable | None, tuple[Finding, ...]]:
    """What a file gives; both ways of reading must give it."""
    even = read_csv(source(content), "pegawai", entity)
    uneven = read_csv(source(content), "pegawai", entity, quick=False)
    assert outcome(even) == outcome(uneven)
    return even


def outcome(result: tuple[TextTable | None, tuple[Finding, ...]]) -> object:
    text, findings = result
    if text is None:
        return None, findings
    names = (None, *text.frame.columns)
    places = [[text.positions.locate(row, name) for name in names] for row in range(text.frame.height)]
    heads = [text.positions.header(name) for name in names]
    return text.frame.columns, text.frame.dtypes, text.frame.rows(), places, heads, findings


def rows(content: str | bytes) -> list[tuple[str | None, ...]]:
    """The cells of a file about which there is nothing to say."""
    text, findings = both(content)
    assert text is not None
    assert findings == ()
    return text.frame.rows()


def table(content: str | bytes) -> TextTable:
    text, _ = both(content)
    assert text is not None
    return text


# ---- cells


def test_every_cell_is_text_as_typed() -> None:
    assert rows("nip,a,b\n007,1e3,2023-02-30\n") == [("007", "1e3", "2023-02-30")]
    assert set(table("nip,a\n1,2\n").frame.dtypes) == {pl.String}


@pytest.mark.parametrize("word", ["NA", "N/A", "NULL", "null", "None", "nan", "NaN", "-", "~", "#N/A"])
def test_words_for_missing_are_ordinary_text(word: str) -> None:
    assert rows(f"nip,nama\n1,{word}\n") == [("1", word)]


@pytest.mark.parametrize("blank", ["", " ", "\u00a0", " \u00a0 ", '""', '" "', "\t", ' "" '])
def test_a_blank_cell_is_missing(blank: str) -> None:
    assert rows(f"nip,nama,x\n1,{blank},2\n") == [("1", None, "2")]


@pytest.mark.parametrize("edge", [" ", "\u00a0", "\t", " \u00a0"])
def test_edges_are_stripped_and_the_inside_is_kept(edge: str) -> None:
    assert rows(f"nip,nama\n{edge}1{edge},{edge}Siti  Rahayu{edge}\n") == [("1", "Siti  Rahayu")]


# ---- separators and line ends


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(separator: str) -> None:
    assert rows(f"nip{separator}nama\n1{separator}Siti\n") == [("1", "Siti")]


def test_the_separator_of_the_header_counts_though_cells_hold_another() -> None:
    assert rows("nip;nilai\n1;87,5\n2;90\n") == [("1", "87,5"), ("2", "90")]


def test_of_two_separators_the_one_that_fits_every_row_is_taken() -> None:
    assert rows("nama, gelar;nip\na, b;1\nc;2\n") == [("a, b", "1"), ("c", "2")]


@pytest.mark.parametrize("content", ["a,b;c\n1,2;3\n", "a,b;c\n1\n", "a;b,c\n1;2\n1,2\n"])
def test_an_unclear_separator_is_told(content: str) -> None:
    text, findings = both(content)
    assert text is None
    assert codes(findings) == ["BERKAS-06"]


def test_a_declared_separator_decides() -> None:
    text = table("sep=;\r\na,b;c\r\n1,2;3\r\n")
    assert text.frame.to_dict(as_series=False) == {"a,b": ["1,2"], "c": ["3"]}
    assert text.positions.locate(0, "c").line == 3


def test_a_declared_separator_must_be_known() -> None:
    assert codes(both("sep=x\naxb\n1x2\n")[1]) == ["BERKAS-06"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends(end: str, last: bool) -> None:
    content = end.join(["nip,nama", "1,a", "2,b"]) + (end if last else "")
    assert rows(content) == [("1", "a"), ("2", "b")]
    assert table(content).positions.locate(1, "nama").line == 3


def test_mixed_line_ends() -> None:
    text = table("nip,nama\r\n1,a\n2,b\r3,c")
    assert [text.positions.locate(row, "nip").line for row in range(3)] == [2, 3, 4]


def test_one_column_needs_no_separator() -> None:
    text, findings = both("nip\n1\n\n2\n")
    assert text is not None
    assert text.frame.rows() == [("1",), ("2",)]
    assert codes(findings) == ["BERKAS-17"]


# ---- quotes


def test_quotes() -> None:
    assert rows('nip,nama\n"1","a, b"\n2,"dia ""Budi"""\n3,5" pipa\n') == [
        ("1", "a, b"), ("2", 'dia "Budi"'), ("3", '5" pipa'),
    ]  # fmt: skip


def test_line_ends_in_quotes_are_kept_and_counted() -> None:
    text = table('nip,nama\n1,"a\r\nb\nc"\n2,d\n')
    assert text.frame.rows() == [("1", "a\r\nb\nc"), ("2", "d")]
    first, second = text.positions.locate(0, "nama"), text.positions.locate(1, "nama")
    assert (first.line, first.column, first.end_line, first.end_column) == (2, 4, 4, 2)
    assert (second.line, second.column) == (5, 3)


def test_an_unclosed_quote_is_told_where_it_opens() -> None:
    text, findings = both('nip,nama\n1,a\n2,"b\n3,c\n')
    assert text is None
    assert short(findings) == [("BERKAS-04", 3, 3)]


def test_an_unclosed_quote_is_told_also_behind_another_fault() -> None:
    assert ("BERKAS-04", 2, 6) in short(both('nip,nama\n"1"x,"b\n3,c\n')[1])


def test_an_unclosed_quote_in_the_header() -> None:
    assert short(both('nip,"nama\n1,2\n')[1]) == [("BERKAS-04", 1, 5)]


def test_text_after_a_closing_quote() -> None:
    text, findings = both('nip,nama\n1,"a"b\n2,c\n')
    assert text is not None
    assert text.frame.rows() == [("2", "c")]
    assert short(findings) == [("BERKAS-08", 2, 6)]
    assert [(where.line, where.column) for where in findings[0].related] == [(2, 3)]


# ---- rows


@pytest.mark.parametrize(("line", "found"), [("3", 1), ("3,4,5", 3), ("3,4,,5", 4), ('3,"4",5', 3)])
def test_a_ragged_row_is_left_out_and_told(line: str, found: int) -> None:
    text, findings = both(f"nip,nama\n1,2\n{line}\n5,6\n", entity="nip")
    assert text is not None
    assert text.frame.rows() == [("1", "2"), ("5", "6")]
    assert short(findings) == [("BERKAS-05", 3, 1)]
    assert findings[0].key == "3"
    assert f"{found} cells" in str(findings[0].message)
    assert text.positions.locate(1, "nama").line == 4


def test_blank_cells_beyond_the_header_do_no_harm() -> None:
    assert rows("nip,nama\n1,2,\n3,4, ,\n") == [("1", "2"), ("3", "4")]


def test_blank_rows_are_skipped_and_counted() -> None:
    text, findings = both('\n;;\nnip;nama\n1;a\n\n;\n " ";""\n2;b\n;;\n')
    assert text is not None
    assert text.frame.rows() == [("1", "a"), ("2", "b")]
    assert codes(findings) == ["BERKAS-17"]
    assert "6 blank" in str(findings[0].message)
    assert text.positions.locate(1, "nip").line == 8


def test_many_ragged_rows_are_counted_not_listed() -> None:
    findings = both("nip,nama\n" + "1\n" * 1500)[1]
    assert len(findings) == limits.FINDINGS_A_FILE + 1
    assert "500 more" in str(findings[-1].message)


# ---- header


@pytest.mark.parametrize("head", ["NIP ,Tanggal Lahir", " nip\u00a0,tanggal\u00a0lahir", '"Nip","TANGGAL\nLAHIR"'])
def test_names_are_trimmed_and_lowered(head: str) -> None:
    assert table(f"{head}\n1,2\n").frame.columns == ["nip", "tanggal_lahir"]


def test_a_name_that_stands_twice() -> None:
    text, findings = both("nip,unit,nama,Unit\n1,2,3,4\n")
    assert text is None
    assert short(findings) == [("KOLOM-01", 1, 15)]
    assert [where.column for where in findings[0].related] == [5]
    assert "2 and 4" in str(findings[0].message)


def test_a_column_without_name() -> None:
    text, findings = both("nip,,nama\n1,x,2\n")
    assert text is not None
    assert text.frame.to_dict(as_series=False) == {"nip": ["1"], "nama": ["2"]}
    assert short(findings) == [("KOLOM-02", 1, 5)]


def test_a_column_without_name_and_values_is_nothing() -> None:
    assert rows("nip,nama,,\n1,2,,\n3,4,,\n") == [("1", "2"), ("3", "4")]


@pytest.mark.parametrize("content", ["nip,nama", "nip,nama\n", "nip,nama\n\n", "nip,nama\r\n,\r\n"])
def test_a_header_alone(content: str) -> None:
    text, findings = both(content)
    assert text is not None
    assert text.frame.columns == ["nip", "nama"]
    assert text.frame.height == 0
    assert "BERKAS-02" in codes(findings)
    assert not any(found.severity is Severity.ERROR for found in findings)


@pytest.mark.parametrize("content", ["", "\n", " \r\n\t\n", "\ufeff", "\u00a0\n"])
def test_an_empty_file(content: str) -> None:
    assert codes(both(content)[1]) == ["BERKAS-01"]


# ---- characters


@pytest.mark.parametrize(
    "sign", ["\x00", "\x1b", "\x0b", "\x7f", "\x85", "\u200b", "\u2028", "\u202e", "\u2066", "\ufeff", "\xad"]
)
def test_characters_that_cannot_be_seen(sign: str) -> None:
    text, findings = both(f"nip,nama\n1,a\n2,Bu{sign}di\n", entity="nip")
    assert text is not None
    assert text.frame.rows() == [("1", "a"), ("2", f"Bu{sign}di")]
    assert short(findings) == [("BERKAS-07", 3, 3)]
    assert (findings[0].key, findings[0].field) == ("2", "nama")
    assert findings[0].value == f"Bu<U+{ord(sign):04X}>di"


def test_an_invisible_character_in_a_name() -> None:
    assert short(both("nip,na\u200bma\n1,2\n")[1]) == [("BERKAS-07", 1, 5)]


def test_letters_of_every_script_are_welcome() -> None:
    assert rows("nip,nama\n1,Nur\u2019aini Sa\u2019diyah é 漢 🌾\n") == [("1", "Nur\u2019aini Sa\u2019diyah é 漢 🌾")]


def test_a_long_cell_is_told() -> None:
    text, findings = both("nip,nama\n1," + "x" * (limits.CELL_CHARACTERS + 1) + "\n")
    assert text is not None
    assert short(findings) == [("BERKAS-15", 2, 3)]
    assert len(findings[0].value) < 100


def test_too_many_columns() -> None:
    content = ",".join(f"k{number}" for number in range(limits.COLUMNS + 1))
    assert codes(both(content + "\n")[1]) == ["BERKAS-15"]


# ---- the two ways agree


NASTY = ["a", "b", ",", ";", '"', '""', "\n", "\r\n", "\r", " ", "\t", "\u00a0", "é", "\u200b", ",,", '"x,y"', '"\n"']
HEADS = ["a,b\n", "a;b;c\r\n", "a\n", '"a",b\n', "a\tb\n", "a,b,\n", "a,b"]


@given(
    head=st.sampled_from(HEADS),
    body=st.lists(st.sampled_from(NASTY), max_size=14),
    block=st.sampled_from([1, 2, 3, 7, 1 << 17]),
)
@settings(max_examples=150, deadline=None)
def test_both_ways_agree_on_anything(head: str, body: list[str], block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "BLOCK", block)
        patch.setattr(quick_csv, "BLOCK", block)
        both(head + "".join(body), entity="a")


def test_even_files_go_the_quick_way() -> None:
    lines = "".join(f'{number},"a ""{number}"", b",\n' for number in range(2000))
    content = "nip,nama,x\n" + lines
    assert quickly(content)


@pytest.mark.parametrize("odd", ["1", "1,2,3,4", "1,2,3,", "", ",,", '"1"'])
def test_a_few_odd_records_do_not_slow_a_file_down(odd: str) -> None:
    assert quickly("nip,nama,x\n" + '1,"a, b",c\n' * 50 + odd + "\n" + "1,a,b\n" * 50)


def test_bad_quotes_are_not_given_to_polars() -> None:
    assert not quickly('nip,nama,x\n1,"a"b,c\n')
    assert not quickly('nip,nama,x\n1,"a,c\n')


def quickly(content: str) -> bool:
    """Whether a file goes the quick way."""
    head, _ = find_head(source(content))
    assert head is not None
    shape = Shape("x.csv", "", "", head.separator, head.record.cells)
    return quick_csv.read_even(content.encode(), head, shape) is not None


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")) | st.sampled_from(",;\t\"\n\r' #a"),
    max_size=12,
)


@st.composite
def written(draw: st.DrawFn) -> tuple[list[list[str]], str]:
    """Rows of cells, and a file that the standard library wrote from them in some dialect."""
    width = draw(st.integers(2, 4))  # one column has no separator that the header could show
    cells = draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=6))
    buffer = io.StringIO(newline="")
    # With a bare line feed the library leaves carriage returns without quotes.
    quoting, end = draw(st.sampled_from([(csv.QUOTE_MINIMAL, "\r\n"), (csv.QUOTE_ALL, "\n"), (csv.QUOTE_ALL, "\r\n")]))
    writer = csv.writer(buffer, delimiter=draw(st.sampled_from(",;\t|")), quoting=quoting, lineterminator=end)
    writer.writerow([f"k{number}" for number in range(width)])
    writer.writerows(cells)
    return cells, buffer.getvalue()


@given(written(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
@settings(max_examples=120, deadline=None)
def test_what_was_written_is_read(pair: tuple[list[list[str]], str], encoding: str) -> None:
    cells, content = pair
    text, findings = both(content.encode(encoding))
    expected = [tuple(cell.strip(" \t\u00a0") or None for cell in line) for line in cells]
    assert text is not None
    assert text.frame.rows() == [line for line in expected if any(line)]
    assert {"BERKAS-17", "BERKAS-02"} >= set(codes(findings))
    held = "".join(cell for row in text.frame.rows() for cell in row if cell)
    assert text.signs.beyond_ascii or held.isascii()
    assert text.signs.line_ends or not {"\n", "\r"} & set(held)
    assert text.signs.hashes or "#" not in held
    assert text.signs.loose_dates or not re.search(r"-\s|\+|[\t\u00a0]", held)


@given(written())
@settings(max_examples=80, deadline=None)
def test_a_place_spans_its_cell(pair: tuple[list[list[str]], str]) -> None:
    _, content = pair
    text = table(content)
    for row in range(text.frame.height):
        for name in text.frame.columns:
            found = piece(content, text.positions.locate(row, name)).replace('""', '"')
            typed = (text.frame[row, name] or "").replace("\r\n", "\n").replace("\r", "\n")
            assert found == typed


# ---- hostile


@given(st.binary(max_size=60))
@settings(max_examples=120, deadline=None)
def test_any_bytes_end_in_a_table_or_findings(data: bytes) -> None:
    text, findings = both(data)
    assert text is not None or any(found.severity is Severity.ERROR for found in findings)


@pytest.mark.parametrize(
    "content",
    [
        "nip,nama\n" + '"' * 50_001,
        "nip,nama\n" + '"a"b,' * 50_000,
        "a," * 200_000,
        "\n" * 200_000,
        "nip,nama\n" + '1,"a\n' * 50_000,
        "nip\n" + " " * 500_000,
    ],
)
def test_hostile_files_end_quickly(content: str) -> None:
    start = time.perf_counter()
    read_csv(source(content))
    assert time.perf_counter() - start < 60  # a quadratic reader needs minutes
