"""From verdicts and scores to ranked people for one vacancy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from mutasi.fit.criterion import Points
from mutasi.fit.missing import NAMED, Deciding
from mutasi.fit.score import Scores
from mutasi.fit.standing import Rows, Standing
from mutasi.fit.what_if import WhatIf
from mutasi.message import Message
from mutasi.model.masks import Mask, rows_mask
from mutasi.model.people import People
from mutasi.model.policy import Policy
from mutasi.model.shortlist import Candidate, Excluded, PointsRange, Shortlist
from mutasi.model.verdict import Judgement, Verdict

_FAIL = int(Verdict.FAIL)


def shortlist(
    people: People,
    judgement: Judgement,
    scores: Scores,
    policy: Policy,
    *,
    asked: int,
    with_excluded: bool,
    weighed: int = 0,
) -> Shortlist:
    """The best `asked` people who may hold the post, and more when the last place is shared.

    The holders of the post are left out. Equal scores are ordered by the published chain; people whom it
    cannot separate share a place and are shown in the order of their NIP. What missing values decide is told of the
    first `weighed` places, if these are others than those asked for.
    """
    others = _others(people, judgement)
    ranked = ranked_rows(people, judgement)
    failed = np.flatnonzero(others & (judgement.overall == _FAIL))
    standing = Standing.of(people, scores, policy, ranked)
    listed = standing.best(asked)
    places, tied = standing.places(listed)
    best, worst = standing.bounds(listed)
    deciding = Deciding(people, ranked, standing, WhatIf.of(scores, policy, ranked))
    candidates = tuple(
        replace(
            _candidate(people, judgement, scores, int(row)),
            place=int(places[at]),
            best_place=int(best[at]),
            worst_place=int(worst[at]),
            above=int(scores.score[ranked[listed[at - 1]]] - scores.score[row]) if at else None,
            tied=bool(tied[at]),
            missing=deciding.of(int(listed[at])) if places[at] <= (weighed or asked) else (),
        )
        for at, row in enumerate(ranked[listed])
    )
    contenders, may_reach = deciding.contenders(weighed or asked)
    return Shortlist(
        vacancy=judgement.vacancy,
        criteria=scores.criteria,
        full=scores.full,
        candidates=candidates,
        excluded=tuple(_excluded(people, judgement, int(row)) for row in failed) if with_excluded else (),
        asked=asked,
        ranked=len(ranked),
        counts={verdict: int((judgement.overall[others] == verdict).sum()) for verdict in Verdict},
        rules=judgement.used,
        failures=_failures(judgement, others),
        unjudged=judgement.unjudged,
        notes=tuple(_notes(scores, ranked)),
        cut_tie=len(listed) > asked,
        method=scores.method,
        weighed=weighed or asked,
        contenders=contenders,
        may_reach=may_reach,
        nearest=() if len(ranked) else tuple(_nearest(people, judgement, failed)),
    )


def scored(people: People, judgement: Judgement, scores: Scores, *, rows: Sequence[int]) -> Shortlist:
    """Points of these people in the order of `rows`, nobody left out and nobody placed (place 0)."""
    candidates = tuple(_candidate(people, judgement, scores, row) for row in rows)
    chosen = np.array(rows, dtype=np.int64)
    return Shortlist(
        vacancy=judgement.vacancy,
        criteria=scores.criteria,
        full=scores.full,
        candidates=candidates,
        excluded=(),
        asked=len(rows),
        ranked=len(rows),
        counts={verdict: int((judgement.overall[chosen] == verdict).sum()) for verdict in Verdict},
        rules=judgement.used,
        failures=_failures(judgement, rows_mask(rows, people.size)),
        unjudged=judgement.unjudged,
        method=scores.method,
    )


def ranked_rows(people: People, judgement: Judgement) -> Rows:
    """The people who are ranked for the vacancy: they may hold the post, and do not hold it already."""
    return np.flatnonzero(_others(people, judgement) & (judgement.overall != _FAIL))


def _others(people: People, judgement: Judgement) -> Mask:
    """Everybody but those who hold the post already."""
    return ~people.holds("id_jabatan", judgement.vacancy.post)


# People -------------------------------------------------------------------------------------------------


def _candidate(people: People, judgement: Judgement, scores: Scores, row: int) -> Candidate:
    """A person with points and reasons, without a place."""
    return Candidate(
        **_person(people, row),
        place=0,
        best_place=0,
        worst_place=0,
        score=int(scores.score[row]),
        lowest=int(scores.lowest[row]),
        highest=int(scores.highest[row]),
        points=points_of(scores, row),
        verdict=Verdict(int(judgement.overall[row])),
        reasons=judgement.explain(row),
        unjudged=judgement.explain_once(row),
    )


def points_of(scores: Scores, row: int) -> dict[str, PointsRange]:
    """The points of one person by criterion, in the order of the policy."""
    return {
        name: PointsRange(int(given.lowest[row]), int(given.highest[row]), given.fact(row))
        for name, given in scores.points.items()
    }


def _person(people: People, row: int) -> dict[str, Any]:
    def text(column: str) -> str:
        return people.array(column)[row] or ""

    return {
        "row": row,
        "nip": text("nip"),
        "name": text("nama"),
        "rank": text("golongan"),
        "post": text("nama_jabatan"),
        "unit": text("nama_unit"),
    }


def _excluded(people: People, judgement: Judgement, row: int) -> Excluded:
    return Excluded(**_person(people, row), reasons=judgement.explain(row), unjudged=judgement.explain_once(row))


def _nearest(people: People, judgement: Judgement, failed: Rows) -> Iterator[Excluded]:
    """The first of those whom the fewest requirements bar, in the order of their NIP where these are as many."""
    bars = np.zeros(len(failed), dtype=np.int64)
    for verdicts in judgement.counted.values():
        bars += verdicts[failed] == _FAIL
    nips = np.array([people.array("nip")[row] or "" for row in failed], dtype=str)
    for at in np.lexsort((nips, bars))[:NAMED]:
        yield _excluded(people, judgement, int(failed[at]))


def _failures(judgement: Judgement, among: Mask) -> dict[str, int]:
    """People by requirement that bars them, the most frequent first."""
    # all, less the few who are not meant: that is quicker than to pick those who are
    others = np.flatnonzero(~among)
    counts = {
        code: int(np.count_nonzero(verdicts == _FAIL) - np.count_nonzero(verdicts[others] == _FAIL))
        for code, verdicts in judgement.counted.items()
    }
    return dict(
        sorted(((code, count) for code, count in counts.items() if count), key=lambda item: (-item[1], item[0]))
    )


def _notes(scores: Scores, ranked: Rows) -> Iterator[Message]:
    if len(ranked) == 1:
        yield Message("only one person is ranked")
    if len(ranked) > 1:
        same: Sequence[str] = [
            one.label for one in scores.criteria if _distinguishes_nobody(scores.points[one.name], ranked)
        ]
        if same:
            yield Message("does not distinguish anybody here: {criteria}", criteria=tuple(same))


def _distinguishes_nobody(points: Points, ranked: Rows) -> bool:
    bounds = (points.lowest,) if points.lowest is points.highest else (points.lowest, points.highest)
    return all(bound[ranked[0]] == bound[ranked[1]] and np.ptp(bound[ranked]) == 0 for bound in bounds)
