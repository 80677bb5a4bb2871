"""The values of a decision sheet as one pool for the lint of criteria."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from mutasi.finding import Finding
from mutasi.fit.sheet_methods import is_constant
from mutasi.fit.weight_lint import SAME, Linted, Pool, lint
from mutasi.model.decision_sheet import DecisionSheet
from mutasi.model.policy import Method


def lint_sheet(sheet: DecisionSheet, shares: Mapping[str, Fraction], same: Fraction = SAME) -> tuple[Finding, ...]:
    """What is wrong with the criteria of a sheet, by its values; nothing where it has none."""
    if not sheet.values:
        return ()
    criteria = [Linted(one.name, one.label or one.name, one.location) for one in sheet.criteria]
    return lint(criteria, (_pool(sheet, shares),), same)


def _pool(sheet: DecisionSheet, shares: Mapping[str, Fraction]) -> Pool:
    columns = list(zip(*sheet.matrix, strict=True))
    parts = [
        [share * value for value in _between(_better(sheet, at, column))]
        for at, (column, share) in enumerate(zip(columns, (shares.get(name, Fraction(0)) for name in sheet.names),
                                                 strict=True))
    ]  # fmt: skip
    totals = [sum(row, Fraction(0)) for row in zip(*parts, strict=True)]
    everybody = np.ones(len(sheet.values), dtype=bool)
    return Pool(
        values=[_ranked(_better(sheet, at, column)) for at, column in enumerate(columns)],
        others=[_ranked([total - one for total, one in zip(totals, part, strict=True)]) for part in parts],
        known=[everybody] * len(columns),
        alike=[is_constant(column) for column in columns],
    )


def _better(sheet: DecisionSheet, at: int, column: Sequence[Fraction]) -> list[Fraction]:
    """The values such that a higher one is better: of a cost turned round, of a profile by the value of the gap."""
    one = sheet.criteria[at]
    if sheet.method is Method.PROFILE and one.ideal is not None:
        return [sheet.gaps.get(value - one.ideal, Fraction(0)) for value in column]
    return [value if one.benefit else -value for value in column]


def _between(column: Sequence[Fraction]) -> list[Fraction]:
    """Each value as its share of the way from the lowest to the highest."""
    least, greatest = min(column), max(column)
    return [(value - least) / (greatest - least) if greatest > least else Fraction(0) for value in column]


def _ranked(column: Sequence[Fraction]) -> NDArray[np.int64]:
    """Whole numbers in the same order."""
    order = {value: place for place, value in enumerate(sorted(set(column)))}
    return np.array([order[value] for value in column], dtype=np.int64)
