"""What an assignment leaves possible, seen from the posts: where somebody in a post could go, and what that would lose.

Posts (and outside) are the nodes. An arc leads from where a person is to where the person could be; its length is what
the change loses. A seat that is left empty leads to outside, and from outside leads an arc to every post that could be
left empty. Every other assignment is a set of cycles here, so an assignment is best exactly when no cycle is shorter
than nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mutasi.plan.assignment import Problem, Whole

FAR = np.int64(2**61)
"""The length of an arc that there is not."""


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """Every place where a person may be, the own one among them: `person[i]` at `post[i]` is worth `worth[i]`. In the
    order of people.
    """

    person: Whole
    post: Whole
    worth: Whole

    @classmethod
    def of(cls, problem: Problem, stay_worth: Whole) -> Options:
        """The offers, and for everybody to whom something is offered the own place."""
        movable = np.unique(problem.person)
        person = np.concatenate([problem.person, movable])
        by_person = np.argsort(person, kind="stable")
        return cls(
            person[by_person],
            np.concatenate([problem.post, problem.home[movable]])[by_person],
            np.concatenate([problem.worth, stay_worth[movable]])[by_person],
        )

    def of_person(self, person: int) -> tuple[Whole, Whole]:
        """Where a person may be, and what each place is worth."""
        first, last = np.searchsorted(self.person, [person, person + 1])
        return self.post[first:last], self.worth[first:last]

    def losses(self, at: Whole) -> Whole:
        """What each option loses against where its person is."""
        here = self.post == at[self.person]
        worth = np.zeros(len(at), dtype=np.int64)
        worth[self.person[here]] = self.worth[here]
        return worth[self.person] - self.worth


@dataclass(frozen=True, slots=True, eq=False)
class Residual:
    """An assignment that is the best, with what every change of it loses. ValueError where it is not the best."""

    options: Options
    at: Whole
    length: Whole
    level: Whole
    """A potential of each node: no arc is shorter than the difference of its ends."""
    _ways: dict[int, Whole] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, problem: Problem, at: Whole, stay_worth: Whole) -> Residual:
        options = Options.of(problem, stay_worth)
        length = _lengths(problem, options, at)
        return cls(options, at, length, _potentials(length))

    def loss_without(self, person: int) -> int:
        """What the whole loses when a person may not be where he or she is placed, everybody else finding the best
        place anew. FAR where the person has no other place.
        """
        posts, worth = self.options.of_person(person)
        here = int(self.at[person])
        back = self._shortest_to(here)[posts]
        others = (posts != here) & (back < FAR)
        if not others.any():
            return int(FAR)
        return int((worth[posts == here][0] - worth[others] + back[others]).min())

    def loss_with(self, person: int, post: int) -> int:
        """What the whole loses when a person has to be at a post that is offered. FAR where that cannot be."""
        posts, worth = self.options.of_person(person)
        here = int(self.at[person])
        back = int(self._shortest_to(here)[post])
        if back >= FAR or post not in posts:
            return int(FAR)
        return int(worth[posts == here][0] - worth[posts == post][0]) + back

    def _shortest_to(self, end: int) -> Whole:
        if end not in self._ways:
            self._ways[end] = _shortest_to(self.length, self.level, end)
        return self._ways[end]


def _lengths(problem: Problem, options: Options, at: Whole) -> Whole:
    """The length of the arc between any two nodes, FAR where there is none; a node leads to itself for nothing."""
    nodes = problem.posts + 1
    flat = np.full(nodes * nodes, FAR)
    np.minimum.at(flat, at[options.person] * nodes + options.post, options.losses(at))
    found: Whole = flat.reshape(nodes, nodes)
    counts = np.bincount(at, minlength=nodes)[: problem.posts]
    could_leave = np.zeros(problem.posts, dtype=bool)
    inside = at[options.person]
    could_leave[inside[inside < problem.posts]] = True
    outside = problem.outside
    spare = counts < problem.seats
    found[:outside, outside] = np.where(spare, np.minimum(found[:outside, outside], 0), found[:outside, outside])
    found[outside, :outside] = np.where(could_leave, np.minimum(found[outside, :outside], 0), found[outside, :outside])
    np.fill_diagonal(found, 0)
    return found


def _potentials(length: Whole) -> Whole:
    """A number for each node such that no arc is shorter than the difference of its ends. ValueError where a cycle is
    shorter than nothing, which is where the assignment was not the best.
    """
    level = np.zeros(len(length), dtype=np.int64)
    for _ in range(len(length) + 1):
        reached = np.minimum((level[:, None] + length).min(axis=0), level)
        if (reached == level).all():
            return level
        level = reached
    raise ValueError("the assignment is not the best")


def _shortest_to(length: Whole, level: Whole, end: int) -> Whole:
    """The length of the shortest way from every node to a node, FAR where there is none: by Dijkstra's rule over the
    lengths that the potentials make positive.
    """
    reduced = np.where(length < FAR, length + level[:, None] - level[None, :], FAR)
    told = np.full(len(length), FAR)
    told[end] = 0
    done: NDArray[np.bool_] = np.zeros(len(length), dtype=bool)
    for _ in range(len(length)):
        waiting = np.where(done, FAR, told)
        node = int(waiting.argmin())
        if waiting[node] >= FAR:
            break
        done[node] = True
        told = np.minimum(told, told[node] + np.minimum(reduced[:, node], FAR - told[node]))
    return np.where(told < FAR, told - level + level[end], FAR)
