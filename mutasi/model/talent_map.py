"""The talent map: who is in which of its nine boxes, and who is in none and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mutasi.model.codes import POTENSIAL, RATING


class Lack(StrEnum):
    """Why somebody has no box, by its word in files."""

    NO_TABLE = "tabel_tidak_ada"
    NO_RECORD = "tanpa_catatan"
    NO_BOX = "catatan_tanpa_kotak"


@dataclass(frozen=True, slots=True)
class Box:
    """One of the nine: its axes as codes of files."""

    number: int
    performance: str
    potential: str


@dataclass(frozen=True, slots=True)
class Member:
    """One person with the box, 0 for none, and the year of its record, 0 for none."""

    row: int
    nip: str
    name: str
    post: str
    unit: str
    box: int
    year: int
    lack: Lack | None = None


@dataclass(frozen=True, slots=True)
class TalentMap:
    """Everybody who is meant, by box. `year` is the one that was asked for, 0 for each person's latest up to `until`;
    `units` are those of which it is told with the units below them, none for all.
    """

    boxes: tuple[Box, ...]
    members: tuple[Member, ...]
    until: int
    year: int = 0
    units: tuple[str, ...] = ()

    def of(self, box: int) -> tuple[Member, ...]:
        """Who is in a box; of 0, who is in none."""
        return tuple(member for member in self.members if member.box == box)

    def count(self, box: int) -> int:
        return sum(member.box == box for member in self.members)

    def at(self, performance: str, potential: str) -> Box:
        """The box of two axes; KeyError where there is none."""
        for box in self.boxes:
            if (box.performance, box.potential) == (performance, potential):
                return box
        raise KeyError(performance, potential)

    @property
    def placed(self) -> int:
        """How many have a box."""
        return sum(member.box > 0 for member in self.members)

    def lacking(self) -> Mapping[Lack, int]:
        """How many have none, by cause."""
        counts = {lack: sum(member.lack is lack for member in self.members) for lack in Lack}
        return {lack: count for lack, count in counts.items() if count}


def axes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Performance from the left to the right, potential from the top to the bottom, as the map is drawn."""
    return tuple(reversed(RATING)), POTENSIAL
