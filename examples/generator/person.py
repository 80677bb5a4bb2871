"""A person's whole career as one value; a snapshot shows a day of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from examples.generator.dates import Day
from examples.generator.education import Diploma
from examples.generator.organisation import Post
from examples.generator.ranks import RankStep


@dataclass(frozen=True)
class Slot:
    """A seat that a person is made for.

    `previous` and `since` are given for those who moved between the snapshots, `leaves` and `reason` for those
    who left, `recruit` for those who came.
    """

    key: str
    post: Post
    previous: Post | None = None
    since: Day | None = None
    leaves: Day | None = None
    reason: str = ""
    recruit: bool = False


@dataclass(frozen=True)
class Stint:
    """A time in one post; `post` is its id where it stands in the files of this city."""

    post: str
    name: str
    level: str
    echelon: str
    unit: str
    field: str
    start: Day
    end: Day | None
    decree: str


@dataclass(frozen=True)
class Origin:
    """Birth, entry and ranks of a person: what the career must agree with."""

    sex: str
    born: Day
    status: str
    joined: Day
    entry: str
    final: str
    bachelor_year: int | None
    ranks: tuple[RankStep, ...]


@dataclass(frozen=True)
class Person:
    """`stints` end with the present post (the last one held, for those who left)."""

    slot: Slot
    nip: str
    name: str
    origin: Origin
    permanent: Day | None
    diplomas: tuple[Diploma, ...]
    stints: tuple[Stint, ...]
    contract: tuple[Day, Day] | None = None
    cells: dict[str, str] = field(default_factory=dict)
    """Cells of `pegawai` that are set by hand, by column."""
    former: dict[str, str] = field(default_factory=dict)
    """Cells that were different in the older snapshot."""

    @property
    def ordinary(self) -> bool:
        """Nothing special happened between the snapshots, and nothing is set by hand."""
        slot = self.slot
        moved = slot.previous or slot.leaves or slot.reason or slot.recruit
        return not (moved or self.cells or self.former or self.new_degree)

    @property
    def new_degree(self) -> bool:
        """Whether the last diploma was recorded between the snapshots."""
        return self.diplomas[-1].year >= 2025

    @property
    def status(self) -> str:
        return self.origin.status

    @property
    def post(self) -> Post:
        return self.slot.post

    def age(self, day: Day) -> int:
        born = self.origin.born
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
