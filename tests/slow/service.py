"""Months of service in posts of a kind: what is certain, and what is possible."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.slow.data import Pair
from tests.slow.dates import as_date, complete_months, months_after
from tests.slow.verdicts import FAIL, PASS, UNKNOWN

ONE_DAY = timedelta(days=1)
Counts = Callable[[str | None, str | None], bool | None]
"""Whether a post of that level and field of work counts; None when what decides it is missing."""


@dataclass(frozen=True)
class Period:
    """Half-open: `end` is the first day that no longer belongs to it. Dates are None when nobody knows."""

    start: date | None
    end: date | None
    counts: bool | None

    @property
    def certain(self) -> bool:
        return self.start is not None and self.end is not None and self.counts is True


def at_level(*levels: str) -> Counts:
    return lambda level, field: None if level is None else level in levels


def in_fields(names: set[str]) -> Counts:
    return lambda level, field: None if field is None else field.casefold() in names


def both(one: Counts, other: Counts) -> Counts:
    def counts(level: str | None, field: str | None) -> bool | None:
        answers = (one(level, field), other(level, field))
        return False if False in answers else None if None in answers else True

    return counts


def served_at_least(pair: Pair, months: int, counts: Counts) -> str:
    """A post whose beginning nobody knows may have begun with the service itself, TMT CPNS."""
    periods = [period for period in _periods(pair, counts) if period.counts is not False]
    if _months([period for period in periods if period.certain], pair.effective) >= months:
        return PASS
    first_day = as_date(pair.person.get("tmt_cpns"))
    periods = [replace(period, start=period.start or first_day) for period in periods]
    without_limit = not pair.has("riwayat_jabatan") or any(period.start is None for period in periods)
    possible = math.inf if without_limit else _months(periods, pair.effective)
    return FAIL if possible < months else UNKNOWN


def _periods(pair: Pair, counts: Counts) -> Iterator[Period]:
    """The present post and the definitive ones of the history."""
    since = as_date(pair.person.get("tmt_jabatan"))
    yield Period(since, pair.effective, counts(pair.level, pair.post.get("bidang")))
    for row in pair.facts("riwayat_jabatan"):
        if row.get("jenis") not in (None, "definitif"):
            continue
        surely_definitive = row.get("jenis") == "definitif"
        start, end = as_date(row.get("tmt")), as_date(row.get("tmt_selesai"))
        is_present_post = end is None and start is not None and start == since
        counting = counts(row.get("jenjang"), row.get("bidang"))
        if counting is True and not surely_definitive:
            counting = None
        yield Period(start, pair.effective if is_present_post else end, counting)


def _months(periods: list[Period], effective: date) -> int:
    """Months of the union; a period without an end may have lasted to the effective date."""
    spans = sorted((period.start, min(period.end or effective, effective)) for period in periods)
    merged: list[tuple[date, date]] = []
    for start, end in spans:
        if start >= end:
            continue
        if merged and start <= merged[-1][1] + ONE_DAY:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    whole = [complete_months(start, end) for start, end in merged]
    over = [(end - months_after(start, months)).days for (start, end), months in zip(merged, whole, strict=True)]
    left_over = [days for days in over if days > 0]
    return sum(whole) + (sum(left_over) // 30 if len(left_over) > 1 else 0)


def served(pair: Pair, counts: Counts) -> tuple[int, int | None]:
    """Months that are certain, and months that are possible, None without limit."""
    periods = [period for period in _periods(pair, counts) if period.counts is not False]
    certain = _months([period for period in periods if period.certain], pair.effective)
    if not pair.has("riwayat_jabatan"):
        return certain, None
    first_day = as_date(pair.person.get("tmt_cpns")) or date(1950, 1, 1)
    return certain, _months([replace(period, start=period.start or first_day) for period in periods], pair.effective)
