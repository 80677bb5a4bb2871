"""Sentences about people for readers: words where files have codes, and the singular after one.

The words of codes are the terms of the field, in both languages. Files and machine formats keep the codes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mutasi.model import codes

NAMES = ("column", "columns", "table", "tables", "code", "codes")
"""Places of a message that hold names of files and columns, or codes as such."""

_SHORT = ("JPT", "JF", "PPPK")
_LISTS = (codes.PREDIKAT, codes.STATUS_AKTIF, codes.MEKANISME, codes.PEMICU, codes.HUBUNGAN, codes.HASIL_UJI)

_WORDS: Mapping[str, str] = {
    **{code: code.replace("_", " ") for listed in _LISTS for code in listed},
    **{
        code: " ".join(part if part in _SHORT else part.capitalize() for part in code.split("_"))
        for code in codes.JENJANG
    },
    "PPPK_PARUH_WAKTU": "PPPK paruh waktu",
    "cltn": "CLTN",
    "mpp": "MPP",
}

_COUNTED = re.compile(r"\{(\w+)\} (\w+)\(s\)|\{(\w+)\} (year|month|level|point)s\b")


def in_words(text: str) -> str:
    """A code, also after a year or the like, in words: `2025 sangat_baik` is `2025 sangat baik`."""
    return " ".join(_WORDS.get(part, part) for part in text.split(" "))


def value_in_words(name: str, text: str) -> str:
    """The value of a place of a message, in words."""
    return text if name in NAMES else in_words(text)


def agreeing(template: str, places: Mapping[str, str]) -> str:
    """An English template in which what is counted stands in the singular after one."""

    def counted(match: re.Match[str]) -> str:
        name, noun = match[1] or match[3], match[2] or match[4]
        return f"{{{name}}} {noun}" + ("" if places.get(name) == "1" else "s")

    return _COUNTED.sub(counted, template)
