"""Job person match: the levels that a person reached against those that a post asks.

JPM = sum of min(level, required) / sum of required. A competence that was never assessed, or whose
assessment is no longer valid, makes an interval: it counts 0 at least and its required level at most, or the highest
level that there is where a level above the required one counts.
Source: BRIN 3/2023 art. 33 (PRIMARY) for the ratio; whether a level above the required one may
make up for another is a setting (`capped`), since no national text on it was seen.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.model.calendar import add_months
from mutasi.model.codes import HIGHEST_LEVEL
from mutasi.model.people import People

Standard = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Sums of levels of each person against `required`; `lowest` = `highest` when all is known.

    `assessed` counts the competences of the standard that have a valid assessment.
    """

    lowest: NDArray[np.int32]
    highest: NDArray[np.int32]
    assessed: NDArray[np.int32]
    required: int


def job_person_match(people: People, standard: Standard, *, capped: bool, valid_months: int) -> Match:
    """The match of everybody with a standard. `required` is 0 when the standard asks nothing."""
    key = ("match", standard, capped, valid_months)
    return people.lately(key, lambda: _match(people, standard, capped=capped, valid_months=valid_months))


def _match(people: People, standard: Standard, *, capped: bool, valid_months: int) -> Match:
    required = sum(level for _, level in standard)
    lowest = np.zeros(people.size, dtype=np.int32)
    assessed = np.zeros(people.size, dtype=np.int32)
    most = {code: asked if capped else max(asked, HIGHEST_LEVEL) for code, asked in standard}
    highest = np.full(people.size, sum(most.values()), dtype=np.int32)
    levels = levels_of(people, valid_months)
    for code, asked in standard:
        if code in levels:
            person, reached = levels[code]
            counted = np.minimum(reached, asked) if capped else reached
            lowest[person] += counted
            highest[person] += counted - most[code]
            assessed[person] += 1
    return Match(lowest=lowest, highest=highest, assessed=assessed, required=required)


Levels = dict[str, tuple[NDArray[np.int32], NDArray[np.int32]]]


def levels_of(people: People, valid_months: int) -> Levels:
    """For each competence who has a valid level, and which."""
    return people.once(("levels", valid_months), lambda: _levels_by_code(people, valid_months))


def _levels_by_code(people: People, valid_months: int) -> Levels:
    levels = _latest_levels(people, valid_months)
    return {
        str(code): (rows["person"].to_numpy().astype(np.int32), rows["level"].to_numpy().astype(np.int32))
        for (code,), rows in levels.group_by("kompetensi", maintain_order=True)
    }


def _latest_levels(people: People, valid_months: int) -> pl.DataFrame:
    """The latest valid level of each person and competence: person, kompetensi, level."""
    facts = people.facts.get("kompetensi")
    if facts is None:
        return pl.DataFrame(schema={"person": pl.Int32, "kompetensi": pl.String, "level": pl.Int64})
    oldest = _valid_from(people.effective, valid_months)
    return (
        facts.filter(
            pl.col("tanggal") >= oldest,
            pl.col("tanggal") <= people.effective,
            pl.col("level").is_not_null(),
            pl.col("kompetensi").is_not_null(),
        )
        .sort("person", "kompetensi", "tanggal")
        .unique(["person", "kompetensi"], keep="last", maintain_order=True)
        .select("person", "kompetensi", "level")
    )


def _valid_from(effective: datetime.date, valid_months: int) -> datetime.date:
    """The first day since which no more than those months have passed; counting back alone errs on 29 February."""
    first = add_months(effective, -valid_months)
    while add_months(first, valid_months) < effective:
        first += datetime.timedelta(days=1)
    return first
