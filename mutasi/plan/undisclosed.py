"""Which figures of a review may not be shown, so that nobody reads in a sum what is true of single people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from mutasi.model.fairness import is_small
from mutasi.model.review import Figures, Measure

_COUNTED: Mapping[Measure, Callable[[Figures], bool]] = {
    Measure.BELOW: lambda one: is_small(one.below.high) or is_small(one.holders - one.below.low),
    Measure.RATED: lambda one: is_small(one.good) or is_small(one.rated - one.good),
}
"""Counts of people, which tell of single ones where they are small, or where nearly all are counted."""


def hidden_parts(total: Figures, parts: Mapping[str, Figures]) -> tuple[Figures, dict[str, Figures]]:
    """The same figures with what is hidden: all of few people, and small counts. Where that is one part alone, it
    would follow from the total and the others, so the next smallest goes with it.
    """
    few = {key for key, one in parts.items() if is_small(one.holders)}
    few |= _companion(few, parts, lambda one: one.holders)
    hidden: dict[str, set[Measure]] = {key: set(Measure) if key in few else set() for key in parts}
    for measure, tells in _COUNTED.items():
        cells = {key for key, one in parts.items() if key in few or tells(one)}
        cells |= _companion(cells, parts, partial(_count, measure))
        for key in cells:
            hidden[key].add(measure)
    whole = (
        set(Measure) if is_small(total.holders) else {measure for measure, tells in _COUNTED.items() if tells(total)}
    )
    return (
        replace(total, hidden=frozenset(whole)),
        {key: replace(one, hidden=frozenset(hidden[key])) for key, one in parts.items()},
    )


def _companion(hidden: set[str], parts: Mapping[str, Figures], size: Callable[[Figures], int]) -> set[str]:
    """Another part to hide where only one is, if there is any with somebody in it."""
    others = [key for key, one in parts.items() if key not in hidden and one.holders]
    if len(hidden) != 1 or not others:
        return set()
    return {min(others, key=lambda key: (not size(parts[key]), size(parts[key])))}


def _count(measure: Measure, one: Figures) -> int:
    return one.below.high if measure is Measure.BELOW else one.good
