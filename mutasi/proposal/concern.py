"""The people whom a proposal concerns, each with what a letter tells: where he or she stands, and what decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from mutasi.model.policy import Method
from mutasi.model.shortlist import FULL_POINTS, Candidate, PointsRange, Shortlist, WeightedCriterion
from mutasi.model.vacancy import Vacancy
from mutasi.proposal.document import Proposal, ProposedMove
from mutasi.proposal.outcome import Fate, Outcome, outcome


class Beside(Enum):
    """The own points beside those of another, in steps that do not tell the other's."""

    HIGHER = auto()
    LIKE = auto()
    """Less than STEP apart."""
    LOWER = auto()
    UNKNOWN = auto()
    """A missing value leaves it open."""
    PRIVATE = auto()
    """The criterion tells of penalties."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One criterion of a person beside whoever is proposed for the post: `beside` is what may be told of it. `enough`
    are the hundredths of points that the person would have to have more here, and here alone, to reach the other's
    score for certain; None where no points suffice.
    """

    criterion: WeightedCriterion
    beside: Beside
    enough: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A person and one vacancy, with the outcome there. `behind` are the units of score to the last who is proposed for
    it, None where nobody is; `chosen` tells that the person is. `within` is that in whole steps, rounded up: all that a
    letter may tell, since own score and difference would give the other's score. `compared` is empty where nobody else
    is.
    """

    ranking: Shortlist
    candidate: Candidate
    chosen: bool
    behind: int | None
    compared: tuple[Compared, ...]
    outcome: Outcome

    @property
    def within(self) -> int:
        return within(self.behind or 0, self.ranking.full)

    @property
    def vacancy(self) -> Vacancy:
        return self.ranking.vacancy


@dataclass(frozen=True, slots=True)
class Concerned:
    """One person: the move that is proposed, None for whoever stays, and the shortlists with him or her, what has to be
    explained first.
    """

    nip: str
    name: str
    titled: str
    rank: str
    post: str
    unit: str
    move: ProposedMove | None
    standings: tuple[Standing, ...]


def concerned(proposal: Proposal) -> tuple[Concerned, ...]:
    """Everybody who is proposed or printed on a shortlist, in the order of the moves, then of the lists."""
    moves = {move.candidate.nip: move for move in proposal.moves}
    found: dict[str, list[Standing]] = {nip: [] for nip in moves}
    people: dict[str, Candidate] = {move.candidate.nip: move.candidate for move in proposal.moves}
    for ranking in proposal.shortlists:
        picked = [move.candidate for move in proposal.moves_to.get(ranking.vacancy.id, ())]
        for one in proposal.listed(ranking):
            found.setdefault(one.nip, []).append(_standing(proposal, ranking, one, picked))
            people.setdefault(one.nip, one)
    return tuple(
        Concerned(
            nip, one.name, proposal.called(one), one.rank, one.post, one.unit, moves.get(nip), _ordered(found[nip])
        )
        for nip, one in people.items()
    )


_ORDER = (Fate.HERE, Fate.LEFT, Fate.EVEN, Fate.BARRED, Fate.UNKNOWN, Fate.EXCEPTION, Fate.LOWER, Fate.ELSEWHERE)
"""What a letter tells first: the own move, then where somebody comes who is not better placed."""


def _ordered(standings: Sequence[Standing]) -> tuple[Standing, ...]:
    """By what became of the person there, of like ones by place; lists for which nobody is proposed come last."""

    def key(one: Standing) -> tuple[bool, int, int]:
        fate = one.outcome.fate
        is_idle = one.behind is None and not one.chosen
        return is_idle, _ORDER.index(fate) if fate in _ORDER else len(_ORDER), one.candidate.place or FULL_POINTS

    return tuple(sorted(standings, key=key))


def _standing(proposal: Proposal, ranking: Shortlist, one: Candidate, picked: Sequence[Candidate]) -> Standing:
    chosen = any(other.nip == one.nip for other in picked)
    found = outcome(proposal, ranking, one)
    if chosen or not picked:
        return Standing(ranking, one, chosen, None, (), found)
    last = min(picked, key=lambda other: (other.score, -other.place))
    behind = last.score - one.score
    return Standing(ranking, one, False, behind, _compared(ranking, one, last, behind), found)


STEP = 500
"""Hundredths of points: to whole ones a difference to somebody else is rounded up, and less is told as the like."""


def within(behind: int, full: int) -> int:
    """Hundredths of points of the score, in whole steps, that are no less than so many units; 0 for none."""
    return -(-behind * FULL_POINTS // (full * STEP)) * STEP if behind > 0 else 0


def in_steps(behind: int, full: int) -> int:
    """The same in units of score."""
    return within(behind, full) * full // FULL_POINTS


def _compared(ranking: Shortlist, one: Candidate, other: Candidate, behind: int) -> tuple[Compared, ...]:
    """The criteria in their order. Only by the weighted sum do points add up."""
    if ranking.method is not Method.WEIGHTED_SUM:
        return ()
    gap = within(behind, ranking.full)
    made = []
    for criterion in ranking.criteria:
        mine = one.points[criterion.name]
        needed = -(-gap * ranking.full // (criterion.weight * FULL_POINTS)) if criterion.weight else 0
        enough = needed if mine.known and 0 < needed <= FULL_POINTS - mine.lowest else None
        made.append(Compared(criterion, _beside(criterion, mine, other.points[criterion.name]), enough))
    return tuple(made)


def _beside(criterion: WeightedCriterion, mine: PointsRange, others: PointsRange) -> Beside:
    """What is certain whatever the missing values are."""
    if criterion.private:
        return Beside.PRIVATE
    if mine.lowest - others.highest >= STEP:
        return Beside.HIGHER
    if others.lowest - mine.highest >= STEP:
        return Beside.LOWER
    within_step = max(mine.highest - others.lowest, others.highest - mine.lowest) < STEP
    return Beside.LIKE if within_step else Beside.UNKNOWN


SLUG = "[a-z0-9][a-z0-9-]{0,63}"
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def slugs(people: Sequence[Concerned]) -> tuple[str, ...]:
    """A file name for each person, of a-z, 0-9 and hyphens alone, at most 64 signs; never twice the same."""
    taken: set[str] = set()
    made = []
    for one in people:
        words = "".join(sign if sign in _PLAIN else " " for sign in f"{one.nip} {one.name}".casefold()).split()
        slug = base = "-".join(words)[:60].strip("-") or "orang"
        number = 1
        while slug in taken:
            number += 1
            slug = f"{base[:56]}-{number}"
        taken.add(slug)
        made.append(slug)
    return tuple(made)
