"""Weights from an order and from comparisons: textbook values, laws, and what spoils a comparison."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.finding import Location
from mutasi.fit.comparison import RANDOM_INDEX, SCALE, compared, filled, mismatches
from mutasi.fit.weights import as_decimals, rank_order_centroid, shares
from mutasi.model.decision_sheet import Number

HERE = Location("lembar.yaml")


def number(text: str) -> Number:
    return Number(Fraction(text), text, HERE, len(text.partition(".")[2]))


def entries(*rows: str) -> tuple[tuple[Number | None, ...], ...]:
    return tuple(tuple(None if text == "-" else number(text) for text in row.split()) for row in rows)


def matrix(*rows: str) -> list[list[Fraction]]:
    return [[Fraction(text) for text in row.split()] for row in rows]


# An order ---------------------------------------------------------------------------------------------


def test_rank_order_centroid_of_three():
    assert rank_order_centroid([["a"], ["b"], ["c"]]) == {
        "a": Fraction(11, 18), "b": Fraction(5, 18), "c": Fraction(2, 18)
    }  # fmt: skip


def test_of_equal_importance_each_gets_the_mean_of_their_places():
    assert rank_order_centroid([["a"], ["b", "c"]]) == {
        "a": Fraction(11, 18), "b": Fraction(7, 36), "c": Fraction(7, 36)
    }  # fmt: skip
    assert set(rank_order_centroid([["a", "b", "c"]]).values()) == {Fraction(1, 3)}


@given(st.integers(1, 30))
def test_weights_from_an_order_add_up_to_one_and_fall(count: int):
    weights = list(rank_order_centroid([[str(at)] for at in range(count)]).values())
    assert sum(weights) == 1
    assert all(one > other > 0 for one, other in pairwise(weights))


@given(st.dictionaries(st.text("abcdefg", min_size=1, max_size=3), st.integers(1, 500), min_size=1, max_size=12))
def test_decimals_add_up_to_one_are_near_and_do_not_depend_on_the_order(numbers: dict[str, int]):
    weights = shares({name: Fraction(number) for name, number in numbers.items()})
    made = as_decimals(weights)
    assert sum(made.values()) == 1
    assert all(made[name] > 0 and abs(made[name] - weight) < Fraction(1, 10_000) for name, weight in weights.items())
    assert as_decimals(dict(reversed(weights.items()))) == made


def test_a_weight_that_four_decimals_would_lose_gets_more():
    made = as_decimals(shares({"a": Fraction(10**6), "b": Fraction(1)}))
    assert made["b"] == Fraction(1, 10**6)
    assert sum(made.values()) == 1


# Comparisons ------------------------------------------------------------------------------------------

WEIGHTS = st.lists(st.integers(1, 9), min_size=2, max_size=8)


@given(WEIGHTS)
def test_a_consistent_matrix_gives_its_weights_back_and_the_ratio_0(parts: list[int]):
    exact = [Fraction(part, sum(parts)) for part in parts]
    found = compared([[one / other for other in exact] for one in exact])
    assert list(found.weights) == exact
    assert found.by_columns.ratio == found.by_eigenvalue.ratio == 0
    assert all(abs(one - other) <= Fraction(1, 10**9) for one, other in zip(found.eigenvector, exact, strict=True))
    assert found.spoilers == ()


@st.composite
def judged(draw: st.DrawFn) -> list[list[Fraction]]:
    count = draw(st.integers(2, 6))
    made = [[Fraction(1)] * count for _ in range(count)]
    for row in range(count):
        for column in range(row):
            made[row][column] = draw(st.sampled_from(SCALE))
            made[column][row] = 1 / made[row][column]
    return made


@given(judged(), st.randoms())
def test_permuting_the_criteria_permutes_the_weights(rows: list[list[Fraction]], random):
    order = list(range(len(rows)))
    random.shuffle(order)
    one, other = compared(rows), compared([[rows[row][column] for column in order] for row in order])
    assert other.weights == tuple(one.weights[at] for at in order)
    assert other.eigenvector == tuple(one.eigenvector[at] for at in order)
    assert (other.by_columns, other.by_eigenvalue) == (one.by_columns, one.by_eigenvalue)


@given(judged())
def test_weights_of_any_comparison_are_positive_and_what_is_proposed_mends(rows: list[list[Fraction]]):
    found = compared(rows)
    assert sum(found.weights) == 1
    assert min(found.weights) > 0
    for one in found.spoilers:
        mended = [list(line) for line in rows]
        mended[one.row][one.column], mended[one.column][one.row] = one.better, 1 / one.better
        again = compared(mended)
        assert (again.by_columns.ratio, again.by_eigenvalue.ratio) == (one.by_columns, one.by_eigenvalue)
        assert again.by_columns.ratio < found.by_columns.ratio


def test_the_judgement_that_was_mistaken_is_named_first():
    rows = matrix("1 2 4 8", "1/2 1 2 1/4", "1/4 1/2 1 2", "1/8 4 1/2 1")
    worst = compared(rows).spoilers[0]
    assert (worst.row, worst.column, worst.written, worst.better) == (1, 3, Fraction(1, 4), 4)
    assert worst.by_columns == 0


def test_two_criteria_cannot_contradict_one_another():
    found = compared(matrix("1 9", "1/9 1"))
    assert (found.by_columns.ratio, found.by_eigenvalue.ratio) == (0, 0)


def test_the_largest_comparison_has_a_random_index():
    assert len(RANDOM_INDEX) == 15
    assert compared([[Fraction(1)] * 15] * 15).weights == (Fraction(1, 15),) * 15


@pytest.mark.parametrize(
    ("one", "other"),
    [("3", "1/3"), ("7", "0.143"), ("3", "0.333"), ("0.167", "6"), ("3", "0.3"), ("0.5", "2"), ("8", "0.13")],
)
def test_reciprocal_as_far_as_the_decimals_go(one: str, other: str):
    assert mismatches(entries(f"1 {one}", f"{other} 1")) == ()


@pytest.mark.parametrize(("one", "other"), [("3", "1/2"), ("7", "0.142"), ("1", "0.5"), ("6", "0.166"), ("5", "5")])
def test_what_is_not_reciprocal_is_named_with_its_cells_and_their_product(one: str, other: str):
    (found,) = mismatches(entries(f"1 {one}", f"{other} 1"))
    assert (found.row, found.column, found.entry.text, found.mirror.text) == (0, 1, one, other)
    assert found.product == Fraction(one) * Fraction(other)


def test_a_blank_half_is_mirrored_and_a_pair_without_judgement_is_not_guessed():
    assert filled(entries("- 3 5", "- - 2", "- - -")) == tuple(map(tuple, matrix("1 3 5", "1/3 1 2", "1/5 1/2 1")))
    assert filled(entries("1 3 -", "- 1 2", "- - 1")) is None
