"""Integrity: penalties, and wealth reports that are due."""

from __future__ import annotations

import datetime
from fractions import Fraction

import numpy as np

from mutasi.fit.criterion import Asked, Points, criterion
from mutasi.message import Message, Value, decimal_number
from mutasi.model.calendar import add_months
from mutasi.model.masks import Mask
from mutasi.model.penalty import penalties
from mutasi.model.people import People
from mutasi.model.settings import Choice, PointsByGrade, Settings, Whole, decimal_text, in_months
from mutasi.model.shortlist import FULL_POINTS

LAST_MONTH_OF_FILING = 3
"""A wealth report for a year is due by the end of March of the next."""


@criterion(
    kind="integritas",
    label="Integritas",
    settings={
        "hukuman": PointsByGrade({"ringan": 20, "sedang": 50, "berat": 100}),
        "masa_bulan": in_months(60),
        "peluruhan": Choice("tidak", "linear"),
        "proses": Whole(50, most=100),
        "lhkpn": Whole(20, most=100),
    },
    reads=("level",),
    private=True,
)
def integrity(people: People, asked: Asked, settings: Settings) -> Points:
    """100 less the gravest penalty that ended within `masa_bulan` months, and less a wealth report that is due.

    `hukuman` gives what each gravity takes, `proses` what a case under process takes, `lhkpn` what a
    missing report takes, which only JPT and administrators owe. An unrecorded report leaves a range, and so does a
    penalty of which neither tmt_selesai nor the law tells the end. With `peluruhan: linear` what a penalty takes falls
    day by day from its end to nothing after `masa_bulan` months.
    """
    taken, at_most, in_process = _penalties(people, settings)
    owes = np.array([level in ("JPT_PRATAMA", "JPT_MADYA", "ADMINISTRATOR") for level in people.array("jenjang")])
    expected = people.as_of.year - (2 if people.as_of.month <= LAST_MONTH_OF_FILING else 1)
    years = np.array([year or 0 for year in people.frame["lhkpn_tahun"].to_list()])
    late = owes & (years > 0) & (years < expected)
    unrecorded = owes & (years == 0)
    report = 100 * settings["lhkpn"]
    highest = FULL_POINTS - taken - report * late
    lowest = FULL_POINTS - at_most - report * (late | unrecorded)

    def fact(row: int) -> Message:
        if not people.has("disiplin"):
            return Message("the table disiplin is absent")
        parts = []
        if taken[row] and in_process[row]:
            parts.append(Message("a case under process, not decided yet, takes {points}", points=_shown(taken[row])))
        elif taken[row]:
            parts.append(Message("penalties take {points}", points=_shown(taken[row])))
        if at_most[row] > taken[row]:
            parts.append(Message("tmt_selesai of a penalty is missing; with it they may take {points}",
                                 points=_shown(at_most[row])))  # fmt: skip
        if late[row]:
            parts.append(Message("latest wealth report {year}", year=int(years[row])))
        if unrecorded[row]:
            parts.append(Message("wealth report (lhkpn_tahun) not recorded"))
        return Message("{parts}", parts=tuple(parts)) if parts else Message("no penalty, nothing due")

    return Points(_held(lowest), _held(highest), fact)


def _held(points: np.ndarray[tuple[int], np.dtype[np.int64]]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.clip(points, 0, FULL_POINTS).astype(np.int32)


def _shown(hundredths: np.int64) -> Value:
    return decimal_number(decimal_text(Fraction(int(hundredths), 100)))


Taken = np.ndarray[tuple[int], np.dtype[np.int64]]


def _penalties(people: People, settings: Settings) -> tuple[Taken, Taken, Mask]:
    """What penalties surely take from each person, and what they may take at most where an end is not known, in
    hundredths; and of whom a case under process takes it, which is no penalty.
    """
    surely, at_most = np.zeros(people.size, dtype=np.int64), np.zeros(people.size, dtype=np.int64)
    by_process = np.zeros(people.size, dtype=bool)
    known = penalties(people)
    if known is None:
        return surely, at_most + FULL_POINTS, by_process
    since = add_months(people.effective, -settings["masa_bulan"])
    until = people.effective if settings["peluruhan"] == "linear" else since + datetime.timedelta(days=1)
    for row in known.iter_rows(named=True):
        in_process, ends, lasts_to = row["status"] == "proses", row["ends"], row["lasts_to"]
        if ends is not None and ends <= since:
            continue
        of_gravity, person = settings["hukuman"], row["person"]
        least = most = settings["proses"]
        at_least = left = Fraction(1)
        if not in_process:
            least, most = of_gravity.get(row["tingkat"], 0), of_gravity.get(row["tingkat"], max(of_gravity.values()))
            at_least = _left(lasts_to, since, until)
            left = Fraction(1) if ends is None else at_least
        if _taken(least, at_least) > surely[person]:
            surely[person], by_process[person] = _taken(least, at_least), in_process
        at_most[person] = max(at_most[person], _taken(most, left))
    return surely, at_most, by_process


def _left(ends: datetime.date | None, since: datetime.date, until: datetime.date) -> Fraction:
    """Which part of a penalty that ends on that day still counts: nothing at `since`, all of it from `until` on."""
    if ends is None or ends <= since:
        return Fraction(0)
    return Fraction(1) if ends >= until else Fraction((ends - since).days, (until - since).days)


def _taken(points: int, part: Fraction) -> int:
    """Hundredths of a point, rounded half up."""
    return int(100 * points * part + Fraction(1, 2))
