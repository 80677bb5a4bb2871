"""Admissible weightings of criteria: their bounds, the largest sum they allow, and a uniform sample of them.

A weighting gives each criterion whole parts of a million that add up to the million. Around a policy each weight lies
within a share of itself; of all weightings every criterion has at least one part. Both sets are sampled uniformly
(over the simplex: stochastic multicriteria acceptability analysis, Lahdelma, Hokkanen and Salminen 1998), from
the raw numbers of a generator that numpy promises not to change, so that a seed gives the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]

PARTS = 10**6
"""Parts of the whole weight."""
_BATCH = 10_000
"""Weightings that are drawn at a time, at most; how many changes none of them."""


@dataclass(frozen=True, slots=True)
class Weightings:
    """All weightings of `PARTS` parts between `lowest` and `highest`, which `centre` is one of."""

    centre: Whole
    lowest: Whole
    highest: Whole
    bounded: bool
    """Whether the upper bounds say more than that the others have their least."""

    def most(self, differences: Whole) -> Whole:
        """The largest sum of weight × difference that any weighting gives, for each row."""
        sums = differences @ self.lowest
        rest = PARTS - int(self.lowest.sum())
        if not self.bounded:
            largest: Whole = sums + rest * differences.max(axis=1)
            return largest
        order = np.argsort(-differences, axis=1, kind="stable")
        room = (self.highest - self.lowest)[order]
        before = np.cumsum(room, axis=1) - room
        given = np.clip(rest - before, 0, room)  # what is left goes where the difference is largest
        total: Whole = sums + (np.take_along_axis(differences, order, axis=1) * given).sum(axis=1)
        return total

    def draw(self, samples: int, seed: int) -> Iterator[Whole]:
        """So many weightings in batches, each as likely as any other; a row each. More samples begin with the fewer."""
        bits = np.random.Philox(key=seed)
        one = self._around if self.bounded else self._anywhere
        while samples:
            rows = min(samples + samples // 4 + 1, _BATCH)  # some more, since not every one that is drawn is kept
            batch = one(bits, rows)[:samples] if len(self.centre) > 1 else np.full((min(samples, _BATCH), 1), PARTS)
            samples -= len(batch)
            yield batch

    def _anywhere(self, bits: np.random.Philox, rows: int) -> Whole:
        """The pieces between cuts that are all different: every weighting is made by exactly one set of cuts."""
        cuts = np.sort(1 + _below(bits, rows, np.full(len(self.centre) - 1, PARTS - 1)), axis=1)
        ends = np.full((rows, 1), PARTS)
        pieces = np.diff(np.concatenate([np.zeros_like(ends), cuts, ends], axis=1), axis=1)
        return pieces[(pieces > 0).all(axis=1)]

    def _around(self, bits: np.random.Philox, rows: int) -> Whole:
        """All weights but the widest anywhere in their bounds, the widest the rest; where that leaves its own, none."""
        width = self.highest - self.lowest
        widest = int(np.argmax(width))
        free = np.delete(np.arange(len(width)), widest)
        made = np.empty((rows, len(width)), dtype=np.int64)
        made[:, free] = self.lowest[free] + _below(bits, rows, width[free] + 1)
        made[:, widest] = PARTS - made[:, free].sum(axis=1)
        rest = made[:, widest]
        kept: Whole = made[(rest >= self.lowest[widest]) & (rest <= self.highest[widest])]
        return kept


def weightings(weights: Sequence[int], within: Fraction | None) -> Weightings:
    """Those around these weights by at most `within` of each, or all."""
    centre = in_parts(weights)
    if within is None:
        lowest = np.ones_like(centre)
        return Weightings(centre, lowest, np.full_like(centre, PARTS - len(centre) + 1), bounded=False)
    half = np.array([int(within * int(weight)) for weight in centre], dtype=np.int64)
    return Weightings(centre, centre - half, centre + half, bounded=True)


def in_parts(weights: Sequence[int]) -> Whole:
    """Weights in whole parts; what rounding down leaves goes to those that lost most, the first of equal ones."""
    total = sum(weights)
    parts = [PARTS * weight // total for weight in weights]
    lost = sorted(range(len(parts)), key=lambda at: (-(PARTS * weights[at] % total), at))
    for at in lost[: PARTS - sum(parts)]:
        parts[at] += 1
    return np.array(parts, dtype=np.int64)


def _below(bits: np.random.Philox, rows: int, bounds: Whole) -> Whole:
    """Rows of whole numbers from 0 to each bound less one; the remainder of 64 bits favours none that could be seen."""
    raw = bits.random_raw(rows * len(bounds)).reshape(rows, len(bounds))
    drawn: Whole = (raw % bounds.astype(np.uint64)).astype(np.int64)
    return drawn
