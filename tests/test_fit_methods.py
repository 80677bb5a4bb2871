"""Methods beside the weighted sum: worked examples, a slow second implementation, and the laws that hold."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

from mutasi.fit.criterion import Points
from mutasi.fit.methods import GAP_POINTS, NINE_DIGITS, levels_of, measured
from mutasi.fit.score import Scores
from mutasi.message import Message
from mutasi.model.policy import Method, MissingOrder, Policy
from mutasi.model.shortlist import FULL_POINTS, WeightedCriterion

OTHERS = tuple(method for method in Method if method is not Method.WEIGHTED_SUM)
ABSOLUTE = tuple(method for method in OTHERS if not method.is_relative)
Rows = Sequence[Sequence[int]]


def scores_of(rows: Rows, weights: Sequence[int], *, highest: Rows | None = None, ideals: Sequence[int] = (),
              names: Sequence[str] = ()) -> Scores:  # fmt: skip
    """Scores of given points (hundredths), before any method."""
    lowest, most = np.array(rows, dtype=np.int32), np.array(highest if highest is not None else rows, dtype=np.int32)
    called = names or [f"k{at}" for at in range(len(weights))]
    criteria = tuple(
        WeightedCriterion(called[at], called[at], weight, ideals[at] if ideals else 5)
        for at, weight in enumerate(weights)
    )
    points = {
        one.name: Points(lowest[:, at], most[:, at], lambda row: Message("fact")) for at, one in enumerate(criteria)
    }
    total = np.zeros(len(rows), dtype=np.int64)
    return Scores(criteria, points, FULL_POINTS * sum(weights), total, total, total)


def by(method: Method, rows: Rows, weights: Sequence[int], *, pool: Sequence[int] | None = None,
       order: MissingOrder = MissingOrder.WORST, **how: object) -> Scores:  # fmt: skip
    policy = Policy(method=method, missing_order=order)
    chosen = np.arange(len(rows)) if pool is None else np.array(pool, dtype=np.int64)
    return measured(scores_of(rows, weights, **how), policy, chosen)  # type: ignore[arg-type]


def shares(method: Method, rows: Rows, weights: Sequence[int], **how: object) -> list[float]:
    return [int(units) / NINE_DIGITS for units in by(method, rows, weights, **how).score]  # type: ignore[arg-type]


# The scale that is told ----------------------------------------------------------------------------------


@pytest.mark.parametrize("order", MissingOrder)
def test_the_scale_of_a_relative_method_is_that_of_those_who_are_ranked(order: MissingOrder):
    """Twice the points of the pool, a value that is missing as it is ordered; the row outside changes nothing."""
    rows, highest = [[3, 40], [4, 0], [9, 99]], [[3, 40], [4, 30], [9, 99]]
    at = {MissingOrder.WORST: 0, MissingOrder.BEST: 60, MissingOrder.MIDDLE: 30}[order]
    for method in OTHERS:
        made = by(method, rows, (1, 1), pool=(0, 1), highest=highest, order=order).scale
        told = [(one.name, one.least, one.most, one.length) for one in made]
        length = math.floor(math.sqrt(80 * 80 + at * at) + 0.5)
        assert told == ([("k0", 6, 8, 10), ("k1", at, 80, length)] if method.is_relative else [])


def test_by_the_scale_that_is_told_every_relative_score_can_be_worked_out():
    rows = [[7000, 5000], [5000, 6000], [8500, 5500]]
    weights = (3, 1)
    for method, worked in ((Method.SAW, _by_most), (Method.MAUT, _by_ends), (Method.TOPSIS, _by_length)):
        made = by(method, rows, weights)
        for at, row in enumerate(rows):
            shown = [(2 * points, one.least, one.most, one.length) for points, one in zip(row, made.scale, strict=True)]
            assert int(made.score[at]) / NINE_DIGITS == pytest.approx(worked(shown, (0.75, 0.25)), abs=1e-4)


def _by_most(shown, weights):
    return sum(weight * points / most for weight, (points, _, most, _) in zip(weights, shown, strict=True))


def _by_ends(shown, weights):
    return sum(
        weight * (points - least) / (most - least)
        for weight, (points, least, most, _) in zip(weights, shown, strict=True)
    )


def _by_length(shown, weights):
    best = math.dist(
        [weight * points / length for weight, (points, _, _, length) in zip(weights, shown, strict=True)],
        [weight * most / length for weight, (_, _, most, length) in zip(weights, shown, strict=True)],
    )
    worst = math.dist(
        [weight * points / length for weight, (points, _, _, length) in zip(weights, shown, strict=True)],
        [weight * least / length for weight, (_, least, _, length) in zip(weights, shown, strict=True)],
    )
    return worst / (best + worst)


# Worked examples -----------------------------------------------------------------------------------------


def test_saw_of_six_candidates():
    rows = [[70, 50, 80, 60], [50, 60, 82, 70], [85, 55, 80, 75], [82, 70, 65, 85], [75, 75, 85, 74], [62, 50, 75, 80]]
    assert shares(Method.SAW, rows, (35, 25, 25, 15)) == pytest.approx(
        [0.796078, 0.770588, 0.90098, 0.912157, 0.939412, 0.783725], abs=5e-7
    )


def test_topsis_of_ten_names_the_winner_that_its_own_distances_name():
    """The sheet that this is from calls the tenth the best; by its own figures the third is."""
    rows = [[2, 4, 4, 2], [5, 3, 1, 3], [3, 4, 5, 1], [2, 1, 2, 4], [3, 5, 2, 4],
            [4, 2, 3, 5], [1, 3, 5, 2], [3, 4, 1, 2], [3, 3, 2, 1], [4, 3, 3, 5]]  # fmt: skip
    told = shares(Method.TOPSIS, rows, (30, 30, 25, 15))
    assert told == pytest.approx([0.526269, 0.530354, 0.621219, 0.265011, 0.584243,
                                  0.541591, 0.456758, 0.448143, 0.404653, 0.616813], abs=5e-7)  # fmt: skip
    assert max(range(10), key=lambda at: told[at]) == 2


def test_topsis_of_three():
    assert shares(Method.TOPSIS, [[3, 4, 4], [5, 2, 3], [4, 4, 4]], (3, 3, 5)) == pytest.approx(
        [0.599239, 0.400761, 0.759226], abs=5e-7
    )


def test_profile_matching_with_three_core_and_two_secondary_factors():
    """Core 60 and secondary 40 percent, evenly divided: each of the five has 20."""
    levels = [[4, 5, 4, 3, 3], [3, 4, 5, 4, 4], [4, 3, 4, 5, 5], [5, 5, 3, 4, 2]]
    rows = [[2500 * (level - 1) for level in row] for row in levels]
    assert shares(Method.PROFILE, rows, (20, 20, 20, 20, 20), ideals=(4, 5, 5, 4, 4)) == [0.88, 0.92, 0.84, 0.82]


def test_gaps_of_a_profile():
    """Ten competences of one person against the profile of the post."""
    asked, held = [3, 3, 4, 4, 3, 4, 4, 5, 3, 4], [2, 4, 3, 3, 2, 2, 4, 3, 2, 3]
    worth = [4, 4.5, 4, 4, 4, 3, 5, 3, 4, 4]
    assert [GAP_POINTS[have - want] / 20 for have, want in zip(held, asked, strict=True)] == worth


def test_maut_where_two_differ_everywhere_gives_all_or_nothing():
    assert shares(Method.MAUT, [[8010, 500], [8000, 1500]], (50, 50)) == [0.5, 0.5]


def test_a_third_of_little_worth_turns_the_order_of_two_others_by_a_relative_method():
    two, three = [[8000, 6000], [7000, 8500]], [[8000, 6000], [7000, 8500], [2000, 5000]]
    assert shares(Method.MAUT, two, (55, 45)) == [0.55, 0.45]
    assert shares(Method.MAUT, three, (55, 45)) == pytest.approx([0.678571429, 0.908333333, 0.0], abs=1e-9)


# What is defined where others divide by zero -----------------------------------------------------------


@pytest.mark.parametrize("method", OTHERS)
@pytest.mark.parametrize("rows", [[[0, 0]], [[10_000, 10_000]], [[5000, 5000], [5000, 5000]], [[0, 5000], [0, 7000]]])
def test_no_share_is_undefined(method: Method, rows: Rows):
    for order in MissingOrder:
        scores = by(method, rows, (60, 40), order=order)
        for bound in (scores.lowest, scores.score, scores.highest):
            assert all(0 <= int(units) <= NINE_DIGITS for units in bound)


@pytest.mark.parametrize("method", OTHERS)
def test_nobody_ranked_leaves_a_score_for_those_who_are_asked_about(method: Method):
    assert all(0 <= share <= 1 for share in shares(method, [[4000, 6000]], (50, 50), pool=()))


def test_what_nobody_differs_in_counts_the_same_for_all():
    assert shares(Method.MAUT, [[8000, 9000], [7000, 9000], [9000, 9000]], (50, 50)) == [0.75, 0.5, 1.0]


def test_no_points_in_one_criterion_leave_none_by_the_weighted_product():
    assert shares(Method.WEIGHTED_PRODUCT, [[10_000, 0], [5000, 5000]], (90, 10)) == [0.0, 0.5]


@pytest.mark.parametrize(
    ("points", "level"), [(0, 1), (1249, 1), (1250, 2), (6249, 3), (6250, 4), (8749, 4), (8750, 5)]
)
def test_points_as_levels(points: int, level: int):
    assert int(levels_of(np.array([2 * points]))[0]) == level


# A slow second implementation ------------------------------------------------------------------------------


def slowly(method: Method, rows: Rows, weights: Sequence[int], ideals: Sequence[int]) -> list[float]:
    """The same by the textbook, a person at a time, with exact fractions as far as they go."""
    parts = [Fraction(weight, sum(weights)) for weight in weights]
    columns = list(zip(*rows, strict=True))
    told = []
    for row in rows:
        if method is Method.SAW:
            share = float(
                sum(w * (Fraction(x, max(c)) if max(c) else 0) for w, x, c in zip(parts, row, columns, strict=False))
            )
        elif method is Method.MAUT:
            share = float(sum(w * (Fraction(x - min(c), max(c) - min(c)) if max(c) > min(c) else 1)
                              for w, x, c in zip(parts, row, columns, strict=False)))  # fmt: skip
        elif method is Method.WEIGHTED_PRODUCT:
            share = math.prod((x / FULL_POINTS) ** float(w) for w, x in zip(parts, row, strict=False))
        elif method is Method.PROFILE:
            levels = [1 + math.floor(Fraction(4 * x, FULL_POINTS) + Fraction(1, 2)) for x in row]
            gaps = [level - ideal for level, ideal in zip(levels, ideals, strict=False)]
            share = float(sum(w * Fraction(GAP_POINTS[gap], 100) for w, gap in zip(parts, gaps, strict=False)))
        else:
            lengths = [math.sqrt(sum(x * x for x in c)) or 1.0 for c in columns]
            best = [float(w) * max(c) / length for w, c, length in zip(parts, columns, lengths, strict=False)]
            worst = [float(w) * min(c) / length for w, c, length in zip(parts, columns, lengths, strict=False)]
            own = [float(w) * x / length for w, x, length in zip(parts, row, lengths, strict=False)]
            above, below = math.dist(own, best), math.dist(own, worst)
            share = below / (above + below) if above + below else 1.0
        told.append(share)
    return told


POINTS = st.one_of(st.integers(0, FULL_POINTS), st.sampled_from([0, 2500, 5000, FULL_POINTS]))


@st.composite
def decisions(draw: st.DrawFn) -> tuple[list[list[int]], list[int], list[int]]:
    people, criteria = draw(st.integers(1, 7)), draw(st.integers(1, 5))
    rows = draw(st.lists(st.lists(POINTS, min_size=criteria, max_size=criteria), min_size=people, max_size=people))
    return (
        rows,
        draw(st.lists(st.integers(1, 50), min_size=criteria, max_size=criteria)),
        draw(st.lists(st.integers(1, 5), min_size=criteria, max_size=criteria)),
    )


@pytest.mark.parametrize("method", OTHERS)
@settings(max_examples=60, deadline=None)
@forall(decisions())
def test_the_slow_way_agrees(method: Method, decision: tuple[list[list[int]], list[int], list[int]]):
    rows, weights, ideals = decision
    assert shares(method, rows, weights, ideals=ideals) == pytest.approx(
        slowly(method, rows, weights, ideals), abs=2e-9
    )


@pytest.mark.parametrize("method", OTHERS)
@settings(max_examples=40, deadline=None)
@forall(decisions(), st.randoms(use_true_random=False), st.integers(2, 7))
def test_order_and_scale_of_weights_show_in_no_digit(method: Method, decision, random, factor: int):
    rows, weights, ideals = decision
    names = [f"k{at}" for at in range(len(weights))]
    plain = shares(method, rows, weights, ideals=ideals, names=names)
    assert shares(method, rows, [factor * weight for weight in weights], ideals=ideals, names=names) == plain
    people, order = list(range(len(rows))), list(range(len(weights)))
    random.shuffle(people)
    random.shuffle(order)
    turned = shares(
        method,
        [[rows[row][at] for at in order] for row in people],
        [weights[at] for at in order],
        ideals=[ideals[at] for at in order],
        names=[names[at] for at in order],
    )
    assert turned == [plain[row] for row in people]


@pytest.mark.parametrize("method", ABSOLUTE)
@settings(max_examples=40, deadline=None)
@forall(decisions(), st.lists(POINTS, min_size=5, max_size=5))
def test_by_an_absolute_method_nobody_changes_the_score_of_another(method: Method, decision, newcomer: list[int]):
    rows, weights, ideals = decision
    more = [*rows, newcomer[: len(weights)]]
    assert shares(method, more, weights, ideals=ideals)[:-1] == shares(method, rows, weights, ideals=ideals)


@pytest.mark.parametrize("method", [one for one in OTHERS if one is not Method.PROFILE])
@settings(max_examples=40, deadline=None)
@forall(decisions(), st.integers(0, 6), st.integers(0, 4), st.integers(1, FULL_POINTS))
def test_more_points_on_the_scale_of_the_others_never_lower_a_score(method, decision, person, criterion, more):
    rows, weights, _ = decision
    person, criterion = person % len(rows), criterion % len(weights)
    better = [list(row) for row in rows]
    better[person][criterion] = min(FULL_POINTS, better[person][criterion] + more)
    # the pool stays as it was: the person is measured twice on its scale
    both = shares(method, [*rows, better[person]], weights, pool=range(len(rows)))
    assert both[-1] >= both[person]


@pytest.mark.parametrize("method", ABSOLUTE)
def test_a_missing_value_leaves_an_interval_of_that_person_alone(method: Method):
    known, most = [[6000, 5000], [0, 7000], [3000, 9000]], [[6000, 5000], [9000, 7000], [3000, 9000]]
    scores = by(method, known, (70, 30), highest=most)
    assert (scores.lowest < scores.highest).tolist() == [False, True, False]
    assert scores.score.tolist() == scores.lowest.tolist()
    best = by(method, known, (70, 30), highest=most, order=MissingOrder.BEST)
    assert best.score.tolist() == best.highest.tolist()
    middle = by(method, known, (70, 30), highest=most, order=MissingOrder.MIDDLE)
    assert all(middle.lowest <= middle.score)
    assert all(middle.score <= middle.highest)


def test_the_weighted_sum_is_left_as_it_is():
    scores = scores_of([[5000, 6000]], (60, 40))
    assert measured(scores, Policy(), np.array([0])) is scores
    assert replace(scores, method=Method.SAW).method.is_relative


RELATIVE = tuple(method for method in OTHERS if method.is_relative)


@pytest.mark.parametrize("method", RELATIVE)
@settings(max_examples=70, deadline=None)
@forall(decisions(), st.data())
def test_whatever_missing_values_turn_out_to_be_every_score_lies_within_its_bounds(method: Method, decision, data):
    rows, weights, _ = decision
    cells = st.tuples(st.integers(0, len(rows) - 1), st.integers(0, len(weights) - 1))
    missing = data.draw(st.sets(cells, max_size=3))
    lowest, highest, turned_out = ([list(row) for row in rows] for _ in range(3))
    for person, criterion in sorted(missing):
        low, high = sorted(data.draw(st.tuples(POINTS, POINTS)))
        lowest[person][criterion], highest[person][criterion] = low, high
        turned_out[person][criterion] = data.draw(st.integers(low, high))
    told = by(method, lowest, weights, highest=highest, order=data.draw(st.sampled_from(list(MissingOrder))))
    known = by(method, turned_out, weights)
    for at in range(len(rows)):
        assert told.lowest[at] <= told.score[at] <= told.highest[at]
        assert told.lowest[at] - 1 <= known.score[at] <= told.highest[at] + 1


@pytest.mark.parametrize("method", RELATIVE)
def test_somebody_elses_missing_value_makes_a_score_uncertain_by_a_relative_method(method: Method):
    """Two are known, a third may turn their order."""
    scores = by(
        method,
        [[8000, 4000], [5000, 8000], [0, 9000]],
        (60, 40),
        highest=[[8000, 4000], [5000, 8000], [10_000, 9000]],
    )
    assert scores.lowest[0] < scores.highest[0] or scores.lowest[1] < scores.highest[1]


@pytest.mark.parametrize("method", RELATIVE)
def test_who_is_alone_has_the_full_share(method: Method):
    assert shares(method, [[4000, 6000]], (50, 50)) == [1.0]
