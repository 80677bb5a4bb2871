"""From verdicts and scores to ranked people for one vacancy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from mutasi.fit.criterion import Points
from mutasi.fit.missing import NAMED, Deciding
from mutasi.fit.rivals import rivals
from mutasi.fit.score import Scores
from mutasi.fit.standing import Rows, Standing, deciding_link
from mutasi.fit.what_if import WhatIf
from mutasi.message import Message
from mutasi.model.masks import Mask, rows_mask
from mutasi.model.people import People
from mutasi.model.policy import Policy
from mutasi.model.shortlist import Candidate, CutScore, Excluded, PointsRange, Shortlist
from mutasi.model.verdict import FAIL, Judgement, Verdict, VerdictCodes

_SAID = (Verdict.PASS, Verdict.WARN, Verdict.UNKNOWN)


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
    weighed = weighed or asked
    holders, ranked = _holders(people, judgement), may_be_ranked(people, judgement)
    counts = _counts_without(judgement.overall, holders)
    size = sum(counts.values()) - counts[Verdict.FAIL]
    rows, standing = rivals(people, scores, policy, ranked, asked=asked, weighed=weighed)
    deciding = Deciding(people, rows, standing, WhatIf.of(scores, policy, rows))
    listed = standing.best(asked)
    candidates = tuple(_candidates(people, judgement, scores, policy, deciding, listed, weighed))
    contenders, may_reach = deciding.contenders(weighed)
    return Shortlist(
        vacancy=judgement.vacancy,
        criteria=scores.criteria,
        full=scores.full,
        candidates=candidates,
        excluded=tuple(_excluded(people, judgement, _failed(judgement, holders))) if with_excluded else (),
        asked=asked,
        ranked=size,
        counts=counts,
        rules=judgement.used,
        failures=_failures(judgement, holders),
        unjudged=judgement.unjudged,
        notes=tuple(_notes(scores, ranked, size)),
        cut_tie=len(candidates) > asked,
        cut_score=_cut_score(people, policy, rows, standing, listed),
        method=scores.method,
        scale=scores.scale,
        own_weights=scores.own_weights,
        weighed=weighed,
        contenders=contenders,
        may_reach=may_reach,
        nearest=() if size else tuple(_nearest(people, judgement, _failed(judgement, holders))),
    )


def scored(people: People, judgement: Judgement, scores: Scores, *, rows: Sequence[int]) -> Shortlist:
    """Points of these people in the order of `rows`, nobody left out and nobody placed (place 0)."""
    chosen = np.array(rows, dtype=np.int64)
    own = _own_scores(scores, rows)
    candidates = tuple(
        _candidate(people, judgement, scores, row, own[at], _WITHOUT_PLACE) for at, row in enumerate(rows)
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
        scale=scores.scale,
        own_weights=scores.own_weights,
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


def _cut_score(people: People, policy: Policy, rows: Rows, standing: Standing, listed: Rows) -> CutScore | None:
    beyond = standing.equal_beyond(listed)
    link = deciding_link(people, policy, int(rows[listed[-1]]), int(rows[beyond[0]])) if len(beyond) else None
    return None if link is None else CutScore(len(beyond), link)


def _candidates(
    people: People, judgement: Judgement, scores: Scores, policy: Policy, deciding: Deciding, listed: Rows, weighed: int
) -> Iterator[Candidate]:
    """The first of those among whom the places are decided."""
    standing = deciding.standing
    places, tied, best, worst = (one.tolist() for one in (*standing.places(listed), *standing.bounds(listed)))
    rows = deciding.rows[listed].tolist()
    own = _own_scores(scores, rows)
    for at, row in enumerate(rows):
        equal = at > 0 and own[at - 1][0] == own[at][0]
        placing = {
            "place": places[at],
            "best_place": best[at],
            "worst_place": worst[at],
            "above": own[at - 1][0] - own[at][0] if at else None,
            "decided_by": deciding_link(people, policy, rows[at - 1], row) if equal else None,
            "tied": tied[at],
            "missing": deciding.of(int(listed[at])) if places[at] <= weighed else (),
        }
        yield _candidate(people, judgement, scores, row, own[at], placing)


_WITHOUT_PLACE = {"place": 0, "best_place": 0, "worst_place": 0}


def _candidate(
    people: People,
    judgement: Judgement,
    scores: Scores,
    row: int,
    own: tuple[int, int, int],
    placing: Mapping[str, Any],
) -> Candidate:
    score, lowest, highest = own
    return Candidate(
        **_person(people, row),
        **placing,
        score=score,
        lowest=lowest,
        highest=highest,
        points=points_of(scores, row),
        verdict=Verdict(judgement.overall.item(row)),
        reasons=judgement.explain(row),
        unjudged=judgement.explain_once(row),
    )


def points_of(scores: Scores, row: int) -> dict[str, PointsRange]:
    """The points of one person by criterion, in the order of the policy."""
    return {name: given.told.get(row) or given.of(row) for name, given in scores.points.items()}


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


def _failed(judgement: Judgement, holders: Rows) -> Rows:
    """Those who may not hold the post, without its holders."""
    failed = judgement.overall == FAIL
    failed[holders] = False
    return np.flatnonzero(failed)


def _excluded(people: People, judgement: Judgement, failed: Rows) -> Iterator[Excluded]:
    for row in failed.tolist():
        yield Excluded(**_person(people, row), reasons=judgement.explain(row), unjudged=judgement.explain_once(row))


def _nearest(people: People, judgement: Judgement, failed: Rows) -> Iterator[Excluded]:
    """The first of those whom the fewest requirements bar, in the order of their NIP where these are as many."""
    bars = np.zeros(len(failed), dtype=np.int64)
    for barring in judgement.barring.values():
        bars += barring.codes[failed] == FAIL
    if len(failed) > NAMED:
        few = bars <= np.partition(bars, NAMED - 1)[NAMED - 1]
        failed, bars = failed[few], bars[few]
    nips = np.array([people.array("nip")[row] or "" for row in failed], dtype=str)
    return _excluded(people, judgement, failed[np.lexsort((nips, bars))[:NAMED]])


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
