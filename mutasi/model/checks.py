"""The column checks of the pandera declarations, as plain rows."""

from __future__ import annotations

from dataclasses import dataclass

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from mutasi.model.table import Table
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
    """Every failing cell of the columns that the file has, by column and row.

    The columns in which something fails are validated whole and never lazily: on a lazy frame pandera skips the data
    checks. A column costs pandera a millisecond before it looks at a cell, and in most of them nothing fails.
    """
    failing = [column.name for column in table.declaration.columns if table.has(column.name) and _fails(table, column)]
    if not failing:
        return ()
    columns = table.declaration.model.to_schema().columns
    try:
        pa.DataFrameSchema({name: columns[name] for name in failing}).validate(table.frame.select(failing), lazy=True)
    except SchemaErrors as errors:
        return _failures(errors.failure_cases)
    return ()


def _fails(table: Table, column: Column) -> bool:
    """Whether some cell of the column fails its declaration."""
    values = table.frame[column.name]
    if column.need in MANDATORY and values.null_count():
        return True
    if column.codes is not None and not values.is_in(column.codes).all():
        return True
    below = column.minimum is not None and (values < column.minimum).any()
    return below or (column.maximum is not None and (values > column.maximum).any())


def _failures(cases: pl.DataFrame) -> tuple[ColumnFailure, ...]:
    rows = cases.select("index", "column", "check").sort("column", "index", "check")
    return tuple(ColumnFailure(index, column, check.partition("(")[0]) for index, column, check in rows.iter_rows())
