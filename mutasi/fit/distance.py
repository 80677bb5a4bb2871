"""How far the post is from where a person works now."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.fit.criterion import Asked, BadScale, Points, criterion, everybody_unknown, scaled, unknown_where
from mutasi.message import Message, decimal_number
from mutasi.model.decimals import UNIT, in_parts
from mutasi.model.people import People
from mutasi.model.settings import Choice, Settings, Whole, decimal_text

_UNKNOWN = -1


@criterion(
    kind="jarak",
    label="Jarak",
    settings={
        "ukuran": Choice("km", "menit"),
        "dekat": Whole(5, most=9999),
        "jauh": Whole(50, least=1, most=9999),
    },
    reads=("unit",),
)
def distance(people: People, asked: Asked, settings: Settings) -> Points:
    """Distance (`ukuran: km`) or travel time (`menit`) between the unit of work and that of the vacancy, by `jarak`.

    100 points up to `dekat`, falling linearly to 0 at `jauh`. A row of the table holds for both directions unless the
    other one has a row of its own. In the same unit the distance is 0; a pair that the table lacks leaves a range.
    """
    near, far = settings["dekat"], settings["jauh"]
    if far <= near:
        raise BadScale(Message("jauh must be greater than dekat: {far}, {near}", far=far, near=near))
    if not people.has("jarak"):
        return _of_the_unit_alone(people, asked)
    lengths = people.lately(("distances", settings["ukuran"], asked.unit), lambda: _lengths(people, asked, settings))
    unknown = lengths == _UNKNOWN
    points = scaled(far * UNIT - lengths, (far - near) * UNIT)

    def fact(row: int) -> Message:
        if unknown[row]:
            return _without_length(people, row)
        length = decimal_number(decimal_text(Fraction(int(lengths[row]), UNIT)))
        if settings["ukuran"] == "km":
            return Message("{length} km from the present unit", length=length)
        return Message("{length} minutes from the present unit", length=length)

    return unknown_where(Points(points, points, fact), unknown)


def _without_length(people: People, row: int) -> Message:
    unit = people.array("unit")[row]
    if unit is None:
        return Message("the present unit is not known")
    return Message("no distance from {unit} to the unit of the vacancy", unit=unit)


def _of_the_unit_alone(people: People, asked: Asked) -> Points:
    """Without a table only those who work there already are near."""
    unknown = everybody_unknown(people, Message("the table jarak is absent"))
    there = people.holds("unit", asked.unit)

    def fact(row: int) -> Message:
        return Message("in the unit of the vacancy") if there[row] else unknown.fact(row)

    return Points(np.where(there, unknown.highest, unknown.lowest), unknown.highest, fact)


def _lengths(people: People, asked: Asked, settings: Settings) -> NDArray[np.int64]:
    """Everybody's way to the unit of the vacancy in ten-thousandths, _UNKNOWN where nothing tells it."""
    numbers, of_each = people.once("units of people", lambda: _numbered(people))
    of_unit = np.full(len(numbers) + 1, _UNKNOWN, dtype=np.int64)
    if asked.unit:
        ways = people.once(("ways", settings["ukuran"]), lambda: _ways(people, settings["ukuran"]))
        for unit, length in {**ways.get(asked.unit, {}), asked.unit: 0}.items():
            if unit in numbers:
                of_unit[numbers[unit]] = length
    lengths: NDArray[np.int64] = of_unit[of_each]
    return lengths


def _numbered(people: People) -> tuple[dict[str, int], NDArray[np.int64]]:
    """A number for each unit in which somebody works, and that of everybody; the last one is of who has no unit."""
    units = people.array("unit")
    numbers: dict[str, int] = {}
    for unit in units:
        if unit is not None:
            numbers.setdefault(unit, len(numbers))
    count = (numbers.get(unit, len(numbers)) for unit in units)
    return numbers, np.fromiter(count, dtype=np.int64, count=people.size)


def _ways(people: People, measure: str) -> dict[str, dict[str, int]]:
    """By unit the way to it from each other one; a row of that direction goes before one of the other."""
    table = people.around["jarak"].filter(pl.col(measure).is_not_null())
    ways: dict[str, dict[str, int]] = defaultdict(dict)
    rows = list(zip(table["id_unit_asal"], table["id_unit_tujuan"], in_parts(table[measure]).tolist(), strict=True))
    for start, goal, length in rows:
        ways[goal][start] = length
    for start, goal, length in rows:
        ways[start].setdefault(goal, length)
    return ways
