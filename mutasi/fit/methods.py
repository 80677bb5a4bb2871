"""How points and weights make a score, beside the weighted sum that is the default.

Every method here measures points (0 to full, the more the better) and gives a share between 0 and 1, rounded to nine
digits so that neither the order of people nor that of criteria shows in it. The relative ones (SAW, TOPSIS, MAUT) have
a scale that those who are ranked make: whoever comes or goes may turn the order of two others. What nobody differs in
counts the same for all, so that no share is ever undefined.

Sources: SAW (Fishburn 1967), weighted product (Bridgman 1922), TOPSIS (Hwang and Yoon 1981), MAUT (Keeney and Raiffa
1976), profile matching as Indonesian offices use it (Kusrini 2007). MEMORY: the books were not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import isqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutasi.fit.relative_bounds import PoolBounds, share_bounds
from mutasi.fit.score import Scores, Sums
from mutasi.model.codes import HIGHEST_LEVEL
from mutasi.model.policy import Method, MissingOrder, Policy
from mutasi.model.shortlist import FULL_POINTS, CriterionScale, WeightedCriterion

NINE_DIGITS = 10**9
"""Units of a score that are 100 points."""
GAP_POINTS = {0: 100, 1: 90, -1: 80, 2: 70, -2: 60, 3: 50, -3: 40, 4: 30, -4: 20}
"""Points by level held less level asked: the usual table 5; 4,5; 4; ... 1 of profile matching, times 20."""
_GAP_TABLE: Matrix = np.array([GAP_POINTS[gap] for gap in range(1 - HIGHEST_LEVEL, HIGHEST_LEVEL)])
_FULL = 2 * FULL_POINTS
"""Points are doubled here, so that the middle between two of them is a whole number."""

Matrix = NDArray[np.int64]
"""Doubled points: a row a person, a column a criterion."""
Shares = NDArray[np.float64]
Measure = Callable[[Matrix], Shares]
"""From points to the share of the full score, for each row."""
Scored = Callable[[Matrix], NDArray[Any]]
"""From points, a column for each criterion in the order of the policy, to units of the score."""


def measured(scores: Scores, policy: Policy, pool: NDArray[np.int64]) -> Scores:
    """The scores by the method of the policy. The people of the rows `pool` make the scale of a relative one.

    Where values are missing, the scale of a relative method is uncertain too, and with it everybody's score.
    """
    if policy.method is Method.WEIGHTED_SUM:
        return scores
    everybody = np.arange(len(scores.score))
    scored = scored_by(scores, policy, pool)
    ends = tuple(_stacked(scores, everybody, rule) for rule in (MissingOrder.WORST, MissingOrder.BEST))
    units = {rule: scored(points) for rule, points in zip((MissingOrder.WORST, MissingOrder.BEST), ends, strict=True)}
    bounds = units[MissingOrder.WORST], units[MissingOrder.BEST]
    if policy.method is Method.PROFILE:
        worst, best = _profile_ends(ends[0], ends[1], scores.criteria)
        bounds = scored(worst), scored(best)
    rule = policy.missing_order
    score = units[rule] if rule in units else scored(_stacked(scores, everybody, rule))
    if policy.method.is_relative and len(pool) and (ends[0][pool] != ends[1][pool]).any():
        among = PoolBounds(ends[0][pool], ends[1][pool])
        found = share_bounds(policy.method, among, ends[0], ends[1], _weights(scores.criteria))
        # rounding never leaves a score outside its bounds
        bounds = np.minimum(_units(found[0]), score), np.maximum(_units(found[1]), score)
    scale = _scale(scores, policy, pool) if policy.method.is_relative and len(pool) else ()
    return replace(
        scores, full=NINE_DIGITS, lowest=bounds[0], highest=bounds[1], score=score, method=policy.method, scale=scale
    )


def _scale(scores: Scores, policy: Policy, pool: NDArray[np.int64]) -> tuple[CriterionScale, ...]:
    columns = ordered_points(scores, policy, pool).T.tolist()
    return tuple(
        CriterionScale(one.name, min(column), max(column), _root(sum(points * points for points in column)))
        for one, column in zip(scores.criteria, columns, strict=True)
    )


def _root(square: int) -> int:
    """The root of a whole number, rounded half up."""
    below = isqrt(square)
    return below + (square - below * below > below)


def scored_by(scores: Scores, policy: Policy, pool: NDArray[np.int64]) -> Scored:
    """The method of the policy as a function of points, on the scale of the people of the rows `pool`."""
    # in an order of their own, so that the order in which the policy names the criteria shows in no digit
    order = sorted(range(len(scores.criteria)), key=lambda at: scores.criteria[at].name)
    stated = [scores.criteria[at] for at in order]
    measure = _MEASURES[policy.method](ordered_points(scores, policy, pool)[:, order], stated)
    return lambda points: _units(measure(points[:, order]))


def ordered_points(scores: Scores, policy: Policy, rows: NDArray[np.int64]) -> Matrix:
    """Doubled points of these people, a column for each criterion, as the policy orders missing values."""
    return _stacked(scores, rows, policy.missing_order)


def _stacked(scores: Scores, rows: NDArray[np.int64], rule: MissingOrder) -> Matrix:
    def column(name: str) -> NDArray[np.int64]:
        given = scores.points[name]
        lowest, highest = given.lowest[rows].astype(np.int64), given.highest[rows].astype(np.int64)
        if rule is MissingOrder.MIDDLE:
            return lowest + highest
        return 2 * (highest if rule is MissingOrder.BEST else lowest)

    return np.column_stack([column(one.name) for one in scores.criteria])


def _units(shares: Shares) -> Sums:
    return np.floor(shares * NINE_DIGITS + 0.5).astype(np.int64)


def _weights(criteria: Sequence[WeightedCriterion]) -> Shares:
    total = sum(one.weight for one in criteria)
    return np.array([one.weight / total for one in criteria])


def _sum(weighted: Shares) -> Shares:
    """The sums of the rows, held within 0 and 1."""
    total = np.zeros(len(weighted))
    for column in weighted.T:  # one after the other: numpy's own sum depends on the shape
        total += column
    return np.clip(total, 0.0, 1.0)


# The scale that a pool makes -----------------------------------------------------------------------------


def _saw(pool: Matrix, criteria: list[WeightedCriterion]) -> Measure:
    """Points against the most of the pool."""
    weights, most = _weights(criteria), _most(pool, len(criteria))
    return lambda points: _sum(np.minimum(points, most) / np.maximum(most, 1) * weights)


def _maut(pool: Matrix, criteria: list[WeightedCriterion]) -> Measure:
    """Points between the least and the most of the pool; in what nobody differs, all have the full share."""
    weights, most, least = _weights(criteria), _most(pool, len(criteria)), _least(pool, len(criteria))

    def measure(points: Matrix) -> Shares:
        within = np.clip(points, least, most) - least
        utility = np.where(most > least, within / np.maximum(most - least, 1), points >= least)
        return _sum(utility * weights)

    return measure


def _topsis(pool: Matrix, criteria: list[WeightedCriterion]) -> Measure:
    """Nearness to the best and distance from the worst of the pool; the full share where nobody differs."""
    scale = _weights(criteria) / _length(pool)
    most, least = _most(pool, len(criteria)), _least(pool, len(criteria))

    def measure(points: Matrix) -> Shares:
        held = np.clip(points, least, most)
        return _nearness(_distance((most - held) * scale), _distance((held - least) * scale))

    return measure


def _length(pool: Matrix) -> Shares:
    """Of the vector of all points, criterion by criterion; 1 where there are none, so that nothing is divided by 0."""
    length: Shares = np.maximum(np.sqrt((pool * pool).sum(axis=0).astype(np.float64)), 1.0)
    return length


def _nearness(to_best: Shares, to_worst: Shares) -> Shares:
    both = to_best + to_worst
    return np.where(both > 0, to_worst / np.where(both > 0, both, 1.0), 1.0)


def nearness(to_best: Shares, to_worst: Shares) -> Sums:
    """The score by TOPSIS, in units, of the distances from the best and from the worst."""
    return _units(_nearness(to_best, to_worst))


def squares_from_ends(pool: Matrix) -> tuple[Shares, Shares]:
    """Squares of what the points of each criterion lack of the most, and have more than the least, in lengths of the
    vector of all. Times the square of the weight they make the distances of TOPSIS.
    """
    length = _length(pool)
    return ((pool.max(axis=0) - pool) / length) ** 2, ((pool - pool.min(axis=0)) / length) ** 2


def _distance(differences: Shares) -> Shares:
    total = np.zeros(len(differences))
    for column in differences.T:
        total += column * column
    return np.sqrt(total)


def _most(pool: Matrix, size: int) -> Matrix:
    return pool.max(axis=0) if len(pool) else np.full(size, _FULL)


def _least(pool: Matrix, size: int) -> Matrix:
    return pool.min(axis=0) if len(pool) else np.zeros(size, dtype=np.int64)


# Absolute scales -----------------------------------------------------------------------------------------


def _product(_pool: Matrix, criteria: list[WeightedCriterion]) -> Measure:
    """The product of the points, each to the power of its weight: no points in one criterion leave none at all."""
    weights = _weights(criteria)

    def measure(points: Matrix) -> Shares:
        product = np.ones(len(points))
        for column, weight in zip(points.T, weights, strict=True):
            product *= np.power(column / _FULL, weight)
        return product

    return measure


def _profile(_pool: Matrix, criteria: list[WeightedCriterion]) -> Measure:
    """Levels of 1 to 5 against the level asked, by the table of gaps; a level above it counts less than full."""
    weights = _weights(criteria)
    ideals = np.array([one.ideal for one in criteria], dtype=np.int64)
    table = _GAP_TABLE / 100

    def measure(points: Matrix) -> Shares:
        return _sum(table[levels_of(points) - ideals + HIGHEST_LEVEL - 1] * weights)

    return measure


def _profile_ends(lowest: Matrix, highest: Matrix, criteria: Sequence[WeightedCriterion]) -> tuple[Matrix, Matrix]:
    """Of the points that missing values may have those that count least and most: the most are those of the level
    asked, or next to it, the least one of the ends.
    """
    ideals = np.array([2 * ideal_points(one) for one in criteria], dtype=np.int64)

    def counts(points: Matrix) -> Matrix:
        counted: Matrix = _GAP_TABLE[levels_of(points) - levels_of(ideals) + HIGHEST_LEVEL - 1]
        return counted

    return np.where(counts(highest) < counts(lowest), highest, lowest), np.clip(ideals, lowest, highest)


def ideal_points(criterion: WeightedCriterion) -> int:
    """Hundredths of points at the level that profile matching asks for."""
    return FULL_POINTS * (criterion.ideal - 1) // (HIGHEST_LEVEL - 1)


def levels_of(points: Matrix) -> Matrix:
    """Doubled points on the five levels of profile matching: 0 to 100 points in four equal steps, rounded half up."""
    steps = HIGHEST_LEVEL - 1
    return 1 + (2 * steps * points + _FULL) // (2 * _FULL)


_MEASURES: Mapping[Method, Callable[[Matrix, list[WeightedCriterion]], Measure]] = {
    Method.SAW: _saw,
    Method.WEIGHTED_PRODUCT: _product,
    Method.TOPSIS: _topsis,
    Method.PROFILE: _profile,
    Method.MAUT: _maut,
}
