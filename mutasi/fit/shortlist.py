"""From verdicts and scores to ranked people for one vacancy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.fit.score import Scores
from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.policy import Policy, TieBreaker
from mutasi.model.shortlist import Candidate, Excluded, PointsRange, Shortlist
from mutasi.model.verdict import Judgement, Verdict

Rows = NDArray[np.int64]
Key = NDArray[Any]
LEADERSHIP = ("PKP", "PKA", "PKN_II", "PKN_I")
"""Leadership trainings, the lowest first."""


def shortlist(
    people: People, judgement: Judgement, scores: Scores, policy: Policy, *, asked: int, with_excluded: bool
) -> Shortlist:
    """The best `asked` people who may hold the post, and more when the last place is shared.

    The holders of the post are left out. Equal scores are ordered by the published chain; people whom it
    cannot separate share a place and are shown in the order of their NIP.
    """
    rows = _others(people, judgement)
    ranked = rows[judgement.overall[rows] != Verdict.FAIL]
    order = _order(people, scores, policy, ranked)
    places, tied = _places(people, scores, policy, order)
    listed = int(np.searchsorted(places, places[asked - 1], side="right")) if len(order) > asked else len(order)
    best, worst = _bounds(people, scores, policy, order)
    candidates = tuple(
        _candidate(people, judgement, scores, int(order[at]), place=int(places[at]), tied=bool(tied[at]),
                   bounds=(int(best[at]), int(worst[at])))
        for at in range(listed)
    )  # fmt: skip
    failed = rows[judgement.overall[rows] == Verdict.FAIL]
    return Shortlist(
        vacancy=judgement.vacancy,
        criteria=scores.criteria,
        candidates=candidates,
        excluded=tuple(_excluded(people, judgement, int(row)) for row in failed) if with_excluded else (),
        asked=asked,
        ranked=len(order),
        counts={verdict: int((judgement.overall[rows] == verdict).sum()) for verdict in Verdict},
        rules=judgement.used,
        failures=_failures(judgement, failed),
        unjudged=judgement.unjudged,
        notes=tuple(_notes(scores, order)),
        cut_tie=listed > asked,
    )


def scored(people: People, judgement: Judgement, scores: Scores, *, rows: Sequence[int]) -> Shortlist:
    """Points of these people in the order of `rows`, nobody left out and nobody placed (place 0)."""
    candidates = tuple(_candidate(people, judgement, scores, row, place=0, tied=False, bounds=(0, 0)) for row in rows)
    chosen = np.array(rows, dtype=np.int64)
    failed = chosen[judgement.overall[chosen] == Verdict.FAIL]
    return Shortlist(
        vacancy=judgement.vacancy,
        criteria=scores.criteria,
        candidates=candidates,
        excluded=(),
        asked=len(rows),
        ranked=len(rows),
        counts={verdict: int((judgement.overall[chosen] == verdict).sum()) for verdict in Verdict},
        rules=judgement.used,
        failures=_failures(judgement, failed),
        unjudged=judgement.unjudged,
    )


def _others(people: People, judgement: Judgement) -> Rows:
    """Everybody but those who hold the post already."""
    holders = people.array("id_jabatan") == judgement.vacancy.post
    return np.flatnonzero(~holders)


# Order -------------------------------------------------------------------------------------------------


def _order(people: People, scores: Scores, policy: Policy, rows: Rows) -> Rows:
    """Rows by score, then by the chain, then by NIP as a mere order of display."""
    nip = people.once("order of NIP", lambda: _dense((np.array(people.array("nip"), dtype=str),)))
    return rows[np.lexsort((nip[rows], _behind(people, policy)[rows], -scores.score[rows]))]


def _behind(people: People, policy: Policy) -> Rows:
    """The place of everybody in the chain alone, 0 first; who cannot be told apart shares it."""
    key = ("chain", policy.tie_chain)
    return people.once(key, lambda: _dense(tuple(_link(people, link) for link in policy.tie_chain), people.size))


def _dense(keys: tuple[Key, ...], size: int = 0) -> Rows:
    """Dense ranks by several keys, the first one the most important; 0 for all without keys."""
    if not keys:
        return np.zeros(size, dtype=np.int64)
    order = np.lexsort(tuple(reversed(keys)))
    differs = np.zeros(len(order), dtype=np.int64)
    for key in keys:
        differs[1:] |= key[order][1:] != key[order][:-1]
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.cumsum(differs)
    return ranks


def _link(people: People, link: TieBreaker) -> Key:
    """A vector in which smaller is better; a missing value comes last in its link."""
    match link:
        case TieBreaker.RANK:
            return -people.array("urutan_golongan").astype(np.int64)
        case TieBreaker.RANK_DATE:
            return _earliest(people, "tmt_pangkat")
        case TieBreaker.POST:
            return _post(people)
        case TieBreaker.SERVICE:
            return _earliest(people, "tmt_cpns")
        case TieBreaker.TRAINING:
            return _training(people)
        case TieBreaker.EDUCATION:
            return -people.array("urutan_pendidikan").astype(np.int64)
        case TieBreaker.AGE:
            return _earliest(people, "tanggal_lahir")


def _earliest(people: People, column: str) -> Key:
    days = people.dates(column)
    return np.where(np.isnat(days), np.iinfo(np.int64).max, days.astype(np.int64))


def _post(people: People) -> Key:
    """Higher level first, then the higher eselon, then since when it is held."""
    orders = {code: echelon.order for code, echelon in people.reference.echelons.items()}
    step = people.array("tingkat").astype(np.int64)
    echelon = np.array([orders.get(code, 99) for code in people.array("eselon")], dtype=np.int64)
    since = _earliest(people, "tmt_jabatan")
    return _dense((-step, echelon, since))


def _training(people: People) -> Key:
    best = np.zeros(people.size, dtype=np.int64)
    facts = people.facts.get("diklat")
    if facts is None:
        return best
    done = facts.filter(pl.col("jenis").is_in(LEADERSHIP))
    for person, kind in zip(done["person"], done["jenis"], strict=True):
        best[person] = max(best[person], LEADERSHIP.index(kind) + 1)
    return -best


def _places(people: People, scores: Scores, policy: Policy, order: Rows) -> tuple[Rows, NDArray[np.bool_]]:
    """Competition ranks (1, 2, 2, 4), and who shares a place."""
    if not len(order):
        return order, np.zeros(0, dtype=bool)
    score, behind = scores.score[order], _behind(people, policy)[order]
    differs = np.concatenate([[True], (score[1:] != score[:-1]) | (behind[1:] != behind[:-1])])
    first = np.flatnonzero(differs)
    group = np.cumsum(differs) - 1
    sizes = np.diff(np.append(first, len(order)))
    return first[group] + 1, sizes[group] > 1


def _bounds(people: People, scores: Scores, policy: Policy, order: Rows) -> tuple[Rows, Rows]:
    """Best and worst place of each: how many are surely better, and how many may be.

    A score and the place in the chain make one whole number, so that the chain decides equal scores here too.
    """
    if not len(order):
        return order, order
    behind = _behind(people, policy)[order]
    span = people.size + 1
    lowest, highest = scores.lowest[order] * span - behind, scores.highest[order] * span - behind
    surely_better = len(order) - np.searchsorted(np.sort(lowest), highest, side="right")
    maybe_better = len(order) - np.searchsorted(np.sort(highest), lowest, side="right") - (highest > lowest)
    return surely_better + 1, maybe_better + 1


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


def _failures(judgement: Judgement, failed: Rows) -> dict[str, int]:
    """People by requirement that bars them, the most frequent first."""
    counts = {code: int((verdicts[failed] == Verdict.FAIL).sum()) for code, verdicts in judgement.counted.items()}
    return dict(
        sorted(((code, count) for code, count in counts.items() if count), key=lambda item: (-item[1], item[0]))
    )


def _notes(scores: Scores, order: Rows) -> Iterator[Message]:
    if len(order) == 1:
        yield Message("only one person is ranked")
    if len(order) > 1:
        same: Sequence[str] = [
            one.label
            for one in scores.criteria
            if len(np.unique(scores.points[one.name].lowest[order])) == 1
            and len(np.unique(scores.points[one.name].highest[order])) == 1
        ]
        if same:
            yield Message("does not distinguish anybody here: {criteria}", criteria=tuple(same))
