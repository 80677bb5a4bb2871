"""How far a ranking hangs on its weights and on who else is ranked, as values.

Shares of weights are exact fractions of the whole; counts are of the weightings that were tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mutasi.model.policy import Method
from mutasi.model.shortlist import WeightedCriterion
from mutasi.model.vacancy import Vacancy


@dataclass(frozen=True, slots=True)
class Sampling:
    """Which weightings are admissible, and how many of them are tried.

    `within` is how far each weight may lie from that of the policy, as a share of it; None admits all weightings.
    """

    within: Fraction | None
    samples: int
    seed: int


@dataclass(frozen=True, slots=True)
class Standpoint:
    """One ranked person: place by the policy, and in how many weightings first and within the first `asked`."""

    row: int
    nip: str
    name: str
    place: int
    first: int
    within: int


@dataclass(frozen=True, slots=True)
class Change:
    """Weights by which the second stands before the first.

    `before` and `after` are the share of each criterion, in the order of the policy; `then_first` is who is first by
    them: the second, or somebody who passes both.
    """

    before: tuple[Fraction, ...]
    after: tuple[Fraction, ...]
    then_first: Standpoint

    @property
    def moved(self) -> Fraction:
        """The share of all weight that goes from some criteria to others."""
        return sum((max(new - old, Fraction(0)) for old, new in zip(self.before, self.after, strict=True)), Fraction(0))


@dataclass(frozen=True, slots=True)
class Exchange:
    """What exchanges the first and the second, rounded up to a hundredth of a percent.

    `single` changes the weight of the criterion number `criterion` alone, the others keeping their ratio; `shift` moves
    the least weight of all. Both are None where the first has at least as many points in every criterion: then no
    weights do.
    """

    first: Standpoint
    second: Standpoint
    shift: Change | None
    criterion: int = 0
    single: Change | None = None

    @property
    def is_possible(self) -> bool:
        return self.shift is not None


@dataclass(frozen=True, slots=True)
class Reversal:
    """Who changes places among the others when a person is no longer ranked."""

    nip: str
    name: str
    place: int
    others: tuple[tuple[str, int, int], ...]
    """Name, place among the others before, and after."""


@dataclass(frozen=True, slots=True)
class Removal:
    """Whether the order of the others hangs on a person who is ranked. `tried` people were taken out one by one; by an
    absolute method nobody need be.
    """

    tried: int = 0
    reversals: tuple[Reversal, ...] = ()


@dataclass(frozen=True, slots=True)
class Stability:
    """How stable the ranking for a vacancy is.

    `listed` are the first `asked` of the policy's order and who shares the last place; `others` are further people who
    are within the first `asked` in some weightings, the most frequent first; `more` counts those who are not named, and
    `more_first` the weightings in which one of them is first.
    What exchanges the first two is not worked out for TOPSIS, by which a score is no sum.
    """

    vacancy: Vacancy
    method: Method
    sampling: Sampling
    criteria: tuple[WeightedCriterion, ...]
    asked: int
    ranked: int
    listed: tuple[Standpoint, ...]
    others: tuple[Standpoint, ...] = ()
    more: int = 0
    more_first: int = 0
    exchange: Exchange | None = None
    removal: Removal = Removal()
