"""All moves decided together: the places of a plan as one assignment, settled and read back as chains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mutasi.model.people import People
from mutasi.model.policy import Policy
from mutasi.plan.assignment import Assigned, Problem, Whole, assign
from mutasi.plan.chains import Linked, linked
from mutasi.plan.places import Place
from mutasi.plan.residual import Residual
from mutasi.plan.settle import settle
from mutasi.plan.will import Wills


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """The best assignment: `at` gives for each row of people the number of the place, that of the own one, or outside.

    `residual` tells what other assignments lose, `equals` for each place who could be there as well; `stranded` must
    move and cannot.
    """

    places: tuple[Place, ...]
    problem: Problem
    at: Whole
    chains: tuple[Linked, ...]
    residual: Residual
    equals: dict[int, tuple[int, ...]]
    stranded: tuple[int, ...]
    seat_unit: int
    """What a seat of priority 1 counts in the worth of the problem, more than all points together can."""


def decide(people: People, policy: Policy, found: Sequence[Place], wills: Wills, ranks: Whole) -> Decided:
    """The assignment of the greatest worth: first the priority of the seats that are filled, then the points that the
    posts gain less the prices of moves. `ranks` order people of whom nothing else decides; no two are alike.
    """
    problem, seat_unit = pose(people, policy, found, wills)
    best: Assigned = assign(problem)
    order = _in_order(found)
    stay = np.zeros(problem.people, dtype=np.int64)
    settled = settle(problem, best.at, stay, order, ranks)
    residual = Residual.of(problem, settled.at, stay)
    chains = linked(problem, settled.at, order, ranks)
    return Decided(tuple(found), problem, settled.at, chains, residual, dict(settled.equals), best.stranded, seat_unit)


def pose(people: People, policy: Policy, found: Sequence[Place], wills: Wills) -> tuple[Problem, int]:
    """The places as a problem of whole numbers, and what a seat counts in it."""
    outside = len(found)
    home = np.full(people.size, outside, dtype=np.int64)
    own_points = np.zeros(people.size, dtype=np.int64)
    left = np.zeros(people.size, dtype=np.int64)
    for number, place in enumerate(found):
        home[place.holders] = number
        own_points[place.holders] = place.own_points
        left[place.holders] = place.priority
    person = np.concatenate([np.zeros(0, np.int64), *(place.rows for place in found)])
    post = np.repeat(np.arange(outside), [len(place.rows) for place in found])
    points = np.concatenate([np.zeros(0, np.int64), *(place.points for place in found)])
    priority = np.array([place.priority for place in found], dtype=np.int64)
    seats = np.array([place.seats for place in found], dtype=np.int64)
    price = policy.plan.move_price + policy.plan.forced_price * wills.forced(person, post)
    gain = points - own_points[person] - price
    # one seat of priority 1 counts more than all the points of two plans can differ in
    most = int(np.abs(gain).max()) if len(gain) else 0
    seat_unit = 2 * most * max(1, int(seats.sum())) + 1
    worth = (priority[post] - left[person]) * seat_unit + gain
    wanted = ~wills.refused(person, post)
    must_move = np.zeros(people.size, dtype=bool)
    return Problem(seats, home, person[wanted], post[wanted], worth[wanted], must_move), seat_unit


def _in_order(found: Sequence[Place]) -> list[int]:
    """The places as they are decided where equal: the more important first, then by their ids, so that it does not
    matter in which order they stand in a file.
    """
    return sorted(range(len(found)), key=lambda number: (-found[number].priority, found[number].vacancy.id, number))
