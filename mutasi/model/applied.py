"""What a set of moves changes in the tables of a dataset, before anything is written."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from mutasi.finding import Location
from mutasi.message import Message

Cells = Mapping[str, str]
"""Texts by column."""


@dataclass(frozen=True, slots=True)
class TableEdit:
    """What changes in one table: cells of its rows, rows that go, and rows that come after the others."""

    cells: Mapping[int, Cells] = field(default_factory=dict)
    removed: frozenset[int] = frozenset()
    added: tuple[Cells, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cells or self.removed or self.added)


@dataclass(frozen=True, slots=True)
class Move:
    """A move that fits: who (row of pegawai), from which post (blank for none) to which, by which vacancy, and when."""

    row: int
    nip: str
    before: str
    post: str
    vacancy: str
    effective: datetime.date
    place: Location | None = None


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a move cannot be made in this data, and where it stands in the plan."""

    message: Message
    place: Location | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """The edits by table, and the day on which all moves have taken effect; None where nobody moves. `filled` seats of
    vacancies are taken, `opened` ones are left and stay empty, `ended` acting assignments end.
    """

    edits: Mapping[str, TableEdit]
    day: datetime.date | None
    moves: int
    filled: int
    opened: int
    ended: int
