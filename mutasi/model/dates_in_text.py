"""Days in a text, however they are written: by numbers in any order, or with the month in words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from types import MappingProxyType

_MONTHS = MappingProxyType(
    {
        begins: number
        for number, words in enumerate(
            (
                "jan",
                "feb",
                "mar",
                "apr",
                "mei may",
                "jun",
                "jul",
                "agu agt ags aug",
                "sep",
                "okt oct",
                "nov",
                "des dec",
            ),
            start=1,
        )
        for begins in words.split()
    }
)
"""By their first three letters, Indonesian and English."""
_MONTH = rf"(?P<{{name}}>(?:{'|'.join(_MONTHS)})[a-z]*)\.?"
_GAP = r"[\s./,-]{1,3}"
_NUMBERS = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})[\s./-](?P<a>\d{1,2})[\s./-](?P<b>\d{1,2})"
    r"|(?P<c>\d{1,2})[\s./-](?P<d>\d{1,2})[\s./-](?P<z>\d{4}|\d{2})"
    r"|(?P<whole>\d{8}))(?!\d)"
)
_WORDS = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}}){_GAP}{_MONTH.format(name='month')}{_GAP}(?P<year>\d{{4}}|\d{{2}})(?!\d)"
    rf"|\b{_MONTH.format(name='named')}{_GAP}(?P<nth>\d{{1,2}}){_GAP}(?P<in>\d{{4}}|\d{{2}})(?!\d)",
    re.IGNORECASE,
)


def without_days(text: str, days: Collection[datetime.date], instead: str) -> str:
    """The text in which these days are replaced, whatever way they are written."""
    if not days or not any(sign.isdigit() for sign in text):
        return text
    known = frozenset(days)

    def replaced(found: re.Match[str]) -> str:
        return instead if not known.isdisjoint(_read(found)) else found[0]

    return _WORDS.sub(replaced, _NUMBERS.sub(replaced, text))


def _read(found: re.Match[str]) -> set[datetime.date]:
    """The days that a match may mean."""
    parts = found.groupdict()
    if parts.get("whole"):
        text = parts["whole"]
        tried = [(text[:4], text[4:6], text[6:]), (text[4:], text[2:4], text[:2]), (text[4:], text[:2], text[2:4])]
    elif parts.get("y"):
        tried = [(parts["y"], parts["a"], parts["b"]), (parts["y"], parts["b"], parts["a"])]
    elif parts.get("z"):
        tried = [(parts["z"], parts["d"], parts["c"]), (parts["z"], parts["c"], parts["d"])]
    else:
        month = str(_MONTHS[(parts["month"] or parts["named"])[:3].casefold()])
        tried = [(parts["year"] or parts["in"], month, parts["day"] or parts["nth"])]
    return {day for year, month, of_month in tried for day in _days(year, month, of_month)}


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
