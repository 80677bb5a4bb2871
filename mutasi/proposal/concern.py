"""The people whom a proposal concerns, each with what a letter tells: where he or she stands, and what decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mutasi.model.policy import Method
from mutasi.model.shortlist import FULL_POINTS, Candidate, PointsRange, Shortlist, WeightedCriterion
from mutasi.model.vacancy import Vacancy
from mutasi.proposal.document import Proposal, ProposedMove
from mutasi.proposal.outcome import Outcome, outcome


@dataclass(frozen=True, slots=True)
class Compared:
    """One criterion of a person beside whoever is proposed for the post: `lead` are the units of score that the person
    has more there, negative for less, None where a missing value leaves that open. `enough` are the hundredths of
    points that the person would have to have more here, and here alone, to reach the other's score for certain; None
    where no points suffice.
    """

    criterion: WeightedCriterion
    lead: int | None
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
    """One person: the move that is proposed, None for whoever stays, and the shortlists with him or her, the best place
    first.
    """

    nip: str
    name: str
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
        Concerned(nip, one.name, one.rank, one.post, one.unit, moves.get(nip), _ordered(found[nip], moves.get(nip)))
        for nip, one in people.items()
    )


def _ordered(standings: Sequence[Standing], move: ProposedMove | None) -> tuple[Standing, ...]:
    """The vacancy of the move first, then by place."""
    own = move.vacancy.id if move else ""
    return tuple(sorted(standings, key=lambda one: (one.vacancy.id != own, one.candidate.place or FULL_POINTS)))


def _standing(proposal: Proposal, ranking: Shortlist, one: Candidate, picked: Sequence[Candidate]) -> Standing:
    chosen = any(other.nip == one.nip for other in picked)
    found = outcome(proposal, ranking, one)
    if chosen or not picked:
        return Standing(ranking, one, chosen, None, (), found)
    last = min(picked, key=lambda other: (other.score, -other.place))
    behind = last.score - one.score
    return Standing(ranking, one, False, behind, _compared(ranking, one, last, behind), found)


STEP = 500
"""Hundredths of points to which a difference to somebody else is rounded up."""


def within(behind: int, full: int) -> int:
    """Hundredths of points of the score, in whole steps, that are no less than so many units; 0 for none."""
    return -(-behind * FULL_POINTS // (full * STEP)) * STEP if behind > 0 else 0


def _compared(ranking: Shortlist, one: Candidate, other: Candidate, behind: int) -> tuple[Compared, ...]:
    """The criteria, those that took the person back the most first. Only by the weighted sum do points add up."""
    if ranking.method is not Method.WEIGHTED_SUM:
        return ()
    gap = within(behind, ranking.full)
    made = []
    for criterion in ranking.criteria:
        mine = one.points[criterion.name]
        needed = -(-gap * ranking.full // (criterion.weight * FULL_POINTS)) if criterion.weight else 0
        enough = needed if mine.known and 0 < needed <= FULL_POINTS - mine.lowest else None
        made.append(Compared(criterion, _lead(criterion, mine, other.points[criterion.name]), enough))
    return tuple(sorted(made, key=lambda found: found.lead or 0))


def _lead(criterion: WeightedCriterion, mine: PointsRange, others: PointsRange) -> int | None:
    """The least that is certain; None where either may have more."""
    if mine.known and others.known:
        return criterion.weight * (mine.lowest - others.lowest)
    if mine.lowest > others.highest:
        return criterion.weight * (mine.lowest - others.highest)
    return criterion.weight * (mine.highest - others.lowest) if mine.highest < others.lowest else None


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
