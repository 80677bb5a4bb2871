"""The talent map: in which of its nine boxes everybody is, by the latest record until the effective date.

The box is the one that the record states; else it follows from the two axes, each a rating, or a number that the
thresholds of the policy (`talenta`) divide. Which axes make which box stands in `reference/kotak_talenta.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.model.codes import POTENSIAL, RATING
from mutasi.model.decimals import in_parts, least_parts
from mutasi.model.people import People
from mutasi.model.policy import TalentThresholds

LOW, MEDIUM, HIGH = 1, 2, 3
Tiers = NDArray[np.int64]
"""LOW, MEDIUM or HIGH on an axis; 0 where it is not known."""
_PERFORMANCE = dict(zip(RATING, (HIGH, MEDIUM, LOW), strict=True))
_POTENTIAL = dict(zip(POTENSIAL, (HIGH, MEDIUM, LOW), strict=True))
_OF_AXES = ("kotak", "kinerja", "potensial", "nilai_kinerja", "nilai_potensial")
"""The columns of which a record must have one to tell anything."""


@dataclass(frozen=True, slots=True)
class TalentBoxes:
    """For each person the box, the tiers on both axes, and the year of the record; 0 what is not known."""

    box: NDArray[np.int64]
    performance: Tiers
    potential: Tiers
    year: NDArray[np.int64]


def talent_boxes(people: People, year: int = 0) -> TalentBoxes:
    """Everybody's place on the talent map: by the records of that year, or by each one's latest that tells anything."""
    return people.once(("talent boxes", year), lambda: _boxes(people, year))


def box_table(boxes: Mapping[tuple[str, str], int]) -> NDArray[np.int64]:
    """The box by tier of performance and tier of potential; 0 where a tier is 0."""
    table = np.zeros((HIGH + 1, HIGH + 1), dtype=np.int64)
    for (performance, potential), box in boxes.items():
        table[_PERFORMANCE[performance], _POTENTIAL[potential]] = box
    return table


def _boxes(people: People, of_year: int) -> TalentBoxes:
    box, performance, potential, year = (np.zeros(people.size, dtype=np.int64) for _ in range(4))
    facts = people.facts.get("talenta")
    if facts is None:
        return TalentBoxes(box, performance, potential, year)
    telling = pl.any_horizontal(pl.col(name).is_not_null() for name in _OF_AXES)
    wanted = pl.col("tahun") == of_year if of_year else pl.col("tahun") <= people.effective.year
    known = facts.filter(wanted, telling).sort("tahun", maintain_order=True)
    latest = known.unique("person", keep="last", maintain_order=True)
    rows = latest["person"].to_numpy()
    thresholds, table = people.talent_thresholds, box_table(people.reference.talent_boxes)
    of_performance = _tiers(latest, "kinerja", _PERFORMANCE, thresholds)
    of_potential = _tiers(latest, "potensial", _POTENTIAL, thresholds)
    stated = latest["kotak"].fill_null(0).to_numpy().astype(np.int64)
    year[rows] = latest["tahun"].to_numpy()
    box[rows] = np.where(stated > 0, stated, table[of_performance, of_potential])
    performance[rows], potential[rows] = of_performance, of_potential
    return TalentBoxes(box, *_tiers_of_boxes(box, performance, potential, table), year)


def _tiers(latest: pl.DataFrame, axis: str, of_words: Mapping[str, int], thresholds: TalentThresholds) -> Tiers:
    """The tier of the rating; where there is none that of the number."""
    rated = latest[axis].replace_strict(of_words, default=0, return_dtype=pl.Int64).fill_null(0).to_numpy()
    number, column = in_parts(latest[f"nilai_{axis}"]), latest[f"nilai_{axis}"]
    by_number = LOW + (number >= least_parts(thresholds.medium)) + (number >= least_parts(thresholds.high))
    counted: Tiers = np.where(column.is_null().to_numpy(), 0, by_number)
    return np.where(rated > 0, rated, counted)


def _tiers_of_boxes(
    box: NDArray[np.int64], performance: Tiers, potential: Tiers, table: NDArray[np.int64]
) -> tuple[Tiers, Tiers]:
    """The tiers; where the box alone is stated, those that make it, for the map shows everybody in one place."""
    places = {int(number): where for where, number in np.ndenumerate(table) if number}
    of_performance = np.array([places.get(number, (0, 0))[0] for number in range(10)], dtype=np.int64)
    of_potential = np.array([places.get(number, (0, 0))[1] for number in range(10)], dtype=np.int64)
    return np.where(box > 0, of_performance[box], performance), np.where(box > 0, of_potential[box], potential)
