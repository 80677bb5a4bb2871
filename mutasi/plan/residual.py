"""What an assignment leaves possible, seen from the posts: where somebody in a post could go, and what that would lose.

Posts (and outside) are the nodes. An arc leads from where a person is to where the person could be; its length is what
the change loses. A seat that is left empty leads to outside, and from outside leads an arc to every post that could be
left empty. Every other assignment is a set of cycles here, so an assignment is best exactly when no cycle is shorter
than nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutasi.plan.assignment import Problem, Whole

FAR = np.int64(2**61)
"""The length of an arc that there is not."""


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """Every place where a person may be, the own one among them: `person[i]` at `post[i]` is worth `worth[i]`."""

    person: Whole
    post: Whole
    worth: Whole

    @classmethod
    def of(cls, problem: Problem, stay_worth: Whole) -> Options:
        """The offers, and for everybody to whom something is offered the own place."""
        movable = np.unique(problem.person)
        return cls(
            np.concatenate([problem.person, movable]),
            np.concatenate([problem.post, problem.home[movable]]),
            np.concatenate([problem.worth, stay_worth[movable]]),
        )

    def losses(self, at: Whole) -> Whole:
        """What each option loses against where its person is."""
        here = self.post == at[self.person]
        worth = np.zeros(len(at), dtype=np.int64)
        worth[self.person[here]] = self.worth[here]
        return worth[self.person] - self.worth


def lengths(problem: Problem, options: Options, at: Whole) -> Whole:
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


def potentials(length: Whole) -> Whole:
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


def shortest_to(length: Whole, level: Whole, end: int) -> Whole:
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


def loss_without(options: Options, length: Whole, level: Whole, at: Whole, person: int) -> int:
    """What the whole assignment loses when a person may not be where it places him or her, everybody else finding the
    best place anew. FAR where the person has no other place.
    """
    own = options.person == person
    here = int(at[person])
    worth = int(options.worth[own & (options.post == here)][0])
    others = own & (options.post != here)
    back = shortest_to(length, level, here)
    possible = others & (back[options.post] < FAR)
    if not possible.any():
        return int(FAR)
    return int((worth - options.worth[possible] + back[options.post[possible]]).min())
