"""The rows of a part of a file that cannot be understood without the rest of it, or whose reading is counted."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import polars as pl

from mutasi.model.table import Table, is_18_digits, is_one_of
from mutasi.model.tables import FREE_KINDS, Column, Kind
from mutasi.read.no_value import refers, stands_for_none
from mutasi.read.normal import YEARS, is_plain
from mutasi.read.normal_numbers import is_pointed, sound_numbers
from mutasi.read.numbers import DecimalSign


def doubtful_rows(
    table: Table, columns: Collection[str], decimal: str | None = None, besides: Collection[int] = ()
) -> pl.Series:
    """The rows with a cell that normalisation may change or speak of, those without a NIP, and those `besides`."""
    sign = None if decimal is None else DecimalSign(decimal)
    declared = {column.name: column for column in table.declaration.columns}
    found = [pl.Series(list(besides), dtype=pl.UInt32)]
    for name in columns:
        column = declared.get(name)
        found.append(_doubtful(table, name, column, sign).arg_true())
    nip = next((column.name for column in table.declaration.columns if column.kind is Kind.NIP), "")
    if nip in table.text.columns and table.text[nip].null_count():
        found.append(table.text[nip].is_null().arg_true())
    return pl.concat(found).unique().sort() if len(found) > 1 or besides else found[0]


def _doubtful(table: Table, name: str, column: Column | None, sign: DecimalSign | None) -> pl.Series:
    text = pl.col(name)
    if column is None or column.kind in FREE_KINDS:
        odd = ~is_plain(name)
        if column is not None and refers(column):
            odd |= stands_for_none(column)
        return table.text.select(odd).to_series().fill_null(False)
    if column.kind is Kind.DATE:
        sound = table.frame[name].is_between(*YEARS).fill_null(False)
        return table.text[name].is_not_null() & ~sound
    if column.kind is Kind.CODE:
        strange = set(table.distinct(name)).difference(column.codes or ())
        return table.text.select(is_one_of(text, strange)).to_series().fill_null(False)
    if column.kind is Kind.NIP:
        return table.text.select(~is_18_digits(text)).to_series().fill_null(False)
    return table.text.select(~sound_numbers(column, sign)).to_series().fill_null(False)


def pointed_rows(table: Table, without: Collection[str]) -> Iterator[tuple[str, int]]:
    """Each column of decimals with its first number that only a decimal point makes one."""
    for column in table.declaration.columns:
        if column.kind is Kind.DECIMAL and column.name in table.text.columns and column.name not in without:
            rows = table.text.select(is_pointed(column.name).fill_null(False)).to_series().arg_true()
            if len(rows):
                yield column.name, int(rows[0])
