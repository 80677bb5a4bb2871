"""The posts: those that people hold, and the structural ones of the reference that nobody holds.

SIASN has one structural post for each unit, so a structural post is identified by its UNOR ID, whether it is
held or not. All others are identified by JABATAN ID and UNOR ID together: ``<JABATAN ID>@<UNOR ID>``.
Both identifiers stand there in full, so that no two posts can share one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mutasi.message import Message
from mutasi.model.tables import declaration
from mutasi.read.convert.echelons import Echelons, tell_misplaced
from mutasi.read.convert.people import Holding, Person, Record
from mutasi.read.convert.row import Row
from mutasi.read.convert.structural import Reference, StructuralPost
from mutasi.read.convert.units import Units
from mutasi.read.convert.values import best_spelling, level_last, level_of_title
from mutasi.read.layouts import name_key

_AT = "@"
"""Between the parts of an id; identifiers of SIASN do not hold it."""
STRUCTURAL, FUNCTIONAL, EXECUTING = "struktural", "fungsional", "pelaksana"
"""Kinds of posts, in the words of the layout."""


@dataclass(frozen=True, slots=True)
class Posts:
    """The rows of `jabatan`, the post of each person by NIP, and how many posts nobody holds."""

    records: tuple[Record, ...]
    held: Mapping[str, str]
    vacant: int


def make_posts(people: Sequence[Person], units: Units, reference: Reference | None) -> Posts:
    """The posts in the order of the units, structural ones first. `reference` is None when none was given."""
    groups = _holders(people)
    echelons = Echelons.of(reference, people)
    held_posts = {post: _held_post(post, group, units, echelons) for post, group in groups.items()}
    echelons.tell_unknown()
    staffed = {person.holding.unit for person in people if person.holding.kind == STRUCTURAL}
    vacant = [_vacant_post(post, units) for post in (reference or {}).values() if _is_vacant(post, staffed)]
    records = [record for record in (*held_posts.values(), *vacant) if record is not None]
    held = {person.nip: post for post, group in groups.items() if held_posts[post] for person in group}
    return Posts(_ordered(records, units), held, sum(record is not None for record in vacant))


def _ordered(records: Sequence[Record], units: Units) -> tuple[Record, ...]:
    order = {unit: number for number, unit in enumerate(units.by_id)}
    last = len(order)

    def place(record: Record) -> tuple[int, bool, str]:
        return order.get(record["id_unit"], last), _AT in record["id_jabatan"], record["id_jabatan"]

    return tuple(sorted(records, key=place))


# ---- identity


def _holders(people: Sequence[Person]) -> dict[str, list[Person]]:
    """The holders of each post by its id. Who has none that can be identified is told; whose source has no
    identifiers at all is placed by name (`placing`).
    """
    crowded = _crowded_units(people)
    groups: dict[str, list[Person]] = {}
    for person in people:
        post = _post_id(person.holding, crowded)
        if person.is_placed_by_name:
            continue
        if post is None:
            _tell_unidentified(person)
        else:
            groups.setdefault(post, []).append(person)
    return groups


def _crowded_units(people: Sequence[Person]) -> set[str]:
    """Units to which rows give several structural posts, each told once: they are told apart by JABATAN ID then."""
    structural: dict[str, dict[str, Person]] = {}
    for person in people:
        holding = person.holding
        if holding.kind == STRUCTURAL and holding.unit and holding.post:
            structural.setdefault(holding.unit, {}).setdefault(holding.post, person)
    crowded = {unit: list(posts.values()) for unit, posts in structural.items() if len(posts) > 1}
    for unit, holders in crowded.items():
        message = Message("rows give unit {unit} {count} structural posts; SIASN has one for each unit",
                          unit=unit, count=len(holders))  # fmt: skip
        related = tuple(holder.row.place("jabatan_id") for holder in holders[:1])
        holders[1].row.note("KONVERSI-22", "jabatan_id", message, related=related)
    return set(crowded)


def _post_id(holding: Holding, crowded: set[str]) -> str | None:
    """The id of a post, or None when the row does not tell which one it is."""
    if holding.kind == STRUCTURAL and holding.unit and holding.unit not in crowded:
        return holding.unit
    return f"{holding.post}{_AT}{holding.unit}" if holding.post and holding.unit else None


def _tell_unidentified(person: Person) -> None:
    field = "unor_id" if not person.holding.unit else "jabatan_id"
    message = Message("{header} is blank, so the post cannot be identified; id_jabatan stays blank",
                      header=person.row.export.header(field))  # fmt: skip
    person.row.note("KONVERSI-14", field, message, missing=True)


# ---- a post with holders


def _held_post(post: str, group: Sequence[Person], units: Units, echelons: Echelons) -> Record | None:
    first = group[0]
    title = _title(group)
    if not title:
        message = Message("{header} is blank, so the post has no name; id_jabatan stays blank",
                          header=first.row.export.header("jabatan_nama"))  # fmt: skip
        first.row.note("KONVERSI-14", "jabatan_nama", message, missing=True)
        return None
    kind = _kind(group)
    echelon = echelons.find(group, title, is_head=_AT not in post) if kind == STRUCTURAL else ""
    if kind != STRUCTURAL:
        tell_misplaced(group)
    return _record(
        id_jabatan=post,
        nama=title,
        kode_jabatan=max(person.holding.post for person in group),  # one, or blank in some rows
        id_unit=units.known(first.holding.unit),
        jenjang=_level(group, kind, echelon),
        eselon=echelon,
    )


def _record(**values: str) -> Record:
    """The columns of `jabatan`, blank where nothing is known."""
    return {**dict.fromkeys((column.name for column in declaration("jabatan").columns), ""), **values}


def _title(group: Sequence[Person]) -> str:
    """One spelling of the title; a title that differs by more than its spelling is told once."""
    titles = {title: person for person in reversed(group) if (title := _title_of(person))}
    if not titles:
        return ""
    best = best_spelling(titles)
    other = next((title for title in reversed(titles) if name_key(title) != name_key(best)), None)
    if other is not None:
        message = Message(
            "the post is called '{other}' here and '{title}' elsewhere; '{title}' is taken", other=other, title=best
        )
        titles[other].row.note("KONVERSI-15", "jabatan_nama", message)
    return best


def _title_of(person: Person) -> str:
    holding = person.holding
    if holding.kind != FUNCTIONAL:
        return holding.title
    return level_last(holding.title, person.row.export.map("jenjang_jf").names)


def _kind(group: Sequence[Person]) -> str:
    """The kind on which all rows agree, empty when they do not or when none tells it."""
    kinds = tuple(dict.fromkeys(person.holding.kind for person in group if person.holding.kind))
    row = group[0].row
    if len(kinds) > 1:
        message = Message("rows give this post different kinds ({kinds}); jenjang stays blank", kinds=kinds)
        row.note("KONVERSI-12", "jenis_jabatan_nama", message, missing=True)
    elif not kinds and not row.cells["jenis_jabatan_id"] and not row.cells["jenis_jabatan_nama"]:
        row.miss("jenis_jabatan_id")
    return kinds[0] if len(kinds) == 1 else ""


def _level(group: Sequence[Person], kind: str, echelon: str) -> str:
    if kind == EXECUTING:
        return "PELAKSANA"
    if kind == FUNCTIONAL:
        return _level_by_title(group)
    return level_of_echelon(group[0].row, "jabatan_nama", echelon)


def _level_by_title(group: Sequence[Person]) -> str:
    """The level at the end of the titles of a functional post, if it is the same in all rows."""
    row = group[0].row
    titles = tuple(dict.fromkeys(title for person in group if (title := _title_of(person))))
    levels = {level_of_title(title, row.export.map("jenjang_jf").names) for title in titles}
    if len(levels) == 1 and "" not in levels:
        return levels.pop()
    if len(levels) > 1:
        message = Message(
            "rows give this post titles of different levels ({titles}); jenjang stays blank", titles=titles
        )
    else:
        message = Message(
            "'{title}' does not end in the level of a functional post; jenjang stays blank", title=titles[0]
        )
    row.note("KONVERSI-12", "jabatan_nama", message, missing=True)
    return ""


def level_of_echelon(row: Row, field: str, echelon: str) -> str:
    """The level that an eselon stands for, never told by the title; empty when there is no such level."""
    level = row.export.map("jenjang_eselon").codes.get(echelon, "")
    if echelon and not level:
        message = Message("eselon {echelon} stands for no level; jenjang stays blank", echelon=echelon)
        row.note("KONVERSI-12", field, message, missing=True)
    return level


# ---- a post without a holder


def _is_vacant(post: StructuralPost, staffed: set[str]) -> bool:
    return bool(post.echelon) and post.unit not in staffed


def _vacant_post(post: StructuralPost, units: Units) -> Record | None:
    if not post.title:
        message = Message("{header} is blank, so the post has no name and is left out",
                          header=post.row.export.header("jabatan_nama"))  # fmt: skip
        post.row.note("KONVERSI-14", "jabatan_nama", message, missing=True)
        return None
    unit = units.known(post.unit)
    if not unit:
        message = Message("unit {unit} is not among the units; id_unit stays blank", unit=post.unit)
        post.row.note("KONVERSI-10", "id", message, missing=True)
    return _record(
        id_jabatan=post.unit,
        nama=post.title,
        id_unit=unit,
        jenjang=level_of_echelon(post.row, "eselon_id", post.echelon),
        eselon=post.echelon,
    )
