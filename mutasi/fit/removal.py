"""Does it turn the order of the others when somebody is no longer ranked?

By an absolute method never: a score is made of the person's own points. A relative method makes its scale of those who
are ranked. Tried is the removal of each who is listed, and of each who alone has the most or the least points of a
criterion: they make the scale.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from mutasi.fit.criterion import Points
from mutasi.fit.methods import measured
from mutasi.fit.score import Scores
from mutasi.fit.weightings import Whole
from mutasi.model.policy import Policy


@dataclass(frozen=True, slots=True)
class Moved:
    """Row of who is taken out, and the rows whose place among the others changes, with the place before and after."""

    row: int
    others: tuple[tuple[int, int, int], ...]


def of_rows(scores: Scores, rows: Whole) -> Scores:
    """The points of these rows alone; their scores are still to be measured."""
    points = {
        name: Points(given.lowest[rows], given.highest[rows], given.fact) for name, given in scores.points.items()
    }
    return replace(scores, points=points, lowest=scores.lowest[rows], highest=scores.highest[rows],
                   score=scores.score[rows])  # fmt: skip


def who_makes_the_scale(values: Whole, listed: Whole) -> Whole:
    """The rows that are listed, and those that alone have the most or the least of a column."""
    alone = [
        np.flatnonzero(column == end)
        for column in values.T
        for end in (column.max(initial=0), column.min(initial=np.iinfo(np.int64).max))
    ]
    holders = [int(rows[0]) for rows in alone if len(rows) == 1]
    return np.array(list(dict.fromkeys([*listed.tolist(), *holders])), dtype=np.int64)


def removals(scores: Scores, policy: Policy, behind: Whole, tried: Whole, asked: int) -> list[Moved]:
    """Who changes places within the first `asked` of the others, for each of `tried` that is taken out.

    `scores` are of the ranked alone, `behind` orders equal ones, the smaller the better.
    """
    pool = np.arange(len(behind))
    own = _keys(measured(scores, policy, pool), behind)
    found = []
    for row in tried:
        others = pool[pool != row]
        before = _places(own[others])
        after = _places(_keys(measured(scores, policy, others), behind)[others])
        near = (np.minimum(before, after) <= asked) & (before != after)
        moved = sorted((int(before[at]), int(after[at]), int(others[at])) for at in np.flatnonzero(near))
        if moved:
            found.append(Moved(int(row), tuple((other, old, new) for old, new, other in moved)))
    return found


def _keys(scores: Scores, behind: Whole) -> Whole:
    """One number for each, the higher the better: the score, then the published chain."""
    keys: Whole = scores.score[:].astype(np.int64) * (int(behind.max(initial=0)) + 1) - behind
    return keys


def _places(keys: Whole) -> Whole:
    """Competition ranks: one more than there are better ones."""
    ordered = np.sort(keys)
    places: Whole = 1 + len(keys) - np.searchsorted(ordered, keys, side="right")
    return places
