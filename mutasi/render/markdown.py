"""Markdown in which text from the data stays text. The only home of tabulate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mutasi.render.text import visible

# What CommonMark, GitHub and common extensions give a meaning inside a line. Signs that mean something
# only at the start of a line (- + # 1.) are left alone: a text never starts a line here.
_SPECIAL = re.compile(r"[\\`*_\[\]|<>&~$@]|:(?=//|[\w+-]+:)|#(?=\w)|(?<=www)\.", re.IGNORECASE)
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;", ":": "&#58;", "#": "&#35;", ".": "&#46;"}


def escape_cell(text: str) -> str:
    """Text from the data as it must be written inside a table or a line, so that it renders as typed."""
    lines = re.split(r"\r\n|\r|\n", text)
    return "<br>".join(_SPECIAL.sub(_escaped, visible(line)) for line in lines)


def _escaped(match: re.Match[str]) -> str:
    sign = match.group()
    return _ENTITIES.get(sign, f"\\{sign}")


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> str:
    """A pipe table of texts that are Markdown already (see `escape_cell`). Ends with a line break."""
    from tabulate import tabulate  # only here: commands take the names of formats from modules that import this one

    alignment = ["right" if number in right else "left" for number in range(len(headers))]
    text = tabulate(
        [list(row) for row in rows],
        headers=list(headers),
        tablefmt="pipe",
        colalign=alignment if rows else None,
        disable_numparse=True,
        preserve_whitespace=True,
    )
    return text + "\n"


def text_table(headers: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> str:
    """The same of texts from the data."""
    head, *body = ([escape_cell(cell) for cell in row] for row in (headers, *rows))
    return table(head, body, right=right)
