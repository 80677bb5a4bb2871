"""Styles and tables for terminals. The only home of rich.

Nothing from the data is ever read as markup: texts are handed over as `Text`.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from typing import Literal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mutasi.render.text import Paint, plain, visible

_SGR = {
    "error": "1;31", "warning": "33", "info": "36", "place": "1", "strong": "1", "faint": "2", "good": "32",
}  # fmt: skip
NATURAL_WIDTH = 10_000
"""Wide enough that nothing is wrapped: the width where no terminal is."""


def painter(colour: bool) -> Paint:
    """How texts are styled: with colours, or not at all."""
    return _paint if colour else plain


def _paint(text: str, style: str) -> str:
    return f"\x1b[{_SGR[style]}m{text}\x1b[0m"


def table_text(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right: Sequence[int] = (),
    width: int = NATURAL_WIDTH,
    colour: bool = False,
) -> str:
    """A table for reading. `right` are the columns aligned to the right; `width` is in characters."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for number, header in enumerate(headers):
        justify: Literal["left", "right"] = "right" if number in right else "left"
        # numbers and NIPs are never cut or wrapped: they stay readable at any width
        table.add_column(Text(visible(header)), justify=justify, no_wrap=number in right, overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        console.print(table)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"
