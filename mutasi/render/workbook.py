"""Rows as a workbook in which every cell is text, so that no spreadsheet makes numbers of identifiers."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

_SHEET_NAME = 31
"""Characters that the name of a sheet may have."""
_WIDEST = 60
_LONGEST = 32_767
"""Characters that a cell may hold."""
_MADE = datetime.datetime(2000, 1, 1)
"""What the file gives as the day on which it was made, so that the same rows give the same bytes."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its header; None is an empty cell."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[str | None]]


def workbook(name: str, header: Sequence[str], rows: Iterable[Sequence[str | None]]) -> bytes:
    """An .xlsx file of one sheet with its header frozen and a filter."""
    return workbook_of([Sheet(name, header, rows)])


def workbook_of(sheets: Iterable[Sheet]) -> bytes:
    """The same of several sheets, whose names differ."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"created": _MADE})
    text, bold = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bold": True})
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name[:_SHEET_NAME]), sheet, text, bold)
    book.close()
    return buffer.getvalue()


def _write(made: Any, sheet: Sheet, text: Any, bold: Any) -> None:
    widths = [len(column) for column in sheet.header]
    for column, title in enumerate(sheet.header):
        made.write_string(0, column, title, bold)
    count = 0
    for count, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            if cell:
                made.write_string(count, column, cell[:_LONGEST], text)
                widths[column] = max(widths[column], len(cell))
    for column, width in enumerate(widths):
        made.set_column(column, column, min(width + 2, _WIDEST), text)
    made.freeze_panes(1, 0)
    if sheet.header:
        made.autofilter(0, 0, count, len(sheet.header) - 1)
