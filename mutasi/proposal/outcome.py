"""What became of somebody on a shortlist, and if not proposed there, why: documents and letters say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from mutasi.model.plan import FileRival
from mutasi.model.shortlist import Candidate, Shortlist
from mutasi.model.verdict import Reason, rules_of
from mutasi.plan.serial import is_open
from mutasi.proposal.document import Proposal, ProposedMove


class Fate(Enum):
    """The first of these that holds decides."""

    HERE = auto()
    """Proposed for this post."""
    ELSEWHERE = auto()
    """Proposed for another one."""
    BARRED = auto()
    """A requirement fails once the other moves are made."""
    UNKNOWN = auto()
    """A fact that would bar is unknown."""
    NOBODY = auto()
    """Nobody is proposed for the post."""
    EXCEPTION = auto()
    """Somebody without a place is proposed, by exception."""
    LOWER = auto()
    """Stands lower than who is proposed."""
    EVEN = auto()
    """Cannot be told apart from who is proposed."""
    LEFT = auto()
    """Stands higher, and a plan or a choice by hand decided otherwise."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`move` is the own one. `reasons` are what bars, or would. `told` is what a plan says of this person there."""

    fate: Fate
    move: ProposedMove | None = None
    reasons: tuple[Reason, ...] = ()
    told: FileRival | None = None

    @property
    def rules(self) -> tuple[str, ...]:
        return rules_of(self.reasons)


def outcome(proposal: Proposal, ranking: Shortlist, one: Candidate) -> Outcome:
    """Of somebody who stands on the list."""
    own = proposal.move_of.get(one.nip)
    if own is not None:
        here = own.vacancy.id == ranking.vacancy.id
        return Outcome(Fate.HERE if here else Fate.ELSEWHERE, own)
    moves = proposal.moves_to.get(ranking.vacancy.id, ())
    barred = {other.candidate.nip: other.reason for move in moves for other in move.pick.barred}
    if one.nip in barred:
        return Outcome(Fate.BARRED, reasons=(barred[one.nip],))
    unknown = tuple(filter(is_open, one.reasons))
    if unknown:
        return Outcome(Fate.UNKNOWN, reasons=unknown)
    told = next((other for move in moves for other in move.above if other.nip == one.nip), None)
    return Outcome(_beside([move.candidate.place for move in moves], one.place), told=told)


def _beside(places: Sequence[int], own: int) -> Fate:
    if not places:
        return Fate.NOBODY
    if own in places:
        return Fate.EVEN
    if own < max(places):
        return Fate.LEFT
    return Fate.LOWER if all(places) else Fate.EXCEPTION
