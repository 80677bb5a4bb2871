"""The cells of a file that are read in another spelling than they are written in, and what would be written instead."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

import polars as pl

from mutasi.finding import Finding, Location
from mutasi.model.dialect import Dialect
from mutasi.model.table import Table
from mutasi.model.tables import Kind
from mutasi.read.source import Source
from mutasi.read.table import as_written, table_from

SPELLINGS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.NIP: "NILAI-01",
        Kind.CODE: "NILAI-02",
        Kind.DATE: "NILAI-03",
        Kind.INTEGER: "NILAI-04",
        Kind.DECIMAL: "NILAI-04",
        Kind.TEXT: "NILAI-05",
        Kind.LIST: "NILAI-05",
        Kind.PAIRS: "NILAI-05",
    }
)
"""The rule that tells of the cells of a column which are read in another spelling, by the kind of the column."""


class Respelling(NamedTuple):
    """One such cell: the rule that tells of it, its column and place, its text as written and as read."""

    rule: str
    column: str
    place: Location
    before: str
    after: str


def respellings(
    source: Source, name: str, suffix: str, dialect: Dialect
) -> tuple[Table | None, tuple[Respelling, ...]]:
    """The table in a file and its cells of another spelling, in the order of the file; no table when there is none.

    Cells of which something else is said are not among them: what is doubtful stays as it is written. Nor are numbers
    of a file of which a decimal comma is declared, for it would be untrue of what is written with a point.
    """
    table, _, findings = table_from(source, name, suffix, dialect)
    written = as_written(source, name, suffix, dialect)
    if table is None or written is None:
        return None, ()
    doubtful = {_spot(one.location) for one in findings if one.rule not in SPELLINGS.values()}
    found = _respellings(table, written, dialect)
    return table, tuple(sorted((one for one in found if _spot(one.place) not in doubtful), key=_order))


def wanted_of(findings: Collection[Finding]) -> frozenset[tuple[str, str]]:
    """Rule and column of the respellings that findings tell of."""
    return frozenset((one.rule, one.field) for one in findings if one.rule in SPELLINGS.values())


def _respellings(table: Table, written: pl.DataFrame, dialect: Dialect) -> Iterator[Respelling]:
    kinds = {column.name: column.kind for column in table.declaration.columns}
    for name in written.columns:
        rule = SPELLINGS[kinds.get(name, Kind.TEXT)]
        if rule == "NILAI-04" and dialect.decimal == ",":
            continue
        before, after = written[name], table.text[name]
        for row in (before.ne_missing(after) & after.is_not_null()).arg_true():
            yield Respelling(rule, name, table.positions.locate(row, name), before[row] or "", after[row])


def _spot(place: Location) -> tuple[str, int, int]:
    return place.sheet, place.line, place.column


def _order(one: Respelling) -> tuple[str, int, int]:
    return _spot(one.place)
