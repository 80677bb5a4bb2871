"""Those among whom the first places are decided, found without ordering everybody who is ranked."""

from __future__ import annotations

import numpy as np

from mutasi.fit.missing import NAMED
from mutasi.fit.score import Scores
from mutasi.fit.standing import Rows, Standing
from mutasi.fit.sums import as_vector
from mutasi.fit.top import among, rows_near_the_top
from mutasi.model.masks import Mask
from mutasi.model.people import People
from mutasi.model.policy import Method, Policy


def rivals(
    people: People, scores: Scores, policy: Policy, ranked: Mask, *, asked: int, weighed: int
) -> tuple[Rows, Standing]:
    """The rows and the standing of the first `asked`, of those whom missing values may bring among the first `weighed`,
    and of all who stand before one of them, or may: among these everyone has the place and the bounds that he or she
    has among all. Of those whom missing values may bring there as many as are named count.
    """
    if scores.method is not Method.WEIGHTED_SUM:
        rows = np.flatnonzero(ranked)
        return rows, Standing.of(people, scores, policy, rows)
    # so many have at least this score whatever is missing of them; who cannot have as much is none of the first
    near = rows_near_the_top(among(as_vector(scores.lowest), ranked), max(asked, weighed))
    if not len(near) or scores.highest is scores.lowest:
        return near, Standing.of(people, scores, policy, near)
    highest, least = among(as_vector(scores.highest), ranked), _last(scores, near, max(asked, weighed))
    rows = np.flatnonzero(highest >= least)
    standing = Standing.of(people, scores, policy, rows)
    told = np.concatenate([standing.best(asked), standing.may_reach(weighed)[:NAMED]])
    at_least = int(scores.lowest[rows[told]].min())
    if at_least >= least:
        return rows, standing
    rows = np.flatnonzero(highest >= at_least)
    return rows, Standing.of(people, scores, policy, rows)


def _last(scores: Scores, rows: Rows, asked: int) -> int:
    """The lowest score of the last of the first, or of them all."""
    lowest = scores.lowest[rows]
    at = max(0, len(rows) - asked)
    return int(np.partition(lowest, at)[at])
