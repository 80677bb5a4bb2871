"""The languages of messages and documents: translation, dates and numbers for people."""

from __future__ import annotations

import contextlib
import datetime
import gettext
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mutasi.message import Message, Translate
from mutasi.render.wording import value_in_words

DOMAIN = "mutasi"
CATALOGUES = Path(__file__).resolve().parent.parent / "locale"
LANGUAGES = ("id", "en")
_NO_COUNTS = ("year", "years", "since", "until", "seed", "line", "row")
"""Places of a message whose whole numbers count nothing."""
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

_MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its code and its catalogue."""

    code: str
    translate: Translate
    formal: bool = False
    """Whether it is that of a document, which writes dates in words, and numbers of four digits and more in groups."""

    def text(self, message: Message) -> str:
        return message.tell(self.translate, _as_it_is, self._written) if self.formal else message.render(self.translate)

    def told(self, message: Message) -> str:
        """The same of what is said about people: words where files have codes. See `wording`."""
        if self.formal:
            return message.tell(self.translate, self._spelt, self._written)
        return message.tell(self.translate, value_in_words)

    def _written(self, name: str, number: int) -> str:
        return str(number) if name in _NO_COUNTS else self.count(number)

    def _spelt(self, name: str, text: str) -> str:
        if _DAY.fullmatch(text):
            with contextlib.suppress(ValueError):
                return self.date(datetime.date.fromisoformat(text))
        return value_in_words(name, text)

    def date(self, day: datetime.date) -> str:
        """A date as letters write it: 1 Desember 2026."""
        return f"{day.day} {_MONTHS[self.code][day.month - 1]} {day.year}"

    def count(self, number: int) -> str:
        """How many, in groups of three digits where the language is that of a document: 1.046."""
        return f"{number:,}".replace(",", "." if self.code == "id" else ",") if self.formal else str(number)

    def points(self, hundredths: int) -> str:
        """Hundredths with two decimals and the decimal sign of the language: 82,35."""
        sign = "-" if hundredths < 0 else ""
        whole, part = divmod(abs(hundredths), 100)
        return f"{sign}{whole}{',' if self.code == 'id' else '.'}{part:02d}"


@cache
def language(code: str) -> Language:
    """The language of that code; ValueError when there is none."""
    if code not in LANGUAGES:
        raise ValueError(code)
    if code == "en":
        return Language(code, _unchanged)
    catalogue = gettext.translation(DOMAIN, CATALOGUES, languages=[code], fallback=True)
    return Language(code, catalogue.gettext)


def _as_it_is(_: str, text: str) -> str:
    return text


def _unchanged(template: str) -> str:
    return template
