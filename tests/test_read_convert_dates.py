"""Day and month: the order is proved for the whole file, or the file is refused."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.read.convert.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    DateCell,
    DateFault,
    DateOrder,
    OrderDecision,
    decide_order,
    read_date,
)

DMY, MDY = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST
DAYS = st.dates(datetime.date(FIRST_YEAR, 1, 1), datetime.date(LAST_YEAR, 12, 31))
ORDERS = st.sampled_from([DMY, MDY])
SIGNS = st.sampled_from("-/.")


def written(day: datetime.date, order: DateOrder, sign: str = "/", *, short: bool = False) -> str:
    first, second = (day.day, day.month) if order is DMY else (day.month, day.day)
    width = 1 if short else 2
    return f"{first:0{width}d}{sign}{second:0{width}d}{sign}{day.year}"


def cell(text: str, born: str = "", row: int = 0) -> DateCell:
    return DateCell(text, row, "tanggal_lahir", datetime.date.fromisoformat(born) if born else None)


def decide(*cells: DateCell) -> OrderDecision:
    return decide_order(cells)


@given(DAYS, ORDERS, SIGNS, st.booleans())
def test_a_date_is_read_back(day: datetime.date, order: DateOrder, sign: str, short: bool) -> None:
    assert read_date(written(day, order, sign, short=short), order) == day
    assert read_date(day.isoformat(), order) == read_date(day.isoformat(), None) == day


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("29-03-0099", DateFault.YEAR),
        ("01-01-0001", DateFault.YEAR),
        ("0000-00-00", DateFault.YEAR),
        ("0099-03-29", DateFault.YEAR),
        ("31-02-2020", DateFault.DAY),
        ("2020-02-30", DateFault.DAY),
        ("00-00-2020", DateFault.DAY),
        ("01-02-20", DateFault.FORM),
        ("1 Januari 2020", DateFault.FORM),
        ("01-02/2020", DateFault.FORM),
        ("43922", DateFault.FORM),
        ("2020-1-2", DateFault.FORM),
        ("2025-12-01 12:00:00", DateFault.FORM),
        ("\u0661\u0661-11-2020", DateFault.FORM),
    ],
)
def test_what_is_no_date(text: str, fault: DateFault) -> None:
    assert read_date(text, DMY) is fault


def test_without_an_order_only_what_needs_none_is_read() -> None:
    assert read_date("05/05/2020", None) == datetime.date(2020, 5, 5)
    assert read_date("05/06/2020", None) is DateFault.FORM
    assert read_date("29-03-0099", None) is DateFault.YEAR


@given(st.lists(DAYS, min_size=1), DAYS.filter(lambda day: day.day > 12), ORDERS)
def test_one_day_beyond_twelve_proves_the_order(
    days: list[datetime.date], proof: datetime.date, order: DateOrder
) -> None:
    cells = [cell(written(day, order)) for day in [*days, proof]]
    assert decide_order(cells) == decide_order(reversed(cells)) == OrderDecision(order)


@given(DAYS.filter(lambda day: day.day <= 12 and day.day != day.month), ORDERS)
def test_a_birth_date_proves_the_order_by_the_nip(born: datetime.date, order: DateOrder) -> None:
    text = written(born, order)
    assert decide(cell(text, born.isoformat())) == OrderDecision(order)
    assert decide(cell(text)).ambiguous == cell(text)


@given(st.lists(st.tuples(DAYS, st.booleans()), max_size=20), ORDERS)
def test_the_true_order_is_found_or_none(people: list[tuple[datetime.date, bool]], order: DateOrder) -> None:
    """Never the wrong one, whatever the dates, as long as they are all written alike."""
    cells = [cell(written(day, order), day.isoformat() if has_nip else "") for day, has_nip in people]
    decision = decide_order(cells)
    assert decision.order in (order, None)
    if decision.order is None:
        assert decision.is_clear is all(day.day == day.month for day, _ in people)


def test_impossible_years_prove_nothing() -> None:
    assert decide(cell("29-03-0099"), cell("03/29/0099"), cell("2020-01-02")) == OrderDecision(None)


def test_a_misspelt_birth_date_does_not_outweigh_the_calendar() -> None:
    swapped = cell("05/04/1980", born="1980-05-04")
    assert decide(swapped, cell("25/12/1981", born="1981-12-25")) == OrderDecision(DMY)


def test_one_stray_date_does_not_outweigh_the_nips() -> None:
    stray = cell("05/13/2020")
    assert decide(cell("25/12/1981", born="1981-12-25"), stray, cell("26/12/1981")) == OrderDecision(DMY)


def test_a_calendar_against_all_nips_is_a_contradiction() -> None:
    stray, born = cell("25/12/2020", row=1), cell("05/04/1980", born="1980-05-04", row=2)
    assert decide(born, stray) == OrderDecision(contradiction=(stray, born))


def test_two_orders_in_one_file_are_a_contradiction() -> None:
    first, second = cell("25/12/2020", row=1), cell("12/25/2020", row=2)
    assert decide(second, first) == OrderDecision(contradiction=(first, second))
    assert not decide(second, first).is_clear


def test_nips_that_disagree_are_a_contradiction() -> None:
    first, second = cell("05/04/1980", born="1980-04-05", row=1), cell("05/04/1980", born="1980-05-04", row=2)
    assert decide(second, first) == OrderDecision(contradiction=(first, second))
