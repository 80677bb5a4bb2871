"""Characters that have no place in a cell: controls, and signs that cannot be seen.

They come from damaged files and from copying out of documents, make equal texts differ, and can turn
a terminal or a web page against its reader (Unicode TR 36 and TR 39).
"""

from __future__ import annotations

import re

from mutasi.model.characters import HIDDEN_PATTERN

BLANKS = " \t\u00a0"
"""Stripped from the edges of a cell: space, tab and no-break space."""

POLARS_HIDDEN_PATTERN = (
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\x{ad}\x{200b}-\x{200f}\x{2028}-\x{202e}"
    r"\x{2060}-\x{2064}\x{2066}-\x{2069}\x{feff}]"
)
"""HIDDEN_PATTERN as polars writes it."""

ASCII_CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n\r")
_BEYOND_ASCII = (
    (b"\xc2", re.compile(rb"\xc2[\x80-\x9f\xad]")),
    (b"\xe2", re.compile(rb"\xe2(?:\x80[\x8b-\x8f\xa8-\xae]|\x81[\xa0-\xa4\xa6-\xa9])")),
    (b"\xef", re.compile(rb"\xef\xbb\xbf")),
)
"""First bytes of hidden characters, which most files do not hold, and the whole."""


def may_hide_beyond_ascii(data: bytes) -> bool:
    """Whether UTF-8 bytes hold a hidden character that is not ASCII."""
    return any(first in data and pattern.search(data) for first, pattern in _BEYOND_ASCII)


def may_hide(data: bytes) -> bool:
    """Whether UTF-8 bytes hold a hidden character."""
    if len(data.translate(None, ASCII_CONTROLS)) != len(data):
        return True
    return not data.isascii() and may_hide_beyond_ascii(data)


def shown(text: str) -> str:
    """The text with its hidden characters written as ``<U+200B>``."""
    return HIDDEN_PATTERN.sub(lambda match: f"<U+{ord(match.group()):04X}>", text)
