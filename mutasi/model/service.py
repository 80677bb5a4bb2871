"""How long people have served: months in the union of their periods, by the calendar.

A period is half-open: it ends on the first day that no longer belongs to it, which is the day when the
next post begins. Periods that touch, or leave a gap of one day, are one; overlaps count once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mutasi.model.calendar import Counts, Dates, add_months_all, months_between_all

DAYS_OF_A_MONTH = 30
"""Left-over days of separate periods are added up, and thirty of them are a month (custom of masa kerja).

Within one period the calendar decides alone.
"""


Persons = NDArray[np.int64]


def union_months(
    person: Persons, start: Dates, end: Dates, people: int, *, ordered: bool = False
) -> tuple[Counts, Counts]:
    """Whole months of service of each person, and the days left over.

    `person`, `start` and `end` are the periods, one each: the index of the person (0 to `people` - 1) and both dates,
    none of them missing; in any order, unless they are `ordered` by person and start. Returns `people` counts each, 0
    for those without a period.
    """
    if not ordered:
        order = np.lexsort((start, person))
        person, start, end = np.asarray(person)[order], start[order], end[order]
    owner, starts, ends = _merge(person, start, end)
    months = months_between_all(starts, ends)
    days = (ends - add_months_all(starts, months)).astype("timedelta64[D]").astype(np.int64)
    total_months = np.bincount(owner, weights=months, minlength=people)
    total_days = np.bincount(owner, weights=days, minlength=people)
    # 30 days left over of a single period are no month yet when its last month has 31
    several = np.bincount(owner[days > 0], minlength=people) > 1
    # bincount adds in float64, exact for whole numbers of this size
    further = several * (total_days // DAYS_OF_A_MONTH)
    return (total_months + further).astype(np.int32), (total_days - further * DAYS_OF_A_MONTH).astype(np.int32)


def _merge(person: Persons, start: Dates, end: Dates) -> tuple[Persons, Dates, Dates]:
    """Overlapping and touching periods of a person made one; periods without a day left out."""
    real = end > start
    person, start, end = person[real], start[real], end[real]
    if not len(person):
        return person, start, end
    # one axis for everybody: each person's days lie on a stretch of their own, so one running maximum serves all
    shift = person.astype(np.int64) * STRETCH
    first, last = start.astype(np.int64) + shift, end.astype(np.int64) + shift
    latest = np.maximum.accumulate(last)
    anew = np.concatenate([[True], first[1:] > latest[:-1] + 1])
    begins = np.flatnonzero(anew)
    finishes = latest[np.append(begins[1:], len(person)) - 1] - shift[begins]
    return person[begins], start[begins], finishes.astype("datetime64[D]")


STRETCH = 10_000_000
"""More days than any calendar date has since 1970, either way."""
