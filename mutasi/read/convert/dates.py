"""Dates of exports: which of day and month comes first in a file, and the date in a cell.

A spreadsheet writes the same date as 31-01-2020 on one computer and as 1/31/2020 on another. The order is
one for a whole file and is proved, never assumed: by dates that exist in one order only, and by the birth dates
in the first eight digits of the NIP.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years outside are no dates of a civil servant: 0099 stands for a year nobody can tell, 0001 for no date."""

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NUMERIC = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")


class DateOrder(StrEnum):
    """Which number comes first in dates that end with the year."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class DateFault(Enum):
    """Why the text of a cell is no date."""

    FORM = "form"
    YEAR = "year"
    DAY = "day"


class DateCell(NamedTuple):
    """A cell with a date. `born` is the birth date by the NIP when the cell holds the birth date."""

    text: str
    row: int
    field: str
    born: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class OrderDecision:
    """The order of a file; None when no cell needs one, or when it cannot be told.

    `contradiction` are two cells that prove different orders. `ambiguous` is a cell that reads as two dates
    while nothing tells which.
    """

    order: DateOrder | None = None
    contradiction: tuple[DateCell, DateCell] | None = None
    ambiguous: DateCell | None = None

    @property
    def is_clear(self) -> bool:
        return self.contradiction is None and self.ambiguous is None


@dataclass(slots=True)
class _Evidence:
    """The first cell that speaks for each order: by the calendar, and by the NIP."""

    by_calendar: dict[DateOrder, DateCell]
    by_nip: dict[DateOrder, DateCell]
    undecided: DateCell | None = None


def decide_order(cells: Iterable[DateCell]) -> OrderDecision:
    """The order of all dates of a file.

    When dates exist in one order only, that order is taken, unless every NIP that says something says the other.
    When the calendar leaves both orders or none, the NIPs decide if they agree.
    """
    evidence = _gather(cells)
    calendar, nip = evidence.by_calendar, evidence.by_nip
    if len(calendar) == 1:
        (order, witness), *_ = calendar.items()
        if nip and order not in nip:
            return OrderDecision(contradiction=(witness, next(iter(nip.values()))))
        return OrderDecision(order)
    if len(nip) == 1:
        return OrderDecision(next(iter(nip)))
    clash = nip or calendar
    if clash:
        return OrderDecision(contradiction=(clash[DateOrder.DAY_FIRST], clash[DateOrder.MONTH_FIRST]))
    return OrderDecision(ambiguous=evidence.undecided)


def _gather(cells: Iterable[DateCell]) -> _Evidence:
    evidence = _Evidence({}, {})
    for cell in cells:
        possible = {order: day for order in DateOrder if isinstance(day := read_date(cell.text, order), datetime.date)}
        if _ISO.fullmatch(cell.text) or not possible:
            continue
        if len(possible) == 1:
            evidence.by_calendar.setdefault(next(iter(possible)), cell)
        elif len(set(possible.values())) == 1:
            continue
        elif evidence.undecided is None:
            evidence.undecided = cell
        agreeing = [order for order, day in possible.items() if day == cell.born]
        if len(agreeing) == 1:
            evidence.by_nip.setdefault(agreeing[0], cell)
    return evidence


def read_date(text: str, order: DateOrder | None) -> datetime.date | DateFault:
    """The date in a cell that is not blank, or why it is none. Without an order only ISO dates are read,
    and those whose day and month are the same number."""
    iso = _ISO.fullmatch(text)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    numeric = _NUMERIC.fullmatch(text)
    if not numeric:
        return DateFault.FORM
    first, second, year = int(numeric[1]), int(numeric[3]), int(numeric[4])
    if order is None and first != second and FIRST_YEAR <= year <= LAST_YEAR:
        return DateFault.FORM
    day, month = (second, first) if order is DateOrder.MONTH_FIRST else (first, second)
    return _date(year, month, day)


def _date(year: int, month: int, day: int) -> datetime.date | DateFault:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return DateFault.YEAR
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return DateFault.DAY
