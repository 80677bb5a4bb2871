"""Shortlists a second time: plain fractions, one person at a time, every place by counting all the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from math import ceil

FULL = Fraction(100)
CENT = Fraction(1, 100)

Points = Mapping[str, tuple[Fraction, Fraction]]


@dataclass(frozen=True)
class Ranked:
    """Somebody who is ranked: points by criterion from lowest to highest, and the place in the published chain."""

    nip: str
    points: Points
    chain: int

    def score(self, weights: Mapping[str, Fraction], order: str) -> Fraction:
        return sum((weights[name] * value(bounds, order) for name, bounds in self.points.items()), Fraction(0))

    def with_points(self, name: str, points: Fraction) -> Ranked:
        return replace(self, points={**self.points, name: (points, points)})


def value(bounds: tuple[Fraction, Fraction], order: str) -> Fraction:
    """How points count: the worst, the middle or the best of what they may be."""
    lowest, highest = bounds
    return {"terburuk": lowest, "tengah": (lowest + highest) / 2, "terbaik": highest}[order]


@dataclass(frozen=True)
class Pool:
    """All who are ranked for a vacancy, with the weights and the policy for missing values."""

    people: Sequence[Ranked]
    weights: Mapping[str, Fraction]
    order: str

    def place(self, one: Ranked, order: str = "", others: str = "") -> int:
        """The place of somebody as ordered, all others as ordered; equal scores by the chain, else shared."""
        mine = one.score(self.weights, order or self.order)
        before = 0
        for other in self.people:
            if other.nip != one.nip:
                score = other.score(self.weights, others or self.order)
                before += score > mine or (score == mine and other.chain < one.chain)
        return before + 1

    def bounds(self, one: Ranked) -> tuple[int, int]:
        return self.place(one, "terbaik", "terburuk"), self.place(one, "terburuk", "terbaik")

    def ordered(self) -> list[Ranked]:
        return sorted(self.people, key=lambda one: (self.place(one), one.nip))

    def listed(self, asked: int) -> list[Ranked]:
        return [one for one in self.ordered() if self.place(one) <= asked]

    def above(self, one: Ranked) -> Fraction | None:
        """Points that the next above has more."""
        order = self.ordered()
        at = [other.nip for other in order].index(one.nip)
        return order[at - 1].score(self.weights, self.order) - one.score(self.weights, self.order) if at else None

    def alone(self, one: Ranked) -> dict[str, tuple[int, int]]:
        """For each missing value the best and the worst place, were it alone known."""
        return {
            name: (self.place(one.with_points(name, highest)), self.place(one.with_points(name, lowest)))
            for name, (lowest, highest) in one.points.items()
            if lowest < highest
        }

    def contenders(self, asked: int) -> list[Ranked]:
        found = [one for one in self.people if self.place(one) > asked >= self.bounds(one)[0]]
        return sorted(found, key=lambda one: (self.bounds(one)[0], self.place(one), one.nip))

    def needed(self, one: Ranked, name: str, asked: int) -> Fraction | None:
        """The fewest points in one criterion, in whole hundredths and more than now, that bring among the first."""
        now = value(one.points[name], self.order)
        candidates = {now + CENT if now % CENT == 0 else ceil(now / CENT) * CENT}
        mine, weight = one.score(self.weights, self.order), self.weights[name]
        for other in self.people:
            lacking = other.score(self.weights, self.order) - mine
            equal = ceil((now + lacking / weight) / CENT) * CENT
            candidates |= {equal, equal + CENT}
        enough = (
            points
            for points in sorted(candidates)
            if now < points <= FULL and self.place(one.with_points(name, points)) <= asked
        )
        return next(enough, None)

    def pair_suffices(self, one: Ranked, asked: int) -> bool:
        """Whether any two criteria at their best bring among the first."""
        return any(
            self.place(one.with_points(first, FULL).with_points(second, FULL)) <= asked
            for first, second in combinations(one.points, 2)
        )
