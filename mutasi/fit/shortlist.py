"""From verdicts and scores to ranked people for one vacancy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from mutasi.fit.criterion import Points
from mutasi.fit.score import Scores
from mutasi.fit.standing import Rows, Standing
from mutasi.message import Message
from mutasi.model.masks import Mask, rows_mask
from mutasi.model.people import People
from mutasi.model.policy import Policy
from mutasi.model.shortlist import Candidate, Excluded, PointsRange, Shortlist
from mutasi.model.verdict import Judgement, Verdict

_FAIL = int(Verdict.FAIL)


def shortlist(
    people: People, judgement: Judgement, scores: Scores, policy: Policy, *, asked: int, with_excluded: bool
) -> Shortlist:
    """The best `asked` people who may hold the post, and more when the last place is shared.

    The holders of the post are left out. Equal scores are ordered by the published chain; people whom it
    cannot separate share a place and are shown in the order of their NIP.
    """
    others = _others(people, judgement)
    ranked = _ranked(others, judgement)
    failed = np.flatnonzero(others & (judgement.overall == _FAIL))
    standing = Standing.of(people, scores, policy, ranked)
    listed = standing.best(asked)
    places, tied = standing.places(listed)
    best, worst = standing.bounds(listed)
    candidates = tuple(
        _candidate(people, judgement, scores, int(row), place=int(places[at]), tied=bool(tied[at]),
                   bounds=(int(best[at]), int(worst[at])))
        for at, row in enumerate(ranked[listed])
    )  # fmt: skip
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
    )


def scored(people: People, judgement: Judgement, scores: Scores, *, rows: Sequence[int]) -> Shortlist:
    """Points of these people in the order of `rows`, nobody left out and nobody placed (place 0)."""
    candidates = tuple(_candidate(people, judgement, scores, row, place=0, tied=False, bounds=(0, 0)) for row in rows)
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
    return _ranked(_others(people, judgement), judgement)


def _ranked(others: Mask, judgement: Judgement) -> Rows:
    return np.flatnonzero(others & (judgement.overall != _FAIL))


def _others(people: People, judgement: Judgement) -> Mask:
    """Everybody but those who hold the post already."""
    return ~people.holds("id_jabatan", judgement.vacancy.post)


# People -------------------------------------------------------------------------------------------------


def _candidate(
    people: People, judgement: Judgement, scores: Scores, row: int, *, place: int, tied: bool, bounds: tuple[int, int]
) -> Candidate:
    points = points_of(scores, row)
    return Candidate(
        **_person(people, row),
        place=place,
        best_place=bounds[0],
        worst_place=bounds[1],
        score=int(scores.score[row]),
        lowest=int(scores.lowest[row]),
        highest=int(scores.highest[row]),
        points=points,
        verdict=Verdict(int(judgement.overall[row])),
        reasons=judgement.explain(row),
        tied=tied,
        decider=_decider(scores, points),
        unjudged=judgement.explain_once(row),
    )


def points_of(scores: Scores, row: int) -> dict[str, PointsRange]:
    """The points of one person by criterion, in the order of the policy."""
    return {
        name: PointsRange(int(given.lowest[row]), int(given.highest[row]), given.fact(row))
        for name, given in scores.points.items()
    }


def _decider(scores: Scores, points: dict[str, PointsRange]) -> str:
    """The criterion whose missing value moves the score most."""
    widths = {one.name: one.weight * (points[one.name].highest - points[one.name].lowest) for one in scores.criteria}
    widest = max(widths, key=lambda name: widths[name], default="")
    return widest if widest and widths[widest] > 0 else ""


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
