"""The 18 digits of a NIP (PNS) or NI PPPK, taken apart.

Digits 1-8 birth date; 9-12 year of appointment; 13-14 month of appointment for PNS, or 2 and the
contract number for PPPK; 15 sex (1 male, 2 female); 16-18 serial from 001. There is no check digit.
Source: `reference/nip.yaml` (Perka BKN 43/2007 as reported; SECONDARY).
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import Enum

DIGITS = 18
"""Of a NIP."""
_DIGITS = re.compile("[0-9]{18}")  # not \d, which takes digits of other scripts


class NipFault(Enum):
    """Why a text is not a NIP; one fault a text, the first that a reader would see."""

    MISSING_YET = "placeholder"
    SCIENTIFIC = "scientific"
    SEPARATED = "separated"
    OLD_NINE_DIGITS = "old"
    LENGTH = "length"
    CHARACTERS = "characters"
    BIRTH_DATE = "birth_date"
    APPOINTMENT = "appointment"
    CONTRACT = "contract"
    """Digit 13 is the 2 of a PPPK, and contract number or year are none: the first PPPK were appointed after 2000."""
    SERIAL = "serial"
    """It ends in 000: no serial number does, but numbers do that a spreadsheet has rounded to 15 digits."""
    SEX = "sex"


NAMES_NOBODY = frozenset({NipFault.MISSING_YET, NipFault.SCIENTIFIC})
"""Texts that several people may share, for the digits that tell them apart are not there."""


@dataclass(frozen=True, slots=True)
class Nip:
    """A well-formed NIP. `month` is None for PPPK, `contract` is None for PNS."""

    text: str
    born: datetime.date
    year: int
    month: int | None
    contract: int | None
    sex: str
    serial: int

    @property
    def is_pppk(self) -> bool:
        return self.contract is not None


_PLACEHOLDER = re.compile(r"[-.0 ]*|belum ada|belum|tidak ada|null|n/?a", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"[0-9][.,]?[0-9]*[eE]\+?[0-9]+")
_SEPARATORS = re.compile(r"[\s\u00a0'\u2019.\-]+")
_FORMULA = re.compile(r'=\s*"(.*)"', re.DOTALL)
_LABEL = re.compile(r"N\.?I\.?P\b[\s.:]*", re.IGNORECASE)
_OTHER_NUMBER = re.compile(r"\s*/\s*(?:NRP[\s.:]*)?(?:[0-9]{1,9}|-)?", re.IGNORECASE)
"""After a slash: the number of a police officer or soldier (NRP), or the old NIP of nine digits."""
_FLOATING = re.compile(r"([0-9]{18})\.0+")
_FLOATING_STEP = 32
"""Between two neighbouring floating numbers of 18 digits that begin with 19 or 20."""
_CUT_BY_TEMPLATE = re.compile(r"([0-9]{7})[\s\u00a0.\-]+([0-9]{6})[\s\u00a0.\-]+([12])[\s\u00a0.\-]+([0-9]{3})")


def parse_nip(text: str) -> Nip | NipFault:
    """The parts of a NIP, or what is wrong with it. Nothing is repaired here."""
    if _DIGITS.fullmatch(text):
        return _parse_digits(text)
    if _PLACEHOLDER.fullmatch(text):
        return NipFault.MISSING_YET
    if _SCIENTIFIC.fullmatch(text):
        return NipFault.SCIENTIFIC
    if _DIGITS.fullmatch(compact_nip(text)):
        return NipFault.SEPARATED
    if re.fullmatch("[0-9]{9}", text):
        return NipFault.OLD_NINE_DIGITS
    if re.fullmatch("[0-9]+", compact_nip(text)):
        return NipFault.LENGTH
    return NipFault.CHARACTERS


def compact_nip(text: str) -> str:
    """Without the spaces, dots, hyphens and apostrophes that people put between the groups."""
    return _SEPARATORS.sub("", text)


def clean_nip(text: str) -> str:
    """The 18 digits in a text that surely holds them and no others; any other text as it is.

    Taken away is what programs and people put around and between: an apostrophe, ``="..."``, blanks, dots and hyphens,
    the label ``NIP``, the ``.0`` of a number, and the NRP after a slash. Digits are never added or changed. A number
    with ``.0`` that a floating number can hold exactly may be a rounded one, so it stays as it is.
    """
    if _DIGITS.fullmatch(text):
        return text
    inside = text.strip().lstrip("'\u2019").strip()
    formula = _FORMULA.fullmatch(inside)
    if formula:
        inside = formula[1].strip()
    inside = _LABEL.sub("", inside, count=1) if _LABEL.match(inside) else inside
    first, slash, rest = inside.partition("/")
    if slash and _OTHER_NUMBER.fullmatch(slash + rest):
        inside = first
    floating = _FLOATING.fullmatch(inside.strip())
    if floating:
        return text if int(floating[1]) % _FLOATING_STEP == 0 else floating[1]
    digits = compact_nip(inside)
    return digits if _DIGITS.fullmatch(digits) else text


def repair_17(text: str, born: datetime.date | None) -> str | None:
    """What a NIP of 17 digits in groups of 7, 6, 1 and 3 was before a known print template cut its eighth digit.

    The digit is the last of the day of birth. None when the other digits do not agree with the birth date, or the
    result is no NIP. It is a proposal for a person to compare with the decree, and never a value.
    """
    groups = _CUT_BY_TEMPLATE.fullmatch(text.strip())
    if groups is None or born is None:
        return None
    day = f"{born:%Y%m%d}" if born.year >= 1000 else ""
    whole = "".join((groups[1], day[7:], *groups.groups()[1:]))
    return whole if day[:7] == groups[1] and isinstance(parse_nip(whole), Nip) else None


def _parse_digits(text: str) -> Nip | NipFault:
    born = date_of_digits(text[:8])
    if born is None or not 1930 <= born.year <= 2049:
        return NipFault.BIRTH_DATE
    year, month, contract = int(text[8:12]), int(text[12:14]), None
    if not 1950 <= year <= 2099:
        return NipFault.APPOINTMENT
    if 20 <= month <= 29:
        if month == 20 or year < 2000:
            return NipFault.CONTRACT
        contract = month - 20
    elif not 1 <= month <= 12:
        return NipFault.APPOINTMENT
    if text[15:] == "000":
        return NipFault.SERIAL
    if text[14] not in "12":
        return NipFault.SEX
    return Nip(
        text=text,
        born=born,
        year=year,
        month=month if contract is None else None,
        contract=contract,
        sex="L" if text[14] == "1" else "P",
        serial=int(text[15:]),
    )


def date_of_digits(digits: str) -> datetime.date | None:
    """The date of eight digits YYYYMMDD, or None when there is no such day."""
    try:
        return datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
