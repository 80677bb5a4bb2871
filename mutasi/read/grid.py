"""A sheet of any file as rows of text, before anybody knows where its table begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from mutasi.finding import Location


class GridPlaces(Protocol):
    """Where the cells of a grid stand in its file."""

    def cell(self, row: int, column: int | None = None) -> Location:
        """The place of a cell, or of the whole row. Row and column are indexes from 0."""
        ...


@dataclass(frozen=True, slots=True)
class Span:
    """A merged cell: its first and last rows and columns, from 0, both included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a sheet from its first one on, empty ones included, each with as many cells as it has.

    `sheet` is the name of the worksheet, empty for files without one. Texts are as they stand in the file, blanks
    at the edges too. A merged cell has its text in its first place and empty ones in the others; `spans` tells how
    far it reaches. `formulas` are the places whose text, if any, a formula made: row and column from 0. `nested` are
    those that hold a list or an object, of which no text can be made. `header_row` is the row of the header where the
    kind of file tells it.
    """

    path: str
    sheet: str
    rows: list[list[str]]
    places: GridPlaces
    spans: tuple[Span, ...] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()
    nested: frozenset[tuple[int, int]] = frozenset()
    header_row: int | None = None

    def text(self, row: int, column: int) -> str:
        """The text of a cell, empty where a row has no such cell."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""


@dataclass(frozen=True, slots=True)
class SheetPlaces:
    """Places in a sheet of a workbook: line and column are the numbers of row and column."""

    path: str
    sheet: str

    def cell(self, row: int, column: int | None = None) -> Location:
        number = 0 if column is None else column + 1
        return Location(self.path, row + 1, number, row + 1, number + 1 if number else 0, self.sheet)
