"""Days in a text, however they are written: by numbers in any order, or with the month in words or Roman numbers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from types import MappingProxyType

_WORDS_OF_MONTHS = (
    "jan", "feb peb", "mar", "apr", "mei may", "jun", "jul", "agu agt ags aug", "sep", "okt oct", "nov nop", "des dec",
)  # fmt: skip
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_MONTHS = MappingProxyType(
    {begins: number for number, words in enumerate(_WORDS_OF_MONTHS, start=1) for begins in words.split()}
    | {roman: number for number, roman in enumerate(_ROMAN, start=1)}
)
"""By their first three letters, Indonesian and English, old spellings too, and by Roman numbers."""
_NAME = "|".join(begins for begins in _MONTHS if begins not in _ROMAN)
_MONTH = rf"(?P<{{name}}>(?:{_NAME})[a-z]*|{'|'.join(sorted(_ROMAN, key=len, reverse=True))})\.?"
_DASH = r"_\u2010-\u2015-"
_GAP = rf"(?:[\s./,'\u2019{_DASH}]|bulan|tahun|thn){{1,9}}"
_STROKE = rf"\s{{0,2}}[./{_DASH}]\s{{0,2}}"
_NUMBERS = re.compile(
    rf"(?<!\d)(?:(?P<y>\d{{4}})(?:{_STROKE}|\s{{1,3}})(?P<a>\d{{1,2}})(?:{_STROKE}|\s{{1,3}})(?P<b>\d{{1,2}})"
    rf"|(?P<c>\d{{1,2}})(?:{_STROKE}|\s{{1,3}})(?P<d>\d{{1,2}})(?:{_STROKE}|\s{{1,3}})(?P<z>\d{{4}})"
    rf"|(?P<e>\d{{1,2}}){_STROKE}(?P<f>\d{{1,2}}){_STROKE}(?P<x>\d{{2}})"
    r"|(?P<whole>\d{8}))(?!\d)"
)
_WITH_WORDS = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_GAP}{_MONTH.format(name='month')}{_GAP}(?P<year>\d{{4}}|\d{{2}})(?!\d)"
    rf"|\b{_MONTH.format(name='named')}{_GAP}(?P<nth>\d{{1,2}})(?:st|nd|rd|th)?{_GAP}(?P<in>\d{{4}}|\d{{2}})(?!\d)"
    rf"|(?<!\d)(?P<of>\d{{4}}){_GAP}{_MONTH.format(name='mid')}{_GAP}(?P<last>\d{{1,2}})(?!\d)",
    re.IGNORECASE,
)


def without_days(text: str, days: Collection[datetime.date], instead: str) -> str:
    """The text in which these days are replaced, whatever way they are written."""
    if not days or not any(sign.isdigit() for sign in text):
        return text
    known = frozenset(days)

    def replaced(found: re.Match[str]) -> str:
        return instead if not known.isdisjoint(_read(found)) else found[0]

    return _WITH_WORDS.sub(replaced, _NUMBERS.sub(replaced, text))


def _read(found: re.Match[str]) -> set[datetime.date]:
    """The days that a match may mean."""
    parts = found.groupdict()
    tried: list[tuple[str, str, str]]
    if parts.get("whole"):
        text = parts["whole"]
        tried = [(text[:4], text[4:6], text[6:]), (text[4:], text[2:4], text[:2]), (text[4:], text[:2], text[2:4])]
    elif parts.get("y"):
        tried = [(parts["y"], parts["a"], parts["b"]), (parts["y"], parts["b"], parts["a"])]
    elif parts.get("z"):
        tried = [(parts["z"], parts["d"], parts["c"]), (parts["z"], parts["c"], parts["d"])]
    elif parts.get("x"):
        tried = [(parts["x"], parts["f"], parts["e"]), (parts["x"], parts["e"], parts["f"])]
    else:
        month = _number(parts["month"] or parts["named"] or parts["mid"])
        year, of_month = parts["year"] or parts["in"] or parts["of"], parts["day"] or parts["nth"] or parts["last"]
        tried = [(year, month, of_month)]
    return {day for year, month, of_month in tried for day in _days(year, month, of_month)}


def _number(month: str) -> str:
    name = month.casefold()
    return str(_MONTHS[name] if name in _MONTHS else _MONTHS[name[:3]])


def _days(year: str, month: str, of_month: str) -> list[datetime.date]:
    """One day, of two centuries where the year has two digits; none where there is no such day."""
    years = [int(year)] if len(year) > 2 else [1900 + int(year), 2000 + int(year)]
    made = []
    for one in years:
        try:
            made.append(datetime.date(one, int(month), int(of_month)))
        except ValueError:
            continue
    return made
