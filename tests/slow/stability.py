"""In how many weightings somebody is first and within the first n: a weighting and a person at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

Counts = tuple[int, int]


def counts(values: Sequence[Sequence[int]], behind: Sequence[int], weightings: Iterable[Sequence[int]], asked: int
           ) -> list[Counts]:  # fmt: skip
    """For each person how often first, and how often within the first `asked`."""
    found = [[0, 0] for _ in values]
    for weights in weightings:
        keys = [
            (sum(weight * value for weight, value in zip(weights, row, strict=True)), -place)
            for row, place in zip(values, behind, strict=True)
        ]
        for at, key in enumerate(keys):
            better = sum(other > key for other in keys)
            found[at][0] += better == 0
            found[at][1] += better < asked
    return [(first, within) for first, within in found]


def lead(shares: Sequence[Fraction], more: Sequence[int]) -> Fraction:
    """How far the second is ahead by these weights."""
    return sum((share * d for share, d in zip(shares, more, strict=True)), Fraction(0))
