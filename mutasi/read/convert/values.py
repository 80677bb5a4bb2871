"""Single values of SIASN exports, each by one exact rule. What no rule covers stays without value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from mutasi.model.nip import Nip, NipFault, clean_nip, parse_nip
from mutasi.model.tables import DECIMAL_PLACES, Column
from mutasi.read.layouts import CellKind, CodeMap, Layout, Split, code_key, name_key

_IDENTIFIER = re.compile("[0-9a-f]{32}")
_DECIMAL = re.compile(rf"[0-9]{{1,3}}(\.[0-9]{{1,{DECIMAL_PLACES}}})?")
_WHOLE = re.compile("[0-9]{1,9}")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
LEVEL_FIRST = " - "
"""Between level and post in titles that put the level first: ``MAHIR - PERAWAT``."""


def collapse(text: str) -> str:
    """On one line, with single spaces and none at the edges."""
    return " ".join(text.split())


def cell_value(text: str, kind: CellKind, layout: Layout) -> str:
    """The text of a cell, empty when it stands for nothing. Only numbers and codes lose an apostrophe in front."""
    value = collapse(text)
    if kind is not CellKind.TEXT:
        value = value.removeprefix("'").strip()
    return "" if value in layout.blanks else value


def split_cell(text: str, split: Split, count: int) -> list[str]:
    """The facts of a cell that holds `count` of them, empty where one is missing.

    With fewer texts than facts in lines the last ones are missing; what stands after the last line belongs to it.
    """
    if split is Split.LINES:
        lines = [line for line in text.splitlines() if line.strip()]
        parts = [*lines[: count - 1], " ".join(lines[count - 1 :])]
    else:
        before, comma, after = text.rpartition(",")
        parts = [before, after] if comma else [text]
    return [*parts, *[""] * (count - len(parts))]


def read_nip(text: str) -> Nip | NipFault:
    """The NIP in a cell, without what surely does not belong to it; nothing is repaired."""
    return parse_nip(clean_nip(text))


def identifier(text: str) -> str:
    """An identifier of SIASN in one spelling: 32 small hexadecimal digits. Other texts stay as they are."""
    compact = text.replace("-", "").lower()
    return compact if _IDENTIFIER.fullmatch(compact) else text


def whole_number(text: str, column: Column) -> str | None:
    """A whole number within the range of its column, without zeros in front; None for anything else."""
    if not _WHOLE.fullmatch(text):
        return None
    number = int(text)
    too_small = column.minimum is not None and number < column.minimum
    too_large = column.maximum is not None and number > column.maximum
    return None if too_small or too_large else str(number)


def decimal_number(text: str, column: Column) -> str | None:
    """A number within the range of its column, with a decimal point; None for anything else.

    Comma and point are both decimal signs: where numbers end before a thousand nothing is grouped.
    """
    plain = text.replace(",", ".")
    if not _DECIMAL.fullmatch(plain):
        return None
    number = Decimal(plain)
    too_small = column.minimum is not None and number < column.minimum
    too_large = column.maximum is not None and number > column.maximum
    return None if too_small or too_large else plain


# ---- coded facts: a name and a numeric code, of which either may be missing or wrong


class CodeFault(Enum):
    """Why a coded fact has no value, or one that somebody should look at."""

    NAME_UNKNOWN = "name"
    CODE_UNKNOWN = "code"
    CLASH = "clash"
    """Name and code mean different things; the name is taken."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The meaning of a coded fact, empty when there is none; `found` is the text that a finding shows."""

    value: str
    fault: CodeFault | None = None
    found: str = ""


def decode(name: str, code: str, meanings: CodeMap) -> Decoded:
    """What a name and a code mean together: the name, or the code when there is no name.

    A name that is not known has no meaning, whatever the code says.
    """
    by_code = meanings.codes.get(code_key(code))
    if not name:
        if code and by_code is None:
            return Decoded("", CodeFault.CODE_UNKNOWN, code)
        return Decoded(by_code or "")
    by_name = meanings.names.get(name_key(name))
    if by_name is None:
        return Decoded("", CodeFault.NAME_UNKNOWN, name)
    if by_code is not None and by_code != by_name:
        return Decoded(by_name, CodeFault.CLASH, f"{name} / {code}")
    return Decoded(by_name)


# ---- names


def has_title(name: str, titles: CodeMap) -> bool:
    """Whether a name surely holds titles: something after a comma, or a title as the first word."""
    first = name.split(" ")[0]
    return "," in name or name_key(first) in titles.names


def level_of_title(title: str, levels: Mapping[str, str]) -> str:
    """The level at the end of the title of a functional post, empty when there is none there.

    `levels` gives the level by its `name_key`.
    """
    words = title.split(" ")
    for count in (2, 1):
        level = levels.get(name_key("".join(words[-count:])))
        if level and len(words) > count:
            return level
    return ""


def level_last(title: str, levels: Mapping[str, str]) -> str:
    """A title in the order of the law, level last: ``MAHIR - PERAWAT`` is Perawat Mahir.

    A title that is turned around and stands in capitals is written with capital initials, as SIASN writes it.
    """
    level, dash, post = title.partition(LEVEL_FIRST)
    if not dash or not post or name_key(level) not in levels:
        return title
    turned = f"{post} {level}"
    return _WORD.sub(lambda word: word.group().capitalize(), turned) if turned.isupper() else turned


def best_spelling(spellings: Iterable[str]) -> str:
    """One of several spellings of a name, whatever their order: rather not in capitals, then by the alphabet."""
    return min(spellings, key=lambda text: (text.isupper(), text))


def split_diploma(text: str, prefixes: CodeMap) -> tuple[str, str]:
    """Level and field of study in the name of an education: ``S-1 PGSD`` is S-1 and PGSD.

    Without a known level in front the level is empty and the field is the whole text.
    """
    words = text.split(" ")
    for count in (2, 1):
        level = prefixes.names.get(name_key("".join(words[:count])))
        if level and len(words) >= count:
            return level, " ".join(words[count:])
    return "", text
