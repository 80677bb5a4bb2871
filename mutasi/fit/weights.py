"""Weights from numbers or from an order, as exact fractions, and as decimals that add up to exactly 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

DIGITS = 4
"""Decimals of weights that are to be pasted into `mutasi.yaml`."""
_MOST_DIGITS = 9


def shares(weights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Weights, none negative and some positive, in the same ratio and with the sum 1."""
    total = sum(weights.values(), Fraction(0))
    return {name: weight / total for name, weight in weights.items()}


def rank_order_centroid(order: Sequence[Sequence[str]]) -> dict[str, Fraction]:
    """Weights of criteria of which only the order of importance is known; those of equal importance stand together.

    The criterion at place k of n gets (1/k + 1/(k+1) + ... + 1/n) / n: the mean of all weights that keep the order. Of
    equal ones each gets the mean of their places. Source: Barron and Barrett (1996), Decision quality using ranked
    attribute weights.
    """
    count = sum(len(equal) for equal in order)
    weights: dict[str, Fraction] = {}
    for equal in order:
        first = len(weights) + 1
        places = [_centroid(place, count) for place in range(first, first + len(equal))]
        weights |= dict.fromkeys(equal, sum(places, Fraction(0)) / len(equal))
    return weights


def _centroid(place: int, count: int) -> Fraction:
    return sum((Fraction(1, later) for later in range(place, count + 1)), Fraction(0)) / count


def as_decimals(weights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Weights with the sum 1 as decimals with that sum: rounded down, and what is left over goes to the largest rests.

    Of equal rests the name decides, so that the order in which criteria are written changes nothing. Four decimals, and
    more only where a weight above 0 would become 0.
    """
    made: dict[str, Fraction] = {}
    for digits in range(DIGITS, _MOST_DIGITS + 1):
        made = _rounded(weights, 10**digits)
        if all(made[name] or not weight for name, weight in weights.items()):
            break
    return made


def _rounded(weights: Mapping[str, Fraction], parts: int) -> dict[str, Fraction]:
    whole = {name: weight * parts // 1 for name, weight in weights.items()}
    left = parts - sum(whole.values())
    by_rest = sorted(weights, key=lambda name: (whole[name] - weights[name] * parts, name))
    return {name: Fraction(whole[name] + (by_rest.index(name) < left), parts) for name in weights}
