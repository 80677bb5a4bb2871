"""Charts of bars for terminals: readable without colour, and with the signs of any encoding (see `cli/output`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mutasi.render.text import NATURAL_WIDTH

BLOCKS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█")
"""From nothing to a whole cell, in eighths."""

USUAL_WIDTH = 100
"""Columns of a chart where no terminal is. A series never takes more than a third of them."""

_GAP = 2
_LEAST_BAR = 4

Series = tuple[str, Sequence[int]]
"""A heading and one number for each label."""


def bar(value: int, highest: int, cells: int) -> str:
    """A bar of `cells` columns for `highest`; what is more than nothing is seen."""
    if not value:
        return ""
    eighths = max(1, (2 * value * cells * 8 + highest) // (2 * highest))
    return BLOCKS[8] * (eighths // 8) + BLOCKS[eighths % 8]


def bar_chart(labels: Sequence[str], series: Sequence[Series], width: int) -> list[str]:
    """A line a label with number and bar of each series, side by side as far as the width allows, else in bands.

    Each series has its own scale: its highest number fills its column.
    """
    if width >= NATURAL_WIDTH:
        width = USUAL_WIDTH
    first = max(len(label) for label in labels)
    least = max(max(len(heading), _digits(numbers) + 1 + _LEAST_BAR) for heading, numbers in series) + _GAP
    abreast = min(len(series), max(1, (width - first) // least))
    column = min((width - first) // abreast - _GAP, USUAL_WIDTH // 3)
    lines: list[str] = []
    for at in range(0, len(series), abreast):
        lines += [""] if lines else []
        lines += _band(labels, series[at : at + abreast], first, max(column, least - _GAP))
    return lines


def _digits(numbers: Sequence[int]) -> int:
    return max(len(str(number)) for number in numbers)


def _band(labels: Sequence[str], series: Sequence[Series], first: int, column: int) -> Iterator[str]:
    gap = " " * _GAP
    yield (" " * first + "".join(f"{gap}{heading:{column}}" for heading, _ in series)).rstrip()
    for row, label in enumerate(labels):
        cells = (_cell(numbers[row], numbers, column) for _, numbers in series)
        yield (f"{label:{first}}" + "".join(f"{gap}{cell:{column}}" for cell in cells)).rstrip()


def _cell(number: int, numbers: Sequence[int], column: int) -> str:
    digits = _digits(numbers)
    return f"{number or '-':>{digits}} {bar(number, max(numbers), column - digits - 1)}"
