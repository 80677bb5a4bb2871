"""Blocks as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mutasi.render.blocks import (
    Block,
    Cell,
    Fields,
    Grid,
    Heading,
    Items,
    Letterhead,
    Lines,
    Marker,
    NewPage,
    Paragraph,
    Picture,
    Room,
    Strong,
)
from mutasi.render.blocks import lines_of as lines_of_cell
from mutasi.render.markdown import escape_cell, table

_BEGINS = re.compile(r"([-+=#]|[0-9]+(?=[.)](?:\s|$)))")
"""What would begin a list, a heading or a rule at the start of a line."""
_MARKERS = {Marker.DOT: "-", Marker.BOX: "- [ ]"}


def as_markdown(blocks: Iterable[Block]) -> str:
    return "\n\n".join(text for block in blocks if (text := "\n".join(_lines(block)))) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {_inline(text)}"
        case Paragraph(text):
            yield _beginning(text)
        case Lines(lines):
            yield from _broken(lines)
        case Items(texts, marker):
            for number, text in enumerate(texts, start=1):
                yield f"{_MARKERS.get(marker, f'{number}.')} {_beginning(text)}"
        case Grid():
            yield _grid(block)
        case Room():
            yield "<br><br>"
        case Letterhead() | Fields():
            yield from _head(block)
        case NewPage() | Picture():
            return


def _head(block: Letterhead | Fields) -> Iterator[str]:
    if isinstance(block, Fields):
        yield from _broken([f"{name}: {value}" for name, value in block.rows])
    else:
        yield from (*_broken(block.lines), "", "---")


def _broken(lines: Sequence[str]) -> Iterator[str]:
    last = len(lines) - 1
    yield from (_beginning(line) + ("" if at == last else "  ") for at, line in enumerate(lines))


def _beginning(text: str) -> str:
    """A text at the start of a line."""
    if isinstance(text, Strong):
        return _inline(text)
    made = _inline(text)
    found = _BEGINS.match(made)
    if found is None:
        return made
    at = found.end() if found[1][0].isdigit() else 0
    return f"{made[:at]}\\{made[at:]}"


def _inline(text: str) -> str:
    made = escape_cell(text)
    return f"**{made}**" if isinstance(text, Strong) and made.strip() else made


def _cell(cell: Cell) -> str:
    return "<br>".join(_inline(line) for line in lines_of_cell(cell) if line)


def _grid(block: Grid) -> str:
    rows = [[_cell(cell) for cell in row] for row in block.rows]
    return table([_inline(header) for header in block.headers], rows, right=block.right).rstrip("\n")
