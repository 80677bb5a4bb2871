"""Points by criterion and their integer sum, for everybody and one vacancy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import lcm

import numpy as np
from numpy.typing import NDArray

from mutasi.errors import MutasiError
from mutasi.fit.catalogue import BY_KIND, default_criteria
from mutasi.fit.criterion import Criterion, Points, PointVector
from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.policy import CriterionPolicy, Method, MissingOrder, Policy
from mutasi.model.settings import settings_key, typed_settings
from mutasi.model.shortlist import FULL_POINTS, WeightedCriterion
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
    lowest: Sums
    highest: Sums
    score: Sums
    method: Method = Method.WEIGHTED_SUM


@cache
def whole_weights(weights: tuple[Fraction, ...]) -> tuple[int, ...]:
    """Whole numbers in the ratio of the weights. BadWeights when they do not add up to 1 or 100."""
    total = sum(weights, Fraction(0))
    if any(weight <= 0 for weight in weights) or total not in WEIGHT_SUMS:
        raise BadWeights(Message("the weights add up to {total}, not to 1 or 100, or one is not positive", total=total))
    denominator = lcm(*(weight.denominator for weight in weights))
    return tuple(int(weight * denominator) for weight in weights)


def score(people: People, vacancy: Vacancy, policy: Policy) -> Scores:
    """Everybody's points and scores for a vacancy."""
    stated = policy.criteria or default_criteria()
    doubled = 2 if policy.missing_order is MissingOrder.MIDDLE else 1
    weights = [doubled * weight for weight in whole_weights(tuple(one.weight for one in stated))]
    points = {one.name: _points(people, vacancy, one) for one in stated}
    lowest = _sum(people.size, ((weight, points[one.name].lowest) for one, weight in zip(stated, weights, strict=True)))
    highest = lowest
    if any(one.lowest is not one.highest for one in points.values()):
        highest = _sum(
            people.size, ((weight, points[one.name].highest) for one, weight in zip(stated, weights, strict=True))
        )
    criteria = tuple(
        WeightedCriterion(one.name, one.label or one.name.replace("_", " ").capitalize(), weight, one.ideal)
        for one, weight in zip(stated, weights, strict=True)
    )
    full = FULL_POINTS * sum(weights)
    return Scores(criteria, points, full, lowest, highest, ordering(lowest, highest, policy.missing_order))


def _sum(people: int, parts: Iterable[tuple[int, PointVector]]) -> Sums:
    """Everybody's sum of weight × points, added up in the smaller of two widths that hold the largest there may be."""
    stated = tuple(parts)
    narrow = FULL_POINTS * sum(weight for weight, _ in stated) <= np.iinfo(np.int32).max
    width: type[np.int32 | np.int64] = np.int32 if narrow else np.int64
    total, product = np.zeros(people, dtype=width), np.empty(people, dtype=width)
    for weight, points in stated:
        np.multiply(points, weight, out=product)
        np.add(total, product, out=total)
    return total.astype(np.int64)


def ordering(lowest: Sums, highest: Sums, rule: MissingOrder) -> Sums:
    """What stands for missing values in the order, by the rule of the policy; rounded down in the middle."""
    if rule is MissingOrder.BEST:
        return highest
    return (lowest + highest) // 2 if rule is MissingOrder.MIDDLE else lowest


def _kind(stated: CriterionPolicy) -> Criterion:
    if stated.kind not in BY_KIND:
        raise BadWeights(Message("criterion {name}: unknown kind '{kind}'", name=stated.name, kind=stated.kind))
    return BY_KIND[stated.kind]


def _points(people: People, vacancy: Vacancy, stated: CriterionPolicy) -> Points:
    """The vector of points, computed once for each distinct value of the fields that the criterion reads."""
    kind = _kind(stated)
    fields = tuple(getattr(vacancy, name) for name in kind.reads)
    key = ("criterion", stated.kind, settings_key(stated.settings), fields)

    def give() -> Points:
        settings, faults = typed_settings(kind.settings, stated.settings)
        if faults:
            fault = Message("{key}: {fault}", key=faults[0].key, fault=faults[0].message)
            raise BadWeights(Message("criterion {name}: {fault}", name=stated.name, fault=fault))
        return kind.give(people, kind.asked_of(vacancy), settings)

    # what one post alone asks, no other vacancy asks again
    return give() if "post" in kind.reads else people.lately(key, give)
