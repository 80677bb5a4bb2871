"""Fields of study of diplomas against the fields that are asked. Compared without case."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutasi.model.masks import Mask
from mutasi.model.people import People


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
