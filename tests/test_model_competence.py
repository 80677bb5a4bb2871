"""Job person match: an interval while something is not assessed, with and without the cap, valid to the day."""

from __future__ import annotations

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.model.competence import Match, job_person_match
from mutasi.model.people import People, make_people
from mutasi.read.reference import load_reference
from tests.ranking import dataset, nip

EFFECTIVE = date(2026, 12, 1)
STANDARD = (("M.01", 3), ("M.02", 4), ("SK.01", 3))
Assessment = tuple[int, str, str, int]
VALID = "2026-01-01"


def people(*assessments: Assessment, size: int = 1, effective: date = EFFECTIVE) -> People:
    """Assessments are (person, day, competence, level)."""
    rows = [
        {"nip": nip(person), "tanggal": day, "kompetensi": code, "level": str(level)}
        for person, day, code, level in assessments
    ]
    everybody = [{"nip": nip(at), "nama": f"Orang {at}"} for at in range(size)]
    return make_people(dataset(pegawai=everybody, kompetensi=rows), load_reference(), effective)


def match(crowd: People, *, capped: bool = True, valid_months: int = 36) -> Match:
    return job_person_match(crowd, STANDARD, capped=capped, valid_months=valid_months)


def interval(crowd: People, row: int = 0, **settings: bool | int) -> tuple[int, int, int]:
    found = match(crowd, **settings)
    assert found.required == 10
    return int(found.lowest[row]), int(found.highest[row]), int(found.assessed[row])


FULL: tuple[Assessment, ...] = ((0, VALID, "M.01", 3), (0, VALID, "M.02", 2), (0, VALID, "SK.01", 3))


def test_all_assessed_is_a_single_value():
    assert interval(people(*FULL)) == (8, 8, 3)


def test_what_is_not_assessed_counts_nothing_at_least_and_all_at_most():
    assert interval(people(*FULL[:2])) == (5, 8, 2)
    assert interval(people(*FULL[:1])) == (3, 10, 1)
    assert interval(people((0, VALID, "TEKNIS-9", 5))) == (0, 10, 0)


def test_without_the_table_everything_is_open():
    crowd = make_people(dataset(pegawai=[{"nip": nip(0), "nama": "A"}]), load_reference(), EFFECTIVE)
    assert interval(crowd) == (0, 10, 0)


def test_a_level_above_the_asked_one_makes_up_for_others_only_without_the_cap():
    high = people((0, VALID, "M.01", 5), (0, VALID, "M.02", 2), (0, VALID, "SK.01", 3))
    assert interval(high, capped=True) == (8, 8, 3)
    assert interval(high, capped=False) == (10, 10, 3)


def test_a_level_of_nothing_is_known_to_be_nothing():
    assert interval(people((0, VALID, "M.01", 0), *FULL[1:])) == (5, 5, 3)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2023-11-30", False),  # three years and a day
        ("2023-12-01", True),
        ("2026-12-01", True),
        ("2026-12-02", False),  # not known on the effective date
    ],
)
def test_an_assessment_is_valid_to_the_day(day: str, counts: bool):
    assert interval(people((0, day, "M.01", 3))) == ((3, 10, 1) if counts else (0, 10, 0))


def test_validity_is_counted_by_the_calendar():
    leap_day = date(2024, 2, 29)
    crowds = [people((0, day, "M.01", 3), effective=leap_day) for day in ("2023-02-28", "2023-03-01")]
    assert [interval(crowd, valid_months=12)[2] for crowd in crowds] == [0, 1]


def test_the_latest_valid_assessment_counts():
    crowd = people((0, "2025-05-05", "M.01", 2), (0, "2026-05-05", "M.01", 1), (0, "2024-05-05", "M.01", 3))
    assert interval(crowd) == (1, 8, 1)
    too_late = people((0, "2025-05-05", "M.01", 2), (0, "2026-12-24", "M.01", 3))
    assert interval(too_late) == (2, 9, 1)


def test_a_standard_that_asks_nothing():
    nothing = job_person_match(people(*FULL), (), capped=True, valid_months=36)
    assert (nothing.required, nothing.lowest.tolist(), nothing.highest.tolist()) == (0, [0], [0])


def test_settings_are_not_mixed_up_in_what_is_remembered():
    crowd = people((0, VALID, "M.01", 5), (0, "2020-01-01", "M.02", 4))
    assert interval(crowd, capped=True) == (3, 10, 1)
    assert interval(crowd, capped=False) == (5, 15, 1)
    assert interval(crowd, capped=True, valid_months=120) == (7, 10, 2)
    assert interval(crowd, capped=True) == (3, 10, 1)


ASSESSMENT = st.tuples(
    st.integers(0, 2),
    st.dates(date(2023, 6, 1), date(2027, 1, 31)),
    st.sampled_from(["M.01", "M.02", "SK.01", "M.08"]),
    st.integers(0, 5),
)


def slow(assessments: dict[tuple[int, date, str], int], person: int, *, capped: bool) -> tuple[int, int, int]:
    lowest, highest, assessed = 0, 0, 0
    for code, asked in STANDARD:
        valid = [
            (day, level)
            for (owner, day, of), level in assessments.items()
            if (owner, of) == (person, code) and date(2023, 12, 1) <= day <= EFFECTIVE
        ]
        if not valid:
            highest += asked if capped else 5
            continue
        _, level = max(valid)
        reached = min(level, asked) if capped else level
        lowest, highest, assessed = lowest + reached, highest + reached, assessed + 1
    return lowest, highest, assessed


@given(st.lists(ASSESSMENT, max_size=15), st.booleans())
def test_vectors_agree_with_one_person_at_a_time(drawn: list[tuple[int, datetime.date, str, int]], capped: bool):
    assessments = {(person, day, code): level for person, day, code, level in drawn}
    crowd = people(*((p, str(day), code, level) for (p, day, code), level in assessments.items()), size=3)
    for person in range(3):
        expected = slow(assessments, person, capped=capped)
        assert interval(crowd, person, capped=capped) == expected
        assert interval(crowd.only(person), capped=capped) == expected
