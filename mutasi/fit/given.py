"""Values that stand in a column of `pegawai`: numbers on a scale, codes in a table."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import numpy as np

from mutasi.errors import MutasiError
from mutasi.fit.criterion import Asked, Points, criterion, unknown_where
from mutasi.message import Message, decimal_number
from mutasi.model.people import People, tells_protected_trait
from mutasi.model.settings import Choice, Settings, decimal_text
from mutasi.model.shortlist import FULL_POINTS


class BadColumn(MutasiError):
    """A criterion names a column that it cannot read."""


def _values(people: People, column: str) -> list[object]:
    if tells_protected_trait(column):
        raise BadColumn(Message("a criterion may not read the column '{column}'", column=column))
    if column not in people.frame.columns:
        raise BadColumn(Message("a criterion reads the column '{column}', which does not exist", column=column))
    values: list[object] = people.frame[column].to_list()
    return values


@criterion(
    kind="nilai_kolom",
    label="Nilai",
    settings={
        "kolom": "",
        "bawah": Fraction(0),
        "atas": Fraction(100),
        "arah": Choice("benefit", "cost"),
        "jepit": True,
    },
)
def column_value(people: People, asked: Asked, settings: Settings) -> Points:
    """A numeric column: 0 points at `bawah`, 100 at `atas`, linear between; `arah: cost` turns it round.

    Beyond the bounds the points stay at 0 or 100; with `jepit: tidak` such a value stops the run.
    """
    column = settings["kolom"]
    values = _values(people, column)
    bottom, top = settings["bawah"], settings["atas"]
    if top <= bottom:
        raise BadColumn(Message("criterion on {column}: atas must be greater than bawah", column=column))
    points = np.zeros(people.size, dtype=np.int32)
    missing = np.zeros(people.size, dtype=bool)
    worked_out = cache(lambda value: _points(_number(value, column), settings, column))
    for row, value in enumerate(values):
        if value is None:
            missing[row] = True
        else:
            points[row] = worked_out(value)

    def fact(row: int) -> Message:
        if missing[row]:
            return Message("{column} is missing", column=column)
        return Message("{column} {value}", column=column, value=decimal_number(_shown(values[row])))

    return unknown_where(Points(points, points, fact), missing)


def _number(value: object, column: str) -> Fraction:
    try:
        return Fraction(str(value))
    except ValueError:
        raise BadColumn(Message("the column '{column}' holds no numbers", column=column)) from None


def _points(value: Fraction, settings: Settings, column: str) -> int:
    bottom, top = settings["bawah"], settings["atas"]
    if not settings["jepit"] and not bottom <= value <= top:
        shown, lowest, highest = (decimal_number(decimal_text(one)) for one in (value, bottom, top))
        raise BadColumn(Message("{column} {value} lies outside {bottom} to {top}", column=column, value=shown,
                                bottom=lowest, top=highest))  # fmt: skip
    share = (min(max(value, bottom), top) - bottom) / (top - bottom)
    if settings["arah"] == "cost":
        share = 1 - share
    return int(share * FULL_POINTS + Fraction(1, 2))


def _shown(value: object) -> str:
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


@criterion(kind="tabel_nilai", label="Nilai", settings={"kolom": "", "nilai": {}})
def table_value(people: People, asked: Asked, settings: Settings) -> Points:
    """A coded column: `nilai` gives the points (0 to 100) of each code. A code without points is missing."""
    column, table = settings["kolom"], settings["nilai"]
    values = _values(people, column)
    points = np.array([100 * table.get(str(value), 0) for value in values], dtype=np.int64)
    missing = np.array([str(value) not in table for value in values], dtype=bool)

    def fact(row: int) -> Message:
        if missing[row]:
            return Message("{column} has no points", column=column)
        return Message("{column} {value}", column=column, value=str(values[row]))

    held = np.clip(points, 0, FULL_POINTS).astype(np.int32)
    return unknown_where(Points(held, held, fact), missing)
