"""Which kind of move it would be: rotation, promotion, diagonal or demotion.

By the house scale of levels (`tingkat` in `reference/jenjang_jabatan.yaml`), then within one track by
eselon. A change between the managerial and the functional track at the same step is diagonal.
Source of the kinds: PP 11/2017 art. 188-189 (PRIMARY); the scale is a house scale (MEMORY).
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from mutasi.model import codes
from mutasi.model.people import People


class Kind(IntEnum):
    """Kinds of move; UNKNOWN where the level of one of the posts is missing."""

    UNKNOWN = 0
    ROTATION = 1
    PROMOTION = 2
    DIAGONAL = 3
    DEMOTION = 4

    @property
    def code(self) -> str:
        """The word in files."""
        return ("", "rotasi", "promosi", "diagonal", "demosi")[self]


Kinds = NDArray[np.int8]


def kinds_of_move(people: People, level: str) -> Kinds:
    """The kind of move of everybody into a post of that level."""
    return people.once(("kinds", level), lambda: _kinds(people, level))


def _kinds(people: People, level: str) -> Kinds:
    target = people.reference.levels.get(level)
    if target is None:
        return np.full(people.size, Kind.UNKNOWN, dtype=np.int8)
    present = people.array("tingkat").astype(np.int64)
    kinds = np.full(people.size, Kind.ROTATION, dtype=np.int8)
    kinds[present < target.step] = Kind.PROMOTION
    kinds[present > target.step] = Kind.DEMOTION
    same = present == target.step
    kinds[same & (functional(people) != (level in codes.JENJANG_JF))] = Kind.DIAGONAL
    kinds[present == 0] = Kind.UNKNOWN
    return kinds


def functional(people: People) -> NDArray[np.bool_]:
    """Who holds a functional post (JF) now."""
    held: NDArray[np.bool_] = people.once("functional", lambda: _functional(people))
    return held


def _functional(people: People) -> NDArray[np.bool_]:
    held: NDArray[np.bool_] = np.array([level in codes.JENJANG_JF for level in people.array("jenjang")], dtype=bool)
    return held


def promoted(people: People, level: str) -> NDArray[np.bool_]:
    """Whose move would be a promotion, or may be one since the present level is missing."""
    kinds = kinds_of_move(people, level)
    upward: NDArray[np.bool_] = (kinds == Kind.PROMOTION) | (kinds == Kind.UNKNOWN)
    return upward
