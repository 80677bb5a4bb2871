"""The posts of lists as rows of `jabatan`: joined to those of other sources that bear their title, or of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from mutasi.message import Message
from mutasi.model.tables import declaration
from mutasi.read.convert.list_units import PlacedList, slug
from mutasi.read.convert.matching import Bearers, Match, Named
from mutasi.read.convert.people import Record
from mutasi.read.convert.post_list import TABLE, ListedPost
from mutasi.read.convert.repeats import distinct
from mutasi.read.convert.units import Units

_AT = "@"
_TITLE = "jabatan_nama"
SOURCE_COLUMNS = ("kebutuhan_sumber", "bezetting_sumber", "formasi_sumber", "pendidikan_sumber", "unit_sumber")
"""Columns of `jabatan` beyond the declared ones, for what a dataset has no place for; those that are filled exist."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A post of a list: the unit in which the list places it, and the place of its superior among all entries.

    `is_within` tells that the list names only a unit somewhere above the post.
    """

    post: ListedPost
    unit: str
    is_within: bool
    superior: int | None


@dataclass(frozen=True, slots=True)
class ListedRecords:
    """The rows of `jabatan`, and what became of the titles."""

    records: tuple[Record, ...]
    matches: tuple[Match, ...]


def with_listed(
    records: Sequence[Record], lists: Sequence[PlacedList], units: Units, stated: Mapping[str, str]
) -> ListedRecords:
    """The rows with what the lists tell of them. `records` are the posts of other sources; where there are none every
    listed post is one of its own, else one that no other source knows.
    """
    entries = list(_entries(lists))
    matches = _Finder(tuple(records), units, stated).find(entries) if records else {}
    ids = _identifiers(entries, matches)
    kept = distinct(
        [place for place, post in enumerate(ids) if post],
        lambda place: replace(entries[place].post.row, key=ids[place]),
        lambda place: entries[place].post.content,
        _TITLE,
    )
    known = {record["id_jabatan"] for record in records}
    taken = known | {ids[place] for place in kept}
    told = {ids[place]: _record(entries, ids, place, taken) for place in kept}
    joined = [_joined(record, told.get(record["id_jabatan"])) for record in records]
    own = [record for post, record in told.items() if post not in known]
    _tell_made([entries[place].post for place in kept if ids[place] not in known])
    return ListedRecords(tuple(_without_empty((*joined, *own))), tuple(matches.values()))


def _tell_made(posts: Sequence[ListedPost]) -> None:
    """How many identifiers were made, once a list."""
    made: dict[str, list[ListedPost]] = {}
    for post in posts:
        if not post.id:
            made.setdefault(post.row.export.path, []).append(post)
    for group in made.values():
        message = Message("the list has no identifiers of posts, so they are made of title and unit: {count}",
                          count=len(group))  # fmt: skip
        group[0].row.export.notes.remarks.append(message)


def _without_empty(records: Sequence[Record]) -> Iterator[Record]:
    """The records without the further columns that none of them fills."""
    empty = {name for name in SOURCE_COLUMNS if not any(record.get(name) for record in records)}
    for record in records:
        yield {name: text for name, text in record.items() if name not in empty}


def _entries(lists: Sequence[PlacedList]) -> Iterator[Entry]:
    """The posts that were taken; the superior of a post whose row was refused is nobody."""
    count = 0
    for one in lists:
        places = [number for number, post in enumerate(one.source.posts) if post is not None]
        new = {number: count + place for place, number in enumerate(places)}
        count += len(places)
        for number in places:
            post, superior = one.source.posts[number], one.source.superiors[number]
            assert post is not None
            if superior is not None and superior not in new:
                _tell_superior(post, post.title)
            is_within = not post.row.cells["unor_nama"]
            yield Entry(post, one.units[number], is_within, None if superior is None else new.get(superior))


def _tell_superior(post: ListedPost, title: str) -> None:
    message = Message("the superior of '{title}' was not taken; atasan stays blank", title=title)
    post.row.note("KONVERSI-50", _TITLE, message, missing=True)


# ---- which post of other sources is meant


@dataclass(frozen=True)
class _Finder:
    """Looks for the posts of lists among those of other sources."""

    records: tuple[Record, ...]
    units: Units
    stated: Mapping[str, str]

    def find(self, entries: Sequence[Entry]) -> dict[int, Match]:
        """What became of the title of each entry. Superiors come first: they tell where those below them are."""
        found: dict[int, Match] = {}
        for place in sorted(range(len(entries)), key=lambda place: _depth(entries, place)):
            superior = entries[place].superior
            found[place] = self._match(entries[place], None if superior is None else found[superior].id)
        return found

    def _match(self, entry: Entry, superior: str | None) -> Match:
        """In the unit that the superior heads, in the unit of the list, and below it when that is all that is told."""
        post, where = entry.post, entry.post.row.place(_TITLE)
        match = None
        for units in self._places(entry, superior):
            among = {record["id_jabatan"]: record["nama"] for unit in units for record in self._by_unit.get(unit, ())}
            match = Bearers.of(among).match(Named.POST, post.title, self.stated, 1, where)
            if match.id or match.alike:
                return match
        return match or Bearers.of({}).match(Named.POST, post.title, self.stated, 1, where)

    def _places(self, entry: Entry, superior: str | None) -> Iterator[tuple[str, ...]]:
        head = self._by_id.get(superior or "")
        if head is not None and head["eselon"] and head["id_unit"]:
            yield (head["id_unit"],)
        if entry.unit:
            yield (entry.unit,)
            if entry.is_within:
                yield self._below(entry.unit)

    def _below(self, unit: str) -> tuple[str, ...]:
        """A unit and all below it."""
        reached = [unit]
        for above in reached:
            reached.extend(below for below in self._children.get(above, ()) if below not in reached)
        return tuple(reached)

    @cached_property
    def _by_id(self) -> Mapping[str, Record]:
        return {record["id_jabatan"]: record for record in self.records}

    @cached_property
    def _by_unit(self) -> Mapping[str, list[Record]]:
        grouped: dict[str, list[Record]] = {}
        for record in self.records:
            grouped.setdefault(record["id_unit"], []).append(record)
        return grouped

    @cached_property
    def _children(self) -> Mapping[str, list[str]]:
        children: dict[str, list[str]] = {}
        for unit in self.units.by_id.values():
            children.setdefault(unit.parent, []).append(unit.id)
        return children


def _depth(entries: Sequence[Entry], place: int) -> int:
    """How many superiors stand above an entry; one that stands above itself ends the count."""
    depth, seen = 0, {place}
    superior = entries[place].superior
    while superior is not None and superior not in seen:
        seen.add(superior)
        depth += 1
        superior = entries[superior].superior
    return depth


# ---- identifiers


def _identifiers(entries: Sequence[Entry], matches: dict[int, Match]) -> list[str]:
    """The id of each entry: of the post that it means, of the list, or made of the title and the unit.

    What several posts of the other sources could be has none and is refused. `matches` learn which ids were made.
    """
    made = [_made(entry) for entry in entries]
    borne = Counter(made)
    ids = []
    for place, entry in enumerate(entries):
        match = matches.get(place)
        if match is not None and match.id:
            ids.append(match.id)
            continue
        if match is not None and match.alike:
            _refuse(entry, match)
            ids.append("")
            continue
        superior = None if entry.superior is None else entries[entry.superior].post
        is_shared = not entry.post.id and borne[made[place]] > 1 and superior is not None
        ids.append(_made(entry, superior) if is_shared else made[place])
        if match is not None:
            matches[place] = replace(match, id=ids[place], own=True)
    return ids


def _made(entry: Entry, superior: ListedPost | None = None) -> str:
    """The id in the list, else title and unit, with the title of the superior between them where two are alike."""
    post = entry.post
    unit = entry.unit or (slug(post.units[-1]) if post.units else "")
    parts = (slug(post.title), slug(superior.title) if superior else "", unit)
    return post.id or _AT.join(part for part in parts if part)


def _refuse(entry: Entry, match: Match) -> None:
    message = Message("the row is not taken: {count} posts of its unit are called '{title}'",
                      count=match.alike, title=entry.post.title)  # fmt: skip
    fix = Message("say which one is meant, in a file for --matches")
    entry.post.row.note("KONVERSI-01", _TITLE, message, fix=fix)


# ---- rows


def _record(entries: Sequence[Entry], ids: Sequence[str], place: int, taken: set[str]) -> Record:
    """The columns of `jabatan`. What a dataset has no place for stands in further columns, as the source tells it."""
    entry = entries[place]
    post, seats = entry.post, entry.post.seats
    superior = "" if entry.superior is None else ids[entry.superior]
    if entry.superior is not None and superior not in taken:
        _tell_superior(post, post.title)
        superior = ""
    sources = ("" if seats.whole else seats.needed, seats.filled, seats.opened, post.education,
               "" if entry.unit or not post.units else post.units[-1])  # fmt: skip
    return {
        **dict.fromkeys((column.name for column in declaration(TABLE).columns), ""),
        "id_jabatan": ids[place],
        "nama": post.title,
        "kode_jabatan": post.code,
        "id_unit": entry.unit,
        "jenjang": post.level,
        "eselon": post.echelon,
        "kelas": post.job_class,
        "kebutuhan": seats.whole,
        "atasan": superior if superior != ids[place] else "",
        **dict(zip(SOURCE_COLUMNS, sources, strict=True)),
        **post.row.export.kept_cells(post.row.number),
    }


def _joined(record: Record, told: Record | None) -> Record:
    """A post of another source with what a list adds: only what is blank there."""
    if told is None:
        return record
    return {**told, **{name: text for name, text in record.items() if text}}
