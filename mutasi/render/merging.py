"""A file whose table was changed on two sides, as one file: our layout, with what theirs changed.

Whatever is written is read again: it must hold what the merge by key gave, once with each conflict as we have it and
once as they have it. Where that fails there is no result, and git's own merge by lines has to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from mutasi.diff.merge import NOTHING, OURS, THEIRS, Key, Keyed, Merged, MergedRow, Row, merge
from mutasi.finding import Finding, Severity
from mutasi.message import Message
from mutasi.model.dialect import Dialect
from mutasi.model.table import Table
from mutasi.model.tables import TableDeclaration, declaration
from mutasi.read import limits
from mutasi.read.content import FileKind, kind_of
from mutasi.read.record_text import pieces_of
from mutasi.read.source import Source, decoded, encoded_like, source_of
from mutasi.read.table import as_written, table_from
from mutasi.render.composition import Composition, Side
from mutasi.render.order import ordered

_TEXTS = (FileKind.CSV, FileKind.YAML, FileKind.JSON, FileKind.JSON_LINES)


@dataclass(frozen=True, slots=True)
class MergedFile:
    """The bytes of the result and its conflicts, or why the tables cannot be merged by key."""

    data: bytes | None
    conflicts: tuple[MergedRow, ...] = ()
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class _File:
    """What the three files have in common."""

    table: str
    suffix: str
    dialect: Dialect


def merged_file(
    base: Source, ours: Source, theirs: Source, table: str, suffix: str, dialect: Dialect, *, marker: int = 7,
    by_lines: bytes | None = None,
) -> MergedFile:  # fmt: skip
    """The three files of a table merged by key. `marker` is the length of the marks of conflicts, `by_lines` what git
    makes of them, if it sees no conflict: where that holds the same records it is taken, since it has the layout and
    the comments of both.
    """
    file = _File(table, suffix.casefold(), dialect)
    sides = []
    for source, name in ((base, Message("the common base")), (ours, Message("our side")), (theirs, Message("theirs"))):
        side = None if source is base and not source.data else _side(source, file)
        if isinstance(side, Message):
            return MergedFile(None, reason=Message("{side}: {reason}", side=name, reason=side))
        sides.append(side)
    before, one, two = sides
    assert one is not None
    assert two is not None
    return _merged(before, one, two, file, marker, by_lines)


def _side(source: Source, file: _File) -> Side | Message:
    if len(source.data) > limits.MERGED_BYTES:
        return Message("larger than the limit of {megabytes} MB", megabytes=limits.MERGED_BYTES // limits.MEGABYTE)
    kind = kind_of(source, file.suffix)
    if kind not in _TEXTS:
        return Message("it is no text, and workbooks are not merged")
    table, _, findings = table_from(source, file.table, file.suffix, file.dialect)
    errors = [one for one in findings if one.severity is Severity.ERROR]
    if table is None or errors:
        return _told(errors[0] if errors else findings[0])
    keys = _keys(table)
    if isinstance(keys, Message):
        return keys
    text, _ = decoded(source, file.dialect.encoding)
    assert text is not None
    written = as_written(source, file.table, file.suffix, file.dialect)
    is_same = written is None or written.height != table.rows or written.equals(table.text)
    rows = _rows(keys, table.text)
    spelt = rows if written is None or is_same else _rows(keys, written)
    return Side(source, kind, text.text, table, Keyed(tuple(table.text.columns), rows), spelt)


def _told(finding: Finding) -> Message:
    line = finding.location.line
    return Message("line {line}: {reason}", line=line, reason=finding.message) if line else finding.message


def _keys(table: Table) -> list[Key] | Message:
    """The key of each record, or why there is none."""
    names = table.declaration.naming
    if not table.has(names[0]):
        return Message("it has no column {columns}: is it read as it is meant?", columns=names[0])
    keys = [tuple(table.cell(row, name) for name in names) for row in range(table.rows)]
    seen: dict[Key, int] = {}
    for row, key in enumerate(keys):
        line = table.positions.locate(row).line
        if not any(key):
            return Message("line {line}: the record has no key", line=line)
        if key in seen:
            return Message("the key {key} stands in lines {lines}", key=spoken(key), lines=(seen[key], line))
        seen[key] = line
    return keys


def spoken(key: Key) -> str:
    """A key for people."""
    return " ".join(part for part in key if part)


def _rows(keys: list[Key], frame: pl.DataFrame) -> dict[Key, Row]:
    return {
        key: {name: text for name, text in row.items() if text}
        for key, row in zip(keys, frame.iter_rows(named=True), strict=True)
    }


def _merged(
    base: Side | None, ours: Side, theirs: Side, file: _File, marker: int, by_lines: bytes | None
) -> MergedFile:
    table = declaration(file.table)
    found = merge(*_keyed(base, ours, theirs), lambda rows: _sequence(rows, table))
    if found.clashes:
        reason = Message("one side removed the column {columns}, the other changed it", columns=found.clashes)
        return MergedFile(None, reason=reason)
    if by_lines is not None and not found.conflicts and _holds(by_lines, found, OURS, file, ours):
        return MergedFile(by_lines)
    pieces = pieces_of(ours.text, ours.table, ours.kind)
    if pieces is None:
        return MergedFile(None, reason=Message("our side: the records share lines"))
    for spelt in (True, False):
        made = Composition(base, ours, theirs, found, pieces, marker, spelt)
        if _is_true(made, file):
            data = encoded_like(ours.source, made.text, file.dialect.encoding)
            return MergedFile(data, found.conflicts, None if data is not None else _LACKS)
    return MergedFile(None, reason=_OTHERWISE)


def _is_true(made: Composition, file: _File) -> bool:
    """Whether the result is read as it should be, whichever side of the conflicts is taken, with all comments."""
    for choice in (OURS, THEIRS) if made.merged.conflicts else (OURS,):
        text = made.picked(choice)
        data = encoded_like(made.ours.source, text, file.dialect.encoding)
        if not _holds(text.encode() if data is None else data, made.merged, choice, file, made.ours):
            return False
    return not made.loses_comments()


_OTHERWISE = Message("the merged file would be read as something else, or a comment would be lost")
_LACKS = Message("what would be written has signs that its encoding lacks; save it as UTF-8 first")


def _keyed(base: Side | None, ours: Side, theirs: Side) -> tuple[Keyed, Keyed, Keyed]:
    """The tables; where a record names its own columns nobody adds or removes one for all."""
    one, two, three = NOTHING if base is None else base.keyed, ours.keyed, theirs.keyed
    if ours.kind is FileKind.CSV:
        return one, two, three
    names = tuple(dict.fromkeys((*two.columns, *three.columns, *one.columns)))
    return replace(one, columns=names if base else ()), replace(two, columns=names), replace(three, columns=names)


def _sequence(rows: Mapping[Key, Row], table: TableDeclaration) -> list[Key]:
    """The keys in the order in which `fmt` writes their records."""
    number = "\0number"
    names = [*dict.fromkeys(name for row in rows.values() for name in row), number]
    cells = [{**row, number: str(place)} for place, row in enumerate(rows.values())]
    frame = pl.DataFrame({name: pl.Series([row.get(name) for row in cells], dtype=pl.String) for name in names})
    keys = list(rows)
    return [keys[int(place)] for place in ordered(frame, table)[number]]


def _holds(data: bytes, merged: Merged, choice: str, file: _File, ours: Side) -> bool:
    """Whether a file is read as the result, with each conflict as one side has it."""
    again = _side(source_of(data, ours.source.path), file)
    if isinstance(again, Message):
        return False
    wanted = {row.key: chosen for row in merged.rows if (chosen := row.side(choice)) is not None}
    has_columns = ours.kind is not FileKind.CSV or set(again.keyed.columns) == set(merged.columns)
    return has_columns and dict(again.keyed.rows) == wanted
