"""What bars moves once all of a plan are made, as limits that the plan has to keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mutasi.model.people import People
from mutasi.model.plan import Keep, Keeps
from mutasi.model.verdict import Reason
from mutasi.plan.afterwards import Afterwards
from mutasi.plan.assignment import Problem, Whole
from mutasi.plan.limits import Limit
from mutasi.plan.places import Place
from mutasi.plan.serial import Move, bars


@dataclass(frozen=True, eq=False)
class Aftermath:
    """The rules about those around a post, asked of whole assignments. Today's structure is judged with everybody's
    eligibility; here it is the one that results.
    """

    people: People
    places: Sequence[Place]
    afterwards: Afterwards
    problem: Problem

    def reasons(self, at: Whole) -> Mapping[int, tuple[Reason, ...]]:
        """By row of those who move, what the rules say when all have moved, where it is not simply passed."""
        movers = np.flatnonzero(at != self.problem.home).tolist()
        moves = [Move(row, self.places[int(at[row])].vacancy) for row in movers]
        found = self.afterwards.reasons_of_all(moves)
        return {row: told for row, told in zip(movers, found, strict=True) if told}

    def broken(self, at: Whole) -> tuple[Limit, ...]:
        """For each move that is barred afterwards: not this one together with the moves around it, unless others come
        or go there as well.
        """
        return tuple(
            self._not_again(at, row, next(filter(bars, told)))
            for row, told in self.reasons(at).items()
            if any(map(bars, told))
        )

    def _not_again(self, at: Whole, row: int, reason: Reason) -> Limit:
        problem = self.problem
        touching = self._touching(row, int(at[row]))
        taken = problem.post[touching] == at[problem.person[touching]]
        keep = Keep(
            Keeps.AFTERWARDS, (reason.rule, self.people.array("nip")[row], self.places[int(at[row])].vacancy.id)
        )
        return Limit(keep, touching, np.where(taken, 1, -1).astype(np.int64), int(taken.sum()) - 1)

    def _touching(self, row: int, place: int) -> Whole:
        """The offers by which somebody enters or leaves a post or a unit at which the rules look for this move."""
        vacancy = self.places[place].vacancy
        posts = {vacancy.post, vacancy.superior, *self.afterwards.subordinates.get(vacancy.post, ())}
        own_unit = self.people.array("unit")[row]
        units = {vacancy.unit} | ({own_unit} if own_unit is not None else set())
        near = np.array([one.vacancy.post in posts or one.vacancy.unit in units for one in self.places], dtype=bool)
        enters = np.append(near, [False])[self.problem.post]
        leaves = self._in(self._posts, posts) | self._in(self._units, units)
        return np.flatnonzero(enters | leaves[self.problem.person])

    def _in(self, column: np.ndarray, wanted: set[str]) -> np.ndarray:
        return np.isin(column, np.array(sorted(wanted), dtype=object))

    @cached_property
    def _posts(self) -> np.ndarray:
        return np.array([one or "" for one in self.people.array("id_jabatan").tolist()], dtype=object)

    @cached_property
    def _units(self) -> np.ndarray:
        return np.array([one or "" for one in self.people.array("unit").tolist()], dtype=object)
