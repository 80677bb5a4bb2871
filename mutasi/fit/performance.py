"""Performance of the last years."""

from __future__ import annotations

import numpy as np

from mutasi.fit.criterion import Asked, Points, criterion
from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.settings import PointsOf, Settings, Whole
from mutasi.model.shortlist import FULL_POINTS


@criterion(
    kind="predikat_kinerja",
    label="Kinerja",
    settings={
        "tahun": Whole(2, least=1, most=10),
        "nilai": PointsOf({"sangat_baik": 100, "baik": 80, "butuh_perbaikan": 50, "kurang": 25, "sangat_kurang": 0}),
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


def _mean(total: np.ndarray[tuple[int], np.dtype[np.int64]], count: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """Mean of whole points in hundredths, rounded half up."""
    hundredths = (2 * 100 * total + count) // (2 * count)
    return np.minimum(hundredths, FULL_POINTS).astype(np.int32)
