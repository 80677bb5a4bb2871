"""How points and weights make a score, beside the weighted sum that is the default.

Every method here measures points (0 to full, the more the better) and gives a share between 0 and 1, rounded to nine
digits so that neither the order of people nor that of criteria shows in it. The relative ones (SAW, TOPSIS, MAUT) have
a scale that those who are ranked make: whoever comes or goes may turn the order of two others. What nobody differs in
counts the same for all, so that no share is ever undefined.

Sources: SAW (Fishburn 1967), weighted product (Bridgman 1922), TOPSIS (Hwang and Yoon 1981), MAUT (Keeney and Raiffa
1976), profile matching as Indonesian offices use it (Kusrini 2007). MEMORY: the books were not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mutasi.fit.score import Scores, Sums, ordering
from mutasi.model.codes import HIGHEST_LEVEL
from mutasi.model.policy import Method, Policy
from mutasi.model.shortlist import FULL_POINTS, WeightedCriterion

NINE_DIGITS = 10**9
"""Units of a score that are 100 points."""
GAP_POINTS = {0: 100, 1: 90, -1: 80, 2: 70, -2: 60, 3: 50, -3: 40, 4: 30, -4: 20}
"""Points by level held less level asked: the usual table 5; 4,5; 4; ... 1 of profile matching, times 20."""
_FULL = 2 * FULL_POINTS
"""Points are doubled here, so that the middle between two of them is a whole number."""

Matrix = NDArray[np.int64]
"""Doubled points: a row a person, a column a criterion."""
Shares = NDArray[np.float64]
Measure = Callable[[Matrix], Shares]
"""From points to the share of the full score, for each row."""


def measured(scores: Scores, policy: Policy, pool: NDArray[np.int64]) -> Scores:
    """The scores by the method of the policy. The people of the rows `pool` make the scale of a relative one.

    Where values are missing, bounds by a relative method hold on the scale that all make as they are ordered: they do
    not say what the others' missing values would make of that scale.
    """
    if policy.method is Method.WEIGHTED_SUM:
        return scores
    # in an order of their own, so that the order in which the policy names the criteria shows in no digit
    stated = sorted(scores.criteria, key=lambda one: one.name)
    lowest = np.column_stack([2 * scores.points[one.name].lowest.astype(np.int64) for one in stated])
    highest = np.column_stack([2 * scores.points[one.name].highest.astype(np.int64) for one in stated])
    counted = ordering(lowest, highest, policy.missing_order)
    measure = _MEASURES[policy.method](counted[pool], stated)
    units = {id(one): _units(measure(one)) for one in (lowest, highest, counted)}
    return replace(
        scores,
        full=NINE_DIGITS,
        lowest=units[id(lowest)],
        highest=units[id(highest)],
        score=units[id(counted)],
        method=policy.method,
    )


def _units(shares: Shares) -> Sums:
    return np.floor(shares * NINE_DIGITS + 0.5).astype(np.int64)


def _weights(criteria: list[WeightedCriterion]) -> Shares:
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
    """Nearness to the best and distance from the worst of the pool; halfway where nobody differs from anybody."""
    length = np.sqrt((pool * pool).sum(axis=0).astype(np.float64)) if len(pool) else np.ones(len(criteria))
    scale = _weights(criteria) / np.maximum(length, 1.0)
    most, least = _most(pool, len(criteria)), _least(pool, len(criteria))

    def measure(points: Matrix) -> Shares:
        held = np.clip(points, least, most)
        to_best = _distance((most - held) * scale)
        to_worst = _distance((held - least) * scale)
        both = to_best + to_worst
        return np.where(both > 0, to_worst / np.where(both > 0, both, 1.0), 0.5)

    return measure


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
    table = np.array([GAP_POINTS[gap] for gap in range(1 - HIGHEST_LEVEL, HIGHEST_LEVEL)]) / 100

    def measure(points: Matrix) -> Shares:
        return _sum(table[levels_of(points) - ideals + HIGHEST_LEVEL - 1] * weights)

    return measure


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
