"""Performance of the last years."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import polars as pl

from mutasi.fit.criterion import Asked, BadScale, Points, PointVector, criterion, everybody_unknown, scaled
from mutasi.message import Message, decimal_number
from mutasi.model.decimals import UNIT, in_parts
from mutasi.model.people import People
from mutasi.model.settings import PointsByGrade, Settings, Whole, decimal_text
from mutasi.model.shortlist import FULL_POINTS


@criterion(
    kind="predikat_kinerja",
    label="Kinerja",
    settings={
        "tahun": Whole(2, least=1, most=10),
        "nilai": PointsByGrade(
            {"sangat_baik": 100, "baik": 80, "butuh_perbaikan": 50, "kurang": 25, "sangat_kurang": 0}
        ),
    },
)
def performance(people: People, asked: Asked, settings: Settings) -> Points:
    """Mean points of the predikat of the last `tahun` years before the year of the effective date.

    `nilai` gives the points of each predikat. A year without predikat leaves the range between the lowest
    and the highest of these points. The points per predikat are a choice of the agency, not of law.
    """
    by_order = {order: settings["nilai"][code] for code, order in people.reference.performance.items()}
    table = np.zeros(max(by_order, default=0) + 1, dtype=np.int64)
    for order, points in by_order.items():
        table[order] = points
    least, most = min(by_order.values(), default=0), max(by_order.values(), default=0)
    last = people.last_rated_year
    years = [last - back for back in range(settings["tahun"])]
    lowest = np.zeros(people.size, dtype=np.int64)
    highest = np.zeros(people.size, dtype=np.int64)
    for year in years:
        rating = people.ratings(year)
        lowest += np.where(rating == 0, least, table[rating])
        highest += np.where(rating == 0, most, table[rating])
    words = {order: code for code, order in people.reference.performance.items()}

    def fact(row: int) -> Message:
        found = tuple(f"{year} {words.get(int(people.ratings(year)[row]), '-')}" for year in years)
        lacking = tuple(year for year in years if not people.ratings(year)[row])
        if lacking:
            return Message("no predikat for {years}", years=lacking)
        return Message("predikat {found}", found=found)

    return Points(_mean(lowest, len(years)), _mean(highest, len(years)), fact)


Counted = np.ndarray[tuple[int], np.dtype[np.int64]]


def _mean(total: Counted, count: int) -> PointVector:
    """Mean of whole points in hundredths, rounded half up."""
    hundredths = (2 * 100 * total + count) // (2 * count)
    return np.minimum(hundredths, FULL_POINTS).astype(np.int32)


@criterion(
    kind="nilai_kinerja",
    label="Nilai kinerja",
    settings={"tahun": Whole(2, least=1, most=10), "bawah": Whole(0, most=120), "atas": Whole(100, least=1, most=120)},
)
def numeric_performance(people: People, asked: Asked, settings: Settings) -> Points:
    """Mean of the numeric performance (nilai_angka of kinerja) of the last `tahun` years before the effective year.

    Each year gives 0 points at `bawah`, 100 at `atas`, linear between, and no more beyond. A year without a number
    leaves the whole range.
    """
    bottom, top = settings["bawah"], settings["atas"]
    if top <= bottom:
        raise BadScale(Message("atas must be greater than bawah: {top}, {bottom}", top=top, bottom=bottom))
    facts = people.facts.get("kinerja")
    if facts is None:
        return everybody_unknown(people, Message("the table kinerja is absent"))
    years = [people.last_rated_year - back for back in range(settings["tahun"])]
    numbers = {year: _numbers(people, facts, year) for year in years}
    span = (top - bottom) * UNIT
    shares = {year: np.where(one < 0, _MISSING, np.clip(one - bottom * UNIT, 0, span)) for year, one in numbers.items()}
    surely = sum((np.maximum(one, 0) for one in shares.values()), np.zeros(people.size, dtype=np.int64))
    at_most = sum((np.where(one < 0, span, one) for one in shares.values()), np.zeros(people.size, dtype=np.int64))

    def fact(row: int) -> Message:
        lacking = tuple(year for year, one in numbers.items() if one[row] < 0)
        if lacking:
            return Message("no nilai_angka for {years}", years=lacking)
        found = tuple(
            Message("{year}: {value}", year=year, value=decimal_number(decimal_text(Fraction(int(one[row]), UNIT))))
            for year, one in numbers.items()
        )
        return Message("nilai_angka {found}", found=found)

    whole = len(years) * span
    return Points(scaled(surely, whole), scaled(at_most, whole), fact)


_MISSING = -1


def _numbers(people: People, facts: pl.DataFrame, year: int) -> Counted:
    """The number of a year in ten-thousandths, negative where there is none."""
    found = np.full(people.size, _MISSING, dtype=np.int64)
    rows = facts.filter(pl.col("tahun") == year, pl.col("nilai_angka").is_not_null())
    found[rows["person"].to_numpy()] = in_parts(rows["nilai_angka"])
    return found
