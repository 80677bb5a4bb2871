"""Rows of a program that are added to it, and what a search for its best values is asked and tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mutasi.plan.assignment import Problem, Whole
from mutasi.plan.linking import Links
from mutasi.plan.program import LOOSE, Entries, Program

Row = tuple[Entries, int]
"""The entries of one row, and what it is at most."""


def at_most(coefficients: Whole, most: int) -> Row:
    columns = np.flatnonzero(coefficients)
    return Entries(np.zeros(len(columns), dtype=np.int64), columns, coefficients[columns]), most


def at_least(coefficients: Whole, least: int) -> Row:
    return at_most(-coefficients, -least)


def keeps(program: Program, value: Whole) -> bool:
    used = np.zeros(len(program.most), dtype=np.int64)
    np.add.at(used, program.entries.row, program.entries.value * value[program.entries.column])
    return bool(np.where(program.exact, used == program.most, used <= program.most).all())


def rows_of(program: Program) -> list[tuple[int, list[int], list[int]]]:
    """The rows that have entries: number, columns and coefficients."""
    by_row = np.lexsort((program.entries.column, program.entries.row))
    row, column, value = (one[by_row] for one in program.entries)
    ends = np.searchsorted(row, np.arange(len(program.most) + 1)).tolist()
    columns, values = column.tolist(), value.tolist()
    return [
        (number, columns[first:last], values[first:last])
        for number, (first, last) in enumerate(pairwise(ends))
        if first < last or program.most[number] < 0
    ]


def opening(problem: Problem, program: Program, found: Links) -> list[Row]:
    """For movers who only move among themselves: one of them moves only when somebody takes a seat elsewhere."""
    rows = []
    loose = program.part == LOOSE
    home = np.where(loose, problem.home[program.person], problem.outside)
    post = np.where(loose, problem.post[program.move], problem.outside)
    for people in found.closed:
        inside = np.zeros(problem.posts + 1, dtype=bool)
        inside[problem.home[list(people)]] = True
        leaves = (inside[home] & ~inside[post]).astype(np.int64)
        for person in people:
            stays = loose & (program.person == person) & inside[post]
            rows.append(at_most(stays - leaves, 0))
    return rows


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a search came to: nothing where `value` is None, and that there is nothing where `impossible`."""

    value: Whole | None
    worth: int
    bound: float
    proven: bool
    impossible: bool
    effort: float


Searched = Callable[[Program, NDArray[np.bool_], Whole | None, float], Found]
"""Searches the best values of the chosen columns from a hint with so much effort; all other columns are 0."""
