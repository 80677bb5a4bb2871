"""Text above the header of a table (a title, a date, an office), or no header. Which row it is is told, not guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.nip import Nip, parse_nip
from mutasi.model.tables import declaration
from mutasi.read.characters import BLANKS
from mutasi.read.faults import fault
from mutasi.read.grid import Grid
from mutasi.read.header import column_name
from mutasi.read.records import NEWLINE, read_record
from mutasi.read.separator import SEPARATORS
from mutasi.read.source import Source

_ROWS_SEARCHED = 60
"""A header that stands lower is not looked for."""
_TELLING = 2
"""So many names of columns make a header; a title may hold one by chance."""
_SHOWN = 3
_HEAD_BYTES = 1 << 16


def title_in_csv(source: Source, first: int, table: str) -> Finding | None:
    """The finding for decoded CSV whose row in line `first` is not the header: a later one is, or it is but a text.

    Every separator is tried, as that of the title may be another one than that of the table.
    """
    data = source.data
    head = data if len(data) <= _HEAD_BYTES else data[: data.rfind(b"\n", 0, _HEAD_BYTES) + 1]
    lines = NEWLINE.split(head.decode())[first - 1 : first + _ROWS_SEARCHED]
    if not table or not lines:
        return None
    place = Location(source.path, first, 1, first, len(lines[0]) + 1)
    return _title((_cells(line, table) for line in lines), first, place, table)


def title_in_sheet(grid: Grid, first: int, table: str) -> Finding | None:
    """The same for a sheet; `first` is the index of its first row with text."""
    if not table:
        return None
    return _title(iter(grid.rows[first : first + _ROWS_SEARCHED + 1]), first + 1, grid.places.cell(first), table)


def _title(rows: Iterator[Sequence[str]], first: int, place: Location, table: str) -> Finding | None:
    head = next(rows)
    names = _names(head, table)
    if len(names) >= _TELLING:
        return None
    widest = 0
    for line, cells in enumerate(rows, start=first + 1):
        if len(_names(cells, table)) >= _TELLING:
            return _above(line, place, table)
        widest = max(widest, _filled(cells))
    if not names and _is_record(head, table):
        return _headless(place, table)
    return _alone(place, table) if not names and _filled(head) == 1 and widest > 1 else None


def _is_record(cells: Sequence[str], table: str) -> bool:
    """Whether a row without names holds values of the table: a NIP, or codes of several lists. Names of own columns may
    be codes of one list, as those of a table of sums by rank are.
    """
    texts = {cell.strip(BLANKS) for cell in cells}
    if any(isinstance(parse_nip(text), Nip) for text in texts):
        return True
    lists = {column.codes for column in declaration(table).columns if column.codes}
    return sum(bool(texts.intersection(codes)) for codes in lists) >= _TELLING


def _names(cells: Sequence[str], table: str) -> frozenset[str]:
    """Those of the cells that name columns of the table."""
    return _columns(table).intersection(map(column_name, cells))


@cache
def _columns(table: str) -> frozenset[str]:
    return frozenset(column.name for column in declaration(table).columns)


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip(BLANKS)) for cell in cells)


def _cells(line: str, table: str) -> Sequence[str]:
    """The cells of a line by the separator that gives most names of columns, else most cells."""
    tried = [read_record(line, 0, separator).cells for separator in SEPARATORS]
    return max(tried, key=lambda cells: (len(_names(cells, table)), len(cells)))


def _above(line: int, place: Location, table: str) -> Finding:
    message = Message("this is not the header: that stands in line {line}", line=line)
    fix = Message("delete the lines above line {line}, so that the header is the first one", line=line)
    return fault("BERKAS-28", message, place, table=table, fix=fix)


def _headless(place: Location, table: str) -> Finding:
    message = Message("the header is missing: the first line is a record already")
    example = tuple(column.name for column in declaration(table).columns[:_SHOWN])
    fix = Message("write a line above it with the names of the columns, such as {names}; all: mutasi schema {table}",
                  names=example, table=table)  # fmt: skip
    return fault("BERKAS-29", message, place, table=table, fix=fix)


def _alone(place: Location, table: str) -> Finding:
    message = Message("the first line holds a single text and no name of a column, as a title does")
    fix = Message("delete what stands above the header; a list with headers of its own is read by mutasi convert")
    return fault("BERKAS-28", message, place, table=table, fix=fix)
