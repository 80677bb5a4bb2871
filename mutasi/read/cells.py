"""The cells of any file as one frame of text: edges cleaned, blanks null, limits and controls checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.table import ANY_SIGNS, Positions, Signs
from mutasi.read import limits
from mutasi.read.characters import BLANKS, POLARS_HIDDEN_PATTERN, shown
from mutasi.read.faults import fault
from mutasi.read.places import Numbers

_SHOWN = 80
"""Characters of a cell that a finding repeats."""


@dataclass(frozen=True, slots=True)
class TextTable:
    """The cells of a file as text, blank ones null, and where they stand.

    `told` are cells about which there is a finding already that their text cannot be read: rows by column.
    """

    frame: pl.DataFrame
    positions: Positions
    told: Mapping[str, frozenset[int]] = field(default_factory=dict)
    signs: Signs = ANY_SIGNS


def stripped(cells: pl.DataFrame) -> pl.DataFrame:
    """Without blanks at the edges; what is empty then becomes null."""
    return emptied(cells.with_columns(pl.all().str.strip_chars(BLANKS)))


def emptied(cells: pl.DataFrame) -> pl.DataFrame:
    """Empty texts as null."""
    return cells.with_columns(pl.when(pl.all().str.len_bytes() > 0).then(pl.all()))


def without_blank_rows(cells: pl.DataFrame) -> tuple[pl.DataFrame, Numbers | None]:
    """The rows that hold something, and their numbers; None for the numbers when all do."""
    if not cells.height or any(column.null_count() == 0 for column in cells.iter_columns()):
        return cells, None
    filled = ~cells.select(pl.all_horizontal(pl.all().is_null())).to_series()
    if filled.all():
        return cells, None
    return cells.filter(filled), np.flatnonzero(filled.to_numpy())


def blank_rows(count: int, path: str, table: str) -> tuple[Finding, ...]:
    """The finding that tells how many rows were skipped; none for none."""
    if not count:
        return ()
    message = Message("{count} blank row(s) skipped", count=count)
    return (fault("BERKAS-17", message, Location(path), table=table),)


NO_RECORDS = "BERKAS-02"


def no_records(path: str, table: str, *, columns: bool = True) -> Finding:
    """The finding of a table without rows. `columns` tells whether it names any."""
    named = Message("0 records: the file holds nothing but the names of columns")
    message = named if columns else Message("0 records: the list is empty")
    fix = Message("add records, or remove the file if nothing is known: an empty table means that there are none")
    return fault(NO_RECORDS, message, Location(path), table=table, fix=fix)


def too_many_columns(path: str, table: str) -> Finding:
    message = Message("more than {limit} columns", limit=limits.COLUMNS)
    return fault("BERKAS-15", message, Location(path, 1), table=table)


def long_cells(text: TextTable, table: str, entity: str) -> Iterator[Finding]:
    """Cells with more characters than the limit."""
    for name, row in _rows(text.frame, pl.all().str.len_chars() > limits.CELL_CHARACTERS):
        message = Message("the cell holds more than {limit} characters", limit=limits.CELL_CHARACTERS)
        yield _cell_fault("BERKAS-15", message, text, row, name, table, entity)


def hidden_characters(text: TextTable, table: str, entity: str) -> Iterator[Finding]:
    """Cells with characters that cannot be seen."""
    for name, row in _rows(text.frame, pl.all().str.contains(POLARS_HIDDEN_PATTERN)):
        value = shown(_beginning(text.frame[row, name]))
        message = Message("the cell holds an invisible character: {value}", value=value)
        yield _cell_fault("BERKAS-07", message, text, row, name, table, entity, Message("delete it"))


def cell_findings(text: TextTable, table: str, entity: str) -> Iterator[Finding]:
    """All that can be wrong with single cells before their columns are looked at."""
    yield from long_cells(text, table, entity)
    yield from hidden_characters(text, table, entity)


def _beginning(value: str) -> str:
    return value if len(value) <= _SHOWN else value[:_SHOWN] + "..."


def _rows(frame: pl.DataFrame, condition: pl.Expr) -> Iterator[tuple[str, int]]:
    """Column and row of the cells for which the condition holds."""
    for column in frame.select(condition).iter_columns():
        if column.any():
            yield from ((column.name, int(row)) for row in column.arg_true())


def _cell_fault(
    code: str,
    message: Message,
    text: TextTable,
    row: int,
    name: str,
    table: str,
    entity: str,
    fix: Message | None = None,
) -> Finding:
    where = text.positions.locate(row, name)
    key = (text.frame[row, entity] or "") if entity in text.frame.columns else ""
    value = shown(_beginning(text.frame[row, name]))
    return fault(code, message, where, table=table, key=key, field=name, value=value, fix=fix)
