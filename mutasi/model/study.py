"""Fields of study of diplomas against the fields that are asked. Compared without case.

Eligibility asks for the field itself (`field_of_study`); fit also counts how near another one is (`nearness`), by the
taxonomy of `reference/rumpun_ilmu.yaml`. A field that is not there is compared by its text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from mutasi.model.masks import Mask
from mutasi.model.people import People
from mutasi.model.reference import Discipline


@dataclass(frozen=True, slots=True)
class FieldOfStudy:
    """Who has a diploma in one of the fields (`matches`), and who has one whose field is not stated (`unstated`)."""

    matches: Mask
    unstated: Mask


@dataclass(frozen=True, slots=True)
class _Diplomas:
    """Recognised diplomas as vectors: person, order of the level, number of the field (-1 not stated)."""

    person: NDArray[np.int64]
    order: NDArray[np.int64]
    field: NDArray[np.int64]
    numbers: dict[str, int]


def field_of_study(people: People, fields: tuple[str, ...], least: int) -> FieldOfStudy:
    """Diplomas of at least the order `least`. Without `fields` everybody matches; without a table nobody is known."""
    return people.lately(("field of study", fields, least), lambda: _compare(people, fields, least))


def _compare(people: People, fields: tuple[str, ...], least: int) -> FieldOfStudy:
    matches, unstated = np.zeros(people.size, dtype=bool), np.zeros(people.size, dtype=bool)
    if not fields:
        return FieldOfStudy(~matches, unstated)
    if not people.has("pendidikan"):
        return FieldOfStudy(matches, ~unstated)
    diplomas = people.once("diplomas", lambda: _diplomas(people))
    wanted = [diplomas.numbers[name] for name in map(str.casefold, fields) if name in diplomas.numbers]
    enough = diplomas.order >= least
    matches[diplomas.person[enough & np.isin(diplomas.field, wanted)]] = True
    unstated[diplomas.person[enough & (diplomas.field < 0)]] = True
    return FieldOfStudy(matches, unstated)


def _diplomas(people: People) -> _Diplomas:
    orders = {code: education.order for code, education in people.reference.educations.items()}
    numbers: dict[str, int] = {}
    rows = []
    columns = people.facts["pendidikan"].select("person", "tingkat", "jurusan", "diakui")
    for person, level, field, recognised in columns.iter_rows():
        if recognised != "tidak" and level is not None:
            number = -1 if field is None else numbers.setdefault(field.casefold(), len(numbers))
            rows.append((person, orders[level], number))
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return _Diplomas(table[:, 0], table[:, 1], table[:, 2], numbers)


class Near(IntEnum):
    """How near a field of study is to one that is asked."""

    NONE = 0
    BRANCH = 1
    GROUP = 2
    PROGRAM = 3


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near the nearest field of each person is (`degree`, of Near).

    `unstated` are those with a diploma whose field is not stated, `unknown` those with one whose field the taxonomy
    does not have.
    """

    degree: NDArray[np.int8]
    unstated: Mask
    unknown: Mask


def nearness(people: People, fields: tuple[str, ...], least: int) -> Nearness:
    """Of diplomas of at least the order `least`. Without `fields` everybody is in the field."""
    return people.lately(("nearness", fields, least), lambda: _nearness(people, fields, least))


def _nearness(people: People, fields: tuple[str, ...], least: int) -> Nearness:
    exact = field_of_study(people, fields, least)
    degree = np.where(exact.matches, Near.PROGRAM, Near.NONE).astype(np.int8)
    unknown = np.zeros(people.size, dtype=bool)
    if not fields or not people.has("pendidikan"):
        return Nearness(degree, exact.unstated, unknown)
    diplomas = people.once("diplomas", lambda: _diplomas(people))
    places = people.once("places of diplomas", lambda: _Places.of(people, diplomas.numbers))
    told = (diplomas.order >= least) & (diplomas.field >= 0)
    person, number = diplomas.person[told], diplomas.field[told]
    if len(person):
        np.maximum.at(degree, person, places.degrees(people, fields)[number])
        unknown[person[places.program[number] < 0]] = True
    return Nearness(degree, exact.unstated, unknown)


@dataclass(frozen=True, slots=True)
class _Places:
    """The numbers of programme, group and branch of every field of a diploma, -1 of one that the taxonomy lacks."""

    program: NDArray[np.int64]
    group: NDArray[np.int64]
    branch: NDArray[np.int64]
    codes: dict[tuple[Near, str], int]

    @classmethod
    def of(cls, people: People, names: dict[str, int]) -> _Places:
        codes: dict[tuple[Near, str], int] = {}
        rows = np.full((len(names), 3), -1, dtype=np.int64)
        for name, number in names.items():
            place = discipline(people.reference.disciplines, name)
            if place is not None:
                rows[number] = [codes.setdefault(one, len(codes)) for one in _coded(place)]
        return cls(rows[:, 0], rows[:, 1], rows[:, 2], codes)

    def degrees(self, people: People, fields: tuple[str, ...]) -> NDArray[np.int8]:
        """How near each field of a diploma is to the nearest of those that are asked."""
        found = np.zeros(len(self.program), dtype=np.int8)
        for field in fields:
            place = discipline(people.reference.disciplines, field)
            if place is not None:
                program, group, branch = (self.codes.get(one, _NOWHERE) for one in _coded(place))
                found[self.branch == branch] = np.maximum(found[self.branch == branch], Near.BRANCH)
                found[self.group == group] = np.maximum(found[self.group == group], Near.GROUP)
                found[self.program == program] = Near.PROGRAM
        return found


_NOWHERE = -2
_LEVEL = re.compile(r"^(?:[sd][-. ]?(?:[1-4]|iv|i{1,3})|sarjana|magister|diploma)[-./ ]+")
"""A level before the name of a field, as in S-1 Hukum."""


def _coded(place: Discipline) -> tuple[tuple[Near, str], ...]:
    return (Near.PROGRAM, place.program), (Near.GROUP, place.group), (Near.BRANCH, place.branch)


def discipline(known: Mapping[str, Discipline], field: str) -> Discipline | None:
    """Where a field of study stands in the taxonomy, by any of its names, with or without a level before it."""
    name = " ".join(field.casefold().split())
    return known.get(name) or known.get(_LEVEL.sub("", name))
