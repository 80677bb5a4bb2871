"""A line of a source with marks under the place that is meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from mutasi.finding import Location
from mutasi.model.dataset import Input
from mutasi.render.text import visible

WINDOW = 100
"""How many columns of a long line are shown."""
_CUT = "..."

SourceLines = Mapping[str, Mapping[int, str]]
"""Lines by the path of their file and their number."""


def source_lines(places: Iterable[Location], inputs: Iterable[Input]) -> SourceLines:
    """The first line of each place, where it is at hand: not of workbooks, nor of files that are no text."""
    wanted: dict[str, set[int]] = {}
    for place in places:
        if place.line and not place.sheet:
            wanted.setdefault(place.path, set()).add(place.line)
    return {file.path: file.lines(wanted[file.path]) for file in inputs if file.path in wanted}


def line_at(place: Location, lines: SourceLines) -> str | None:
    """The line on which a place begins; None when it is not at hand, or too short to hold the place."""
    line = lines.get(place.path, {}).get(place.line)
    return None if line is None or place.column > len(line) + 1 or place.sheet else line


def excerpt(place: Location, line: str) -> tuple[str, str]:
    """What of a line is shown, and the marks that stand under the place: none when it names no column.

    Both are safe to show. Of a long line a window around the beginning of the place is shown.
    """
    begin = max(place.column - 1, 0)
    end = _end(place, line, begin)
    # no more is looked at than can be shown: a file may be a single line
    first, last = max(begin - WINDOW, 0), min(end, begin + WINDOW)
    before, inside = visible(line[first:begin]), visible(line[begin:last])
    cell = _fitting(inside, WINDOW)
    whole = last == end and cell == inside
    after = visible(line[end : end + WINDOW]) if whole else ""
    room = WINDOW - _width(cell)
    left = _fitting(before[::-1], max(room // 2, room - _width(after)))[::-1]
    right = _fitting(after, room - _width(left))
    head = _CUT if first or left != before else ""
    tail = "" if whole and right == after and end + WINDOW >= len(line) else _CUT
    marks = " " * _width(head + left) + "^" * max(_width(cell), 1) if place.column else ""
    return f"{head}{left}{cell}{right}{tail}", marks


def _end(place: Location, line: str, begin: int) -> int:
    """Where on its first line a place ends, as an index."""
    if place.end_line > place.line:
        return _before_comment(line, begin) if place.path.endswith((".yaml", ".yml")) else len(line)
    return min(max(place.end_column - 1, begin), len(line))


_COMMENT = re.compile(r"""[\s:,\[{]"(?:\\.|[^"\\])*"|[\s:,\[{]'[^']*'|(?P<comment>\s#.*)""")
"""Texts in quotes, which may hold the sign, and the comment behind them."""


def _before_comment(line: str, begin: int) -> int:
    """Where a comment of YAML begins that would be marked, else the end of the line."""
    comment = next(
        (found.start() for found in _COMMENT.finditer(line[begin : begin + WINDOW]) if found["comment"]), None
    )
    return len(line) if comment is None else begin + len(line[begin : begin + comment].rstrip())


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(sign: str) -> int:
    """How many columns of a terminal a character takes."""
    if unicodedata.category(sign) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _fitting(text: str, columns: int) -> str:
    """The longest beginning of a text that takes no more columns."""
    if text.isascii():
        return text[:columns]
    used = 0
    for index, sign in enumerate(text):
        used += _columns(sign)
        if used > columns:
            return text[:index]
    return text
