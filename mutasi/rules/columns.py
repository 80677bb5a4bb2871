"""The columns: present, filled, of their kind, in their list, in their range."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from functools import lru_cache

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.checks import ColumnFailure, column_failures
from mutasi.model.readable import own_columns, own_numbers
from mutasi.model.table import KeyedPositions, Table
from mutasi.model.tables import MANDATORY, Column, Kind, Need
from mutasi.rules.rule import Checked, Fault, Scope, rule

HEADER = -1
"""The row of a fault that is in the header and not in a record."""

_TELLING, _TELLING_WORD = 6, 4
"""Signs from which on a text that is like a code is likely meant to be it, and those of a word of letters alone."""


_NEAR = 0.8
"""How like a declared name one must be to be meant as it."""


def _tables(data: Checked) -> Iterator[tuple[Table, Column]]:
    """The columns of every table, but for an empty list: it names no columns, so none is absent."""
    for table in data.dataset.tables.values():
        if table.rows or table.text.width:
            for column in table.declaration.columns:
                yield table, column


@rule(code="KOLOM-03", name="column-absent", severity=Severity.ERROR, scope=Scope.HEADER)
def column_absent(data: Checked) -> Iterator[Fault]:
    """Without its key and required columns a table cannot be used.

    Add the column, or correct its name in the header.
    """
    for table, column in _tables(data):
        if column.need in MANDATORY and not table.has(column.name):
            near = difflib.get_close_matches(column.name, table.text.columns, n=1)
            fix = Message("rename the column '{near}' to '{name}'", near=near[0], name=column.name) if near else None
            message = Message("the column '{name}' is absent", name=column.name)
            otherwise = Message("add the column; a list with headers of its own is read by mutasi convert")
            yield Fault(table.name, HEADER, column.name, message, fix or otherwise)


@rule(code="KOLOM-04", name="unknown-column", severity=Severity.INFO, scope=Scope.HEADER, graded=True)
def unknown_column(data: Checked) -> Iterator[Fault]:
    """A column that is not declared is kept and not checked; one that is nearly declared is a slip of the pen. In
    vacancies written by hand (YAML, JSON) that is an error: without what the key asks, other people would be ranked.

    Correct the name, or leave the column if it is your own. One that a criterion reads is known by that.
    """
    for table in data.dataset.tables.values():
        declared = [column.name for column in table.declaration.columns]
        own = own_columns(data.dataset.policy, table.text.columns) if table.name == "pegawai" else ()
        absent = [name for name in declared if not table.has(name)]
        for name in table.text.columns:
            if name in declared or name in own:
                continue
            near = difflib.get_close_matches(name, absent, n=1, cutoff=_NEAR)
            if near:
                message, fix = _misspelt(name, near[0])
                yield Fault(table.name, HEADER, name, message, fix, _gravity(table), instead=near[0])
                continue
            misspelt = list(_misspelt_keys(table, name, declared))
            yield from misspelt
            if not misspelt:
                message = Message(
                    "the column '{name}' is not one of this table's; it is kept and not checked", name=name
                )
                yield Fault(table.name, HEADER, name, message)


def _misspelt(name: str, near: str) -> tuple[Message, Message]:
    return (
        Message("unknown column '{name}'; did you mean '{near}'?", name=name, near=near),
        Message("rename it to '{near}'", near=near),
    )


def _misspelt_keys(table: Table, name: str, declared: Collection[str]) -> Iterator[Fault]:
    """Records that name their cells themselves: each is misspelt alone, whatever the others say."""
    near = difflib.get_close_matches(name, declared, n=1, cutoff=_NEAR)
    if not near or not isinstance(table.positions, KeyedPositions):
        return
    for row in range(table.rows):
        if table.positions.key(row, name) is not None and table.positions.key(row, near[0]) is None:
            message, fix = _misspelt(name, near[0])
            yield Fault(table.name, row, name, message, fix, _gravity(table), at_key=True)


def _gravity(table: Table) -> Severity:
    """Of a misspelt name: tables that programs export have columns of their own, what a person wrote does not."""
    by_hand = table.name == "lowongan" and isinstance(table.positions, KeyedPositions)
    return Severity.ERROR if by_hand else Severity.WARNING


@rule(code="KOLOM-10", name="needed-column-absent", severity=Severity.INFO, scope=Scope.HEADER)
def needed_column_absent(data: Checked) -> Iterator[Fault]:
    """Rules that read the column answer `unknown` for everybody. It is a warning where a column of the file that is not
    declared may be the one.

    Add the column when the office has the data, or correct its name in the header.
    """
    for table, column in _tables(data):
        if column.need is Need.NEEDED and not table.has(column.name):
            message = Message("the column '{name}' is absent; rules that read it answer unknown", name=column.name)
            meant = _meant(table, column.name)
            if meant:
                fix = Message("rename the column '{near}' to '{name}'", near=meant, name=column.name)
                yield Fault(table.name, HEADER, column.name, message, fix, Severity.WARNING)
            else:
                yield Fault(table.name, HEADER, column.name, message, Message("add the column"))


def _meant(table: Table, name: str) -> str:
    """The column of the file, not declared, that may be this one: its name is like it, or has it as a word."""
    declared = {column.name for column in table.declaration.columns}
    own = [text for text in table.text.columns if text not in declared]
    like = difflib.get_close_matches(name, own, n=1, cutoff=0.7)
    return next(iter([*like, *(text for text in own if name in text.split("_"))]), "")


@rule(code="KOLOM-05", name="required-value-missing", severity=Severity.ERROR, scope=Scope.RECORD)
def required_value_missing(data: Checked) -> Iterator[Fault]:
    """A record without its key or name cannot be used or told apart.

    Fill in the value, or remove the record.
    """
    for table, column, row in _failing(data, "not_nullable"):
        if table.cell(row, column.name) == "":
            message = Message("{name} is missing", name=column.name)
            yield Fault(table.name, row, column.name, message, Message("fill in the value, or remove the record"))


@rule(code="KOLOM-06", name="needed-value-missing", severity=Severity.WARNING, scope=Scope.RECORD)
def needed_value_missing(data: Checked) -> Iterator[Fault]:
    """Rules that read the value answer `unknown` for this record.

    Fill in the value when the office has it.
    """
    for table, column in _tables(data):
        if column.need is Need.NEEDED and table.has(column.name):
            cells = table.text[column.name]
            for row in cells.is_null().arg_true() if cells.null_count() else ():
                message = Message("{name} is missing; rules that read it answer unknown", name=column.name)
                yield Fault(table.name, row, column.name, message, Message("fill in the value"))


_KINDS = {
    Kind.DATE: Message("a date YYYY-MM-DD that exists"),
    Kind.INTEGER: Message("a whole number"),
    Kind.DECIMAL: Message("a number with a decimal point and at most 4 decimals"),
    Kind.PAIRS: Message("pairs name=whole number, separated by semicolons"),
}


@rule(code="KOLOM-07", name="value-of-another-kind", severity=Severity.ERROR, scope=Scope.RECORD)
def value_of_another_kind(data: Checked) -> Iterator[Fault]:
    """A text that is no date, or no number, says nothing that can be computed.

    Write dates as YYYY-MM-DD, numbers with a decimal point and without grouping.
    """
    for table, column in _tables(data):
        if column.kind not in _KINDS or not table.has(column.name):
            continue
        texts, values = table.text[column.name], table.frame[column.name]
        yield from _of_another_kind(table, texts, values, _KINDS[column.kind])
    people = data.dataset.get("pegawai")
    if people is not None:  # columns of the office's own that a criterion reads
        for values in own_numbers(data.dataset.policy, people):
            yield from _of_another_kind(people, people.text[values.name], values, _KINDS[Kind.DECIMAL])


def _of_another_kind(table: Table, texts: pl.Series, values: pl.Series, wanted: Message) -> Iterator[Fault]:
    if texts.null_count() == values.null_count():
        return
    rows = (texts.is_not_null() & values.is_null()).arg_true()
    for row, text in zip(rows, texts.gather(rows), strict=True):
        message = Message("{name} '{text}' is not {wanted}", name=texts.name, text=text, wanted=wanted)
        yield Fault(table.name, row, texts.name, message, Message("write {wanted}", wanted=wanted))


@rule(code="KOLOM-08", name="unknown-code", severity=Severity.ERROR, scope=Scope.RECORD)
def unknown_code(data: Checked) -> Iterator[Fault]:
    """A code outside its list has no meaning for any rule.

    Write one of the codes of the list.
    """
    for table, column, row in _failing(data, "isin"):
        text, codes = table.cell(row, column.name), column.codes or ()
        near = _near(text, codes)
        other = _column_of(table, text, column)
        message = Message(
            "{name} '{text}' is not in the list {codes}", name=column.name, text=text, codes=_shortened(codes)
        )
        if other:
            fix = Message("it is a code of the column {other}: are two columns exchanged?", other=other)
        elif near:
            fix = Message("did you mean {near}?", near=near)
        else:
            fix = Message("write one of {codes}", codes=codes)
        yield Fault(table.name, row, column.name, message, fix, instead="" if other else near)


@lru_cache(maxsize=1024)
def _near(text: str, codes: tuple[str, ...]) -> str:
    """The code that is likely meant, empty when there is none. Spellings that can mean nothing else are read before.

    A short text that is like a code may be a third one: III/x is not surely III/d, but aktip is aktif.
    """
    folded = {code.casefold(): code for code in codes}
    for near in difflib.get_close_matches(text.casefold(), folded, n=1, cutoff=0.75):
        if len(text) >= _TELLING or (len(text) >= _TELLING_WORD and text.isalpha() and near.isalpha()):
            return folded[near]
    return ""


def _column_of(table: Table, text: str, column: Column) -> str:
    """Another coded column of the table to which the text belongs."""
    for other in table.declaration.columns:
        if other is not column and other.codes and table.has(other.name) and len(text) > 1 and text in other.codes:
            return other.name
    return ""


def _shortened(codes: tuple[str, ...]) -> str:
    return ", ".join(codes) if len(codes) <= 6 else f"{codes[0]}, {codes[1]} ... {codes[-1]}"


@rule(code="KOLOM-09", name="number-out-of-range", severity=Severity.ERROR, scope=Scope.RECORD)
def number_out_of_range(data: Checked) -> Iterator[Fault]:
    """A number outside what is possible is a typing error or belongs to another column.

    Write the number in the range of the column.
    """
    for check in ("greater_than_or_equal_to", "less_than_or_equal_to"):
        for table, column, row in _failing(data, check):
            message = Message(
                "{name} {text} is not between {minimum} and {maximum}", name=column.name,
                text=table.cell(row, column.name), minimum=column.minimum, maximum=column.maximum,
            )  # fmt: skip
            yield Fault(table.name, row, column.name, message, Message("write the number in that range"))


def failures(data: Checked, table: Table) -> tuple[ColumnFailure, ...]:
    """The cells of a table that fail the declarations of their columns."""
    return data.once(f"failures of {table.name}", lambda: column_failures(table))


def _failing(data: Checked, check: str) -> Iterator[tuple[Table, Column, int]]:
    """The cells that fail one check of the declarations."""
    for table in data.dataset.tables.values():
        for failure in failures(data, table):
            if failure.check == check:
                yield table, table.declaration.column(failure.column), failure.row
