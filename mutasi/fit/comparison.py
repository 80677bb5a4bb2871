"""Weights from pairwise comparisons (AHP): is the matrix reciprocal, how consistent is it, and what spoils it.

Source of method and scale: Saaty (1980), The Analytic Hierarchy Process. Entry (i, j) says how many times more
important criterion i is than criterion j, on the scale 1/9 to 9.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum

from mutasi.model.decision_sheet import Number

Matrix = Sequence[Sequence[Fraction]]

SCALE = (*(Fraction(1, step) for step in range(9, 1, -1)), *(Fraction(step) for step in range(1, 10)))
"""What a judgement can be."""
LIMIT = Fraction(1, 10)
"""A consistency ratio above this asks for other judgements."""
RANDOM_INDEX = tuple(
    Fraction(text)
    for text in ("0", "0", "0.58", "0.90", "1.12", "1.24", "1.32", "1.41", "1.45", "1.49", "1.51", "1.48", "1.56",
                 "1.57", "1.59")
)  # fmt: skip
"""Mean consistency index of random matrices of 1 to 15 criteria. Saaty (1980); other authors have slightly others."""
MOST_CRITERIA = len(RANDOM_INDEX)
SHOWN = 3
"""Judgements that are named as spoiling the consistency."""

_DIGITS = 9
_STEPS = 10_000
_STILL = 1e-15


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Two entries that contradict one another; the second is what the other way round should say of the first."""

    row: int
    column: int
    entry: Number
    mirror: Number

    @property
    def product(self) -> Fraction:
        return self.entry.value * self.mirror.value


@dataclass(frozen=True, slots=True)
class Consistency:
    """Greatest eigenvalue as it is estimated, and the consistency ratio that follows."""

    eigenvalue: Fraction
    ratio: Fraction

    @property
    def holds(self) -> bool:
        return self.ratio <= LIMIT


@dataclass(frozen=True, slots=True)
class Spoiler:
    """A judgement that differs from what the weights say, what to write instead, and both ratios then."""

    row: int
    column: int
    written: Fraction
    implied: Fraction
    better: Fraction
    by_columns: Fraction
    by_eigenvalue: Fraction


@dataclass(frozen=True, slots=True)
class Compared:
    """What follows from a comparison: `weights` by the mean of normalised columns, exact, with `by_columns`;
    `eigenvector`, to 9 digits, with `by_eigenvalue`; and the judgements that spoil it most, the worst first.
    """

    weights: tuple[Fraction, ...]
    by_columns: Consistency
    eigenvector: tuple[Fraction, ...]
    by_eigenvalue: Consistency
    random_index: Fraction
    spoilers: tuple[Spoiler, ...]


def mismatches(entries: Sequence[Sequence[Number | None]]) -> tuple[Mismatch, ...]:
    """Pairs whose entries are not reciprocal, by row and column; on the diagonal what is not 1."""
    return tuple(_mismatches(entries))


def _mismatches(entries: Sequence[Sequence[Number | None]]) -> Iterator[Mismatch]:
    for row, line in enumerate(entries):
        for column in range(row, len(line)):
            one, other = line[column], entries[column][row]
            if one is not None and other is not None and not _is_reciprocal(one, other):
                yield Mismatch(row, column, one, other)


def _is_reciprocal(one: Number, other: Number) -> bool:
    """Exactly, or as far as the decimals go that are written: 0.143 with 7."""
    return one.value * other.value == 1 or _rounds(one, other) or _rounds(other, one)


def _rounds(decimal: Number, of: Number) -> bool:
    """Whether a decimal is 1/x of the other, rounded to the digits that it has."""
    if not decimal.decimals or not of.value:
        return False
    return abs(decimal.value - 1 / of.value) <= Fraction(1, 2 * 10**decimal.decimals)


def filled(entries: Sequence[Sequence[Number | None]]) -> tuple[tuple[Fraction, ...], ...] | None:
    """The whole matrix: 1 on the diagonal, and mirrored where one half is blank. None when a pair has no judgement."""
    size = range(len(entries))
    found = [[_entry(entries, row, column) for column in size] for row in size]
    whole = tuple(tuple(value for value in line if value is not None) for line in found)
    return whole if all(len(line) == len(entries) for line in whole) else None


def _entry(entries: Sequence[Sequence[Number | None]], row: int, column: int) -> Fraction | None:
    one, other = entries[row][column], entries[column][row]
    if one is not None:
        return one.value
    if row == column:
        return Fraction(1)
    return None if other is None else 1 / other.value


def compared(matrix: Matrix) -> Compared:
    """Weights and consistency of a reciprocal matrix of positive numbers, of at most 15 criteria."""
    weights, vector = _row_means(matrix), _eigenvector(matrix)
    by_columns, by_eigenvalue = _by_columns(matrix, weights), _by_eigenvalue(matrix, vector)
    spoilers = tuple(_spoilers(matrix, weights, by_columns.ratio))
    exact = tuple(_nine_digits(part) for part in vector)
    return Compared(weights, by_columns, exact, by_eigenvalue, RANDOM_INDEX[len(matrix) - 1], spoilers)


def _row_means(matrix: Matrix) -> tuple[Fraction, ...]:
    sums = _column_sums(matrix)
    return tuple(
        sum((entry / total for entry, total in zip(row, sums, strict=True)), Fraction(0)) / len(matrix)
        for row in matrix
    )  # fmt: skip


def _column_sums(matrix: Matrix) -> tuple[Fraction, ...]:
    return tuple(sum(column, Fraction(0)) for column in zip(*matrix, strict=True))


def _eigenvector(matrix: Matrix) -> tuple[float, ...]:
    """By power iteration. Sums are correctly rounded, so that the order of the criteria changes no digit."""
    rows = [[float(entry) for entry in row] for row in matrix]
    vector = tuple(float(weight) for weight in _row_means(matrix))
    for _ in range(_STEPS):
        product = [fsum(entry * part for entry, part in zip(row, vector, strict=True)) for row in rows]
        total = fsum(product)
        following = tuple(part / total for part in product)
        if max(abs(new - old) for new, old in zip(following, vector, strict=True)) < _STILL:
            return following
        vector = following
    return vector


def _nine_digits(number: float) -> Fraction:
    return Fraction(round(number * 10**_DIGITS), 10**_DIGITS)


def _by_columns(matrix: Matrix, weights: Sequence[Fraction]) -> Consistency:
    """As offices reckon it: the sum of each column times its weight."""
    sums = zip(_column_sums(matrix), weights, strict=True)
    return _consistency(sum((total * weight for total, weight in sums), Fraction(0)), len(matrix))


def _by_eigenvalue(matrix: Matrix, vector: Sequence[float]) -> Consistency:
    rows = ([float(entry) for entry in row] for row in matrix)
    grown = fsum(fsum(entry * part for entry, part in zip(row, vector, strict=True)) for row in rows)
    return _consistency(_nine_digits(grown / fsum(vector)), len(matrix))


def _consistency(eigenvalue: Fraction, count: int) -> Consistency:
    """Two criteria cannot contradict one another."""
    index = RANDOM_INDEX[count - 1]
    ratio = (eigenvalue - count) / (count - 1) / index if index else Fraction(0)
    return Consistency(eigenvalue, max(ratio, Fraction(0)))


def _spoilers(matrix: Matrix, weights: Sequence[Fraction], ratio: Fraction) -> Iterator[Spoiler]:
    """The judgements that are farthest from the ratio of their weights, with the value of the scale that gives the
    smallest consistency ratio; those for which no value is better are left out.
    """
    pairs = [(row, column) for row in range(len(matrix)) for column in range(row + 1, len(matrix))]
    apart = {(row, column): matrix[row][column] * weights[column] / weights[row] for row, column in pairs}
    worst = sorted(pairs, key=lambda pair: (-max(apart[pair], 1 / apart[pair]), pair))
    for row, column in [pair for pair in worst if apart[pair] != 1][:SHOWN]:
        tried = {value: _with(matrix, row, column, value) for value in SCALE}
        columns = {value: _by_columns(other, _row_means(other)).ratio for value, other in tried.items()}
        better = min(SCALE, key=lambda value: (columns[value], SCALE.index(value)))
        if columns[better] < ratio:
            eigenvalue = _by_eigenvalue(tried[better], _eigenvector(tried[better])).ratio
            implied = weights[row] / weights[column]
            yield Spoiler(row, column, matrix[row][column], implied, better, columns[better], eigenvalue)


def _with(matrix: Matrix, row: int, column: int, value: Fraction) -> Matrix:
    """The same matrix with another judgement of one pair."""
    changed = [list(line) for line in matrix]
    changed[row][column], changed[column][row] = value, 1 / value
    return changed
