"""Methods on raw values: edge cases of division by zero by name, and laws."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.fit.sheet_methods import MethodUnfit, Problem, decide, gap_values, half_up, shares_of
from mutasi.model.decision_sheet import Scaling
from mutasi.model.policy import Method

RELATIVE = (Method.SAW, Method.MAUT, Method.TOPSIS)


def problem(rows: list[list[object]], weights: list[object], costs: tuple[int, ...] = (), **settings) -> Problem:
    exact = [[Fraction(str(value)) for value in row] for row in rows]
    whole = [Fraction(str(weight)) for weight in weights]
    total = sum(whole)
    return Problem(
        exact, [one / total for one in whole], [at not in costs for at in range(len(weights))], **settings
    )  # fmt: skip


def scores(method: Method, *arguments, **settings) -> list[float]:
    return [float(score) for score in decide(method, problem(*arguments, **settings))]


def bounds(*pairs: tuple[int, int]) -> list[tuple[Fraction, Fraction]]:
    return [(Fraction(lower), Fraction(upper)) for lower, upper in pairs]


def test_s01_a_criterion_on_which_all_are_equal_counts_the_same_for_all():
    assert scores(Method.MAUT, [[80, 90], [70, 90], [90, 90]], [0.5, 0.5]) == [0.75, 0.5, 1]


def test_s02_values_on_one_scale_give_82_and_80_9_in_whatever_way_the_weights_are_written():
    rows = [[85, 70, 90], [80, 88, 75]]
    assert scores(Method.WEIGHTED_SUM, rows, [0.4, 0.3, 0.3]) == scores(Method.WEIGHTED_SUM, rows, [40, 30, 30])
    assert scores(Method.WEIGHTED_SUM, rows, [40, 30, 30]) == [82, 80.9]


def test_s05_a_cost_is_turned_round_once():
    assert scores(Method.MAUT, [[80, 12], [70, 4], [90, 20]], [0.4, 0.6], (1,)) == [0.5, 0.6, 0.4]


def test_s06_a_cost_of_zero_is_the_best():
    rows = [[0, 80], [1, 80], [2, 80]]
    assert scores(Method.MAUT, rows, [0.5, 0.5], (0,)) == [1, 0.75, 0.5]
    assert scores(Method.SAW, rows, [0.5, 0.5], (0,)) == [1, 0.5, 0.5]


@pytest.mark.parametrize("method", RELATIVE)
def test_s09_a_single_alternative_has_the_full_score(method: Method):
    assert scores(method, [[82, 7]], [0.6, 0.4], (1,)) == [1]


def test_s10_a_third_one_turns_two_others_round_between_least_and_greatest_but_not_between_fixed_bounds():
    two, three = [[80, 60], [70, 85]], [[80, 60], [70, 85], [20, 50]]
    weights, fixed = [0.55, 0.45], bounds((0, 100), (0, 100))
    assert scores(Method.MAUT, two, weights) == [0.55, 0.45]
    assert [round(score, 4) for score in scores(Method.MAUT, three, weights)] == [0.6786, 0.9083, 0]
    assert scores(Method.WEIGHTED_SUM, two, weights, bounds=fixed) == [0.71, 0.7675]
    assert scores(Method.WEIGHTED_SUM, three, weights, bounds=fixed) == [0.71, 0.7675, 0.335]


def test_s11_two_alternatives_are_tied_between_least_and_greatest_and_not_between_fixed_bounds():
    rows = [["80.1", 5], ["80.0", 15]]
    assert scores(Method.MAUT, rows, [0.5, 0.5]) == [0.5, 0.5]
    assert scores(Method.WEIGHTED_SUM, rows, [0.5, 0.5], bounds=bounds((0, 100), (0, 40))) == [0.463, 0.5875]


def test_a_cost_between_fixed_bounds_falls_from_the_upper_one_on():
    rows, fixed = [[80, 10], [80, 30]], bounds((0, 100), (0, 40))
    assert scores(Method.WEIGHTED_SUM, rows, [0.5, 0.5], (1,), bounds=fixed) == [0.775, 0.525]


def test_hand_calculations_round_the_means_of_the_factors():
    ideal, rows = [Fraction(3)] * 4, [[3, 3, 4, 3]]
    exact = problem(rows, [1] * 4, ideal=ideal, core=[True] * 3 + [False])
    rounded = problem(rows, [1] * 4, ideal=ideal, core=[True] * 3 + [False], rounded=3)
    assert decide(Method.PROFILE, exact) == (Fraction(49, 10),)
    assert decide(Method.PROFILE, rounded) == (Fraction("4.8998"),)


@pytest.mark.parametrize("method", RELATIVE)
def test_all_equal_and_all_zero_have_a_defined_score(method: Method):
    assert scores(method, [[3, 5]] * 3, [0.5, 0.5], (1,)) == [1, 1, 1]
    assert scores(method, [[0, 0]] * 3, [0.5, 0.5], (1,)) == [1, 1, 1]


@pytest.mark.parametrize(
    ("method", "rows", "settings"),
    [
        (Method.WEIGHTED_PRODUCT, [[1, 0], [2, 3]], {}),
        (Method.SAW, [[1, -1], [2, 3]], {}),
        (Method.SAW, [[1, 0], [2, 3]], {"scaling": Scaling.TOTAL}),
        (Method.WEIGHTED_SUM, [[1, 1], [2, 3]], {}),
        (Method.PROFILE, [[9, 1], [2, 3]], {"ideal": [Fraction(3)] * 2, "core": [True, False]}),
    ],
)
def test_what_does_not_fit_the_values_is_refused_and_says_what_to_write(method: Method, rows, settings):
    with pytest.raises(MethodUnfit) as refused:
        scores(method, rows, [0.5, 0.5], (1,), **settings)
    assert refused.value.fix is not None


def test_profile_matching_gives_the_share_of_an_empty_factor_to_the_other():
    ideal = [Fraction(3), Fraction(4)]
    rows = [[3, 3], [4, 5]]
    both = problem(rows, [1, 1], ideal=ideal, core=[True, False])
    assert [float(score) for score in decide(Method.PROFILE, both)] == [4.6, 4.5]
    alone = problem(rows, [1, 1], ideal=ideal, core=[True, True])
    assert [float(score) for score in decide(Method.PROFILE, alone)] == [4.5, 4.5]
    assert gap_values(both, both.matrix[1]) == (Fraction(9, 2), Fraction(9, 2))


@pytest.mark.parametrize(("number", "digits", "rounded"), [("0.125", 2, "0.13"), ("-0.125", 2, "-0.12"), ("2", 0, "2")])
def test_halves_are_rounded_up(number: str, digits: int, rounded: str):
    assert half_up(Fraction(number), digits) == Fraction(rounded)


# Laws -------------------------------------------------------------------------------------------------

COUNT = 3
ROWS = st.lists(st.lists(st.integers(1, 50), min_size=COUNT, max_size=COUNT), min_size=1, max_size=6)
PARTS = st.lists(st.integers(1, 20), min_size=COUNT, max_size=COUNT)
METHODS = st.sampled_from([*RELATIVE, Method.WEIGHTED_PRODUCT])
COSTS = st.sets(st.integers(0, COUNT - 1)).map(tuple)


@given(METHODS, ROWS, PARTS, COSTS)
def test_scaling_the_weights_changes_nothing_and_every_score_is_a_number(method, rows, parts, costs):
    one = scores(method, rows, parts, costs)
    assert one == scores(method, rows, [7 * part for part in parts], costs)
    assert all(isfinite(score) and score >= 0 for score in one)


@given(METHODS, ROWS, PARTS, COSTS, st.permutations(range(COUNT)))
def test_permuting_criteria_and_alternatives_changes_no_digit(method, rows, parts, costs, order):
    one = scores(method, rows, parts, costs)
    turned = [[row[at] for at in order] for row in reversed(rows)]
    moved = tuple(order.index(at) for at in costs)
    assert scores(method, turned, [parts[at] for at in order], moved) == list(reversed(one))


# TOPSIS has not this law: a greater value makes its whole column smaller
@given(st.sampled_from([Method.SAW, Method.MAUT, Method.WEIGHTED_PRODUCT]), ROWS, PARTS, st.integers(0, 5),
       st.integers(0, COUNT - 1))  # fmt: skip
def test_raising_a_benefit_never_lowers_the_place(method, rows, parts, row, column):
    row %= len(rows)
    raised = [list(one) for one in rows]
    raised[row][column] += 5

    def place(found: list[float]) -> int:
        return sum(score > found[row] + 1e-8 for score in found)

    assert place(scores(method, raised, parts)) <= place(scores(method, rows, parts))


@given(ROWS, PARTS)
def test_shares_of_the_weighted_product_add_up(rows, parts):
    found = shares_of(decide(Method.WEIGHTED_PRODUCT, problem(rows, parts)))
    assert abs(sum(found) - 1) < Fraction(1, 10**7)
