"""Cells that are refused: of what stands there one rule speaks, and no other has anything to add."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import polars as pl

from mutasi.model.characters import HIDDEN_PATTERN
from mutasi.model.nip import NipFault, parse_nip
from mutasi.model.policy import Policy
from mutasi.model.table import COMPUTED, Table
from mutasi.model.tables import Column, Kind
from mutasi.rules.texts import ERROR_OF_A_SPREADSHEET, WRITTEN, foreign_letters


def refused_by(table: Table, row: int, name: str, policy: Policy) -> str:
    """The code of the rule that tells why a cell has no value; empty when it has one or is blank."""
    if table.is_told(row, name):
        return "NILAI"
    column = next((one for one in table.declaration.columns if one.name == name), None)
    if column is None:
        return ""
    return next((code for code in _refusals(table, row, column) if not policy.is_off(code)), "")


def accepted(column: Column) -> pl.Expr:
    """The values of a column; null where KOLOM-08 or KOLOM-09 refuses them."""
    value = pl.col(column.name)
    if column.codes is not None:
        return pl.when(value.is_in(column.codes)).then(value)
    if column.kind in (Kind.INTEGER, Kind.DECIMAL):
        least, most = pl.lit(column.minimum, column.dtype), pl.lit(column.maximum, column.dtype)
        return pl.when((value >= least).fill_null(True), (value <= most).fill_null(True)).then(value)
    return value


def accepted_columns(table: Table) -> list[pl.Expr]:
    """All columns of the frame of a table as `accepted`."""
    return [accepted(column) for column in table.declaration.columns if column.name in table.frame.columns]


def _refusals(table: Table, row: int, column: Column) -> Iterator[str]:
    """What can be said against a cell, the most telling first. A cell with a value is not looked up in its file."""
    is_kept = column.name in table.frame.columns
    value = table.frame.item(row, column.name) if is_kept else table.cell(row, column.name)
    if value is None:
        text = table.cell(row, column.name)
        if text:
            yield from _damages(text, column)
            yield "KOLOM-07"
    elif isinstance(value, str) and column.kind not in COMPUTED:
        yield from _damages(value, column)
        if column.kind is Kind.NIP and isinstance(parse_nip(value), NipFault):
            yield "NIP-01"
        if column.codes is not None and value not in column.codes:
            yield "KOLOM-08"
    elif isinstance(value, int | Decimal) and _is_out_of_range(value, column):
        yield "KOLOM-09"


def _damages(text: str, column: Column) -> Iterator[str]:
    if HIDDEN_PATTERN.search(text):
        yield "BERKAS-07"
    if ERROR_OF_A_SPREADSHEET.search(text):
        yield "TEKS-02"
    if column.kind in WRITTEN and not text.isascii() and foreign_letters(text):
        yield "TEKS-01"


def _is_out_of_range(number: int | Decimal, column: Column) -> bool:
    least, most = column.minimum, column.maximum
    return (least is not None and number < least) or (most is not None and number > most)
