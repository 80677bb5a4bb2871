"""A part of a page for people: a title, lines of text and a table, on a terminal or in Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from mutasi.render import markdown
from mutasi.render.text import Paint, visible


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: title, lines of text, and a table where there are headers. `right` are columns of numbers."""

    title: str = ""
    lines: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    right: tuple[int, ...] = ()
    grave: bool = False
    drawn: bool = False
    """Whether the lines are a drawing, whose blanks count."""


def section_text(part: Section, paint: Paint, *, width: int, colour: bool) -> str:
    """The part for a terminal of that width."""
    from mutasi.render.terminal import table_text  # rich, which the help of a command does not need

    title = f"{paint(visible(part.title), 'error' if part.grave else 'strong')}\n" if part.title else ""
    text = title + "".join(f"{visible(line)}\n" for line in part.lines)
    if part.headers:
        text += table_text(part.headers, part.rows, right=part.right, width=width, colour=colour)
    return text


def section_markdown(part: Section) -> str:
    text = f"## {markdown.escape_cell(part.title)}\n\n" if part.title else ""
    if part.drawn:
        text += "```text\n" + "".join(f"{visible(line)}\n" for line in part.lines) + "```\n"
    else:
        text += "".join(f"{markdown.escape_cell(line)}  \n" for line in part.lines)
    if part.headers:
        text += markdown.text_table(part.headers, part.rows, right=part.right)
    return text
