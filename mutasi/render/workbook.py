"""Rows as a workbook in which every cell is text, so that no spreadsheet makes numbers of identifiers."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

_SHEET_NAME = 31
"""Characters that the name of a sheet may have."""
_WIDEST = 60
_MADE = datetime.datetime(2000, 1, 1)
"""What the file gives as the day on which it was made, so that the same rows give the same bytes."""


def workbook(name: str, header: Sequence[str], rows: Iterable[Sequence[str | None]]) -> bytes:
    """An .xlsx file of one sheet with its header frozen and a filter; None is an empty cell."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"created": _MADE})
    sheet = book.add_worksheet(name[:_SHEET_NAME])
    text, bold = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bold": True})
    widths = [len(column) for column in header]
    for column, title in enumerate(header):
        sheet.write_string(0, column, title, bold)
    count = 0
    for count, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(count, column, cell, text)
                widths[column] = max(widths[column], len(cell))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 2, _WIDEST), text)
    sheet.freeze_panes(1, 0)
    if header:
        sheet.autofilter(0, 0, count, len(header) - 1)
    book.close()
    return buffer.getvalue()
