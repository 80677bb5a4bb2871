"""Criteria that separate nobody, say the same or run against the others: by rank correlation within each pool."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.finding import Location
from mutasi.fit.weight_lint import Linted, Pool, RankCorrelation, centred_ranks, lint

CRITERIA = [Linted(name, name.upper(), Location("lembar.yaml", 1 + at)) for at, name in enumerate("abc")]
RISING = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
MIXED = [4, 9, 1, 6, 10, 3, 8, 2, 7, 5]
OTHER = [7, 2, 9, 4, 1, 6, 3, 10, 8, 5]


def pool(*columns: list[int], unknown: tuple[tuple[int, int], ...] = ()) -> Pool:
    """Values of each criterion, equally weighted; `unknown` are (criterion, person)."""
    values = [np.array(column) for column in columns]
    known = [np.array([(at, person) not in unknown for person in range(len(columns[0]))]) for at in range(len(columns))]
    others = [sum(values) - one for one in values]
    return Pool(values, others, known, [len(set(column)) == 1 for column in columns])


def found(*pools: Pool, same: str = "0.9") -> list[tuple[str, str]]:
    return [(one.rule, one.key) for one in lint(CRITERIA[: len(pools[0].values)], pools, Fraction(same))]


def test_people_in_no_common_order_are_not_reported():
    assert found(pool(RISING, MIXED, OTHER)) == []


def test_a_criterion_that_gives_all_of_every_pool_the_same_separates_nobody():
    flat = [5] * 10
    assert ("BOBOT-06", "c") in found(pool(RISING, MIXED, flat))
    assert ("BOBOT-06", "c") in found(pool(RISING, MIXED, flat), pool(MIXED, RISING, [9] * 10))
    assert ("BOBOT-06", "c") not in found(pool(RISING, MIXED, flat), pool(MIXED, RISING, OTHER))
    assert ("BOBOT-06", "c") not in found(pool(MIXED, RISING, OTHER), pool(RISING, MIXED, flat))


def test_two_that_order_alike_are_named_with_the_value():
    nearly = [1, 2, 3, 4, 5, 6, 7, 8, 10, 9]
    assert ("BOBOT-07", "a, b") in found(pool(RISING, nearly, MIXED))
    assert ("BOBOT-07", "a, b") not in found(pool(RISING, nearly, MIXED), same="0.99")
    (finding,) = [one for one in lint(CRITERIA, [pool(RISING, nearly, MIXED)]) if one.rule == "BOBOT-07"]
    assert str(finding.message) == "A and B order people alike: rank correlation 0.99, 10 people"


def test_one_that_runs_against_the_others_is_a_hint():
    assert ("BOBOT-08", "c") in found(pool(RISING, RISING, RISING[::-1]))
    assert not [one for one in found(pool(RISING, RISING, RISING)) if one[0] == "BOBOT-08"]


@pytest.mark.parametrize(("people", "reported"), [(4, False), (5, True), (10, True)])
def test_few_people_may_stand_in_one_order_by_chance(people: int, reported: bool):
    columns = RISING[:people], RISING[:people], MIXED[:people]
    assert (("BOBOT-07", "a, b") in found(pool(*columns))) is reported


def test_only_people_whose_values_are_known_count():
    spoiled = [10, *RISING[1:]]
    assert ("BOBOT-07", "a, b") not in found(pool(RISING, spoiled, MIXED))
    assert ("BOBOT-07", "a, b") in found(pool(RISING, spoiled, MIXED, unknown=((1, 0),)))


def test_pools_are_compared_within_themselves():
    """The level of a pool is no order of its people: 1 to 5 falling, then 6 to 10 falling, is a falling order."""
    falling = [5, 4, 3, 2, 1], [10, 9, 8, 7, 6]
    rising = [1, 2, 3, 4, 5], [6, 7, 8, 9, 10]
    correlation = RankCorrelation()
    for one, other in zip(rising, falling, strict=True):
        correlation.add(np.array(one), np.array(other))
    assert correlation.value == -1


VALUES = st.lists(st.tuples(st.integers(-5, 5), st.integers(-5, 5)), min_size=2, max_size=30)


@given(VALUES)
def test_the_correlation_is_that_of_the_mean_ranks(pairs: list[tuple[int, int]]):
    one, other = (np.array(column) for column in zip(*pairs, strict=True))
    correlation = RankCorrelation()
    correlation.add(one, other)

    def ranks(values) -> list[float]:
        return [sum(v < x for v in values) + (sum(v == x for v in values) + 1) / 2 for x in values]

    first, second = np.array(ranks(one)), np.array(ranks(other))
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        assert correlation.value == 0
    else:
        assert abs(float(correlation.value) - np.corrcoef(first, second)[0, 1]) < 1.001e-4


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=30))
def test_ranks_add_up_to_nothing_and_turn_round_with_the_values(values: list[int]):
    ranks = centred_ranks(np.array(values))
    assert ranks.sum() == 0
    assert (centred_ranks(np.array(values) + 5) == ranks).all()
    assert (centred_ranks(np.array(values) + 99_999) == ranks).all()
    assert (centred_ranks(-np.array(values)) == -ranks).all()
