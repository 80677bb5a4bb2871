"""Points by criterion and their integer sum, for everybody and one vacancy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import lcm

import numpy as np
from numpy.typing import NDArray

from mutasi.errors import MutasiError
from mutasi.fit.catalogue import BY_KIND
from mutasi.fit.criterion import Criterion, Points
from mutasi.fit.sums import ByRow, SmallNumbers, Whole, width_of
from mutasi.fit.weighting import criteria_for, own_weights_of
from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.policy import CriterionPolicy, Method, MissingOrder, Policy
from mutasi.model.settings import settings_key, typed_settings
from mutasi.model.shortlist import FULL_POINTS, CriterionScale, WeightedCriterion
from mutasi.model.vacancy import Vacancy

Sums = NDArray[np.int64]
WEIGHT_SUMS = (Fraction(1), Fraction(100))
"""Weights add up to one of these, exactly; anything else is a mistake that rescaling would hide."""


class BadWeights(MutasiError):
    """Weights from which no score can be computed."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of everybody for a vacancy as integer sums of weight × points (hundredths).

    `lowest` and `highest` bound them; `score` is what orders a list by the policy's rule for missing
    values; `full` units are 100 points. In the middle rule all weights are doubled, so that the midpoint is a whole
    number too. By another `method` than the weighted sum the units are those of `fit/methods.py`.
    """

    criteria: tuple[WeightedCriterion, ...]
    points: Mapping[str, Points]
    full: int
    lowest: ByRow
    highest: ByRow
    score: ByRow
    method: Method = Method.WEIGHTED_SUM
    scale: tuple[CriterionScale, ...] = ()
    own_weights: str = ""
    """The entry of `bobot_khusus` whose weights count for this vacancy; empty where the general ones do."""


@cache
def whole_weights(weights: tuple[Fraction, ...]) -> tuple[int, ...]:
    """Whole numbers in the ratio of the weights. BadWeights when they do not add up to 1 or 100."""
    total = sum(weights, Fraction(0))
    if any(weight <= 0 for weight in weights) or total not in WEIGHT_SUMS:
        raise BadWeights(Message("the weights add up to {total}, not to 1 or 100, or one is not positive", total=total))
    denominator = lcm(*(weight.denominator for weight in weights))
    return tuple(int(weight * denominator) for weight in weights)


@dataclass(frozen=True, slots=True)
class _Weighing:
    """The criteria with their weights, as they are the same for all vacancies that they count for."""

    stated: tuple[CriterionPolicy, ...]
    criteria: tuple[WeightedCriterion, ...]
    kinds: tuple[Criterion, ...]
    settings: tuple[str, ...]
    full: int

    @classmethod
    def of(cls, stated: tuple[CriterionPolicy, ...], missing_order: MissingOrder) -> _Weighing:
        doubled = 2 if missing_order is MissingOrder.MIDDLE else 1
        weights = [doubled * weight for weight in whole_weights(tuple(one.weight for one in stated))]
        kinds = tuple(_kind(one) for one in stated)
        criteria = tuple(
            WeightedCriterion(one.name, one.label or one.name.replace("_", " ").capitalize(), weight, one.ideal,
                              kind.private)
            for one, kind, weight in zip(stated, kinds, weights, strict=True)
        )  # fmt: skip
        keys = tuple(settings_key(one.settings) for one in stated)
        return cls(stated, criteria, kinds, keys, FULL_POINTS * sum(weights))

    def total(self, first: Bounds, points: Mapping[str, Points], *, of_vacancy: bool) -> Bounds:
        """`first` and the weighted points of the criteria that ask something of the vacancy, or of the others; one
        vector for both bounds where nothing is missing.
        """
        parts = [
            points[one.name].times(one.weight, self.width)
            for one, kind in zip(self.criteria, self.kinds, strict=True)
            if bool(kind.reads) is of_vacancy
        ]
        lowest = _sum(first.lowest, [part[0] for part in parts])
        if first.lowest is first.highest and all(part[0] is part[1] for part in parts):
            return Bounds(lowest, lowest)
        return Bounds(lowest, _sum(first.highest, [part[1] for part in parts]))

    @property
    def width(self) -> type[np.int32 | np.int64]:
        return width_of(self.full)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Sums of everybody; one vector for both bounds where nothing is missing."""

    lowest: Whole
    highest: Whole


def _sum(first: Whole, parts: Sequence[Whole]) -> Whole:
    if not parts:
        return first
    total: Whole = np.add(first, parts[0])
    for part in parts[1:]:
        np.add(total, part, out=total)
    return total


def score(people: People, vacancy: Vacancy, policy: Policy) -> Scores:
    """Everybody's points and scores for a vacancy."""
    criteria, own = policy.criteria, own_weights_of(policy, vacancy)
    key = ("weighing", id(criteria), id(own), policy.missing_order)

    def weigh() -> tuple[object, _Weighing]:
        # what is kept holds the criteria and own weights themselves, so that their identity stays their own
        return (criteria, own), _Weighing.of(criteria_for(policy, vacancy), policy.missing_order)

    held, weighing = people.lately(key, weigh)
    points = {one.name: _points(people, vacancy, weighing, at) for at, one in enumerate(weighing.criteria)}

    def common() -> tuple[object, Bounds]:
        nothing = np.zeros(people.size, dtype=weighing.width)
        return held, weighing.total(Bounds(nothing, nothing), points, of_vacancy=False)

    bounds = weighing.total(people.lately(("common", *key), common)[1], points, of_vacancy=True)
    lowest = SmallNumbers(bounds.lowest)
    highest = lowest if bounds.lowest is bounds.highest else SmallNumbers(bounds.highest)
    order = _ordering(lowest, highest, policy.missing_order)
    return Scores(
        weighing.criteria, points, weighing.full, lowest, highest, order, own_weights="" if own is None else own.name
    )


def _ordering(lowest: SmallNumbers, highest: SmallNumbers, rule: MissingOrder) -> SmallNumbers:
    if rule is MissingOrder.BEST or lowest is highest:
        return highest
    return SmallNumbers((lowest.narrow + highest.narrow) // 2) if rule is MissingOrder.MIDDLE else lowest


def _kind(stated: CriterionPolicy) -> Criterion:
    if stated.kind not in BY_KIND:
        raise BadWeights(Message("criterion {name}: unknown kind '{kind}'", name=stated.name, kind=stated.kind))
    return BY_KIND[stated.kind]


def _points(people: People, vacancy: Vacancy, weighing: _Weighing, at: int) -> Points:
    """The vector of points, computed once for each distinct value of the fields that the criterion reads."""
    stated, kind = weighing.stated[at], weighing.kinds[at]
    fields = tuple(getattr(vacancy, name) for name in kind.reads)
    key = ("criterion", stated.kind, weighing.settings[at], fields)

    def give() -> Points:
        settings, faults = typed_settings(kind.settings, stated.settings)
        if faults:
            fault = Message("{key}: {fault}", key=faults[0].key, fault=faults[0].message)
            raise BadWeights(Message("criterion {name}: {fault}", name=stated.name, fault=fault))
        return _with_one_bound(kind.give(people, kind.asked_of(vacancy), settings))

    # what one post alone asks, no other vacancy asks again
    return give() if "post" in kind.reads else people.lately(key, give)


def _with_one_bound(points: Points) -> Points:
    """The same, with one vector for both bounds where nothing is missing of anybody."""
    if points.lowest is points.highest or not np.array_equal(points.lowest, points.highest):
        return points
    return Points(points.lowest, points.lowest, points.fact)
