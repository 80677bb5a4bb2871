"""Sentences in lines of a width."""

from __future__ import annotations

import textwrap


def wrapped(text: str, width: int, indent: str = "") -> str:
    """The text in lines of at most `width` columns, those after the first set in; a word is never cut."""
    lines = textwrap.wrap(text, max(width, 20), initial_indent=indent, subsequent_indent=indent + "  ",
                          break_long_words=False, break_on_hyphens=False)  # fmt: skip
    return "".join(f"{line}\n" for line in lines)
