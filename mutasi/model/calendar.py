"""Whole months and years by the calendar, for single dates and for vectors of dates.

A month is complete on the same day of the next month, or on its last day when there is no such day;
so 31 January to 28 February is one month. A vector is a numpy array of ``datetime64[D]`` in which
NaT means missing; a count of months is then -1.
"""

from __future__ import annotations

import calendar
import datetime
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Dates = NDArray[np.datetime64]
Counts = NDArray[np.int32]
MISSING = -1
"""The count of months where a date is missing."""


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day `months` later (or earlier), or the last day of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def add_years(day: datetime.date, years: int) -> datetime.date:
    """The same day `years` later, or 28 February for 29 February."""
    return add_months(day, 12 * years)


def months_between(start: datetime.date, end: datetime.date) -> int:
    """Complete months from `start` to `end`; 0 when `end` is earlier."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and add_months(start, months) > end:
        months -= 1
    return max(months, 0)


def length_between(start: datetime.date, end: datetime.date) -> tuple[int, int]:
    """Complete months from `start` to `end`, and the days left over; none when `end` is earlier."""
    months = months_between(start, end)
    return months, max((end - add_months(start, months)).days, 0)


def years_between(start: datetime.date, end: datetime.date) -> int:
    """Complete years, e.g. an age."""
    return months_between(start, end) // 12


def retirement_date(born: datetime.date, age: int) -> datetime.date:
    """First day of the month after the month in which `age` is reached (TMT pensiun)."""
    return add_months(datetime.date(born.year + age, born.month, 1), 1)


def retirement_dates(born: Dates, ages: Counts) -> Dates:
    """`retirement_date` for vectors; NaT where the birth date is missing or the age is 0."""
    months = born.astype("datetime64[M]") + (12 * ages.astype(np.int64) + 1).astype("timedelta64[M]")
    days: Dates = months.astype("datetime64[D]")
    days[ages == 0] = np.datetime64("NaT")
    return days


def months_between_all(start: Dates, end: Dates | np.datetime64) -> Counts:
    """`months_between` for vectors; MISSING where one of the two dates is missing."""
    ends = np.broadcast_to(np.asarray(end, dtype="datetime64[D]"), start.shape)
    missing = np.isnat(start) | np.isnat(ends)
    (first, day_of_start), (last, day_of_end) = _month_and_day(start), _month_and_day(ends)
    short = np.flatnonzero(day_of_end < day_of_start)
    months = last - first
    months[short] -= day_of_end[short] < _days_in_month(last[short])
    months = np.maximum(months, 0)
    return np.where(missing, MISSING, months).astype(np.int32)


_FIRST, _LAST = np.datetime64("1900-01-01", "D"), np.datetime64("2199-12-31", "D")
"""The days whose month and day are looked up, which takes a tenth of the time of computing them."""


@cache
def _looked_up() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    days = np.arange(_FIRST, _LAST + 1)
    month = days.astype("datetime64[M]")
    return month.astype(np.int64), (days - month.astype("datetime64[D]")).astype(np.int64) + 1


def _month_and_day(days: Dates) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Months since January 1970 and the day of the month; anything where a day is missing."""
    if (np.isnat(days) | ((days >= _FIRST) & (days <= _LAST))).all():
        at = (days - _FIRST).astype(np.int64)
        months, of_month = _looked_up()
        return months.take(at, mode="clip"), of_month.take(at, mode="clip")
    month = days.astype("datetime64[M]")
    return month.astype(np.int64), (days - month.astype("datetime64[D]")).astype(np.int64) + 1


def _days_in_month(month: NDArray[Any]) -> NDArray[Any]:
    start = month.astype("datetime64[M]").astype("datetime64[D]")
    after = (month + 1).astype("datetime64[M]").astype("datetime64[D]")
    length: NDArray[Any] = (after - start).astype(np.int64)
    return length


def days64(day: datetime.date) -> np.datetime64:
    """A single date in the form of the vectors."""
    return np.datetime64(day, "D")


def add_months_all(days: Dates, months: Counts) -> Dates:
    """`add_months` for vectors of one length; NaT stays NaT."""
    missing = np.isnat(days)
    first, day = _month_and_day(days)
    target = np.where(missing, 0, first + months)
    clipped = np.minimum(np.where(missing, 1, day), _days_in_month(target))
    first_day = target.astype("datetime64[M]").astype("datetime64[D]")
    result: Dates = first_day + (clipped - 1).astype("timedelta64[D]")
    result[missing] = np.datetime64("NaT")
    return result
