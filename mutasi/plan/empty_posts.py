"""Posts whose seats are empty, or become so when their holders leave."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from mutasi.message import Message
from mutasi.model.calendar import days64
from mutasi.model.codes import JENJANG_MANAJERIAL
from mutasi.model.dataset import Dataset
from mutasi.model.forecast import Event, EventKind, Period, Place
from mutasi.model.organisation import unit_labels
from mutasi.model.people import People
from mutasi.plan.departures import Departures

Days = list[datetime.date | None]


@dataclass(frozen=True, slots=True)
class Post:
    """A post with its seats, None where it states none, and with the holders in service at the reference date.

    `leaving` has for each holder the first day without the holder, None where that cannot be told.
    """

    place: Place
    seats: int | None
    leaving: tuple[datetime.date | None, ...]


def posts_of(dataset: Dataset, people: People, leaving: Departures) -> tuple[Post, ...]:
    """All posts in the order of the file. A managerial post that states no seats has one."""
    table = dataset.get("jabatan")
    if table is None:
        return ()
    holders = _holders(people, leaving)
    units = unit_labels(dataset)
    columns = ("id_jabatan", "nama", "id_unit", "jenjang", "eselon", "kebutuhan")
    posts = []
    for key, name, unit, level, echelon, seats in table.frame.select(columns).iter_rows():
        if key is not None:
            place = Place(key, name or "", unit or "", units.get(unit, ""), level or "", echelon or "")
            if seats is None and level in JENJANG_MANAJERIAL:
                seats = 1
            posts.append(Post(place, seats, tuple(holders.get(key, ()))))
    return tuple(posts)


def _holders(people: People, leaving: Departures) -> Mapping[str, Days]:
    found: defaultdict[str, Days] = defaultdict(list)
    # a day beyond the calendar is none that matters
    days = np.where(leaving.leaving > days64(datetime.date.max), np.datetime64("NaT"), leaving.leaving).tolist()
    posts = people.frame["id_jabatan"].to_list()
    for row in np.flatnonzero(leaving.present(people.as_of)).tolist():
        if posts[row] is not None:
            found[posts[row]].append(days[row])
    return found


def empty_now(post: Post) -> int:
    return max((post.seats or 0) - len(post.leaving), 0)


def empty_post_events(post: Post, period: Period) -> Iterator[Event]:
    """Seats that are empty already, then those that become empty, by day. A seat too many leaves none empty."""
    if post.seats is None:
        return
    empty = empty_now(post)
    if empty:
        detail = Message("{seats} of {all} seat(s) empty already", seats=empty, all=post.seats)
        yield Event(period.after, EventKind.EMPTY_POST, post.place, detail, seats=empty,
                    all_seats=post.seats, already=True)  # fmt: skip
    days = sorted(day for day in post.leaving if day is not None and period.holds(day))
    for day in dict.fromkeys(days):
        left = len(post.leaving) - sum(other <= day for other in days)
        more = max(post.seats - left, 0) - empty
        empty += more
        if more:
            detail = Message("{seats} of {all} seat(s) newly empty", seats=more, all=post.seats)
            yield Event(day, EventKind.EMPTY_POST, post.place, detail, seats=more, all_seats=post.seats)
