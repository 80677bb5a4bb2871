"""A document as blocks of text, from which Markdown, a page and a DOCX file are made alike.

Every text is plain: the writers escape it, whatever it holds. What is `Strong` stands out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mutasi.render.html import Markup

Cell = str | tuple[str, ...]
"""The text of a cell, or its lines."""


class Strong(str):
    """A text that stands out, as bold or the like."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is 1 for the title of the document."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stay lines, as those of an address; `right` puts them into the right half of the page."""

    lines: tuple[str, ...]
    right: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The lines at the top of a letter, in the middle of the page, with a rule below."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """Names with what stands for each, as number and subject of a letter."""

    rows: tuple[tuple[str, str], ...]


class Marker(StrEnum):
    """What stands before each item of a list."""

    DOT = "dot"
    NUMBER = "number"
    BOX = "box"


@dataclass(frozen=True, slots=True)
class Items:
    texts: tuple[str, ...]
    marker: Marker = Marker.DOT


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a row of headers; `right` are columns of numbers, `widths` the shares of the columns (of any sum) on
    paper, empty where the writer may choose.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """Room for a signature."""

    lines: int = 3


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of what stands beside it in words, with a line below. Only pages show it; the others lose nothing."""

    drawn: Markup
    caption: str = ""


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a new page on paper; up to the next one pages are `wide`, for tables of many columns."""

    wide: bool = False


Block = Heading | Paragraph | Lines | Letterhead | Fields | Items | Grid | Room | Picture | NewPage


def lines_of(cell: Cell) -> tuple[str, ...]:
    return cell if isinstance(cell, tuple) else (cell,)
