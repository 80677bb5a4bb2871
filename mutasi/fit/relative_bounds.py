"""What relative methods leave possible where values are missing: also the scale is then known within bounds only.

Everybody is ranked on a scale that all make, so a missing value of one person moves the scores of the others too. The
bounds here hold whatever the missing values turn out to be; they may be wider than what can be reached.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutasi.model.policy import Method

Points = NDArray[np.int64]
Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PoolBounds:
    """The points of those who are ranked, as low and as high as missing values may be: a row a person."""

    lowest: Points
    highest: Points

    @property
    def most(self) -> tuple[Points, Points]:
        """Between what the highest points of each criterion lie."""
        return self.lowest.max(axis=0), self.highest.max(axis=0)

    @property
    def least(self) -> tuple[Points, Points]:
        """Between what the lowest points of each criterion lie."""
        return self.lowest.min(axis=0), self.highest.min(axis=0)

    @property
    def may_be_equal(self) -> NDArray[np.bool_]:
        """In which criteria all may turn out to have the same points."""
        told: NDArray[np.bool_] = self.lowest.max(axis=0) <= self.highest.min(axis=0)
        return told


Ends = Callable[[PoolBounds, Points, Points, Shares], tuple[Shares, Shares]]


def share_bounds(
    method: Method, pool: PoolBounds, lowest: Points, highest: Points, weights: Shares
) -> tuple[Shares, Shares]:
    """The least and the greatest share that each person may have, whose points lie between `lowest` and `highest`."""
    return _ENDS[method](pool, lowest, highest, weights)


def _saw(pool: PoolBounds, lowest: Points, highest: Points, weights: Shares) -> tuple[Shares, Shares]:
    least_most, most_most = pool.most
    worst = np.minimum(lowest / np.maximum(most_most, 1), 1.0)
    best = np.minimum(highest / np.maximum(least_most, 1), 1.0)
    return (worst * weights).sum(axis=1), (best * weights).sum(axis=1)


def _maut(pool: PoolBounds, lowest: Points, highest: Points, weights: Shares) -> tuple[Shares, Shares]:
    (least_most, most_most), (least_least, most_least) = pool.most, pool.least
    bottom = np.minimum(most_least, lowest)
    span = np.maximum(most_most - bottom, 0)
    worst = np.where(span > 0, (lowest - bottom) / np.maximum(span, 1), 1.0)
    worst = np.where(lowest < least_least, 0.0, worst)  # who is not ranked may lie below all who are
    span = np.maximum(least_most, highest) - least_least
    best = np.where(span > 0, (highest - least_least) / np.maximum(span, 1), 1.0)
    best = np.where(pool.may_be_equal, 1.0, np.clip(best, 0.0, 1.0))
    return (np.clip(worst, 0.0, 1.0) * weights).sum(axis=1), (best * weights).sum(axis=1)


def _topsis(pool: PoolBounds, lowest: Points, highest: Points, weights: Shares) -> tuple[Shares, Shares]:
    (least_most, most_most), (least_least, most_least) = pool.most, pool.least
    shortest, longest = (np.maximum(np.sqrt((one * one).sum(axis=0).astype(np.float64)), 1.0)
                         for one in (pool.lowest, pool.highest))  # fmt: skip

    def distance(differences: Points, length: Shares) -> Shares:
        # no difference is longer than the column it is a part of
        held = np.minimum(np.maximum(differences, 0) / length, 1.0) * weights
        told: Shares = np.sqrt((held * held).sum(axis=1))
        return told

    worst = _nearness(distance(lowest - most_least, longest), distance(most_most - lowest, shortest))
    best = _nearness(distance(highest - least_least, shortest), distance(least_most - highest, longest))
    return worst, np.where(pool.may_be_equal.all(), 1.0, best)


def _nearness(from_worst: Shares, from_best: Shares) -> Shares:
    both = from_worst + from_best
    return np.where(both > 0, from_worst / np.where(both > 0, both, 1.0), 1.0)


_ENDS: Mapping[Method, Ends] = {Method.SAW: _saw, Method.MAUT: _maut, Method.TOPSIS: _topsis}
