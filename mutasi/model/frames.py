"""The declarations of the tables as pandera schemas, for programs that read the same files with polars.

Importing this module imports pandera, which takes as long as polars: only who asks for such a schema does.
"""

from __future__ import annotations

import pandera.polars as pa

from mutasi.model.table import NIP_PATTERN
from mutasi.model.tables import MANDATORY, Column, Kind, declaration


def frame_schema(table_name: str) -> pa.DataFrameSchema:
    """The schema of a frame of that table; KeyError when there is no such table.

    Optional columns may be absent and others may stand beside them.
    """
    made = declaration(table_name)
    return pa.DataFrameSchema(
        {column.name: _column(column) for column in made.columns},
        name=table_name,
        description=made.title,
        unique=list(made.key) if made.unique else None,
    )


def _column(column: Column) -> pa.Column:
    mandatory = column.need in MANDATORY
    return pa.Column(
        column.dtype,
        checks=_checks(column),
        nullable=not mandatory,
        required=mandatory,
        description=column.description,
    )


def _checks(column: Column) -> list[pa.Check]:
    checks = []
    if column.kind is Kind.NIP:
        checks.append(pa.Check.str_matches(NIP_PATTERN))
    if column.codes is not None:
        checks.append(pa.Check.isin(list(column.codes)))
    if column.minimum is not None:
        checks.append(pa.Check.greater_than_or_equal_to(column.minimum))
    if column.maximum is not None:
        checks.append(pa.Check.less_than_or_equal_to(column.maximum))
    return checks
