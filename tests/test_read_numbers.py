"""Decimal comma or decimal point: proved for the column, or no number is read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.read.numbers import (
    Bounds,
    DecimalSign,
    NumberCell,
    NumberFault,
    SignDecision,
    decide_sign,
    read_number,
    readings_of,
    whole_of,
)

COMMA, POINT = DecimalSign.COMMA, DecimalSign.POINT
SIGNS = st.sampled_from([COMMA, POINT])
NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=4) | st.integers(-(10**12), 10**12).map(Decimal)


def cells(*texts: str) -> list[NumberCell]:
    return [NumberCell(text, row) for row, text in enumerate(texts)]


def written(number: Decimal, sign: DecimalSign, *, grouped: bool) -> str:
    text = f"{number:,f}" if grouped else f"{number:f}"
    return text if sign is POINT else text.translate(str.maketrans(",.", ".,"))


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (["87,5"], COMMA),
        (["1.355,90"], COMMA),
        (["1.234.567"], COMMA),
        (["0,750"], COMMA),
        (["-1.234.567,5", "1.250"], COMMA),
        (["1.250", "0,75"], COMMA),
        (["0.75"], POINT),
        (["87.5"], POINT),
        (["1,234.56"], POINT),
        (["0.750"], POINT),
        (["1234.567"], POINT),
        (["1,234,567"], POINT),
        (["01.234"], POINT),
        (["1,250", "1.2500"], POINT),
        (["90", "-3", "0"], None),
        ([], None),
        (["", "x", "87,5%", "1.2.3", "12.34.567", "1 234,5", "Rp 1.000", "1,98503E+17", "--1", "+1", ",5", "5,"], None),
    ],
)
def test_a_number_that_exists_in_one_convention_proves_it(texts: list[str], sign: DecimalSign | None) -> None:
    assert decide_sign(cells(*texts)) == SignDecision(sign)


@pytest.mark.parametrize("text", ["1.234", "1,234", "12.345", "-123.456", "1.000"])
def test_three_digits_after_a_sign_are_two_numbers(text: str) -> None:
    assert decide_sign(cells("90", text)) == SignDecision(is_ambiguous=True)
    assert read_number(text, None) is NumberFault.SIGN


def test_both_conventions_in_a_column_name_two_places() -> None:
    column = cells("1.234", "98.5", "87,5", "1,5")
    assert decide_sign(column) == SignDecision(contradiction=(column[2], column[1]))


def test_the_mixed_column_of_grouped_and_decimal_numbers() -> None:
    columns = {"angka_kredit": ["1.355,90", "987,4"], "jarak_km": ["0,75", "1.250"]}
    read = {
        name: [read_number(text, decide_sign(cells(*texts)).sign) for text in texts] for name, texts in columns.items()
    }
    assert read == {"angka_kredit": ["1355.90", "987.4"], "jarak_km": ["0.75", "1250"]}


def test_a_declared_sign_decides() -> None:
    assert read_number("1.234", COMMA) == "1234"
    assert read_number("1.234", POINT) == "1.234"
    assert read_number("98.5", COMMA) is NumberFault.FORM
    assert read_number("87,5", None) is read_number("98.5", None) is NumberFault.SIGN
    assert read_number("90", None) == "90"
    assert read_number("x", None) is NumberFault.FORM


def test_thousands_beyond_the_bounds_are_none_where_decimals_are_within() -> None:
    percent = Bounds(0, 100)
    assert readings_of("98.750", percent) == {POINT: "98.750"}
    assert readings_of("98,750", percent) == {COMMA: "98.750"}
    assert set(readings_of("98.750", Bounds(0, 98750))) == {COMMA, POINT}
    assert set(readings_of("198.750", percent)) == {COMMA, POINT}
    assert set(readings_of("1.250", Bounds(maximum=1249))) == {POINT}
    assert read_number("98.750", COMMA, percent) is NumberFault.FORM
    assert decide_sign(cells("99,5", "98.750"), percent).contradiction == tuple(cells("99,5", "98.750"))


def test_whole_numbers_lose_decimals_that_say_nothing() -> None:
    assert [whole_of(number) for number in ("12", "12.0", "-12.000", "12.5", "1250")] == [
        "12",
        "12",
        "-12",
        None,
        "1250",
    ]


@given(st.lists(NUMBERS, min_size=1), SIGNS, st.booleans())
def test_a_column_in_either_convention_reads_back_exactly(
    numbers: list[Decimal], sign: DecimalSign, grouped: bool
) -> None:
    texts = [written(number, sign, grouped=grouped) for number in numbers]
    decision = decide_sign(cells(*texts))
    assert decision.sign in (sign, None)
    assert decision.contradiction is None
    assert [read_number(text, sign) for text in texts] == [f"{number:f}" for number in numbers]
    if decision.sign is None and not decision.is_ambiguous:
        assert [read_number(text, None) for text in texts] == texts


@given(st.lists(st.text(max_size=12) | st.from_regex(r"-?[0-9.,]{1,12}", fullmatch=True)))
def test_no_text_breaks_it(texts: list[str]) -> None:
    decision = decide_sign(cells(*texts))
    for text in texts:
        number = read_number(text, decision.sign)
        if isinstance(number, str):
            Decimal(number)
