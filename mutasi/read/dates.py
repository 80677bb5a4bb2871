"""Dates as offices write them: which of day and month comes first in a file, and the date in a cell.

A spreadsheet writes the same date as 31-01-2020 on one computer, as 1/31/2020 on another and as 43861 on a third.
What a text can mean in two ways is decided for a whole file and proved, never assumed: by dates that exist in one
order only, and by the birth dates in the first eight digits of the NIP.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import NamedTuple

from mutasi.message import Message
from mutasi.model.years import FIRST_YEAR, LAST_YEAR

FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
"""Numbers that can be a spreadsheet's count of days; others are no dates of a civil servant."""

_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00(?:\.0{1,6})?)?\Z")
_NO_DATE = re.compile(r"0{4}-00-00|0{8}|0?0([-/.])0?0\1(?:0000|00)|0001-?01-?01|0?1([-/.])0?1\2(?:0001)|01010001")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{4})([0-9]{2})([0-9]{2})")
_NUMERIC = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})|([0-9]{2})([0-9]{2})([0-9]{4})")
_NAMED = re.compile(r"([0-9]{1,2})[ -]?([A-Za-z]{3,9})\.?[ -]?([0-9]{4})")
_SHORT_NAMED = re.compile(r"([0-9]{1,2})[ -]?([A-Za-z]{3,9})\.?[ -]?([0-9]{2})")
_SERIAL = re.compile(r"([0-9]{5})(?:\.0+)?")
_SHORT_YEAR = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{2})")

_MONTH_NAMES = (
    "januari january jan",
    "februari pebruari february feb peb",
    "maret march mar mrt",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agt agu ags agust aug",
    "september sep sept",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)
"""In Indonesian, with the short forms of offices, and in English, which older programs print."""
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}


class DateOrder(StrEnum):
    """Which number comes first in dates that end with the year."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class SerialBase(StrEnum):
    """From which day a spreadsheet counts; the second was that of old Macintosh computers."""

    FROM_1900 = "1900"
    FROM_1904 = "1904"


_DAY_ZERO = {SerialBase.FROM_1900: datetime.date(1899, 12, 30), SerialBase.FROM_1904: datetime.date(1904, 1, 1)}
"""The system of 1900 has a 29 February 1900 that never was; from March 1900 on this is its day zero."""


class DateForm(StrEnum):
    """How a date is written."""

    ISO = "iso"
    """The year first, with hyphens or as eight digits."""
    NUMERIC = "numeric"
    """Two numbers and the year, with a sign between or as eight digits: their order must be known."""
    NAMED = "named"
    SERIAL = "serial"
    SHORT_YEAR = "short_year"


_FORMS = (
    (_NUMERIC, DateForm.NUMERIC),
    (_NAMED, DateForm.NAMED),
    (_SERIAL, DateForm.SERIAL),
    (_SHORT_YEAR, DateForm.SHORT_YEAR),
    (_SHORT_NAMED, DateForm.SHORT_YEAR),
)


class DateFault(Enum):
    """Why the text of a cell is no date, or none that is certain."""

    FORM = "form"
    YEAR = "year"
    DAY = "day"
    NO_DATE = "no_date"
    """A text by which programs say that there is no date."""
    ORDER = "order"
    """Day and month cannot be told apart."""
    SERIAL = "serial"
    """A number that is a date only if a spreadsheet made it of one."""
    SHORT_YEAR = "short_year"
    """The century is not told."""


class DateCell(NamedTuple):
    """A cell with a date. `born` is the birth date by the NIP when the cell holds the birth date."""

    text: str
    row: int
    field: str
    born: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class OrderDecision:
    """How the dates of a file are written; None for the order when no cell needs one, or when it cannot be told.

    `contradiction` are two cells that prove different orders. `ambiguous` is a cell that reads as two dates
    while nothing tells which. `serials` is the base of numbers that stand for dates, None when they are not proved.
    """

    order: DateOrder | None = None
    contradiction: tuple[DateCell, DateCell] | None = None
    ambiguous: DateCell | None = None
    serials: SerialBase | None = None
    is_declared: bool = False
    """The office says so: then the order holds whatever a NIP says."""

    @property
    def is_clear(self) -> bool:
        return self.contradiction is None and self.ambiguous is None

    def doubt(self) -> tuple[DateCell, DateCell | None, Message] | None:
        """Why the order cannot be told, with the cell that shows it and the one that contradicts; None when it can."""
        if self.contradiction is not None:
            first, other = self.contradiction
            message = Message(
                "'{first}' and '{second}' prove different orders of day and month,"
                " so no date of the file can be trusted",
                first=first.text,
                second=other.text,
            )
            return first, other, message
        if self.ambiguous is None:
            return None
        message = Message(
            "'{date}' can be read as day-month or as month-day, and nothing in the file tells which",
            date=self.ambiguous.text,
        )
        return self.ambiguous, None, message


@dataclass(slots=True)
class _Evidence:
    """The first cell that speaks for each order: by the calendar, and by the NIP.

    `by_nip_alone` are cells that the calendar leaves open: there the NIP tells what nothing else does.
    """

    by_calendar: dict[DateOrder, DateCell] = field(default_factory=dict)
    by_nip: dict[DateOrder, DateCell] = field(default_factory=dict)
    by_nip_alone: dict[DateOrder, DateCell] = field(default_factory=dict)
    undecided: DateCell | None = None
    serials: set[bool] = field(default_factory=set)
    """Whether serials agree with the NIP, for those beside one."""


def declared_order(form: str) -> OrderDecision:
    """What a name of DATE_FORMS says of a file; nothing for the empty one."""
    if form in tuple(DateOrder):
        return OrderDecision(DateOrder(form))
    return OrderDecision(serials=SerialBase.FROM_1900 if form else None)


def decide_order(cells: Iterable[DateCell]) -> OrderDecision:
    """How all dates of a file are written.

    When dates exist in one order only, that order is taken, unless every NIP that says something says the other.
    When the calendar leaves both orders or none, the NIPs decide if they agree; first all of them, then those beside
    dates that exist in both orders. Serials are proved by one that is the birth date of the NIP, unless another NIP
    contradicts.
    """
    evidence = _gather(cells)
    serials = SerialBase.FROM_1900 if evidence.serials == {True} else None
    calendar, nip = evidence.by_calendar, evidence.by_nip
    if len(calendar) == 1:
        (order, witness), *_ = calendar.items()
        if nip and order not in nip:
            return OrderDecision(contradiction=(witness, next(iter(nip.values()))), serials=serials)
        return OrderDecision(order, serials=serials)
    for agreeing in (nip, evidence.by_nip_alone):
        if len(agreeing) == 1:
            return OrderDecision(next(iter(agreeing)), serials=serials)
    clash = nip or calendar
    if clash:
        both = clash[DateOrder.DAY_FIRST], clash[DateOrder.MONTH_FIRST]
        return OrderDecision(contradiction=both, serials=serials)
    return OrderDecision(ambiguous=evidence.undecided, serials=serials)


def _gather(cells: Iterable[DateCell]) -> _Evidence:
    evidence = _Evidence()
    for cell in cells:
        match form_of(cell.text):
            case DateForm.NUMERIC:
                _gather_order(cell, evidence)
            case DateForm.SERIAL if cell.born is not None:
                evidence.serials.add(read_date(cell.text, None, serials=SerialBase.FROM_1900) == cell.born)
    return evidence


def _gather_order(cell: DateCell, evidence: _Evidence) -> None:
    possible = {order: day for order in DateOrder if isinstance(day := read_date(cell.text, order), datetime.date)}
    if not possible or (len(possible) > 1 and len(set(possible.values())) == 1):
        return
    if len(possible) == 1:
        evidence.by_calendar.setdefault(next(iter(possible)), cell)
    elif evidence.undecided is None:
        evidence.undecided = cell
    for order in [order for order, day in possible.items() if day == cell.born]:
        evidence.by_nip.setdefault(order, cell)
        if len(possible) > 1:
            evidence.by_nip_alone.setdefault(order, cell)


# ---- one date


def form_of(text: str) -> DateForm | None:
    """The form of a text that looks like a date, whether there is such a day or not.

    Eight digits have one form only: the month of a year that comes first would be the century of one that comes last.
    """
    plain = _MIDNIGHT.sub("", text)
    if _YEAR_FIRST.fullmatch(plain) and ("-" in plain or not FIRST_YEAR <= int(plain[4:]) <= LAST_YEAR):
        return DateForm.ISO
    return next((form for pattern, form in _FORMS if pattern.fullmatch(plain)), None)


def read_date(
    text: str,
    order: DateOrder | None,
    *,
    serials: SerialBase | None = None,
    born: datetime.date | None = None,
) -> datetime.date | DateFault:
    """The date in a cell that is not blank, or why it is none.

    Without an order only dates are read that need none, or whose day and month are the same number. `born` is the
    birth date by the NIP when the cell holds the birth date: it tells the century of a year of two digits, and reads a
    date that does not exist in the order of the file but is that day in the other.
    """
    plain = _MIDNIGHT.sub("", text)
    if _NO_DATE.fullmatch(plain):
        return DateFault.NO_DATE
    match form_of(text):
        case DateForm.ISO:
            day = _date(*_numbers(_found(_YEAR_FIRST, plain)))
            return DateFault.FORM if day is DateFault.YEAR and "-" not in plain else day
        case DateForm.NUMERIC:
            return _numeric(plain, order, born)
        case DateForm.NAMED:
            number, name, year = _found(_NAMED, plain).groups()
            month = _MONTHS.get(name.casefold())
            return DateFault.FORM if month is None else _date(int(year), month, int(number))
        case DateForm.SERIAL:
            return _serial(int(_found(_SERIAL, plain)[1]), serials)
        case DateForm.SHORT_YEAR:
            return _short_year(plain, born)
        case None:
            return DateFault.FORM


def _found(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    found = pattern.fullmatch(text)
    assert found is not None
    return found


def _numbers(found: re.Match[str]) -> tuple[int, int, int]:
    """Its three numbers, in their order."""
    first, second, third = (int(group) for group in found.groups() if group and group.isdecimal())
    return first, second, third


def _numeric(text: str, order: DateOrder | None, born: datetime.date | None) -> datetime.date | DateFault:
    first, second, year = _numbers(_found(_NUMERIC, text))
    readings = {DateOrder.DAY_FIRST: _date(year, second, first), DateOrder.MONTH_FIRST: _date(year, first, second)}
    days = {day for day in readings.values() if isinstance(day, datetime.date)}
    if order is None:
        both = set(readings.values())
        return both.pop() if len(both) == 1 else DateFault.ORDER
    day = readings[order]
    if isinstance(day, DateFault) and born is not None and born in days:
        return born
    return day


def _serial(number: int, base: SerialBase | None) -> datetime.date | DateFault:
    if not FIRST_SERIAL <= number <= LAST_SERIAL:
        return DateFault.FORM
    if base is None:
        return DateFault.SERIAL
    day = _DAY_ZERO[base] + datetime.timedelta(days=number)
    return day if day.year <= LAST_YEAR else DateFault.YEAR


def _short_year(text: str, born: datetime.date | None) -> datetime.date | DateFault:
    named = _SHORT_NAMED.fullmatch(text)
    if named is not None:
        month = _MONTHS.get(named[2].casefold())
        if month is None:
            return DateFault.FORM
        first, second, year = int(named[1]), month, int(named[3])
        is_born = born is not None and (born.day, born.month) == (first, second)
    else:
        first, second, year = _numbers(_found(_SHORT_YEAR, text))
        is_born = born is not None and {born.day, born.month} == {first, second}
    return born if born is not None and is_born and born.year % 100 == year else DateFault.SHORT_YEAR


def _date(year: int, month: int, day: int) -> datetime.date | DateFault:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return DateFault.YEAR
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return DateFault.DAY
