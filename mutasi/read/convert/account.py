"""What a conversion did, told source by source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mutasi.message import Message
from mutasi.read.convert.body import RowKind
from mutasi.read.convert.matching import Match
from mutasi.read.convert.notes import Missing
from mutasi.read.convert.recognise import Likeness


@dataclass(frozen=True, slots=True)
class Refused:
    """Rows that were not taken, or not needed, for one reason."""

    reason: Message
    count: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """Rows of one kind that are no records, and the lines on which they begin."""

    kind: RowKind
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SourceAccount:
    """One source, or one sheet of it. `rows` = `taken` + those of `refused` and of `unneeded` +
    `repeated`; `skipped` rows come on top.

    `confidence` says in percent how well the headers fit the layout, `likenesses` which of them do not quite.
    `date_order` is dmy or mdy, empty when no date of the file needs an order or none could be told. `remarks` are
    about the source as a whole.
    """

    path: str
    sheet: str
    sha256: str
    layout: str
    confidence: int
    likenesses: tuple[Likeness, ...]
    skipped: tuple[Skipped, ...]
    rows: int
    taken: int
    repeated: int
    refused: tuple[Refused, ...]
    unneeded: tuple[Refused, ...]
    date_order: str
    remarks: tuple[Message, ...]
    private: tuple[str, ...]
    ignored: tuple[str, ...]
    missing: tuple[Missing, ...]

    @property
    def refused_rows(self) -> int:
        return sum(refused.count for refused in self.refused)


@dataclass(frozen=True, slots=True)
class Account:
    """All sources in the order given, and what was made of them.

    `agency` is the name that all rows give, empty when they do not agree. `made` counts the rows of each table
    that there are sources for;
    `vacant_posts` of the posts have no holder. `matches` are the units and posts that sources only name, `blank` the
    needed columns, as ``table.column``, that no row fills.
    """

    sources: tuple[SourceAccount, ...]
    agency: str
    made: Mapping[str, int]
    vacant_posts: int
    matches: tuple[Match, ...]
    blank: tuple[str, ...]

    @property
    def has_people(self) -> bool:
        """Whether there was a source of people."""
        return "pegawai" in self.made

    @property
    def is_empty(self) -> bool:
        """Whether nothing was made, or nobody of those who were to be."""
        return not any(self.made.values()) or self.made.get("pegawai") == 0

    @property
    def refused_rows(self) -> int:
        return sum(source.refused_rows for source in self.sources)
