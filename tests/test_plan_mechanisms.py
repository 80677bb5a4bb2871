"""Fair mechanisms: published instances, and laws on small random ones against trying out everything."""

from __future__ import annotations

import itertools
import random
from typing import Any

import numpy as np
import pytest

from mutasi.plan.envy import envy, gains
from mutasi.plan.exchange import exchange
from mutasi.plan.preferences import Preferences
from mutasi.plan.stable import stable
from tests.mechanisms import (
    Instance,
    blocking,
    drawn,
    opposed,
    places,
    right,
    traded_among_holders,
    worse_posts,
)

SEEDS = range(6)


def trading(preferences: Preferences) -> np.ndarray:
    return exchange(preferences, worse_for_posts=False)


MECHANISMS = (stable, exchange, trading)


def instances(seed: int, count: int, *, people: int, posts: int) -> list[Instance]:
    draw = random.Random(seed)
    return [
        drawn(draw, people=draw.randint(1, people), posts=draw.randint(1, posts), wishes=draw.random() < 0.7)
        for _ in range(count)
    ]


# ---- preferences


@pytest.mark.parametrize("seed", SEEDS)
def test_preferences_follow_the_rule(seed: int):
    for instance in instances(seed, 60, people=5, posts=4):
        made = instance.preferences()
        for i in instance.people:
            liked = made.choice[made.choice_start[i] : made.choice_start[i + 1]].tolist()
            assert [*liked, instance.home[i]] == instance.liked(i)
        for q in instance.posts:
            line = made.line[made.line_start[q] : made.line_start[q + 1]].tolist()
            # who asked not to go there may be sent there all the same, and has a place in the line
            there = [i for i in instance.people if (i, q) in instance.points or instance.home[i] == q]
            assert line == sorted(there, key=lambda i, q=q, instance=instance: instance.place(i, q))
        assert made.line[made.choice_standing].tolist() == made.chooser.tolist()


def one(points: int, own: int, **more: Any) -> list[int]:
    """What somebody in post 0 prefers to it who may go to post 1."""
    made = Instance([1, 1], [0], {(0, 1): points}, [own], [0], [0, 1], **more).preferences()
    return made.choice.tolist()


def test_silence_is_no_refusal_and_a_wish_needs_no_points():
    assert one(50, 40) == [1]
    assert one(40, 40) == []
    assert one(30, 40, wishes={(0, 1): 2}) == [1]
    assert one(50, 40, stays=[True]) == []
    assert one(50, 40, stays=[True], wishes={(0, 1): 1}) == [1]
    assert one(50, 40, refused={(0, 1)}) == []
    assert one(50, 40, refused={(0, 1)}, wishes={(0, 1): 1}) == []


def test_more_holders_than_seats_are_refused():
    with pytest.raises(ValueError, match="more holders than seats"):
        Instance([1], [0, 0], {}, [1, 1], [0, 1], [0]).preferences()


# ---- laws


def test_who_stands_first_in_a_seat_that_was_left_need_not_give_anything_for_it():
    """Person 0 leaves post 0 for the free post 1. Person 2 takes that seat, and need not trade with the other holder
    (person 1): the seat that person 2 leaves goes to person 3, who stands above person 1 there.
    """
    instance = Instance(
        [2, 1, 1],
        [0, 0, 2, 3],
        {(0, 1): 5, (1, 2): 3, (2, 0): 5, (3, 2): 8},
        [8, 7, 1, 0],
        [0, 1, 2, 3],
        [0, 1, 2],
        {(0, 1): 1, (1, 2): 1},
    )
    assert exchange(instance.preferences()).tolist() == [1, 0, 0, 2]


@pytest.mark.parametrize("mechanism", MECHANISMS)
@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_loses_and_no_seat_is_taken_twice(seed: int, mechanism: Any):
    moved = 0
    for instance in instances(seed, 80, people=9, posts=5):
        at = mechanism(instance.preferences()).tolist()
        assert all(at.count(q) <= instance.seats[q] for q in instance.posts)
        assert all(at[i] in instance.liked(i) for i in instance.people)
        moved += sum(at[i] != instance.home[i] for i in instance.people)
    assert moved > 80


@pytest.mark.parametrize("seed", SEEDS)
def test_stable_has_no_blocking_pair(seed: int):
    for instance in instances(seed, 80, people=9, posts=5):
        made = instance.preferences()
        at = stable(made)
        assert blocking(instance, at) == []
        assert not len(envy(made, at).person)


@pytest.mark.parametrize("seed", SEEDS)
def test_stable_is_what_every_person_likes_best_of_all_stable_ones(seed: int):
    several = 0
    draw = random.Random(seed)
    drawn_ones = instances(seed, 60, people=5, posts=4)
    for instance in [*drawn_ones, *(opposed(draw, 4) for _ in range(15))]:
        found = [at for at in instance.every() if not blocking(instance, at)]
        several += len(found) > 1
        best = [min(places(instance, at)[i] for at in found) for i in instance.people]
        assert places(instance, stable(instance.preferences())) == best
    assert several > 1


@pytest.mark.parametrize("seed", SEEDS)
def test_trading_is_efficient_and_no_holders_would_rather_trade_among_themselves(seed: int):
    for instance in instances(seed, 60, people=5, posts=3):
        at = exchange(instance.preferences()).tolist()
        mine = places(instance, at)
        for other in instance.every():
            theirs = places(instance, other)
            assert theirs == mine or any(a > b for a, b in zip(theirs, mine, strict=True))
        assert not traded_among_holders(instance, at)


@pytest.mark.parametrize("seed", SEEDS)
def test_trading_may_leave_no_post_with_lesser_people(seed: int):
    swapped = differs = 0
    for instance in instances(seed, 80, people=9, posts=5):
        made = instance.preferences()
        at = trading(made)
        assert worse_posts(instance, at) == []
        held = [i for i in instance.people if at[i] != instance.home[i] < len(instance.seats)]
        swapped += any(instance.home[i] in at[held] for i in held)
        differs += bool(worse_posts(instance, exchange(made)))
    assert swapped > 2
    assert differs > 2


@pytest.mark.parametrize("mechanism", [stable, exchange])
def test_nobody_gains_by_another_order_of_wishes(mechanism: Any):
    draw = random.Random(4)
    tried = 0
    for _ in range(60):
        instance = drawn(draw, people=4, posts=3)
        true = [instance.liked(i) for i in instance.people]
        i = draw.randrange(4)
        before = true[i].index(mechanism(instance.preferences())[i])
        may = [q for q in instance.posts if instance.may(i, q)]
        for size in range(len(may) + 1):
            for said in itertools.permutations(may, size):
                told = {pair: rank for pair, rank in instance.wishes.items() if pair[0] != i}
                told |= {(i, q): rank for rank, q in enumerate(said, 1)}
                stays = [*instance.stays[:i], True, *instance.stays[i + 1 :]]
                lie = Instance(
                    instance.seats, instance.home, instance.points, instance.own_points, instance.rank,
                    instance.post_rank, told, stays, instance.refused,
                )  # fmt: skip
                got = mechanism(lie.preferences())[i]
                tried += 1
                assert got not in true[i] or true[i].index(got) >= before
    assert tried > 200


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_rows_people_and_posts_changes_nothing(seed: int):
    draw = random.Random(seed)
    for instance in instances(100 + seed, 30, people=8, posts=5):
        people, posts, offers = list(instance.people), list(instance.posts), list(instance.points)
        for numbers in (people, posts, offers):
            draw.shuffle(numbers)
        outside = len(posts)
        to_post = [*posts, outside]
        other = Instance(
            *(_moved(values, numbers) for values, numbers in ((instance.seats, posts), (instance.home, people))),
            {(people[i], posts[q]): instance.points[i, q] for i, q in offers},
            *(_moved(values, people) for values in (instance.own_points, instance.rank)),
            _moved(instance.post_rank, posts),
            {(people[i], posts[q]): rank for (i, q), rank in reversed(instance.wishes.items())},
            _moved(instance.stays, people),
            {(people[i], posts[q]) for i, q in instance.refused},
        )
        other.home = [to_post[q] for q in other.home]
        for mechanism in MECHANISMS:
            mine, theirs = mechanism(instance.preferences()), mechanism(other.preferences())
            assert [to_post[q] for q in mine] == [int(theirs[people[i]]) for i in instance.people]


def _moved(values: list[Any], numbers: list[int]) -> list[Any]:
    """The value of number i at the place numbers[i]."""
    found = [values[0]] * len(values)
    for value, number in zip(values, numbers, strict=True):
        found[number] = value
    return found


# ---- envy


@pytest.mark.parametrize("seed", SEEDS)
def test_envy_is_what_the_definition_says(seed: int):
    complaints = 0
    for instance in instances(seed, 60, people=6, posts=4):
        draw = random.Random(seed)
        allowed = [[q for q in instance.posts if instance.may(i, q)] + [instance.home[i]] for i in instance.people]
        at = next(
            drawn_at
            for drawn_at in iter(lambda a=allowed, d=draw: [d.choice(one) for one in a], None)
            if all(drawn_at.count(q) <= instance.seats[q] for q in instance.posts)
        )
        expected = []
        for i in instance.people:
            liked = instance.liked(i)
            missed = liked[: liked.index(at[i])] if at[i] in liked else liked
            for q in missed:
                if q == len(instance.seats):
                    continue
                come = [k for k in instance.people if at[k] == q != instance.home[k]]
                below = [k for k in come if right(instance, k, q) > right(instance, i, q)]
                lowest = max(below, key=lambda k, q=q: instance.place(k, q), default=-1)
                free = at.count(q) < instance.seats[q]
                if below or free:
                    expected.append((i, q, lowest, free))
        found = envy(instance.preferences(), np.array(at))
        rows = zip(found.person, found.post, found.entered, found.wasted, strict=True)
        assert [(int(i), int(q), int(k), bool(w)) for i, q, k, w in rows] == expected
        told = gains(instance.preferences(), np.array(at))
        assert told.better.tolist() == [i for i in instance.people if at[i] in instance.liked(i)[:-1]]
        assert told.same.tolist() == [i for i in instance.people if at[i] == instance.home[i]]
        assert told.worse.tolist() == [i for i in instance.people if at[i] not in instance.liked(i)]
        complaints += len(expected)
    assert complaints > 40


def test_somebody_at_a_post_that_is_not_offered_is_refused():
    instance = Instance([1], [1], {}, [0], [0], [0])
    with pytest.raises(ValueError, match="may not take"):
        envy(instance.preferences(), np.array([0]))
