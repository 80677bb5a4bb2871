"""Text that is safe to show: no character of the data may move a cursor, hide or reverse other text."""

from __future__ import annotations

import re
from collections.abc import Callable

Paint = Callable[[str, str], str]
"""From a text and the name of a style (STYLES) to the text as it is shown."""

_SGR = {
    "error": "1;31", "warning": "33", "info": "36", "place": "1", "strong": "1", "faint": "2", "good": "32",
}  # fmt: skip
STYLES = tuple(_SGR)

NATURAL_WIDTH = 10_000
"""Columns of a table, so many that nothing is wrapped: the width where no terminal is."""


def plain(text: str, style: str) -> str:
    """No style at all."""
    return text


def painter(colour: bool) -> Paint:
    """How texts are styled: with colours, or not at all."""
    return _paint if colour else plain


def _paint(text: str, style: str) -> str:
    return f"\x1b[{_SGR[style]}m{text}\x1b[0m"


# C0 and C1 controls, bidirectional controls and other invisible format characters; halves of characters, which come
# from file names that are no UTF-8, and what is no character at all: neither may stand in a text that is exchanged
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """The text on one line, with every control and invisible character written out.

    Line breaks become a space, C0 controls ``^[``, the others ``<U+202E>``.
    """
    return _UNSAFE.sub(_written, text.replace("\r\n", " ").replace("\n", " ").replace("\t", " "))


def _written(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"^{chr(code + 64)}" if code < 32 else f"<U+{code:04X}>"


_LOOKS_ALIKE = re.compile("[\u00a0\u2007\u202f\u0300-\u036f]")


def told_apart(text: str) -> str:
    """The text with the signs written out that look like others: no-break spaces, and marks in letters of two parts."""
    return _LOOKS_ALIKE.sub(_written, text)
