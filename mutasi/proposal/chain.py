"""Moves that belong together: each takes the seat that the next one leaves."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A move by its number in a list: the post that it leaves (blank for none) and the one whose seat it takes that
    another one leaves, blank where it takes a seat that is empty.
    """

    at: int
    leaves: str
    takes: str


@dataclass(frozen=True, slots=True)
class Linked:
    """The numbers of moves in the order of their decrees; those of a cycle take effect on one day."""

    moves: tuple[int, ...]
    is_cycle: bool


def linked(steps: Sequence[Step]) -> tuple[Linked, ...]:
    """All moves in chains, by the order of their first ones; then the cycles. Who leaves a post of several seats first
    is followed by who comes first.
    """
    coming: dict[str, deque[int]] = defaultdict(deque)
    for step in steps:
        if step.takes:
            coming[step.takes].append(step.at)
    by_number = {step.at: step for step in steps}
    follows: dict[int, int] = {}
    for step in steps:
        if step.leaves and coming[step.leaves]:
            follows[step.at] = coming[step.leaves].popleft()
    begins = [step.at for step in steps if step.at not in set(follows.values())]
    chains = [Linked(_walk(at, follows), False) for at in begins]
    placed = {at for chain in chains for at in chain.moves}
    for step in steps:
        if step.at not in placed:
            cycle = _walk(by_number[step.at].at, follows)
            placed.update(cycle)
            chains.append(Linked(cycle, True))
    return tuple(chains)


def _walk(at: int, follows: dict[int, int]) -> tuple[int, ...]:
    found = [at]
    while found[-1] in follows and follows[found[-1]] != at:
        found.append(follows[found[-1]])
    return tuple(found)
