"""Which kind of move it would be, and whom a requirement concerns that names kinds.

The direction follows the house scale of levels (`tingkat` in `reference/jenjang_jabatan.yaml`): up, equal or down. Up
across the border of functional posts is diagonal. Source: PP 11/2017 art. 188-189 (PRIMARY); the scale is MEMORY, and
so is the custom of calling the step from administrator to JPT a promotion, although the law counts two groups there.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

import numpy as np
from numpy.typing import NDArray

from mutasi.model import codes
from mutasi.model.masks import Mask
from mutasi.model.people import People


class Kind(IntEnum):
    """Directions of a move; UNKNOWN where the level of one of the posts is missing."""

    UNKNOWN = 0
    ROTATION = 1
    PROMOTION = 2
    DIAGONAL = 3
    DEMOTION = 4

    @property
    def code(self) -> str:
        """The word in files."""
        return ("", "rotasi", "promosi", "diagonal", "demosi")[self]


class Move(StrEnum):
    """What a requirement may name: directions, ways into and out of functional posts, and moves between agencies."""

    ROTATION = "rotasi"
    PROMOTION = "promosi"
    DIAGONAL = "diagonal"
    DEMOTION = "demosi"
    INTO_JF = "masuk_jf"
    OUT_OF_JF = "keluar_jf"
    BETWEEN_AGENCIES = "antar_instansi"


UPWARD = (Move.PROMOTION, Move.DIAGONAL)
_DIRECTIONS = {
    Move.ROTATION: Kind.ROTATION,
    Move.PROMOTION: Kind.PROMOTION,
    Move.DIAGONAL: Kind.DIAGONAL,
    Move.DEMOTION: Kind.DEMOTION,
}

Kinds = NDArray[np.int8]


def concerned(people: People, level: str, moves: tuple[Move, ...]) -> Mask:
    """Whose move into a post of that level is of one of these kinds, or may be, for the present level is missing."""
    return people.once(("concerned", level, moves), lambda: _concerned(people, level, moves))


def _concerned(people: People, level: str, moves: tuple[Move, ...]) -> Mask:
    kinds = kinds_of_move(people, level)
    found: Mask = np.zeros(people.size, dtype=bool)
    for move in moves:
        if move in _DIRECTIONS:
            found |= (kinds == _DIRECTIONS[move]) | (kinds == Kind.UNKNOWN)
        elif move is Move.BETWEEN_AGENCIES:
            found |= from_elsewhere(people)
        else:
            into = level in codes.JENJANG_JF
            found |= functional(people) != into if into == (move is Move.INTO_JF) else False
    return found


def kinds_of_move(people: People, level: str) -> Kinds:
    """The direction of the move of everybody into a post of that level."""
    return people.once(("kinds", level), lambda: _kinds(people, level))


def _kinds(people: People, level: str) -> Kinds:
    target = people.reference.levels.get(level)
    if target is None:
        return np.full(people.size, Kind.UNKNOWN, dtype=np.int8)
    present = people.array("tingkat").astype(np.int64)
    kinds = np.full(people.size, Kind.ROTATION, dtype=np.int8)
    upward = present < target.step
    across = functional(people) != (level in codes.JENJANG_JF)
    kinds[upward] = Kind.PROMOTION
    kinds[upward & across] = Kind.DIAGONAL
    kinds[present > target.step] = Kind.DEMOTION
    kinds[present == 0] = Kind.UNKNOWN
    return kinds


def functional(people: People) -> Mask:
    """Who holds a functional post (JF) now."""
    return people.is_one_of("jenjang", codes.JENJANG_JF)


def from_elsewhere(people: People) -> Mask:
    """Who belongs to another agency and would move in."""
    own = people.agency
    return people.once(
        "from elsewhere", lambda: np.array([name is not None and name != own for name in people.array("instansi")])
    )
