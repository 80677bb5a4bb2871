"""Which of several equally good assignments it is to be: in the order of the posts, who stands first in the chain."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mutasi.plan.assignment import Problem, Whole
from mutasi.plan.residual import Residual


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """The assignment, and for each post the people who might be there as well without any loss."""

    at: Whole
    equals: dict[int, tuple[int, ...]]


def settle(problem: Problem, at: Whole, stay_worth: Whole, posts: Sequence[int], rank: Whole) -> Settled:
    """Of all assignments of the same worth the first: at each of the `posts`, in their order, those who stay come
    before those who enter, and then the lower `rank` of a person (no two alike) before the higher.

    The result does not depend on the assignment that one begins with.
    """
    residual = Residual.of(problem, at, stay_worth)
    options, level = residual.options, residual.level
    tight = options.losses(at) + level[at[options.person]] - level[options.post] == 0
    # outside and a post are exchanged for nothing where their potentials are the same
    free = level[: problem.posts] == level[problem.outside]
    search = _Search(problem, at.copy(), options.person[tight], options.post[tight], free)
    equals: dict[int, tuple[int, ...]] = {}
    for post in posts:
        equal = search.decide(post, rank)
        if equal:
            equals[post] = equal
    return Settled(search.at, equals)


@dataclass(slots=True, eq=False)
class _Search:
    """Assignments of the same worth, one after the other, with what is decided already."""

    problem: Problem
    at: Whole
    person: Whole
    """The options that lose nothing: this person ..."""
    post: Whole
    """... at this post."""
    free: NDArray[np.bool_]
    fixed: NDArray[np.bool_] = field(init=False)
    nodes: int = field(init=False)

    def __post_init__(self) -> None:
        self.fixed = np.zeros(self.problem.people, dtype=bool)
        self.nodes = self.problem.posts + 1

    def decide(self, post: int, rank: Whole) -> tuple[int, ...]:
        """Fill a post for good. Tells who could have been there as well: entered or left without loss."""
        own = self.problem.home
        candidates = self.person[(self.post == post) & ~self.fixed[self.person]]
        candidates = candidates[np.lexsort((rank[candidates], own[candidates] != post))]
        possible: list[int] = []
        places = int(self.problem.seats[post]) - int((self.fixed & (self.at == post)).sum())
        entered = 0
        for person in candidates.tolist():
            inside = self.at[person] == post
            way = None if inside else self._way(post, person)
            if inside or way is not None:
                possible.append(person)
            if entered < places and (inside or way is not None):
                if way is not None:
                    self._turn(post, person, way)
                self.fixed[person] = True
                entered += 1
        inside_now = set(np.flatnonzero(self.at == post).tolist())
        return tuple(one for one in possible if one not in inside_now)

    def _way(self, post: int, person: int) -> list[int] | None:
        """Nodes from a post to where a person is, by arcs that lose nothing."""
        goal = int(self.at[person])
        open_arcs = ~self.fixed[self.person] & (self.person != person) & (self.at[self.person] != self.post)
        leads = np.zeros((self.nodes, self.nodes), dtype=bool)
        leads[self.at[self.person[open_arcs]], self.post[open_arcs]] = True
        counts = np.bincount(self.at, minlength=self.nodes)[: self.problem.posts]
        outside = self.problem.outside
        leads[:outside, outside] |= self.free & (counts < self.problem.seats)
        could_leave = np.zeros(self.problem.posts, dtype=bool)
        inside = self.at[self.person[~self.fixed[self.person]]]
        could_leave[inside[inside < outside]] = True
        leads[outside, :outside] |= self.free & could_leave
        before = {post: post}
        waiting = deque([post])
        while waiting:
            node = waiting.popleft()
            if node == goal:
                return _back(before, goal)
            for following in np.flatnonzero(leads[node]).tolist():
                if following not in before:
                    before[following] = node
                    waiting.append(following)
        return None

    def _turn(self, post: int, person: int, way: Sequence[int]) -> None:
        """The person enters the post, and along the way everybody who is pushed on goes to the next node."""
        moves: list[tuple[int, int]] = [(person, post)]
        for here, following in pairwise(way):
            pushed = self._pushed(here, following, person)
            if pushed is not None:
                moves.append((pushed, following))
        for one, place in moves:
            self.at[one] = place

    def _pushed(self, here: int, following: int, entering: int) -> int | None:
        """Who goes from one node to the next; nobody where an empty seat takes the place of a person."""
        fits = (self.at[self.person] == here) & (self.post == following) & ~self.fixed[self.person]
        found = self.person[fits & (self.person != entering)]
        outside = self.problem.outside
        if outside in (here, following) and (not len(found) or self._is_seat(here, following)):
            return None
        return int(found.min())

    def _is_seat(self, here: int, following: int) -> bool:
        """Whether the arc may stand for a seat alone."""
        outside = self.problem.outside
        if following == outside:
            return bool(self.free[here] and (self.at == here).sum() < self.problem.seats[here])
        return bool(here == outside and self.free[following])


def _back(before: dict[int, int], goal: int) -> list[int]:
    way = [goal]
    while before[way[-1]] != way[-1]:
        way.append(before[way[-1]])
    return way[::-1]
