"""A shortlist made the plain way: every vacancy for itself, everybody in turn, whole numbers of Python."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from mutasi.eligibility.judge import judged
from mutasi.fit.score import Scores, score
from mutasi.fit.standing import chain_places
from mutasi.model.people import People
from mutasi.model.policy import MissingOrder, Policy
from mutasi.model.shortlist import Shortlist
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Reason, Verdict


@dataclass(frozen=True)
class Plain:
    """What a shortlist says of one listed person."""

    row: int
    place: int
    bounds: tuple[int, int]
    tied: bool
    scores: tuple[int, int, int]
    verdict: Verdict
    reasons: tuple[Reason, ...]
    unjudged: tuple[Reason, ...]


@dataclass(frozen=True)
class PlainList:
    listed: tuple[Plain, ...]
    ranked: int
    counts: dict[Verdict, int]
    failures: dict[str, int]
    same: tuple[str, ...]
    """Labels of the criteria in which nobody differs."""


def said_of(made: Shortlist) -> PlainList:
    """The same of a shortlist of mutasi."""
    listed = tuple(
        Plain(one.row, one.place, (one.best_place, one.worst_place), one.tied, (one.score, one.lowest, one.highest),
              one.verdict, one.reasons, one.unjudged)
        for one in made.candidates
    )  # fmt: skip
    notes = [dict(note.values)["criteria"] for note in made.notes if "criteria" in dict(note.values)]
    (same,) = notes or [()]
    return PlainList(listed, made.ranked, dict(made.counts), dict(made.failures), tuple(same))  # type: ignore[arg-type]


def plain_list(everybody: People, vacancy: Vacancy, policy: Policy, asked: int) -> PlainList:
    """Nothing is kept from another vacancy: these are people of whom nothing has been worked out yet."""
    people = replace(everybody)
    found, scores = judged(people, vacancy, policy), score(people, vacancy, policy)
    posts = people.frame["id_jabatan"].to_list()
    others = [row for row in range(people.size) if posts[row] is None or posts[row] != vacancy.post]
    verdict = {row: Verdict(max(int(one.codes[row]) for one in found)) for row in others}
    ranked = [row for row in others if verdict[row] is not Verdict.FAIL]
    behind, nips = chain_places(people, policy).tolist(), people.frame["nip"].to_list()
    sums = {row: sums_of(scores, row, policy.missing_order) for row in ranked}
    lowest, own, highest = ({row: (sums[row][at], -behind[row]) for row in ranked} for at in range(3))
    order = sorted(ranked, key=lambda row: (*(-number for number in own[row]), nips[row]))
    last = own[order[min(asked, len(order)) - 1]] if order else None

    def plain(row: int) -> Plain:
        surely = sum(lowest[other] > highest[row] for other in ranked)
        maybe = sum(highest[other] > lowest[row] for other in ranked if other != row)
        told = [(one.is_stated_once(row), one.reason(row)) for one in found if one.outcome.codes[row]]
        return Plain(
            row,
            1 + sum(own[other] > own[row] for other in ranked),
            (surely + 1, maybe + 1),
            sum(own[other] == own[row] for other in ranked) > 1,
            (own[row][0], lowest[row][0], highest[row][0]),
            verdict[row],
            tuple(reason for once, reason in told if not once),
            tuple(reason for once, reason in told if once),
        )

    failures = {
        one.applied.requirement.code: sum(int(one.codes[row]) == Verdict.FAIL for row in others) for one in found
    }
    return PlainList(
        tuple(plain(row) for row in order if own[row] >= last),
        len(ranked),
        {kind: sum(one is kind for one in verdict.values()) for kind in Verdict},
        dict(sorted(((code, n) for code, n in failures.items() if n), key=lambda one: (-one[1], one[0]))),
        tuple(one.label for one in scores.criteria if len(ranked) > 1 and differs_for_nobody(scores, one.name, ranked)),
    )


def differs_for_nobody(scores: Scores, name: str, rows: list[int]) -> bool:
    points = scores.points[name]
    return len({(int(points.lowest[row]), int(points.highest[row])) for row in rows}) == 1


def sums_of(scores: Scores, row: int, rule: MissingOrder) -> tuple[int, int, int]:
    """Lowest, ordering and highest sum of one person, from his or her points."""
    pairs = [(one.weight, scores.points[one.name]) for one in scores.criteria]
    lowest = sum(weight * int(points.lowest[row]) for weight, points in pairs)
    highest = sum(weight * int(points.highest[row]) for weight, points in pairs)
    middle = Fraction(lowest + highest, 2)
    assert rule is not MissingOrder.MIDDLE or middle.denominator == 1
    return lowest, {MissingOrder.BEST: highest, MissingOrder.WORST: lowest}.get(rule, int(middle)), highest
