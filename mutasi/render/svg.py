"""Pictures for pages, drawn in grey: each has a title and a description for those who do not see it.

Numbers stand beside what is drawn, so that nothing is told by length or shade alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from mutasi.render.html import Markup, element, text

_LINE = 26
_LABEL_WIDTH, _BARS, _NUMBER, _GAP = 300, 240, 70, 20
_LONGEST = 38
"""Letters of a label that its column holds in a line."""
_LEADING = 17
_DARK, _MIDDLE, _PALE, _RULE = "#333", "#999", "#e4e4e4", "#777"
_FONT = 'font-family="system-ui, Segoe UI, DejaVu Sans, sans-serif" font-size="14" fill="#111"'


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of the whole, between 0 and `whole`, and how it is written; `most` is what the part could be."""

    part: int
    whole: int
    written: str
    most: int = 0


def bar_chart(name: str, title: str, described: str, headings: Sequence[str], rows: Sequence[tuple[str, Sequence[Bar]]]
              ) -> Markup:  # fmt: skip
    """A line a label with a bar of each series, in columns. `name` tells this picture from others of the page."""
    lines = [_text(_column(at), 18, heading, weight="600") for at, heading in enumerate(headings)]
    top = _LINE
    for label, bars in rows:
        parts = wrap(label, _LONGEST) or [""]
        lines += [_text(0, top + 18 + _LEADING * down, part) for down, part in enumerate(parts)]
        for at, bar in enumerate(bars):
            lines += _bar(_column(at), top, bar)
        top += _LINE + _LEADING * (len(parts) - 1)
    return _picture(name, title, described, _column(len(headings)), top + 4, lines)


def _column(at: int) -> int:
    return _LABEL_WIDTH + at * (_BARS + _NUMBER + _GAP)


def _bar(left: int, top: int, bar: Bar) -> list[Markup]:
    length = bar.part * _BARS // bar.whole if bar.whole else 0
    seen = max(length, 1) if bar.part else 0
    most = bar.most * _BARS // bar.whole if bar.whole else 0
    return [
        _box(left, top + 5, _BARS, _LINE - 10, _PALE),
        *([_box(left, top + 5, most, _LINE - 10, _MIDDLE)] if most > seen else []),
        *([_box(left, top + 5, seen, _LINE - 10, _DARK)] if seen else []),
        _text(left + _BARS + 8, top + 18, bar.written),
    ]


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a grid: a small heading, what is large, a line below, and a bar of `part` in `whole`."""

    heading: str
    large: str
    below: str
    part: int
    whole: int


_CELL_WIDTH, _CELL_HEIGHT, _SIDE, _LINES = 200, 96, 130, 26


def grid(name: str, title: str, described: str, sides: tuple[str, str], columns: Sequence[str],
         rows: Sequence[tuple[str, Sequence[Cell]]]) -> Markup:  # fmt: skip
    """A table of fields with names at the left and below. The fuller, the longer the bar at the foot of a field.

    `sides` name what grows upward and what grows to the right.
    """
    upward, onward = sides
    made = [_text(0, 18, f"{upward} ↑")]
    for down, (label, cells) in enumerate(rows):
        top = _LINES + down * _CELL_HEIGHT
        made.append(_text(0, top + _CELL_HEIGHT // 2 + 5, label, weight="600"))
        for across, cell in enumerate(cells):
            made += _cell(_SIDE + across * _CELL_WIDTH, top, cell)
    foot = _LINES + len(rows) * _CELL_HEIGHT
    for across, label in enumerate(columns):
        made.append(_text(_SIDE + across * _CELL_WIDTH + 8, foot + 22, label, weight="600"))
    made.append(_text(_SIDE + 8, foot + 22 + _LINES, f"{onward} →"))
    return _picture(name, title, described, _SIDE + len(columns) * _CELL_WIDTH + 2, foot + 2 * _LINES + 6, made)


def _cell(left: int, top: int, cell: Cell) -> list[Markup]:
    room = _CELL_WIDTH - 16
    length = max(cell.part * room // cell.whole, 1) if cell.part else 0
    return [
        _frame(left + 1, top + 1, _CELL_WIDTH - 2, _CELL_HEIGHT - 2),
        _text(left + 8, top + 20, cell.heading),
        _text(left + 8, top + 52, cell.large, size=26, weight="600"),
        _text(left + 8, top + 74, cell.below),
        *([_box(left + 8, top + _CELL_HEIGHT - 14, length, 6, _DARK)] if length else []),
    ]


_STATION, _STEP, _INSET = 640, 64, 24


def ladder(name: str, title: str, described: str, stations: Sequence[str], steps: Sequence[str], *, closed: bool
           ) -> Markup:  # fmt: skip
    """Boxes one below the other, each with an arrow upward to the one before and what goes along it. Where it is
    `closed`, the arrow of the last step begins at the first box again.
    """
    made = []
    for number, label in enumerate(stations):
        top = number * _STEP + 2
        made += [_frame(_INSET, top, _STATION, 28), _text(_INSET + 10, top + 19, label)]
    for number, label in enumerate(steps):
        foot = (number + 1) * _STEP + 2
        if not closed or number + 1 < len(stations):
            made += [*_arrow(_INSET + 30, foot, foot - _STEP + 28), _text(_INSET + 46, foot - 13, label)]
    height = (len(stations) - 1) * _STEP + 34
    if closed:
        last = (len(stations) - 1) * _STEP + 16
        made += _around(last)
        made.append(_text(_INSET + 46, height + 18, steps[-1]))
        height += 28
    return _picture(name, title, described, _INSET + _STATION + 4, height, made)


def _arrow(across: int, foot: int, head: int) -> list[Markup]:
    line = f'<path d="M{across} {foot} V{head + 2}" stroke="{_DARK}" stroke-width="1.5" fill="none"/>'
    return [Markup(line), _tip(across, head)]


def _around(last: int) -> list[Markup]:
    """From the first box, along the left side, to the last one."""
    line = f'<path d="M{_INSET} 16 H8 V{last} H{_INSET - 8}" stroke="{_DARK}" stroke-width="1.5" fill="none"/>'
    tip = f'<path d="M{_INSET} {last} l-9 -5 v10 z" fill="{_DARK}"/>'
    return [Markup(line), Markup(tip)]


def _tip(across: int, head: int) -> Markup:
    return Markup(f'<path d="M{across} {head} l-5 9 h10 z" fill="{_DARK}"/>')


def _picture(name: str, title: str, described: str, width: int, height: int, content: Sequence[Markup]) -> Markup:
    told = (element("title", text(title), id=f"{name}-title"), element("desc", text(described), id=f"{name}-desc"))
    inner = "".join((*told, f"<g {_FONT}>", *content, "</g>"))
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f' aria-labelledby="{text(name)}-title {text(name)}-desc" style="max-width: {width}px">{inner}</svg>'
    )


def _text(left: int, base: int, content: str, *, size: int = 0, weight: str = "") -> Markup:
    more = {name: value for name, value in (("font_size", str(size or "")), ("font_weight", weight)) if value}
    return element("text", text(content), x=str(left), y=str(base), **more)


def _box(left: int, top: int, width: int, height: int, fill: str) -> Markup:
    return Markup(f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{fill}"/>')


def _frame(left: int, top: int, width: int, height: int) -> Markup:
    box = f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="none" stroke="{_RULE}"/>'
    return Markup(box)
