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
    """The assignment, and for each post the people, by rank, who are not there and are in another of the same worth."""

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
    for post in posts:
        search.decide(post, rank)
    return Settled(search.at, search.elsewhere(posts, rank))


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

    def decide(self, post: int, rank: Whole) -> None:
        """Fill a post for good."""
        own = self.problem.home
        candidates = self.person[(self.post == post) & ~self.fixed[self.person]]
        candidates = candidates[np.lexsort((rank[candidates], own[candidates] != post))]
        places = int(self.problem.seats[post]) - int((self.fixed & (self.at == post)).sum())
        entered = 0
        for person in candidates.tolist():
            if entered == places:
                break
            inside = self.at[person] == post
            way = None if inside else self._way(post, person)
            if way is not None:
                self._turn(post, person, way)
            if inside or way is not None:
                self.fixed[person] = True
                entered += 1

    def elsewhere(self, posts: Sequence[int], rank: Whole) -> dict[int, tuple[int, ...]]:
        """For each of the posts the people who are not there and could be without loss, whatever was decided."""
        self.fixed[:] = False
        leads = self._leads()
        found: dict[int, tuple[int, ...]] = {}
        for post in posts:
            others = self.person[(self.post == post) & (self.at[self.person] != post)].tolist()
            before = _ways_from(leads, post) if others else {}
            could = [person for person in others if int(self.at[person]) in before]
            if could:
                found[post] = tuple(sorted(could, key=rank.__getitem__))
        return found

    def _way(self, post: int, person: int) -> list[int] | None:
        """Nodes from a post to where a person is, by arcs that lose nothing."""
        goal = int(self.at[person])
        before = _ways_from(self._leads(person), post, goal)
        return _back(before, goal) if goal in before else None

    def _leads(self, apart_from: int = -1) -> NDArray[np.bool_]:
        """From which node an arc that loses nothing leads to which; one person stays where he or she is."""
        open_arcs = ~self.fixed[self.person] & (self.person != apart_from) & (self.at[self.person] != self.post)
        leads = np.zeros((self.nodes, self.nodes), dtype=bool)
        leads[self.at[self.person[open_arcs]], self.post[open_arcs]] = True
        counts = np.bincount(self.at, minlength=self.nodes)[: self.problem.posts]
        outside = self.problem.outside
        leads[:outside, outside] |= self.free & (counts < self.problem.seats)
        could_leave = np.zeros(self.problem.posts, dtype=bool)
        inside = self.at[self.person[~self.fixed[self.person]]]
        could_leave[inside[inside < outside]] = True
        leads[outside, :outside] |= self.free & could_leave
        return leads

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


def _ways_from(leads: NDArray[np.bool_], start: int, goal: int = -1) -> dict[int, int]:
    """The node before each one that can be reached; no further than the goal."""
    before = {start: start}
    waiting = deque([start])
    while waiting and goal not in before:
        node = waiting.popleft()
        for following in np.flatnonzero(leads[node]).tolist():
            if following not in before:
                before[following] = node
                waiting.append(following)
    return before


def _back(before: dict[int, int], goal: int) -> list[int]:
    way = [goal]
    while before[way[-1]] != way[-1]:
        way.append(before[way[-1]])
    return way[::-1]
