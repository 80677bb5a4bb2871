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
    SEX = "sex"
    SERIAL = "serial"


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
    if re.fullmatch("[0-9]+", text):
        return NipFault.LENGTH
    return NipFault.CHARACTERS


def compact_nip(text: str) -> str:
    """Without the spaces, dots, hyphens and apostrophes that people put between the groups."""
    return _SEPARATORS.sub("", text)


def _parse_digits(text: str) -> Nip | NipFault:
    born = date_of_digits(text[:8])
    if born is None or not 1930 <= born.year <= 2049:
        return NipFault.BIRTH_DATE
    year, month, contract = int(text[8:12]), int(text[12:14]), None
    if not 1950 <= year <= 2099:
        return NipFault.APPOINTMENT
    if 21 <= month <= 29:
        contract = month - 20
    elif not 1 <= month <= 12:
        return NipFault.APPOINTMENT
    if text[14] not in "12":
        return NipFault.SEX
    if text[15:] == "000":
        return NipFault.SERIAL
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
