"""The 18 digits of a NIP: what is read from them, and every fault of a text that is none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mutasi.model.nip import Nip, NipFault, clean_nip, compact_nip, date_of_digits, parse_nip, repair_17
from mutasi.rules.nip import message_of


def test_a_nip_of_a_pns():
    assert parse_nip("198501012010011999") == Nip(
        text="198501012010011999", born=date(1985, 1, 1), year=2010, month=1, contract=None, sex="L", serial=999
    )


@pytest.mark.parametrize(
    ("text", "born", "year", "contract", "sex"),
    [
        ("199001012025242999", date(1990, 1, 1), 2025, 4, "P"),  # a part-time contract
        ("200012312024211999", date(2000, 12, 31), 2024, 1, "L"),
        ("199306182025212007", date(1993, 6, 18), 2025, 1, "P"),
        ("199306182025292007", date(1993, 6, 18), 2025, 9, "P"),
    ],
)
def test_a_number_of_a_pppk(text: str, born: date, year: int, contract: int, sex: str):
    nip = parse_nip(text)
    assert isinstance(nip, Nip)
    assert nip.is_pppk
    assert (nip.born, nip.year, nip.month, nip.contract, nip.sex) == (born, year, None, contract, sex)


def test_a_month_is_a_pns_and_29_february_of_a_leap_year_is_a_day():
    nip = parse_nip("196802291992122004")
    assert isinstance(nip, Nip)
    assert not nip.is_pppk
    assert (nip.born, nip.year, nip.month, nip.sex, nip.serial) == (date(1968, 2, 29), 1992, 12, "P", 4)


FAULTS = [
    (NipFault.MISSING_YET, ["", "-", "--", "0", "000000000000000", "...", "- 0", "belum", "Belum Ada", "tidak ada",
                            "NULL", "n/a", "NA"]),
    (NipFault.SCIENTIFIC, ["1,98503E+17", "1.98503E+17", "1.97905e+17", "2E17", "1,98503E17"]),
    (NipFault.SEPARATED, ["19820911 200804 1 005", "19820911-200804-1-005", "'198209112008041005",
                          "19820911.200804.1.005", "198209112008041005 ", "19820911\u00a0200804\u00a01\u00a0005",
                          "\u2019198209112008041005"]),
    (NipFault.OLD_NINE_DIGITS, ["131990468"]),
    (NipFault.LENGTH, ["19850101201001199", "1982091120080410050", "1", "12345678"]),
    (NipFault.CHARACTERS, ["A98209112008041005", "19820911200804100O", "Gusti Pratama", "198209112008041005.0X",
                           "\u0661\u0669\u0668\u0662\u0660\u0669\u0661\u0661\u0662\u0660\u0660\u0668\u0660\u0664"
                           "\u0661\u0660\u0660\u0665"]),
    (NipFault.BIRTH_DATE, ["199902302024031999", "198502292010012003", "199213042015031002", "199013012015031001",
                           "199000012015031001", "000001012015031001", "192912312015031001", "205001012075031001",
                           "190002291920031001"]),
    (NipFault.APPOINTMENT, ["198209112008131005", "198209112008001005", "198209112008301005",
                            "198209111949121005", "198209112100011005"]),
    (NipFault.CONTRACT, ["199306182025202007", "199306181998212007"]),
    (NipFault.SERIAL, ["198209112008041000", "199001012025242000", "198008222008120000"]),
    (NipFault.SEX, ["198501012010013999", "198501012010010999", "199001012025249999"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "texts"), FAULTS, ids=lambda value: value.name if isinstance(value, NipFault) else ""
)
def test_texts_that_are_none(fault: NipFault, texts: list[str]):
    assert {text: parse_nip(text) for text in texts} == dict.fromkeys(texts, fault)


def test_every_fault_has_a_text():
    assert [fault for fault, _ in FAULTS] == list(NipFault)


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        ("193001011950011001", (date(1930, 1, 1), 1950)),
        ("204912312099121001", (date(2049, 12, 31), 2099)),
        ("200002292024011001", (date(2000, 2, 29), 2024)),
    ],
)
def test_the_oldest_and_the_youngest(text: str, edge: tuple[date, int]):
    nip = parse_nip(text)
    assert isinstance(nip, Nip)
    assert (nip.born, nip.year) == edge


def test_separators_are_taken_out():
    assert compact_nip("'19820911 200804-1.005\u00a0") == "198209112008041005"


def test_eight_digits_are_a_day_or_none():
    assert date_of_digits("20240229") == date(2024, 2, 29)
    assert date_of_digits("20230229") is None
    assert date_of_digits("00000000") is None


@given(
    born=st.dates(date(1930, 1, 1), date(2049, 12, 31)),
    year=st.integers(1950, 2099),
    month=st.integers(1, 12),
    contract=st.none() | st.integers(1, 9),
    sex=st.sampled_from("LP"),
    serial=st.integers(1, 999),
)
def test_what_was_put_together_is_taken_apart(
    born: date, year: int, month: int, contract: int | None, sex: str, serial: int
):
    assume(contract is None or year >= 2000)
    middle = f"{month:02}" if contract is None else f"2{contract}"
    text = f"{born:%Y%m%d}{year}{middle}{'1' if sex == 'L' else '2'}{serial:03}"
    expected = Nip(text, born, year, month if contract is None else None, contract, sex, serial)
    assert parse_nip(text) == expected
    spaced = f"{text[:8]} {text[8:14]} {text[14]} {text[15:]}"
    assert parse_nip(spaced) is NipFault.SEPARATED
    assert parse_nip(compact_nip(spaced)) == expected


@given(st.text(max_size=20))
def test_no_text_breaks_it(text: str):
    assert isinstance(parse_nip(text), Nip | NipFault)


# ---- what surrounds a NIP

WHOLE = "198209112008041005"


@pytest.mark.parametrize(
    "text",
    [
        WHOLE, "'" + WHOLE, "\u2019" + WHOLE, "''" + WHOLE, "' " + WHOLE, f'="{WHOLE}"', f'= "{WHOLE}"',
        "19820911 200804 1 005", "1982 0911 2008 0410 05", "19820911\u00a0200804\u00a01\u00a0005",
        "19820911.200804.1.005",
        "19820911-200804-1-005", f"{WHOLE}-", f"{WHOLE} -", f" {WHOLE} ", f"NIP. {WHOLE}", f"NIP {WHOLE}",
        f"Nip: {WHOLE}",
        f"NIP.{WHOLE}", f"N.I.P. {WHOLE}", "NIP. 19820911 200804 1 005", f"{WHOLE}.0", f"{WHOLE}.000",
        f"{WHOLE} / 60000012", f"{WHOLE}/60000012", f"{WHOLE} / NRP. 60000012", f"{WHOLE} / -", f"{WHOLE}/131990468",
        f"'NIP. {WHOLE} / NRP 60000012",
    ],
)  # fmt: skip
def test_what_surrounds_a_nip_is_taken_away(text: str):
    assert clean_nip(text) == WHOLE


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "NIP", "belum ada", "1,98209E+17", "1.98209E+17", "19820911 200804 1 05", "1982091 200804 1 005",
        f"{WHOLE}0", f"{WHOLE} / {WHOLE}", f"{WHOLE} / Gusti", f"{WHOLE}.5", f"{WHOLE},0", f"A{WHOLE}", f"{WHOLE}X",
        f"NIPPPK {WHOLE}", f'="{WHOLE}', "131990468 / 198209112008041005", "(198209112008041005)",
        "\u0661\u0669\u0668\u0662\u0660\u0669\u0661\u0661\u0662\u0660\u0660\u0668\u0660\u0664\u0661\u0660\u0660\u0665",
    ],
)  # fmt: skip
def test_what_is_not_surely_a_nip_stays(text: str):
    assert clean_nip(text) == text


def test_a_number_that_may_have_been_rounded_stays():
    """Between 2**57 and 2**58 only every 32nd number can be a floating one: others never were."""
    rounded = float(int(WHOLE))
    assert int(rounded) != int(WHOLE)
    assert clean_nip(f"{rounded:.1f}") == f"{rounded:.1f}"
    assert clean_nip(f"{int(rounded) + 1}.0") == f"{int(rounded) + 1}"


@given(st.text(max_size=30) | st.from_regex(r"'?(NIP\.? ?)?[0-9 .-]{15,24}(/ ?[0-9]*)?", fullmatch=True))
def test_cleaning_twice_is_cleaning_once_and_changes_no_digit(text: str):
    clean = clean_nip(text)
    assert clean_nip(clean) == clean
    assert clean == text or clean in "".join(character for character in text if character in "0123456789")


# ---- the template that cuts a digit

CUT = [("1970032 199703 1 971", date(1970, 3, 20), "197003201997031971"),
       ("1987010 201512 2 972", date(1987, 1, 2), "198701022015122972"),
       ("1989082\u00a0201901 1 980", date(1989, 8, 27), "198908272019011980"),
       ("1990051.202421.2.982", date(1990, 5, 10), "199005102024212982")]  # fmt: skip


@pytest.mark.parametrize(("text", "born", "whole"), CUT)
def test_the_digit_that_a_template_cut_is_proposed(text: str, born: date, whole: str):
    assert repair_17(text, born) == whole


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("1970032 199703 1 971", None),
        ("1970032 199703 1 971", date(1970, 3, 30)),
        ("1970032 199703 1 971", date(1971, 3, 20)),
        ("1970032 199703 1 000", date(1970, 3, 20)),
        ("1970032 199713 1 971", date(1970, 3, 20)),
        ("1970032 199703 3 971", date(1970, 3, 20)),
        ("19700321997031971", date(1970, 3, 20)),
        ("1970032 19970 1 971", date(1970, 3, 20)),
        ("19700320 199703 1 971", date(1970, 3, 20)),
        ("", date(1970, 3, 20)),
    ],
)
def test_nothing_else_is_proposed(text: str, born: date | None):
    assert repair_17(text, born) is None


@given(st.text(max_size=25), st.dates())
def test_no_text_breaks_the_proposal(text: str, born: date):
    repair_17(text, born)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("19850315201O011007", "'O' (character 12, U+004F) is no digit"),
        ("1985.0315.201O011007", "'O' (character 14, U+004F) is no digit"),
        (
            "\uff11\uff1985031520100110O7",
            "(character 1, U+FF11), '\uff19' (character 2, U+FF19), 'O' (character 17, U+004F) are",
        ),
        (
            "Budi Santoso",
            "'B' (character 1, U+0042), 'u' (character 2, U+0075), 'd' (character 3, U+0064) and 8 more are",
        ),
    ],
)
def test_what_is_no_digit_is_named(text: str, said: str):
    assert said in str(message_of(NipFault.CHARACTERS, text))
