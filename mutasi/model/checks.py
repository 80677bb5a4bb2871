"""The column checks of the pandera declarations, as plain rows."""

from __future__ import annotations

from dataclasses import dataclass

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from mutasi.model.table import Table


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

    The typed frame is validated whole and never lazily: on a lazy frame pandera skips the data checks.
    """
    present = [column.name for column in table.declaration.columns if table.has(column.name)]
    schema = table.declaration.model.to_schema()
    schema = pa.DataFrameSchema({name: schema.columns[name] for name in present})
    try:
        schema.validate(table.frame.select(present), lazy=True)
    except SchemaErrors as errors:
        return _failures(errors.failure_cases)
    return ()


def _failures(cases: pl.DataFrame) -> tuple[ColumnFailure, ...]:
    rows = cases.select("index", "column", "check").sort("column", "index", "check")
    return tuple(ColumnFailure(index, column, check.partition("(")[0]) for index, column, check in rows.iter_rows())
