"""Performance, discipline, training and competence: the record of a person."""

from __future__ import annotations

import datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.eligibility.kind import Kind, kinds_of_move, promoted
from mutasi.eligibility.requirement import Asked, Mask, Outcome, Settings, all_pass, is_one_of, outcome, requirement
from mutasi.message import Message
from mutasi.model import codes
from mutasi.model.calendar import add_years
from mutasi.model.competence import job_person_match
from mutasi.model.people import People
from mutasi.model.reference import Confidence

FIRST_MONTHS = 3
"""January to March: last year's predikat may not be published yet."""


@requirement(
    code="KINERJA-01",
    name="performance-below-baik",
    hard=True,
    basis=("JATIM-MUTASI", "SELTER-SUMSEL", "PP11-2017-54"),
    confidence=Confidence.SECONDARY,
    settings={"tahun": 2, "minimal": "baik", "toleransi_belum_terbit": True},
    reads=("level",),
    tables=("kinerja",),
)
def performance_below_baik(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Each of the last two years at least Baik, for promotion and for entering a functional post.

    The years are those before the year of the effective date. From January to March a missing rating of
    the year just ended is replaced by the year before (`toleransi_belum_terbit`); the month is that of the
    reference date.
    """
    least = people.reference.performance[settings["minimal"]]
    years, ratings = _years(people, settings)
    below = np.zeros(people.size, dtype=bool)
    absent = np.zeros(people.size, dtype=bool)
    for rating in ratings:
        below |= (rating > 0) & (rating < least)
        absent |= rating == 0
    words = {order: code for code, order in people.reference.performance.items()}

    def explain(row: int) -> Message:
        found = tuple(
            f"{year} {words[int(rating[row])]}" for year, rating in zip(years, ratings, strict=True) if rating[row]
        )
        return Message("predikat {found}, at least {least}", found=found, least=settings["minimal"])

    def missing(row: int) -> Message:
        lacking = tuple(year for year, rating in zip(years, ratings, strict=True) if not rating[row])
        return Message("no predikat for {years}", years=lacking)

    applies = promoted(people, asked.level)
    if asked.level in codes.JENJANG_JF:
        applies = applies | (kinds_of_move(people, asked.level) == Kind.DIAGONAL)
    return outcome(people, fails=below, explain=explain, unknown=absent & ~below, missing=missing, applies=applies)


def _years(people: People, settings: Settings) -> tuple[list[int], list[NDArray[np.int8]]]:
    last = people.effective.year - 1
    years = [last - back for back in range(settings["tahun"])]
    ratings = [people.ratings(year) for year in years]
    if settings["toleransi_belum_terbit"] and people.as_of.month <= FIRST_MONTHS and years:
        earlier = people.ratings(last - settings["tahun"])
        ratings[0] = np.where(ratings[0] == 0, earlier, ratings[0])
    return years, ratings


GRAVE = ("sedang", "berat")


def _penalties(people: People) -> pl.DataFrame:
    """Penalties of the graver kinds with their person."""
    facts = people.facts.get("disiplin")
    if facts is None:
        return pl.DataFrame(
            schema={"person": pl.Int32, "status": pl.String, "tmt_mulai": pl.Date, "tmt_selesai": pl.Date}
        )
    return facts.filter(pl.col("tingkat").is_in(GRAVE))


def _persons(frame: pl.DataFrame, size: int) -> Mask:
    mask = np.zeros(size, dtype=bool)
    mask[frame["person"].to_numpy()] = True
    return mask


def _no_table(people: People) -> Mask:
    return np.full(people.size, not people.has("disiplin"))


_NO_DISCIPLINE = Message("the table disiplin is absent, or a date in it is missing")


@requirement(
    code="DISIPLIN-02",
    name="serving-a-penalty",
    hard=True,
    basis=("SELTER-SUMSEL", "SELTER-KEMENTAN"),
    confidence=Confidence.SECONDARY,
    reads=("level",),
    tables=("disiplin",),
)
def serving_a_penalty(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Nobody is promoted who serves a medium or heavy penalty, or is under process, at the effective date."""
    penalties = _penalties(people)
    day = pl.lit(people.effective, pl.Date)
    running = (pl.col("tmt_mulai") <= day) & (pl.col("tmt_selesai") >= day)
    open_ended = (pl.col("status") == "menjalani") & (pl.col("tmt_selesai").is_null() | pl.col("tmt_mulai").is_null())
    serving = _persons(penalties.filter(running | (pl.col("status") == "proses")), people.size)
    doubtful = _persons(penalties.filter(open_ended), people.size) | _no_table(people)
    return outcome(
        people,
        fails=serving,
        explain=lambda row: Message("a medium or heavy penalty, or a process, runs at the effective date"),
        unknown=doubtful & ~serving,
        missing=_NO_DISCIPLINE,
        applies=promoted(people, asked.level),
    )


@requirement(
    code="DISIPLIN-03",
    name="recent-penalty",
    hard=False,
    basis=("BULELENG-SIMATA", "SELTER-KEMENTAN"),
    confidence=Confidence.SECONDARY,
    settings={"tahun": 2, "selamanya": False},
    reads=("level",),
    tables=("disiplin",),
)
def recent_penalty(people: People, asked: Asked, settings: Settings) -> Outcome:
    """No medium or heavy penalty in the last two years; some agencies count for ever."""
    penalties = _penalties(people)
    since = datetime.date(1950, 1, 1) if settings["selamanya"] else add_years(people.effective, -settings["tahun"])
    ended = pl.col("tmt_selesai")
    recent = _persons(penalties.filter(ended.is_null() | (ended > since)), people.size)
    return outcome(
        people,
        fails=recent,
        explain=lambda row: Message("a medium or heavy penalty after {day}", day=since.isoformat()),
        unknown=_no_table(people),
        missing=_NO_DISCIPLINE,
        applies=promoted(people, asked.level),
    )


OBLIGED = ("JPT_MADYA", "JPT_PRATAMA", "ADMINISTRATOR")
"""Levels whose holders report their wealth."""


@requirement(
    code="DISIPLIN-05",
    name="wealth-report-missing",
    hard=False,
    basis=("SELTER-KEMENTAN", "SELTER-SUMSEL"),
    confidence=Confidence.SECONDARY,
)
def wealth_report_missing(people: People, asked: Asked, settings: Settings) -> Outcome:
    """LHKPN or LHKASN of the last year from those whose present post obliges them: JPT and administrator.

    It is due by the end of March, measured at the reference date: the data cannot know of a later report.
    """
    expected = people.as_of.year - (2 if people.as_of.month <= FIRST_MONTHS else 1)
    years: list[int | None] = people.frame["lhkpn_tahun"].to_list()
    filed = np.array([year or 0 for year in years])
    return outcome(
        people,
        fails=filed < expected,
        explain=lambda row: Message(
            "latest wealth report {year}, expected {expected}", year=years[row], expected=expected
        ),
        unknown=filed == 0,
        missing=Message("lhkpn_tahun is missing"),
        applies=is_one_of(people.array("jenjang"), OBLIGED),
    )


@requirement(
    code="DIKLAT-01",
    name="no-leadership-training",
    hard=False,
    basis=("SELTER-KEMENTAN", "SELTER-SUMSEL"),
    confidence=Confidence.SECONDARY,
    settings={"kecuali_asal_jf": True},
    reads=("level",),
    tables=("diklat",),
)
def no_leadership_training(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Leadership training of the present level before promotion; announcements exempt functional officials."""
    wanted = {"JPT_PRATAMA": ("PKA", "PKN_II", "PKN_I"), "ADMINISTRATOR": ("PKP", "PKA", "PKN_II")}.get(asked.level)
    if wanted is None:
        return all_pass(people)
    facts = people.facts.get("diklat")
    done = np.zeros(people.size, dtype=bool)
    if facts is not None:
        late = pl.col("tanggal") > people.effective
        done = _persons(facts.filter(pl.col("jenis").is_in(wanted), ~late.fill_null(False)), people.size)
    applies = promoted(people, asked.level)
    if settings["kecuali_asal_jf"]:
        applies &= ~np.array([level in codes.JENJANG_JF for level in people.array("jenjang")], dtype=bool)
    return outcome(
        people,
        fails=~done,
        explain=lambda row: Message("leadership training {wanted} not recorded", wanted=wanted[0]),
        unknown=np.full(people.size, facts is None),
        missing=Message("the table diklat is absent"),
        applies=applies,
    )


@requirement(
    code="KOMP-01",
    name="competence-below-threshold",
    hard=False,
    basis=("JPM-80-68", "BRIN3-2023-33"),
    confidence=Confidence.SECONDARY,
    settings={"lulus_min": 68, "batasi_per_kompetensi": True, "masa_berlaku_tahun": 3},
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
        percent = int(100 * match.highest[row]) // match.required
        template = Message(
            "job person match {percent} percent, at least {least}", percent=percent, least=settings["lulus_min"]
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
