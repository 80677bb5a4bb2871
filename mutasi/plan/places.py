"""The posts of a plan: vacancies, and held posts that open when their holders leave; who may take each, and its fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

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
    hundredths. A filled seat counts `priority`.
    """

    vacancy: Vacancy
    free: int
    priority: int
    holders: Whole
    rows: Whole
    points: Whole
    own_points: Whole

    @property
    def seats(self) -> int:
        return self.free + len(self.holders)


def held_posts(people: People, policy: Policy) -> list[str]:
    """The posts that open when their holders leave, in the order of the people who hold them."""
    frame = people.frame.filter(people.frame["jenjang"].is_in(list(policy.plan.refill)))
    return list(dict.fromkeys(frame["id_jabatan"].drop_nulls().to_list()))


def places(people: People, policy: Policy, vacancies: Sequence[Vacancy], held: Iterable[Vacancy]) -> Iterator[Place]:
    """The vacancies, then the held posts as if they were vacant, but for those that a vacancy is stated of."""
    stated = {vacancy.post for vacancy in vacancies}
    for vacancy in vacancies:
        yield _place(people, policy, vacancy, vacancy.seats)
    for vacancy in held:
        if vacancy.post not in stated:
            yield _place(people, policy, vacancy, 0)


def _place(people: People, policy: Policy, vacancy: Vacancy, free: int) -> Place:
    judgement = judge(people, vacancy, policy)
    ranked = ranked_rows(people, judgement)
    scores = measured(score(people, vacancy, policy), policy, ranked)
    holders = np.flatnonzero(people.holds("id_jabatan", vacancy.post)) if not free else np.zeros(0, dtype=np.int64)
    # nobody is moved on a barring fact that is not known
    doubtful = judgement.doubtful() if judgement.doubtful is not None else np.zeros(people.size, dtype=bool)
    rows = ranked[~doubtful[ranked]]
    return Place(
        vacancy,
        free,
        _priority(people, policy, vacancy),
        holders,
        rows,
        _hundredths(scores, rows),
        _hundredths(scores, holders),
    )


def _hundredths(scores: Scores, rows: Whole) -> Whole:
    """Scores in hundredths of a point, rounded half up."""
    own = scores.score[rows]
    if len(rows) and int(own.max()) > np.iinfo(np.int64).max // (4 * FULL_POINTS):
        own = own.astype(object)
    rounded: Whole = ((2 * FULL_POINTS * own + scores.full) // (2 * scores.full)).astype(np.int64)
    return rounded


def _priority(people: People, policy: Policy, vacancy: Vacancy) -> int:
    """What the policy states of the vacancy, of its post or of its level; else the step of the level."""
    stated = policy.plan.priority
    for name in (vacancy.id, vacancy.post, vacancy.level):
        if name in stated:
            return stated[name]
    level = people.reference.levels.get(vacancy.level)
    return level.step if level else 1
