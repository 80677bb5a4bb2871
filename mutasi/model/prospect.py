"""One person and the vacancies: where he or she stands for each, or would stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mutasi.model.improvement import Improvement
from mutasi.model.policy import Method
from mutasi.model.shortlist import PointsRange, WeightedCriterion
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Reason, Verdict


@dataclass(frozen=True, slots=True)
class Prospect:
    """A person and a vacancy. `place` is the one among the `ranked` people; who is barred would have it besides them.

    `lacking` are the units of score up to the last of the first `asked`, None for who is among them; where it is 0 the
    chain of the policy decides. `improvement` is what would reach that place, None for who has it, and where the method
    does not tell. `barring` counts the requirements that bar; `reasons` and `unjudged` are as of a candidate,
    `conditions` and `apart` as of a shortlist. `holds` tells that the post is the person's own.
    """

    vacancy: Vacancy
    verdict: Verdict
    holds: bool
    place: int
    best_place: int
    worst_place: int
    ranked: int
    asked: int
    score: int
    lowest: int
    highest: int
    full: int
    lacking: int | None
    barring: int
    criteria: tuple[WeightedCriterion, ...]
    points: Mapping[str, PointsRange]
    reasons: tuple[Reason, ...]
    unjudged: tuple[Reason, ...]
    improvement: Improvement | None
    method: Method
    conditions: tuple[Reason, ...] = ()
    apart: tuple[Reason, ...] = ()

    @property
    def eligible(self) -> bool:
        """Whether the person is ranked: nothing bars, and the post is not his or her own."""
        return self.verdict is not Verdict.FAIL and not self.holds

    @property
    def listed(self) -> bool:
        """Whether the person is among the first `asked`."""
        return self.eligible and self.place <= self.asked


@dataclass(frozen=True, slots=True)
class PersonPosts:
    """The best posts for one person, and those that come nearest of what he or she may not hold.

    `open` are vacancies that the person may hold, by place; `barred` those that he or she may not, the fewest grounds
    first. Both may be cut: `open_count` and `barred_count` are how many there are, `listed_count` in how many of them
    the person is among the first. `held` are vacancies of the person's own post, `failures` counts vacancies by
    requirement that bars, the most frequent first.
    """

    nip: str
    name: str
    rank: str
    post: str
    unit: str
    open: tuple[Prospect, ...]
    barred: tuple[Prospect, ...]
    open_count: int
    barred_count: int
    listed_count: int
    held: tuple[Vacancy, ...]
    failures: Mapping[str, int]
