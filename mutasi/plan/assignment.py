"""People and posts as one exact min-cost flow. The only home of ortools' solver of flows.

Everybody has one column: the own post (staying), a post that is offered, or outside for who has no post among these.
The own post of a holder opens only when the holder leaves, so that fills, swaps, cycles and chains are found together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
_LARGEST = 2**62


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Who may go where, and what that is worth. Posts are numbered from 0; their count stands for outside.

    `seats` of each post include those of its present holders. `home` is the own post of everybody, or outside.
    `person`, `post` and `worth` are the offers, one of each in the same place: what the move is worth against staying,
    which is worth 0. `must_move` are those who may not stay.
    """

    seats: Whole
    home: Whole
    person: Whole
    post: Whole
    worth: Whole
    must_move: NDArray[np.bool_]

    @property
    def people(self) -> int:
        return len(self.home)

    @property
    def posts(self) -> int:
        return len(self.seats)

    @property
    def outside(self) -> int:
        return len(self.seats)

    def without(self, offers: NDArray[np.bool_]) -> Problem:
        """The same problem less these offers."""
        keep = ~offers
        return Problem(self.seats, self.home, self.person[keep], self.post[keep], self.worth[keep], self.must_move)

    def value(self, at: Whole) -> int:
        """What an assignment is worth: the sum over those who move."""
        moved = self.post == at[self.person]
        return int(self.worth[moved].sum())


@dataclass(frozen=True, slots=True, eq=False)
class Assigned:
    """Where everybody is: a post, the own one among them, or outside. `stranded` are those who must move and for whom
    there is no seat; they are where they were.
    """

    at: Whole
    stranded: tuple[int, ...] = ()


def assign(problem: Problem) -> Assigned:
    """An assignment of the greatest worth in which as few as possible are stranded. Exact; which one of several equal
    ones is not said (see `settle`).
    """
    if not len(problem.person):
        return Assigned(problem.home.copy(), tuple(np.flatnonzero(problem.must_move).tolist()))
    movable = np.unique(problem.person)
    # who is offered nothing keeps the seat
    still = np.setdiff1d(np.arange(problem.people), movable)
    held = np.bincount(problem.home[still], minlength=problem.posts + 1)[: problem.posts]
    free = np.maximum(problem.seats - held, 0)
    at = problem.home.copy()
    at[movable] = _flow(problem, movable, free)
    return Assigned(at, tuple(np.flatnonzero(problem.must_move & (at == problem.home)).tolist()))


def _flow(problem: Problem, movable: Whole, free: Whole) -> Whole:
    """Where each of `movable` goes. Nodes of the flow: people, posts, outside, and a sink."""
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow  # heavy, and only here

    count, outside = len(movable), problem.outside
    number = np.full(problem.people, -1, dtype=np.int64)
    number[movable] = np.arange(count)
    # whoever must move and cannot stays all the same, at a price above all that moves are worth
    must = problem.must_move[movable]
    staying = np.where(must, -_more_than_all(problem.worth, count), 0) if must.any() else np.zeros(count, np.int64)
    tails = np.concatenate([number[problem.person], np.arange(count)])
    heads = count + np.concatenate([problem.post, problem.home[movable]])
    worths = np.concatenate([problem.worth, staying])
    sink = count + outside + 1
    ends = np.arange(count, sink)
    solver = SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(tails, heads, np.ones(len(tails), np.int64), -worths)
    room = np.append(free, count)
    solver.add_arcs_with_capacity_and_unit_cost(ends, np.full(len(ends), sink), room, np.zeros(len(ends), np.int64))
    solver.set_nodes_supplies(np.arange(count), np.ones(count, np.int64))
    solver.set_node_supply(sink, -count)
    status = solver.solve()
    if status == solver.BAD_COST_RANGE:
        raise OverflowError(int(np.abs(worths).max()))
    assert status == solver.OPTIMAL, status  # everybody may stay, so there is always an answer
    used = solver.flows(arcs) > 0
    chosen = np.empty(count, dtype=np.int64)
    chosen[tails[used]] = heads[used] - count
    return chosen


def _more_than_all(worth: Whole, people: int) -> int:
    """More than all moves together can be worth. OverflowError where it does not fit the solver's whole numbers."""
    most = 2 * (int(np.abs(worth).max()) + 1) * (people + 1)
    if most * (people + 3) > _LARGEST:
        raise OverflowError(most)
    return most


def total_seats(problem: Problem, at: Whole) -> Sequence[int]:
    """How many are in each post."""
    counted: Sequence[int] = np.bincount(at, minlength=problem.posts + 1)[: problem.posts].tolist()
    return counted
