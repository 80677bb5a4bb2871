"""Bars: exact to an eighth of a cell, seen when there is anything, and within the width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.render.bars import BLOCKS, USUAL_WIDTH, bar, bar_chart
from mutasi.render.text import NATURAL_WIDTH

LABELS = ["2026-02", "2026-03", "2026-04"]


@pytest.mark.parametrize(
    ("value", "highest", "cells", "drawn"),
    [
        (0, 4, 4, ""),
        (4, 4, 4, "████"),
        (2, 4, 4, "██"),
        (1, 8, 4, "▌"),
        (3, 8, 4, "█▌"),
        (1, 1000, 4, "▏"),
        (1, 3, 1, "▍"),
        (1, 16, 1, "▏"),  # half an eighth is rounded up
    ],
)
def test_the_length_of_a_bar(value: int, highest: int, cells: int, drawn: str):
    assert bar(value, highest, cells) == drawn


@given(st.lists(st.integers(0, 5000), min_size=2, max_size=2), st.integers(1, 60))
def test_a_larger_number_is_never_the_shorter_bar(values: list[int], cells: int):
    shorter, longer = (bar(value, max(values), cells) for value in sorted(values))
    assert len(shorter) <= len(longer) <= cells
    assert (BLOCKS.index(shorter[-1:]), len(shorter)) <= (8, len(longer))
    assert (longer == "") == (max(values) == 0)


@given(
    st.lists(st.tuples(st.text("abcdefgh ", min_size=1, max_size=14), st.lists(st.integers(0, 9999), min_size=3,
             max_size=3)), min_size=1, max_size=5),
    st.integers(40, 250),
)  # fmt: skip
def test_a_chart_stays_within_its_width_and_shows_every_number(series: list[tuple[str, list[int]]], width: int):
    lines = bar_chart(LABELS, series, width)
    assert max(map(len, lines)) <= width
    shown = [word for line in lines for word in line.split() if word.isdigit()]
    assert sorted(shown) == sorted(str(number) for _, numbers in series for number in numbers if number)


def test_where_the_width_does_not_hold_all_series_they_follow_one_another():
    series = [("pensiun", [1, 0, 2]), ("kontrak", [0, 3, 0])]
    assert bar_chart(LABELS, series, 30) == [
        "         pensiun    kontrak",
        "2026-02  1 ███▌     -",
        "2026-03  -          3 ███████",
        "2026-04  2 ███████  -",
    ]
    narrow = bar_chart(LABELS, series, 20)
    assert narrow.index("") == 4
    assert [line.split() for line in (narrow[0], narrow[5])] == [["pensiun"], ["kontrak"]]


def test_without_a_terminal_the_width_is_always_the_same():
    series = [("pensiun", [1, 0, 2])]
    assert bar_chart(LABELS, series, NATURAL_WIDTH) == bar_chart(LABELS, series, USUAL_WIDTH)
