"""The ranks that people had: the newest one fills what the people's source leaves blank, or is compared with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from mutasi.message import Message
from mutasi.read.convert.export import Export
from mutasi.read.convert.owners import Owned, Owners, owned_rows
from mutasi.read.convert.people import Person, rank_of
from mutasi.read.convert.repeats import refuse_contradicting, tell_repeated
from mutasi.read.convert.row import Row
from mutasi.read.dates import OrderDecision

_EARLIER = Message("an earlier rank, for which a dataset has no place")
_NO_PEOPLE = Message("a rank of somebody whom no source holds")


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank of a person and its first day in ISO form."""

    row: Row
    nip: str
    code: str
    since: str


@dataclass(slots=True)
class Ranks:
    """The newest rank of each person by NIP."""

    newest: dict[str, Rank] = field(default_factory=dict)
    decisions: dict[str, OrderDecision] = field(default_factory=dict)


def read_ranks(exports: Iterable[Export], owners: Owners) -> Ranks:
    """The newest rank of each person; of the others only their number is kept."""
    ranks = Ranks()
    groups: dict[str, list[Rank]] = {}
    for export in exports:
        owned, ranks.decisions[export.path] = owned_rows(export, owners, "pegawai")
        for one in owned:
            rank = _rank(one, ranks.decisions[export.path])
            if rank is not None:
                groups.setdefault(rank.nip, []).append(rank)
    for nip, group in groups.items():
        newest = _newest(group)
        if newest is not None and owners.people is None:
            newest.row.export.notes.set_aside(_NO_PEOPLE)
        elif newest is not None:
            ranks.newest[nip] = newest
    return ranks


def _rank(owned: Owned, decision: OrderDecision) -> Rank | None:
    row = owned.row
    if not row.is_whole(owned.raw):
        return None
    code, since = rank_of(row, owned.nip), row.direct("tmt_golongan", decision)
    if code and since:
        return Rank(row, owned.nip.text, code, since)
    message = Message("the row is not taken: it does not tell the rank and since when")
    row.note("KONVERSI-01", "tmt_golongan" if code else "golongan_nama", message)
    return None


def _newest(group: Sequence[Rank]) -> Rank | None:
    """The rank with the latest day, None when there are two; earlier ones are set aside."""
    latest = max(rank.since for rank in group)
    for rank in group:
        if rank.since != latest:
            rank.row.export.notes.set_aside(_EARLIER)
    newest = [rank for rank in group if rank.since == latest]
    rows = [rank.row for rank in newest]
    if len({rank.code for rank in newest}) > 1:
        refuse_contradicting(rows, "tmt_golongan")
        return None
    tell_repeated(rows, "tmt_golongan")
    return newest[0]


def with_ranks(people: Sequence[Person], ranks: Ranks) -> list[Person]:
    """The people with rank and its day filled in where their source leaves them blank and does not contradict."""
    completed = [_with_rank(person, ranks.newest.get(person.nip)) for person in people]
    filled = Counter(
        after.row.export.path for before, after in zip(people, completed, strict=True) if before is not after
    )
    for notes in {person.row.export.path: person.row.export.notes for person in people}.values():
        if count := filled[notes.path]:
            notes.remarks.append(Message("rank or its day taken from the history of ranks: {count}", count=count))
    return completed


def _with_rank(person: Person, rank: Rank | None) -> Person:
    if rank is None:
        return person
    code, since = person.record["golongan"], person.record["tmt_pangkat"]
    where = (rank.row.place("golongan_nama"),)
    if code not in ("", rank.code) or since not in ("", rank.since):
        message = Message(
            "rank {code} since {since} here, {other} since {day} in the history of ranks; the first is taken",
            code=code or "-", since=since or "-", other=rank.code, day=rank.since,
        )  # fmt: skip
        fix = Message("compare both with the latest decree")
        person.row.note("KONVERSI-47", "golongan_nama", message, fix=fix, related=where)
        return person
    blank = [name for name, text in (("golongan_nama", code), ("tmt_golongan", since)) if not text]
    if not blank:
        return person
    message = Message("{code} since {since} is taken from the history of ranks, for this source leaves it blank",
                      code=rank.code, since=rank.since)  # fmt: skip
    person.row.note("KONVERSI-46", blank[0], message, related=where)
    for name in blank:
        person.row.export.notes.find(person.row.export.header(name), person.row.place(name))
    return replace(person, record={**person.record, "golongan": rank.code, "tmt_pangkat": rank.since})
