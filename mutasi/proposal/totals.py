"""The numbers of a proposal, counted once, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Totals:
    """`seats` are open: those of the `vacancies` and the `chained` ones, which moves open for others. `left_open` are
    seats that the moves leave and nobody takes. `kinds` and `levels` count the moves.
    """

    seats: int
    filled: int
    empty: int
    vacancies: int
    kinds: Mapping[str, int]
    levels: Mapping[str, int]
    uncertain: int = 0
    by_hand: int = 0
    exceptions: int = 0
    left_open: int = 0
    chained: int = 0

    @property
    def open_before(self) -> int:
        """The seats that are open whatever is decided: those of the vacancies."""
        return self.seats - self.chained

    def disagreements(self) -> Iterator[str]:
        """Sums that do not agree, as equations; none in a proposal that may be written."""
        if self.seats != self.filled + self.empty:
            yield f"{self.seats} != {self.filled} + {self.empty}"
        for counts in (self.kinds, self.levels):
            if sum(counts.values()) != self.filled:
                yield f"{' + '.join(map(str, counts.values()))} != {self.filled}"


class TotalsDisagree(AssertionError):
    """A proposal whose numbers do not agree is never written: that is a bug."""


def checked(totals: Totals) -> Totals:
    """The totals themselves. Raises TotalsDisagree."""
    found = [*totals.disagreements()]
    if found:
        raise TotalsDisagree("; ".join(found))
    return totals
