"""Exact statistics of small counts, in whole numbers: the same digits on every machine.

Probabilities are sums of terms that are whole numbers in units of 2**-120 of the largest one. Each follows from its
neighbour, so that no factorial is needed; what is smaller than a unit does not change a digit that is used.

Sources: Clopper and Pearson 1934 (limits of a rate), Fisher 1935 and Cochran 1954 / Mantel and Haenszel 1959 (tables),
Donner and Zou 2012 (limits of a ratio from those of its parts), Holm 1979 (many comparisons).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from mutasi.model.fairness import MILLION

_BITS = 120
_UNIT = 1 << _BITS
_ALIKE = 24
"""Two probabilities that differ by less than one part in 2**24 are alike; so much may rounding do, and more."""


class Table(NamedTuple):
    """Two groups: how many of each, and how many of these reached something."""

    reached: int
    of: int
    other_reached: int
    other_of: int


@lru_cache(maxsize=4096)
def limits(reached: int, of: int) -> tuple[int, int]:
    """The exact 95 % limits of a rate by Clopper and Pearson, in millionths; 0 and 1,000,000 of nobody."""
    if not of:
        return 0, MILLION
    return _lower(reached, of), MILLION - _lower(of - reached, of)


def _lower(reached: int, of: int) -> int:
    """The rate at which so many or more would be reached with a probability of one in 40, in millionths."""
    if not reached:
        return 0
    low, high = 0, MILLION * reached // of + 1
    while low < high:
        middle = (low + high) // 2
        # the limit is below the middle plus a half: with that rate it is likelier than one in 40
        if _likelier_than_one_in_40(reached, of, 2 * middle + 1, 2 * MILLION):
            high = middle
        else:
            low = middle + 1
    return low


def _likelier_than_one_in_40(least: int, of: int, rate: int, full: int) -> bool:
    """Whether `least` or more of so many is likelier than 1/40 where each has the chance `rate` / `full`."""
    top = (of + 1) * rate // full
    tail = below = 0
    term, at = _UNIT, top
    while at <= of and term:
        tail, below = (tail + term, below) if at >= least else (tail, below + term)
        term = term * (of - at) * rate // ((at + 1) * (full - rate))
        at += 1
    at = top
    term = _UNIT * at * (full - rate) // ((of - at + 1) * rate)
    while at > 0 and term:
        at -= 1
        tail, below = (tail + term, below) if at >= least else (tail, below + term)
        term = term * at * (full - rate) // ((of - at + 1) * rate)
    return 39 * tail > below


def distribution(tables: Sequence[Table]) -> tuple[int, list[int]]:
    """How likely each number of reached people of the first groups is if groups are alike, margins being as they are.

    The least number, and weights from it on. With several tables the number is that of all of them together.
    """
    start, weights = 0, [_UNIT]
    for table in tables:
        least, more = _hypergeometric(table)
        start, weights = start + least, _trimmed(weights, more)
        cut = next((at for at, weight in enumerate(weights) if weight), 0)
        start, weights = start + cut, weights[cut:]
    return start, weights


def _trimmed(left: list[int], right: list[int]) -> list[int]:
    """The weights of sums, in units of the largest."""
    made = [0] * (len(left) + len(right) - 1)
    for at, one in enumerate(left):
        for beside, other in enumerate(right):
            made[at + beside] += one * other
    shift = max(0, max(made).bit_length() - _BITS - 1)
    return [weight >> shift for weight in made]


def _hypergeometric(table: Table) -> tuple[int, list[int]]:
    drawn = table.reached + table.other_reached
    first, other = table.of, table.other_of
    least, most = max(0, drawn - other), min(first, drawn)
    top = min(most, max(least, (drawn + 1) * (first + 1) // (first + other + 2)))
    upward, term = [], _UNIT
    for at in range(top, most + 1):
        if not term:
            break
        upward.append(term)
        term = term * (first - at) * (drawn - at) // ((at + 1) * (other - drawn + at + 1))
    downward: list[int] = []
    at = top
    while at > least:
        term = (
            (downward[-1] if downward else _UNIT) * at * (other - drawn + at) // ((first - at + 1) * (drawn - at + 1))
        )
        if not term:
            break
        downward.append(term)
        at -= 1
    return top - len(downward), [*reversed(downward), *upward]


def chance(tables: Sequence[Table]) -> int:
    """Fisher's exact test on both sides, in millionths, rounded up: how likely groups that are alike differ as much.

    Of several tables it is the test of the sum, each table with its margins.
    """
    start, weights = distribution(tables)
    at = sum(table.reached for table in tables) - start
    seen = weights[at] if 0 <= at < len(weights) else 0
    limit = seen + (seen >> _ALIKE)
    return _up(sum(weight for weight in weights if weight <= limit), sum(weights))


def _up(part: int, whole: int) -> int:
    return min(MILLION, -(-MILLION * part // whole))


def ratio_limits(table: Table) -> tuple[float, float | None]:
    """The limits of the ratio of two rates, from the exact limits of each (MOVER); None where there is no upper one.

    Only the four operations and the square root are used, which every machine rounds alike.
    """
    rate, other = table.reached / table.of, table.other_reached / table.other_of
    low, high = (bound / MILLION for bound in limits(table.reached, table.of))
    other_low, other_high = (bound / MILLION for bound in limits(table.other_reached, table.other_of))
    product = rate * other
    under = product * product - low * other_high * (2 * rate - low) * (2 * other - other_high)
    below = product + math.sqrt(max(0.0, under))
    lower = low * (2 * rate - low) / below if below else 0.0
    if not other_low:
        return lower, None
    over = product * product - high * other_low * (2 * rate - high) * (2 * other - other_low)
    return lower, (product + math.sqrt(max(0.0, over))) / (other_low * (2 * other - other_low))


def equal_ratio(tables: Sequence[Table]) -> Fraction | None:
    """The ratio of the rates within tables, put together by Mantel and Haenszel; None where nothing compares."""
    own = other = Fraction(0)
    for one in tables:
        people = one.of + one.other_of
        own += Fraction(one.reached * one.other_of, people)
        other += Fraction(one.other_reached * one.of, people)
    return own / other if other else None


def holm(chances: Sequence[int], comparisons: int) -> list[int]:
    """Probabilities (millionths) corrected for so many comparisons; those that are not given count as no smaller."""
    order = sorted(range(len(chances)), key=lambda at: chances[at])
    made, most = [0] * len(chances), 0
    for place, at in enumerate(order):
        most = max(most, min(MILLION, (max(comparisons, len(chances)) - place) * chances[at]))
        made[at] = most
    return made
