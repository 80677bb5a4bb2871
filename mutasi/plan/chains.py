"""Moves as chains and cycles: each takes the seat that the next one leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from mutasi.plan.assignment import Problem, Whole


@dataclass(frozen=True, slots=True)
class Linked:
    """People who move one after the other (rows of the problem), the first into a seat that is empty before or, in a
    cycle, into the seat that the last one leaves.
    """

    people: tuple[int, ...]
    is_cycle: bool


def linked(
    problem: Problem, at: Whole, order: Sequence[int], ranks: Whole, heirs: Mapping[int, int] = MappingProxyType({})
) -> tuple[Linked, ...]:
    """The chains by the `order` of the posts where they begin, then the cycles.

    `heirs` names for those whose seat is taken who takes it. Where none is named and a post has several seats, those
    who enter take its empty seats first, in the order of their `ranks`.
    """
    movers = sorted(np.flatnonzero(at != problem.home).tolist(), key=ranks.__getitem__)
    entering: dict[int, list[int]] = {}
    for person in movers:
        entering.setdefault(int(at[person]), []).append(person)
    if not heirs:
        heirs = _heirs(problem, movers, entering)
    taking = set(heirs.values())
    first = [person for post in order for person in entering.get(post, []) if person not in taking]
    chains = [Linked(tuple(_following(start, heirs)), False) for start in first]
    seen = {person for chain in chains for person in chain.people}
    cycles = []
    for post in order:
        for person in entering.get(post, []):
            if person not in seen:
                around = tuple(_following(person, heirs))
                seen.update(around)
                cycles.append(Linked(around, True))
    return (*chains, *cycles)


def _heirs(problem: Problem, movers: Sequence[int], entering: Mapping[int, Sequence[int]]) -> dict[int, int]:
    held = np.bincount(problem.home, minlength=problem.posts + 1)
    heirs: dict[int, int] = {}
    for post, entrants in entering.items():
        empty = int(problem.seats[post] - held[post])
        leavers = [person for person in movers if problem.home[person] == post]
        heirs.update(zip(leavers, entrants[empty:], strict=False))
    return heirs


def _following(start: int, heirs: Mapping[int, int]) -> list[int]:
    """A person, who takes the seat that this one leaves, and so on; once around in a cycle."""
    people = [start]
    while people[-1] in heirs and heirs[people[-1]] != start:
        people.append(heirs[people[-1]])
    return people
