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
    """Whether it is that of a document, which writes dates in words."""

    def text(self, message: Message) -> str:
        return message.render(self.translate)

    def told(self, message: Message) -> str:
        """The same of what is said about people: words where files have codes. See `wording`."""
        return message.tell(self.translate, self._spelt if self.formal else value_in_words)

    def _spelt(self, name: str, text: str) -> str:
        if _DAY.fullmatch(text):
            with contextlib.suppress(ValueError):
                return self.date(datetime.date.fromisoformat(text))
        return value_in_words(name, text)

    def date(self, day: datetime.date) -> str:
        """A date as letters write it: 1 Desember 2026."""
        return f"{day.day} {_MONTHS[self.code][day.month - 1]} {day.year}"

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


def _unchanged(template: str) -> str:
    return template
