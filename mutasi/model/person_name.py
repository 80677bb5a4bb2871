"""Names of people without their titles."""

from __future__ import annotations

import re
from functools import lru_cache

_BEFORE = r"(?:(?:prof|dr|drs|dra|drg|drh|ir|hj|apt|ns)\b\.?|kh?\.\s?h\.|h\.)"
_BEHIND_COMMA = r",\s*(?:[a-z]{1,4}\.\s?[a-z]|[a-z]{3}|(?:[a-hk-rt-z][a-z]|[js][a-qs-z]|i[a-hj-uw-z])(?:[^a-z]|$))"
"""What behind a comma is no part of the name: all but a single letter, Jr., Sr. and the numbers II and IV."""
_DEGREES = (
    r"(?:s\.\s?(?:ab|ag|ak|ap|e|farm|h|hum|i|ip|ked|kep|km|kom|mn|p|pd|psi|si|sos|st|stp|t|tp)|a\.\s?(?:ma|md)"
    r"|m\.\s?(?:ag|ak|ap|epid|farm|h|hum|kes|kom|m|pd|psi|sc|si|t)"
    r"|(?-i:SE|SH|ST|SKM|SKom|SPd|SSi|SSos|SIP|SSTP|AMd|MM|MH|MT|MSi|MPd|MKes|MHum|MKom))"
)
"""Degrees that are known without a comma before them. M.A. and M.P. are left, which may be initials of the name."""
_BEHIND_BLANK = rf"\s{_DEGREES}(?:\.\s?[a-z]+)*\.?\s*$"
TITLED = rf"(?i)^\s*{_BEFORE}\s|{_BEHIND_COMMA}|{_BEHIND_BLANK}"
"""Where a name surely holds titles: before it, behind a comma or at its end. Understood alike by `re` and polars."""

ONLY_DEGREES = rf"^\s*(?:(?i:{_DEGREES})|[A-Z][A-Za-z]{{0,2}}\.\s?[A-Z][A-Za-z]{{0,5}}\.)(?:[.,\s]|$)"
"""Texts that begin with a degree and therefore hold no name. Understood alike by `re` and polars."""

_AFTER_COMMA, _AT_THE_END = re.compile(_BEHIND_COMMA, re.IGNORECASE), re.compile(_BEHIND_BLANK, re.IGNORECASE)
_LEADING = re.compile(rf"^\s*(?:{_BEFORE}\s*)+", re.IGNORECASE)


def bare_name(text: str) -> str:
    """The name without the titles before it, behind a comma and at its end; never empty."""
    found = _AFTER_COMMA.search(text)
    bare = _LEADING.sub("", text[: found.start()] if found else text)
    while (found := _AT_THE_END.search(bare)) is not None:
        bare = bare[: found.start()]
    return bare.strip() or text


def titled_name(before: str, name: str, behind: str) -> str:
    """`Dr. Siti Rahayu, S.Sos., M.Si.`"""
    full = f"{before} {name}".strip()
    return f"{full}, {behind}" if behind else full


def same_name(one: str, other: str) -> bool:
    """Whether two texts are one name: titles, capitals, blanks and punctuation do not count."""
    return _letters(one) == _letters(other)


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    return "".join(letter for letter in bare_name(text).casefold() if letter.isalnum())
