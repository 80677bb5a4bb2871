"""Which limits cannot be kept together: one or two where that is enough, else a set that none can be left out of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from mutasi.plan.assignment import Problem, Whole, assign
from mutasi.plan.limits import Conflict, Limit, Limits, taken
from mutasi.plan.linking import links
from mutasi.plan.program import Program
from mutasi.plan.rows import Row, Searched, opening

Kept = Callable[[Sequence[Limit]], Whole | None]
"""An assignment that keeps these limits; None where none does. Undecided where that is not found out."""


class Unclear(Exception):
    """Whether some limits can be kept together was not found out within the effort."""


def conflict(problem: Problem, limits: Sequence[Limit], kept: Kept, known: Sequence[Whole]) -> Conflict:
    """Limits that cannot be kept together, of those that cannot. `known` are assignments worth looking at first."""
    search = _Search(problem, limits, kept, known)
    everything = range(len(limits))
    for size in (1, 2):
        for chosen in combinations(everything, size):
            if search.possible(chosen) is False:
                return Conflict(tuple(limits[one].key for one in chosen), search.clear_below(chosen))
    chosen = tuple(everything)
    for one in everything:
        fewer = tuple(other for other in chosen if other != one)
        if search.possible(fewer) is False:
            chosen = fewer
    return Conflict(tuple(limits[one].key for one in chosen), search.clear_below(chosen))


@dataclass(slots=True, eq=False)
class Trial:
    """Tries whether some limits can be kept together, seats and caps always being kept.

    `base` is the program without linear limits, `cuts` are rows that every plan keeps; those that are found to be
    missing are added.
    """

    problem: Problem
    limits: Limits
    base: Program
    cuts: list[Row]
    searched: Searched
    effort: float

    def kept(self, some: Sequence[Limit]) -> Whole | None:
        """An assignment that keeps these limits; None where none does, Unclear where the effort does not suffice."""
        at, certain = self._by_sum(some)
        return at if certain else self._by_program(some)

    def _by_sum(self, some: Sequence[Limit]) -> tuple[Whole | None, bool]:
        """An assignment for the sum of some limits, the least that there is; whether that answers for each of them."""
        cost = np.zeros(len(self.problem.person), dtype=np.int64)
        for one in some:
            np.add.at(cost, one.offers, one.coefficients)
        at = assign(replace(self.problem, worth=-cost, must_move=np.zeros(self.problem.people, dtype=bool))).at
        now = taken(self.problem, at)
        if int(cost[now].sum()) > sum(one.most for one in some):
            return None, True
        return at, not self.limits.capped and all(one.keeps(now) for one in some)

    def _by_program(self, some: Sequence[Limit]) -> Whole | None:
        limited = self.base.under(some, len(self.problem.person))
        every = np.ones(self.base.columns, dtype=bool)
        while True:
            program = limited.with_rows([row for row, _ in self.cuts], [most for _, most in self.cuts])
            program = replace(program, worth=np.zeros(program.columns, dtype=np.int64))
            now = self.searched(program, every, None, self.effort)
            if now.impossible:
                return None
            if now.value is None:
                raise Unclear
            cuts = opening(
                self.problem, self.base, links(self.problem, self.base, now.value, self.limits.longest_cycle is None)
            )
            if not cuts:
                return self.base.assignment(self.problem, now.value)
            self.cuts += cuts


class _Search:
    """What is known of sets of limits, each asked once."""

    def __init__(self, problem: Problem, limits: Sequence[Limit], kept: Kept, known: Sequence[Whole]) -> None:
        self.problem, self.limits, self.kept = problem, limits, kept
        self.keeping: list[frozenset[int]] = []
        self.told: dict[tuple[int, ...], bool | None] = {}
        for at in (problem.home, *known):
            self._note(at)

    def possible(self, chosen: tuple[int, ...]) -> bool | None:
        """Whether these limits can be kept together; None where that is not found out."""
        if any(keeping.issuperset(chosen) for keeping in self.keeping):
            return True
        if chosen not in self.told:
            try:
                at = self.kept([self.limits[one] for one in chosen])
            except Unclear:
                self.told[chosen] = None
            else:
                self.told[chosen] = at is not None
                if at is not None:
                    self._note(at)
        return self.told[chosen]

    def clear_below(self, chosen: tuple[int, ...]) -> bool:
        """Whether without any one of them the others can be kept, as far as it was found out."""
        return all(self.possible(tuple(other for other in chosen if other != one)) is True for one in chosen)

    def _note(self, at: Whole) -> None:
        now = taken(self.problem, at)
        self.keeping.append(frozenset(np.flatnonzero([one.keeps(now) for one in self.limits]).tolist()))
