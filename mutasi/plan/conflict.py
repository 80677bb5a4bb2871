"""Which limits cannot be kept together: one or two where that is enough, else a set that none can be left out of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np

from mutasi.plan.assignment import Problem, Whole
from mutasi.plan.limits import Conflict, Limit, taken

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
