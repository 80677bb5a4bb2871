"""The units: from the unit tree when there is one, else from what people and posts say of their units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mutasi.message import Message
from mutasi.read.convert.export import Export
from mutasi.read.convert.people import Person
from mutasi.read.convert.repeats import distinct
from mutasi.read.convert.row import Row
from mutasi.read.convert.values import best_spelling, identifier
from mutasi.read.layouts import PATH_SIGN, name_key


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; `parent` is empty for a root and for a unit whose parent is not known."""

    id: str
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class Units:
    """All units by id, in the order of the tree."""

    by_id: Mapping[str, Unit]

    def known(self, unit: str) -> str:
        """The id of a unit that exists, empty for others."""
        return unit if unit in self.by_id else ""

    def with_parents(self) -> Iterator[tuple[str, str]]:
        """Identifier and ``unit - parent`` of each unit, as exports write names that are not unique."""
        for unit in self.by_id.values():
            above = self.by_id.get(unit.parent)
            if above is not None:
                yield unit.id, f"{unit.name}{PATH_SIGN}{above.name}"


# ---- from a tree


def read_tree(export: Export) -> list[Row]:
    """The rows of a tree that name a unit, each unit once; the key of a row is the identifier of its unit."""
    return distinct(list(_tree_rows(export)), lambda row: row, _content, "id")


def tree_of(rows: Sequence[Row]) -> Units:
    """The units of a tree. A parent that is not in the file is left blank and told, but for the root."""
    ids = {row.key for row in rows}
    root = _root(rows, ids)
    units = {}
    for row in rows:
        parent = identifier(row.cells["id_atasan"])
        if parent not in ids and row is not root:
            _tell_orphan(row)
        units[row.key] = Unit(row.key, row.cells["nama"], parent if parent in ids else "")
    return Units(units)


def _tree_rows(export: Export) -> Iterator[Row]:
    """The rows that name a unit; the others are refused."""
    for number, raw in export.rows():
        cells = export.clean_row(number, raw)
        row = Row(export, number, cells, "unit", identifier(cells["id"]))
        if row.is_whole(raw, "id", "nama"):
            yield row


def _content(row: Row) -> tuple[str, ...]:
    cells = row.cells
    return cells["nama"], identifier(cells["id_atasan"]), cells["jabatan_nama"], cells["eselon_id"]


def _root(rows: Sequence[Row], ids: set[str]) -> Row | None:
    """Of the rows whose parent is not in the file the one with most units below it, the first of equals."""
    children: dict[str, list[str]] = {}
    for row in rows:
        children.setdefault(identifier(row.cells["id_atasan"]), []).append(row.key)
    tops = [row for row in rows if identifier(row.cells["id_atasan"]) not in ids]
    return max(tops, key=lambda row: _size(row.key, children), default=None)


def _size(unit: str, children: Mapping[str, list[str]]) -> int:
    """How many units a tree has that begins at one whose parent is not in it: there are no loops below such a unit."""
    size, waiting = 0, [unit]
    while waiting:
        size += 1
        waiting.extend(children.get(waiting.pop(), ()))
    return size


def _tell_orphan(row: Row) -> None:
    message = Message("the parent of unit '{name}' is not in the file; id_induk stays blank", name=row.cells["nama"])
    row.note("KONVERSI-11", "id_atasan", message, fix=Message("look up the parent, or remove the unit"), missing=True)


# ---- without a tree


@dataclass(frozen=True, slots=True)
class Mention:
    """What a row says of the name of a unit."""

    row: Row
    field: str
    unit: str
    name: str


def units_of(mentions: Iterable[Mention]) -> Units:
    """The units that are mentioned, by name, each with all that the rows call it; nothing tells their parents."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.unit and mention.name:
            groups.setdefault(mention.unit, []).append(mention)
    units = sorted((_agreed_name(group), unit) for unit, group in groups.items())
    return Units({unit: Unit(unit, name, "") for name, unit in units})


def mentions_of(people: Iterable[Person]) -> Iterator[Mention]:
    """The unit of each person."""
    for person in people:
        yield Mention(person.row, "unor_nama", person.holding.unit, person.holding.unit_name)


def _agreed_name(group: list[Mention]) -> str:
    """One spelling of the name; different names are told once."""
    name = best_spelling(mention.name for mention in group)
    other = next((mention for mention in group if name_key(mention.name) != name_key(name)), None)
    if other is not None:
        message = Message("the unit is called '{other}' here and '{name}' elsewhere; '{name}' is taken",
                          other=other.name, name=name)  # fmt: skip
        other.row.note("KONVERSI-15", other.field, message)
    return name


def compare_names(units: Units, mentions: Iterable[Mention]) -> None:
    """Tells, once a unit, where a row gives a unit of the tree another name. Rows write ``unit - parent``."""
    told: set[str] = set()
    for mention in mentions:
        unit = units.by_id.get(mention.unit)
        if unit is None or unit.id in told or not mention.name or _is_named(mention.name, unit.name):
            continue
        told.add(unit.id)
        message = Message("the unit is called '{other}' here and '{name}' in the unit tree, which is taken",
                          other=mention.name, name=unit.name)  # fmt: skip
        mention.row.note("KONVERSI-15", mention.field, message)


def _is_named(text: str, name: str) -> bool:
    parts = text.split(PATH_SIGN)
    beginnings = (PATH_SIGN.join(parts[:count]) for count in range(1, len(parts) + 1))
    return name_key(name) in {name_key(beginning) for beginning in beginnings}
