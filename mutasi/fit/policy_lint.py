"""The criteria of `mutasi.yaml` over the people of a dataset: the candidates of each vacancy are one pool."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import numpy as np

from mutasi.finding import Finding, Location
from mutasi.fit.catalogue import default_criteria
from mutasi.fit.criterion import Points
from mutasi.fit.score import Scores, Sums
from mutasi.fit.weight_lint import SAME, Linted, Pool, lint
from mutasi.model.people import People
from mutasi.model.policy import CriterionPolicy, Policy
from mutasi.model.verdict import Judgement, Verdict

_FAIL = int(Verdict.FAIL)


def stated_criteria(policy: Policy) -> tuple[CriterionPolicy, ...]:
    """Those of the policy, else those that count without any."""
    return policy.criteria or default_criteria()


def lint_policy(
    people: People, policy: Policy, judged: Iterable[tuple[Judgement, Scores]], same: Fraction = SAME
) -> tuple[Finding, ...]:
    """What is wrong with the criteria, by the points of all who may hold a post, the holders left out."""
    stated = stated_criteria(policy)
    criteria = [Linted(one.name, one.label or one.name, one.location or Location(policy.path)) for one in stated]
    names = [one.name for one in stated]
    return lint(criteria, (_pool(people, names, *one) for one in judged), same)


def _pool(people: People, names: Sequence[str], judgement: Judgement, scores: Scores) -> Pool:
    others = ~people.holds("id_jabatan", judgement.vacancy.post)
    rows = np.flatnonzero(others & (judgement.overall != _FAIL))
    weights = {one.name: one.weight for one in scores.criteria}
    given = {name: _of_rows(scores.points[name], rows) for name in names if name in weights}
    nothing = np.zeros(len(rows), dtype=np.int64)
    total = sum((weights[name] * lowest for name, (lowest, _) in given.items()), nothing)
    return Pool(
        values=[given[name][0] if name in given else nothing for name in names],
        others=[total - weights[name] * given[name][0] if name in given else nothing for name in names],
        known=[given[name][0] == given[name][1] if name in given else nothing > 0 for name in names],
        alike=[name not in given or all(np.ptp(bound) == 0 for bound in given[name] if len(bound)) for name in names],
    )


def _of_rows(points: Points, rows: Sums) -> tuple[Sums, Sums]:
    return points.lowest[rows].astype(np.int64), points.highest[rows].astype(np.int64)
