"""The rows below a header: which are records, and what the others are.

A layout whose rows have no `identity` is that of a program: every filled row is a record. Lists that people make
hold other rows too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from mutasi.read.convert.recognise import Recognised
from mutasi.read.convert.values import cell_value, collapse
from mutasi.read.dates import DateFault, read_date
from mutasi.read.grid import Grid
from mutasi.read.layouts import FIELDS, CellKind, UnitsFrom, name_key

_DIGITS_OF_A_NIP = 9
"""As many as the oldest have: a cell with so many digits names a person and heads nothing."""


class RowKind(StrEnum):
    """What a row of a sheet is."""

    TITLE = "title"
    """Above the header."""
    HEADER = "header"
    """The header, also where a new page repeats it."""
    NUMBERS = "numbers"
    """1, 2, 3 ... under the header."""
    BLANK = "blank"
    TOTAL = "total"
    SECTION = "section"
    """One text that heads the rows below it."""
    OTHER = "other"
    """Something without name and number: signatures, remarks."""
    DELETED = "deleted"
    """A record that the source calls deleted."""
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row by its number in the grid from 0."""

    number: int
    kind: RowKind


def rows_of(grid: Grid, recognised: Recognised) -> tuple[BodyRow, ...]:
    """Every row of the grid, with its kind."""
    heading = recognised.heading
    above = [BodyRow(row, RowKind.TITLE if _filled(grid.rows[row]) else RowKind.BLANK) for row in range(heading.first)]
    header = [BodyRow(row, RowKind.HEADER) for row in range(heading.first, heading.last + 1)]
    return (*above, *header, *_below(grid, recognised))


def _below(grid: Grid, recognised: Recognised) -> Iterator[BodyRow]:
    heading = recognised.heading
    header = range(heading.first, heading.last + 1) if grid.header_row is None else ()
    repeated = [_keys(_filled(grid.rows[row])) for row in header]
    identity = _identity_columns(recognised)
    facts = [number for number in recognised.used if number not in identity]
    amounts = _amount_columns(recognised)
    deleted = [recognised.columns[name] for name in recognised.layout.deleted if name in recognised.columns]
    for row in range(heading.last + 1, len(grid.rows)):
        filled = _filled(grid.rows[row])
        if not filled:
            kind = RowKind.BLANK
        elif repeated and _is_repeated(filled, repeated):
            kind = RowKind.HEADER
        elif any(_is_told(grid.text(row, column), recognised) for column in deleted):
            kind = RowKind.DELETED
        elif not identity:
            kind = RowKind.RECORD
        elif _are_numbers(filled):
            kind = RowKind.NUMBERS
        elif _is_total(filled[0], names := [collapse(grid.text(row, column)) for column in identity], recognised):
            kind = RowKind.TOTAL
        elif not any(names):
            kind = RowKind.RECORD if any(grid.text(row, column).strip() for column in amounts) else RowKind.OTHER
        elif _is_section(filled, [grid.text(row, column) for column in facts], recognised):
            kind = RowKind.SECTION
        else:
            kind = RowKind.RECORD
        yield BodyRow(row, kind)


def _identity_columns(recognised: Recognised) -> list[int]:
    """The columns of which one is filled in every record. A wide column is filled in any of its places."""
    columns: list[int] = []
    for column in recognised.layout.columns:
        if column.field not in recognised.columns or not {column.field, *column.parts} & set(
            recognised.layout.identity
        ):
            continue
        first = recognised.columns[column.field]
        columns += range(first, first + (recognised.heading.reach(first) if column.wide else 1))
    return columns


def _amount_columns(recognised: Recognised) -> list[int]:
    """The columns of seats: a row with some of them is no signature, though it names nothing."""
    fields = FIELDS[recognised.layout.content]
    return [number for name, number in recognised.columns.items()
            if name in fields and fields[name].kind is CellKind.AMOUNT]  # fmt: skip


def _is_section(filled: Sequence[str], facts: Sequence[str], recognised: Recognised) -> bool:
    """Whether a row is a heading: it holds a name and nothing else, but for a number in a list of units."""
    if len(filled) == 1:
        digits = sum(character.isdigit() for character in filled[0])
        return len(recognised.columns) > 1 and digits < _DIGITS_OF_A_NIP
    return recognised.layout.units_from is UnitsFrom.SECTIONS and not any(map(str.strip, facts))


def _is_total(first: str, names: Sequence[str], recognised: Recognised) -> bool:
    """Whether a row begins with a word for sums and names nothing else."""
    words = first.casefold().split()
    begins = any(words[: len(total)] == list(total) for total in recognised.layout.totals)
    return begins and all(name in ("", first) for name in names)


def _is_told(text: str, recognised: Recognised) -> bool:
    """Whether a cell holds something; what stands for no date is nothing."""
    value = cell_value(text, CellKind.MARK, recognised.layout)
    return bool(value) and read_date(value, None) is not DateFault.NO_DATE


def _filled(cells: Sequence[str]) -> list[str]:
    return [text for cell in cells if (text := collapse(cell))]


def _keys(filled: Sequence[str]) -> list[str]:
    return [name_key(text) for text in filled]


def _is_repeated(filled: Sequence[str], headers: Sequence[Sequence[str]]) -> bool:
    """Whether a row says what a row of the header says; nearly all rows differ in their first cell already."""
    return any(
        len(filled) == len(keys) and name_key(filled[0]) == keys[0] and _keys(filled) == keys for keys in headers
    )


def _are_numbers(filled: Sequence[str]) -> bool:
    """Whether a row counts its columns: at least three whole numbers, each one more than the one before."""
    if len(filled) < 3 or not all(text.isascii() and text.isdigit() and len(text) < 4 for text in filled):
        return False
    numbers = [int(text) for text in filled]
    return all(right == left + 1 for left, right in pairwise(numbers))
