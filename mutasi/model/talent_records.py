"""From the records of `talenta` to the talent map."""

from __future__ import annotations

from collections.abc import Container, Sequence

import numpy as np

from mutasi.model.masks import Mask, rows_mask
from mutasi.model.people import People
from mutasi.model.talent import talent_boxes
from mutasi.model.talent_map import Box, Lack, Member, TalentMap


def talent_map(people: People, meant: Mask, *, year: int = 0, units: Sequence[str] = ()) -> TalentMap:
    """Where those who are `meant` stand: by the record of that year, or by each one's latest up to `as_of`."""
    told = talent_boxes(people, year)
    boxes, years = told.box, told.year
    without_record = Lack.NO_RECORD if people.has("talenta") else Lack.NO_TABLE

    def member(row: int) -> Member:
        def text(column: str) -> str:
            return people.array(column)[row] or ""

        box = int(boxes[row])
        lack = None if box else Lack.NO_BOX if years[row] else without_record
        return Member(row, text("nip"), text("nama"), text("nama_jabatan"), text("nama_unit"), box, int(years[row]),
                      lack)  # fmt: skip

    members = sorted((member(int(row)) for row in np.flatnonzero(meant)), key=lambda one: (-one.box, one.nip))
    return TalentMap(_boxes_of(people), tuple(members), people.as_of.year, year, tuple(units))


def _boxes_of(people: People) -> tuple[Box, ...]:
    made = (Box(number, *axes) for axes, number in people.reference.talent_boxes.items())
    return tuple(sorted(made, key=lambda box: box.number))


def works_in(people: People, units: Container[str]) -> Mask:
    """Who works in one of these units."""
    return rows_mask((row for row, unit in enumerate(people.array("unit")) if unit in units), people.size)
