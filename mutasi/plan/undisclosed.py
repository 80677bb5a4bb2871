"""Which figures of a review may not be shown, so that nobody reads in a sum what is true of single people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from mutasi.model.fairness import is_small
from mutasi.model.review import Figures, Measure

Counts = tuple[int, ...]
"""Numbers of people that may not be small."""
_COUNTED: Mapping[Measure, Callable[[Figures], Counts]] = {
    Measure.BELOW: lambda one: (one.below.high, one.holders - one.below.low),
    Measure.RATED: lambda one: (one.good, one.rated - one.good),
}
"""What is counted and the rest: they tell of single people where few are counted, or all but a few."""


def hidden_parts(total: Figures, parts: Mapping[str, Figures]) -> tuple[Figures, dict[str, Figures]]:
    """The same figures with what is hidden: all of few people, and small counts. What all hidden parts are together
    follows from the total and the others, so others go with them until that tells of no few people either.
    """
    few = _grown({key for key, one in parts.items() if is_small(one.holders)}, parts, lambda one: (one.holders,))
    hidden: dict[str, set[Measure]] = {key: set(Measure) if key in few else set() for key in parts}
    for measure, counts in _COUNTED.items():
        small = {key for key, one in parts.items() if key in few or _is_small(counts(one))}
        for key in _grown(small, parts, counts):
            hidden[key].add(measure)
    whole = {measure for measure, counts in _COUNTED.items() if _is_small(counts(total))}
    whole = set(Measure) if is_small(total.holders) else whole
    return (
        replace(total, hidden=frozenset(whole)),
        {key: replace(one, hidden=frozenset(hidden[key])) for key, one in parts.items()},
    )


def _is_small(counts: Counts) -> bool:
    return any(is_small(count) for count in counts)


def _grown(hidden: set[str], parts: Mapping[str, Figures], counts: Callable[[Figures], Counts]) -> set[str]:
    """The hidden parts and as many of the smallest others as they need."""
    made = set(hidden)
    others = sorted(
        (key for key, one in parts.items() if key not in made and one.holders), key=lambda key: counts(parts[key])
    )
    # nought tells of nobody, so it conceals nothing: it goes last
    others.sort(key=lambda key: not counts(parts[key])[0])
    for key in others if made else ():
        together = tuple(map(sum, zip(*(counts(parts[one]) for one in made), strict=True)))
        if len(made) > 1 and not _is_small(together):
            break
        made.add(key)
    return made
