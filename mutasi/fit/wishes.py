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

    `urutan` gives the points of the first, second ... wish (later ones count as the last). Who asked to stay, not to go
    there, or to go only elsewhere (sifat) has `tetap`; who said nothing, or wished for something else, has
    `tanpa_minat`: silence is no refusal.
    """
    table = np.array([100 * int(points) for points in settings["urutan"]], dtype=np.int32)
    wishes = people.once("wishes", lambda: _wishes(people))
    fulfilled = wishes.fulfilled(asked)
    silent, stays = 100 * settings["tanpa_minat"], 100 * settings["tetap"]
    key = ("no such wish", silent, stays)
    points = people.lately(key, lambda: np.where(wishes.stays | wishes.only, np.int32(stays), np.int32(silent))).copy()
    refused = wishes.refused(asked)
    points[fulfilled.person] = table[np.minimum(fulfilled.place, len(table)) - 1]
    points[refused] = np.int32(stays)
    places = dict(zip(fulfilled.person.tolist(), fulfilled.place.tolist(), strict=True))  # the first one stays

    def fact(row: int) -> Message:
        if row in refused:
            return Message("asked not to go there")
        if row in places:
            return Message("wish number {place}", place=places[row])
        if wishes.stays[row]:
            return Message("asked to stay")
        return Message("asked to move only elsewhere") if wishes.only[row] else Message("no such wish")

    return Points(points, points, fact)


@dataclass(frozen=True, slots=True)
class _Fulfilled:
    """Who wished for something, and in which place; a person who did so twice is there twice, the first place last."""

    person: NDArray[np.int64]
    place: NDArray[np.int64]


_Targets = Mapping[tuple[str, str], NDArray[np.int64]]
"""Pairs of a person and the order of a wish, by the kind and the target of it; fields of work without case."""


@dataclass(frozen=True, slots=True)
class _Wishes:
    """Who asked to stay, who wishes to move only to what he or she named, and who wished for what or refused what."""

    stays: Mask
    only: Mask
    by_target: _Targets
    refused_by_target: _Targets

    def fulfilled(self, asked: Asked) -> _Fulfilled:
        """The wishes that this vacancy would fulfil, the first places last."""
        pairs = _named(self.by_target, asked)
        pairs = pairs[np.argsort(-pairs[:, 1], kind="stable")]
        return _Fulfilled(pairs[:, 0], pairs[:, 1])

    def refused(self, asked: Asked) -> NDArray[np.int64]:
        """Those who asked not to go there."""
        return _named(self.refused_by_target, asked)[:, 0]


def _named(by_target: _Targets, asked: Asked) -> NDArray[np.int64]:
    targets = {("jabatan", asked.post), ("unit", asked.unit)}
    targets |= {("bidang", name.casefold()) for name in asked.fields_of_work}
    found = [by_target[one] for one in sorted(targets) if one in by_target]
    return np.concatenate([np.zeros((0, 2), dtype=np.int64), *found])


def _wishes(people: People) -> _Wishes:
    """The wishes that have all of person, kind, target and order."""
    facts = people.facts.get("minat")
    if facts is None:
        nobody = rows_mask((), people.size)
        return _Wishes(nobody, nobody, {}, {})
    manner = pl.col("sifat").fill_null("ingin")
    refusals = facts.filter(manner == "tidak")
    return _Wishes(
        persons(facts.filter(pl.col("jenis") == "tetap"), people.size),
        persons(facts.filter((manner == "hanya") & (pl.col("jenis") != "tetap")), people.size),
        _by_target(facts.filter(manner != "tidak")),
        _by_target(refusals),
    )


def _by_target(facts: pl.DataFrame) -> _Targets:
    found: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for person, kind, target, place in facts.select("person", "jenis", "sasaran", "urutan").drop_nulls().iter_rows():
        found[kind, target.casefold() if kind == "bidang" else target].append((person, place))
    return {target: np.array(pairs, dtype=np.int64) for target, pairs in found.items()}
