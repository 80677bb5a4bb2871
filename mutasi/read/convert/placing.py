"""Where people belong whose source names unit and post without identifiers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from mutasi.model.codes import JENJANG_MANAJERIAL
from mutasi.read.convert.matching import Bearers, Match, Named
from mutasi.read.convert.people import Person, Record
from mutasi.read.convert.units import Units

Key = TypeVar("Key")


def place_in_units(
    people: Sequence[Person], units: Units, stated: Mapping[str, str]
) -> tuple[list[Person], tuple[Match, ...]]:
    """The people with the units that their source names, and what became of each name."""
    named = _grouped((person.holding.unit_name, person) for person in people if _lacks_unit(person))
    bearers = Bearers.of({unit.id: unit.name for unit in units.by_id.values()}, units.with_parents())
    matches = tuple(
        bearers.match(Named.UNIT, text, stated, len(group), group[0].row.place("unor_nama"))
        for text, group in named.items()
    )
    found = {match.text: match.id for match in matches}
    return [_placed(person, found) for person in people], matches


def _lacks_unit(person: Person) -> bool:
    return not person.holding.unit and bool(person.holding.unit_name)


def _placed(person: Person, found: Mapping[str, str]) -> Person:
    if not _lacks_unit(person):
        return person
    return replace(person, holding=replace(person.holding, unit=found[person.holding.unit_name]))


def place_in_posts(
    people: Sequence[Person], posts: Sequence[Record], stated: Mapping[str, str]
) -> tuple[dict[str, str], tuple[Match, ...]]:
    """The posts by NIP of people whose source names them by title only, and what became of each title.

    A title is looked for in the unit of the person. Without a known unit only a managerial post can be told
    by its title.
    """
    named = _grouped(((person.holding.unit, person.holding.title), person) for person in people if _lacks_post(person))
    held: dict[str, str] = {}
    matches = []
    for (unit, title), group in named.items():
        among = {post["id_jabatan"]: post["nama"] for post in posts if _may_be(post, unit)}
        match = Bearers.of(among).match(Named.POST, title, stated, len(group), group[0].row.place("jabatan_nama"))
        matches.append(match)
        if match.id:
            held.update((person.nip, match.id) for person in group)
    return held, tuple(matches)


def _lacks_post(person: Person) -> bool:
    return person.is_placed_by_name and bool(person.holding.title)


def _may_be(post: Record, unit: str) -> bool:
    return post["id_unit"] == unit if unit else bool(post["eselon"]) or post["jenjang"] in JENJANG_MANAJERIAL


def _grouped(pairs: Iterable[tuple[Key, Person]]) -> dict[Key, list[Person]]:
    groups: dict[Key, list[Person]] = {}
    for key, person in pairs:
        groups.setdefault(key, []).append(person)
    return groups
