"""Dates of the example and the little calendar arithmetic that it needs."""

from __future__ import annotations

import calendar
import datetime

Day = datetime.date

NOW = Day(2026, 1, 31)
"""Reference date of the current snapshot."""

BEFORE = Day(2025, 7, 31)
"""Reference date of the archived snapshot."""

EFFECTIVE = Day(2026, 4, 15)
"""The day on which the planned moves take effect."""

BATCH = Day(2025, 9, 15)
"""The inauguration between the two snapshots."""

RENAMED = Day(2025, 10, 1)
"""Since when an office has its new name."""


def shift(day: Day, months: int) -> Day:
    """The same day `months` later or earlier, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return Day(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(start: Day, end: Day) -> int:
    """Complete months."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if shift(start, months) > end else months


def retirement(born: Day, age: int) -> Day:
    """First day of the month after the month in which `age` is reached."""
    return shift(Day(born.year + age, born.month, 1), 1)


def rank_period(day: Day) -> Day:
    """The first 1 April or 1 October on or after `day`."""
    for candidate in (Day(day.year, 4, 1), Day(day.year, 10, 1), Day(day.year + 1, 4, 1)):
        if candidate >= day:
            return candidate
    raise AssertionError("there is a period in every half year")


def working_day(day: Day) -> Day:
    """The day itself, or the Monday after a weekend."""
    return day + datetime.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
