"""Ranked people for one vacancy, as values that can be recomputed by hand.

Points are whole hundredths: 0 to 10000 stand for 0.00 to 100.00. Weights are whole numbers in the ratio of
the policy. The score is a whole number of units, of which `full` make 100 points: by the weighted sum it is the sum of
weight times points. It is rounded, half up, only where it is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mutasi.message import Message
from mutasi.model.codes import HIGHEST_LEVEL
from mutasi.model.missing_value import Contender, MissingValue
from mutasi.model.policy import Method, TieBreaker
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Reason, Verdict

FULL_POINTS = 10_000
"""100.00 points."""


@dataclass(frozen=True, slots=True)
class WeightedCriterion:
    """A criterion as it counts in a ranking: `weight` is its share of the sum of all weights, `ideal` the level that
    profile matching asks for. What is `private` tells of penalties, and so is nothing that others may be told.
    """

    name: str
    label: str
    weight: int
    ideal: int = HIGHEST_LEVEL
    private: bool = False


@dataclass(frozen=True, slots=True)
class PointsRange:
    """Points of one criterion; `lowest` < `highest` when a value is missing, which `fact` names.

    `fact` says what the person has against what is asked, or which value is missing.
    """

    lowest: int
    highest: int
    fact: Message

    @property
    def known(self) -> bool:
        return self.lowest == self.highest


@dataclass(frozen=True, slots=True)
class Candidate:
    """One ranked person. `row` is the record in `pegawai`.

    `score` orders the list (by the policy's rule for missing values); `lowest` and `highest` bound it.
    `place` is the competition rank (1, 2, 2, 4), `best_place` and `worst_place` what it may become.
    `above` are the units of score that the next above has more, None for the first and for those without a place.
    Where these are 0 and the place is another, `decided_by` is the link of the published chain that decided.
    `tied` tells that the published chain could not separate the person from a neighbour; `missing` are the values that
    are missing, with the places that each alone leaves open. `unjudged` is what of the list's `unjudged` holds of this
    person, apart from `reasons`.
    """

    row: int
    nip: str
    name: str
    rank: str
    post: str
    unit: str
    place: int
    best_place: int
    worst_place: int
    score: int
    lowest: int
    highest: int
    points: Mapping[str, PointsRange]
    verdict: Verdict
    reasons: tuple[Reason, ...]
    above: int | None = None
    decided_by: TieBreaker | None = None
    tied: bool = False
    missing: tuple[MissingValue, ...] = ()
    unjudged: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Excluded:
    """A person who may not hold the post, with every reason; `unjudged` as in `Candidate`."""

    row: int
    nip: str
    name: str
    rank: str
    post: str
    unit: str
    reasons: tuple[Reason, ...]
    unjudged: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionScale:
    """What those who are ranked make of a criterion by a relative method, in half hundredths of points: the least, the
    most, and the length of the vector of all (root of the sum of squares, rounded), by which TOPSIS divides.
    """

    name: str
    least: int
    most: int
    length: int


@dataclass(frozen=True, slots=True)
class CutScore:
    """The score of the last who is listed is that of `others` who are not; `decided_by` as of a candidate."""

    others: int
    decided_by: TieBreaker


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The ranked people for one vacancy and what stands behind the ranking.

    `asked` people were asked for; `candidates` may be more when the last place is shared, which is then
    stated by `cut_tie`; `cut_score` tells of others with the same score whom the chain put behind. `counts` are people
    by verdict over all who were judged, the holder of the post left out. `rules` are the requirements that were
    applied; `failures` counts people by requirement that bars them, most frequent first. `notes` are remarks that
    belong to the list (only one is ranked, criteria that distinguish nobody, ...). `conditions` hold for the vacancy
    whoever is chosen; `apart` are those of them that are not stated once for several vacancies. `full` units of a score
    are 100 points; `scale` is what a relative method measures by; `own_weights` is the entry of `bobot_khusus` whose
    weights count here, empty where the general ones do.
    Missing values are weighed for the first `weighed` places: `contenders` are some of those beyond them whom missing
    values may bring among them, `may_reach` is how many there are. Where nobody is ranked, `nearest` are some of those
    who may not hold the post, the fewest grounds first.
    """

    vacancy: Vacancy
    criteria: tuple[WeightedCriterion, ...]
    full: int
    candidates: tuple[Candidate, ...]
    excluded: tuple[Excluded, ...]
    asked: int
    ranked: int
    counts: Mapping[Verdict, int]
    rules: tuple[str, ...]
    failures: Mapping[str, int]
    unjudged: tuple[Reason, ...]
    notes: tuple[Message, ...] = ()
    cut_tie: bool = False
    cut_score: CutScore | None = None
    conditions: tuple[Reason, ...] = ()
    apart: tuple[Reason, ...] = ()
    method: Method = Method.WEIGHTED_SUM
    scale: tuple[CriterionScale, ...] = ()
    own_weights: str = ""
    weighed: int = 0
    contenders: tuple[Contender, ...] = ()
    may_reach: int = 0
    nearest: tuple[Excluded, ...] = ()

    @property
    def total_weight(self) -> int:
        return sum(criterion.weight for criterion in self.criteria)


def hundredths(part: int, full: int) -> int:
    """A score, of which `full` units are 100 points, in hundredths of a point, rounded half up."""
    return (2 * FULL_POINTS * part + full) // (2 * full)
