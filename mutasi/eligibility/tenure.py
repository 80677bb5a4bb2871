"""Time in the present post, and the basis that a demotion needs."""

from __future__ import annotations

import numpy as np

from mutasi.eligibility.age import JPT, time_since
from mutasi.eligibility.competency_test import tested
from mutasi.eligibility.discipline import basis_of_demotion
from mutasi.eligibility.kind import UPWARD, Kind, Move, kinds_of_move, no_level
from mutasi.eligibility.requirement import Asked, Common, Explain, Outcome, all_pass, outcome, requirement
from mutasi.message import Message, mark
from mutasi.model.calendar import add_months_all, days64
from mutasi.model.codes import JENJANG, JENJANG_MANAJERIAL
from mutasi.model.masks import Mask
from mutasi.model.people import People
from mutasi.model.reference import Confidence
from mutasi.model.settings import Codes, Settings, in_months
from mutasi.model.verdict import FAIL, Verdict

_NO_START = Message("tmt_jabatan is missing")


def _in_post(people: People, template: str, **values: object) -> Explain:
    """How long the present post is held, in a message with the values `served` and `day`."""
    served, since = time_since(people, "tmt_jabatan"), people.dates("tmt_jabatan")
    return lambda row: Message(template, served=served(row), day=str(since[row]), **values)


def longer_in_post(people: People, months: int) -> Mask:
    """Who has held the present post longer than these months, if only by a day."""
    since = people.dates("tmt_jabatan")
    return add_months_all(since, np.full(people.size, months, dtype=np.int32)) < days64(people.effective)


def _no_start(people: People) -> Mask:
    return np.isnat(people.dates("tmt_jabatan"))


def _jpt_now(people: People) -> Mask:
    return people.is_one_of("jenjang", JPT)


@requirement(
    code="MASA-01",
    name="too-short-in-post",
    hard=False,
    basis=("PP11-2017-190", "PERBKN5-2019", "SE19-2023", "BKN-6BULAN"),
    confidence=Confidence.PRIMARY,
    settings={"min_bulan": in_months(24)},
    moves=(*UPWARD, Move.ROTATION, Move.BETWEEN_AGENCIES),
)
def too_short_in_post(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Two years in the present post before the next move; circulars since allow less with reasons."""
    months, needed = people.months_since("tmt_jabatan"), settings["min_bulan"]
    return outcome(
        people,
        fails=(months < needed) & (months >= 0),
        explain=_in_post(
            people, mark("{served} in the present post since {day}, at least {needed} months"), needed=needed
        ),
        unknown=_no_start(people),
        missing=_NO_START,
    )


@requirement(
    code="MASA-02",
    name="too-long-in-post",
    hard=False,
    basis=("PP11-2017-190", "PERBKN5-2019"),
    confidence=Confidence.PRIMARY,
    settings={"maks_bulan": in_months(60), "jenjang": Codes(JENJANG_MANAJERIAL, JENJANG)},
    moves=(Move.ROTATION,),
)
def too_long_in_post(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Nobody stays longer than five years in one post: a remark that the move is due, and never a bar by itself.

    Functional officials and pelaksana routinely stay longer, so it looks at managerial posts only. The day on which the
    five years are complete, which `mutasi forecast` names, is the last one without a remark.
    """
    most, level = settings["maks_bulan"], people.array("jenjang")
    return outcome(
        people,
        fails=longer_in_post(people, most) & ~people.missing("jenjang"),
        explain=_in_post(
            people,
            mark("{served} in the present post since {day}; after {most} months a move is due"),
            most=most,
        ),
        unknown=_no_start(people) | people.missing("jenjang"),
        missing=lambda row: no_level(people, row) if level[row] is None else _NO_START,
        concerned=people.is_one_of("jenjang", settings["jenjang"]) | people.missing("jenjang"),
    )


@requirement(
    code="MASA-03",
    name="jpt-not-tested",
    hard=True,
    basis=("PP17-2020-mutasiJPT",),
    confidence=Confidence.SECONDARY,
    settings={"wajib_uji_kompetensi": True, "masa_berlaku_uji_bulan": in_months(0)},
    reads=("level",),
    moves=(Move.ROTATION,),
    tables=("uji_kompetensi",),
)
def jpt_not_tested(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Who moves from one JPT to another passes a competency test first. The last test decides;
    `masa_berlaku_uji_bulan` says how old it may be, where 0 sets no bound.
    """
    if asked.level not in JPT or not settings["wajib_uji_kompetensi"]:
        return all_pass(people)
    unstated = people.missing("jenjang")
    found = tested(people, JPT, settings["masa_berlaku_uji_bulan"])
    codes = np.where(unstated & (found.codes == FAIL), np.int8(Verdict.UNKNOWN), found.codes)

    def missing(row: int) -> Message:
        return no_level(people, row) if unstated[row] else found.missing(row)

    return Outcome(codes, found.explain, missing).only(_jpt_now(people) | unstated)


@requirement(
    code="MASA-05",
    name="jpt-outside-window",
    hard=False,
    basis=("PP17-2020-mutasiJPT", "SE19-2023"),
    confidence=Confidence.MEMORY,
    settings={"min_bulan": in_months(24), "maks_bulan": in_months(60)},
    reads=("level",),
    moves=(Move.ROTATION,),
    verify=True,
)
def jpt_outside_window(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Who moves from one JPT to another has held the present one for two to five years; not seen in the text."""
    if asked.level not in JPT:
        return all_pass(people)
    months, level = people.months_since("tmt_jabatan"), people.array("jenjang")
    outside = (months < settings["min_bulan"]) & (months >= 0)
    outside |= longer_in_post(people, settings["maks_bulan"])
    return outcome(
        people,
        fails=outside & _jpt_now(people),
        explain=_in_post(
            people,
            mark("{served} in the present JPT since {day}, from {least} to {most} months"),
            least=settings["min_bulan"],
            most=settings["maks_bulan"],
        ),
        unknown=_no_start(people) | (people.missing("jenjang") & outside),
        missing=lambda row: no_level(people, row) if level[row] is None else _NO_START,
        concerned=_jpt_now(people) | people.missing("jenjang"),
    )


@requirement(
    code="POLA-01",
    name="demotion-without-basis",
    hard=True,
    basis=("PP11-2017-189", "POLAKARIER22-2021"),
    confidence=Confidence.SECONDARY,
    settings={"wajib_dasar_demosi": True, "pakai_kelas_jabatan": True},
    reads=("level", "job_class"),
)
def demotion_without_basis(people: People, asked: Asked, settings: Settings) -> Outcome:
    """A move to a lower step is a demotion and needs a written basis: the decision of a penalty (DISIPLIN-04), or an
    exception in `mutasi.yaml` that names the evaluation or the reorganisation.

    A lower job class at the same step only warns, and so does one that is not known. Without the level of the present
    post it is not known whether it is one, but of who has the basis.
    """
    level, kinds = people.array("jenjang"), kinds_of_move(people, asked.level)
    needs_basis, by_class = bool(settings["wajib_dasar_demosi"]), bool(settings["pakai_kelas_jabatan"])
    if not (needs_basis or by_class):
        return all_pass(people)
    down, undirected = kinds == Kind.DEMOTION, kinds == Kind.UNKNOWN
    founded = basis_of_demotion(people, asked.level)
    classes = people.numbers("kelas")
    sideways = (kinds == Kind.ROTATION) & by_class
    lower = sideways & (classes > asked.job_class) & bool(asked.job_class)
    unclassed = sideways & ((classes == 0) | (not asked.job_class))

    def explain(row: int) -> Message:
        if lower[row]:
            return Message(
                "job class {present} to {target} at the same level: a basis for that is to be stated",
                present=int(classes[row]),
                target=asked.job_class,
            )
        if (down | undirected)[row] and founded[row]:
            return Message(
                "from {present} to {target} rests on the decision of a penalty (DISIPLIN-04)",
                present=level[row] or "?",
                target=asked.level,
            )
        if down[row]:
            return Message(
                "from {present} to {target} is a demotion, which needs a written basis",
                present=level[row],
                target=asked.level,
            )
        return Message("from {present} to {target} is no demotion", present=level[row], target=asked.level)

    def missing(row: int) -> Message:
        if not unclassed[row]:
            return no_level(people, row)
        return _NO_CLASS if asked.job_class else _NO_TARGET_CLASS

    return outcome(
        people,
        fails=down & ~founded & needs_basis,
        warns=lower,
        explain=explain,
        unknown=(undirected & ~founded & needs_basis) | unclassed,
        missing=missing,
        spares=unclassed,
        common=None if asked.job_class else Common(unclassed, _NO_TARGET_CLASS),
    )


_NO_CLASS = Message("kelas of the present post is missing, so whether the class becomes lower is not known")
_NO_TARGET_CLASS = Message(
    "kelas is stated neither by the vacancy nor by its post, so whether the class becomes lower is not known"
)
