"""What a plan must keep beside its seats, in whole numbers only, and what is found under such limits."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mutasi.plan.assignment import Problem, Whole

CERTAIN = 100
LONG_CYCLE = "long cycle"
"""The key of limits that stand for the cap of cycles."""


@dataclass(frozen=True, slots=True, eq=False)
class Limit:
    """The coefficients of those `offers` (places in the lists of the problem) that are taken sum up to at most `most`.

    At least N is written with coefficients and N below nothing. `key` is a name that only the caller understands.
    """

    key: Hashable
    offers: Whole
    coefficients: Whole
    most: int

    def total(self, taken: NDArray[np.bool_]) -> int:
        """What the offers that are taken sum up to."""
        return int(self.coefficients[taken[self.offers]].sum())

    def keeps(self, taken: NDArray[np.bool_]) -> bool:
        return self.total(taken) <= self.most


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """What holds for all moves together. None is no cap; 0 forbids chains, or cycles.

    `acceptance` is the probability, in percent, that a person agrees: 100 is certain. Below it the i-th move of a chain
    is worth its worth times the probability that i people agree, and a cycle of k moves what it is worth when all k
    agree; both caps must then be given. Each product is rounded once, half up, to a whole number.
    """

    linear: tuple[Limit, ...] = ()
    longest_chain: int | None = None
    longest_cycle: int | None = None
    acceptance: int = CERTAIN

    def __post_init__(self) -> None:
        if not 1 <= self.acceptance <= CERTAIN:
            raise ValueError(f"acceptance of {self.acceptance} percent")
        if self.acceptance < CERTAIN and (self.longest_chain is None or self.longest_cycle is None):
            raise ValueError("with acceptance below 100 percent both caps must be given")

    @property
    def capped(self) -> bool:
        return self.longest_chain is not None or self.longest_cycle is not None


Broken = Callable[[Whole], Sequence[Limit]]
"""The limits, none of them known before, that an assignment breaks; empty when it breaks none."""


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """The best assignment that keeps all limits. `stranded` must move and cannot; as few as possible are.

    No assignment that keeps the limits and strands no more is worth more than `bound`; `proven` says that it is the
    worth that was found, and that no fewer could be stranded. `settled` says that which of several equal ones is given
    follows from the rule (see `mixed`) alone. `successions` names for each mover whose seat is taken who takes it;
    movers who are nobody's heir take a seat that was empty before.
    """

    at: Whole
    stranded: tuple[int, ...]
    worth: int
    bound: int
    proven: bool
    settled: bool
    successions: Mapping[int, int] = field(default_factory=dict)
    added: tuple[Limit, ...] = ()


class Conflict(Exception):
    """No assignment keeps these limits together; where `irreducible`, any one left out, the others can be kept."""

    def __init__(self, keys: tuple[Hashable, ...], irreducible: bool) -> None:
        super().__init__(keys)
        self.keys = keys
        self.irreducible = irreducible


class Undecided(Exception):
    """The effort was used up before anything was found that keeps the limits, or that shows that nothing can."""


class TooManyCycles(OverflowError):
    """More cycles than can be written out one by one: only a lower cap can be answered."""

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most} cycles")
        self.most = most


def rounded_power(worth: Whole, percent: int, times: int) -> Whole:
    """Each worth times the probability that so many people agree, rounded half up. OverflowError where too large."""
    if percent == CERTAIN:
        return worth
    above, below = percent**times, CERTAIN**times
    exact = [(2 * int(one) * above + below) // (2 * below) for one in worth]
    return np.array(exact, dtype=np.int64)


def taken(problem: Problem, at: Whole) -> NDArray[np.bool_]:
    """Which offers an assignment takes."""
    result: NDArray[np.bool_] = problem.post == at[problem.person]
    return result
