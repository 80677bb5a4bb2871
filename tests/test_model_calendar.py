"""Months by the calendar: known days, laws, and vectors that agree with single dates."""

from __future__ import annotations

import calendar
import datetime
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.model.calendar import (
    MISSING,
    add_months,
    add_months_all,
    add_years,
    days64,
    length_between,
    months_between,
    months_between_all,
    retirement_date,
    retirement_dates,
    years_between,
)
from tests.calendar_cases import calendar_cases

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
MONTHS = st.integers(0, 1200)
ONE_DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(("start", "months", "end"), calendar_cases("bulan_ditambah"))
def test_months_are_added_to_the_same_day_or_the_last_one(start: str, months: int, end: str):
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


@pytest.mark.parametrize(("start", "end", "months"), calendar_cases("bulan_penuh"))
def test_complete_months(start: str, end: str, months: int):
    assert months_between(date.fromisoformat(start), date.fromisoformat(end)) == months


@pytest.mark.parametrize(("born", "day", "age"), calendar_cases("usia"))
def test_complete_years(born: str, day: str, age: int):
    assert years_between(date.fromisoformat(born), date.fromisoformat(day)) == age


@pytest.mark.parametrize(("born", "age", "day"), calendar_cases("pensiun"))
def test_retirement_is_the_first_day_of_the_month_after_the_birthday(born: str, age: int, day: str):
    assert retirement_date(date.fromisoformat(born), age) == date.fromisoformat(day)


@given(DAYS, MONTHS)
def test_as_many_months_lie_between_as_were_added(start: date, months: int):
    end = add_months(start, months)
    assert months_between(start, end) == months
    assert months == 0 or months_between(start, end - ONE_DAY) == months - 1


@given(DAYS, DAYS)
def test_a_length_leads_from_one_day_to_the_other(start: date, end: date):
    months, days = length_between(start, end)
    assert months == months_between(start, end)
    assert add_months(start, months) + datetime.timedelta(days=days) == max(start, end)
    assert days < 31


@given(DAYS, DAYS)
def test_the_count_is_the_largest_that_fits(start: date, end: date):
    months = months_between(start, end)
    assert months >= 0
    if end >= start:
        assert add_months(start, months) <= end < add_months(start, months + 1)
    else:
        assert months == 0


@given(DAYS, DAYS, DAYS)
def test_a_later_end_never_means_fewer_months(start: date, one: date, other: date):
    first, last = min(one, other), max(one, other)
    assert months_between(start, first) <= months_between(start, last)


@given(DAYS, st.integers(-600, 600))
def test_the_day_stays_or_is_the_last_of_its_month(start: date, months: int):
    end = add_months(start, months)
    last = calendar.monthrange(end.year, end.month)[1]
    assert end.day == min(start.day, last)
    assert (end.year - start.year) * 12 + end.month - start.month == months


@given(DAYS, st.integers(0, 80))
def test_years_are_twelve_months(start: date, years: int):
    assert add_years(start, years) == add_months(start, 12 * years)
    assert years_between(start, add_years(start, years)) == years


@given(DAYS, st.integers(50, 70))
def test_nobody_retires_before_reaching_the_age(born: date, age: int):
    retires = retirement_date(born, age)
    assert retires.day == 1
    assert years_between(born, retires) == age
    reached = add_years(born, age)
    assert datetime.timedelta(0) < retires - reached <= datetime.timedelta(days=31)


def vector(days: list[date | None]) -> np.ndarray:
    return np.array(days, dtype="datetime64[D]")


@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=30))
def test_months_of_vectors_are_those_of_single_dates(pairs: list[tuple[date, date]]):
    starts, ends = [one for one, _ in pairs], [other for _, other in pairs]
    expected = [months_between(start, end) for start, end in pairs]
    assert months_between_all(vector(starts), vector(ends)).tolist() == expected
    one_end = ends[0]
    to_one_day = months_between_all(vector(starts), days64(one_end)).tolist()
    assert to_one_day == [months_between(start, one_end) for start in starts]


@given(st.lists(st.tuples(DAYS, st.integers(-600, 1200)), min_size=1, max_size=30))
def test_adding_to_vectors_is_adding_to_single_dates(pairs: list[tuple[date, int]]):
    days, months = [day for day, _ in pairs], [count for _, count in pairs]
    added = add_months_all(vector(days), np.array(months, dtype=np.int32))
    assert added.tolist() == [add_months(day, count) for day, count in pairs]


def test_a_missing_date_is_told_apart_from_no_month():
    starts = vector([None, date(2026, 1, 1), None, date(2026, 1, 1)])
    ends = vector([date(2026, 2, 1), None, None, date(2026, 1, 31)])
    assert months_between_all(starts, ends).tolist() == [MISSING, MISSING, MISSING, 0]
    assert add_months_all(starts, np.array([1, 1, 1, 1], dtype=np.int32)).tolist() == [
        None, date(2026, 2, 1), None, date(2026, 2, 1),
    ]  # fmt: skip


def test_vectors_may_be_empty():
    nothing = vector([])
    assert months_between_all(nothing, nothing).tolist() == []
    assert add_months_all(nothing, np.array([], dtype=np.int32)).tolist() == []


@given(st.lists(st.tuples(DAYS, st.integers(50, 75))))
def test_retirement_dates_are_those_of_single_people(pairs: list[tuple[date, int]]):
    born, ages = [day for day, _ in pairs], [age for _, age in pairs]
    found = retirement_dates(vector(born), np.array(ages, dtype=np.int32))
    assert found.tolist() == [retirement_date(day, age) for day, age in pairs]


def test_without_a_birth_date_or_an_age_there_is_no_retirement_date():
    ages = np.array([58, 0, 0], dtype=np.int32)
    assert retirement_dates(vector([None, date(1968, 5, 31), None]), ages).tolist() == [None, None, None]
