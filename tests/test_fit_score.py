"""Scores: exact sums of printed points, absolute scales, and intervals where a value is missing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

from mutasi.errors import MutasiError
from mutasi.fit.score import BadWeights, whole_weights
from mutasi.model.policy import CriterionPolicy, MissingOrder, Policy
from mutasi.model.shortlist import hundredths
from tests.ranking import ATTENDANCE, column, given, people_of, ranked, scores_of

TWO = Policy(
    criteria=(column("hadir", "60", "kehadiran"), column("lhkpn", "40", "lhkpn_tahun", bawah="2000", atas="2100"))
)


def printed(people, policy=ATTENDANCE) -> list[str]:
    scores = scores_of(people, policy)
    return [f"{hundredths(int(units), scores.full) / 100:.2f}" for units in scores.score]


def test_fractions_and_percent_give_the_same_scores():
    people = people_of(pegawai=given(["85", "80"], lhkpn_tahun=["2070", "2088"]))
    for weights in (("60", "40"), ("0.6", "0.4")):
        policy = Policy(criteria=(column("a", weights[0], "kehadiran"),
                                  column("b", weights[1], "lhkpn_tahun", bawah="2000", atas="2100")))  # fmt: skip
        assert printed(people, policy) == ["79.00", "83.20"]


@pytest.mark.parametrize(
    "weights", [["0.5", "0.3"], ["0.6", "0.3", "0.11"], ["40", "30", "0.3"], ["120", "-20"], ["100", "0"], []]
)
def test_weights_that_do_not_add_up_are_refused(weights: list[str]):
    with pytest.raises(BadWeights):
        whole_weights(tuple(Fraction(weight) for weight in weights))


def test_tenths_add_up_exactly():
    assert whole_weights((Fraction("0.6"), Fraction("0.3"), Fraction("0.1"))) == (6, 3, 1)


def test_a_cost_is_turned_round_once():
    people = people_of(pegawai=given(["12", "4", "20", "0"]))
    policy = Policy(criteria=(column("jarak", "100", "kehadiran", arah="cost", atas="20"),))
    assert printed(people, policy) == ["40.00", "80.00", "0.00", "100.00"]


def test_values_beyond_the_scale_stay_at_its_ends_or_stop_the_run():
    people = people_of(pegawai=given(["70", "100"]))
    held = Policy(criteria=(column("hadir", "100", "kehadiran", bawah="80", atas="90"),))
    assert printed(people, held) == ["0.00", "100.00"]
    strict = Policy(criteria=(column("hadir", "100", "kehadiran", bawah="80", atas="90", jepit="tidak"),))
    with pytest.raises(MutasiError, match="lies outside"):
        scores_of(people, strict)


@pytest.mark.parametrize("name", ["tanggal_lahir", "jenis_kelamin", "nip", "agama"])
def test_no_criterion_may_read_age_sex_or_religion(name: str):
    people = people_of(pegawai=given(["70"]))
    with pytest.raises(MutasiError, match="may not read"):
        scores_of(people, Policy(criteria=(column("x", "100", name),)))


@pytest.mark.parametrize(
    ("order", "expected"), [(MissingOrder.WORST, "36.00"), (MissingOrder.MIDDLE, "56.00"), (MissingOrder.BEST, "76.00")]
)
def test_a_missing_value_orders_as_the_policy_says(order: MissingOrder, expected: str):
    people = people_of(pegawai=given(["60"], lhkpn_tahun=[None]))
    policy = Policy(criteria=TWO.criteria, missing_order=order)
    assert printed(people, policy) == [expected]
    (one,) = ranked(people, policy).candidates
    total = ranked(people, policy).full
    assert (hundredths(one.lowest, total), hundredths(one.highest, total)) == (3600, 7600)
    assert [value.criterion for value in one.missing] == ["lhkpn"]


def test_a_new_candidate_changes_no_score_of_the_others():
    two = people_of(pegawai=given(["80", "70"], lhkpn_tahun=["2060", "2085"]))
    three = people_of(pegawai=given(["80", "70", "20"], lhkpn_tahun=["2060", "2085", "2050"]))
    assert printed(three, TWO)[:2] == printed(two, TWO)


numbers = st.one_of(st.none(), st.integers(0, 10_000).map(lambda value: f"{value / 100:.2f}"))
years = st.one_of(st.none(), st.integers(1999, 2100).map(str))
rows = st.lists(st.tuples(numbers, years), min_size=1, max_size=8)


def crowd(values):
    return people_of(pegawai=given([one for one, _ in values], lhkpn_tahun=[two for _, two in values]))


@settings(max_examples=40, deadline=None)
@forall(rows)
def test_every_score_is_the_sum_of_its_printed_parts(values):
    made = ranked(crowd(values), TWO)
    for one in made.candidates:
        for bound, units in (("lowest", one.lowest), ("highest", one.highest)):
            assert units == sum(c.weight * getattr(one.points[c.name], bound) for c in made.criteria)
        assert one.score == one.lowest


@settings(max_examples=40, deadline=None)
@forall(rows, st.sampled_from([Fraction(1, 100), Fraction(1)]))
def test_scaling_the_weights_changes_no_digit(values, factor):
    people = crowd(values)
    scaled = Policy(
        criteria=tuple(CriterionPolicy(c.name, c.kind, c.weight * factor, c.settings) for c in TWO.criteria)
    )
    assert printed(people, scaled) == printed(people, TWO)


@settings(max_examples=40, deadline=None)
@forall(rows)
def test_an_independent_slow_sum_agrees(values):
    """Plain fractions, a person at a time."""
    people = crowd(values)
    for (attendance, year), text in zip(values, printed(people, TWO), strict=True):
        parts = [
            Fraction(0) if attendance is None else Fraction(attendance),
            Fraction(0) if year is None else max(Fraction(0), Fraction(int(year) - 2000)),
        ]
        points = [Fraction(int(part * 100 + Fraction(1, 2)), 100) for part in parts]
        exact = points[0] * Fraction(60, 100) + points[1] * Fraction(40, 100)
        assert text == f"{int(exact * 100 + Fraction(1, 2)) / 100:.2f}"


@settings(max_examples=30, deadline=None)
@forall(rows, st.data())
def test_one_missing_cell_moves_only_the_bounds_of_that_person(values, data):
    row = data.draw(st.integers(0, len(values) - 1))
    blank = [(None, year) if at == row else (number, year) for at, (number, year) in enumerate(values)]
    before, after = scores_of(crowd(values), TWO), scores_of(crowd(blank), TWO)
    for at in range(len(values)):
        if at != row:
            assert (before.lowest[at], before.highest[at]) == (after.lowest[at], after.highest[at])
    assert after.lowest[row] <= before.lowest[row] <= before.highest[row] <= after.highest[row]
