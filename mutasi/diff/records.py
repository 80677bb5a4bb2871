"""Records of two snapshots by their keys: which left, which are new, and in which columns the others differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from mutasi.diff.change import Change, Kind
from mutasi.errors import MutasiError
from mutasi.message import Message
from mutasi.model.table import KeyedPositions, Table

KEY, ROW = "__key", "__row"
NEW = "__new"
"""Ends the names of the columns of the new snapshot where both stand side by side."""


_BETWEEN = "\x1f"
"""Between the columns of a key: no cell holds it, so that two keys are never one text."""


def shown_key(key: str) -> str:
    """A key as people read it, with a stroke for a blank column."""
    parts = key.split(_BETWEEN)
    return " ".join(part or "-" for part in parts) if len(parts) > 1 else key


def first_of(key: str) -> str:
    """The first column of a key."""
    return key.split(_BETWEEN)[0]


class DuplicateKey(MutasiError):
    """A key that identifies two records makes a comparison by key meaningless."""

    def __init__(self, table: Table, key: str, lines: tuple[int, ...]) -> None:
        message = Message("{path}: {key} stands in lines {lines}", path=table.path, key=key, lines=lines)
        super().__init__(Message("{fault}; remove one before comparing", fault=message))


class Pairs(NamedTuple):
    """Records that left, that are new, that are in both, and those of them that differ in one of the `common` columns.

    All have their row and key; what is in both has the columns of the new snapshot beside those of the old.
    """

    left: pl.DataFrame
    new: pl.DataFrame
    both: pl.DataFrame
    changed: pl.DataFrame
    common: list[str]


def keyed(table: Table, key: Sequence[str]) -> pl.DataFrame:
    """The texts of a table with their row and key; DuplicateKey when two records have one key."""
    cells = [pl.col(name) if table.has(name) else pl.lit(None, pl.String).alias(name) for name in key]
    text = pl.concat_str([cell.fill_null("") for cell in cells], separator=_BETWEEN)
    frame = table.text.with_row_index(ROW).with_columns(text.alias(KEY))
    twice = frame.filter(pl.col(KEY).is_duplicated())
    if twice.height:
        first = twice[KEY][0]
        rows = twice.filter(pl.col(KEY) == first)[ROW]
        raise DuplicateKey(table, shown_key(first), tuple(line_of(table, row) for row in rows))
    return frame


def paired(before: Table, after: Table, key: Sequence[str] = ()) -> Pairs:
    """The records of two tables by `key`, else by the key of the table."""
    key = key or before.declaration.key
    one, two = keyed(before, key), keyed(after, key)
    common = comparable(before, after)
    one, two = (_with_columns(frame, common) for frame in (one, two))
    left = one.join(two, on=KEY, how="anti", maintain_order="left")
    new = two.join(one, on=KEY, how="anti", maintain_order="left")
    both = one.join(two, on=KEY, how="inner", suffix=NEW, maintain_order="left")
    differs = [pl.col(name).ne_missing(pl.col(f"{name}{NEW}")) for name in common]
    changed = both.filter(pl.any_horizontal(differs)) if differs else both.head(0)
    return Pairs(left, new, both, changed, common)


def comparable(before: Table, after: Table) -> list[str]:
    """The columns that both tables have. In YAML and JSON records name their own columns, so that one which no record
    names is a column of blanks.
    """
    named = [name for name in before.text.columns if after.has(name) or isinstance(after.positions, KeyedPositions)]
    more = [name for name in after.text.columns if not before.has(name)]
    return [*named, *(more if isinstance(before.positions, KeyedPositions) else ())]


def _with_columns(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    return frame.with_columns(pl.lit(None, pl.String).alias(name) for name in names if name not in frame.columns)


def surplus(one: Table, other: Table, columns: Sequence[str]) -> list[int]:
    """The rows of a table whose texts in these columns stand more often in it than in the other one."""
    ours, theirs = (
        table.text.select(
            pl.col(name).fill_null("") if table.has(name) else pl.lit("").alias(name) for name in columns
        ).with_columns(pl.int_range(pl.len()).over(columns).alias(KEY))
        for table in (one, other)
    )
    more = ours.with_row_index(ROW).join(theirs, on=[*columns, KEY], how="anti", maintain_order="left")
    return more[ROW].to_list()


def columns(before: Table, after: Table) -> Iterator[Change]:
    """Columns that only one of the files has: a change of structure, not of every record."""
    for kind, table, other in ((Kind.COLUMN_GONE, before, after), (Kind.COLUMN_NEW, after, before)):
        for name in table.text.columns:
            if not other.has(name) and not isinstance(other.positions, KeyedPositions):
                yield Change(kind, table.name, "", "", name, "", "", 0, 0)


def differences(before: Table, after: Table, record: Mapping[str, object], common: list[str]) -> Iterator[Change]:
    """One change for each column in which a record of `Pairs.changed` differs."""
    row, new_row = record[ROW], record[f"{ROW}{NEW}"]
    assert isinstance(row, int)
    assert isinstance(new_row, int)
    key, label, lines = (
        shown_key(str(record[KEY])),
        label_of(after, new_row),
        (line_of(before, row), line_of(after, new_row)),
    )
    for name in common:
        old, new = record[name], record[f"{name}{NEW}"]
        if old != new:
            yield Change(Kind.FIELD, before.name, key, label, name, str(old or ""), str(new or ""), *lines)


def line_of(table: Table, row: int) -> int:
    return table.positions.locate(row).line


def label_of(table: Table, row: int) -> str:
    """What people call a record."""
    return table.cell(row, "nama") or table.cell(row, "id_jabatan")
