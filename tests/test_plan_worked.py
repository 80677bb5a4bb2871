"""Published instances of mechanisms: what they publish follows.

The sheets stand in `tests/data/mechanisms`, each with its source.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest
import yaml

from mutasi.plan.assignment import Problem, assign
from mutasi.plan.envy import envy, gains
from mutasi.plan.exchange import exchange
from mutasi.plan.preferences import Preferences
from mutasi.plan.stable import stable
from tests.golden import ROOT
from tests.mechanisms import Instance, listed


@cache
def worked(number: int) -> dict[str, Any]:
    (path,) = (ROOT / "tests" / "data" / "mechanisms").glob(f"{number}_*.yaml")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_10_people_propose_to_posts_of_two_seats():
    sheet = worked(10)
    case = sheet["hospital_resident"]
    instance = listed(case["proposers"], case["receivers"], case["capacity"], {})
    at = stable(instance.preferences())
    people = list(case["proposers"])
    found = {post: [people[i] for i in instance.people if at[i] == q] for q, post in enumerate(case["receivers"])}
    expected = sheet["recomputed"]["hospital_resident"]
    assert {post: sorted(names) for post, names in found.items()} == {p: sorted(names) for p, names in expected.items()}


def test_10_the_published_marriage():
    sheet = worked(10)
    case = sheet["stable_marriage"]
    instance = listed(case["proposers"], case["receivers"], dict.fromkeys(case["receivers"], 1), {})
    posts = list(case["receivers"])
    found = [posts[q] for q in stable(instance.preferences())]
    assert dict(zip(case["proposers"], found, strict=True)) == sheet["published"]["stable_marriage"]


def swap() -> Instance:
    sheet = worked(11)
    return listed(sheet["people"], sheet["posts"], dict.fromkeys(sheet["posts"], 1), sheet["incumbents"])


def of_11(at: np.ndarray) -> dict[str, str]:
    sheet = worked(11)
    return dict(zip(sheet["people"], (list(sheet["posts"])[q] for q in at), strict=True))


def test_11_a_holder_with_a_high_standing_blocks_the_swap_in_deferred_acceptance():
    assert of_11(stable(swap().preferences())) == worked(11)["expected"]["da_star"]


@pytest.mark.parametrize("worse_for_posts", [True, False])
def test_11_trading_makes_the_swap_which_both_posts_gain_by_too(worse_for_posts: bool):
    at = exchange(swap().preferences(), worse_for_posts=worse_for_posts)
    assert of_11(at) == worked(11)["expected"]["ttc_or_block_exchange"]
    assert int((at != swap().home).sum()) == worked(11)["expected"]["moves"]["block_exchange"]


def test_11_who_keeps_justified_envy_is_told():
    made = swap().preferences()
    at = exchange(made)
    found = envy(made, at)
    # t3 stands above both who came; t1 and t2 have what they like best
    assert list(zip(found.person, found.post, found.entered, strict=True)) == [(2, 0, 1), (2, 1, 0)]
    assert not found.wasted.any()
    told = gains(made, at)
    assert (told.better.tolist(), told.worse.tolist(), told.same.tolist()) == ([0, 1], [], [2])


def test_12_trading_among_tenants():
    sheet = worked(12)
    people = {str(one): [str(q) for q in wanted] for one, wanted in sheet["preferences"].items()}
    posts = {post: list(people) for post in people}
    home = {str(post): str(owner) for post, owner in sheet["owners"].items()}
    instance = listed(people, posts, dict.fromkeys(posts, 1), home)
    at = exchange(instance.preferences())
    assert {i + 1: int(q) + 1 for i, q in enumerate(at)} == sheet["recomputed"]["assignment"]


@pytest.mark.parametrize("workers", [4, 3])
def test_14_the_cheapest_assignment_also_with_a_task_left_over(workers: int):
    """The solver of the source calls three workers for four tasks infeasible; one task stays open instead."""
    sheet = worked(14)
    cost = np.array(sheet["cost"])[:workers]
    person, post = (one.ravel() for one in np.indices(cost.shape))
    one_each, outside = np.ones(4, np.int64), np.full(workers, 4)
    # what a task is worth is above every cost: all workers have one
    problem = Problem(one_each, outside, person, post, 1000 - cost.ravel(), np.zeros(workers, dtype=bool))
    at = assign(problem).at
    expected = sheet["recomputed"] if workers == 4 else sheet["recomputed"]["three_workers"]
    assert at.tolist() == expected["assignment"]
    assert int(cost[np.arange(workers), at].sum()) == expected["total"]
    assert "INFEASIBLE" in sheet["variants"]["three_workers"]


@pytest.mark.parametrize("mechanism", [stable, exchange])
def test_a_post_without_seats_takes_nobody_though_all_stand_highest_there(
    mechanism: Callable[[Preferences], np.ndarray],
):
    points = [[70, 99, 60], [65, 95, 64], [50, 90, 45]]
    pairs = {(i, q): points[i][q] for i in range(3) for q in range(3)}
    instance = Instance([2, 0, 1], [3, 3, 3], pairs, [0, 0, 0], [0, 1, 2], [0, 1, 2])
    at = mechanism(instance.preferences()).tolist()
    # the second comes before the third in the first post, as points go before all
    assert at == [0, 0, 2]
    person, post = (np.array(one) for one in zip(*pairs, strict=True))
    worth = np.array(list(pairs.values()))
    best = assign(Problem(np.array([2, 0, 1]), np.full(3, 3), person, post, worth, np.zeros(3, dtype=bool))).at
    assert best.tolist() == [0, 2, 0]
    assert int(worth[post == best[person]].sum()) == 184
