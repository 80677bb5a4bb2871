"""Plans under limits that a flow cannot hold: published instances, and small problems where all is tried out."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
import yaml

from mutasi.plan import mixed
from mutasi.plan.assignment import Problem, Whole
from mutasi.plan.bound import bound_of
from mutasi.plan.conflict import Unclear, conflict
from mutasi.plan.limits import Conflict, Limit, Limits, Solved, TooManyCycles, Undecided, rounded_power
from mutasi.plan.mixed import solve
from mutasi.plan.numbering import Numbering
from mutasi.plan.program import program_of
from mutasi.plan.short_cycles import short_cycles
from tests.golden import ROOT
from tests.plain_limits import (
    best,
    drawn_limit,
    drawn_problem,
    every_assignment,
    every_linking,
    half_up,
    keeps,
    linked_worth,
)

PUBLISHED = yaml.safe_load((ROOT / "tests" / "worked" / "13_chain_cycle_exchange.yaml").read_text(encoding="utf-8"))
RECOMPUTED = PUBLISHED["recomputed"]


def nothing_broken(at: Whole) -> Sequence[Limit]:
    return ()


def solved(problem: Problem, limits: Limits, **others) -> Solved:
    """In the order of the rows where nothing else is said."""
    plain = {"order": range(problem.posts), "rank": np.arange(problem.people), "broken": nothing_broken}
    return solve(problem, limits, **(plain | others))


def posed(instance: dict) -> Problem:
    """Nodes are people, each with a post of one seat; an edge from u to v lets v have the post of u. Vacancies are
    posts after those. Weights times 1000.
    """
    nodes = instance["nodes"]
    vacancies = 1 + max((vacancy for vacancy, _, _ in instance["vacancy_edges"]), default=-1)
    edges = [(v, u, weight) for u, v, weight in instance["edges"]]
    edges += [(v, nodes + vacancy, weight) for vacancy, v, weight in instance["vacancy_edges"]]
    person, post, weight = np.array(edges, dtype=np.int64).T
    seats = np.ones(nodes + vacancies, dtype=np.int64)
    return Problem(seats, np.arange(nodes), person, post, 1000 * weight, np.zeros(nodes, dtype=bool))


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, number) for name, one in PUBLISHED["instances"].items() for number in range(len(one["published"]))],
)
def test_published_scores_follow(name: str, number: int):
    instance = PUBLISHED["instances"][name]
    said = instance["published"][number]
    limits = Limits((), said["chain_cap"], said["cycle_cap"], round(100 * said["success_prob"]))
    found = solved(posed(instance), limits)
    assert found.proven
    assert found.worth == found.bound == 1000 * RECOMPUTED[name][number]["score"]
    assert found.worth == 1000 * said.get("score", RECOMPUTED[name][number]["score"])
    cycles = [line for kind, line in RECOMPUTED[name][number]["use"] if kind == "cycle"]
    assert len(cycles) == said.get("cycles", len(cycles))
    moving = {v for kind, line in RECOMPUTED[name][number]["use"] for v in (line if kind == "cycle" else line[1:])}
    assert set(np.flatnonzero(found.at != np.arange(instance["nodes"])).tolist()) == moving


def test_with_certain_acceptance_everybody_of_the_published_instance_moves():
    problem = posed(PUBLISHED["instances"]["three_cycle_three_chain"])
    assert solved(problem, Limits()).worth == 1000 * RECOMPUTED["three_cycle_three_chain_p1"]


# ---- small problems


def drawn_case(draw: random.Random, kind: str) -> tuple[Problem, Limits]:
    problem = drawn_problem(draw, people=draw.randint(1, 5), posts=draw.randint(1, 3), span=draw.choice([1, 9, 10**10]))
    linear: tuple[Limit, ...] = ()
    chain = cycle = None
    acceptance = 100
    if kind in ("linear", "broken", "all"):
        linear = tuple(drawn_limit(draw, problem, key) for key in range(draw.randint(0, 3)))
    if kind in ("caps", "all"):
        chain, cycle = draw.choice([None, 0, 1, 2, 3]), draw.choice([None, 0, 2, 3])
    if kind == "acceptance":
        chain, cycle, acceptance = draw.choice([0, 1, 2, 3]), draw.choice([0, 2, 3, 4]), draw.choice([1, 50, 80, 99])
    return problem, Limits(linear, chain, cycle, acceptance)


def check(problem: Problem, limits: Limits, hidden: Sequence[Limit], found: Solved) -> None:
    """That the answer is one, is linked as it says, and that no other is better."""
    at = found.at.tolist()
    heirs = dict(found.successions)
    assert keeps(problem, (*limits.linear, *hidden), at)
    assert heirs in list(every_linking(problem, at))
    assert linked_worth(problem, limits, at, heirs) == found.worth
    assert found.proven
    assert (len(found.stranded), found.bound) == best(problem, limits, hidden)
    assert found.worth == found.bound


def check_conflict(problem: Problem, limits: Limits, hidden: Sequence[Limit], told: Conflict) -> None:
    """That it is one, and none any more without any one of its limits."""
    by_key = {one.key: one for one in (*limits.linear, *hidden)}
    among = [by_key[key] for key in told.keys]
    assert told.irreducible
    assert best(problem, replace(limits, linear=tuple(among))) is None
    for left_out in among:
        others = tuple(one for one in among if one is not left_out)
        assert best(problem, replace(limits, linear=others)) is not None


@pytest.mark.parametrize("kind", ["linear", "caps", "acceptance", "broken", "all"])
@pytest.mark.parametrize("seed", range(3))
def test_nothing_that_keeps_the_limits_is_worth_more(kind: str, seed: int):
    draw, answers, conflicts = random.Random(f"{kind} {seed}"), 0, 0
    for _ in range(80):
        problem, limits = drawn_case(draw, kind)
        hidden = [drawn_limit(draw, problem, key) for key in ("x", "y")] if kind in ("broken", "all") else []
        hidden = [one for one in hidden if one.most >= 0]
        order = draw.sample(range(problem.posts), problem.posts)
        rank = np.array(draw.sample(range(50), problem.people))

        def broken(at: Whole, problem=problem, hidden=hidden) -> list[Limit]:
            return [one for one in hidden if not keeps(problem, [one], at.tolist())][:1]

        try:
            found = solve(problem, limits, order=order, rank=rank, broken=broken)
        except Conflict as told:
            conflicts += 1
            assert best(problem, limits, hidden) is None
            check_conflict(problem, limits, hidden, told)
        else:
            answers += 1
            check(problem, limits, hidden, found)
            assert {one.key for one in found.added} <= {"x", "y"}
    assert answers > 30
    assert conflicts > 5 or kind in ("caps", "acceptance")


@pytest.mark.parametrize("kind", ["linear", "caps", "acceptance"])
def test_columns_that_are_left_out_at_first_are_not_missed(monkeypatch: pytest.MonkeyPatch, kind: str):
    monkeypatch.setattr(mixed, "_FIRST_COLUMNS", 1)
    monkeypatch.setattr(mixed, "_WIDER", 2)
    monkeypatch.setattr(mixed, "_PRICED_COLUMNS", 1)
    monkeypatch.setattr(mixed, "_MORE_COLUMNS", 1)
    draw, answers = random.Random(kind), 0
    for _ in range(80):
        problem, limits = drawn_case(draw, kind)
        try:
            found = solved(problem, limits)
        except Conflict:
            assert best(problem, limits) is None
        else:
            answers += 1
            check(problem, limits, (), found)
    assert answers > 30


def test_cycles_that_are_too_many_to_be_counted_are_forbidden_as_they_are_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(mixed, "_MOST_CYCLES", 0)
    draw, capped = random.Random("lazy"), 0
    for _ in range(120):
        problem, limits = drawn_case(draw, "all")
        try:
            found = solved(problem, limits)
        except Conflict:
            assert best(problem, limits) is None
        else:
            check(problem, limits, (), found)
            capped += limits.longest_cycle is not None
    assert capped > 40


@pytest.mark.parametrize("kind", ["linear", "caps", "acceptance"])
def test_whatever_the_prices_nothing_is_worth_more_than_the_bound(kind: str):
    draw = random.Random(kind)
    for _ in range(80):
        problem, limits = drawn_case(draw, kind)
        problem = replace(problem, must_move=np.zeros(problem.people, dtype=bool))
        program = program_of(problem, limits).under(limits.linear, len(problem.person))
        greatest = best(problem, limits)
        span = 1 + int(np.abs(problem.worth).max(initial=0))
        for wide in (0.0, 0.3, 1.0):
            prices = np.array([draw.uniform(-wide, wide) * span for _ in program.most])
            bound = bound_of(program, prices)
            if greatest is None:
                continue
            assert bound.whole >= greatest[1]
            found = mixed.searched(program, np.ones(program.columns, dtype=bool), None, 5.0)
            if found.value is not None:  # what it holds loses no more than it does
                assert max(bound.loss[found.value > 0], default=0) <= bound.room(found.worth)


@pytest.mark.parametrize("seed", range(3))
def test_of_equal_ones_the_smallest_sum_of_ranks_then_the_better_ranked_to_the_important_posts(seed: int):
    draw, several = random.Random(seed), 0
    for _ in range(60):
        problem = drawn_problem(draw, people=5, posts=draw.randint(2, 3), span=1, must=0)
        problem = replace(problem, worth=np.ones_like(problem.worth))
        every = np.arange(len(problem.person))
        limits = Limits((Limit("moves", every, np.ones(len(every), np.int64), 2),))
        order = draw.sample(range(problem.posts), problem.posts)
        rank = np.array(draw.sample(range(problem.people), problem.people))
        found = solved(problem, limits, order=order, rank=rank)
        if (solved(problem, Limits()).at != problem.home).sum() > 2:  # else the flow decides
            several += 1
            assert found.settled
            assert price(problem, order, rank, found.at.tolist()) == min(
                price(problem, order, rank, at)
                for at in every_assignment(problem)
                if keeps(problem, limits.linear, at) and problem.value(np.array(at)) == found.worth
            )
    assert several > 8


def price(problem: Problem, order: Sequence[int], rank: Whole, at: Sequence[int]) -> tuple[int, int]:
    moving = [one for one in range(problem.people) if at[one] != problem.home[one]]
    below = [problem.posts - list(order).index(at[one]) for one in moving]
    ranks = [int(rank[one]) + 1 for one in moving]
    return sum(ranks), sum(one * other for one, other in zip(ranks, below, strict=True))


def shuffled(draw: random.Random, problem: Problem, limits: Limits, order: list[int], rank: Whole):
    """The same with people, posts and offers in another order; how people and posts are numbered now."""
    people = draw.sample(range(problem.people), problem.people)
    posts = [*draw.sample(range(problem.posts), problem.posts), problem.outside]
    offers = np.array(draw.sample(range(len(problem.person)), len(problem.person)), dtype=np.int64)
    new_person, new_post, new_offer = np.argsort(people), np.argsort(posts), np.argsort(offers)
    anew = Problem(
        problem.seats[posts[:-1]],
        new_post[problem.home[people]],
        new_person[problem.person[offers]],
        new_post[problem.post[offers]],
        problem.worth[offers],
        problem.must_move[people],
    )
    linear = tuple(replace(one, offers=new_offer[one.offers]) for one in limits.linear)
    return anew, replace(limits, linear=linear), [int(new_post[one]) for one in order], rank[people], people, posts


def test_the_order_of_rows_is_forgotten_before_anything_is_decided():
    draw = random.Random(7)
    for _ in range(30):
        problem, limits = drawn_case(draw, "linear")
        order = draw.sample(range(problem.posts), problem.posts)
        rank = np.array(draw.sample(range(50), problem.people))
        anew, limits_anew, order_anew, rank_anew, _, _ = shuffled(draw, problem, limits, order, rank)
        one, two = Numbering.of(problem, order, rank), Numbering.of(anew, order_anew, rank_anew)
        for name in ("seats", "home", "person", "post", "worth", "must_move"):
            assert getattr(one.problem, name).tolist() == getattr(two.problem, name).tolist()
        for first, second in zip(one.limits(limits.linear), two.limits(limits_anew.linear), strict=True):
            assert sorted(first.offers) == sorted(second.offers)


@pytest.mark.parametrize("kind", ["linear", "caps", "acceptance", "all"])
def test_the_order_of_rows_changes_nothing(kind: str):
    draw = random.Random(kind)
    compared = 0
    for _ in range(60):
        problem, limits = drawn_case(draw, kind)
        problem = replace(problem, worth=np.sign(problem.worth))  # many are equal
        order = draw.sample(range(problem.posts), problem.posts)
        rank = np.array(draw.sample(range(50), problem.people))
        anew, limits_anew, order_anew, rank_anew, people, posts = shuffled(draw, problem, limits, order, rank)
        try:
            first = solved(problem, limits, order=order, rank=rank)
        except Conflict:
            continue
        again = solved(problem, limits, order=order, rank=rank)
        other = solved(anew, limits_anew, order=order_anew, rank=rank_anew)
        compared += 1
        assert first.at.tolist() == again.at.tolist()
        assert [int(first.at[one]) for one in people] == [posts[one] for one in other.at]
        assert first.successions == again.successions
        assert first.successions == {people[one]: people[by] for one, by in other.successions.items()}
        assert (first.settled, first.worth) == (other.settled, other.worth)
    assert compared > 30


# ---- at the edges


def line_of(length: int) -> Problem:
    """A free seat, and people each of whom can take only the seat before the own one."""
    person = np.arange(length)
    seats = np.ones(length + 1, np.int64)
    return Problem(seats, person + 1, person, person, np.full(length, 10), np.zeros(length, dtype=bool))


@pytest.mark.parametrize(("cap", "worth"), [(None, 60), (6, 60), (5, 50), (1, 10), (0, 0)])
def test_a_chain_is_no_longer_than_its_cap(cap: int | None, worth: int):
    found = solved(line_of(6), Limits(longest_chain=cap))
    assert (found.worth, len(found.successions)) == (worth, max(0, worth // 10 - 1))


def test_two_seats_of_a_post_make_a_long_cycle_two_short_ones():
    """A to B and B to A twice is a cycle of four or two of two, as it is linked."""
    problem = Problem(
        np.array([2, 2]), np.array([0, 0, 1, 1]), np.arange(4), np.array([1, 1, 0, 0]), np.ones(4, np.int64),
        np.zeros(4, dtype=bool),
    )  # fmt: skip
    found = solved(problem, Limits(longest_cycle=2))
    assert found.worth == 4
    assert linked_worth(problem, Limits(longest_cycle=2), found.at.tolist(), dict(found.successions)) == 4


def swap_beside_a_way_out(way_out: int) -> Problem:
    """Two of post 0 and one of post 1 of whom two could swap, and a free post that the third could take."""
    return Problem(
        np.array([2, 1, 1]), np.array([0, 0, 1]), np.array([0, 1, 2]), np.array([1, 2, 0]),
        np.array([10, way_out, 10]), np.zeros(3, dtype=bool),
    )  # fmt: skip


@pytest.mark.parametrize(("way_out", "worth"), [(5, 25), (-5, 15), (-30, 0)])
def test_a_swap_becomes_part_of_a_chain_where_cycles_are_forbidden(way_out: int, worth: int):
    found = solved(swap_beside_a_way_out(way_out), Limits(longest_cycle=0))
    assert (found.worth, found.successions) == (worth, {1: 2, 2: 0} if worth else {})


def test_effort_that_is_used_up_leaves_what_is_known_and_a_bound():
    problem = line_of(6)
    found = solved(problem, Limits(longest_chain=2), effort=0.0)
    assert (found.at.tolist(), found.worth, found.proven, found.settled) == (problem.home.tolist(), 0, False, False)
    assert found.bound >= 20


def test_effort_that_is_used_up_before_anything_is_found_is_said():
    every = np.arange(6)
    at_least_two = Limit("two", every, np.full(6, -1), -2)
    with pytest.raises(Undecided):
        solved(line_of(6), Limits((at_least_two,), longest_chain=2), effort=0.0)


def test_who_must_move_goes_before_any_worth():
    problem = Problem(
        np.array([1]), np.array([1, 1]), np.array([0, 1]), np.array([0, 0]), np.array([10**10, -(10**10)]),
        np.array([False, True]),
    )  # fmt: skip
    limit = Limit("one", np.array([0, 1]), np.array([1, 1]), 1)
    for linear in ((), (limit,)):
        found = solved(problem, Limits(linear, longest_chain=1))
        assert (found.at.tolist(), found.stranded, found.worth) == ([1, 0], (), -(10**10))
    found = solved(problem, Limits((Limit("nobody", np.array([1]), np.array([1]), 0),)))
    assert (found.at.tolist(), found.stranded) == ([0, 1], (1,))


def test_a_smallest_conflict_is_found_among_larger_ones():
    every = np.arange(6)
    problem = replace(line_of(6), seats=np.ones(6, np.int64), home=np.full(6, 6))

    def at_least(key: str, offers: Whole, least: int) -> Limit:
        return Limit(key, offers, np.full(len(offers), -1), -least)

    halves = [
        at_least("first", every[:3], 2),
        at_least("last", every[3:], 2),
        Limit("few", every, np.ones(6, np.int64), 3),
    ]
    with pytest.raises(Conflict) as told:
        solved(problem, Limits((at_least("one", every, 1), *halves)))
    assert set(told.value.keys) == {"first", "last", "few"}
    with pytest.raises(Conflict) as told:
        solved(problem, Limits((at_least("five", every, 5), *reversed(halves))))
    assert set(told.value.keys) == {"few", "five"}
    with pytest.raises(Conflict) as told:
        solved(problem, Limits((*halves, at_least("five", every, 5), at_least("seven", every, 7))))
    assert told.value.keys == ("seven",)


def test_a_conflict_that_is_not_cleared_up_does_not_claim_to_be():
    def never(some: Sequence[Limit]) -> None:
        if len(some) < 2:
            raise Unclear

    limits = [Limit(key, np.array([0]), np.array([-1]), -1) for key in "ab"]
    told = conflict(line_of(2), limits, never, ())
    assert (told.keys, told.irreducible) == (("a", "b"), False)


def test_more_cycles_than_can_be_written_out_are_refused():
    with pytest.raises(TooManyCycles):
        short_cycles({one: [other for other in range(9) if other != one] for one in range(9)}, 9, 1000)


def test_short_cycles_are_each_found_once():
    draw = random.Random(1)
    for _ in range(50):
        arcs = {one: [two for two in range(5) if two != one and draw.random() < 0.5] for one in range(5)}
        for longest in (0, 2, 3, 5):
            found = short_cycles(arcs, longest, 10**6)
            assert found == sorted(set(found))
            assert len(found) == sum(1 for _ in plain_cycles(arcs, longest))
            assert all(one[0] == min(one) and 2 <= len(one) <= longest for one in found)


def plain_cycles(arcs: dict[int, list[int]], longest: int):
    for size in range(2, longest + 1):
        for nodes in itertools.permutations(arcs, size):
            if nodes[0] == min(nodes) and all(b in arcs[a] for a, b in zip(nodes, (*nodes[1:], nodes[0]), strict=True)):
                yield nodes


def test_probabilities_round_half_up_and_large_numbers_exactly():
    worths = [5, -5, 1, -1, 10**10 + 1, 3 * 10**17, 0]
    for percent in (1, 50, 99, 100):
        for times in (1, 2, 5):
            exact = [half_up(one * Fraction(percent, 100) ** times) for one in worths]
            assert rounded_power(np.array(worths), percent, times).tolist() == exact


def test_caps_are_asked_for_where_people_may_refuse():
    with pytest.raises(ValueError, match="caps"):
        Limits(acceptance=90)
    with pytest.raises(ValueError, match="acceptance"):
        Limits(longest_chain=1, longest_cycle=2, acceptance=0)
