"""Shortlists: order, shared places, cut-offs, bounds of places, and who is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

from mutasi.fit import standing
from mutasi.model.policy import MissingOrder, Policy, TieBreaker
from mutasi.model.shortlist import CutScore
from mutasi.model.verdict import Verdict
from tests.ranking import ATTENDANCE, given, nip, people_of, ranked

NO_CHAIN = Policy(criteria=ATTENDANCE.criteria, tie_chain=())


def places(made) -> list[tuple[str, int]]:
    return [(one.name, one.place) for one in made.candidates]


def test_places_are_ranks_and_not_positions_of_a_sort():
    made = ranked(people_of(pegawai=given(["31", "72", "55", "12", "90"])))
    assert {one.name: one.place for one in made.candidates} == {
        "Orang 0": 4, "Orang 1": 2, "Orang 2": 3, "Orang 3": 5, "Orang 4": 1,
    }  # fmt: skip


def test_equal_people_share_a_place_and_the_next_is_skipped():
    made = ranked(people_of(pegawai=given(["95", "90", "90", "80"])))
    assert [one.place for one in made.candidates] == [1, 2, 2, 4]
    assert [one.tied for one in made.candidates] == [False, True, True, False]


def test_a_cut_off_never_splits_people_who_cannot_be_told_apart():
    people = people_of(pegawai=given(["92", "88", "85", "85", "85", "70"]))
    made = ranked(people, asked=3)
    assert [one.place for one in made.candidates] == [1, 2, 3, 3, 3]
    assert made.cut_tie
    assert not ranked(people, asked=2).cut_tie


@pytest.mark.parametrize(("asked", "listed"), [(10, 2), (2, 2), (1, 1)])
def test_more_than_there_are_is_no_error(asked: int, listed: int):
    assert len(ranked(people_of(pegawai=given(["85", "80"])), asked=asked).candidates) == listed


def test_a_single_candidate_is_first_of_one():
    made = ranked(people_of(pegawai=given(["82"])))
    assert places(made) == [("Orang 0", 1)]
    assert [str(note) for note in made.notes] == ["only one person is ranked"]


def test_a_criterion_that_distinguishes_nobody_is_named():
    made = ranked(people_of(pegawai=given(["90", "90", "90"])))
    assert [str(note) for note in made.notes] == ["does not distinguish anybody here: Hadir"]
    assert {one.place for one in made.candidates} == {1}


def test_who_fails_is_counted_and_not_ranked():
    people = people_of(pegawai=given(["90", "80", "70"]))
    made = ranked(people, verdicts={0: Verdict.FAIL, 1: Verdict.UNKNOWN})
    assert places(made) == [("Orang 1", 1), ("Orang 2", 2)]
    assert made.counts == {Verdict.PASS: 1, Verdict.WARN: 0, Verdict.UNKNOWN: 1, Verdict.FAIL: 1}


def test_the_holder_of_the_post_is_no_candidate():
    people = people_of(pegawai=given(["90", "80"], id_jabatan=["J-LOWONG", "J2"]))
    assert places(ranked(people)) == [("Orang 1", 1)]


CHAIN = {
    "golongan": ("III/c", "III/d"),
    "tmt_pangkat": ("2020-04-01", "2019-04-01"),
    "tmt_cpns": ("2010-02-01", "2010-01-01"),
    "tanggal_lahir": ("1985-03-16", "1985-03-15"),
}


LINKS = {
    "golongan": TieBreaker.RANK,
    "tmt_pangkat": TieBreaker.RANK_DATE,
    "tmt_cpns": TieBreaker.SERVICE,
    "tanggal_lahir": TieBreaker.AGE,
}


@pytest.mark.parametrize("column", CHAIN)
def test_equal_scores_are_ordered_by_the_published_chain(column: str):
    """The second person is ahead in the link, and the first one has the smaller NIP."""
    people = people_of(pegawai=given(["90", "90"], **{column: CHAIN[column]}))
    made = ranked(people)
    assert [one.place for one in made.candidates] == [1, 2]
    assert made.candidates[0].name == "Orang 1"
    assert [one.decided_by for one in made.candidates] == [None, LINKS[column]]
    cut = ranked(people, asked=1)
    assert cut.cut_score == CutScore(1, LINKS[column])
    assert not cut.cut_tie
    assert made.cut_score is None


def test_the_chain_decides_nothing_between_different_scores():
    people = people_of(pegawai=given(["90", "89", "89"], golongan=["III/c", "III/d", "III/d"]))
    made = ranked(people)
    assert [one.decided_by for one in made.candidates] == [None, None, None]
    assert ranked(people, asked=1).cut_score is None


@pytest.mark.parametrize("asked", [1, 2])
def test_how_many_others_have_the_score_of_the_last(asked: int):
    """Whatever is missing: those who are ordered by the same score count."""
    golongan = ["III/d", "III/c", "III/b", "III/a", "III/d"]
    people = people_of(pegawai=given(["80", "80", "80", "80", ""], golongan=golongan))
    assert ranked(people, asked=asked).cut_score == CutScore(4 - asked, TieBreaker.RANK)


def test_without_a_link_they_share_the_place():
    people = people_of(pegawai=given(["90", "90"], golongan=["III/c", "III/d"]))
    assert [one.place for one in ranked(people, NO_CHAIN).candidates] == [1, 1]


def test_the_order_of_the_links_is_the_policys():
    people = people_of(
        pegawai=given(["90", "90"], golongan=["III/d", "III/c"], tanggal_lahir=["1985-01-01", "1980-01-01"])
    )
    by_age = Policy(criteria=ATTENDANCE.criteria, tie_chain=(TieBreaker.AGE, TieBreaker.RANK))
    assert ranked(people).candidates[0].name == "Orang 0"
    assert ranked(people, by_age).candidates[0].name == "Orang 1"


def test_bounds_of_places_say_what_missing_values_leave_open():
    made = ranked(people_of(pegawai=given(["90", None, "50"])))
    found = {one.name: (one.place, one.best_place, one.worst_place) for one in made.candidates}
    assert found == {"Orang 0": (1, 1, 2), "Orang 2": (2, 2, 3), "Orang 1": (3, 1, 3)}


values = st.lists(st.one_of(st.none(), st.integers(0, 100).map(str)), min_size=1, max_size=9)


@settings(max_examples=50, deadline=None)
@forall(values, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(numbers, random):
    rows = given(numbers)
    shuffled = list(rows)
    random.shuffle(shuffled)
    first, second = ranked(people_of(pegawai=rows), NO_CHAIN), ranked(people_of(pegawai=shuffled), NO_CHAIN)
    assert [(one.nip, one.place, one.best_place, one.worst_place) for one in first.candidates] == [
        (one.nip, one.place, one.best_place, one.worst_place) for one in second.candidates
    ]


@settings(max_examples=50, deadline=None)
@forall(values)
def test_bounds_are_those_of_trying_everything(numbers):
    """The best place by counting who is surely ahead, the worst by counting who may be."""
    made = ranked(people_of(pegawai=given(numbers)), NO_CHAIN)
    for one in made.candidates:
        surely = sum(other.lowest > one.highest for other in made.candidates)
        maybe = sum(other.highest > one.lowest for other in made.candidates if other is not one)
        assert (one.best_place, one.worst_place) == (surely + 1, maybe + 1)
        assert one.best_place <= one.place <= one.worst_place


@settings(max_examples=100, deadline=None)
@forall(
    st.lists(st.tuples(st.sampled_from([None, "70", "80"]), st.sampled_from(["III/a", "III/b", "IV/a"])), min_size=1),
    st.integers(1, 6),
)
def test_places_and_cut_off_are_those_of_a_plain_sort(people, asked):
    policy = Policy(criteria=ATTENDANCE.criteria, tie_chain=(TieBreaker.RANK,))
    texts, ranks = zip(*people, strict=True)
    everybody = [
        (-int(text or 0), -["III/a", "III/b", "IV/a"].index(rank), nip(at)) for at, (text, rank) in enumerate(people)
    ]
    order = sorted(everybody)
    place = {who: 1 + sum(other[:2] < (score, behind) for other in everybody) for score, behind, who in everybody}
    last = place[order[min(asked, len(order)) - 1][2]]
    expected = [(who, place[who]) for _, _, who in order if place[who] <= last]
    made = ranked(people_of(pegawai=given(texts, golongan=ranks)), policy, asked=asked)
    assert [(one.nip, one.place) for one in made.candidates] == expected
    assert [one.tied for one in made.candidates] == [
        sum(other == at for other in place.values()) > 1 for _, at in expected
    ]
    assert made.cut_tie is (len(expected) > asked)


@forall(values, st.sampled_from(MissingOrder))
def test_numbers_too_large_for_64_bits_change_nothing(numbers, missing):
    policy = replace(NO_CHAIN, missing_order=missing)
    few = ranked(people_of(pegawai=given(numbers)), policy)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(standing, "_LARGEST", -1)
        assert ranked(people_of(pegawai=given(numbers)), policy).candidates == few.candidates


@settings(max_examples=50, deadline=None)
@forall(st.lists(st.integers(0, 99), min_size=2, max_size=8), st.data())
def test_raising_a_value_never_lowers_the_place(numbers, data):
    row = data.draw(st.integers(0, len(numbers) - 1))
    raised = [value + (at == row) for at, value in enumerate(numbers)]
    before, after = (
        {one.nip: one.place for one in ranked(people_of(pegawai=given([str(v) for v in kind])), NO_CHAIN).candidates}
        for kind in (numbers, raised)
    )
    assert after[nip(row)] <= before[nip(row)]


@settings(max_examples=30, deadline=None)
@forall(st.lists(st.integers(1, 100), min_size=1, max_size=8))
def test_adding_a_worse_candidate_moves_nobody(numbers):
    texts = [str(value) for value in numbers]
    before = places(ranked(people_of(pegawai=given(texts)), NO_CHAIN))
    after = places(ranked(people_of(pegawai=given([*texts, "0"])), NO_CHAIN))
    assert after[: len(before)] == before
