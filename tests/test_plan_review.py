"""Reviews: who is measured, by what, what is hidden, and the limits of what is said."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest

from mutasi.model.review import Figures, Measure, Span
from mutasi.plan.review import typical
from mutasi.plan.undisclosed import hidden_parts


@pytest.mark.parametrize("count", [1, 2, 5, 6, 8, 9, 20, 101, 3000])
def test_the_limits_of_a_median_are_those_of_the_sign_test(count: int):
    """So far out that the median lies beyond with at most one part in 40 on each side, and no further."""
    made = typical(np.arange(count))
    assert made.median == (count - 1) // 2
    if made.low is None:
        assert 2**count < 40  # even the outermost would not do
        return
    beyond = sum(comb(count, at) for at in range(made.low + 1))
    assert 40 * beyond <= 2**count
    assert 40 * (beyond + comb(count, made.low + 1)) > 2**count
    assert made.high == count - 1 - made.low


def figures(holders: int, good: int, below: int = 0) -> Figures:
    return Figures(holders, Span(1, 2), Span(below, below), 12, Span(1, 2), holders, good)


def hidden(*parts: Figures) -> list[str]:
    total = figures(sum(one.holders for one in parts), sum(one.good for one in parts))
    _, made = hidden_parts(total, {str(at): one for at, one in enumerate(parts)})
    return ["".join(sorted(measure.name[0] for measure in made[str(at)].hidden)) for at in range(len(parts))]


def test_of_few_people_nothing_is_shown_and_nothing_from_which_it_would_follow():
    everything = "".join(sorted(measure.name[0] for measure in Measure))
    assert hidden(figures(4, 0), figures(30, 20), figures(20, 10)) == [everything, "", everything]
    assert hidden(figures(4, 0), figures(3, 0), figures(20, 10)) == [everything, everything, ""]
    assert hidden(figures(0, 0), figures(30, 20)) == ["", ""]
    # two of them are two people together
    assert hidden(figures(1, 1), figures(1, 0), figures(20, 10), figures(30, 15)) == [everything] * 3 + [""]


def test_small_counts_that_are_small_together_too_take_another_one_with_them():
    assert hidden(figures(30, 2), figures(30, 2), figures(30, 15), figures(30, 12)) == ["R", "R", "", "R"]
    assert hidden(figures(30, 3), figures(30, 2), figures(30, 15), figures(30, 12)) == ["R", "R", "", ""]


@pytest.mark.parametrize("good", [1, 4, 26, 29])
def test_a_few_and_all_but_a_few_are_hidden(good: int):
    assert hidden(figures(30, good), figures(30, 15), figures(30, 12)) == ["R", "", "R"]


@pytest.mark.parametrize("good", [0, 5, 25, 30])
def test_nobody_and_everybody_and_many_are_shown(good: int):
    assert hidden(figures(30, good), figures(30, 15)) == ["", ""]


def test_the_whole_hides_its_small_counts_too():
    total, _ = hidden_parts(figures(30, 29, below=2), {})
    assert total.hidden == {Measure.RATED, Measure.BELOW}
    assert hidden_parts(figures(3, 3), {})[0].hidden == frozenset(Measure)
