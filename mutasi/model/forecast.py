"""What the calendar brings: events of people and of posts in a period to come, as values."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mutasi.message import Message
from mutasi.model.reweighed import Reweighed


class EventKind(StrEnum):
    """Kinds of events in the order in which they are told, by their words in files."""

    RETIREMENT = "pensiun"
    CONTRACT_END = "kontrak"
    TWO_YEARS = "dua_tahun"
    FIVE_YEARS = "lima_tahun"
    EMPTY_POST = "kosong"


@dataclass(frozen=True, slots=True)
class Period:
    """The days after `after`, up to and including `until`."""

    after: datetime.date
    until: datetime.date

    def holds(self, day: datetime.date) -> bool:
        return self.after < day <= self.until


@dataclass(frozen=True, slots=True)
class Scope:
    """Of whom and of which posts events are told; empty means all. `units` includes the units below them."""

    units: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A post and its unit; of a person the unit of work. What is missing is empty."""

    post: str
    post_name: str
    unit: str
    unit_name: str
    level: str
    echelon: str


@dataclass(frozen=True, slots=True)
class Successors:
    """How many people of the organisation may take a post, and of how many a barring fact is unknown.

    Of those who may, `promoted` would rise by it; the others leave a post of the same step behind.
    """

    eligible: int
    promoted: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Event:
    """What happens on a day: to a person, or to a post of which seats become empty.

    Of a person who leaves it is the TMT of retirement, or the last day of the contract; of a post, the first day on
    which its seats are empty. Seats that are empty `already` have the reference date. Of `all_seats` of the post
    `seats` are those that become empty that day. `successors` is None where the post states no level.
    """

    day: datetime.date
    kind: EventKind
    place: Place
    detail: Message
    nip: str = ""
    name: str = ""
    seats: int = 0
    all_seats: int = 0
    already: bool = False
    successors: Successors | None = None

    @property
    def weight(self) -> int:
        """What counts in sums: seats of posts, else one person."""
        return self.seats if self.kind is EventKind.EMPTY_POST else 1

    @property
    def lacks_successor(self) -> bool:
        """Whether surely nobody of the organisation may follow in the post."""
        return self.successors is not None and not self.successors.eligible and not self.successors.unknown

    @property
    def lacks_certain_successor(self) -> bool:
        """Whether nobody surely may follow in the post, and of some it cannot be said."""
        return self.successors is not None and not self.successors.eligible and self.successors.unknown > 0


@dataclass(frozen=True, slots=True)
class Line:
    """What happens in one unit with those below it, at one level, or in all. `key` is empty where it is missing.

    `people` are in service at the reference date; `seats` are those of posts that state them; `counts` has the events
    of the period, of posts their seats; `without` counts posts that surely lack a successor,
    `uncertain` those where nobody is one for certain.
    """

    key: str
    name: str
    people: int
    seats: int
    counts: Mapping[EventKind, int]
    empty_now: int
    without: int
    uncertain: int

    @property
    def empty_then(self) -> int:
        """Seats that are empty at the end of the period."""
        return self.empty_now + self.counts[EventKind.EMPTY_POST]


@dataclass(frozen=True, slots=True)
class Forecast:
    """The events of a period by date, summed up by unit and by level. `notes` say what could not be told, and why.

    `reweighed` are rules of eligibility whose weight the agency has changed, which successors are asked or not.
    """

    period: Period
    scope: Scope
    kinds: tuple[EventKind, ...]
    events: tuple[Event, ...]
    total: Line
    by_unit: tuple[Line, ...]
    by_level: tuple[Line, ...]
    notes: tuple[Message, ...]
    reweighed: tuple[Reweighed, ...] = ()

    @property
    def empty_posts(self) -> tuple[Event, ...]:
        return tuple(event for event in self.events if event.kind is EventKind.EMPTY_POST)
