"""How long people have served: months in the union of their periods, by the calendar.

A period is half-open: it ends on the first day that no longer belongs to it, which is the day when the
next post begins. Periods that touch, or leave a gap of one day, are one; overlaps count once.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from mutasi.model.calendar import Counts, Dates, add_months_all, months_between_all

DAYS_OF_A_MONTH = 30
"""Left-over days of separate periods are added up, and thirty of them are a month (custom of masa kerja)."""


def union_months(person: pl.Series, start: Dates, end: Dates, people: int) -> Counts:
    """Whole months of service of each person.

    `person`, `start` and `end` are the periods, one each: the index of the person (0 to `people` - 1)
    and both dates, none of them missing. Returns `people` counts, 0 for those without a period.
    """
    if person.is_empty():
        return np.zeros(people, dtype=np.int32)
    merged = _merge(pl.DataFrame({"person": person, "start": start, "end": end}))
    starts, ends = merged["start"].to_numpy(), merged["end"].to_numpy()
    months = months_between_all(starts, ends)
    days = (ends - add_months_all(starts, months)).astype("timedelta64[D]").astype(np.int64)
    owner = merged["person"].to_numpy()
    total_months = np.bincount(owner, weights=months, minlength=people)
    total_days = np.bincount(owner, weights=days, minlength=people)
    # bincount adds in float64, exact for whole numbers of this size
    return (total_months + total_days // DAYS_OF_A_MONTH).astype(np.int32)


def _merge(periods: pl.DataFrame) -> pl.DataFrame:
    """Overlapping and touching periods of a person made one; periods without a day left out."""
    latest = pl.col("end").cum_max().shift(1).over("person")
    begins_anew = (pl.col("start") > latest + pl.duration(days=1)).fill_null(True)
    return (
        periods.filter(pl.col("end") > pl.col("start"))
        .sort("person", "start", "end")
        .with_columns(run=begins_anew.cum_sum())
        .group_by("person", "run", maintain_order=True)
        .agg(pl.col("start").min(), pl.col("end").max())
    )
