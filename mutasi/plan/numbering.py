"""A problem in its published order: posts by importance, people by place, so that the order of rows decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mutasi.plan.assignment import Problem, Whole
from mutasi.plan.limits import Limit


@dataclass(frozen=True, slots=True, eq=False)
class Numbering:
    """The problem anew, with what each number was before: `person`, `post` (outside the last) and `offer`."""

    problem: Problem
    person: Whole
    post: Whole
    offer: Whole

    @classmethod
    def of(cls, problem: Problem, order: Sequence[int], rank: Whole) -> Numbering:
        person = np.argsort(rank, kind="stable")
        post = np.append(np.array(order, dtype=np.int64), problem.outside)
        if len(np.unique(rank)) != problem.people or sorted(post) != list(range(problem.posts + 1)):
            raise ValueError("every post and every rank has to be named once")
        new_person, new_post = _turned(person), _turned(post)
        offer = np.lexsort((new_post[problem.post], new_person[problem.person]))
        anew = Problem(
            problem.seats[post[:-1]],
            new_post[problem.home[person]],
            new_person[problem.person[offer]],
            new_post[problem.post[offer]],
            problem.worth[offer],
            problem.must_move[person],
        )
        return cls(anew, person, post, offer)

    def limits(self, before: Sequence[Limit]) -> tuple[Limit, ...]:
        """Limits on the offers as they are numbered here."""
        anew = _turned(self.offer)
        return tuple(replace(one, offers=anew[one.offers]) for one in before)

    def at_before(self, at: Whole) -> Whole:
        """An assignment as the problem was numbered before."""
        before = np.empty_like(at)
        before[self.person] = self.post[at]
        return before

    def people_before(self, people: Mapping[int, int]) -> dict[int, int]:
        """Pairs of people as they were numbered before, in that order."""
        return dict(sorted((int(self.person[one]), int(self.person[two])) for one, two in people.items()))


def _turned(permutation: Whole) -> Whole:
    turned = np.empty(len(permutation), dtype=np.int64)
    turned[permutation] = np.arange(len(permutation))
    return turned
