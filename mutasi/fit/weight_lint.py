"""Do the criteria tell people apart, and do they tell different things? Looked at in the values that they give.

Order alone counts: Spearman's rank correlation within each pool of people who are compared with one another (the
candidates of a vacancy, the rows of a sheet), taken together over all pools. Its parts are whole numbers, so that the
order of people and criteria changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from math import isqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutasi.finding import Finding, Location
from mutasi.fit.weight_rules import weight_finding
from mutasi.message import Message, decimal_number
from mutasi.model.shortlist import FULL_POINTS

Ranks = NDArray[np.int64]
_PART = 100_000

SAME = Fraction(90, 100)
OPPOSED = Fraction(-30, 100)
"""Below this rank correlation with the sum of the others a direction looks wrong."""
CHANCE = 4
"""Square of the size, in standard deviations, that a rank correlation hardly reaches by chance: 0.67 of 10 people."""


@dataclass(frozen=True, slots=True)
class Linted:
    """A criterion: its name for people, and where it stands."""

    name: str
    label: str
    location: Location


@dataclass(frozen=True, slots=True)
class Pool:
    """People who are compared with one another. `values` has a whole number a person for each criterion, higher being
    better, and `others` the weighted sum of all others; `known` tells of which people the value is certain.
    """

    values: Sequence[NDArray[Any]]
    others: Sequence[NDArray[Any]]
    known: Sequence[NDArray[np.bool_]]
    alike: Sequence[bool]
    """Whether the criterion gives all of the pool the same."""


@dataclass(slots=True)
class RankCorrelation:
    """Sums over pools from which Spearman's coefficient follows, exactly until its root."""

    covariance: int = 0
    first: int = 0
    second: int = 0
    people: int = 0

    def add(self, one: NDArray[Any], other: NDArray[Any]) -> None:
        """A pool of people who have both values."""
        self.add_ranks(centred_ranks(one), centred_ranks(other))

    def add_ranks(self, left: Ranks, right: Ranks) -> None:
        """The same by the ranks."""
        if len(left) < 2:
            return
        self.covariance += _product(left, right)
        self.first += _product(left, left)
        self.second += _product(right, right)
        self.people += len(left)

    @property
    def value(self) -> Fraction:
        """To 4 digits; 0 where one of both separates nobody."""
        square = self.first * self.second
        if not square:
            return Fraction(0)
        size = isqrt(self.covariance**2 * 10**8 // square)
        return Fraction(size if self.covariance >= 0 else -size, 10**4)

    @property
    def is_more_than_chance(self) -> bool:
        """Whether so many people would hardly stand in such an order by chance: 1 / (n - 1) is the variance then."""
        return self.value**2 * (self.people - 1) >= CHANCE


def centred_ranks(values: NDArray[Any]) -> Ranks:
    """Twice the mean rank of each, less twice the mean of all; equal values share the mean of their ranks."""
    if len(values) and values.min() >= 0 and values.max() <= FULL_POINTS:
        place, counts = values, np.bincount(values)  # points: counting is much quicker than sorting
    else:
        _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks: Ranks = (2 * np.cumsum(counts) - counts - len(values)).astype(np.int64)
    of_each: Ranks = ranks[place]
    return of_each


def _product(left: Ranks, right: Ranks) -> int:
    """The sum of products, in parts that no machine number is too small for."""
    starts = range(0, len(left), _PART)
    return sum(int(left[start : start + _PART] @ right[start : start + _PART]) for start in starts)


@dataclass(slots=True)
class Tally:
    """What all pools together tell of the criteria."""

    criteria: Sequence[Linted]
    pools: int = 0
    separated: set[int] = field(default_factory=set)
    pairs: dict[tuple[int, int], RankCorrelation] = field(default_factory=dict)
    against: dict[int, RankCorrelation] = field(default_factory=dict)

    def add(self, pool: Pool) -> None:
        count = range(len(self.criteria))
        if len(pool.known[0]) < 2:
            return
        self.pools += 1
        self.separated |= {at for at in count if not pool.alike[at]}
        whole = {at: centred_ranks(pool.values[at]) for at in count if pool.known[at].all()}
        everything = np.logical_and.reduce(pool.known)
        for at in count:
            mine = self.against.setdefault(at, RankCorrelation())
            mine.add(pool.values[at][everything], pool.others[at][everything])
        for one, other in combinations(count, 2):
            pair = self.pairs.setdefault((one, other), RankCorrelation())
            if one in whole and other in whole:
                pair.add_ranks(whole[one], whole[other])
                continue
            both = pool.known[one] & pool.known[other]
            pair.add(pool.values[one][both], pool.values[other][both])


def lint(criteria: Sequence[Linted], pools: Iterable[Pool], same: Fraction = SAME) -> tuple[Finding, ...]:
    """What is wrong with criteria whose values stand in the pools, which come one at a time."""
    tally = Tally(criteria)
    if not criteria:
        return ()
    for pool in pools:
        tally.add(pool)
    return (*_separating_nobody(tally), *_saying_the_same(tally, same), *_against_all(tally))


def _separating_nobody(tally: Tally) -> Iterator[Finding]:
    for at, one in enumerate(tally.criteria):
        if tally.pools and at not in tally.separated:
            message = Message("{name} does not distinguish: it gives everybody the same", name=one.label)
            fix = Message("give its weight to criteria that tell people apart, or look for the data that is missing")
            yield weight_finding("BOBOT-06", message, one.location, fix, key=one.name)


def _saying_the_same(tally: Tally, same: Fraction) -> Iterator[Finding]:
    for (first, second), found in tally.pairs.items():
        one, other = tally.criteria[first], tally.criteria[second]
        if found.is_more_than_chance and found.value >= same:
            message = Message(
                "{one} and {other} order people alike: rank correlation {value}, {people} people", one=one.label,
                other=other.label, value=two_digits(found.value), people=found.people,
            )  # fmt: skip
            fix = Message("what they share counts twice; keep one of them, or halve their weights")
            yield weight_finding("BOBOT-07", message, one.location, fix, key=f"{one.name}, {other.name}")


def _against_all(tally: Tally) -> Iterator[Finding]:
    """Only a hint: a criterion may rightly run against the others."""
    if len(tally.criteria) < 2:
        return
    for at, found in tally.against.items():
        one = tally.criteria[at]
        if found.is_more_than_chance and found.value <= OPPOSED:
            message = Message(
                "{name} runs against the sum of the others: rank correlation {value}, {people} people; a hint only",
                name=one.label, value=two_digits(found.value), people=found.people,
            )  # fmt: skip
            fix = Message("look whether a high value is really meant to be better (arah, order of the codes)")
            yield weight_finding("BOBOT-08", message, one.location, fix, key=one.name)


def two_digits(number: Fraction) -> object:
    """A number between -1 and 1 for people."""
    hundredths = round(abs(number) * 100)
    sign = "-" if number < 0 and hundredths else ""
    return decimal_number(f"{sign}{hundredths // 100}.{hundredths % 100:02d}")
