"""The smallest change of weights by which the second stands before the first: exact, in fractions.

Let d be what the second has more than the first in a criterion. The second is ahead where the sum of weight × d is
positive. Moving weight from criterion i to j adds d(j) - d(i), so the least is moved where all goes to the largest d,
from the smallest d first. Changing one weight alone to x, the others keeping their ratio, makes the sum linear in x.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

STEP = Fraction(1, 10_000)
"""What is found is rounded up to a hundredth of a percent, so that what is printed holds."""

Shares = tuple[Fraction, ...]


def least_shift(shares: Shares, more: Sequence[int]) -> Shares | None:
    """The shares after the least move of weight that brings the second ahead; None where none does.

    `shares` add up to 1; `more` is what the second has more by criterion.
    """
    target = max(range(len(more)), key=lambda at: (more[at], shares[at]))
    if more[target] <= 0:
        return None
    lacking = -sum((share * d for share, d in zip(shares, more, strict=True)), Fraction(0))
    sources = [at for at in sorted(range(len(more)), key=lambda at: (more[at], at)) if more[at] < more[target]]
    moved = Fraction(0)
    for at in sources:
        gain = more[target] - more[at]
        taken = min(shares[at], max(lacking, Fraction(0)) / gain)
        moved, lacking = moved + taken, lacking - taken * gain
    return _taken(shares, sources, target, _beyond(moved))


def _taken(shares: Shares, sources: Sequence[int], target: int, amount: Fraction) -> Shares:
    """The shares after that amount, or all there is, went from the sources in their order to the target."""
    after = list(shares)
    for at in sources:
        taken = min(shares[at], amount)
        after[at] -= taken
        after[target] += taken
        amount -= taken
    return tuple(after)


def single_change(shares: Shares, more: Sequence[int], at: int) -> Shares | None:
    """The shares after the smallest change of one weight alone that brings the second ahead; None where none does."""
    now = shares[at]
    if now == 1:
        return None
    others = sum((share * d for number, (share, d) in enumerate(zip(shares, more, strict=True)) if number != at),
                 Fraction(0)) / (1 - now)  # fmt: skip
    slope = more[at] - others
    if slope > 0 and more[at] > 0:
        needed = _beyond(max(now, -others / slope))
    elif slope < 0 and others > 0:
        needed = -_beyond(-min(now, -others / slope))
    else:
        return None
    rest = (1 - needed) / (1 - now)
    return tuple(needed if number == at else share * rest for number, share in enumerate(shares))


def smallest_single(shares: Shares, more: Sequence[int]) -> tuple[int, Shares] | None:
    """The criterion whose weight needs the smallest change of all, and the shares after it."""
    found = [(at, after) for at in range(len(shares)) if (after := single_change(shares, more, at)) is not None]
    return min(found, key=lambda one: (abs(one[1][one[0]] - shares[one[0]]), one[0]), default=None)


def _beyond(share: Fraction) -> Fraction:
    """The next whole step that is more."""
    return (share // STEP + 1) * STEP
