"""Scores of one person if points were others than they are: the method of the policy on a few rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutasi.fit.methods import Matrix, Scored, ordered_points, scored_by
from mutasi.fit.score import Scores
from mutasi.model.policy import Method, Policy

_LARGEST = 2**62


@dataclass(frozen=True, slots=True)
class WhatIf:
    """How points make a score here, for any points; of a relative method on the scale of those who are ranked now."""

    scores: Scores
    policy: Policy
    measure: Scored

    @classmethod
    def of(cls, scores: Scores, policy: Policy, pool: NDArray[np.int64]) -> WhatIf:
        """For scores of which the people of the rows `pool` make the scale."""
        by_sum = scores.method is Method.WEIGHTED_SUM
        return cls(scores, policy, _summed(scores) if by_sum else scored_by(scores, policy, pool))

    def points(self, row: int) -> Matrix:
        """Doubled points of a person, as missing values are ordered, a column for each criterion."""
        points: Matrix = ordered_points(self.scores, self.policy, np.array([row]))[0]
        return points

    def changed(self, row: int, changes: Sequence[Mapping[str, int]]) -> NDArray[Any]:
        """The score for each of the changes: hundredths of points by criterion, all else as it is."""
        place = {one.name: at for at, one in enumerate(self.scores.criteria)}
        points = np.tile(self.points(row), (len(changes), 1))
        for at, change in enumerate(changes):
            for name, value in change.items():
                points[at, place[name]] = 2 * value
        return self.measure(points)

    def on_scale(self, row: int, at: int, values: NDArray[np.int64]) -> NDArray[Any]:
        """The score for each of these hundredths of points in the criterion of that number, all else as it is."""
        points = np.tile(self.points(row), (len(values), 1))
        points[:, at] = 2 * values
        return self.measure(points)


def _summed(scores: Scores) -> Scored:
    weights = [one.weight for one in scores.criteria]
    width = np.int64 if 2 * scores.full <= _LARGEST else object

    def measure(points: Matrix) -> NDArray[Any]:
        total: NDArray[Any] = points.astype(width) @ np.array(weights, dtype=width)
        return total // 2

    return measure
