"""The calendar, by stepping from month to month and from birthday to birthday."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache


def last_day_of(year: int, month: int) -> int:
    next_month = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return (next_month - timedelta(days=1)).day


def months_after(day: date, count: int) -> date:
    """The same day `count` months later (earlier, when negative), or the last day of a month that has none."""
    year, month = day.year, day.month
    for _ in range(abs(count)):
        month += 1 if count > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    return date(year, month, min(day.day, last_day_of(year, month)))


def birthday(born: date, age: int) -> date:
    """The day on which somebody becomes `age`; of 29 February in a common year, the 28th."""
    return months_after(born, 12 * age)


@cache
def complete_months(start: date, end: date) -> int:
    """How many whole months have gone by; none when `end` is earlier."""
    count = 0
    while months_after(start, count + 1) <= end:
        count += 1
    return count


@cache
def age_at(born: date, day: date) -> int:
    age = 0
    while birthday(born, age + 1) <= day:
        age += 1
    return age


def retirement(born: date, age: int) -> date:
    """TMT of retirement: the first day of the month after the one in which `age` is reached."""
    reached = birthday(born, age)
    return months_after(reached.replace(day=1), 1)


def as_date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def as_number(text: str | None) -> int | None:
    return None if text is None else int(text)
