"""Names of people without their titles."""

from __future__ import annotations

import re
from functools import lru_cache

_BEFORE = r"(?:(?:prof|dr|drs|dra|drg|drh|ir|hj|apt|ns)\b\.?|kh?\.\s?h\.|h\.)"
TITLED = rf"(?i)^\s*{_BEFORE}\s|,"
"""Where a name surely holds titles: one of these before it, or a comma. Understood alike by `re` and polars."""

_LEADING = re.compile(rf"^\s*(?:{_BEFORE}\s*)+", re.IGNORECASE)


def bare_name(text: str) -> str:
    """The name without the titles before it and without what follows the first comma; never empty."""
    before_comma = text.partition(",")[0]
    bare = _LEADING.sub("", before_comma).strip()
    return bare or text


def same_name(one: str, other: str) -> bool:
    """Whether two texts are one name: titles, capitals, blanks and punctuation do not count."""
    return _letters(one) == _letters(other)


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    return "".join(letter for letter in bare_name(text).casefold() if letter.isalnum())
