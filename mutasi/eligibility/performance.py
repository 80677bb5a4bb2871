"""Performance, training, competence and talent: what a person has shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.eligibility.age import JPT
from mutasi.eligibility.discipline import FIRST_MONTHS
from mutasi.eligibility.kind import UPWARD, Move, functional, no_level
from mutasi.eligibility.requirement import Asked, Outcome, all_pass, outcome, requirement
from mutasi.message import Message
from mutasi.model import codes
from mutasi.model.competence import job_person_match
from mutasi.model.masks import persons
from mutasi.model.people import People
from mutasi.model.reference import Confidence
from mutasi.model.settings import Choice, Codes, Settings, Whole, in_percent, in_years
from mutasi.model.talent import talent_boxes


@requirement(
    code="KINERJA-01",
    name="performance-below-baik",
    hard=True,
    basis=("JATIM-MUTASI", "SELTER-SUMSEL", "PP11-2017-54"),
    confidence=Confidence.SECONDARY,
    settings={
        "tahun": Whole(2, least=1, most=10),
        "minimal": Choice("baik", *codes.PREDIKAT),
        "toleransi_belum_terbit": True,
    },
    reads=("level",),
    moves=(*UPWARD, Move.INTO_JF, Move.BETWEEN_AGENCIES, Move.ROTATION),
    bars=(*UPWARD, Move.INTO_JF, Move.BETWEEN_AGENCIES),
    tables=("kinerja",),
)
def performance_below_baik(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Each of the last two years at least Baik, for promotion, for entering a functional post and for coming from
    another agency; for a rotation inside the agency it only warns, unless the agency sets `berat: keras`.

    The years are those before the year of the effective date. From January to March of the reference date the rating
    of the year just ended may not be there yet: then that of the year before the others stands in for it
    (`toleransi_belum_terbit`). A year that is not over at the reference date has no rating, and none stands in.
    """
    least = people.reference.performance[settings["minimal"]]
    rated = _rated(people, settings)
    below = np.zeros(people.size, dtype=bool)
    absent = np.zeros(people.size, dtype=bool)
    for one in rated:
        below |= (one.order > 0) & (one.order < least)
        absent |= one.order == 0
    words = {order: code for code, order in people.reference.performance.items()}

    def explain(row: int) -> Message:
        found = tuple(f"{one.source[row]} {words[int(one.order[row])]}" for one in rated if one.order[row])
        message = Message("predikat {found}, at least {least}", found=found, least=settings["minimal"])
        for one in rated:
            if one.order[row] and one.source[row] != one.year:
                message = Message(
                    "{reason}; {instead} stands in for {year}, whose rating may not be there yet",
                    reason=message,
                    instead=int(one.source[row]),
                    year=one.year,
                )
        return message

    def missing(row: int) -> Message:
        return Message("no predikat for {years}", years=tuple(one.year for one in rated if not one.order[row]))

    return outcome(people, fails=below, explain=explain, unknown=absent, missing=missing)


@dataclass(frozen=True, slots=True)
class _Rated:
    """Orders of the ratings that count for a year, 0 where there is none, and of which year each of them is."""

    year: int
    order: NDArray[np.int8]
    source: NDArray[np.int64]


def _rated(people: People, settings: Settings) -> list[_Rated]:
    """The last years, the last one first."""
    last, count = people.last_rated_year, settings["tahun"]
    just_ended = people.as_of.year - 1
    tolerated = settings["toleransi_belum_terbit"] and people.as_of.month <= FIRST_MONTHS
    found = []
    for year in range(last, last - count, -1):
        order, source = people.ratings(year), np.full(people.size, year)
        if tolerated and year == just_ended:
            instead = last - count
            source = np.where(order == 0, instead, source)
            order = np.where(order == 0, people.ratings(instead), order)
        found.append(_Rated(year, order, source))
    return found


@requirement(
    code="DIKLAT-01",
    name="no-leadership-training",
    hard=False,
    basis=("SELTER-KEMENTAN", "SELTER-SUMSEL"),
    confidence=Confidence.SECONDARY,
    settings={"kecuali_asal_jf": True},
    reads=("level",),
    moves=UPWARD,
    tables=("diklat",),
)
def no_leadership_training(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Leadership training of the present level before promotion; announcements exempt functional officials."""
    wanted = {"JPT_PRATAMA": ("PKA", "PKN_II", "PKN_I"), "ADMINISTRATOR": ("PKP", "PKA", "PKN_II")}.get(asked.level)
    if wanted is None:
        return all_pass(people)
    facts = people.facts.get("diklat")
    done = undated = np.zeros(people.size, dtype=bool)
    if facts is not None:
        fitting = facts.filter(pl.col("jenis").is_in(wanted))
        done = persons(fitting.filter(pl.col("tanggal") <= people.effective), people.size)
        undated = persons(fitting.filter(pl.col("tanggal").is_null()), people.size) & ~done
    found = outcome(
        people,
        fails=~done & ~undated & (facts is not None),
        explain=lambda row: (
            Message("leadership training {wanted} completed", wanted=wanted[0])
            if done[row]
            else Message("leadership training {wanted} not recorded", wanted=wanted[0])
        ),
        unknown=undated | (facts is None),
        missing=_NO_TABLE if facts is None else _NO_DAY,
        concerned=~functional(people) if settings["kecuali_asal_jf"] else None,
    )
    unlevelled = people.missing("jenjang") & settings["kecuali_asal_jf"]
    return found.unless_doubtful(unlevelled, lambda row: no_level(people, row))


_NO_TABLE = Message("the table diklat is absent")
_NO_DAY = Message("tanggal of the leadership training is missing")


@requirement(
    code="KOMP-01",
    name="competence-below-threshold",
    hard=False,
    basis=("JPM-80-68", "BRIN3-2023-33"),
    confidence=Confidence.SECONDARY,
    settings={"lulus_min": in_percent(68), "batasi_per_kompetensi": True, "masa_berlaku_tahun": in_years(3, least=1)},
    reads=("level", "standard"),
    tables=("kompetensi",),
)
def competence_below_threshold(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Job person match of valid assessments at least 68 percent. Both 68/80 and 78/90 circulate.

    A vacancy without a standard is judged by the default level of its jenjang, which the message says.
    """
    fallback = people.reference.default_competence_level.get(asked.level, 0)
    standard = asked.standard or tuple((code, fallback) for code in codes.KOMPETENSI_DASAR if fallback)
    if not standard:
        return all_pass(people)
    match = job_person_match(
        people, standard, capped=settings["batasi_per_kompetensi"], valid_months=12 * settings["masa_berlaku_tahun"]
    )
    least = settings["lulus_min"] * match.required
    fails = 100 * match.highest.astype(np.int64) < least
    unknown = ~fails & (100 * match.lowest.astype(np.int64) < least)

    def explain(row: int) -> Message:
        from_, to = (int(100 * bound[row]) // match.required for bound in (match.lowest, match.highest))
        template = Message(
            "job person match {percent} percent, at least {least}", percent=to, least=settings["lulus_min"]
        )
        if match.assessed[row] < len(standard):
            template = Message(
                "job person match from {lowest} to {highest} percent, for {count} of {all} competences are assessed;"
                " at least {least}",
                lowest=from_,
                highest=to,
                count=int(match.assessed[row]),
                all=len(standard),
                least=settings["lulus_min"],
            )
        if asked.standard:
            return template
        return Message("{match} (default levels, the vacancy states none)", match=template)

    def missing(row: int) -> Message:
        if not match.assessed[row]:
            return Message("no valid competence assessment")
        return Message(
            "valid assessment of {count} of {all} competences only", count=int(match.assessed[row]), all=len(standard)
        )

    return outcome(people, fails=fails, explain=explain, unknown=unknown, missing=missing)


_BOXES = tuple(str(number) for number in range(1, 10))


@requirement(
    code="TALENTA-01",
    name="outside-talent-boxes",
    hard=False,
    basis=("KEPKA411-2025", "PERMENPANRB3-2020"),
    confidence=Confidence.SECONDARY,
    settings={"kotak": Codes(("7", "8", "9"), _BOXES)},
    reads=("level", "mechanism"),
    moves=UPWARD,
    tables=("talenta",),
)
def outside_talent_boxes(people: People, asked: Asked, settings: Settings) -> Outcome:
    """For a promotion under talent management the latest box is 7, 8 or 9, and another one bars.

    Without that mechanism another box is a remark, and nobody needs one.
    """
    mechanism = asked.mechanism or (people.jpt_mechanism if asked.level in JPT else "")
    managed = mechanism == "manajemen_talenta"
    boxes = talent_boxes(people).box
    wanted = np.isin(boxes, [int(box) for box in settings["kotak"]])
    return outcome(
        people,
        fails=~wanted & (boxes > 0),
        explain=lambda row: (
            Message("talent box {box}, asked {wanted}", box=int(boxes[row]), wanted=settings["kotak"])
            if boxes[row]
            else Message("no talent box, and none is asked")
        ),
        unknown=(boxes == 0) & managed,
        missing=Message("no talent box"),
        bars=np.ones(people.size, dtype=bool) if managed else None,
    )
