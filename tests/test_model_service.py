"""Length of service in the union of periods: by hand, and against a slow union day by day."""

from __future__ import annotations

import datetime
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.model.calendar import add_months, months_between
from mutasi.model.service import union_months

Period = tuple[int, date, date]
ONE_DAY = datetime.timedelta(days=1)


def months(*periods: tuple[str, str]) -> int:
    """Months of one person whose periods are given as texts."""
    (count,) = counts([(0, date.fromisoformat(start), date.fromisoformat(end)) for start, end in periods], 1)
    return count


def counts(periods: list[Period], people: int) -> list[int]:
    person = np.array([owner for owner, _, _ in periods], dtype=np.int64)
    start = np.array([first for _, first, _ in periods], dtype="datetime64[D]")
    end = np.array([last for _, _, last in periods], dtype="datetime64[D]")
    return union_months(person, start, end, people)[0].tolist()


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([("2020-01-01", "2022-01-01")], 24),
        # a day short of two years, though 30 days are left over
        ([("2020-01-01", "2021-12-31")], 23),
        # overlapping: 25 months and not 27
        ([("2020-01-01", "2021-03-01"), ("2021-01-01", "2022-02-01")], 25),
        # one within the other, and twice the same
        ([("2020-01-01", "2022-01-01"), ("2020-06-01", "2020-09-01")], 24),
        ([("2020-01-01", "2022-01-01"), ("2020-01-01", "2022-01-01")], 24),
        # a long one that covers what comes after a short one
        ([("2020-01-01", "2023-01-01"), ("2020-02-01", "2020-03-01"), ("2022-01-01", "2022-06-01")], 36),
        # touching on the day of the next decree
        ([("2020-01-15", "2021-01-20"), ("2021-01-20", "2022-01-15")], 24),
        # a gap of one day is none, for offices that write the last day
        ([("2020-01-15", "2021-01-19"), ("2021-01-20", "2022-01-15")], 24),
        # a gap of two days is one: 12 months 4 days and 11 months 25 days, 29 days are no month
        ([("2020-01-15", "2021-01-19"), ("2021-01-21", "2022-01-15")], 23),
        # left-over days of separate periods: 15 + 15 = 30 are a month, 15 + 14 are none
        ([("2020-01-01", "2020-02-16"), ("2021-01-01", "2021-02-16")], 3),
        ([("2020-01-01", "2020-02-16"), ("2021-01-01", "2021-02-15")], 2),
        # 30 days of one period and none of the other are no month either
        ([("2020-01-01", "2020-01-31"), ("2021-01-01", "2021-02-01")], 1),
        # without a day, or ending before it begins
        ([("2020-01-01", "2020-01-01")], 0),
        ([("2020-01-01", "2019-01-01"), ("2020-01-01", "2020-03-01")], 2),
        ([], 0),
    ],
)
def test_service_of_one_person(periods: list[tuple[str, str]], expected: int):
    assert months(*periods) == expected
    assert months(*reversed(periods)) == expected


def test_people_are_kept_apart():
    first, last = date(2020, 1, 1), date(2021, 1, 1)
    touching = [(2, first, last), (0, last, date(2022, 7, 1)), (2, last, date(2021, 2, 1))]
    assert counts(touching, 4) == [18, 0, 13, 0]


def test_a_day_before_and_on_the_edge_of_two_years():
    served = date(2024, 12, 1)
    assert counts([(0, served, date(2026, 12, 1)), (1, served + ONE_DAY, date(2026, 12, 1))], 2) == [24, 23]


def slow(periods: list[Period], people: int) -> list[int]:
    """Every day that a person served is written down; runs of them are counted by the calendar."""
    result = []
    for person in range(people):
        days = set()
        for owner, start, end in periods:
            day = start
            while owner == person and day < end:
                days.add(day)
                day += ONE_DAY
        result.append(slow_months(days))
    return result


def slow_months(days: set[date]) -> int:
    # the one missing day between two runs counts as served
    bridged = days | {day + ONE_DAY for day in days if day + 2 * ONE_DAY in days}
    whole, left = 0, []
    for first in sorted(day for day in bridged if day - ONE_DAY not in bridged):
        end = first
        while end in bridged:
            end += ONE_DAY
        full = months_between(first, end)
        whole += full
        left += [(end - add_months(first, full)).days]
    separate = [days for days in left if days]
    return whole + (sum(separate) // 30 if len(separate) > 1 else 0)


PERIOD = st.builds(
    lambda owner, start, length: (owner, start, start + datetime.timedelta(days=length)),
    st.integers(0, 2),
    st.dates(date(2019, 11, 1), date(2020, 6, 30)),
    st.integers(-3, 130),
)


@given(st.lists(PERIOD, max_size=7))
def test_the_union_is_that_of_single_days(periods: list[Period]):
    assert counts(periods, 3) == slow(periods, 3)


@given(st.lists(PERIOD, min_size=1, max_size=7).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_the_order_of_periods_does_not_matter(both: tuple[list[Period], list[Period]]):
    given_order, another = both
    assert counts(given_order, 3) == counts(another, 3)


@given(st.lists(PERIOD, min_size=1, max_size=7))
def test_a_period_stated_twice_changes_nothing(periods: list[Period]):
    assert counts([*periods, periods[0]], 3) == counts(periods, 3)


@given(st.lists(PERIOD, min_size=1, max_size=7))
def test_a_person_alone_has_the_same_service(periods: list[Period]):
    together = counts(periods, 3)
    for person in range(3):
        alone = [(0, start, end) for owner, start, end in periods if owner == person]
        assert counts(alone, 1) == [together[person]]
