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
    """What a requirement may name: directions, ways into and out of groups of posts, and moves between agencies.

    INTO_JF is what the law calls perpindahan: from a post that is no functional one, from another functional post, or
    from skill to expertise. INTO_JPT is from any post that is no JPT, an equal one (JF ahli utama) as well.
    """

    ROTATION = "rotasi"
    PROMOTION = "promosi"
    DIAGONAL = "diagonal"
    DEMOTION = "demosi"
    INTO_JPT = "masuk_jpt"
    INTO_JF = "masuk_jf"
    OUT_OF_JF = "keluar_jf"
    BETWEEN_AGENCIES = "antar_instansi"


UPWARD = (Move.PROMOTION, Move.DIAGONAL, Move.INTO_JPT)
_DIRECTIONS = {
    Move.ROTATION: Kind.ROTATION,
    Move.PROMOTION: Kind.PROMOTION,
    Move.DIAGONAL: Kind.DIAGONAL,
    Move.DEMOTION: Kind.DEMOTION,
}

Kinds = NDArray[np.int8]


def concerned(people: People, level: str, moves: tuple[Move, ...], post_code: str = "") -> Mask:
    """Whose move into a post of that level is of one of these kinds, or may be, for the present level is missing.

    `post_code` is the code of the post in the nomenclature, for Move.INTO_JF.
    """
    code = post_code if Move.INTO_JF in moves else ""
    return people.once(("concerned", level, moves, code), lambda: _concerned(people, level, moves, code))


def _concerned(people: People, level: str, moves: tuple[Move, ...], post_code: str) -> Mask:
    kinds = kinds_of_move(people, level)
    found: Mask = np.zeros(people.size, dtype=bool)
    for move in moves:
        if move in _DIRECTIONS:
            found |= (kinds == _DIRECTIONS[move]) | (kinds == Kind.UNKNOWN)
        elif move is Move.BETWEEN_AGENCIES:
            found |= from_elsewhere(people)
        elif move is Move.INTO_JPT:
            found |= ~people.is_one_of("jenjang", codes.JENJANG_JPT) if level in codes.JENJANG_JPT else False
        elif move is Move.INTO_JF:
            found |= _into_jf(people, level, post_code) if level in codes.JENJANG_JF else False
        else:
            found |= functional(people) if level not in codes.JENJANG_JF else False
    return found


def _into_jf(people: People, level: str, post_code: str) -> Mask:
    skilled = people.is_one_of("jenjang", codes.JENJANG_JF_KETERAMPILAN)
    other_track = functional(people) & (skilled != (level in codes.JENJANG_JF_KETERAMPILAN))
    wanted = functional_post(post_code)
    present = people.once(
        "functional post",
        lambda: np.array([functional_post(code) for code in people.array("kode_jabatan")], dtype=object),
    )
    another = (present != "") & (present != wanted) if wanted else np.zeros(people.size, dtype=bool)
    entering: Mask = ~functional(people) | other_track | another
    return entering


def functional_post(post_code: str | None) -> str:
    """The functional post that a code of the nomenclature names: what stands before its first dot, if any."""
    return (post_code or "").split(".")[0].casefold()


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
