"""The places of a plan as one problem of whole numbers, with what the policy asks of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mutasi.model.people import People
from mutasi.model.plan import Keep, Keeps
from mutasi.model.policy import Policy
from mutasi.plan.assignment import Problem, Whole
from mutasi.plan.constraints import Asked, Units
from mutasi.plan.limits import CERTAIN, Limit, Limits
from mutasi.plan.places import Place
from mutasi.plan.preferences import Offers, Preferences, preferences
from mutasi.plan.will import Wills

_LARGEST = 2**62
USUAL_CHAIN, USUAL_CYCLE = 5, 3
"""The longest chain and cycle where a chance of refusal is stated and no caps: longer ones are worth hardly more."""


@dataclass(frozen=True, slots=True, eq=False)
class Posed:
    """The places as a problem of whole numbers, with what it was made from.

    `against` tells which offers go against the will of the person, `barred` which offers there would be but for the
    rules of the policy. `seat_unit` is what a seat of priority 1 counts in the worth: more than all points together.
    """

    people: People
    policy: Policy
    places: tuple[Place, ...]
    wills: Wills
    ranks: Whole
    problem: Problem
    against: NDArray[np.bool_]
    seat_unit: int
    limits: Limits
    barred: frozenset[tuple[int, int]] = frozenset()

    @property
    def order(self) -> list[int]:
        """The places as they are decided where equal: the more important first, then by their ids, so that it does not
        matter in which order they stand in a file.
        """
        places = self.places
        return sorted(range(len(places)), key=lambda at: (-places[at].priority, places[at].vacancy.id, at))

    def preferences(self) -> Preferences:
        """What people prefer to staying, and in which order places take them."""
        problem = self.problem
        points = np.zeros(len(problem.person), dtype=np.int64)
        own = np.zeros(problem.people, dtype=np.int64)
        by_post = np.argsort(problem.post, kind="stable")
        ends = np.searchsorted(problem.post[by_post], np.arange(len(self.places) + 1))
        for number, place in enumerate(self.places):
            offers = by_post[ends[number] : ends[number + 1]]
            points[offers] = place.points[np.searchsorted(place.rows, problem.person[offers])]
            own[place.holders] = place.own_points
        order = np.argsort(np.array(self.order, dtype=np.int64))
        offered = Offers(problem.seats, problem.home, problem.person, problem.post, points, own, self.ranks, order)
        return preferences(offered, self.wills.wishes, self.wills.stays | self.wills.only, self.wills.refused)

    def rather(self, before: Mapping[int, int]) -> Problem:
        """The problem in which it counts before all else that the moves of an earlier plan are made: those of `before`,
        by row the number of the place. After that come the seats, then that as few others as possible move, then
        points. OverflowError where the numbers are too large.
        """
        problem, unit = self.problem, self.seat_unit
        most_moves = min(problem.people, int(problem.seats.sum())) + 1
        seats = (problem.worth + unit // 2) // unit
        seat = unit * (most_moves + 1)
        largest = int(np.abs(seats).max(initial=0)) * seat + 2 * unit
        weight = 2 * largest * most_moves
        if weight > _LARGEST:
            raise OverflowError(weight)
        earlier = np.full(problem.people, -1, dtype=np.int64)
        for row, number in before.items():
            earlier[row] = number
        kept = earlier[problem.person] == problem.post
        price = np.where(earlier[problem.person] < 0, unit, np.where(kept, -weight, 0))
        return replace(problem, worth=seats * seat + (problem.worth - seats * unit) - price)

    def keeping(self, offers: NDArray[np.bool_]) -> Posed:
        """The same with these offers alone. The limits are those of the policy over what is left."""
        problem = self.problem.without(~offers)
        number = np.cumsum(offers) - 1
        linear = tuple(_over(limit, offers, number) for limit in self.limits.linear)
        return replace(self, problem=problem, against=self.against[offers], limits=replace(self.limits, linear=linear))


def _over(limit: Limit, kept: NDArray[np.bool_], number: Whole) -> Limit:
    there = kept[limit.offers]
    return replace(limit, offers=number[limit.offers[there]], coefficients=limit.coefficients[there])


def pose(people: People, policy: Policy, found: Sequence[Place], wills: Wills, ranks: Whole, within: Units) -> Posed:
    """The places as a problem. `ranks` order people of whom nothing else decides, no two alike; `within` gives a unit
    with all below it.
    """
    person = np.concatenate([np.zeros(0, np.int64), *(place.rows for place in found)])
    post = np.repeat(np.arange(len(found)), [len(place.rows) for place in found])
    points = np.concatenate([np.zeros(0, np.int64), *(place.points for place in found)])
    home = np.full(people.size, len(found), dtype=np.int64)
    own_points, own_weight, left = (np.zeros(people.size, dtype=np.int64) for _ in range(3))
    for number, place in enumerate(found):
        home[place.holders] = number
        own_points[place.holders] = place.own_points
        own_weight[place.holders] = place.weight
        left[place.holders] = place.priority
    has_own = home[person] < len(found)
    against = wills.against(person, post, np.where(has_own, points - own_points[person], 0))
    weight = np.array([place.weight for place in found], dtype=np.int64)
    priority = np.array([place.priority for place in found], dtype=np.int64)
    seats = np.array([place.seats for place in found], dtype=np.int64)
    price = policy.plan.move_price + policy.plan.forced_price * against
    gain = weight[post] * points - own_weight[person] * own_points[person] - price
    # one seat of priority 1 counts more than all the points of two plans can differ in
    most = int(np.abs(gain).max()) if len(gain) else 0
    seat_unit = 2 * most * max(1, int(seats.sum())) + 1
    worth = (priority[post] - left[person]) * seat_unit + gain
    asked = Asked(people, found, policy.plan.rules, within)
    problem = Problem(seats, home, person, post, worth, asked.who_must_move())
    posed = Posed(people, policy, tuple(found), wills, ranks, problem, against, seat_unit, Limits())
    barred = asked.barred(problem, wills.wished(person, post))
    pairs = frozenset(zip(person[barred].tolist(), post[barred].tolist(), strict=True))
    posed = replace(posed.keeping(~barred), barred=pairs)
    return replace(posed, limits=_limits(policy, asked.limits(posed.problem, posed.against)))


def _limits(policy: Policy, linear: tuple[Limit, ...]) -> Limits:
    """The caps of the policy; the usual ones where only a chance of refusal is stated."""
    rules, refusal = policy.plan.rules, policy.plan.refusal
    chain, cycle = rules.longest_chain, rules.longest_cycle
    if refusal:
        chain = USUAL_CHAIN if chain is None else chain
        cycle = USUAL_CYCLE if cycle is None else cycle
    return Limits(linear, chain, cycle, CERTAIN - refusal)


def caps(limits: Limits) -> tuple[Keep, ...]:
    """The caps as what a plan keeps to."""
    found = ((Keeps.CHAIN, limits.longest_chain), (Keeps.CYCLE, limits.longest_cycle))
    return tuple(Keep(keeps, (), number) for keeps, number in found if number is not None)
