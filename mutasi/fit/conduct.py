"""Integrity and the person's own wish."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.fit.criterion import Asked, Points, criterion
from mutasi.message import Message
from mutasi.model.calendar import add_months
from mutasi.model.masks import Mask, persons, rows_mask
from mutasi.model.penalty import penalties
from mutasi.model.people import People
from mutasi.model.settings import PointsList, PointsOf, Settings, Whole, in_months
from mutasi.model.shortlist import FULL_POINTS

LAST_MONTH_OF_FILING = 3
"""A wealth report for a year is due by the end of March of the next."""


@criterion(
    kind="integritas",
    label="Integritas",
    settings={
        "hukuman": PointsOf({"ringan": 20, "sedang": 50, "berat": 100}),
        "masa_bulan": in_months(60),
        "proses": Whole(50, most=100),
        "lhkpn": Whole(20, most=100),
    },
    reads=("level",),
)
def integrity(people: People, asked: Asked, settings: Settings) -> Points:
    """100 less the gravest penalty that ended within `masa_bulan` months, and less a wealth report that is due.

    `hukuman` gives what each gravity takes, `proses` what a case under process takes, `lhkpn` what a
    missing report takes, which only JPT and administrators owe. An unrecorded report leaves a range, and so does a
    penalty of which neither tmt_selesai nor the law tells the end.
    """
    taken, at_most = _penalties(people, settings)
    owes = np.array([level in ("JPT_PRATAMA", "JPT_MADYA", "ADMINISTRATOR") for level in people.array("jenjang")])
    expected = people.as_of.year - (2 if people.as_of.month <= LAST_MONTH_OF_FILING else 1)
    years = np.array([year or 0 for year in people.frame["lhkpn_tahun"].to_list()])
    late = owes & (years > 0) & (years < expected)
    unrecorded = owes & (years == 0)
    highest = 100 - taken - settings["lhkpn"] * late
    lowest = 100 - at_most - settings["lhkpn"] * (late | unrecorded)

    def fact(row: int) -> Message:
        if not people.has("disiplin"):
            return Message("the table disiplin is absent")
        parts = [Message("penalties take {points}", points=int(taken[row]))] if taken[row] else []
        if at_most[row] > taken[row]:
            parts.append(Message("tmt_selesai of a penalty is missing; with it they may take {points}",
                                 points=int(at_most[row])))  # fmt: skip
        if late[row]:
            parts.append(Message("latest wealth report {year}", year=int(years[row])))
        if unrecorded[row]:
            parts.append(Message("wealth report (lhkpn_tahun) not recorded"))
        return Message("{parts}", parts=tuple(parts)) if parts else Message("no penalty, nothing due")

    return Points(_held(lowest), _held(highest), fact)


def _held(points: np.ndarray[tuple[int], np.dtype[np.int64]]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.clip(100 * points, 0, FULL_POINTS).astype(np.int32)


Taken = np.ndarray[tuple[int], np.dtype[np.int64]]


def _penalties(people: People, settings: Settings) -> tuple[Taken, Taken]:
    """What penalties surely take from each person, and what they may take at most where an end is not known."""
    surely, at_most = np.zeros(people.size, dtype=np.int64), np.zeros(people.size, dtype=np.int64)
    known = penalties(people)
    if known is None:
        return surely, at_most + 100
    since = add_months(people.effective, -settings["masa_bulan"])
    for row in known.iter_rows(named=True):
        in_process, ends = row["status"] == "proses", row["ends"]
        if ends is not None and ends <= since:
            continue
        person, of_gravity = row["person"], settings["hukuman"]
        points = settings["proses"] if in_process else of_gravity.get(row["tingkat"], max(of_gravity.values()))
        at_most[person] = max(at_most[person], points)
        if in_process or (row["lasts_to"] is not None and row["lasts_to"] > since):
            surely[person] = max(surely[person], points if in_process else of_gravity.get(row["tingkat"], 0))
    return surely, at_most


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
