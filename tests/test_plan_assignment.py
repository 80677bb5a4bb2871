"""Assignments of people to posts against trying out every one: the greatest worth, and which of several equal ones."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import numpy as np
import pytest

from mutasi.plan.assignment import Problem, assign
from mutasi.plan.residual import FAR, Residual
from mutasi.plan.settle import settle

STRANDED = -(10**6)


def drawn(draw: random.Random, *, people: int, posts: int, span: int) -> Problem:
    """A small problem with holders, free seats, offers of `-span` to `span` and some who must move."""
    home = [draw.randrange(posts + 1) for _ in range(people)]
    seats = [home.count(post) + draw.choice([0, 0, 1, 2]) for post in range(posts)]
    offers = [
        (person, post, draw.randint(-span, span))
        for person in range(people)
        for post in range(posts)
        if home[person] != post and draw.random() < 0.6
    ]
    table = np.array(offers, dtype=np.int64).reshape(-1, 3)
    must = np.array([draw.random() < 0.15 for _ in range(people)])
    return Problem(np.array(seats), np.array(home), table[:, 0], table[:, 1], table[:, 2], must)


def every(problem: Problem) -> Iterator[tuple[list[int], int]]:
    """Every assignment that keeps to the seats, with its worth; who must move and stays costs a million."""
    offers: list[dict[int, int]] = [{} for _ in range(problem.people)]
    for person, post, worth in zip(problem.person, problem.post, problem.worth, strict=True):
        offers[person][int(post)] = int(worth)
    choices = [
        [(int(problem.home[one]), STRANDED if problem.must_move[one] else 0), *offers[one].items()]
        for one in range(problem.people)
    ]
    for chosen in itertools.product(*choices):
        at = [post for post, _ in chosen]
        if all(at.count(post) <= problem.seats[post] for post in range(problem.posts)):
            yield at, sum(worth for _, worth in chosen)


def stay_worth(problem: Problem) -> np.ndarray:
    return np.where(problem.must_move, STRANDED, 0)


@pytest.mark.parametrize("seed", range(8))
def test_no_other_assignment_is_worth_more(seed: int):
    draw = random.Random(seed)
    for _ in range(50):
        problem = drawn(draw, people=draw.randint(1, 5), posts=draw.randint(1, 4), span=9)
        found = assign(problem)
        counted = np.bincount(found.at, minlength=problem.posts + 1)[: problem.posts]
        assert (counted <= problem.seats).all()
        best = max(worth for _, worth in every(problem))
        assert problem.value(found.at) + STRANDED * len(found.stranded) == best


@pytest.mark.parametrize("seed", range(6))
def test_of_equal_assignments_the_first_by_posts_and_ranks_is_taken(seed: int):
    draw, several = random.Random(seed), 0
    for _ in range(60):
        problem = drawn(draw, people=draw.randint(1, 5), posts=draw.randint(1, 4), span=draw.choice([0, 1, 3]))
        order, rank = list(range(problem.posts)), list(range(problem.people))
        draw.shuffle(order)
        draw.shuffle(rank)
        found = list(every(problem))
        best = max(worth for _, worth in found)
        equal = [at for at, worth in found if worth == best]
        several += len(equal) > 1

        def position(at: list[int], problem=problem, order=order, rank=rank) -> list[list[bool]]:
            """For each post, whether each person is absent: own holders first, then by rank."""
            lines = []
            for post in order:
                first = sorted(range(problem.people), key=lambda one, post=post: (problem.home[one] != post, rank[one]))
                lines.append([at[one] != post for one in first])
            return lines

        settled = settle(problem, assign(problem).at, stay_worth(problem), order, np.array(rank))
        assert settled.at.tolist() == min(equal, key=position)
        for post, others in settled.equals.items():
            assert all(settled.at[one] != post for one in others)
    assert several > 15


def test_beginning_with_another_of_the_equal_assignments_changes_nothing():
    draw = random.Random(5)
    for _ in range(60):
        problem = drawn(draw, people=5, posts=3, span=1)
        found = list(every(problem))
        best = max(worth for _, worth in found)
        rank = np.arange(problem.people)
        settled = {
            tuple(settle(problem, np.array(at), stay_worth(problem), range(problem.posts), rank).at.tolist())
            for at, worth in found
            if worth == best
        }
        assert len(settled) == 1


def test_an_assignment_that_is_not_the_best_is_recognised():
    problem = Problem(np.array([1]), np.array([1]), np.array([0]), np.array([0]), np.array([5]), np.array([False]))
    with pytest.raises(ValueError, match="not the best"):
        Residual.of(problem, np.array([1]), np.zeros(1, np.int64))


@pytest.mark.parametrize("seed", range(4))
def test_what_is_lost_without_a_move_is_what_trying_all_out_says(seed: int):
    draw, compared = random.Random(seed), 0
    for _ in range(60):
        problem = drawn(draw, people=draw.randint(2, 5), posts=draw.randint(1, 4), span=9)
        at = assign(problem).at
        residual = Residual.of(problem, at, stay_worth(problem))
        best = max(worth for _, worth in every(problem))
        for offer in np.flatnonzero(problem.post == at[problem.person]):
            without = problem.without(np.arange(len(problem.person)) == offer)
            compared += 1
            lost = residual.loss_without(int(problem.person[offer]))
            assert lost == best - max(worth for _, worth in every(without))
    assert compared > 50


@pytest.mark.parametrize("seed", range(4))
def test_what_is_lost_with_another_move_is_what_trying_all_out_says(seed: int):
    draw, compared = random.Random(100 + seed), 0
    for _ in range(60):
        problem = drawn(draw, people=draw.randint(2, 5), posts=draw.randint(1, 4), span=9)
        residual = Residual.of(problem, assign(problem).at, stay_worth(problem))
        found = list(every(problem))
        best = max(worth for _, worth in found)
        for person, post in zip(problem.person.tolist(), problem.post.tolist(), strict=True):
            with_it = [worth for at, worth in found if at[person] == post]
            lost = residual.loss_with(person, post)
            assert lost == (best - max(with_it) if with_it else FAR)
            compared += 1
    assert compared > 100


@pytest.mark.parametrize("seed", range(4))
def test_who_could_be_at_a_post_is_who_is_there_in_another_assignment_of_the_same_worth(seed: int):
    draw, several = random.Random(200 + seed), 0
    for _ in range(60):
        problem = drawn(draw, people=draw.randint(1, 5), posts=draw.randint(1, 4), span=draw.choice([0, 1, 3]))
        rank = draw.sample(range(problem.people), problem.people)
        settled = settle(problem, assign(problem).at, stay_worth(problem), range(problem.posts), np.array(rank))
        found = list(every(problem))
        best = max(worth for _, worth in found)
        expected: dict[int, set[int]] = {}
        for other, worth in found:
            for person in range(problem.people):
                if worth == best and settled.at[person] != other[person] < problem.posts:
                    expected.setdefault(other[person], set()).add(person)
        assert settled.equals == {
            post: tuple(sorted(people, key=rank.__getitem__)) for post, people in expected.items()
        }
        several += bool(expected)
    assert several > 10
