"""What a conversion did, told source by source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mutasi.message import Message
from mutasi.read.convert.notes import Missing


@dataclass(frozen=True, slots=True)
class Refused:
    """Rows that were not taken, for one reason."""

    reason: Message
    count: int


@dataclass(frozen=True, slots=True)
class SourceAccount:
    """One source. `rows` = `taken` + those of `refused` + `repeated`.

    `date_order` is dmy or mdy, empty when no date of the file needs an order or none could be told.
    """

    path: str
    sha256: str
    layout: str
    rows: int
    taken: int
    repeated: int
    refused: tuple[Refused, ...]
    date_order: str
    private: tuple[str, ...]
    ignored: tuple[str, ...]
    missing: tuple[Missing, ...]

    @property
    def refused_rows(self) -> int:
        return sum(refused.count for refused in self.refused)


@dataclass(frozen=True, slots=True)
class Account:
    """All sources in the order given, and what was made of them.

    `agency` is the name that all rows give, empty when they do not agree. `made` counts the rows of each table;
    `vacant_posts` of the posts have no holder.
    """

    sources: tuple[SourceAccount, ...]
    agency: str
    made: Mapping[str, int]
    vacant_posts: int

    @property
    def refused_rows(self) -> int:
        return sum(source.refused_rows for source in self.sources)
