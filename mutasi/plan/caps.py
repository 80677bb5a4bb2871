"""Whether people whose moves are decided can be linked so that no chain and no cycle is too long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from mutasi.plan.assignment import Problem, Whole
from mutasi.plan.limits import LONG_CYCLE, Limit, Limits, taken
from mutasi.plan.linking import cycles, links
from mutasi.plan.program import Entries, Program, program_of
from mutasi.plan.rows import Searched, at_least, opening


def linked(problem: Problem, at: Whole, limits: Limits, searched: Searched, effort: float) -> dict[int, int] | None:
    """Who takes whose seat in an assignment, so that the caps are kept; None where that cannot be."""
    moving = taken(problem, at)
    moves = replace(
        problem, person=problem.person[moving], post=problem.post[moving], worth=np.zeros(moving.sum(), dtype=np.int64)
    )
    plainly = program_of(moves, Limits())
    every = np.ones(plainly.columns, dtype=np.int64)
    for cycles_free in (True, False):
        found = links(moves, plainly, every, cycles_free)
        if _keeps_caps(found.heirs, moves.person, limits):
            return found.heirs
    program = program_of(moves, limits)
    program = program.with_rows(*_columns_of(program, moves.person))
    while True:
        now = searched(program, np.ones(program.columns, dtype=bool), None, effort)
        if now.value is None:
            return None
        found = links(moves, program, now.value, limits.longest_cycle is None)
        cuts = opening(moves, program, found)
        if not cuts:
            return found.heirs
        program = program.with_rows([row for row, _ in cuts], [most for _, most in cuts])


def _columns_of(program: Program, people: Whole) -> tuple[list[Entries], list[int]]:
    """That each of these moves."""
    rows = [at_least((program.person == one).astype(np.int64), 1) for one in people.tolist()]
    return [row for row, _ in rows], [most for _, most in rows]


def _keeps_caps(heirs: dict[int, int], movers: Whole, limits: Limits) -> bool:
    """Whether no chain and no cycle is too long as linked."""
    longest_chain = len(movers) if limits.longest_chain is None else limits.longest_chain
    longest_cycle = len(movers) if limits.longest_cycle is None else limits.longest_cycle
    seen: set[int] = set()

    def length(start: int) -> int:
        steps, one = 0, start
        while one not in seen:
            seen.add(one)
            steps += 1
            one = heirs.get(one, start)
        return steps

    first = set(movers.tolist()) - set(heirs.values())
    chains = [length(one) for one in sorted(first)]
    cycles = [length(one) for one in movers.tolist() if one not in seen]
    return max(chains, default=0) <= longest_chain and max(cycles, default=0) <= longest_cycle


def too_long(problem: Problem, at: Whole, heirs: Mapping[int, int], longest: int) -> list[Limit]:
    """Limits that an assignment breaks whose cycles no linking makes short enough: for each long cycle of single seats,
    not all of its moves; where seats can be linked in other ways, not all of these moves unless others come or go in
    the same posts.
    """
    moving = np.flatnonzero(taken(problem, at))
    offer_of = dict(zip(problem.person[moving].tolist(), moving.tolist(), strict=True))
    found = [cycle for cycle in cycles(dict(heirs)) if len(cycle) > longest]
    single = [cycle for cycle in found if (problem.seats[problem.home[cycle]] == 1).all()]
    if single:
        return [_not_all(np.array([offer_of[one] for one in cycle])) for cycle in single]
    return [_not_again(problem, moving)]


def _not_all(offers: Whole) -> Limit:
    return Limit(LONG_CYCLE, offers, np.ones(len(offers), dtype=np.int64), len(offers) - 1)


def _not_again(problem: Problem, moving: Whole) -> Limit:
    """Not exactly these moves in the posts that they touch."""
    touched = np.zeros(problem.posts + 1, dtype=bool)
    touched[problem.post[moving]] = touched[problem.home[problem.person[moving]]] = True
    touched[problem.outside] = False
    offers = np.flatnonzero(touched[problem.post] | touched[problem.home[problem.person]])
    coefficients = np.where(np.isin(offers, moving), 1, -1).astype(np.int64)
    return Limit(LONG_CYCLE, offers, coefficients, len(moving) - 1)
