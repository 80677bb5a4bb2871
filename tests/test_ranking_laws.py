"""Laws of rankings: what a change of one value, one person or one missing cell may do, and what it may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, settings
from hypothesis import given as forall
from hypothesis import strategies as st

from mutasi.fit.methods import measured
from mutasi.fit.prospects import prospect
from mutasi.fit.shortlist import shortlist
from mutasi.model.people import People
from mutasi.model.policy import Method, MissingOrder, Policy
from mutasi.model.shortlist import Candidate, Shortlist, hundredths
from mutasi.render.language import language
from mutasi.render.shortlist_words import difference, difference_text
from tests.ranking import column, given, judged, nip, people_of, scores_of

COLUMNS = ("kehadiran", "lhkpn_tahun", "spt_tahun")
CRITERIA = (
    replace(column("hadir", "50", "kehadiran"), ideal=4),
    replace(column("lhkpn", "30", "lhkpn_tahun", bawah="2000", atas="2100"), ideal=3),
    column("spt", "20", "spt_tahun", bawah="2000", atas="2100"),
)
ABSOLUTE = (Method.WEIGHTED_SUM, Method.WEIGHTED_PRODUCT, Method.PROFILE)
REWARDING = (Method.WEIGHTED_SUM, Method.WEIGHTED_PRODUCT)
"""Methods by which more points never count less."""

Row = tuple[int | None, int | None, int | None]
known = st.integers(0, 100)
cell = st.one_of(st.none(), known)
crowds = st.lists(st.tuples(cell, cell, cell), min_size=2, max_size=7)
orders = st.sampled_from(MissingOrder)


def crowd(values: Sequence[Row]) -> People:
    texts = [[None if value is None else str(value + base) for value in of_all]
             for base, of_all in zip((0, 2000, 2000), zip(*values, strict=True), strict=True)]  # fmt: skip
    return people_of(pegawai=given(texts[0], lhkpn_tahun=texts[1], spt_tahun=texts[2]))


def policy_of(method: Method, order: MissingOrder = MissingOrder.WORST) -> Policy:
    return Policy(criteria=CRITERIA, tie_chain=(), method=method, missing_order=order)


def ranking(values: Sequence[Row], policy: Policy, asked: int = 100) -> Shortlist:
    people = crowd(values)
    scores = measured(scores_of(people, policy), policy, np.arange(len(values)))
    return shortlist(people, judged(people), scores, policy, asked=asked, with_excluded=False)


def places(made: Shortlist) -> dict[str, int]:
    return {one.nip: one.place for one in made.candidates}


def by_nip(made: Shortlist) -> dict[str, Candidate]:
    return {one.nip: one for one in made.candidates}


def changed(values: Sequence[Row], row: int, at: int, value: int | None) -> list[Row]:
    cells = [list(one) for one in values]
    cells[row][at] = value
    return [(one[0], one[1], one[2]) for one in cells]


@pytest.mark.parametrize("method", ABSOLUTE)
@settings(max_examples=6, deadline=None)
@forall(values=crowds, order=orders, asked=st.integers(1, 3), data=st.data())
def test_an_improvement_suffices_and_nothing_less_does(
    method: Method, values: list[Row], order: MissingOrder, asked: int, data: st.DataObject
) -> None:
    """Ranked anew with the points that are told, and with less. Points are whole here, as the cells are."""
    row, policy = data.draw(st.integers(0, len(values) - 1)), policy_of(method, order)
    people = crowd(values)
    scores = measured(scores_of(people, policy), policy, np.arange(len(values)))
    found = prospect(people, judged(people), scores, policy, row, asked).improvement
    assume(found is not None)
    at = data.draw(st.integers(0, 2))
    (target,) = (one for one in found.targets if one.criterion == CRITERIA[at].name)

    def suffices(points: int) -> bool:
        return places(ranking(changed(values, row, at, points), policy))[nip(row)] <= asked

    now, enough = target.ordered // 200, 101 if target.needed is None else -(-target.needed // 100)
    assert enough > 100 or suffices(enough)
    assert not any(suffices(points) for points in {enough - 1, *range(now, enough, 12)} if now < points)


@pytest.mark.parametrize("method", ABSOLUTE)
@settings(max_examples=6, deadline=None)
@forall(values=crowds, order=orders)
def test_a_missing_value_that_becomes_known_leads_to_the_places_told(
    method: Method, values: list[Row], order: MissingOrder
) -> None:
    policy = policy_of(method, order)
    for one in ranking(values, policy).candidates:
        for value in one.missing:
            at = ("hadir", "lhkpn", "spt").index(value.criterion)
            reached = [
                places(ranking(changed(values, one.row, at, points), policy))[one.nip] for points in range(0, 101, 25)
            ]
            assert (min(reached), max(reached)) == (value.best_place, value.worst_place)


@settings(max_examples=6, deadline=None)
@forall(values=crowds, order=orders)
def test_profile_matching_bounds_hold_for_whatever_a_missing_value_is(values: list[Row], order: MissingOrder) -> None:
    """Neither the lowest nor the highest points need be the ends of the score."""
    policy = policy_of(Method.PROFILE, order)
    for one in ranking(values, policy).candidates:
        assert one.lowest <= one.score <= one.highest
        for at, cell_value in enumerate(values[one.row]):
            if cell_value is None:
                for points in range(0, 101, 25):
                    other = by_nip(ranking(changed(values, one.row, at, points), policy))[one.nip]
                    assert one.lowest <= other.lowest <= other.highest <= one.highest


@pytest.mark.parametrize("method", REWARDING)
@settings(max_examples=6, deadline=None)
@forall(values=crowds, order=orders, data=st.data())
def test_raising_a_benefit_never_lowers_a_place(
    method: Method, values: list[Row], order: MissingOrder, data: st.DataObject
) -> None:
    row, at = data.draw(st.integers(0, len(values) - 1)), data.draw(st.integers(0, 2))
    now = values[row][at]
    assume(now is not None)
    raised = data.draw(st.integers(now or 0, 100))
    policy = policy_of(method, order)
    before = ranking(values, policy)
    after = ranking(changed(values, row, at, raised), policy)
    assert places(after)[nip(row)] <= places(before)[nip(row)]
    for name, one in by_nip(before).items():
        if name != nip(row):
            assert by_nip(after)[name].score == one.score


@pytest.mark.parametrize("method", REWARDING)
@settings(max_examples=6, deadline=None)
@forall(values=crowds, order=orders)
def test_adding_a_worse_candidate_moves_nobody(method: Method, values: list[Row], order: MissingOrder) -> None:
    policy = policy_of(method, order)
    before, after = ranking(values, policy), by_nip(ranking([*values, (0, 0, 0)], policy))
    for one in before.candidates:
        other = after[one.nip]
        assert (other.place, other.best_place, other.worst_place) == (one.place, one.best_place, one.worst_place)
        assert (other.score, other.lowest, other.highest) == (one.score, one.lowest, one.highest)
        assert [(value.best_place, value.worst_place) for value in other.missing] == [
            (value.best_place, value.worst_place) for value in one.missing
        ]


@pytest.mark.parametrize("method", Method)
@settings(max_examples=8, deadline=None)
@forall(values=crowds, order=orders, permuted=st.permutations(range(3)))
def test_the_order_of_the_criteria_changes_no_digit(
    method: Method, values: list[Row], order: MissingOrder, permuted: list[int]
) -> None:
    policy = policy_of(method, order)
    other = replace(policy, criteria=tuple(CRITERIA[at] for at in permuted))
    first, second = ranking(values, policy, 2), ranking(values, other, 2)
    for one, two in zip(first.candidates, second.candidates, strict=True):
        assert (one.nip, one.place, one.best_place, one.worst_place, one.score, one.above) == (
            two.nip, two.place, two.best_place, two.worst_place, two.score, two.above,
        )  # fmt: skip
        told, again = ({(value.criterion, value.best_place, value.worst_place) for value in three.missing}
                       for three in (one, two))  # fmt: skip
        assert told == again
    assert [one.nip for one in first.contenders] == [one.nip for one in second.contenders]


@pytest.mark.parametrize("method", ABSOLUTE)
@settings(max_examples=6, deadline=None)
@forall(values=crowds, order=orders, data=st.data())
def test_one_missing_cell_touches_nobody_elses_score_or_order(
    method: Method, values: list[Row], order: MissingOrder, data: st.DataObject
) -> None:
    """Of the others only the bounds of places may change, by one place."""
    row, at = data.draw(st.integers(0, len(values) - 1)), data.draw(st.integers(0, 2))
    policy = policy_of(method, order)
    before = ranking(values, policy)
    after = ranking(changed(values, row, at, None), policy)
    others = [one.nip for one in before.candidates if one.nip != nip(row)]
    assert [one.nip for one in after.candidates if one.nip != nip(row)] == others
    for name in others:
        one, other = by_nip(before)[name], by_nip(after)[name]
        assert (other.score, other.lowest, other.highest) == (one.score, one.lowest, one.highest)
        assert one.best_place - 1 <= other.best_place <= one.best_place
        assert one.worst_place <= other.worst_place <= one.worst_place + 1
    own, blank = by_nip(before)[nip(row)], by_nip(after)[nip(row)]
    assert blank.lowest <= own.lowest <= own.highest <= blank.highest
    assert blank.best_place <= own.best_place <= own.worst_place <= blank.worst_place


@settings(max_examples=6, deadline=None)
@forall(values=crowds, order=orders)
def test_differences_lead_from_the_first_to_the_last(values: list[Row], order: MissingOrder) -> None:
    """In units exactly, and as printed to the last digit of the printed scores."""
    made = ranking(values, policy_of(Method.WEIGHTED_SUM, order))
    first, *others = made.candidates
    assert first.above is None
    assert sum(one.above or 0 for one in others) == first.score - made.candidates[-1].score
    for one in others:
        assert one.above is not None
        more = hundredths(one.score + one.above, made.full)
        told = difference(one.score + one.above, one.score, made.full)
        if len(told.partition(".")[2]) == 2:
            assert round(float(told) * 100) == more - hundredths(one.score, made.full)
        assert (one.above == 0) is (float(told) == 0)


def test_a_difference_is_that_of_the_printed_scores() -> None:
    """97.8149 and 93.4351 are printed as 97.81 and 93.44: 4.37 lie between, and not 4.38."""
    assert difference(978_149, 934_351, 1_000_000) == "4.37"
    assert difference(934_351, 978_149, 1_000_000) == "-4.37"
    assert difference(5, 5, 1_000_000) == "0.00"


def test_a_difference_that_rounds_to_nothing_is_seen() -> None:
    assert difference(1_000_000_004, 1_000_000_000, 10_000_000_000) == "0.00000004"
    assert difference_text(500_040, 500_000, 1_000_000, language("id")) == "0,004"
    assert difference_text(500_000, 500_040, 1_000_000, language("en")) == "-0.004"
