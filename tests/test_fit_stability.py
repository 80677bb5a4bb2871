"""Stability: weightings that are drawn, shares of them, the change that exchanges two, and removals, each beside a
second way to find them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import sqrt

import numpy as np
import pytest
import yaml
from hypothesis import assume, settings
from hypothesis import given as forall
from hypothesis import strategies as st

from mutasi.fit.acceptability import acceptability, contenders
from mutasi.fit.criterion import Points
from mutasi.fit.exchange import STEP, least_shift, single_change, smallest_single
from mutasi.fit.methods import measured
from mutasi.fit.score import Scores
from mutasi.fit.stability import stability
from mutasi.fit.weightings import PARTS, in_parts, weightings
from mutasi.message import Message
from mutasi.model.policy import Method, MissingOrder, Policy
from mutasi.model.shortlist import FULL_POINTS, WeightedCriterion
from mutasi.model.stability import Sampling, Stability
from mutasi.model.verdict import Verdict
from tests.golden import ROOT
from tests.ranking import given, judged, people_of
from tests.slow.stability import counts, lead

Rows = Sequence[Sequence[int]]
TWENTY = Fraction(20, 100)
ALIKE = Policy(tie_chain=())

# Weightings ---------------------------------------------------------------------------------------------

weights_of = st.lists(st.integers(1, 40), min_size=1, max_size=9)
widths = st.one_of(st.none(), st.sampled_from([Fraction(1, 100), TWENTY, Fraction(1)]))


@settings(max_examples=40, deadline=None)
@forall(weights_of, widths)
def test_every_weighting_is_admissible(weights: list[int], within: Fraction | None):
    drawn = np.concatenate(list(weightings(weights, within).draw(300, 7)))
    assert drawn.shape == (300, len(weights))
    assert set(drawn.sum(axis=1)) == {PARTS}
    if within is None:
        assert drawn.min() >= 1
    else:
        centre = in_parts(weights)
        assert (abs(drawn - centre) <= [int(within * int(weight)) for weight in centre]).all()


def test_a_seed_gives_these_weightings_on_every_machine():
    everywhere = next(weightings([25, 20, 15, 40], None).draw(3, 1))
    around = next(weightings([25, 20, 15, 40], TWENTY).draw(3, 1))
    assert everywhere.tolist() == EVERYWHERE
    assert around.tolist() == AROUND
    assert next(weightings([25, 20, 15, 40], None).draw(3, 2)).tolist() != EVERYWHERE


EVERYWHERE = [[295551, 9205, 261737, 433507], [18082, 394940, 119060, 467918], [29273, 84489, 513773, 372465]]
AROUND = [[258313, 183955, 164707, 393025], [287841, 182150, 152661, 377348], [247745, 212815, 142958, 396482]]


def test_more_samples_begin_with_the_fewer():
    few, many = (np.concatenate(list(weightings([3, 4], None).draw(samples, 5))) for samples in (150, 25_000))
    assert (many[:150] == few).all()
    assert len(many) == 25_000


@pytest.mark.parametrize("within", [None, TWENTY, Fraction(1)])
def test_each_weight_is_spread_as_theory_says(within: Fraction | None):
    """The mean of each weight is that of the policy or 1/k; over the simplex its distribution is 1 - (1 - x)^(k-1)."""
    weights = [30, 30, 20, 20]
    drawn = np.concatenate(list(weightings(weights, within).draw(20_000, 3))) / PARTS
    middle = np.full(4, 0.25) if within is None else np.array(weights) / 100
    assert abs(drawn.mean(axis=0) - middle).max() < 4 * drawn.std() / sqrt(20_000)
    if within is None:
        for at in (0.1, 0.3, 0.6):
            assert (drawn < at).mean(axis=0) == pytest.approx(np.full(4, 1 - (1 - at) ** 3), abs=0.015)


def test_weights_that_are_no_whole_parts_still_add_up():
    assert in_parts([1, 1, 1]).tolist() == [333334, 333333, 333333]
    assert in_parts([25, 75]).tolist() == [250000, 750000]


def in_box(draw: st.DrawFn, weights: list[int], within: Fraction | None) -> list[int]:
    rows = next(weightings(weights, within).draw(50, draw(st.integers(0, 99))))
    return [int(weight) for weight in rows[draw(st.integers(0, 49))]]


@settings(max_examples=30, deadline=None)
@forall(st.data(), weights_of, widths)
def test_no_weighting_gives_more_than_the_most(data: st.DataObject, weights: list[int], within: Fraction | None):
    differences = data.draw(st.lists(st.integers(-50, 50), min_size=len(weights), max_size=len(weights)))
    admissible = weightings(weights, within)
    most = int(admissible.most(np.array([differences]))[0])
    for row in next(admissible.draw(50, 1)):
        assert int(row @ differences) <= most
    # and it is reached: by pushing weight from the lowest difference to the highest until nothing moves
    assert most == pushed(admissible.lowest.tolist(), admissible.highest.tolist(), differences)


def pushed(lowest: list[int], highest: list[int], differences: list[int]) -> int:
    weights = list(lowest)
    while sum(weights) < PARTS:
        at = max((at for at in range(len(weights)) if weights[at] < highest[at]), key=lambda at: differences[at])
        weights[at] += min(highest[at] - weights[at], PARTS - sum(weights))
    return sum(weight * d for weight, d in zip(weights, differences, strict=True))


# Shares -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("within", [None, TWENTY, Fraction(1, 2)])
@pytest.mark.parametrize("rows", [[(90, 40), (60, 80), (75, 62)], [(50, 50), (100, 0), (0, 100)], [(70, 60), (60, 70)]])
def test_of_two_criteria_the_share_is_the_length_of_an_interval(rows: list[tuple[int, int]], within: Fraction | None):
    """With weights x and 1 - x the scores are lines: who is first between two crossings is first all the way."""
    x, half = Fraction(2, 5), (within or 0) * Fraction(2, 5)
    low, high = (Fraction(0), Fraction(1)) if within is None else (x - half, x + half)
    ends = sorted({low, high, *(at for at in crossings(rows) if low < at < high)})
    exact = [Fraction(0)] * len(rows)
    for left, right in pairwise(ends):
        middle = (left + right) / 2
        best = max(range(len(rows)), key=lambda at: rows[at][0] * middle + rows[at][1] * (1 - middle))
        exact[best] += (right - left) / (high - low)
    samples = 20_000
    found = acceptability(np.array(rows), np.zeros(len(rows), dtype=int), weightings([40, 60], within), asked=1,
                          samples=samples, seed=1)  # fmt: skip
    for count, share in zip(found.first.tolist(), exact, strict=True):
        assert count / samples == pytest.approx(float(share), abs=4 * sqrt(float(share * (1 - share)) / samples))
    assert sum(exact) == 1


def crossings(rows: list[tuple[int, int]]) -> list[Fraction]:
    """Where two lines meet."""
    met = []
    for at, (a, b) in enumerate(rows):
        for c, d in rows[at + 1 :]:
            if (a - b) != (c - d):
                met.append(Fraction(d - b, (a - b) - (c - d)))
    return met


def test_a_published_matrix_of_fifty_people():
    document = yaml.safe_load((ROOT / "tests" / "data" / "acceptability.yaml").read_text(encoding="utf-8"))
    matrix = np.array([[round(100 * x) for x in row] for row in document["matrix"].values()])
    least, most = matrix.min(axis=0), matrix.max(axis=0)
    utilities = (matrix - least) * 1_000_000 // (most - least)
    found = acceptability(utilities, np.zeros(50, dtype=int), weightings([1] * 5, None), asked=1, samples=20_000,
                          seed=1)  # fmt: skip
    shares = dict(zip(document["matrix"], (found.first / 20_000).tolist(), strict=True))
    for name, published in document["first"].items():
        assert shares[name] == pytest.approx(published, abs=4 * sqrt(published * (1 - published) / 10_000)), name
    assert sum(shares[name] for name in document["first"]) > 0.99


tables = st.integers(1, 4).flatmap(
    lambda wide: st.tuples(
        st.lists(st.tuples(st.lists(st.integers(0, 4), min_size=wide, max_size=wide), st.integers(0, 2)), min_size=1,
                 max_size=12),
        st.lists(st.integers(1, 9), min_size=wide, max_size=wide),
    )
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@forall(tables, widths, st.integers(1, 5))
def test_counts_are_those_of_a_weighting_and_a_person_at_a_time(table, within, asked):
    people, weights = table
    values, behind = [row for row, _ in people], [place for _, place in people]
    admissible = weightings(weights, within)
    drawn = [[int(one) for one in row] for batch in admissible.draw(40, 1) for row in batch]
    found = acceptability(np.array(values), np.array(behind), admissible, asked=asked, samples=40, seed=1)
    expected = counts(values, behind, drawn, asked)
    assert list(zip(found.first.tolist(), found.within.tolist(), strict=True)) == expected


def test_of_thousands_few_can_be_among_the_first():
    random = np.random.default_rng(1)
    values = random.integers(0, 10_001, (4_000, 4))
    behind = np.arange(4_000)
    kept = contenders(values, behind, weightings([1, 2, 3, 4], TWENTY), 5)
    assert len(kept) < 200
    everybody = acceptability(values, behind, weightings([1, 2, 3, 4], TWENTY), asked=5, samples=200, seed=1)
    drawn = np.concatenate([*weightings([1, 2, 3, 4], TWENTY).draw(200, 1)])
    best = np.argsort(-(values @ drawn.T) * 4_000 + behind[:, None], axis=0)[:5]
    assert everybody.within.tolist() == np.bincount(best.ravel(), minlength=4_000).tolist()


# First and second ---------------------------------------------------------------------------------------

rivals = st.integers(2, 5).flatmap(
    lambda wide: st.tuples(
        st.lists(st.integers(1, 9), min_size=wide, max_size=wide),
        st.lists(st.integers(-9, 9), min_size=wide, max_size=wide),
    )
)


def shares_of(weights: Sequence[int]) -> tuple[Fraction, ...]:
    return tuple(Fraction(weight, sum(weights)) for weight in weights)


@settings(max_examples=80, deadline=None)
@forall(rivals, st.data())
def test_the_least_shift_is_enough_and_less_never_is(pair, data: st.DataObject):
    weights, more = pair
    shares = shares_of(weights)
    assume(lead(shares, more) <= 0)
    after = least_shift(shares, more)
    if max(more) <= 0:
        assert after is None
        return
    assert after is not None
    assert sum(after) == 1
    assert min(after) >= 0
    assert lead(after, more) > 0
    moved = sum(max(new - old, Fraction(0)) for old, new in zip(shares, after, strict=True))
    less = moved - STEP
    for _ in range(5):
        assert lead(some_shift(data, shares, less), more) <= 0


def some_shift(data: st.DataObject, shares: Sequence[Fraction], amount: Fraction) -> list[Fraction]:
    """Shares after that amount at most went from some criteria to others."""
    after, left = list(shares), amount
    for at in data.draw(st.permutations(range(len(shares)))):
        taken = min(after[at], left)
        target = data.draw(st.sampled_from(range(len(shares))))
        after[at] -= taken
        after[target] += taken
        left -= taken
    return after


@settings(max_examples=80, deadline=None)
@forall(rivals)
def test_a_single_weight_is_changed_no_more_than_needed(pair):
    weights, more = pair
    shares = shares_of(weights)
    assume(lead(shares, more) <= 0)
    for at, now in enumerate(shares):
        after = single_change(shares, more, at)
        tried = [with_single(shares, at, Fraction(step, 10_000)) for step in (*range(0, 10_001, 100), 1, 9_999)]
        if after is None:
            assert all(lead(one, more) <= 0 for one in tried)
            continue
        assert after == with_single(shares, at, after[at])
        assert lead(after, more) > 0
        nearer = after[at] - STEP if after[at] > now else after[at] + STEP
        between = [one for one in tried if min(now, nearer) <= one[at] <= max(now, nearer)]
        assert all(lead(one, more) <= 0 for one in (*between, with_single(shares, at, nearer)))


def with_single(shares: Sequence[Fraction], at: int, share: Fraction) -> tuple[Fraction, ...]:
    rest = (1 - share) / (1 - shares[at])
    return tuple(share if number == at else one * rest for number, one in enumerate(shares))


def test_the_smallest_of_the_single_changes():
    """By 50, 30 and 20 the second is 2 points behind; 4 points more of the last criterion mend that."""
    found = smallest_single(shares_of([50, 30, 20]), [-10, -10, 30])
    assert found is not None
    assert (found[0], found[1][2]) == (2, Fraction("0.2501"))


def test_who_is_ahead_in_everything_is_not_passed_by_any_weights():
    assert least_shift(shares_of([1, 1]), [0, -5]) is None
    assert smallest_single(shares_of([1, 1]), [0, -5]) is None


# The whole ----------------------------------------------------------------------------------------------


def made(rows: Rows, weights: Sequence[int], *, policy: Policy = ALIKE, highest: Rows | None = None, asked: int = 3,
         within: Fraction | None = None, failing: Sequence[int] = ()) -> Stability:  # fmt: skip
    people = people_of(pegawai=given([None] * len(rows)))
    judgement = judged(people, dict.fromkeys(failing, Verdict.FAIL))
    ranked = [row for row in range(len(rows)) if row not in failing]
    scores = measured(scores_of(rows, weights, highest or rows, policy), policy, np.array(ranked, dtype=np.int64))
    return stability(people, judgement, scores, policy, Sampling(within, 500, 1), asked=asked)


def scores_of(rows: Rows, weights: Sequence[int], highest: Rows, policy: Policy) -> Scores:
    low, high = np.array(rows, dtype=np.int32), np.array(highest, dtype=np.int32)
    doubled = 2 if policy.missing_order is MissingOrder.MIDDLE else 1
    criteria = tuple(WeightedCriterion(f"k{at}", f"K{at}", doubled * weight) for at, weight in enumerate(weights))
    points = {one.name: Points(low[:, at], high[:, at], lambda row: Message("fact")) for at, one in enumerate(criteria)}
    least, most = (rows.astype(np.int64) @ np.array([one.weight for one in criteria]) for rows in (low, high))
    order = {MissingOrder.WORST: least, MissingOrder.BEST: most, MissingOrder.MIDDLE: (least + most) // 2}
    full = FULL_POINTS * sum(one.weight for one in criteria)
    return Scores(criteria, points, full, least, most, order[policy.missing_order])


CROSSED = [[9000, 4000], [6000, 8000], [7500, 6200], [3000, 3000]]


def test_the_listed_the_others_and_the_rest():
    found = made(CROSSED, [60, 40], asked=1)
    assert [(one.name, one.place) for one in found.listed] == [("Orang 0", 1)]
    assert [(one.name, one.place) for one in found.others] == [("Orang 1", 3)]
    assert found.more == 1
    assert found.listed[0].first + found.others[0].first + found.more_first == 500
    assert found.exchange is not None
    assert (found.exchange.first.name, found.exchange.second.name) == ("Orang 0", "Orang 2")


def test_whoever_may_not_hold_the_post_counts_for_nothing():
    with_somebody_better = [*CROSSED, [10_000, 10_000]]
    assert made(with_somebody_better, [60, 40], failing=[4]) == made(CROSSED, [60, 40])


@pytest.mark.parametrize("rows", [[], [[5000, 5000]], [[5000, 5000]] * 3])
def test_nobody_one_and_all_alike_have_defined_results(rows: Rows):
    found = made([*rows, [1, 1]], [1, 1], failing=[len(rows)])
    assert [(one.place, one.first, one.within) for one in found.listed] == [(1, 500, 500)] * len(rows)
    assert (found.exchange is None) == (len(rows) < 2)
    assert found.exchange is None or not found.exchange.is_possible


def test_somebody_who_passes_both_is_named():
    """The least move of weight from the first criterion to the second brings the third person to the top."""
    found = made([[9000, 1000], [8500, 1500], [8000, 1950]], [90, 10]).exchange
    assert found is not None
    assert found.shift is not None
    assert found.shift.then_first.name == "Orang 1"
    passed = made([[9000, 1000], [8500, 1500], [8000, 2050]], [90, 10]).exchange
    assert passed is not None
    assert passed.shift is not None
    assert (passed.second.name, passed.shift.then_first.name) == ("Orang 1", "Orang 2")


@pytest.mark.parametrize(
    ("order", "first"), [(MissingOrder.WORST, 0), (MissingOrder.BEST, 1), (MissingOrder.MIDDLE, 1)]
)
def test_missing_values_count_as_the_policy_orders_by_them(order: MissingOrder, first: int):
    policy = replace(ALIKE, missing_order=order)
    found = made([[5000, 5000], [0, 5000]], [1, 1], highest=[[5000, 5000], [10_000, 6000]], policy=policy)
    shares = {one.row: one.first for one in found.listed}
    assert found.listed[0].row == first
    assert max(shares, key=lambda row: shares[row]) == first


@pytest.mark.parametrize("method", [Method.SAW, Method.MAUT, Method.PROFILE])
def test_by_other_sums_the_shares_are_those_of_what_points_are_worth(method: Method):
    found = made(CROSSED, [60, 40], policy=replace(ALIKE, method=method))
    assert sum(one.first for one in (*found.listed, *found.others)) >= 500


points_of_few = st.lists(
    st.lists(st.sampled_from([0, 1, 2500, 5000, 7500, 9999, 10_000]), min_size=3, max_size=3), min_size=1, max_size=6
)


@pytest.mark.parametrize("method", [Method.TOPSIS, Method.WEIGHTED_PRODUCT])
@forall(points_of_few, st.sampled_from([None, TWENTY]), st.integers(1, 3))
@settings(max_examples=20)
def test_by_no_sum_the_shares_are_those_of_measuring_with_each_weighting(method: Method, rows, within, asked):
    """Compared with the whole of the method anew for each weighting that is drawn, shared places included."""
    policy, weights = replace(ALIKE, method=method), [5, 3, 2]
    found = made(rows, weights, policy=policy, within=within, asked=asked)
    first, inside = [0] * len(rows), [0] * len(rows)
    for weighting in np.concatenate(list(weightings(weights, within).draw(500, 1))):
        scores = measured(scores_of(rows, weighting.tolist(), rows, policy), policy, np.arange(len(rows))).score
        # a product is rounded to nine digits, its logarithm is not: near ones may change places
        assume(method is Method.TOPSIS or all(a == b or abs(a - b) > 2 for a in scores for b in scores))
        ordered = sorted(scores.tolist(), reverse=True)
        last = ordered[min(asked, len(ordered)) - 1]
        first = [count + (one == ordered[0]) for count, one in zip(first, scores, strict=True)]
        inside = [count + (one >= last) for count, one in zip(inside, scores, strict=True)]
    told = {one.row: (one.first, one.within) for one in (*found.listed, *found.others)}
    expected = {at: (first[at], inside[at]) for at in range(len(rows)) if inside[at] or at in told}
    assert {at: pair for at, pair in expected.items() if at in told} == told
    assert len(expected) == len(told) + found.more


def test_the_least_change_is_not_told_where_a_score_is_no_sum():
    assert made(CROSSED, [60, 40], policy=replace(ALIKE, method=Method.TOPSIS)).exchange is None
    by_product = made(CROSSED, [60, 40], policy=replace(ALIKE, method=Method.WEIGHTED_PRODUCT)).exchange
    assert by_product is not None
    assert by_product.shift is not None
    after = [int(share * 10**6) for share in by_product.shift.after]
    policy = replace(ALIKE, method=Method.WEIGHTED_PRODUCT)
    scores = measured(scores_of(CROSSED, after, CROSSED, policy), policy, np.arange(len(CROSSED))).score
    assert scores[by_product.second.row] >= scores[by_product.first.row]


# Somebody is no longer ranked ---------------------------------------------------------------------------

pools = st.lists(st.lists(st.integers(0, 100), min_size=3, max_size=3), min_size=3, max_size=7).map(
    lambda rows: [[100 * one for one in row] for row in rows]
)


def order_without(rows: Rows, policy: Policy, gone: int) -> dict[int, int]:
    """The places of the others when that person is not there at all."""
    left = [row for at, row in enumerate(rows) if at != gone]
    scores = measured(scores_of(left, [5, 3, 2], left, policy), policy, np.arange(len(left))).score.tolist()
    numbers = [at for at in range(len(rows)) if at != gone]
    return {number: 1 + sum(other > one for other in scores) for number, one in zip(numbers, scores, strict=True)}


@settings(max_examples=30, deadline=None)
@forall(pools, st.sampled_from([method for method in Method if not method.is_relative]))
def test_by_an_absolute_method_nobody_who_goes_turns_the_others(rows, method):
    policy = replace(ALIKE, method=method)
    assert made(rows, [5, 3, 2], policy=policy, asked=len(rows)).removal.reversals == ()
    whole = measured(scores_of(rows, [5, 3, 2], rows, policy), policy, np.arange(len(rows))).score.tolist()
    for gone in range(len(rows)):
        others = [number for number in range(len(rows)) if number != gone]
        before = {number: 1 + sum(whole[other] > whole[number] for other in others) for number in others}
        assert order_without(rows, policy, gone) == before


@settings(max_examples=30, deadline=None)
@forall(pools, st.sampled_from([method for method in Method if method.is_relative]))
def test_by_a_relative_method_the_reversals_are_those_of_ranking_anew(rows, method):
    policy = replace(ALIKE, method=method)
    found = made(rows, [5, 3, 2], policy=policy, asked=len(rows)).removal
    assert found.tried == len(rows)
    whole = measured(scores_of(rows, [5, 3, 2], rows, policy), policy, np.arange(len(rows))).score.tolist()
    expected = set()
    for gone in range(len(rows)):
        others = [number for number in range(len(rows)) if number != gone]
        before = {number: 1 + sum(whole[other] > whole[number] for other in others) for number in others}
        after = order_without(rows, policy, gone)
        expected |= {(f"Orang {gone}", f"Orang {one}", before[one], after[one]) for one in others
                     if before[one] != after[one]}  # fmt: skip
    told = {(one.name, name, old, new) for one in found.reversals for name, old, new in one.others}
    assert told == expected


def test_a_newcomer_who_turns_two_others_is_found():
    """By SAW the last person has the most of the first criterion, and makes it count less."""
    rows = [[5000, 9000], [6000, 7800], [10_000, 0]]
    found = made(rows, [50, 50], policy=replace(ALIKE, method=Method.SAW)).removal
    assert [(one.name, one.others) for one in found.reversals] == [
        ("Orang 2", (("Orang 0", 1, 2), ("Orang 1", 2, 1)))
    ]  # fmt: skip
