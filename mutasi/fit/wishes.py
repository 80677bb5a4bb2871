"""The person's own wish."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.fit.criterion import Asked, Points, criterion
from mutasi.message import Message
from mutasi.model.masks import Mask, persons, rows_mask
from mutasi.model.people import People
from mutasi.model.settings import PointsList, Settings, Whole


@criterion(
    kind="minat",
    label="Minat",
    settings={
        "urutan": PointsList(("100", "80", "60")),
        "tetap": Whole(0, most=100),
        "tanpa_minat": Whole(50, most=100),
    },
    reads=("post", "unit", "fields_of_work"),
)
def wish(people: People, asked: Asked, settings: Settings) -> Points:
    """Points by the place that the post, its unit or its field has among the person's wishes.

    `urutan` gives the points of the first, second ... wish (later ones count as the last). Who asked to stay
    has `tetap`; who said nothing, or wished for something else, has `tanpa_minat`: silence is no refusal.
    """
    table = np.array([100 * int(points) for points in settings["urutan"]], dtype=np.int32)
    wishes = people.once("wishes", lambda: _wishes(people))
    fulfilled = wishes.fulfilled(asked)
    silent, stays = 100 * settings["tanpa_minat"], 100 * settings["tetap"]
    key = ("no such wish", silent, stays)
    points = people.lately(key, lambda: np.where(wishes.stays, np.int32(stays), np.int32(silent))).copy()
    points[fulfilled.person] = table[np.minimum(fulfilled.place, len(table)) - 1]

    places = dict(zip(fulfilled.person.tolist(), fulfilled.place.tolist(), strict=True))  # the first one stays

    def fact(row: int) -> Message:
        if row in places:
            return Message("wish number {place}", place=places[row])
        return Message("asked to stay") if wishes.stays[row] else Message("no such wish")

    return Points(points, points, fact)


@dataclass(frozen=True, slots=True)
class _Fulfilled:
    """Who wished for something, and in which place; a person who did so twice is there twice, the first place last."""

    person: NDArray[np.int64]
    place: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Wishes:
    """Who asked to stay, and who wished for what, by kind and target; fields of work without case."""

    stays: Mask
    by_target: Mapping[tuple[str, str], NDArray[np.int64]]

    def fulfilled(self, asked: Asked) -> _Fulfilled:
        """The wishes that this vacancy would fulfil, the first places last."""
        targets = {("jabatan", asked.post), ("unit", asked.unit)}
        targets |= {("bidang", name.casefold()) for name in asked.fields_of_work}
        found = [self.by_target[one] for one in sorted(targets) if one in self.by_target]
        pairs = np.concatenate([np.zeros((0, 2), dtype=np.int64), *found])
        pairs = pairs[np.argsort(-pairs[:, 1], kind="stable")]
        return _Fulfilled(pairs[:, 0], pairs[:, 1])


def _wishes(people: People) -> _Wishes:
    """The wishes that have all of person, kind, target and order."""
    facts = people.facts.get("minat")
    if facts is None:
        return _Wishes(rows_mask((), people.size), {})
    by_target: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for person, kind, target, place in facts.select("person", "jenis", "sasaran", "urutan").drop_nulls().iter_rows():
        by_target[kind, target.casefold() if kind == "bidang" else target].append((person, place))
    stays = persons(facts.filter(pl.col("jenis") == "tetap"), people.size)
    return _Wishes(stays, {target: np.array(pairs, dtype=np.int64) for target, pairs in by_target.items()})
