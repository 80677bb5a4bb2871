"""Indeks Profesionalitas ASN: qualification, development, performance and discipline, counted from the tables."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.fit.criterion import Asked, Points, criterion, unknown_where
from mutasi.message import Message, Value, decimal_number
from mutasi.model.calendar import add_months
from mutasi.model.codes import JENJANG_JF, JENJANG_MANAJERIAL
from mutasi.model.decimals import UNIT, in_parts
from mutasi.model.masks import Mask, persons
from mutasi.model.penalty import penalties
from mutasi.model.people import People
from mutasi.model.settings import Choice, PointsByGrade, Settings, Whole, decimal_text, in_months
from mutasi.model.shortlist import FULL_POINTS

Sums = NDArray[np.int64]
"""Hundredths of a point of the index."""


@dataclass(frozen=True, slots=True)
class _Dimension:
    """Least and most hundredths of everybody; they are equal where all is known."""

    name: str
    lowest: Sums
    highest: Sums

    def within(self, full: int) -> _Dimension:
        """The same with no more than the full points of the dimension."""
        return _Dimension(self.name, np.minimum(self.lowest, full), np.minimum(self.highest, full))


@criterion(
    kind="ip_asn",
    label="IP ASN",
    settings={
        "sumber": Choice("hitung", "kolom"),
        "predikat": PointsByGrade(
            {"sangat_baik": 30, "baik": 25, "butuh_perbaikan": 15, "kurang": 5, "sangat_kurang": 1}
        ),
        "jp": Whole(20, least=1),
        "teknis_bulan": in_months(12, least=1),
        "seminar_bulan": in_months(24, least=1),
        "disiplin_bulan": in_months(60),
    },
)
def professionalism_index(people: People, asked: Asked, settings: Settings) -> Points:
    """Indeks Profesionalitas ASN, 0 to 100: qualification 25, development 40, performance 30 and discipline 5.

    `sumber: kolom` reads ip_asn of pegawai instead. What is counted stands in `reference/indeks_profesionalitas.yaml`;
    all but the qualification is from MEMORY. Qualification: the highest recognised diploma. Development: leadership
    (managerial posts) or functional training at any time, technical training of `jp` hours together within
    `teknis_bulan` months, a seminar within `seminar_bulan`. Performance: `predikat` of the last year (the equivalents
    of the numeric bands are a choice of the agency), else its number (90.5 belongs to the band below 91). Discipline:
    the gravest penalty imposed that began or ran within `disiplin_bulan` months. What is missing leaves a range.
    """
    if settings["sumber"] == "kolom":
        return _stated(people)
    full = people.reference.professionalism.full
    counted = (
        _qualification(people),
        _development(people, settings),
        _performance(people, settings),
        _discipline(people, settings),
    )
    dimensions = tuple(one.within(full[one.name]) for one in counted)

    def fact(row: int) -> Message:
        return Message("{dimensions}", dimensions=tuple(_told(one, full[one.name], row) for one in dimensions))

    lowest = sum((one.lowest for one in dimensions), np.zeros(people.size, dtype=np.int64))
    highest = sum((one.highest for one in dimensions), np.zeros(people.size, dtype=np.int64))
    return Points(_held(lowest), _held(highest), fact)


def _held(points: Sums) -> NDArray[np.int32]:
    return np.clip(points, 0, FULL_POINTS).astype(np.int32)


def _told(one: _Dimension, full: int, row: int) -> Message:
    lowest, highest = int(one.lowest[row]), int(one.highest[row])
    if lowest == highest:
        return Message("{dimension} {points} of {full}", dimension=one.name, points=_shown(lowest), full=_shown(full))
    return Message("{dimension} {lowest} to {highest} of {full}", dimension=one.name, lowest=_shown(lowest),
                   highest=_shown(highest), full=_shown(full))  # fmt: skip


def _shown(hundredths: int) -> Value:
    return decimal_number(decimal_text(Fraction(hundredths, 100)))


def _stated(people: People) -> Points:
    column = people.frame["ip_asn"]
    points = _held((2 * 100 * in_parts(column) + UNIT) // (2 * UNIT))

    def fact(row: int) -> Message:
        if column[row] is None:
            return Message("{column} is missing", column="ip_asn")
        return Message("{column} {value}", column="ip_asn", value=decimal_number(decimal_text(Fraction(column[row]))))

    return unknown_where(Points(points, points, fact), column.is_null().to_numpy())


def _range(people: People, values: Iterable[int]) -> tuple[Sums, Sums]:
    """The range of these values for everybody."""
    known = tuple(values)
    return np.full(people.size, min(known), dtype=np.int64), np.full(people.size, max(known), dtype=np.int64)


def _qualification(people: People) -> _Dimension:
    """By the highest recognised diploma; without one it may be any."""
    points = people.reference.professionalism.qualification
    lowest, highest = _range(people, points.values())
    for row, level in enumerate(people.array("pendidikan")):
        if level is not None:
            lowest[row] = highest[row] = points[level]
    return _Dimension("kualifikasi", lowest, highest)


def _development(people: People, settings: Settings) -> _Dimension:
    """By the kind of post; whose level is not known may be of any."""
    groups = people.reference.professionalism.development
    trained = _trained(people, settings)
    bounds = {name: tuple(_counted(people, points, trained, at) for at in (0, 1)) for name, points in groups.items()}
    lowest = np.min([least for least, _ in bounds.values()], axis=0)
    highest = np.max([most for _, most in bounds.values()], axis=0)
    for name, levels in _LEVELS.items():
        of_group = people.is_one_of("jenjang", levels)
        lowest, highest = np.where(of_group, bounds[name][0], lowest), np.where(of_group, bounds[name][1], highest)
    return _Dimension("kompetensi", lowest, highest)


def _counted(people: People, points: Mapping[str, int], trained: Trained, at: int) -> Sums:
    """Everybody's points for the trainings done, surely (0) or perhaps (1)."""
    total = np.zeros(people.size, dtype=np.int64)
    for kind, of_kind in points.items():
        total += of_kind * trained[kind][at]
    return total


Trained = Mapping[str, tuple[Mask, Mask]]
"""By kind of training who surely has it, and who may have it."""

_LEVELS = {
    "JPT/administrator/pengawas": JENJANG_MANAJERIAL,
    "fungsional": JENJANG_JF,
    "pelaksana": ("PELAKSANA",),
}
"""The levels of each group of posts of the index."""
_LEADERSHIP = ("PKN_I", "PKN_II", "PKA", "PKP")


def _trained(people: People, settings: Settings) -> Trained:
    """Without a table anybody may have any."""
    facts = people.facts.get("diklat")
    if facts is None:
        nobody = np.zeros(people.size, dtype=bool)
        return defaultdict(lambda: (nobody, ~nobody))

    def done(codes: tuple[str, ...], since: datetime.date | None) -> tuple[Mask, Mask]:
        of_kind = facts.filter(pl.col("jenis").is_in(codes))
        within = _within(people, since)
        surely = persons(of_kind.filter(within.fill_null(since is None)), people.size)
        return surely, persons(of_kind.filter(within.fill_null(True)), people.size)

    return {
        "diklat_kepemimpinan": done(_LEADERSHIP, None),
        "diklat_fungsional": done(("fungsional",), None),
        "diklat_teknis_20jp": _long_enough(people, facts, settings),
        "seminar": done(("seminar",), add_months(people.effective, -settings["seminar_bulan"])),
    }


def _within(people: People, since: datetime.date | None) -> pl.Expr:
    """Whether a training was completed after that day and until the effective date; null where its day is missing."""
    until = pl.col("tanggal") <= people.effective
    return until if since is None else until & (pl.col("tanggal") > since)


def _long_enough(people: People, facts: pl.DataFrame, settings: Settings) -> tuple[Mask, Mask]:
    """Whose technical trainings of the last months have together the hours that are asked."""
    within = _within(people, add_months(people.effective, -settings["teknis_bulan"]))
    hours = pl.col("jp").fill_null(0) * within.fill_null(False)
    at_most = pl.col("jp").fill_null(settings["jp"]) * within.fill_null(True)
    technical = facts.filter(pl.col("jenis") == "teknis").group_by("person", maintain_order=True)
    summed = technical.agg(surely=hours.sum(), perhaps=at_most.sum())
    surely, perhaps = (
        persons(summed.filter(pl.col(name) >= settings["jp"]), people.size) for name in ("surely", "perhaps")
    )
    return surely, perhaps


def _performance(people: People, settings: Settings) -> _Dimension:
    """By the predikat of the last year, else by its number."""
    points_of = {order: 100 * settings["predikat"][code] for code, order in people.reference.performance.items()}
    bands = people.reference.professionalism.performance
    year = people.last_rated_year
    ratings = people.ratings(year)
    known = np.array([points_of.get(int(order), _UNKNOWN) for order in range(max(points_of) + 1)])[ratings]
    facts = people.facts.get("kinerja")
    if facts is not None:
        rows = facts.filter(pl.col("tahun") == year, pl.col("nilai_angka").is_not_null())
        person, numbers = rows["person"].to_numpy(), in_parts(rows["nilai_angka"])
        of_band = np.select([numbers >= bound * UNIT for bound, _ in bands], [points for _, points in bands])
        known[person] = np.where(known[person] == _UNKNOWN, of_band, known[person])
    lowest, highest = _range(people, (*points_of.values(), *(points for _, points in bands)))
    unknown = known == _UNKNOWN
    return _Dimension("kinerja", np.where(unknown, lowest, known), np.where(unknown, highest, known))


_UNKNOWN = -1


def _discipline(people: People, settings: Settings) -> _Dimension:
    """By the gravest penalty imposed that has not ended before the last months; cases under process are none yet."""
    points = people.reference.professionalism.discipline
    lowest = np.full(people.size, points[""], dtype=np.int64)
    highest = lowest.copy()
    known = penalties(people)
    if known is None:
        return _Dimension("disiplin", *_range(people, points.values()))
    since = add_months(people.effective, -settings["disiplin_bulan"])
    for row in known.filter((pl.col("status") != "proses").fill_null(True)).iter_rows(named=True):
        person, gravity, ends, lasts_to = row["person"], row["tingkat"], row["ends"], row["lasts_to"]
        if ends is None or ends > since:
            lowest[person] = min(lowest[person], points.get(gravity, min(points.values())))
        if lasts_to is not None and lasts_to > since:
            highest[person] = min(highest[person], points.get(gravity, points[""]))
    return _Dimension("disiplin", lowest, highest)
