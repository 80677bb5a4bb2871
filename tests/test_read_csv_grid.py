"""Text files as grids: separators that the rows of the table decide, and what stands around the table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.read.csv_grid import csv_grid
from mutasi.read.grid import Grid
from mutasi.read.source import source_of
from tests.reading import short


def grid_of(text: str) -> Grid:
    grid, findings = csv_grid(source_of(text.encode(), "x.csv"))
    assert findings == ()
    assert grid is not None
    return grid


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a;b\n1;2\n", [["a", "b"], ["1", "2"]]),
        ("sep=|\na|b\n1|2\n", [["a", "b"], ["1", "2"]]),
        ("DAFTAR\n\nNo;Nama\n1;Budi\n2;Siti\n", [["DAFTAR"], [""], ["No", "Nama"], ["1", "Budi"], ["2", "Siti"]]),
        ("a;b\nBudi, S.E.;1\nSiti, S.H.;2\n", [["a", "b"], ["Budi, S.E.", "1"], ["Siti, S.H.", "2"]]),
        ("a\tb\n1,5\t2,5\n3,5\t4,5\n", [["a", "b"], ["1,5", "2,5"], ["3,5", "4,5"]]),
        ('a,b\n"x\ny",2\n', [["a", "b"], ["x\ny", "2"]]),
        ("satu\ndua\n", [["satu"], ["dua"]]),
    ],
)
def test_the_rows_decide_the_separator(text: str, rows: list[list[str]]) -> None:
    assert grid_of(text).rows == rows


def test_two_separators_that_fit_are_a_finding() -> None:
    grid, findings = csv_grid(source_of(b"a;b,c\n1;2,3\n4;5,6\n", "x.csv"))
    assert grid is None
    assert short(findings) == [("BERKAS-06", 1, 1)]


def test_no_separator_that_fits_most_rows_is_a_finding() -> None:
    grid, findings = csv_grid(source_of(b"a;b;c\n1;2\n4;5;6;7\n1\n", "x.csv"))
    assert grid is None
    assert short(findings) == [("BERKAS-06", 1, 1)]


def test_places_count_lines_inside_quotes() -> None:
    grid = grid_of('a;b\n"x\ny";2\n3;"4"\n')
    where = grid.places.cell(2, 1)
    assert (where.line, where.column, where.end_column) == (4, 4, 5)
    assert grid.places.cell(1).line == 2


def test_text_after_a_quote_loses_one_row_and_an_open_quote_all() -> None:
    grid, findings = csv_grid(source_of(b'a;b\n"x"y;2\n3;4\n', "x.csv"))
    assert grid is not None
    assert grid.rows == [["a", "b"], ["3", "4"]]
    assert short(findings) == [("BERKAS-08", 2, 4)]
    grid, findings = csv_grid(source_of(b'a;b\n1;2\n"x;2\n3;4\n', "x.csv"))
    assert grid is None
    assert short(findings) == [("BERKAS-04", 3, 1)]


CELLS = st.text(st.sampled_from('ab ;,\n"|1'), max_size=6)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from(",;|"))
def test_quoted_cells_come_back_as_they_were(rows: list[list[str]], separator: str) -> None:
    lines = [separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    text = f"sep={separator}\n" + "".join(f"{line}\n" for line in lines)
    assert grid_of(text).rows == rows
