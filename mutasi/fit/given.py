"""Values that stand in a column of `pegawai`: numbers on a scale or near a goal, codes in a table."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import polars as pl

from mutasi.errors import MutasiError
from mutasi.fit.criterion import Asked, Points, PointVector, criterion, unknown_where
from mutasi.message import Message, Value, decimal_number
from mutasi.model.people import People
from mutasi.model.readable import code_of, tells_protected_trait
from mutasi.model.settings import Choice, Settings, Unset, decimal_text
from mutasi.model.shortlist import FULL_POINTS


class BadColumn(MutasiError):
    """A criterion names a column that it cannot read."""


def _column(people: People, column: str) -> pl.Series:
    if tells_protected_trait(column):
        raise BadColumn(Message("a criterion may not read the column '{column}'", column=column))
    if column not in people.frame.columns:
        raise BadColumn(Message("a criterion reads the column '{column}', which does not exist", column=column))
    return people.frame[column]


@criterion(
    kind="nilai_kolom",
    label="Nilai",
    settings={
        "kolom": "",
        "bawah": Fraction(0),
        "atas": Fraction(100),
        "sasaran": Unset(),
        "arah": Choice("benefit", "cost"),
        "jepit": True,
    },
)
def column_value(people: People, asked: Asked, settings: Settings) -> Points:
    """A numeric column: 0 points at `bawah`, 100 at `atas`, linear between; `arah: cost` turns it round.

    With `sasaran` 100 points stand at that goal instead, falling linearly to 0 at `bawah` and at `atas`.
    Beyond the bounds the points stay as at the bounds, which the fact says; with `jepit: tidak` such a value stops the
    run.
    """
    column = settings["kolom"]
    values = _column(people, column)
    if not values.dtype.is_numeric():
        raise BadColumn(Message("the column '{column}' holds no numbers", column=column))
    if settings["atas"] <= settings["bawah"]:
        raise BadColumn(Message("criterion on {column}: atas must be greater than bawah", column=column))
    points = _by_value(values, settings, column)

    def fact(row: int) -> Message:
        if values[row] is None:
            return Message("{column} is missing", column=column)
        value = Fraction(str(values[row]))
        if settings["bawah"] <= value <= settings["atas"]:
            return Message("{column} {value}", column=column, value=_shown(value))
        nearest = settings["bawah"] if value < settings["bawah"] else settings["atas"]
        return Message("{column} {value}, beyond the scale, counts as {nearest}", column=column, value=_shown(value),
                       nearest=_shown(nearest))  # fmt: skip

    return unknown_where(Points(points, points, fact), values.is_null().to_numpy())


def _by_value(values: pl.Series, settings: Settings, column: str) -> PointVector:
    """The points of each row, worked out once for each distinct value; 0 where it is missing."""
    distinct = values.drop_nulls().unique()
    if distinct.is_empty():
        return np.zeros(len(values), dtype=np.int32)
    points = [_points(Fraction(str(value)), settings, column) for value in distinct]
    numbers = pl.Series(points, dtype=pl.Int32)
    made: PointVector = values.replace_strict(distinct, numbers, default=0).fill_null(0).to_numpy()
    return made


def _points(value: Fraction, settings: Settings, column: str) -> int:
    bottom, top = settings["bawah"], settings["atas"]
    if not settings["jepit"] and not bottom <= value <= top:
        shown, lowest, highest = (_shown(one) for one in (value, bottom, top))
        raise BadColumn(Message("{column} {value} lies outside {bottom} to {top}", column=column, value=shown,
                                bottom=lowest, top=highest))  # fmt: skip
    share = _share(min(max(value, bottom), top), settings)
    return int(share * FULL_POINTS + Fraction(1, 2))


def _share(value: Fraction, settings: Settings) -> Fraction:
    """Which part of the full points a value within the bounds has."""
    bottom, top, goal = settings["bawah"], settings["atas"], settings["sasaran"]
    share: Fraction
    if isinstance(goal, Fraction):
        if value == goal:
            return Fraction(1)
        share = (value - bottom) / (goal - bottom) if value < goal else (top - value) / (top - goal)
        return share
    share = (value - bottom) / (top - bottom)
    return 1 - share if settings["arah"] == "cost" else share


def _shown(value: Fraction) -> Value:
    return decimal_number(decimal_text(value))


@criterion(kind="tabel_nilai", label="Nilai", settings={"kolom": "", "nilai": {}})
def table_value(people: People, asked: Asked, settings: Settings) -> Points:
    """A coded column: `nilai` gives the points (0 to 100) of each code. A code without points is missing."""
    column, table = settings["kolom"], settings["nilai"]
    codes = [None if value is None else code_of(value) for value in _column(people, column).to_list()]
    points = np.array([100 * table.get(code, 0) for code in codes], dtype=np.int64)
    missing = np.array([code not in table for code in codes], dtype=bool)

    def fact(row: int) -> Message:
        if codes[row] is None:
            return Message("{column} is missing", column=column)
        if missing[row]:
            return Message("{column} '{value}' has no points", column=column, value=str(codes[row]))
        return Message("{column} {value}", column=column, value=str(codes[row]))

    held = np.clip(points, 0, FULL_POINTS).astype(np.int32)
    return unknown_where(Points(held, held, fact), missing)
