"""The header of a table inside a grid: one row or several, with merged cells, below whatever stands above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from mutasi.read.convert.values import collapse
from mutasi.read.grid import Grid, Span
from mutasi.read.layouts import name_key

ROWS_SEARCHED = 60
"""A header that stands lower is not looked for."""
DEEPEST = 4
"""Rows of which a header is put together at most."""
_JOIN = " / "


@dataclass(frozen=True)
class Heading:
    """The rows `first` to `last` of a grid as a header, and the name of each column, empty where it has none.

    A column below a merged cell has the names of both: ``Pangkat / TMT``.
    """

    first: int
    last: int
    names: tuple[str, ...]

    @cached_property
    def by_key(self) -> Mapping[str, int]:
        """The first column of each name by its `name_key`."""
        return {name_key(name): number for number, name in reversed(list(enumerate(self.names))) if name}

    def reach(self, column: int) -> int:
        """How many columns a wide one takes up: itself and the unnamed ones to its right."""
        end = column + 1
        while end < len(self.names) and not self.names[end]:
            end += 1
        return end - column


def headings(grid: Grid) -> Iterator[Heading]:
    """Everything in the upper part of a grid that could be a header, from the top, low ones first."""
    if grid.header_row is not None:
        yield heading_at(grid, grid.header_row, grid.header_row)
        return
    for first in range(min(len(grid.rows), ROWS_SEARCHED)):
        if sum(bool(collapse(cell)) for cell in grid.rows[first]) < 2:
            continue
        for last in range(first, min(first + DEEPEST, len(grid.rows))):
            if not _cuts_merged_cells(grid, first, last):
                yield heading_at(grid, first, last)


def _cuts_merged_cells(grid: Grid, first: int, last: int) -> bool:
    """Whether a cell that is merged over several rows of a header would be cut: the header goes on below then."""
    return any(first <= span.top <= last < span.bottom < first + DEEPEST for span in grid.spans)


def heading_at(grid: Grid, first: int, last: int) -> Heading:
    """The header that the rows `first` to `last` make."""
    width = max(len(grid.rows[row]) for row in range(first, last + 1))
    spans = [span for span in grid.spans if first <= span.bottom and span.top <= last]
    levels = [_level(grid, row, width, spans) for row in range(first, last + 1)]
    if not spans:
        _fill_to_the_right(levels)
    return Heading(first, last, tuple(_name(grid, first, levels, column) for column in range(width)))


def _level(grid: Grid, row: int, width: int, spans: list[Span]) -> list[str]:
    """One row of a header; a merged cell has its text in each of its places."""
    texts = [collapse(grid.text(row, column)) for column in range(width)]
    for span in spans:
        if span.top <= row <= span.bottom:
            text = collapse(grid.text(span.top, span.left))
            texts[span.left : span.right + 1] = [text] * (min(span.right + 1, width) - span.left)
    return texts


def _fill_to_the_right(levels: list[list[str]]) -> None:
    """In files that know no merged cells a group is named over its first column only."""
    for upper, lower in pairwise(levels):
        for column in range(1, len(upper)):
            if not upper[column] and lower[column]:
                upper[column] = upper[column - 1]


def _name(grid: Grid, first: int, levels: list[list[str]], column: int) -> str:
    """The texts over a column, each once; empty when the column has no text of its own in any row."""
    if not any(collapse(grid.text(first + number, column)) for number in range(len(levels))):
        return ""
    texts = dict.fromkeys(level[column] for level in levels if level[column])
    return _JOIN.join(texts)
