"""The definitive posts that people have held, and for how long: in all, at some levels, or in some fields of work."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.model.calendar import Counts, Dates
from mutasi.model.masks import Mask
from mutasi.model.service import union_months

POSSIBLY_ANY = 12 * 100
"""Months that a period of unknown length may have at most."""
_MISSING = -1


@dataclass(frozen=True, slots=True)
class Service:
    """Months of service of each person: what is certain, and what is possible at most.

    They differ where a period lacks a date, a level, a field of work, or whether it was definitive. `days` are left
    over of what is certain.
    """

    certain: Counts
    possible: Counts
    days: Counts


@dataclass(frozen=True, slots=True)
class _Labels:
    """A text column as numbers, which compare faster; _MISSING where there is no text."""

    numbers: Mapping[str, int]
    of_each: NDArray[np.int32]

    @classmethod
    def of(cls, texts: pl.Series) -> _Labels:
        numbers = {text: number for number, text in enumerate(texts.drop_nulls().unique(maintain_order=True).to_list())}
        of_each = texts.replace_strict(numbers, default=_MISSING, return_dtype=pl.Int32) if numbers else None
        return cls(numbers, np.full(len(texts), _MISSING, np.int32) if of_each is None else of_each.to_numpy())

    def among(self, wanted: tuple[str, ...]) -> tuple[Mask, Mask]:
        """Where it is one of these texts, and where it may be, for there is none; everywhere when none is wanted."""
        if not wanted:
            everywhere = np.ones(len(self.of_each), dtype=bool)
            return everywhere, everywhere
        surely = np.zeros(len(self.of_each), dtype=bool)
        for text in wanted:
            if text in self.numbers:
                surely |= self.of_each == self.numbers[text]
        return surely, surely | (self.of_each == _MISSING)


@dataclass(frozen=True, slots=True)
class Periods:
    """Definitive periods up to the effective date, ordered by person and start.

    A period is `certain` when both dates are known, and that it was definitive; otherwise it has the widest dates that
    it may have. `gaps` are those that lack something else than level and field of work, by the column. `complete` tells
    whether there is a history at all.
    """

    person: NDArray[np.int64]
    start: Dates
    end: Dates
    level: _Labels
    field_of_work: _Labels
    certain: Mask
    gaps: Mapping[str, Mask]
    people: int
    complete: bool

    def service(self, levels: tuple[str, ...], fields_of_work: tuple[str, ...]) -> Service:
        """Months of these levels and fields of work (casefolded); an empty tuple means any."""
        level, may_be_level = self.level.among(levels)
        field_of_work, may_be_field = self.field_of_work.among(fields_of_work)
        matches, may_match = level & field_of_work & self.certain, may_be_level & may_be_field
        certain, days = self._months(matches)
        if not self.complete:
            return Service(certain, np.full(self.people, POSSIBLY_ANY, dtype=np.int32), days)
        same = bool((matches == may_match).all())
        return Service(certain, certain if same else self._months(may_match)[0], days)

    def lacking(self, person: int, levels: tuple[str, ...], fields_of_work: tuple[str, ...]) -> tuple[str, ...]:
        """The columns without which it is not certain what of a person's service counts for `service`."""
        level, may_be_level = self.level.among(levels)
        field_of_work, may_be_field = self.field_of_work.among(fields_of_work)
        open_ = (self.person == person) & may_be_level & may_be_field & ~(level & field_of_work & self.certain)
        gaps = {"jenjang": ~level, "bidang": ~field_of_work, **self.gaps}
        return tuple(column for column, mask in gaps.items() if (open_ & mask).any())

    def _months(self, chosen: Mask) -> tuple[Counts, Counts]:
        return union_months(self.person[chosen], self.start[chosen], self.end[chosen], self.people, ordered=True)


def periods_of(people: pl.DataFrame, history: pl.DataFrame | None, effective: datetime.date) -> Periods:
    """The present post and the definitive ones of the history, which has a column `person`: the row in `people`.

    Without jenis an earlier post may have been an acting one.
    """
    present = people.with_row_index("person").select(
        pl.col("person").cast(pl.Int32), "jenjang", "bidang", tmt="tmt_jabatan",
        tmt_selesai=pl.lit(None, pl.Date), present=pl.lit(True), since="tmt_cpns", definitive=pl.lit(True),
    )  # fmt: skip
    parts = [present]
    if history is not None:
        current = present.select("person", "since", tmt_jabatan="tmt")
        parts.append(
            history.filter(pl.col("jenis").fill_null("definitif") == "definitif")
            .join(current, on="person", how="left", maintain_order="left")
            .select(
                "person", "jenjang", "bidang", "tmt", "tmt_selesai",
                present=(pl.col("tmt") == pl.col("tmt_jabatan")).fill_null(False), since="since",
                definitive=pl.col("jenis").is_not_null(),
            )
        )  # fmt: skip
    today = pl.lit(effective, pl.Date)
    open_end = pl.col("present") & pl.col("tmt_selesai").is_null()
    ordered = (
        pl.concat(parts)
        .select(
            "person",
            "jenjang",
            pl.col("bidang").str.to_lowercase(),
            start=pl.coalesce("tmt", "since", pl.lit(datetime.date(1950, 1, 1))),
            end=pl.min_horizontal(pl.col("tmt_selesai").fill_null(today), today),
            tmt_jabatan=pl.col("tmt").is_null(),
            tmt_selesai=pl.col("tmt_selesai").is_null() & ~open_end,
            jenis=~pl.col("definitive"),
        )
        .sort("person", "start", "end")
    )
    gaps = {column: ordered[column].to_numpy() for column in ("tmt_jabatan", "tmt_selesai", "jenis")}
    return Periods(
        person=ordered["person"].to_numpy().astype(np.int64),
        start=ordered["start"].to_numpy().astype("datetime64[D]"),
        end=ordered["end"].to_numpy().astype("datetime64[D]"),
        level=_Labels.of(ordered["jenjang"]),
        field_of_work=_Labels.of(ordered["bidang"]),
        certain=~(gaps["tmt_jabatan"] | gaps["tmt_selesai"] | gaps["jenis"]),
        gaps=gaps,
        people=people.height,
        complete=history is not None,
    )
