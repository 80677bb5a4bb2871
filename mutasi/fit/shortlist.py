"""From verdicts and scores to ranked people for one vacancy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutasi.fit.criterion import Points
from mutasi.fit.score import Scores
from mutasi.fit.standing import Rows, Standing, standings
from mutasi.fit.sums import as_vector
from mutasi.fit.top import among, rows_near_the_top
from mutasi.message import Message
from mutasi.model.masks import Mask, rows_mask
from mutasi.model.people import People
from mutasi.model.policy import Method, Policy
from mutasi.model.shortlist import Candidate, Excluded, PointsRange, Shortlist
from mutasi.model.verdict import FAIL, Judgement, Verdict, VerdictCodes

_SAID = (Verdict.PASS, Verdict.WARN, Verdict.UNKNOWN)


def shortlist(
    people: People, judgement: Judgement, scores: Scores, policy: Policy, *, asked: int, with_excluded: bool
) -> Shortlist:
    """The best `asked` people who may hold the post, and more when the last place is shared.

    The holders of the post are left out. Equal scores are ordered by the published chain; people whom it
    cannot separate share a place and are shown in the order of their NIP.
    """
    holders, ranked = _holders(people, judgement), may_be_ranked(people, judgement)
    counts = _counts_without(judgement.overall, holders)
    size = sum(counts.values()) - counts[Verdict.FAIL]
    rows, places, tied, best, worst = (one.tolist() for one in _first(people, scores, policy, ranked, asked))
    own = _own_scores(scores, rows)
    candidates = tuple(
        _candidate(
            people, judgement, scores, row, own[at], place=places[at], tied=tied[at], bounds=(best[at], worst[at])
        )
        for at, row in enumerate(rows)
    )
    return Shortlist(
        vacancy=judgement.vacancy,
        criteria=scores.criteria,
        full=scores.full,
        candidates=candidates,
        excluded=_excluded(people, judgement, holders) if with_excluded else (),
        asked=asked,
        ranked=size,
        counts=counts,
        rules=judgement.used,
        failures=_failures(judgement, holders),
        unjudged=judgement.unjudged,
        notes=tuple(_notes(scores, ranked, size)),
        cut_tie=len(candidates) > asked,
        method=scores.method,
    )


def _first(people: People, scores: Scores, policy: Policy, ranked: Mask, asked: int) -> tuple[NDArray[Any], ...]:
    """The first `asked` of those who are ranked: their rows, places, whether they share these, and the bounds of them.

    All who are not near the top have a lower score than these; but with values that are missing, others than they may
    be better.
    """
    near = rows_near_the_top(among(as_vector(scores.score), ranked), asked)
    standing = Standing.of(people, scores, policy, near)
    listed = standing.best(asked)
    rivals = None
    if len(listed) and scores.highest is not scores.lowest:
        least = scores.lowest[near[listed]].min()
        others = np.flatnonzero(among(as_vector(scores.highest), ranked) >= least)
        rivals = standings(people, scores.highest, policy, others)
    return (near[listed], *standing.places(listed), *standing.bounds(listed, rivals))


def scored(people: People, judgement: Judgement, scores: Scores, *, rows: Sequence[int]) -> Shortlist:
    """Points of these people in the order of `rows`, nobody left out and nobody placed (place 0)."""
    chosen = np.array(rows, dtype=np.int64)
    own = _own_scores(scores, rows)
    candidates = tuple(
        _candidate(people, judgement, scores, row, own[at], place=0, tied=False, bounds=(0, 0))
        for at, row in enumerate(rows)
    )
    left_out = np.flatnonzero(~rows_mask(rows, people.size))
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
        failures=_failures(judgement, left_out),
        unjudged=judgement.unjudged,
        method=scores.method,
    )


def ranked_rows(people: People, judgement: Judgement) -> Rows:
    """The people who are ranked for the vacancy: they may hold the post, and do not hold it already."""
    return np.flatnonzero(may_be_ranked(people, judgement))


def may_be_ranked(people: People, judgement: Judgement) -> Mask:
    """The same for each row."""
    may: Mask = judgement.overall != FAIL
    may[_holders(people, judgement)] = False
    return may


def _holders(people: People, judgement: Judgement) -> Rows:
    """Those who hold the post already."""
    return people.rows_with("id_jabatan", judgement.vacancy.post)


def _counts_without(verdicts: VerdictCodes, left_out: Rows) -> dict[Verdict, int]:
    """People by verdict: all, less the few who are left out."""
    of_these = verdicts[left_out]
    found = {one: int(np.count_nonzero(verdicts == int(one)) - np.count_nonzero(of_these == int(one))) for one in _SAID}
    return {**found, Verdict.FAIL: len(verdicts) - len(of_these) - sum(found.values())}


# People -------------------------------------------------------------------------------------------------


def _own_scores(scores: Scores, rows: Sequence[int]) -> list[tuple[int, int, int]]:
    """Score, lowest and highest of each of these people."""
    chosen = np.array(rows, dtype=np.int64)
    bounds = {id(one): one[chosen].tolist() for one in (scores.score, scores.lowest, scores.highest)}
    return list(zip(*(bounds[id(one)] for one in (scores.score, scores.lowest, scores.highest)), strict=True))


def _candidate(
    people: People, judgement: Judgement, scores: Scores, row: int, own: tuple[int, int, int], *, place: int,
    tied: bool, bounds: tuple[int, int],
) -> Candidate:  # fmt: skip
    points = points_of(scores, row)
    score, lowest, highest = own
    return Candidate(
        **_person(people, row),
        place=place,
        best_place=bounds[0],
        worst_place=bounds[1],
        score=score,
        lowest=lowest,
        highest=highest,
        points=points,
        verdict=Verdict(judgement.overall.item(row)),
        reasons=judgement.explain(row),
        tied=tied,
        decider=_decider(scores, points) if lowest < highest or scores.method is not Method.WEIGHTED_SUM else "",
        unjudged=judgement.explain_once(row),
    )


def points_of(scores: Scores, row: int) -> dict[str, PointsRange]:
    """The points of one person by criterion, in the order of the policy."""
    return {name: given.told.get(row) or given.of(row) for name, given in scores.points.items()}


def _decider(scores: Scores, points: dict[str, PointsRange]) -> str:
    """The criterion whose missing value moves the score most."""
    decider, widest = "", 0
    for one in scores.criteria:
        width = one.weight * (points[one.name].highest - points[one.name].lowest)
        if width > widest:
            decider, widest = one.name, width
    return decider


def _person(people: People, row: int) -> dict[str, Any]:
    """What a list says of a person; who stands on many lists has it made once."""
    known: dict[int, dict[str, Any]] = people.once("persons", dict)
    if row not in known:
        known[row] = _person_of(people, row)
    return known[row]


def _person_of(people: People, row: int) -> dict[str, Any]:
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


def _excluded(people: People, judgement: Judgement, holders: Rows) -> tuple[Excluded, ...]:
    failed = judgement.overall == FAIL
    failed[holders] = False
    return tuple(
        Excluded(**_person(people, row), reasons=judgement.explain(row), unjudged=judgement.explain_once(row))
        for row in np.flatnonzero(failed).tolist()
    )


def _failures(judgement: Judgement, left_out: Rows) -> dict[str, int]:
    """People by requirement that bars them, the most frequent first: all, less those who are left out."""
    counts = {
        code: barring.people - int(np.count_nonzero(barring.codes[left_out] == FAIL))
        for code, barring in judgement.barring.items()
    }
    return dict(
        sorted(((code, count) for code, count in counts.items() if count), key=lambda item: (-item[1], item[0]))
    )


def _notes(scores: Scores, ranked: Mask, size: int) -> Iterator[Message]:
    if size == 1:
        yield Message("only one person is ranked")
    if size > 1:
        first = int(ranked.argmax())
        some = (first + np.flatnonzero(ranked[first : first + _SAMPLE])).tolist()
        same: Sequence[str] = [
            one.label for one in scores.criteria if _distinguishes_nobody(scores.points[one.name], ranked, some)
        ]
        if same:
            yield Message("does not distinguish anybody here: {criteria}", criteria=tuple(same))


_SAMPLE = 64
"""Those who are ranked of so many people are looked at first: mostly they differ in something already."""


def _distinguishes_nobody(points: Points, ranked: Mask, some: Sequence[int]) -> bool:
    bounds = (points.lowest,) if points.lowest is points.highest else (points.lowest, points.highest)
    first = [bound.item(some[0]) for bound in bounds]
    if any(bound.item(row) != one for bound, one in zip(bounds, first, strict=True) for row in some):
        return False
    return not any(((bound != one) & ranked).any() for bound, one in zip(bounds, first, strict=True))
