"""Limits, chains and cycles as a whole-number program: columns that are chosen, rows that they keep.

A chain is seen from the posts: who moves as the k-th of a chain takes a seat that the mover before it, k-1, left in the
same post, or a free one when k is 1. So the seats of a post need not be told apart: any heir at k fits any leaver at
k-1. Cycles are circulations between posts; where they are capped, a count of each short cycle says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutasi.plan.assignment import Problem, Whole
from mutasi.plan.limits import CERTAIN, Limit, Limits, rounded_power
from mutasi.plan.short_cycles import short_cycles

MOST_CYCLES = 200_000
CHAIN, CYCLE, COUNT, LOOSE = 1, 0, -1, -2
"""What a column says: the position in a chain (1 and more), a move in a cycle, how often a cycle of posts is used, or
a move of which no position is told.
"""
_NONE = np.zeros(0, dtype=np.int64)


class Entries(NamedTuple):
    """The entries of a matrix that are not zero."""

    row: Whole
    column: Whole
    value: Whole


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """Columns of whole numbers from 0 to `upper`, rows that are `most` at most, or exactly where `exact`.

    `move` is the first offer of the column, `part` what the column says of it, `around` the people or posts of a cycle.
    """

    worth: Whole
    upper: Whole
    part: Whole
    move: Whole
    person: Whole
    """Whose moves the column holds when it is one person, -1 where several or nobody: a row of its own is implied."""
    around: tuple[tuple[int, ...], ...]
    cycle: Whole
    """Which of `around`, or -1."""
    entries: Entries
    most: Whole
    exact: NDArray[np.bool_]
    offers: Entries
    """How often (row: the column) a column takes an offer (column: the offer)."""
    people: int
    people_row: int
    """The first of the rows that let everybody move once at most."""

    @property
    def columns(self) -> int:
        return len(self.worth)

    def with_rows(self, coefficients: Sequence[Entries], most: Sequence[int]) -> Program:
        """The program with further rows, each given as the entries of one row 0."""
        if not coefficients:
            return self
        first = len(self.most)
        rows = [np.full(len(one.column), first + number) for number, one in enumerate(coefficients)]
        entries = Entries(
            np.concatenate([self.entries.row, *rows]),
            np.concatenate([self.entries.column, *(one.column for one in coefficients)]),
            np.concatenate([self.entries.value, *(one.value for one in coefficients)]),
        )
        return replace(
            self,
            entries=entries,
            most=np.concatenate([self.most, np.array(most, dtype=np.int64)]),
            exact=np.concatenate([self.exact, np.zeros(len(most), dtype=bool)]),
        )

    def under(self, limits: Iterable[Limit], offers: int) -> Program:
        """The program with the row of each limit."""
        limits = tuple(limits)
        return self.with_rows([self.of_offers(one, offers) for one in limits], [one.most for one in limits])

    def of_offers(self, limit: Limit, offers: int) -> Entries:
        """The coefficients of a limit on the columns."""
        weight = np.zeros(offers, dtype=np.int64)
        np.add.at(weight, limit.offers, limit.coefficients)
        on_columns = np.zeros(self.columns, dtype=np.int64)
        np.add.at(on_columns, self.offers.row, weight[self.offers.column])
        columns = np.flatnonzero(on_columns)
        return Entries(np.zeros(len(columns), dtype=np.int64), columns, on_columns[columns])

    def assignment(self, problem: Problem, value: Whole) -> Whole:
        """Where everybody is by the values of the columns."""
        at = problem.home.copy()
        chosen = self.offers.column[value[self.offers.row] > 0]
        at[problem.person[chosen]] = problem.post[chosen]
        return at

    def worth_by(self, of_offers: Whole) -> Program:
        """The same program with other worths, so much for each offer, whatever its part."""
        worth = np.zeros(self.columns, dtype=np.int64)
        np.add.at(worth, self.offers.row, of_offers[self.offers.column])
        return replace(self, worth=worth)


class _Builder:
    """Columns and rows as they are put together."""

    def __init__(self) -> None:
        self.columns: list[tuple[Whole, Whole, Whole, Whole, Whole, Whole]] = []
        self.entries: list[tuple[Whole, Whole, Whole]] = []
        self.offers: list[tuple[Whole, Whole]] = []
        self.around: list[tuple[int, ...]] = []
        self.most: list[Whole] = []
        self.exact: list[NDArray[np.bool_]] = []
        self.count = self.rows = 0
        self.add(_NONE, 0, LOOSE, _NONE, _NONE, _NONE)
        self.put(_NONE, _NONE, 0)
        self.offers.append((_NONE, _NONE))

    def add(self, worth: Whole, upper: Whole | int, part: int, move: Whole, person: Whole, cycle: Whole) -> Whole:
        numbers = np.arange(self.count, self.count + len(worth))
        self.count += len(worth)
        filled = np.broadcast_to(np.asarray(upper, dtype=np.int64), len(worth))
        self.columns.append((worth, filled, np.full(len(worth), part), move, person, cycle))
        return numbers

    def moves(self, problem: Problem, worth: Whole, part: int, chosen: Whole) -> Whole:
        """A column of at most 1 for each of the chosen offers."""
        numbers = self.add(worth, 1, part, chosen, problem.person[chosen], np.full(len(chosen), -1))
        self.offers.append((numbers, chosen))
        return numbers

    def new_rows(self, most: Whole, exact: bool) -> int:
        first = self.rows
        self.rows += len(most)
        self.most.append(most)
        self.exact.append(np.full(len(most), exact))
        return first

    def put(self, rows: Whole, columns: Whole, value: int) -> None:
        self.entries.append((rows, columns, np.full(len(columns), value)))

    def program(self, people: int) -> Program:
        def joined(parts: Sequence[Whole]) -> Whole:
            return np.concatenate([_NONE, *parts])

        worth, upper, part, move, person, cycle = (joined(one) for one in zip(*self.columns, strict=True))
        row, column, value = (joined(one) for one in zip(*self.entries, strict=True))
        by, offer = (joined(one) for one in zip(*self.offers, strict=True))
        exact = np.concatenate(self.exact)
        offers = Entries(by, offer, np.ones(len(by), dtype=np.int64))
        entries = Entries(row, column, value)
        return Program(
            worth=worth,
            upper=upper,
            part=part,
            move=move,
            person=person,
            around=tuple(self.around),
            cycle=cycle,
            entries=entries,
            most=joined(self.most),
            exact=exact,
            offers=offers,
            people=people,
            people_row=self.rows - people,
        )


def program_of(problem: Problem, limits: Limits, most_cycles: int = MOST_CYCLES) -> Program:
    """Chains and cycles of the problem under their caps, without the linear limits. TooManyCycles where more than so
    many would have to be written out.
    """
    builder = _Builder()
    every = np.arange(len(problem.person))
    if not limits.capped:
        numbers = builder.moves(problem, problem.worth, LOOSE, every)
        _seats(builder, problem, every, numbers)
    else:
        _chains(builder, problem, limits)
        if limits.longest_cycle is None:
            _circulation(builder, problem)
        elif limits.acceptance == CERTAIN:
            _counted_cycles(builder, problem, limits.longest_cycle, most_cycles)
        else:
            _written_cycles(builder, problem, limits, most_cycles)
    _people(builder, problem)
    return builder.program(problem.people)


def free_seats(problem: Problem) -> Whole:
    """The seats of each post that nobody holds."""
    held = np.bincount(problem.home, minlength=problem.posts + 1)[: problem.posts]
    free: Whole = np.maximum(problem.seats - held, 0)
    return free


def _seats(builder: _Builder, problem: Problem, chosen: Whole, numbers: Whole) -> None:
    """Who enters a post takes a free seat or one that is left."""
    first = builder.new_rows(free_seats(problem), False)
    builder.put(first + problem.post[chosen], numbers, 1)
    home = problem.home[problem.person[chosen]]
    held = home < problem.posts
    builder.put(first + home[held], numbers[held], -1)


def _chains(builder: _Builder, problem: Problem, limits: Limits) -> None:
    every = np.arange(len(problem.person))
    if limits.longest_chain is None:
        numbers = builder.moves(problem, problem.worth, LOOSE, every)
        _seats(builder, problem, every, numbers)
        return
    free = free_seats(problem)
    home = problem.home[problem.person]
    left = np.zeros(problem.posts, dtype=bool)  # posts that a mover of the position before can have left
    room = free
    before = _NONE, _NONE
    for position in range(1, limits.longest_chain + 1):
        opens = free > 0 if position == 1 else left
        chosen = every[opens[problem.post]]
        if not len(chosen):
            return
        worth = rounded_power(problem.worth[chosen], limits.acceptance, position)
        numbers = builder.moves(problem, worth, position, chosen)
        first = builder.new_rows(room, False)
        builder.put(first + problem.post[chosen], numbers, 1)
        builder.put(first + before[0], before[1], -1)
        held = home[chosen] < problem.posts
        before = home[chosen][held], numbers[held]
        left = np.zeros(problem.posts, dtype=bool)
        left[before[0]] = True
        room = np.zeros(problem.posts, dtype=np.int64)


def _between_posts(problem: Problem) -> Whole:
    """The offers that can be part of a cycle: of holders, to posts that a holder can leave."""
    home = problem.home[problem.person]
    left = np.zeros(problem.posts + 1, dtype=bool)
    left[home] = True
    return np.flatnonzero((home < problem.posts) & left[problem.post])


def _circulation(builder: _Builder, problem: Problem) -> None:
    chosen = _between_posts(problem)
    numbers = builder.moves(problem, problem.worth[chosen], CYCLE, chosen)
    first = builder.new_rows(np.zeros(problem.posts, dtype=np.int64), True)
    builder.put(first + problem.post[chosen], numbers, 1)
    builder.put(first + problem.home[problem.person[chosen]], numbers, -1)


def _counted_cycles(builder: _Builder, problem: Problem, longest: int, most: int) -> None:
    """Moves between posts, as many from one to the other as the counts of the short cycles say."""
    chosen = _between_posts(problem)
    nodes = problem.posts + 1
    arc_of = problem.home[problem.person[chosen]] * nodes + problem.post[chosen]
    found = short_cycles(_arcs(np.unique(arc_of), nodes), longest, most)
    used = [[one * nodes + two for one, two in zip(cycle, (*cycle[1:], cycle[0]), strict=True)] for cycle in found]
    arcs = np.unique(np.array([arc for cycle in used for arc in cycle], dtype=np.int64))
    inside = np.isin(arc_of, arcs)
    chosen, arc_of = chosen[inside], arc_of[inside]
    numbers = builder.moves(problem, problem.worth[chosen], CYCLE, chosen)
    first = builder.new_rows(np.zeros(len(arcs), dtype=np.int64), True)
    builder.put(first + np.searchsorted(arcs, arc_of), numbers, 1)
    often = np.bincount(np.searchsorted(arcs, arc_of), minlength=len(arcs))
    rows = [np.searchsorted(arcs, cycle) for cycle in used]
    upper = np.array([int(often[row].min()) for row in rows], dtype=np.int64)
    counts = _add_cycles(builder, found, np.zeros(len(found), dtype=np.int64), upper, COUNT)
    lengths = np.array([len(row) for row in rows], dtype=np.int64)
    builder.put(first + np.concatenate([_NONE, *rows]), np.repeat(counts, lengths), -1)


def _written_cycles(builder: _Builder, problem: Problem, limits: Limits, most: int) -> None:
    """One column for each cycle of people, worth what it is worth when all of them agree."""
    chosen = _between_posts(problem)
    holders: dict[int, list[int]] = {}
    for person in np.unique(problem.person[chosen]).tolist():
        holders.setdefault(int(problem.home[person]), []).append(person)
    arcs: dict[int, list[int]] = {}
    offer_to: dict[tuple[int, int], int] = {}
    for offer in chosen.tolist():
        person, post = int(problem.person[offer]), int(problem.post[offer])
        offer_to[person, post] = offer
        arcs.setdefault(person, []).extend(holders.get(post, ()))
    assert limits.longest_cycle is not None
    found = short_cycles(arcs, limits.longest_cycle, most)
    taken = [
        [offer_to[one, int(problem.home[two])] for one, two in zip(cycle, (*cycle[1:], cycle[0]), strict=True)]
        for cycle in found
    ]
    worth = np.array(
        [rounded_power(np.array([problem.worth[one].sum()]), limits.acceptance, len(one))[0] for one in taken],
        dtype=np.int64,
    )
    numbers = _add_cycles(builder, found, worth, np.ones(len(found), dtype=np.int64), CYCLE)
    lengths = np.array([len(one) for one in taken], dtype=np.int64)
    builder.offers.append((np.repeat(numbers, lengths), np.concatenate([_NONE, *(np.array(one) for one in taken)])))


def _add_cycles(builder: _Builder, found: Sequence[tuple[int, ...]], worth: Whole, upper: Whole, part: int) -> Whole:
    nobody = np.full(len(found), -1)
    cycle = np.arange(len(builder.around), len(builder.around) + len(found))
    builder.around += found
    return builder.add(worth, upper, part, nobody, nobody, cycle)


def _arcs(codes: Whole, nodes: int) -> dict[int, list[int]]:
    arcs: dict[int, list[int]] = {}
    for code in codes.tolist():
        arcs.setdefault(code // nodes, []).append(code % nodes)
    return arcs


def _people(builder: _Builder, problem: Problem) -> None:
    """Everybody moves once at most."""
    first = builder.new_rows(np.ones(problem.people, dtype=np.int64), False)
    for numbers, offers in builder.offers:
        builder.put(first + problem.person[offers], numbers, 1)


def kept(program: Program, chosen: NDArray[np.bool_]) -> tuple[Program, Whole]:
    """The program with the chosen columns alone, and which they were."""
    old = np.flatnonzero(chosen)
    new = np.cumsum(chosen) - 1
    stay = chosen[program.entries.column]
    entries = program.entries
    of_offers = chosen[program.offers.row]
    offers = program.offers
    smaller = replace(
        program,
        worth=program.worth[old],
        upper=program.upper[old],
        part=program.part[old],
        move=program.move[old],
        person=program.person[old],
        cycle=program.cycle[old],
        entries=Entries(entries.row[stay], new[entries.column[stay]], entries.value[stay]),
        offers=Entries(new[offers.row[of_offers]], offers.column[of_offers], offers.value[of_offers]),
    )
    return smaller, old
