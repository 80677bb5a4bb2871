"""How far the ranking for a vacancy hangs on its weights, and on who else is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

import numpy as np

from mutasi.fit.acceptability import Acceptability, acceptability, acceptability_by_distance
from mutasi.fit.exchange import Shares, least_shift, smallest_single
from mutasi.fit.methods import measured, ordered_points, squares_from_ends
from mutasi.fit.removal import of_rows, removals, who_makes_the_scale
from mutasi.fit.score import Scores
from mutasi.fit.shortlist import ranked_rows
from mutasi.fit.standing import Standing, chain_places
from mutasi.fit.weightings import Whole, weightings
from mutasi.model.people import People
from mutasi.model.policy import Method, MissingOrder, Policy
from mutasi.model.shortlist import FULL_POINTS
from mutasi.model.stability import Change, Exchange, Removal, Reversal, Sampling, Stability, Standpoint
from mutasi.model.verdict import Judgement

_LOGARITHM_UNITS = 10**9
_LEAST_LOGARITHM = 10 * _LOGARITHM_UNITS
"""More than the units of the logarithm of the fewest points that are not none, taken away."""


def stability(
    people: People, judgement: Judgement, scores: Scores, policy: Policy, sampling: Sampling, *, asked: int
) -> Stability:
    """How stable the first `asked` places are. Missing values count as the policy orders people by them."""
    rows = ranked_rows(people, judgement)
    standing = Standing.of(people, scores, policy, rows)
    listed = standing.best(asked)
    field = _Field(people, rows, _values(of_rows(scores, rows), policy), standing, chain_places(people, policy)[rows])
    made = Stability(
        vacancy=judgement.vacancy,
        method=scores.method,
        sampling=sampling,
        criteria=scores.criteria,
        asked=asked,
        ranked=len(rows),
        listed=(),
        removal=_removal(field, of_rows(scores, rows), policy, listed, asked),
    )
    weights = [one.weight for one in scores.criteria]
    admissible = weightings(weights, sampling.within)
    if scores.method is Method.TOPSIS and len(rows):
        to_best, to_worst = squares_from_ends(ordered_points(scores, policy, rows))
        counts = acceptability_by_distance(to_best, to_worst, field.behind, admissible, asked=asked,
                                           samples=sampling.samples, seed=sampling.seed)  # fmt: skip
    else:
        counts = acceptability(field.values, field.behind, admissible, asked=asked,
                               samples=sampling.samples, seed=sampling.seed)  # fmt: skip
    others = _others(counts, listed, field)
    return replace(
        made,
        listed=tuple(field.standpoint(at, counts) for at in listed),
        others=tuple(field.standpoint(at, counts) for at in others[:asked]),
        more=max(0, len(others) - asked),
        more_first=sum(int(counts.first[at]) for at in others[asked:]),
        exchange=None if scores.method is Method.TOPSIS else _exchange(field, weights),
    )


@dataclass(frozen=True, slots=True)
class _Field:
    """The ranked: `rows` of people; by their numbers in it what their points are worth, and their standing.

    `behind` are their places in the published chain, the smaller the better.
    """

    people: People
    rows: Whole
    values: Whole
    standing: Standing
    behind: Whole

    def standpoint(self, at: int, counts: Acceptability | None = None) -> Standpoint:
        row = int(self.rows[at])
        first, within = (0, 0) if counts is None else (int(counts.first[at]), int(counts.within[at]))
        return Standpoint(row, self.text("nip", at), self.text("nama", at), self.place(at), first, within)

    def text(self, column: str, at: int) -> str:
        return self.people.array(column)[self.rows[at]] or ""

    def place(self, at: int) -> int:
        return int(self.standing.place_of(np.array([at]))[0])


def _values(scores: Scores, policy: Policy) -> Whole:
    """What the points of each criterion are worth alone, as the score takes missing ones: a row a person. Weighted and
    added up it gives the score, or for the weighted product what orders people as the score does.
    """
    if scores.method is Method.WEIGHTED_PRODUCT:
        return _logarithms(ordered_points(scores, policy, np.arange(len(scores.score))))
    if scores.method is Method.WEIGHTED_SUM:
        ends = {
            MissingOrder.WORST: lambda given: given.lowest.astype(np.int64),
            MissingOrder.BEST: lambda given: given.highest.astype(np.int64),
            MissingOrder.MIDDLE: lambda given: given.lowest.astype(np.int64) + given.highest,
        }
        columns = [ends[policy.missing_order](scores.points[one.name]) for one in scores.criteria]
    else:
        pool = np.arange(len(scores.score))
        columns = [measured(replace(scores, criteria=(one,)), policy, pool).score for one in scores.criteria]
    return np.column_stack(columns)


def _logarithms(points: Whole) -> Whole:
    """Of doubled points, as whole numbers from 1 on; 0 in every criterion for those who have no points in one of them,
    and so a product of 0 by any weights.
    """
    positive = np.log(np.maximum(points, 1) / (2 * FULL_POINTS)) * _LOGARITHM_UNITS
    made: Whole = np.floor(positive + 0.5).astype(np.int64) + _LEAST_LOGARITHM
    return np.where((points > 0).all(axis=1, keepdims=True), made, 0)


def _others(counts: Acceptability, listed: Whole, field: _Field) -> list[int]:
    """Who is not listed and yet within the first by some weighting, the most frequent first."""
    found = sorted(set(np.flatnonzero(counts.within).tolist()) - set(listed.tolist()))
    return sorted(found, key=lambda at: (-int(counts.within[at]), -int(counts.first[at]), field.text("nip", at)))


# First and second ---------------------------------------------------------------------------------------


def _exchange(field: _Field, weights: Sequence[int]) -> Exchange | None:
    if len(field.rows) < 2:
        return None
    first, second = (int(at) for at in field.standing.best(2)[:2])
    shares = tuple(Fraction(weight, sum(weights)) for weight in weights)
    more = [int(d) for d in field.values[second] - field.values[first]]
    shift, single = least_shift(shares, more), smallest_single(shares, more)
    return Exchange(
        field.standpoint(first),
        field.standpoint(second),
        _change(field, shares, shift) if shift else None,
        single[0] if single else 0,
        _change(field, shares, single[1]) if single else None,
    )


def _change(field: _Field, before: Shares, after: Shares) -> Change:
    common = lcm(*(share.denominator for share in after))
    weights = np.array([int(share * common) for share in after], dtype=object)
    scores = field.values.astype(object) @ weights  # whole numbers of any size
    best = max(range(len(scores)), key=lambda at: (scores[at], -int(field.behind[at])))
    return Change(before, after, field.standpoint(best))


# Somebody is no longer ranked ---------------------------------------------------------------------------


def _removal(field: _Field, scores: Scores, policy: Policy, listed: Whole, asked: int) -> Removal:
    if not policy.method.is_relative or len(field.rows) < 2:
        return Removal()
    tried = who_makes_the_scale(field.values, listed)
    found = removals(scores, policy, field.behind, tried, asked)
    reversals = tuple(
        Reversal(
            field.text("nip", moved.row), field.text("nama", moved.row), field.place(moved.row),
            tuple((field.text("nama", other), before, after) for other, before, after in moved.others),
        )
        for moved in found
    )  # fmt: skip
    return Removal(len(tried), reversals)
