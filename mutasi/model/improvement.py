"""What would bring somebody who is ranked among the first: the smallest change in one criterion, or in two."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A criterion, the points that somebody has in it, and those with which he or she would reach the last place.

    All are hundredths of points; `lowest` < `highest` where the value is missing, and `ordered`, in half hundredths,
    is how it counts. `needed` is the least that suffices when all else stays as it is, None where nothing on the scale
    does.
    """

    criterion: str
    lowest: int
    highest: int
    ordered: int
    needed: int | None

    @property
    def more(self) -> int | None:
        """Points that are lacking, in half hundredths."""
        return None if self.needed is None else 2 * self.needed - self.ordered


@dataclass(frozen=True, slots=True)
class Improvement:
    """What is lacking to the last of the places asked for.

    `units` of the score are lacking, so many that equal scores are decided by the chain of the policy. `targets` are
    all criteria, those that suffice alone first, the smallest change before the others. Where none suffices, `pair`
    are the two that bring most together, and `pair_suffices` tells whether that is enough.
    """

    units: int
    targets: tuple[Target, ...]
    pair: tuple[str, ...] = ()
    pair_suffices: bool = False

    @property
    def smallest(self) -> Target | None:
        """The criterion in which the fewest points are lacking, None where no single one suffices."""
        first = self.targets[0] if self.targets else None
        return first if first is not None and first.needed is not None else None
