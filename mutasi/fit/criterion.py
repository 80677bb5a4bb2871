"""What a criterion is: one function of all people and of the vacancy fields that it declares to read.

It gives points in hundredths (0 to 10000) on an absolute scale, so that a new candidate never changes the order of
two others. A missing value gives the range of points that it may have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutasi.errors import MutasiError
from mutasi.fit.sums import Whole
from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.policy import Setting
from mutasi.model.settings import Settings
from mutasi.model.shortlist import FULL_POINTS, PointsRange
from mutasi.model.vacancy import Vacancy

PointVector = NDArray[np.int32]
Asked = SimpleNamespace


class BadScale(MutasiError):
    """A scale of which one end is not above the other: no points can be given by it."""


@dataclass(frozen=True, slots=True)
class Points:
    """Points of everybody in hundredths; `lowest` < `highest` where a value is missing.

    `fact` says for a row what the person has against what is asked, or which value is missing.
    """

    lowest: PointVector
    highest: PointVector
    fact: Callable[[int], Message]
    told: dict[int, PointsRange] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What `of` has given by row: who stands on many lists has it made once."""
    _times: dict[tuple[int, type], tuple[Whole, Whole]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def times(self, weight: int, width: type[np.int32 | np.int64]) -> tuple[Whole, Whole]:
        """Both bounds times a weight, kept until another is asked for; one vector for both where nothing is missing."""
        made = self._times.get((weight, width))
        if made is None:
            lowest = np.multiply(self.lowest, weight, dtype=width)
            known = self.lowest is self.highest
            made = lowest, lowest if known else np.multiply(self.highest, weight, dtype=width)
            self._times.clear()  # of weights that vacancies have for themselves there may be many
            self._times[weight, width] = made
        return made

    def of(self, row: int) -> PointsRange:
        """The points of one person."""
        made = self.told[row] = PointsRange(self.lowest.item(row), self.highest.item(row), self.fact(row))
        return made


Give = Callable[[People, Asked, Settings], Points]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A kind of criterion (`jenis` in the policy) with its settings and their defaults. What a `private` one gives a
    person is not told to others, not even as more or less.
    """

    kind: str
    label: str
    settings: Mapping[str, Setting]
    reads: tuple[str, ...]
    reason: str
    give: Give
    private: bool = False

    def asked_of(self, vacancy: Vacancy) -> Asked:
        """The fields that this criterion reads, and nothing else."""
        return SimpleNamespace(**{name: getattr(vacancy, name) for name in self.reads})


def criterion(
    *,
    kind: str,
    label: str,
    settings: Mapping[str, Setting] | None = None,
    reads: tuple[str, ...] = (),
    private: bool = False,
) -> Callable[[Give], Criterion]:
    """Make a criterion of a function; its docstring says what it measures and how to set it."""

    def make(give: Give) -> Criterion:
        return Criterion(kind, label, settings or {}, reads, (give.__doc__ or "").strip(), give, private)

    return make


def exactly(points: NDArray[Any], fact: Callable[[int], Message]) -> Points:
    """Points that are known for everybody."""
    known = points.astype(np.int32)
    return Points(known, known, fact)


def everybody_full(people: People, fact: Message) -> Points:
    """Full points for all, where nothing is asked."""
    return exactly(np.full(people.size, FULL_POINTS), lambda row: fact)


def everybody_unknown(people: People, fact: Message) -> Points:
    """The whole range for all, where nothing is known of anybody."""
    nothing = np.zeros(people.size, dtype=np.int32)
    return Points(nothing, np.full(people.size, FULL_POINTS, dtype=np.int32), lambda row: fact)


def scaled(part: NDArray[Any], whole: NDArray[Any] | int) -> PointVector:
    """part / whole of the full points, rounded half up, held within 0 and full. `whole` is positive."""
    part = np.clip(part.astype(np.int64), 0, whole)
    return ((2 * FULL_POINTS * part + whole) // (2 * np.asarray(whole, dtype=np.int64))).astype(np.int32)


def unknown_where(points: Points, mask: NDArray[np.bool_], lowest: int = 0, highest: int = FULL_POINTS) -> Points:
    """The same points with a range where a value is missing."""
    return Points(
        np.where(mask, np.int32(lowest), points.lowest), np.where(mask, np.int32(highest), points.highest), points.fact
    )
