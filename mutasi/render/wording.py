"""Sentences about people for readers: words where files have codes.

The words of codes are the terms of the field, in both languages. Files and machine formats keep the codes.
"""

from __future__ import annotations

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
    "dprd": "DPRD",
    "mpp": "MPP",
}


def in_words(text: str) -> str:
    """A code, also after a year or the like, in words: `2025 sangat_baik` is `2025 sangat baik`."""
    return " ".join(_WORDS.get(part, part) for part in text.split(" "))


def value_in_words(name: str, text: str) -> str:
    """The value of a place of a message, in words."""
    return text if name in NAMES else in_words(text)
