"""Integrity and the person's own wish."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from mutasi.fit.criterion import Asked, Points, criterion, exactly
from mutasi.message import Message
from mutasi.model.calendar import add_months
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
    table = [100 * int(points) for points in settings["urutan"]]
    points = np.full(people.size, 100 * settings["tanpa_minat"], dtype=np.int64)
    place = np.zeros(people.size, dtype=np.int64)
    stays = np.zeros(people.size, dtype=bool)
    facts = people.facts.get("minat")
    if facts is not None:
        stays[facts.filter(pl.col("jenis") == "tetap")["person"].to_numpy()] = True
        points[stays] = 100 * settings["tetap"]
        for person, order in _matching(people.once("wishes", lambda: _wishes(facts)), asked):
            if not place[person] or order < place[person]:
                place[person] = order
                points[person] = table[min(order, len(table)) - 1]

    def fact(row: int) -> Message:
        if place[row]:
            return Message("wish number {place}", place=int(place[row]))
        return Message("asked to stay") if stays[row] else Message("no such wish")

    return exactly(points, fact)


Wish = tuple[int, str, str, int]


def _wishes(facts: pl.DataFrame) -> tuple[Wish, ...]:
    """Person, kind, target and order of every wish that has all of them; fields of work without case."""
    rows = facts.select("person", "jenis", "sasaran", "urutan").drop_nulls().iter_rows()
    return tuple(
        (person, kind, target.casefold() if kind == "bidang" else target, order) for person, kind, target, order in rows
    )


def _matching(wishes: tuple[Wish, ...], asked: Asked) -> Iterator[tuple[int, int]]:
    """Person and order of the wishes that this vacancy would fulfil."""
    fulfilled = {("jabatan", asked.post), ("unit", asked.unit)}
    fulfilled |= {("bidang", name.casefold()) for name in asked.fields_of_work}
    for person, kind, target, order in wishes:
        if (kind, target) in fulfilled:
            yield person, order
