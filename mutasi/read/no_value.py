"""Texts that stand for no value: the dash of lists on paper, and the words of programs.

They are read as missing where they can be nothing else: in columns of dates, numbers and codes, and where a record of
another table is named. In free text they stay, and so do they as the key of a record itself.
"""

from __future__ import annotations

import polars as pl

from mutasi.message import Message
from mutasi.model.characters import NO_VALUE
from mutasi.model.table import COMPUTED
from mutasi.model.tables import Column, Kind, TableDeclaration
from mutasi.read.draft import Draft

_DASHES = ("-", "--", "---", "\u2013", "\u2014")
_OF_VALUES = (*_DASHES, *(form for word in NO_VALUE for form in (word, word.upper(), word.lower(), word.title())))
_VALUES = (*COMPUTED, Kind.CODE)


def refers(column: Column) -> bool:
    """Whether the column names records of another table by identifiers of the office."""
    return column.kind is Kind.TEXT and column.refers_to is not None


def stands_for_none(column: Column) -> pl.Expr:
    """Where the text of such a column is no value. An identifier may be NA or N/A, the short form of a name."""
    if refers(column):
        return pl.col(column.name).is_in(_DASHES)
    return pl.col(column.name).is_in(texts_for_none(column))


def texts_for_none(column: Column) -> list[str]:
    """The texts that are no value of a column of dates, numbers or codes."""
    return [text for text in _OF_VALUES if text not in (column.codes or ())]


def write_missing(draft: Draft) -> None:
    """Such cells without their text, counted for each column."""
    columns = {column.name: column for column in draft.columns(*_VALUES, Kind.TEXT)}
    asked = {name: column for name, column in columns.items() if column.kind in _VALUES or refers(column)}
    cells = draft.doubtful({name: ~stands_for_none(column) for name, column in asked.items()})
    for name, found in cells.items():
        if found:
            draft.put(name, dict.fromkeys((cell.row for cell in found), None))
            tell_missing(draft, name, [cell.row for cell in found], found[0].text)


def tell_missing(draft: Draft, name: str, rows: list[int], example: str) -> None:
    message = Message(
        "cells of {name} with a text for 'no value', such as '{example}', are read as blank: {count}",
        count=len(rows), name=name, example=example,
    )  # fmt: skip
    draft.counted("NILAI-06", name, rows, message)


def references(table: TableDeclaration) -> list[Column]:
    return [column for column in table.columns if refers(column)]
