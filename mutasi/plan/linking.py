"""Who takes whose seat, read from the columns of a program that were chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from mutasi.plan.assignment import Problem, Whole
from mutasi.plan.program import COUNT, CYCLE, LOOSE, Program, free_seats


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """`heirs` gives for a mover who takes the seat that is left; `closed` are sets of movers who, though no cycle was
    allowed them, only move among themselves.
    """

    heirs: dict[int, int]
    closed: tuple[tuple[int, ...], ...]


def links(problem: Problem, program: Program, value: Whole, cycles_free: bool) -> Links:
    """Links that keep the caps. Where `cycles_free`, moves without a position may be cycles."""
    heirs: dict[int, int] = {}
    movers: dict[int, dict[int, int]] = defaultdict(dict)
    counted: list[tuple[int, ...]] = []
    for column in np.flatnonzero(value).tolist():
        part, person = int(program.part[column]), int(program.person[column])
        if person >= 0:
            movers[part][person] = int(problem.post[program.move[column]])
        elif part == COUNT:
            counted += [program.around[program.cycle[column]]] * int(value[column])
        else:
            around = program.around[program.cycle[column]]
            heirs.update(zip((*around[1:], around[0]), around, strict=True))
    for part in sorted(movers):
        if part > 1:
            heirs.update(_paired(problem, movers[part - 1], movers[part]))
    if counted:
        heirs.update(_around(problem, movers[CYCLE], counted))
    elif movers[CYCLE]:
        heirs.update(_paired(problem, movers[CYCLE], movers[CYCLE]))
    loose = _Seats(problem, movers[LOOSE])
    closed = () if cycles_free else loose.opened()
    return Links(heirs | loose.heirs(), closed)


def _paired(problem: Problem, leaving: dict[int, int], entering: dict[int, int]) -> Iterable[tuple[int, int]]:
    """In each post who leaves and who enters, in order; there are no more who enter."""
    left: dict[int, list[int]] = defaultdict(list)
    for person in sorted(leaving, reverse=True):
        left[int(problem.home[person])].append(person)
    return [(left[entering[person]].pop(), person) for person in sorted(entering)]


def _around(problem: Problem, moves: dict[int, int], counted: Sequence[tuple[int, ...]]) -> Iterable[tuple[int, int]]:
    """One mover for each step of each cycle of posts."""
    waiting: dict[tuple[int, int], list[int]] = defaultdict(list)
    for person in sorted(moves, reverse=True):
        waiting[int(problem.home[person]), moves[person]].append(person)
    for posts in sorted(counted):
        people = [waiting[step].pop() for step in zip(posts, (*posts[1:], posts[0]), strict=True)]
        yield from zip((*people[1:], people[0]), people, strict=True)


class _Seats:
    """The seats of each post that are free or left (of nobody, or of who leaves), and who takes which of them."""

    def __init__(self, problem: Problem, moves: dict[int, int]) -> None:
        self.of: dict[int, list[int | None]] = defaultdict(list)
        self.by: dict[int, list[int | None]] = defaultdict(list)
        entering: dict[int, list[int]] = defaultdict(list)
        leaving: dict[int, list[int]] = defaultdict(list)
        for person in sorted(moves):
            entering[moves[person]].append(person)
            leaving[int(problem.home[person])].append(person)
        free = free_seats(problem)
        for post in sorted({*entering, *leaving} - {problem.outside}):
            self.of[post] = [*[None] * min(int(free[post]), len(entering[post])), *leaving[post]]
            if free[post] > len(entering[post]):
                self.of[post].append(None)
            missing = len(self.of[post]) - len(entering[post])
            self.by[post] = [*entering[post], *[None] * missing]

    def heirs(self) -> dict[int, int]:
        return {
            one: by
            for post, seats in self.of.items()
            for one, by in zip(seats, self.by[post], strict=True)
            if one is not None and by is not None
        }

    def opened(self) -> tuple[tuple[int, ...], ...]:
        """Join cycles to what else moves in their posts, until none is left that can be; tells which those are."""
        while True:
            found = cycles(self.heirs())
            number = {person: index for index, cycle in enumerate(found) for person in cycle}
            if not any(self._joined(post, number) for post in list(self.of)):
                return tuple(tuple(sorted(cycle)) for cycle in found)

    def _joined(self, post: int, number: dict[int, int]) -> bool:
        """Exchange two who enter a post, one of them in a cycle, the other (or nobody) elsewhere."""
        by = self.by[post]
        inside = [(place, number[one]) for place, one in enumerate(by) if one is not None and one in number]
        for place, cycle in inside:
            for other, one in enumerate(by):
                if one is None or number.get(one) != cycle:
                    by[place], by[other] = by[other], by[place]
                    return True
        return False


def cycles(heirs: dict[int, int]) -> list[list[int]]:
    """The movers who take seats of one another all around."""
    found, seen = [], set()
    for start in sorted(heirs):
        path = []
        one: int | None = start
        while one is not None and one not in seen:
            seen.add(one)
            path.append(one)
            one = heirs.get(one)
        if one == start:
            found.append(path)
    return found
