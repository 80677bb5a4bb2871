"""Day and month: the order is proved for the whole file, or the file is refused."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.read.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    DateCell,
    DateFault,
    DateForm,
    DateOrder,
    OrderDecision,
    SerialBase,
    decide_order,
    form_of,
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


MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "office": "Jan Peb Mar Apr Mei Jun Jul Agt Sep Okt Nop Des",
    "en": "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC",
    "old": "januari pebruari maret april mei juni juli agustus september oktober nopember desember",
    "other": "Jan Feb Mar Apr May Jun Jul Agu Sept Oct Nov Dec",
}


@given(DAYS, st.sampled_from(list(MONTHS)), st.sampled_from(" -"), st.booleans())
def test_a_date_with_the_name_of_its_month_is_read_back(
    day: datetime.date, language: str, sign: str, short: bool
) -> None:
    name = MONTHS[language].split()[day.month - 1]
    text = f"{day.day:0{1 if short else 2}d}{sign}{name}{sign}{day.year}"
    assert read_date(text, None) == read_date(text, MDY) == day
    assert form_of(text) is DateForm.NAMED


@given(DAYS, ORDERS, st.sampled_from([" 00:00:00", "T00:00:00", " 0:00", " 00:00:00.000"]))
def test_midnight_is_no_time(day: datetime.date, order: DateOrder, midnight: str) -> None:
    assert read_date(f"{day.isoformat()}{midnight}", None) == day
    assert read_date(written(day, order) + midnight, order) == day


@given(DAYS, ORDERS)
def test_eight_digits_are_read_back_whichever_end_the_year_stands_at(day: datetime.date, order: DateOrder) -> None:
    assert read_date(f"{day:%Y%m%d}", None) == read_date(f"{day:%Y%m%d}", order) == day
    assert read_date(written(day, order, ""), order) == day


@given(st.dates(datetime.date(1954, 10, 3), datetime.date(2100, 12, 31)), st.sampled_from(list(SerialBase)))
def test_a_serial_is_read_back_where_it_is_one(day: datetime.date, base: SerialBase) -> None:
    """Day zero of the system of 1900 is written out, for a program counts 29 February 1900 as well."""
    zero = datetime.date(1899, 12, 30) if base is SerialBase.FROM_1900 else datetime.date(1904, 1, 1)
    number = (day - zero).days
    expected = day if number >= 20_000 else DateFault.FORM
    assert read_date(str(number), None, serials=base) == read_date(f"{number}.0", DMY, serials=base) == expected


def test_serials_of_known_days() -> None:
    assert read_date("43922", None, serials=SerialBase.FROM_1900) == datetime.date(2020, 4, 1)
    assert read_date("27347", None, serials=SerialBase.FROM_1900) == datetime.date(1974, 11, 14)
    assert read_date("42460", None, serials=SerialBase.FROM_1904) == datetime.date(2020, 4, 1)


@given(st.text(max_size=20) | st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}", fullmatch=True), ORDERS)
def test_no_text_breaks_it(text: str, order: DateOrder) -> None:
    assert isinstance(read_date(text, order, serials=SerialBase.FROM_1900), datetime.date | DateFault)


def test_the_birth_date_of_the_nip_tells_the_century_and_mends_one_stray_order() -> None:
    born = datetime.date(1972, 5, 19)
    assert read_date("19/05/72", DMY, born=born) == read_date("05.19.72", DMY, born=born) == born
    assert read_date("19/05/72", DMY, born=datetime.date(1972, 5, 20)) is DateFault.SHORT_YEAR
    assert read_date("05/19/1972", DMY, born=born) == born
    assert read_date("05/19/1972", DMY, born=datetime.date(1972, 5, 20)) is DateFault.DAY
    swapped = datetime.date(1980, 5, 4)
    assert read_date("05/04/1980", DMY, born=swapped) == datetime.date(1980, 4, 5)
    assert read_date("05/19/1972", None, born=born) is DateFault.ORDER


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("29-03-0099", DateFault.YEAR),
        ("03-04-0197", DateFault.YEAR),
        ("1899-12-31", DateFault.YEAR),
        ("9999-12-31", DateFault.YEAR),
        ("01-01-0001", DateFault.NO_DATE),
        ("1/1/0001", DateFault.NO_DATE),
        ("0001-01-01", DateFault.NO_DATE),
        ("0001-01-01 00:00:00", DateFault.NO_DATE),
        ("0000-00-00", DateFault.NO_DATE),
        ("00/00/0000", DateFault.NO_DATE),
        ("00000000", DateFault.NO_DATE),
        ("0099-03-29", DateFault.YEAR),
        ("31-02-2020", DateFault.DAY),
        ("2020-02-30", DateFault.DAY),
        ("00-00-2020", DateFault.DAY),
        ("31 Februari 2020", DateFault.DAY),
        ("20200230", DateFault.DAY),
        ("30022020", DateFault.DAY),
        ("01-02-20", DateFault.SHORT_YEAR),
        ("01-02/2020", DateFault.FORM),
        ("43922", DateFault.SERIAL),
        ("43922.0", DateFault.SERIAL),
        ("19999", DateFault.FORM),
        ("80001", DateFault.FORM),
        ("43922.5", DateFault.FORM),
        ("12345678", DateFault.FORM),
        ("2020-0102", DateFault.FORM),
        ("2020-1-2", DateFault.FORM),
        ("1 Jamuari 2020", DateFault.FORM),
        ("Januari 2020", DateFault.FORM),
        ("1 Januari 20", DateFault.SHORT_YEAR),
        ("11-Sep-82", DateFault.SHORT_YEAR),
        ("1 Jamuari 20", DateFault.FORM),
        ("2025-12-01 12:00:00", DateFault.FORM),
        ("\u0661\u0661-11-2020", DateFault.FORM),
    ],
)
def test_what_is_no_date(text: str, fault: DateFault) -> None:
    assert read_date(text, DMY) is fault


def test_without_an_order_only_what_needs_none_is_read() -> None:
    assert read_date("05/05/2020", None) == datetime.date(2020, 5, 5)
    assert read_date("05062020", None) is read_date("05/06/2020", None) is DateFault.ORDER
    assert read_date("29-03-0099", None) is DateFault.YEAR
    assert read_date("31/02/2020", None) is DateFault.DAY


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


def test_dates_that_exist_in_both_orders_decide_where_others_contradict() -> None:
    """One cell that its NIP proves to be month first is odd; where the NIP alone tells, all are day first."""
    stray = cell("3/26/1981", born="1981-03-26")
    others = cell("22-07-1986", born="1986-07-22"), cell("01.04.1971", born="1971-04-01")
    assert decide(stray, *others) == OrderDecision(DMY)
    assert not decide(stray, others[0]).is_clear


def test_dates_that_need_no_order_prove_none() -> None:
    texts = ["2020-01-02", "1 Februari 2020", "02 MAR 2020", "20200102", "43922", "05/05/2020", "19/05/72"]
    assert decide(*(cell(text) for text in texts)) == OrderDecision(None)


def test_serials_are_proved_by_a_birth_date_and_by_nothing_else() -> None:
    proof, other = cell("27347", born="1974-11-14"), cell("27348", born="1974-11-14")
    assert decide(proof, cell("43922")).serials is SerialBase.FROM_1900
    assert decide(proof, other).serials is decide(cell("43922")).serials is None
