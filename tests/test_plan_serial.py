"""Seats are filled one after the other: nobody twice, no seat twice, and nothing decided in silence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.plan.serial import serial_plan
from tests.builders import candidate, known, ranking, reference, unknown_fact, vacancy

KINDS = ["promosi"] * 40


def plan(*shortlists, by_hand=None):
    kinds = {shortlist.vacancy.id: KINDS for shortlist in shortlists}
    return serial_plan(shortlists, kinds, reference(), by_hand)


def people(*rows: int, **details):
    return [candidate(row, place, known(9000 - place), known(5000), **details) for place, row in enumerate(rows, 1)]


def test_the_highest_level_chooses_first_whatever_the_order_of_the_file():
    low = ranking(vacancy("L-1", level="PENGAWAS", echelon="IV.a", row=0), people(1, 2))
    high = ranking(vacancy("L-2", level="JPT_PRATAMA", echelon="II.b", row=1), people(1, 3))
    result = plan(low, high)
    assert [(pick.vacancy.id, pick.candidate.row) for pick in result.picks] == [("L-2", 1), ("L-1", 2)]
    assert [one.row for one in result.picks[1].passed_over] == [1]


def test_a_vacancy_with_two_seats_gets_two_people_and_says_when_one_stays_empty():
    result = plan(ranking(vacancy(seats=3), people(1, 2)))
    assert [pick.candidate.row for pick in result.picks] == [1, 2]
    assert len(result.empty) == 1


def test_nobody_is_proposed_of_whom_a_barring_fact_is_unknown():
    doubtful = candidate(1, 1, known(9000), known(9000), reasons=[unknown_fact()])
    soft = candidate(2, 2, known(8000), known(8000), reasons=[unknown_fact(hard=False)])
    result = plan(ranking(vacancy(), [doubtful, soft]))
    assert [pick.candidate.row for pick in result.picks] == [2]
    assert plan(ranking(vacancy(), [doubtful])).picks == ()


def test_what_is_unknown_for_everybody_bars_nobody():
    result = plan(ranking(vacancy(), people(1), unjudged=[unknown_fact()]))
    assert [pick.candidate.row for pick in result.picks] == [1]


def test_a_pick_says_on_which_unknown_facts_it_depends():
    certain = ranking(vacancy("L-1"), people(1))
    of_all = (unknown_fact(), unknown_fact(hard=False))
    for_all = ranking(vacancy("L-2"), people(2, unjudged=of_all), unjudged=of_all)
    not_of_this_person = ranking(vacancy("L-4"), people(4), unjudged=of_all)
    by_hand = ranking(vacancy("L-3"), [candidate(3, 1, known(9000), known(9000), reasons=[unknown_fact()])])
    result = plan(certain, for_all, by_hand, not_of_this_person, by_hand={"L-3": (by_hand.candidates[0].nip,)})
    assert {pick.vacancy.id: len(pick.unknown) for pick in result.picks} == {"L-1": 0, "L-2": 1, "L-3": 1, "L-4": 0}
    assert [pick.vacancy.id for pick in result.uncertain] == ["L-2", "L-3"]


def test_a_choice_by_hand_comes_first_and_takes_the_person_from_other_seats():
    high = ranking(vacancy("L-1", level="JPT_PRATAMA", echelon="II.b"), people(1, 2))
    low = ranking(vacancy("L-2", level="PENGAWAS", echelon="IV.a", row=1), people(1, 3))
    result = plan(high, low, by_hand={"L-2": ("198503152010011001",)})
    assert [(pick.vacancy.id, pick.candidate.row, pick.by_hand) for pick in result.picks] == [
        ("L-1", 2, False),
        ("L-2", 1, True),
    ]


def test_a_choice_by_hand_of_somebody_who_is_not_listed_is_refused():
    with pytest.raises(KeyError):
        plan(ranking(vacancy(), people(1)), by_hand={"L-001": ("1",)})


def test_people_who_cannot_be_told_apart_are_named():
    first, second = (candidate(row, 1, known(9000), known(9000), tied=True) for row in (1, 2))
    (pick,) = plan(ranking(vacancy(), [first, second])).picks
    assert [one.row for one in pick.even] == [2]


SEATS = st.lists(
    st.tuples(st.integers(1, 3), st.lists(st.integers(0, 30), unique=True, max_size=12)), min_size=1, max_size=8
)


@given(SEATS, st.integers(1, 4))
def test_of_lists_that_are_cut_as_much_is_asked_for_as_is_needed(seats, length):
    """The same is decided as of whole lists, and each is at the end as long as a seat of it had need of."""
    whole = [
        ranking(vacancy(f"L-{number}", seats=count, row=number), people(*rows))
        for number, (count, rows) in enumerate(seats)
    ]
    by_id = {one.vacancy.id: one for one in whole}
    cut = [replace(one, candidates=one.candidates[:length]) for one in whole]

    def one_more(short):
        return replace(short, candidates=by_id[short.vacancy.id].candidates[: len(short.candidates) + 1])

    kinds = {one.vacancy.id: KINDS for one in whole}
    made, expected = serial_plan(cut, kinds, reference(), longer=one_more), plan(*whole)
    assert decided(made) == decided(expected)
    for short in made.shortlists:
        own = [pick.candidate.place for pick in made.picks if pick.vacancy.id == short.vacancy.id]
        stays_empty = len(own) < short.vacancy.seats
        full = by_id[short.vacancy.id].ranked
        needed = full if stays_empty else max(own)
        assert len(short.candidates) == max(min(length, full), needed)
        assert all(pick.shortlist is short for pick in made.picks if pick.vacancy.id == short.vacancy.id)


def decided(made):
    return [(pick.vacancy.id, pick.candidate) for pick in made.picks], [seat.vacancy.id for seat in made.empty]


@given(SEATS)
def test_no_person_and_no_seat_is_used_twice(seats):
    shortlists = [
        ranking(vacancy(f"L-{number}", seats=count, row=number), people(*rows))
        for number, (count, rows) in enumerate(seats)
    ]
    result = plan(*shortlists)
    taken = [pick.candidate.nip for pick in result.picks]
    assert len(taken) == len(set(taken))
    for shortlist in shortlists:
        filled = sum(pick.vacancy.id == shortlist.vacancy.id for pick in result.picks)
        empty = sum(seat.vacancy.id == shortlist.vacancy.id for seat in result.empty)
        assert filled + empty == shortlist.vacancy.seats
        if empty:
            assert {one.nip for one in shortlist.candidates} <= set(taken)
