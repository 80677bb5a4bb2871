"""Methods that offices use on a sheet of raw values.

All but the weighted sum and profile matching are relative: a score depends on who else is in the sheet. Numbers are
exact where the method allows it; roots and powers are rounded to 9 digits, by sums that no order of the rows changes. A
criterion on which all are equal counts the same for all, the full value; nothing is ever divided by zero.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import exp, fsum, log, sqrt
from types import MappingProxyType

from mutasi.errors import MutasiError
from mutasi.message import Message
from mutasi.model.decision_sheet import USUAL_GAPS, Scaling
from mutasi.model.policy import Method

Matrix = Sequence[Sequence[Fraction]]
Scores = tuple[Fraction, ...]

_DIGITS = 9
_ONE, _NONE = Fraction(1), Fraction(0)


class MethodUnfit(MutasiError):
    """A method cannot be applied to the values of a sheet."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Raw values, a row an alternative and a column a criterion, with what the methods need besides. `weights` add up
    to 1, but for profile matching only their ratios within a factor count.

    `bounds` are those of the weighted sum, None to take the values as they are. `rounded` are the digits to which hand
    calculations round intermediate values, None for none.
    """

    matrix: Matrix
    weights: Sequence[Fraction]
    benefit: Sequence[bool]
    bounds: Sequence[tuple[Fraction, Fraction]] | None = None
    scaling: Scaling = Scaling.GREATEST
    ideal: Sequence[Fraction] = ()
    core: Sequence[bool] = ()
    factor_shares: tuple[Fraction, Fraction] = (Fraction(60), Fraction(40))
    gaps: Mapping[Fraction, Fraction] = field(default_factory=lambda: USUAL_GAPS)
    rounded: int | None = None

    @property
    def columns(self) -> list[tuple[Fraction, ...]]:
        return list(zip(*self.matrix, strict=True))

    def intermediate(self, value: Fraction) -> Fraction:
        """A value between, as hand calculations carry it on: rounded half up."""
        return value if self.rounded is None else half_up(value, self.rounded)


def half_up(value: Fraction, digits: int) -> Fraction:
    """Rounded to so many decimals, halves away from below."""
    return Fraction((2 * value * 10**digits + 1) // 2, 10**digits)


def decide(method: Method, problem: Problem) -> Scores:
    """The score of each alternative; the highest is best. Raises MethodUnfit."""
    return METHODS[method](problem)


def is_constant(column: Sequence[Fraction]) -> bool:
    return min(column) == max(column)


# Weighted sums ----------------------------------------------------------------------------------------


def _weighted_sum(problem: Problem) -> Scores:
    """Values as they are, or as a share of the way between fixed bounds, a cost from the upper one down."""
    if problem.bounds is None:
        if not all(problem.benefit):
            raise MethodUnfit(
                Message("a cost needs fixed bounds in the weighted sum"), fix=Message("write bawah and atas for each")
            )
        return _added(problem, problem.columns)
    columns = []
    for column, (lower, upper), benefit in zip(problem.columns, problem.bounds, problem.benefit, strict=True):
        parts = [(value - lower) / (upper - lower) for value in column]
        columns.append([part if benefit else 1 - part for part in parts])
    return _added(problem, columns)


def _added(problem: Problem, columns: Sequence[Sequence[Fraction]]) -> Scores:
    rows = zip(*columns, strict=True)
    return tuple(
        sum((problem.intermediate(part) * weight for part, weight in zip(row, problem.weights, strict=True)), _NONE)
        for row in rows
    )


def _simple_additive(problem: Problem) -> Scores:
    """x / greatest and least / x; with Scaling.TOTAL 1/x for costs, then all divided by their sum."""
    _refuse_negative(problem)
    scale = _by_total if problem.scaling is Scaling.TOTAL else _by_greatest
    pairs = zip(problem.columns, problem.benefit, strict=True)
    return _added(problem, [scale(column, benefit=benefit) for column, benefit in pairs])


def _by_greatest(column: Sequence[Fraction], *, benefit: bool) -> list[Fraction]:
    """A cost of zero is the best there can be: it has the full value, and beside it every other cost none."""
    if is_constant(column):
        return [_ONE] * len(column)
    if benefit:
        return [value / max(column) for value in column]
    return [min(column) / value if value else _ONE for value in column]


def _by_total(column: Sequence[Fraction], *, benefit: bool) -> list[Fraction]:
    if is_constant(column):
        return [Fraction(1, len(column))] * len(column)
    if not benefit and not min(column):
        raise MethodUnfit(Message("a cost of zero has no inverse"), fix=Message("write normalisasi: maks"))
    parts = [value if benefit else 1 / value for value in column]
    return [part / sum(parts, _NONE) for part in parts]


def _multi_attribute(problem: Problem) -> Scores:
    """Each value as its share of the way from the worst to the best of the sheet."""
    columns = []
    for column, benefit in zip(problem.columns, problem.benefit, strict=True):
        least, greatest = min(column), max(column)
        if least == greatest:
            columns.append([_ONE] * len(column))
        else:
            columns.append([abs(value - (least if benefit else greatest)) / (greatest - least) for value in column])
    return _added(problem, columns)


def _refuse_negative(problem: Problem) -> None:
    if min(map(min, problem.matrix)) < 0:
        raise MethodUnfit(Message("this method takes no values below 0"), fix=Message("write metode: maut"))


# Products and distances -------------------------------------------------------------------------------


def _weighted_product(problem: Problem) -> Scores:
    """Vector S: the product of all values, each to the power of its weight, of costs to the negative one."""
    if min(map(min, problem.matrix)) <= 0:
        raise MethodUnfit(
            Message("the weighted product takes only values above 0, for 0 would make everything 0 or infinite"),
            fix=Message("write metode: maut, or begin the scale at 1"),
        )
    powers = [
        float(weight if benefit else -weight) for weight, benefit in zip(problem.weights, problem.benefit, strict=True)
    ]
    return tuple(
        _nine_digits(exp(fsum(power * log(value) for value, power in zip(row, powers, strict=True))))
        for row in problem.matrix
    )


def shares_of(scores: Scores) -> Scores:
    """Vector V of the weighted product: each S as its share of their sum."""
    total = sum(scores, _NONE)
    return tuple(half_up(score / total, _DIGITS) if total else _NONE for score in scores)


def _topsis(problem: Problem) -> Scores:
    """Nearness to the best of the sheet against distance from its worst, after dividing each column by its length.

    Where all are equal both distances are 0: each is then as near as can be.
    """
    best: list[float] = []
    worst: list[float] = []
    weighted = []
    for column, weight, benefit in zip(problem.columns, problem.weights, problem.benefit, strict=True):
        length = sqrt(fsum(float(value * value) for value in column))
        parts = [float(value) / length * float(weight) if length else 0.0 for value in column]
        weighted.append(parts)
        best.append(max(parts) if benefit else min(parts))
        worst.append(min(parts) if benefit else max(parts))
    return tuple(_nearness(row, best, worst) for row in zip(*weighted, strict=True))


def _nearness(row: Sequence[float], best: Sequence[float], worst: Sequence[float]) -> Fraction:
    to_best, to_worst = _distance(row, best), _distance(row, worst)
    return _nine_digits(to_worst / (to_best + to_worst)) if to_best + to_worst else _ONE


def _distance(one: Sequence[float], other: Sequence[float]) -> float:
    return sqrt(fsum((left - right) ** 2 for left, right in zip(one, other, strict=True)))


def _nine_digits(number: float) -> Fraction:
    return Fraction(round(number * 10**_DIGITS), 10**_DIGITS)


# Profile matching -------------------------------------------------------------------------------------


def _profile(problem: Problem) -> Scores:
    """The value of each gap, its mean over core and over secondary criteria, and their shares.

    A value above the ideal loses points too, as the table of gaps says. A factor without criteria gives its share to
    the other.
    """
    return tuple(_matched(problem, row) for row in problem.matrix)


def _matched(problem: Problem, row: Sequence[Fraction]) -> Fraction:
    values = gap_values(problem, row)
    total, score = _NONE, _NONE
    for is_core, share in zip((True, False), problem.factor_shares, strict=True):
        parts = [
            (value, weight)
            for value, weight, core in zip(values, problem.weights, problem.core, strict=True)
            if core is is_core
        ]
        weight = sum((weight for _, weight in parts), _NONE)
        if weight:
            mean = sum((value * part for value, part in parts), _NONE) / weight
            score += share * problem.intermediate(mean)
            total += share
    return score / total if total else _NONE


def gap_values(problem: Problem, row: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """The value of each gap of an alternative. Raises MethodUnfit for a gap that the table does not have."""
    gaps = [value - ideal for value, ideal in zip(row, problem.ideal, strict=True)]
    for gap in gaps:
        if gap not in problem.gaps:
            raise MethodUnfit(
                Message("the table of gaps has no value for the gap {gap}", gap=str(gap)),
                fix=Message("write tabel_gap: with a value for it"),
            )
    return tuple(problem.gaps[gap] for gap in gaps)


METHODS: Mapping[Method, Callable[[Problem], Scores]] = MappingProxyType(
    {
        Method.WEIGHTED_SUM: _weighted_sum,
        Method.SAW: _simple_additive,
        Method.WEIGHTED_PRODUCT: _weighted_product,
        Method.TOPSIS: _topsis,
        Method.MAUT: _multi_attribute,
        Method.PROFILE: _profile,
    }
)
