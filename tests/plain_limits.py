"""Limits tried out plainly: every assignment, and every way of saying who takes whose seat."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np

from mutasi.plan.assignment import Problem
from mutasi.plan.limits import Limit, Limits


def every_assignment(problem: Problem) -> Iterator[list[int]]:
    """Every assignment that keeps to the seats."""
    offers: list[list[int]] = [[int(home)] for home in problem.home]
    for person, post in zip(problem.person.tolist(), problem.post.tolist(), strict=True):
        offers[person].append(post)
    for chosen in itertools.product(*offers):
        if all(chosen.count(post) <= problem.seats[post] for post in range(problem.posts)):
            yield list(chosen)


def every_linking(problem: Problem, at: Sequence[int]) -> Iterator[dict[int, int]]:
    """Every way of saying who takes the seat of whom; who is nobody's heir takes a free seat."""
    by_post = []
    for post in range(problem.posts):
        entering = [one for one in range(problem.people) if at[one] == post != problem.home[one]]
        leaving = [one for one in range(problem.people) if problem.home[one] == post != at[one]]
        free = int(problem.seats[post]) - problem.home.tolist().count(post)
        seats = [*leaving, *[None] * min(free, len(entering))]
        by_post.append([list(zip(way, entering, strict=True)) for way in itertools.permutations(seats, len(entering))])
    for ways in itertools.product(*by_post):
        yield {left: by for way in ways for left, by in way if left is not None}


def lines(movers: Sequence[int], heirs: dict[int, int]) -> tuple[list[list[int]], list[list[int]]]:
    """The chains and the cycles of a linking."""
    chains, cycles, seen = [], [], set()
    for first in sorted(movers, key=lambda one: (one in heirs.values(), one)):
        if first in seen:
            continue
        line = [first]
        while line[-1] in heirs and heirs[line[-1]] != first:
            line.append(heirs[line[-1]])
        seen.update(line)
        (cycles if line[-1] in heirs else chains).append(line)
    return chains, cycles


def half_up(exact: Fraction) -> int:
    return (exact + Fraction(1, 2)).__floor__()


def linked_worth(problem: Problem, limits: Limits, at: Sequence[int], heirs: dict[int, int]) -> int | None:
    """What an assignment is worth when linked so; None where a cap is not kept."""
    gives = {
        (int(person), int(post)): int(worth)
        for person, post, worth in zip(problem.person, problem.post, problem.worth, strict=True)
    }
    movers = [one for one in range(problem.people) if at[one] != problem.home[one]]
    chains, cycles = lines(movers, heirs)
    for found, longest in ((chains, limits.longest_chain), (cycles, limits.longest_cycle)):
        if longest is not None and any(len(one) > longest for one in found):
            return None
    agrees = Fraction(limits.acceptance, 100)
    total = 0
    for chain in chains:
        total += sum(half_up(gives[one, at[one]] * agrees**place) for place, one in enumerate(chain, 1))
    for cycle in cycles:
        total += half_up(sum(gives[one, at[one]] for one in cycle) * agrees ** len(cycle))
    return total


def keeps(problem: Problem, linear: Sequence[Limit], at: Sequence[int]) -> bool:
    taken = problem.post == np.array(at)[problem.person]
    return all(
        sum(c for o, c in zip(one.offers, one.coefficients, strict=True) if taken[o]) <= one.most for one in linear
    )


def best(problem: Problem, limits: Limits, hidden: Sequence[Limit] = ()) -> tuple[int, int] | None:
    """How few are stranded at least, and the greatest worth then; None where nothing keeps the limits."""
    found = None
    for at in every_assignment(problem):
        if not keeps(problem, (*limits.linear, *hidden), at):
            continue
        for heirs in every_linking(problem, at):
            worth = linked_worth(problem, limits, at, heirs)
            if worth is not None:
                stranded = sum(
                    bool(problem.must_move[one]) and at[one] == problem.home[one] for one in range(problem.people)
                )
                found = max(found or (-stranded, worth), (-stranded, worth))
    return None if found is None else (-found[0], found[1])


def drawn_problem(draw: random.Random, *, people: int, posts: int, span: int, must: float = 0.15) -> Problem:
    """A small problem of holders and others, free seats, and offers of which most are worth something."""
    home = [draw.randrange(posts) if draw.random() < 0.75 else posts for _ in range(people)]
    seats = [home.count(post) + draw.choice([0, 0, 0, 1, 2]) for post in range(posts)]
    offers = [
        (person, post, draw.randint(-span // 3, span))
        for person in range(people)
        for post in range(posts)
        if home[person] != post and draw.random() < 0.6
    ]
    table = np.array(offers, dtype=np.int64).reshape(-1, 3)
    forced = np.array([draw.random() < must for _ in range(people)])
    return Problem(np.array(seats), np.array(home), table[:, 0], table[:, 1], table[:, 2], forced)


def drawn_limit(draw: random.Random, problem: Problem, key: object) -> Limit:
    """At most, or at least, so much of some offers."""
    offers = [one for one in range(len(problem.person)) if draw.random() < 0.5]
    coefficients = [draw.choice([1, 1, 1, 2, 3]) for _ in offers]
    most = draw.randint(0, max(1, len(offers) // 3))
    if draw.random() < 0.35:
        coefficients, most = [-one for one in coefficients], -draw.randint(1, 3)
    return Limit(key, np.array(offers, dtype=np.int64), np.array(coefficients, dtype=np.int64), most)
