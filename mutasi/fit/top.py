"""Those of all people who may be among the first, found without ordering the others.

Whoever has a score below that of the last of so many others is none of them: to know such a score, the people are cut
into groups, and the best of each looked at. What is found is exact: everybody left out has a lower score than that
many others.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mutasi.fit.sums import Whole
from mutasi.model.masks import Mask

_GROUPS = 1024
_FEWEST = 4 * _GROUPS
"""Fewer people than these are all looked at."""
NOBODY = -1
"""Less than any score."""


def among(scores: Whole, whose: Mask) -> Whole:
    """The scores of these people, and NOBODY for the others."""
    # all bits of the others are set, which makes -1: several times faster than to choose by the mask
    others = (whose.view(np.int8) - np.int8(1)).astype(scores.dtype)
    return np.bitwise_or(scores, others, out=others)


def rows_near_the_top(scores: Whole, asked: int) -> NDArray[np.int64]:
    """The rows, in rising order, of at least the `asked` highest scores and of all that equal the last of these; of all
    people who have one when they are not so many.
    """
    if len(scores) < _FEWEST or asked > _GROUPS:
        return _at_least(scores, asked)
    whole = len(scores) // _GROUPS * _GROUPS
    groups = scores[:whole].reshape(-1, _GROUPS)
    best = groups.max(axis=0)
    last = np.partition(best, _GROUPS - asked)[_GROUPS - asked]
    if last == NOBODY:
        return np.flatnonzero(scores != NOBODY)
    chosen = np.flatnonzero(best >= last)
    across, along = np.nonzero(groups[:, chosen] >= last)
    rest = whole + np.flatnonzero(scores[whole:] >= last)
    return np.concatenate([np.sort(across * _GROUPS + chosen[along]), rest])


def _at_least(scores: Whole, asked: int) -> NDArray[np.int64]:
    if len(scores) <= asked:
        return np.flatnonzero(scores != NOBODY)
    last = np.partition(scores, len(scores) - asked)[len(scores) - asked]
    return np.flatnonzero(scores >= max(int(last), NOBODY + 1))
