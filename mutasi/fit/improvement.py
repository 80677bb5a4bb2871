"""The smallest change that would bring somebody among the first: in one criterion, else in two."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from mutasi.fit.standing import Standing
from mutasi.fit.what_if import WhatIf
from mutasi.model.improvement import Improvement, Target
from mutasi.model.shortlist import FULL_POINTS


def improvement(what_if: WhatIf, standing: Standing, row: int, behind: int, asked: int) -> Improvement | None:
    """What the person of this row, who is not among the first `asked`, lacks to the last of them.

    None where there is no such place, or where the method is relative: there points of one person change the scores
    of the others too, so that what would suffice is not told.
    """
    scores = what_if.scores
    needed = standing.needed(asked, behind)
    if needed is None or scores.method.is_relative:
        return None
    targets = tuple(_target(what_if, row, at, needed) for at in range(len(scores.criteria)))
    found = Improvement(needed - int(scores.score[row]), tuple(sorted(targets, key=_by_change)))
    if found.smallest is not None or len(targets) < 2:
        return found
    pair, suffices = _best_pair(what_if, row, needed)
    return Improvement(found.units, found.targets, pair, suffices)


def _by_change(target: Target) -> tuple[bool, int]:
    return target.more is None, target.more or 0


def _target(what_if: WhatIf, row: int, at: int, needed: int) -> Target:
    """Every value of the scale is tried, since not every method rewards more points."""
    one = what_if.scores.criteria[at]
    given = what_if.scores.points[one.name]
    ordered = int(what_if.points(row)[at])
    values = np.arange(ordered // 2 + 1, FULL_POINTS + 1)
    enough = np.flatnonzero(what_if.on_scale(row, at, values) >= needed)
    least = int(values[enough[0]]) if len(enough) else None
    return Target(one.name, int(given.lowest[row]), int(given.highest[row]), ordered, least)


def _best_pair(what_if: WhatIf, row: int, needed: int) -> tuple[tuple[str, str], bool]:
    """The two criteria that bring most together, each at its best, and whether that is enough."""
    criteria = what_if.scores.criteria
    best = {one.name: _best_points(what_if, row, at) for at, one in enumerate(criteria)}
    pairs = list(combinations(best, 2))
    units = what_if.changed(row, [{name: best[name] for name in pair} for pair in pairs])
    most = int(np.argmax(units))
    return pairs[most], bool(units[most] >= needed)


def _best_points(what_if: WhatIf, row: int, at: int) -> int:
    """The points with which the score is highest: full ones, unless the method takes off for too much."""
    ordered = int(what_if.points(row)[at])
    values = np.arange((ordered + 1) // 2, FULL_POINTS + 1)
    return int(values[np.argmax(what_if.on_scale(row, at, values))])
