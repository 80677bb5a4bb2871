"""The column checks of the declarations, as plain rows.

What they find is what pandera finds with the same declarations (a test compares both). pandera itself takes some
milliseconds for every column with a fault, before it looks at a cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from mutasi.model.table import Table, is_one_of
from mutasi.model.tables import MANDATORY, Column


@dataclass(frozen=True, slots=True)
class ColumnFailure:
    """A cell that fails the declaration of its column. `row` counts the records from 0.

    `check` is ``not_nullable``, ``isin``, or a bound: ``greater_than_or_equal_to``, ``less_than_or_equal_to``.
    """

    row: int
    column: str
    check: str


def column_failures(table: Table) -> tuple[ColumnFailure, ...]:
    """Every failing cell of the columns that the file has, by column, row and check."""
    tests = {
        (column.name, check): failing
        for column in table.declaration.columns
        if table.has(column.name)
        for check, failing in _tests(table, column)
    }
    masks = table.frame.select(failing.alias(f"{name} {check}") for (name, check), failing in tests.items())
    found = [
        (name, row, check)
        for (name, check), mask in zip(tests, masks.iter_columns(), strict=True)
        if mask.any()
        for row in mask.arg_true()
    ]
    return tuple(ColumnFailure(row, name, check) for name, row, check in sorted(found))


def _tests(table: Table, column: Column) -> Iterator[tuple[str, pl.Expr]]:
    """The checks of a column that some cell may fail, and which cells do."""
    value = pl.col(column.name)
    if column.need in MANDATORY and table.frame[column.name].null_count():
        yield "not_nullable", value.is_null()
    if column.codes is not None:
        strange = set(table.distinct(column.name)).difference(column.codes)
        if strange:
            yield "isin", is_one_of(value, strange)
    if column.minimum is not None:
        yield "greater_than_or_equal_to", value < column.minimum
    if column.maximum is not None:
        yield "less_than_or_equal_to", value > column.maximum
