"""Disciplinary penalties, proceedings and reports that officials owe."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from mutasi.eligibility.kind import UPWARD, Move, no_level
from mutasi.eligibility.requirement import Asked, Outcome, outcome, requirement
from mutasi.message import Message
from mutasi.model.calendar import add_months, add_years
from mutasi.model.codes import TINGKAT_HUKUMAN
from mutasi.model.masks import Mask, persons
from mutasi.model.penalty import penalties
from mutasi.model.people import People
from mutasi.model.reference import Confidence
from mutasi.model.settings import Codes, Settings, in_years

FIRST_MONTHS = 3
"""January to March: what is due by the end of March may not be there yet."""
LIGHT, GRAVE = ("ringan",), ("sedang", "berat")
_DEMOTING = ("B1", "B2")
"""Penalties that put an official one level lower, or release him or her to pelaksana (PP 94/2021 art. 8)."""
_NO_DISCIPLINE = Message("the table {table} is absent", table="disiplin")
_NO_DATE = Message("a date of the penalty that is being served is missing")


def _lacking(people: People) -> Message:
    return _NO_DATE if people.has("disiplin") else _NO_DISCIPLINE


@dataclass(frozen=True, slots=True)
class _Penalised:
    """Who has a penalty that counts, and of whom that is not known."""

    surely: Mask
    maybe: Mask


def _serving(people: People, gravities: tuple[str, ...]) -> _Penalised:
    """Who serves a penalty or is in process for one at the effective date."""
    return people.once(("serving", gravities), lambda: _serving_of(people, gravities))


def _serving_of(people: People, gravities: tuple[str, ...]) -> _Penalised:
    known = penalties(people)
    if known is None:
        nobody = np.zeros(people.size, dtype=bool)
        return _Penalised(nobody, ~nobody)
    rows = known.filter(pl.col("tingkat").is_in(gravities))
    day, served = pl.lit(people.effective, pl.Date), pl.col("status") == "menjalani"
    # what is served at the reference date has begun by then, whenever that was
    begins = pl.col("tmt_mulai").fill_null(pl.when(served).then(pl.lit(people.as_of, pl.Date)))
    running = (begins <= day) & (pl.col("ends") >= day)
    over_or_later = ((pl.col("ends") < day) | (pl.col("tmt_mulai") > day)).fill_null(value=False)
    surely = persons(rows.filter(running | (pl.col("status") == "proses")), people.size)
    return _Penalised(surely, persons(rows.filter(served & ~over_or_later), people.size) & ~surely)


@requirement(
    code="DISIPLIN-01",
    name="penalty-or-proceedings",
    hard=True,
    basis=("PERBKN5-2019",),
    confidence=Confidence.PRIMARY,
    settings={"tingkat": Codes((*LIGHT, *GRAVE), TINGKAT_HUKUMAN), "peradilan": True},
    moves=(Move.BETWEEN_AGENCIES,),
    tables=("disiplin",),
)
def penalty_or_proceedings(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Who comes from another agency serves no penalty, is in no process for one, and before no court.

    A penalty without tmt_selesai lasts as long as the law gives its kind.
    """
    serving = _serving(people, settings["tingkat"])
    accused = people.is_one_of("proses_peradilan", ("ya",)) & settings["peradilan"]
    unstated = people.missing("proses_peradilan") & settings["peradilan"]

    def explain(row: int) -> Message:
        if accused[row]:
            return Message("a court case is open at the effective date")
        if serving.surely[row]:
            return Message("a penalty, or a process, runs at the effective date")
        return Message("no penalty, no process and no court case at the effective date")

    def missing(row: int) -> Message:
        return _lacking(people) if serving.maybe[row] else Message("proses_peradilan is missing")

    return outcome(
        people,
        fails=serving.surely | accused,
        explain=explain,
        unknown=serving.maybe | unstated,
        missing=missing,
    )


@requirement(
    code="DISIPLIN-02",
    name="serving-a-penalty",
    hard=True,
    basis=("SELTER-SUMSEL", "SELTER-KEMENTAN"),
    confidence=Confidence.SECONDARY,
    moves=UPWARD,
    tables=("disiplin",),
)
def serving_a_penalty(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Nobody is promoted who serves a medium or heavy penalty, or is in process for one; a light one warns.

    A penalty without tmt_selesai lasts as long as the law gives its kind. A light one has no length in the law: while
    it is served without an end it warns.
    """
    serving, light = _serving(people, GRAVE), _serving(people, LIGHT)

    def explain(row: int) -> Message:
        if serving.surely[row]:
            return Message("a medium or heavy penalty, or a process, runs at the effective date")
        if light.surely[row]:
            return Message("a light penalty, or a process, runs at the effective date")
        if light.maybe[row]:
            return Message("whether a light penalty still runs at the effective date is not known: a date is missing")
        return Message("no penalty runs at the effective date")

    return outcome(
        people,
        fails=serving.surely,
        warns=light.surely | light.maybe,
        explain=explain,
        unknown=serving.maybe,
        missing=_lacking(people),
    )


@requirement(
    code="DISIPLIN-03",
    name="recent-penalty",
    hard=False,
    basis=("BULELENG-SIMATA", "SELTER-KEMENTAN"),
    confidence=Confidence.SECONDARY,
    settings={"tahun": in_years(2), "selamanya": False},
    moves=UPWARD,
    tables=("disiplin",),
)
def recent_penalty(people: People, asked: Asked, settings: Settings) -> Outcome:
    """No medium or heavy penalty in the last two years; some agencies count for ever.

    A penalty without tmt_selesai lasts as long as the law gives its kind; where that is not known either, so is this,
    unless it is still served. A process without dates is no penalty yet: DISIPLIN-01 and DISIPLIN-02 look at it.
    """
    since = datetime.date(1950, 1, 1) if settings["selamanya"] else add_years(people.effective, -settings["tahun"])
    recent = _recent(people, since, ever=settings["selamanya"])
    return outcome(
        people,
        fails=recent.surely,
        explain=lambda row: (
            Message("a medium or heavy penalty after {day}", day=since.isoformat())
            if recent.surely[row]
            else Message("no medium or heavy penalty after {day}", day=since.isoformat())
        ),
        unknown=recent.maybe,
        missing=_NO_END if people.has("disiplin") else _NO_DISCIPLINE,
    )


_NO_END = Message("tmt_selesai of a medium or heavy penalty is missing")


def _recent(people: People, since: datetime.date, *, ever: bool) -> _Penalised:
    """Whose penalty that was imposed ends after that day, or any at all with `ever`."""
    known = penalties(people)
    if known is None:
        nobody = np.zeros(people.size, dtype=bool)
        return _Penalised(nobody, ~nobody)
    process_only = (pl.col("status") == "proses") & pl.col("tmt_mulai").is_null() & pl.col("tmt_selesai").is_null()
    imposed = known.filter(pl.col("tingkat").is_in(GRAVE), ~process_only.fill_null(value=False))
    surely = persons(imposed.filter(pl.lit(ever) | (pl.col("lasts_to") > since)), people.size)
    return _Penalised(surely, persons(imposed.filter(pl.col("ends").is_null()), people.size) & ~surely)


@dataclass(frozen=True, slots=True)
class _Demoting:
    """Who has a penalty that demotes, for whom it is a valid basis at the effective date, and of whom it may be one."""

    somebody: Mask
    valid: Mask
    undated: Mask


def _demoting(people: People, level: str) -> _Demoting:
    return people.once(("demoting", level), lambda: _demoting_of(people, level))


def _demoting_of(people: People, level: str) -> _Demoting:
    """B1 is a basis for exactly one step down, B2 for a post of a pelaksana; without a present level B1 may be one.

    What is over by that day is no basis and no matter of this move; what is still in process has no decision yet.
    """
    somebody, valid, undated = (np.zeros(people.size, dtype=bool) for _ in range(3))
    facts, target = people.facts.get("disiplin"), people.reference.levels[level].step
    if facts is not None:
        steps = people.array("tingkat")
        for row in facts.filter(pl.col("jenis").is_in(_DEMOTING)).iter_rows(named=True):
            person, kind, begins = row["person"], row["jenis"], row["tmt_mulai"]
            if _is_over(people, row):
                continue
            somebody[person] = True
            one_step = steps[person] - target == 1
            fits = level == "PELAKSANA" if kind == "B2" else one_step or not steps[person]
            if row["nomor_sk"] is None or row["status"] == "proses" or not fits:
                continue
            if begins is None:
                undated[person] = True
            elif begins <= people.effective:
                (valid if steps[person] or kind == "B2" else undated)[person] = True
    return _Demoting(somebody, valid, undated)


def _is_over(people: People, row: Mapping[str, Any]) -> bool:
    """Whether a penalty has ended by the effective date: by its last day, its status, or its length."""
    begins, ends = row["tmt_mulai"], row["tmt_selesai"]
    if ends is not None:
        return bool(ends < people.effective)
    done = row["status"] == "selesai" and people.as_of <= people.effective
    return done or (begins is not None and people.effective >= add_months(begins, _DEMOTION_MONTHS))


_DEMOTION_MONTHS = 12
"""How long B1 and B2 last (PP 94/2021 art. 8): the law's, so no agency sets it."""


def basis_of_demotion(people: People, level: str) -> Mask:
    """Whose demotion to that level rests on the decision of a penalty that runs at the effective date."""
    return _demoting(people, level).valid


@requirement(
    code="DISIPLIN-04",
    name="demoting-penalty-without-decision",
    hard=True,
    basis=("PP94-2021-8",),
    confidence=Confidence.SECONDARY,
    reads=("level",),
    moves=(Move.DEMOTION,),
)
def demoting_penalty_without_decision(people: People, asked: Asked, settings: Settings) -> Outcome:
    """A penalty that demotes is carried out on its decision, which is numbered, and lasts twelve months.

    B1 puts an official exactly one level lower, B2 releases him or her to pelaksana; another post is no part of it.
    """
    found = _demoting(people, asked.level)
    return outcome(
        people,
        fails=~found.valid & ~found.undated,
        explain=lambda row: (
            Message("the decision of the penalty runs at the effective date")
            if found.valid[row]
            else Message(
                "no numbered decision of B1 (one level) or B2 (pelaksana) for this post runs at the effective date"
            )
        ),
        unknown=found.undated & ~found.valid,
        missing=Message("tmt_mulai of the penalty, or the level of the present post, is missing"),
        concerned=found.somebody,
    )


_OBLIGED = ("JPT_MADYA", "JPT_PRATAMA", "ADMINISTRATOR")
"""Levels whose holders report their wealth."""


@requirement(
    code="DISIPLIN-05",
    name="wealth-report-missing",
    hard=False,
    basis=("SELTER-KEMENTAN", "SELTER-SUMSEL"),
    confidence=Confidence.SECONDARY,
)
def wealth_report_missing(people: People, asked: Asked, settings: Settings) -> Outcome:
    """LHKPN or LHKASN and tax return of the last year from those whose present post obliges them: JPT, administrator.

    Both are due by the end of March, measured at the reference date: the data cannot know of a later report.
    """
    expected = people.as_of.year - (2 if people.as_of.month <= FIRST_MONTHS else 1)
    wealth, tax = people.numbers("lhkpn_tahun"), people.numbers("spt_tahun")
    late = ((wealth > 0) & (wealth < expected)) | ((tax > 0) & (tax < expected))

    unlevelled = people.missing("jenjang")

    def missing(row: int) -> Message:
        return Message("{column} is missing", column="spt_tahun" if wealth[row] else "lhkpn_tahun")

    found = outcome(
        people,
        fails=late,
        explain=lambda row: Message(
            "latest wealth report {wealth}, tax return {tax}, expected {expected}",
            wealth=int(wealth[row]) or "?",
            tax=int(tax[row]) or "?",
            expected=expected,
        ),
        unknown=(wealth == 0) | (tax == 0),
        missing=missing,
        concerned=people.is_one_of("jenjang", _OBLIGED) | unlevelled,
    )
    return found.unless_doubtful(unlevelled, lambda row: no_level(people, row))
