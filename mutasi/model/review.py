"""Two snapshots of an organisation measured alike: by unit, and those who moved beside those who stayed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from mutasi.message import Message
from mutasi.model.fairness import is_small


class Measure(StrEnum):
    """What is told of the people of a unit; the value is the word in files."""

    FIT = "skor"
    BELOW = "di_bawah_ambang"
    MONTHS = "bulan_di_jabatan"
    IP_ASN = "ip_asn"
    RATED = "predikat"


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the most that a figure can be; equal where nothing is missing."""

    low: int
    high: int

    @property
    def is_certain(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Figures:
    """Holders of posts of some unit or group at one time. What is None has nobody to be told of.

    `fit` and `ip_asn` are means in hundredths, `below` the holders whose fit is below the threshold; what is missing
    leaves them a span. `months` is the median of months in the post. Of `rated` people `good` have the rating baik or
    better. `seats` are those that posts need, `empty` those of them that nobody holds; both None for a group of
    people. `hidden` is not to be shown.
    """

    holders: int
    fit: Span | None
    below: Span
    months: int | None
    ip_asn: Span | None
    rated: int
    good: int
    seats: int | None = None
    empty: int | None = None
    hidden: frozenset[Measure] = frozenset()

    def shows(self, measure: Measure) -> bool:
        return measure not in self.hidden


@dataclass(frozen=True, slots=True)
class Part:
    """A unit, or the whole (blank key): before and after; None where it is only in one of the snapshots."""

    key: str
    name: str
    before: Figures | None
    after: Figures | None


@dataclass(frozen=True, slots=True)
class Typical:
    """The median of changes of fit in hundredths, with its exact 95 % limits; None where too few are known for any."""

    median: int
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Those who moved, or those who stayed, of the people who hold posts at both times.

    Of `known` people the same is known at both times; `rose` of them fit better than before, with the exact 95 % limits
    of that part in millionths. `too_few` tells that of so few nothing is said.
    """

    moved: bool
    people: int
    too_few: bool
    before: Figures | None = None
    after: Figures | None = None
    known: int = 0
    rose: int = 0
    rose_low: int = 0
    rose_high: int = 0
    change: Typical | None = None

    @property
    def shows_rose(self) -> bool:
        """Whether the count may be shown: neither it nor its rest tells of single people."""
        return self.change is not None and not is_small(self.rose) and not is_small(self.known - self.rose)


@dataclass(frozen=True, slots=True)
class Carried:
    """A plan beside what became of it: how many of its moves there are, and who holds the planned post now."""

    moves: int
    done: int


@dataclass(frozen=True, slots=True)
class Review:
    """What two snapshots show. `below` is the threshold of points in hundredths, `smallest` the least group of which
    something is said; `notes` tell what has to be known to read it.
    """

    old_day: datetime.date
    new_day: datetime.date
    total: Part
    units: tuple[Part, ...]
    groups: tuple[Group, Group]
    below: int
    smallest: int
    carried: Carried | None = None
    notes: tuple[Message, ...] = ()
