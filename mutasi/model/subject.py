"""All that was computed about one person, and the data that it was computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mutasi.model.manifest import Verified


@dataclass(frozen=True, slots=True)
class HeldRecords:
    """The records of a table that name the person, each with what is stated, by column."""

    table: str
    path: str
    records: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A place of the person on a shortlist of a proposal, as it is written there."""

    vacancy: str
    place: int | None
    score: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A person in a proposal: whether the folder is as it was written, the move that is proposed, by field, the places,
    and the files in which the person stands, those that are letters to him or her first.
    """

    folder: str
    verified: Verified
    move: Mapping[str, object] | None
    places: tuple[Placed, ...]
    files: tuple[str, ...]
