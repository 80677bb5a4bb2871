"""A decision sheet: criteria, how their weights are stated, and where given what an office worked out with them.

Offices and theses keep such sheets in workbooks; here it is a YAML file that `mutasi weights` looks at. Numbers are
exact, as they are written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from mutasi.finding import Location
from mutasi.model.policy import Method


class Scaling(StrEnum):
    """What the values of SAW are divided by."""

    GREATEST = "maks"
    TOTAL = "jumlah"


USUAL_GAPS: Mapping[Fraction, Fraction] = {
    Fraction(gap): Fraction(value)
    for gap, value in (
        (0, "5"), (1, "4.5"), (-1, "4"), (2, "3.5"), (-2, "3"), (3, "2.5"), (-3, "2"), (4, "1.5"), (-4, "1")
    )
}  # fmt: skip
"""Value of a gap (what a person has, less what is asked) in profile matching, as Indonesian textbooks give it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written: 0.143 has three decimals, 1/7 and 7 have none and are exact."""

    value: Fraction
    text: str
    location: Location
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class SheetCriterion:
    """A criterion of the sheet. `weight` is None where the sheet states an order or a comparison instead.

    `ideal` and `core` belong to profile matching, `lower` and `upper` are fixed bounds of the weighted sum, `kind` is
    what measures it in `mutasi.yaml`. `location` is the place of its name.
    """

    name: str
    location: Location
    weight: Number | None = None
    benefit: bool = True
    label: str = ""
    kind: str = ""
    ideal: Fraction | None = None
    core: bool = True
    lower: Fraction | None = None
    upper: Fraction | None = None
    places: Mapping[str, Location] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Published:
    """What the sheet says came out."""

    scores: Mapping[str, Number] = field(default_factory=dict)
    winner: str = ""
    winner_place: Location | None = None


@dataclass(frozen=True, slots=True)
class DecisionSheet:
    """`order` holds names of criteria, the most important first, those of equal importance together. `comparison` is
    square, with None where nothing is written. `values` has a row an alternative and a column a criterion.
    """

    path: str
    title: str = ""
    criteria: tuple[SheetCriterion, ...] = ()
    order: tuple[tuple[str, ...], ...] = ()
    comparison: tuple[tuple[Number | None, ...], ...] = ()
    method: Method | None = None
    scaling: Scaling = Scaling.GREATEST
    core_share: Fraction = Fraction(60)
    secondary_share: Fraction = Fraction(40)
    gaps: Mapping[Fraction, Fraction] = field(default_factory=lambda: USUAL_GAPS)
    alternatives: tuple[str, ...] = ()
    values: tuple[tuple[Number, ...], ...] = ()
    published: Published = field(default_factory=Published)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.criteria)

    @property
    def matrix(self) -> tuple[tuple[Fraction, ...], ...]:
        return tuple(tuple(one.value for one in row) for row in self.values)
