"""The posts of a plan: vacancies, and held posts that open when their holders leave; who may take each, and its fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutasi.eligibility.judge import judge
from mutasi.fit.methods import measured
from mutasi.fit.score import Scores, score
from mutasi.fit.shortlist import ranked_rows
from mutasi.model.people import People
from mutasi.model.policy import Policy
from mutasi.model.shortlist import FULL_POINTS
from mutasi.model.vacancy import Vacancy
from mutasi.plan.assignment import Whole


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A post of the plan. `free` seats are open now; `holders` are the rows of people who hold the others, if these
    open when they leave. `rows` may take a seat, `points` is their fit and `own_points` that of the holders, in
    hundredths. `too_low` are those who may take one and whom the policy has not placed for their points or their place.
    `doubtful` more are left out since a fact that would bar them is not known. `highest` is what the points could be
    where values are missing. A filled seat counts `priority`, and each of its points `weight`.
    """

    vacancy: Vacancy
    free: int
    priority: int
    weight: int
    holders: Whole
    rows: Whole
    points: Whole
    own_points: Whole
    highest: Whole
    too_low: int = 0
    doubtful: int = 0

    @property
    def seats(self) -> int:
        return self.free + len(self.holders)


def held_posts(people: People, policy: Policy) -> list[str]:
    """The posts that open when their holders leave, in the order of the people who hold them."""
    frame = people.frame.filter(people.frame["jenjang"].is_in(list(policy.plan.refill)))
    return list(dict.fromkeys(frame["id_jabatan"].drop_nulls().to_list()))


def places(people: People, policy: Policy, vacancies: Sequence[Vacancy], held: Iterable[Vacancy]) -> Iterator[Place]:
    """The vacancies with open seats, then the held posts as if they were vacant, but for those that one of these
    vacancies is of.
    """
    open_now = [vacancy for vacancy in vacancies if vacancy.seats]
    stated = {vacancy.post for vacancy in open_now}
    for vacancy in open_now:
        yield place_of(people, policy, vacancy, vacancy.seats)
    for vacancy in held:
        if vacancy.post not in stated:
            yield place_of(people, policy, vacancy, 0)


def place_of(people: People, policy: Policy, vacancy: Vacancy, free: int) -> Place:
    """A post with so many open seats; where there is none, with those of its holders."""
    judgement = judge(people, vacancy, policy)
    ranked = ranked_rows(people, judgement)
    scores = measured(score(people, vacancy, policy), policy, ranked)
    holders = np.flatnonzero(people.holds("id_jabatan", vacancy.post)) if not free else np.zeros(0, dtype=np.int64)
    # nobody is moved on a barring fact that is not known
    doubtful = judgement.doubtful() if judgement.doubtful is not None else np.zeros(people.size, dtype=bool)
    rows = ranked[~doubtful[ranked]]
    points = _hundredths(scores, scores.score[rows])
    highest = points if scores.highest is scores.score else _hundredths(scores, scores.highest[rows])
    high = _high_enough(points, policy)
    return Place(
        vacancy=vacancy,
        free=free,
        priority=_priority(people, policy, vacancy),
        weight=_stated(policy.plan.weight, vacancy) or 1,
        holders=holders,
        rows=rows[high],
        points=points[high],
        own_points=_hundredths(scores, scores.score[holders]),
        highest=highest[high],
        too_low=int((~high).sum()),
        doubtful=len(ranked) - len(rows),
    )


def _high_enough(points: Whole, policy: Policy) -> NDArray[np.bool_]:
    """Who reaches the points and the place that the policy asks for; who shares the last place is among them."""
    high: NDArray[np.bool_] = points >= policy.plan.least_points
    last = policy.plan.lowest_place
    if last is not None and len(points) > last:
        high &= points >= np.partition(points, len(points) - last)[len(points) - last]
    return high


def _hundredths(scores: Scores, own: Whole) -> Whole:
    """Scores in hundredths of a point, rounded half up."""
    if len(own) and int(own.max()) > np.iinfo(np.int64).max // (4 * FULL_POINTS):
        own = own.astype(object)
    rounded: Whole = ((2 * FULL_POINTS * own + scores.full) // (2 * scores.full)).astype(np.int64)
    return rounded


def _priority(people: People, policy: Policy, vacancy: Vacancy) -> int:
    """What the policy states of the vacancy, of its post or of its level; else the step of the level."""
    stated = _stated(policy.plan.priority, vacancy)
    if stated is not None:
        return stated
    level = people.reference.levels.get(vacancy.level)
    return level.step if level else 1


def _stated(numbers: Mapping[str, int], vacancy: Vacancy) -> int | None:
    """What is stated of a vacancy, else of its post, else of its level."""
    return next((numbers[name] for name in (vacancy.id, vacancy.post, vacancy.level) if name in numbers), None)
