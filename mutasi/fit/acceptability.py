"""In how many weightings each of the ranked is first, and within the first n."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutasi.fit.methods import nearness
from mutasi.fit.weightings import PARTS, Weightings, Whole

Numbers = NDArray[Any]
"""Whole numbers, as such or as reals."""
Reals = NDArray[np.float64]

_RIVALS = 100
"""So many of the best are compared with everybody, to find who can never be within the first n."""
_FEW = 20
"""So many more than are asked for are quicker tried than compared further."""
_CELLS = 2_000_000
"""Scores that are held at a time."""
_EXACT_REALS = 2**53
"""Whole numbers below are the same as reals, whatever the order in which they are added up."""
_LARGEST = 2**62


@dataclass(frozen=True, slots=True)
class Acceptability:
    """Counts for each row. Who shares a place has it."""

    first: Whole
    within: Whole


def acceptability(
    values: Whole, behind: Whole, admissible: Weightings, *, asked: int, samples: int, seed: int
) -> Acceptability:
    """Counts over a sample of the admissible weightings. A row of `values` is a person, a column a criterion; equal
    scores are ordered by `behind`, the smaller the better, and who is equal in that too shares the place.
    """
    rows = contenders(values, behind, admissible, asked)
    first, within = np.zeros(len(values), dtype=np.int64), np.zeros(len(values), dtype=np.int64)
    if not len(rows):
        return Acceptability(first, within)
    shown, ties = _combined(values[rows], behind[rows])
    for drawn in _smaller(admissible.draw(samples, seed), max(1, _CELLS // len(rows))):
        scores = _scores(drawn, shown, ties)
        first[rows] += (scores == scores.max(axis=1, keepdims=True)).sum(axis=0)
        within[rows] += (scores >= _last(scores, asked)).sum(axis=0)
    return Acceptability(first, within)


def acceptability_by_distance(
    to_best: Reals, to_worst: Reals, behind: Whole, admissible: Weightings, *, asked: int, samples: int, seed: int
) -> Acceptability:
    """The same by TOPSIS, of the squares that `methods.squares_from_ends` gives: everybody is tried, for such a score
    is no sum of weight times worth.
    """
    first, within = np.zeros(len(behind), dtype=np.int64), np.zeros(len(behind), dtype=np.int64)
    order, ties = np.unique(behind, return_inverse=True)
    ahead = len(order) - 1 - ties.astype(np.int64)
    for drawn in _smaller(admissible.draw(samples, seed), max(1, _CELLS // max(1, len(behind)))) if len(behind) else ():
        weights = (drawn / PARTS) ** 2
        scores = nearness(_lengths(weights, to_best), _lengths(weights, to_worst)) * len(order) + ahead
        first += (scores == scores.max(axis=1, keepdims=True)).sum(axis=0)
        within += (scores >= _last(scores, asked)).sum(axis=0)
    return Acceptability(first, within)


def _lengths(weights: Reals, squares: Reals) -> Reals:
    """Of each weighting (row) and person (column); added up one after the other, so that it is the same everywhere."""
    total = np.zeros((len(weights), len(squares)))
    for weight, column in zip(weights.T, squares.T, strict=True):
        total += weight[:, None] * column
    return np.sqrt(total)


def contenders(values: Whole, behind: Whole, admissible: Weightings, asked: int) -> Whole:
    """The rows that may be within the first `asked` by some weighting, and perhaps some that may not.

    Left out is only who stands behind `asked` others by every admissible weighting: those never fill one of the first
    places, and never decide who does.
    """
    span = int(behind.max(initial=0)) + 1
    left, ahead = np.arange(len(values)), np.zeros(len(values), dtype=np.int64)
    middle = admissible.centre if admissible.bounded else np.ones_like(admissible.centre)
    best = np.lexsort((behind, -(values @ middle)))[: asked + _RIVALS]
    for rival in best:
        # the most that somebody may lead the rival by, as score and then place in the published chain
        lead = admissible.most(values[left] - values[rival]) * span + (behind[rival] - behind[left])
        ahead[left] += lead < 0
        left = left[ahead[left] < asked]
        if len(left) <= asked + _FEW:
            break
    return left


def _smaller(batches: Iterable[Whole], rows: int) -> Iterator[Whole]:
    for batch in batches:
        yield from (batch[start : start + rows] for start in range(0, len(batch), rows))


def _combined(values: Whole, behind: Whole) -> tuple[Whole, Whole]:
    """Values and an addend for each row which make, weighted, one number in which the chain decides equal scores."""
    order, ties = np.unique(behind, return_inverse=True)
    span = len(order)
    coarse = -(-PARTS * int(values.max(initial=1)) * span // _LARGEST)  # 1 but for far more people than a region has
    return values // coarse * span, span - 1 - ties.astype(np.int64)


def _scores(drawn: Whole, shown: Whole, ties: Whole) -> Numbers:
    """The number of each weighting (row) and person (column)."""
    if PARTS * int(shown.max(initial=1)) + len(ties) < _EXACT_REALS:  # then the product of reals is exact, and quick
        quick: NDArray[np.float64] = drawn.astype(np.float64) @ shown.T.astype(np.float64) + ties
        return quick
    exact: NDArray[np.int64] = drawn @ shown.T + ties
    return exact


def _last(scores: Numbers, asked: int) -> Numbers:
    """The number of the last of the first `asked`, for each weighting."""
    at = max(0, scores.shape[1] - asked)
    return np.partition(scores, at, axis=1)[:, at : at + 1]
