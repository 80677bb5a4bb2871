"""Which kind of move it would be, and whom a requirement concerns that names kinds.

The direction follows the house scale of levels (`tingkat` in `reference/jenjang_jabatan.yaml`): up, equal or down. Up
across the border of functional posts is diagonal. Source: PP 11/2017 art. 188-189 (PRIMARY); the scale is MEMORY, and
so is the custom of calling the step from administrator to JPT a promotion, although the law counts two groups there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

import numpy as np
from numpy.typing import NDArray

from mutasi.message import Message
from mutasi.model import codes
from mutasi.model.masks import Mask
from mutasi.model.people import People

NO_LEVEL = Message("the level of the present post is missing")
NO_POST = Message("id_jabatan is missing, so the level of the present post is not known")
NO_TARGET_LEVEL = Message("the level of the vacancy is stated nowhere")


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


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whose move is of some kinds: `surely`, and `perhaps` where what decides it is missing, which `why` names."""

    surely: Mask
    perhaps: Mask
    why: Callable[[int], Message]

    @property
    def anyhow(self) -> Mask:
        """Those whom it concerns unless what is missing says otherwise."""
        return self.surely | self.perhaps


def concerned(people: People, level: str, moves: tuple[Move, ...], post_code: str = "") -> Concerned:
    """Whose move into a post of that level is of one of these kinds, or may be.

    `post_code` is the code of the post in the nomenclature, for Move.INTO_JF.
    """
    code = post_code if Move.INTO_JF in moves else ""
    return people.once(("concerned", level, moves, code), lambda: _concerned(people, level, moves, code))


def _concerned(people: People, level: str, moves: tuple[Move, ...], post_code: str) -> Concerned:
    surely, perhaps = np.zeros((2, people.size), dtype=bool)
    for move in moves:
        one, other = _of_kind(people, level, move, post_code)
        surely |= one
        perhaps |= other
    perhaps &= ~surely
    directed = moves != (Move.BETWEEN_AGENCIES,)
    if directed and level not in people.reference.levels:
        return Concerned(surely, perhaps, lambda row: NO_TARGET_LEVEL)
    unlevelled, functional_target = people.missing("jenjang") & directed, functional_post(post_code)

    def why(row: int) -> Message:
        if unlevelled[row]:
            return no_level(people, row)
        if Move.BETWEEN_AGENCIES in moves and _perhaps_from_elsewhere(people)[row]:
            return Message(
                "instansi.kode of mutasi.yaml is missing, so whether {agency} is another one is not known",
                agency=people.array("instansi")[row],
            )
        return _NO_CODE if functional_target else _NO_TARGET_CODE

    return Concerned(surely, perhaps, why)


_NO_CODE = Message("kode_jabatan of the present post is missing, so whether it is another functional post is not known")
_NO_TARGET_CODE = Message(
    "kode_jabatan of the post to be filled is missing, so whether it is another functional post is not known"
)


def no_level(people: People, row: int) -> Message:
    """Which field leaves the level of the present post open."""
    return NO_POST if people.missing("id_jabatan")[row] else NO_LEVEL


def _of_kind(people: People, level: str, move: Move, post_code: str) -> tuple[Mask, Mask]:
    """Whose move is of this kind, and whose may be."""
    nobody, unlevelled = np.zeros(people.size, dtype=bool), people.missing("jenjang")
    if move is Move.BETWEEN_AGENCIES:
        perhaps = _perhaps_from_elsewhere(people)
        return from_elsewhere(people) & ~perhaps, perhaps
    if level not in people.reference.levels:
        return nobody, ~nobody
    if move in _DIRECTIONS:
        kinds = kinds_of_move(people, level)
        return kinds == _DIRECTIONS[move], kinds == Kind.UNKNOWN
    if move is Move.INTO_JPT and level in codes.JENJANG_JPT:
        return ~people.is_one_of("jenjang", codes.JENJANG_JPT) & ~unlevelled, unlevelled
    if move is Move.INTO_JF and level in codes.JENJANG_JF:
        return _into_jf(people, level, post_code)
    if move is Move.OUT_OF_JF and level not in codes.JENJANG_JF:
        return functional(people), unlevelled
    return nobody, nobody


def _into_jf(people: People, level: str, post_code: str) -> tuple[Mask, Mask]:
    skilled = people.is_one_of("jenjang", codes.JENJANG_JF_KETERAMPILAN)
    other_track = functional(people) & (skilled != (level in codes.JENJANG_JF_KETERAMPILAN))
    same_track = functional(people) & ~other_track
    wanted = functional_post(post_code)
    present = people.once(
        "functional post",
        lambda: np.array([functional_post(code) for code in people.array("kode_jabatan")], dtype=object),
    )
    unlevelled, uncoded = people.missing("jenjang"), (present == "") | (not wanted)
    another = same_track & ~uncoded & (present != wanted)
    return (~functional(people) & ~unlevelled) | other_track | another, unlevelled | (same_track & uncoded)


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
    """Who belongs to another agency and would move in: neither its code nor its name is that of this one."""
    return people.once("from elsewhere", lambda: _from_elsewhere(people))


def _from_elsewhere(people: People) -> Mask:
    own = {name.strip().casefold() for name in (people.agency, people.agency_name)} - {""}
    stated = people.array("instansi")
    return np.array([name is not None and name.strip().casefold() not in own for name in stated], dtype=bool)


def _perhaps_from_elsewhere(people: People) -> Mask:
    """Of whom an agency is stated that is not the name of this one, whose code nobody stated."""
    return from_elsewhere(people) & (not people.agency)
