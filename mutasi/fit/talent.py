"""The box of the talent map."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from mutasi.fit.criterion import Asked, Points, criterion
from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.settings import PointsOf, Settings
from mutasi.model.talent import HIGH, box_table, talent_boxes

_POINTS = {"9": 100, "8": 88, "7": 75, "6": 63, "5": 50, "4": 38, "3": 25, "2": 13, "1": 0}


@criterion(kind="kotak_talenta", label="Kotak talenta", settings={"nilai": PointsOf(_POINTS)})
def talent_box(people: People, asked: Asked, settings: Settings) -> Points:
    """Points of the box of the talent map (nine boxes) of the latest record until the effective year.

    `nilai` gives the points of each box. The box is the one recorded, else that of the two axes; an axis with a number
    alone is high or medium by `talenta` of mutasi.yaml (tinggi: 90, menengah: 70). Where one axis is missing, the
    boxes of the other leave a range.
    """
    boxes = talent_boxes(people)
    lowest, highest = _bounds(box_table(people.reference.talent_boxes), settings["nilai"])
    axes = boxes.performance, boxes.potential

    def fact(row: int) -> Message:
        box, year = int(boxes.box[row]), int(boxes.year[row])
        if box:
            return Message("talent box {box} of {year}", box=box, year=year)
        if not people.has("talenta"):
            return Message("the table talenta is absent")
        if not year:
            return Message("no talent box")
        if boxes.performance[row]:
            return Message("talent record of {year} without potential", year=year)
        return Message("talent record of {year} without performance", year=year)

    return Points(lowest[axes], highest[axes], fact)


def _bounds(table: NDArray[np.int64], points_of: Mapping[str, int]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The least and most points by tier of performance and of potential, where a tier of 0 may be any."""
    points = np.array([[100 * points_of.get(str(box), 0) for box in row] for row in table], dtype=np.int32)
    bounds = []
    for choose in (np.min, np.max):
        made = points.copy()
        made[0, 1:] = choose(points[1:, 1:], axis=0)
        made[1:, 0] = choose(points[1:, 1:], axis=1)
        made[0, 0] = choose(points[1 : HIGH + 1, 1 : HIGH + 1])
        bounds.append(made)
    return bounds[0], bounds[1]
