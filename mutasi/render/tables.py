"""Rows as CSV and JSON lines: the same bytes in every language and on every machine."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from mutasi.render.json_text import json_text

Row = Mapping[str, str | int | None]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")  # noqa: RUF001 - full-width ones
"""What a text begins with that a spreadsheet may take for a formula."""


def as_csv(fields: Sequence[str], rows: Iterable[Row]) -> str:
    """UTF-8 text with commas, LF and quotes only where they are needed; None is blank.

    A text that a spreadsheet would take for a formula gets an apostrophe in front: these files are opened
    with a double-click.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    # Python puts no quotes around a carriage return, where other readers end the row
    quoting = csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(fields)
    for row in rows:
        cells = [_cell(row.get(field)) for field in fields]
        (quoting if any("\r" in cell for cell in cells) else writer).writerow(cells)
    return buffer.getvalue()


def _cell(value: str | int | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str) and value[:1] in _FORMULA and value != "-":
        return f"'{value}"
    return str(value)


def as_json_lines(rows: Iterable[Row]) -> str:
    """One JSON object a line."""
    return "".join(json_text(row) + "\n" for row in rows)


def decimal(hundredths: int) -> str:
    """Hundredths as a decimal with a point and two places: 8235 is 82.35."""
    sign = "-" if hundredths < 0 else ""
    whole, part = divmod(abs(hundredths), 100)
    return f"{sign}{whole}.{part:02d}"
