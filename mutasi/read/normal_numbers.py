"""The numbers of a table with a decimal point and without grouping, where their column tells how they are written."""

from __future__ import annotations

import re

import polars as pl

from mutasi.message import Message
from mutasi.model.table import DECIMAL_PATTERN, INTEGER_PATTERN
from mutasi.model.tables import Column, Kind
from mutasi.read.draft import Cell, Draft
from mutasi.read.numbers import (
    Bounds,
    DecimalSign,
    NumberCell,
    NumberFault,
    SignDecision,
    decide_sign,
    read_number,
    readings_of,
    whole_of,
)

MAY_BE_GROUPED = r"^-?[1-9][0-9]{0,2}\.[0-9]{3}$"
"""Canonical decimals that would be whole thousands in a column with decimal commas."""

_DECIMAL = re.compile(DECIMAL_PATTERN)


def write_numbers(draft: Draft, declared: DecimalSign | None) -> None:
    """All columns of numbers, each by its own decimal sign or by the declared one."""
    columns = {column.name: column for column in draft.columns(Kind.INTEGER, Kind.DECIMAL)}
    for name, cells in draft.doubtful(
        {name: sound_numbers(column, declared) for name, column in columns.items()}
    ).items():
        if cells:
            _write_column(draft, columns[name], [Cell(row, text.strip()) for row, text in cells], declared)


def sound_numbers(column: Column, declared: DecimalSign | None) -> pl.Expr:
    """Canonical numbers that are nothing else in any convention that the column may have."""
    whole = pl.col(column.name).str.contains(INTEGER_PATTERN)
    return whole if column.kind is Kind.INTEGER or declared is DecimalSign.COMMA else whole | is_pointed(column.name)


def is_pointed(name: str) -> pl.Expr:
    """Canonical numbers that only a decimal point makes numbers."""
    text = pl.col(name)
    return text.str.contains(DECIMAL_PATTERN) & text.str.contains(r"\.") & ~text.str.contains(MAY_BE_GROUPED)


def _write_column(draft: Draft, column: Column, cells: list[Cell], declared: DecimalSign | None) -> None:
    pointed = draft.frame.select(is_pointed(column.name).fill_null(False)).to_series().arg_true()
    first = {cell.text: cell.row for cell in reversed(cells)}
    if column.kind is Kind.DECIMAL and len(pointed):
        first.setdefault(draft.frame[pointed[0], column.name], pointed[0])
    bounds = Bounds(column.minimum, column.maximum)
    numbers = (NumberCell(*item) for item in first.items())
    decision = SignDecision(declared) if declared else decide_sign(numbers, bounds)
    if decision.contradiction is not None:
        draft.silence(column.name, pointed)
    values: dict[int, str | None] = {}
    unread = []
    for cell in cells:
        number = read_number(cell.text, decision.sign, bounds)
        if number is NumberFault.SIGN:
            unread.append(cell)
        elif isinstance(number, str):
            canonical = whole_of(number) if column.kind is Kind.INTEGER else number
            if canonical is not None and canonical != cell.text and _DECIMAL.match(canonical):
                values[cell.row] = canonical
        elif declared is DecimalSign.COMMA and _DECIMAL.match(cell.text):
            _tell_against_declaration(draft, column.name, cell)
    _tell_unread(draft, column, unread, decision)
    if values:
        _count(draft, column.name, values, decision.sign)


def _count(draft: Draft, name: str, values: dict[int, str | None], sign: DecimalSign | None) -> None:
    first = min(values)
    message = Message(
        "{count} number(s) of {name} read with '{sign}' before the decimals, such as '{example}' as {read}",
        count=len(values),
        name=name,
        sign=sign,
        example=draft.frame[first, name],
        read=values[first],
    )
    draft.put(name, values)
    draft.counted("NILAI-04", name, values, message)


def _tell_against_declaration(draft: Draft, name: str, cell: Cell) -> None:
    message = Message("'{value}' is no number with a decimal comma, as the file is declared to have", value=cell.text)
    fix = Message("write {value}", value=cell.text.replace(".", ","))
    draft.tell("NILAI-10", cell, name, message, fix)


def _tell_unread(draft: Draft, column: Column, cells: list[Cell], decision: SignDecision) -> None:
    """Numbers that stay unread: one finding when the column contradicts itself, one each when nothing tells."""
    name = column.name
    if decision.contradiction is not None:
        comma, point = decision.contradiction
        draft.silence(name, (cell.row for cell in cells))
        message = Message(
            "'{first}' has a decimal comma and '{second}' a decimal point, so no number of {name} with either is read",
            first=comma.text,
            second=point.text,
            name=name,
        )
        fix = Message("write all numbers of the column with a decimal point and without grouping")
        related = [draft.place(point.row, name)]
        draft.tell("NILAI-10", Cell(comma.row, comma.text), name, message, fix, related=related, extent=len(cells))
        return
    for cell in cells:
        whole, parted = sorted(readings_of(cell.text).values(), key=lambda number: "." in number)
        message = Message(
            "'{value}' is {whole} or {parted}, and no other number of {name} tells which",
            value=cell.text,
            whole=whole,
            parted=parted,
            name=name,
        )
        fix = Message("write {whole} if that is meant", whole=whole)
        if column.kind is Kind.DECIMAL:
            fix = Message("write {whole}, or {parted} if that is meant", whole=whole, parted=f"{parted}0")
        draft.tell("NILAI-10", cell, name, message, fix)
