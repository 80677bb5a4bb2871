"""Tables for terminals. The only home of rich.

Nothing from the data is ever read as markup: texts are handed over as `Text`.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from typing import Literal

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mutasi.render.text import NATURAL_WIDTH, visible

_LEAST_WORDS = 10
_GAP = 3
"""Columns between two columns of a table, as rich draws it."""


def table_text(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right: Sequence[int] = (),
    width: int = NATURAL_WIDTH,
    colour: bool = False,
) -> str:
    """A table for reading. `right` are the columns aligned to the right; `width` is in characters.

    Where the width does not hold all columns, each row becomes a block of lines: no column is ever left out.
    """
    shown = [[visible(cell) for cell in row] for row in (headers, *rows)]
    if _least_width(shown, right) > width:
        return _blocks(shown, right)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for number, header in enumerate(shown[0]):
        justify: Literal["left", "right"] = "right" if number in right else "left"
        # numbers and NIPs are never cut or wrapped: they stay readable at any width
        table.add_column(Text(header), justify=justify, no_wrap=number in right, overflow="fold",
                         min_width=None if number in right else _least(shown, number))  # fmt: skip
    for row in shown[1:]:
        table.add_row(*(Text(cell) for cell in row))
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


def _natural(shown: Sequence[Sequence[str]], column: int) -> int:
    return max(cell_len(row[column]) for row in shown)


def _least(shown: Sequence[Sequence[str]], column: int) -> int:
    """The width below which a column of words cannot be read any more."""
    return min(_natural(shown, column), _LEAST_WORDS)


def _least_width(shown: Sequence[Sequence[str]], right: Sequence[int]) -> int:
    columns = range(len(shown[0]))
    return sum(_natural(shown, at) if at in right else _least(shown, at) for at in columns) + _GAP * (len(columns) - 1)


def _blocks(shown: Sequence[Sequence[str]], right: Sequence[int]) -> str:
    """A line a cell, headed by the first cell of the row."""
    headers, *rows = shown
    label = max(cell_len(header) for header in headers[1:])
    values = max((cell_len(row[at]) for row in rows for at in right if at), default=0)
    lines = []
    for row in rows:
        lines.append(f"{headers[0]} {row[0]}")
        for at, (header, cell) in enumerate(zip(headers, row, strict=True)):
            space = " " * (label - cell_len(header) + (values - cell_len(cell) if at in right else 0))
            if at:
                lines.append(f"  {header}{space}  {cell}")
    return "".join(f"{line.rstrip()}\n" for line in lines)
