"""The text that a careful clerk would type for the value of a cell in a spreadsheet.

Dates become ISO, whole numbers have no point, others at most the 15 digits that a spreadsheet keeps. A number of more
digits has lost some already; it becomes scientific text, so that no rule can take it for whole.
"""

from __future__ import annotations

import datetime

_EXACT_BELOW = 1e15
"""Whole numbers below are kept exactly by a spreadsheet."""


def cell_text(cell: object) -> str:
    """The text of a cell's value."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return number_text(cell)
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ") if cell.time() != datetime.time() else cell.date().isoformat()
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell)


def percentage_text(cell: object) -> str:
    """What a cell shows that is formatted as a percentage; 0.985 is 98.5%."""
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return f"{number_text(100 * cell)}%" if is_number else cell_text(cell)  # type: ignore[operator]


def number_text(number: float) -> str:
    """A number without a needless point."""
    if abs(number) >= _EXACT_BELOW:
        return f"{number:.14e}"
    return str(int(number)) if number == int(number) else f"{number:.15g}"


def number_cell(text: str) -> str:
    """A number as an XML workbook writes it; what is none stays as it is."""
    try:
        number = float(text)
    except ValueError:
        return text
    return number_text(number) if number - number == 0 else text  # not infinite, not NaN
