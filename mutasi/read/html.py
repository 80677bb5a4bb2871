"""The tables of an HTML page as grids: what programs write as .xls and a browser would show."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.dialect import UNTOLD, Dialect
from mutasi.read import limits
from mutasi.read.faults import fault
from mutasi.read.grid import Grid, Span
from mutasi.read.source import Source, decoded

_SILENT = ("style", "script", "head", "title")
"""Elements whose text nobody sees."""
_BREAKS = ("br", "p", "div", "li")


def read_html(source: Source, dialect: Dialect = UNTOLD) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """The tables of a page in their order, or none and why.

    A table inside a cell is a table of its own, and its text is not that of the cell.
    """
    text_source, findings = decoded(source, dialect.encoding)
    if text_source is None:
        return (), findings
    parser = _Tables(source.path)
    try:
        parser.feed(text_source.text)
        parser.close()
    except _TooManyTables:
        message = Message("the page holds more than {limit} tables", limit=limits.PAGE_TABLES)
        return (), (fault("BERKAS-15", message, Location(source.path)),)
    if parser.too_large:
        message = Message("the page holds more than {limit} cells", limit=limits.SHEET_CELLS)
        return (), (fault("BERKAS-15", message, Location(source.path)),)
    grids = tuple(table.grid(source.path) for table in parser.tables if table.cells)
    if not grids:
        return (), (fault("BERKAS-14", Message("the page holds no table"), Location(source.path)),)
    return grids, ()


@dataclass(slots=True)
class _Cell:
    row: int
    column: int
    down: int
    right: int
    line: int
    offset: int
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the cell, with the line breaks that the page asks for and no others."""
        lines = "".join(self.texts).split("\n")
        return "\n".join(lines).strip()


@dataclass(slots=True)
class _Table:
    """A table while it is read. `taken` are places that cells from above or from the left reach."""

    cells: list[_Cell] = field(default_factory=list)
    row: int = -1
    column: int = 0
    taken: set[tuple[int, int]] = field(default_factory=set)
    open: _Cell | None = None

    def begin_row(self) -> None:
        self.row, self.column, self.open = self.row + 1, 0, None

    def begin_cell(self, down: int, right: int, line: int, offset: int) -> None:
        if self.row < 0:
            self.begin_row()
        while (self.row, self.column) in self.taken:
            self.column += 1
        self.open = _Cell(self.row, self.column, down, right, line, offset)
        self.cells.append(self.open)
        if down > 1:
            self.taken |= {
                (self.row + below, self.column + beside) for below in range(1, down) for beside in range(right)
            }
        self.column += right

    def grid(self, path: str) -> Grid:
        height = 1 + max(cell.row for cell in self.cells)
        width = max(cell.column + cell.right for cell in self.cells)
        rows = [[""] * width for _ in range(height)]
        for cell in self.cells:
            rows[cell.row][cell.column] = cell.text
        spans = tuple(
            Span(cell.row, cell.column, min(cell.row + cell.down, height) - 1, cell.column + cell.right - 1)
            for cell in self.cells
            if cell.down > 1 or cell.right > 1
        )
        places = {(cell.row, cell.column): (cell.line, cell.offset) for cell in self.cells}
        return Grid(path, "", rows, _HtmlPlaces(path, places), spans)


@dataclass(frozen=True, slots=True)
class _HtmlPlaces:
    """Where the tags of the cells stand in the text of the page."""

    path: str
    places: dict[tuple[int, int], tuple[int, int]]

    def cell(self, row: int, column: int | None = None) -> Location:
        found = self.places.get((row, column or 0)) or next(
            (place for (of_row, _), place in self.places.items() if of_row == row), None
        )
        if found is None:
            return Location(self.path)
        line, offset = found
        return Location(self.path, line, 0 if column is None else offset + 1)


class _TooManyTables(Exception):
    """The page has more tables than any program makes; the rest is not looked at."""


class _Tables(HTMLParser):
    """Gathers the tables of a page; tags that are never closed end where HTML ends them."""

    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.tables: list[_Table] = []
        self.too_large = False
        self._open: list[_Table] = []
        self._silent = 0
        self._size = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            if len(self.tables) == limits.PAGE_TABLES:
                raise _TooManyTables
            table = _Table()
            self.tables.append(table)
            self._open.append(table)
        elif tag == "tr" and self._open:
            self._open[-1].begin_row()
        elif tag in ("td", "th") and self._open and not self.too_large:
            values = dict(attrs)
            down, right = _extent(values.get("rowspan")), _extent(values.get("colspan"))
            self._size += down * right
            self.too_large = self._size > limits.SHEET_CELLS or right > limits.COLUMNS
            if not self.too_large:
                self._open[-1].begin_cell(down, right, *self.getpos())
        elif tag in _BREAKS:
            self._write("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._open:
            self._open.pop()
        elif tag in ("td", "th", "tr") and self._open:
            self._open[-1].open = None

    def handle_data(self, data: str) -> None:
        # Line breaks of the file are blanks to a browser, and a no-break space is a blank with a name.
        self._write(" ".join(data.split("\n")).replace("\r", " "))

    def _write(self, text: str) -> None:
        if self._open and self._open[-1].open is not None and not self._silent:
            self._open[-1].open.texts.append(text)


def _extent(text: str | None) -> int:
    """How many rows or columns a cell takes up; what is no number stands for one."""
    return max(1, int(text)) if text and text.isascii() and text.isdigit() and len(text) < 10 else 1
