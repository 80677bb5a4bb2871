"""How much nothing can be worth more than, in whole numbers, from prices of the rows of a program.

Whatever the prices, a solution is worth at most what the rows are worth at their prices and what the columns are worth
more than their rows take. So prices may come from floats and be rounded: the bound is exact, good prices make it low.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutasi.plan.assignment import Whole
from mutasi.plan.program import Program

_FINEST, _LARGEST = 2**12, 2.0**60


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """`total` is what all is worth at most, `loss` what a solution with a column loses against it at least; both times
    `scale`.
    """

    total: int
    loss: Whole
    scale: int
    unpriced: Whole
    """By how much a column is worth more than its rows take at the prices that were given: 0 everywhere at the best."""

    @property
    def whole(self) -> int:
        return self.total // self.scale

    def room(self, worth: int) -> int:
        """How much a column may lose and still be part of a solution of that worth."""
        return self.total - worth * self.scale

    def beyond(self, room: int) -> int:
        """What a solution is worth at most that holds a column with a greater loss."""
        return (self.total - room - 1) // self.scale


def bound_of(program: Program, prices: NDArray[np.float64]) -> Bound:
    """The bound of these prices, one for each row."""
    scale = _scale(program, prices)
    if not scale:  # prices whose products cannot be held: none is always right
        return bound_of(program, np.zeros_like(prices))
    whole = np.rint(prices * scale).astype(np.int64)
    whole = np.where(program.exact, whole, np.maximum(whole, 0))
    left = program.worth * scale
    row, column, value = program.entries
    np.subtract.at(left, column, whole[row] * value)
    unpriced = np.maximum(left, 0)
    # the price of a person is at least what the best of the own columns is worth more than all other rows take
    first, people = program.people_row, program.people
    single = program.person >= 0
    of_people = whole[first : first + people]
    dearest = np.zeros(people, dtype=np.int64)
    np.maximum.at(dearest, program.person[single], left[single] + of_people[program.person[single]])
    if not single[program.worth != 0].all():
        dearest = np.maximum(dearest, of_people)
    change = np.zeros(len(whole), dtype=np.int64)
    change[first : first + people] = dearest - of_people
    np.subtract.at(left, column, change[row] * value)
    whole = whole + change
    total = int((whole * program.most).sum()) + int((np.maximum(left, 0) * program.upper).sum())
    return Bound(total, np.maximum(-left, 0), scale, unpriced)


def _scale(program: Program, prices: NDArray[np.float64]) -> int:
    """By how much the prices are to be multiplied before they are rounded; 0 where no number is small enough."""
    row, column, value = program.entries
    largest = np.abs(program.worth).astype(np.float64)
    np.add.at(largest, column, np.abs(prices[row] * value) + np.abs(value))
    most = float((largest * np.maximum(program.upper, 1)).sum() + (np.abs(prices) * np.abs(program.most)).sum())
    scale = _FINEST
    while scale and most * scale > _LARGEST:
        scale //= 2
    return scale
