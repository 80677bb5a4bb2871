"""How far the post is from where a person works now."""

from __future__ import annotations

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
    of_unit = _to_unit(people, asked.unit, settings["ukuran"])
    of_unit[asked.unit] = 0
    units = people.array("unit")
    if not asked.unit:
        return np.full(people.size, _UNKNOWN, dtype=np.int64)
    return np.fromiter((of_unit.get(unit, _UNKNOWN) for unit in units), dtype=np.int64, count=people.size)


def _to_unit(people: People, unit: str, measure: str) -> dict[str | None, int]:
    """The way to a unit from each other one; a row of that direction goes before one of the other."""
    table = people.around["jarak"].filter(pl.col(measure).is_not_null())
    back = table.filter(pl.col("id_unit_asal") == unit)
    there = table.filter(pl.col("id_unit_tujuan") == unit)
    found: dict[str | None, int] = dict(zip(back["id_unit_tujuan"], in_parts(back[measure]).tolist(), strict=True))
    found.update(zip(there["id_unit_asal"], in_parts(there[measure]).tolist(), strict=True))
    return found
