"""Periods around elections of regional heads, in which officials are replaced only with the Minister's approval."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from mutasi.eligibility.approval import approvals_of
from mutasi.eligibility.condition import Circumstances, Statement, condition
from mutasi.message import Message
from mutasi.model.calendar import add_months, add_years
from mutasi.model.codes import JENJANG, JENJANG_MANAJERIAL, KODE_KHUSUS, STATUS_KDH
from mutasi.model.policy import Agency, Setting
from mutasi.model.reference import Confidence
from mutasi.model.settings import Codes, Settings, in_months
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Verdict

_SCOPE: Mapping[str, Setting] = {
    "jenjang": Codes(JENJANG_MANAJERIAL, JENJANG),
    "tugas_tambahan": Codes(("KEPALA_PUSKESMAS", "KEPALA_SEKOLAH"), KODE_KHUSUS),
}
"""The posts whose replacement the Minister's letter of 2024 means (SECONDARY)."""
_YEARS_OF_A_TERM = 5
"""A regional head serves five years from the inauguration (UU 10/2016 art. 162)."""


def _in_scope(circumstances: Circumstances, vacancy: Vacancy, settings: Settings) -> bool:
    return vacancy.level in settings["jenjang"] or vacancy.special in settings["tugas_tambahan"]


def _frozen(circumstances: Circumstances, vacancy: Vacancy, message: Message) -> Statement:
    """FAIL without the Minister's approval; with its number the condition is met, which is still stated.

    An approval for the post (table persetujuan) goes before the one in mutasi.yaml, which holds for every vacancy.
    """
    given = approvals_of(circumstances.people, vacancy, "mendagri")
    number = given[-1].told if given else circumstances.agency.minister_approval
    if number:
        return Verdict.WARN, Message("{condition}; approval {number}", condition=message, number=number)
    return Verdict.FAIL, message


@condition(
    code="PILKADA-01",
    name="before-election",
    hard=True,
    basis=("UU10-2016-71", "MDN-1575"),
    confidence=Confidence.PRIMARY,
    settings={"bulan_sebelum": in_months(6), **_SCOPE},
    speaks_to=_in_scope,
)
def before_election(circumstances: Circumstances, vacancy: Vacancy, settings: Settings) -> Iterator[Statement]:
    """No replacement from six months before candidates are fixed to the end of the term, unless the Minister approves.

    The term is that of the head in office when candidates are fixed: it ends at the latest on the day on which the next
    one is inaugurated. Five years after the inauguration it is not known any more whether it goes on. Without the day
    on which candidates are fixed the condition is unchecked, which is stated.
    """
    agency, effective = circumstances.agency, circumstances.people.effective
    fixed = agency.candidates_fixed
    if fixed is None:
        yield (
            Verdict.UNKNOWN,
            Message("tanggal_penetapan_calon is not stated in mutasi.yaml, so the six months before it are unchecked"),
        )
        return
    begins, ends = add_months(fixed, -settings["bulan_sebelum"]), _end_of_term(agency, fixed)
    if effective < begins or (ends is not None and effective > ends):
        return
    if ends is None and effective > fixed:
        unknown = _may_be_over(agency, fixed, effective)
        if unknown is not None:
            yield Verdict.UNKNOWN, unknown
            return
    yield _frozen(circumstances, vacancy, _in_the_period(effective, begins, ends))


def _may_be_over(agency: Agency, fixed: datetime.date, effective: datetime.date) -> Message | None:
    """Why it is not known whether the term in which candidates were fixed has ended; None when it surely goes on."""
    began = agency.head_inaugurated
    if began is None:
        return Message(
            "candidates were fixed on {fixed}; whether the term of the head of that time has ended by {day} is not"
            " known, for mutasi.yaml states neither tanggal_pelantikan_kdh nor the akhir_masa_jabatan_kdh of that"
            " term",
            fixed=fixed.isoformat(),
            day=effective.isoformat(),
        )
    longest = add_years(began, _YEARS_OF_A_TERM)
    if effective <= longest:
        return None
    return Message(
        "candidates were fixed on {fixed}; the five years of the head inaugurated on {began} ended on {end}, and"
        " mutasi.yaml states neither akhir_masa_jabatan_kdh of that term nor the next inauguration",
        fixed=fixed.isoformat(),
        began=began.isoformat(),
        end=longest.isoformat(),
    )


def _end_of_term(agency: Agency, fixed: datetime.date) -> datetime.date | None:
    """The last day of the term in which candidates were fixed, as far as it is known.

    Whoever is inaugurated later ends it. A stated end is of another term when it lies before that day, or so late that
    its term began after it: mutasi.yaml goes on telling of the head in office.
    """
    ends, inaugurated = agency.head_term_ends, agency.head_inaugurated
    days = []
    if ends is not None and add_years(ends, -_YEARS_OF_A_TERM) <= fixed < ends:
        days.append(ends)
    if inaugurated is not None and inaugurated > fixed:
        days.append(inaugurated)
    return min(days, default=None)


def _in_the_period(day: datetime.date, begins: datetime.date, ends: datetime.date | None) -> Message:
    if ends is None:
        return Message(
            "{day} lies in the period from {begins} to the end of the term, in which officials are replaced only with"
            " the written approval of the Minister",
            day=day.isoformat(),
            begins=begins.isoformat(),
        )
    return Message(
        "{day} lies in the period from {begins} to the end of the term, {ends}, in which officials are replaced only"
        " with the written approval of the Minister",
        day=day.isoformat(),
        begins=begins.isoformat(),
        ends=ends.isoformat(),
    )


@condition(
    code="PILKADA-02",
    name="after-inauguration",
    hard=True,
    basis=("UU10-2016-162",),
    confidence=Confidence.PRIMARY,
    settings={"bulan_sesudah_pelantikan": in_months(6), **_SCOPE},
    speaks_to=_in_scope,
)
def after_inauguration(circumstances: Circumstances, vacancy: Vacancy, settings: Settings) -> Iterator[Statement]:
    """Within six months after the inauguration of the regional head officials are replaced only with the Minister's
    approval. The day of the inauguration belongs to the period, and the same day six months later is free. When the
    term of that head is over, the next inauguration is not known.
    """
    began, effective = circumstances.agency.head_inaugurated, circumstances.people.effective
    if began is None:
        yield (
            Verdict.UNKNOWN,
            Message("tanggal_pelantikan_kdh is not stated in mutasi.yaml, so the six months after it are unchecked"),
        )
        return
    ends = circumstances.agency.head_term_ends
    last_day = ends if ends is not None and ends > began else add_years(began, _YEARS_OF_A_TERM)
    if effective > last_day:
        yield (
            Verdict.UNKNOWN,
            Message(
                "the term of the head inaugurated on {began} ended on {end}; when the next one is inaugurated is"
                " not stated in mutasi.yaml, so the six months after it are unchecked",
                began=began.isoformat(),
                end=last_day.isoformat(),
            ),
        )
        return
    free_from = add_months(began, settings["bulan_sesudah_pelantikan"])
    if not began <= effective < free_from:
        return
    message = Message(
        "{day} is within six months after the inauguration of {began}: officials are replaced only with the"
        " written approval of the Minister; without it from {free_from}",
        day=effective.isoformat(),
        began=began.isoformat(),
        free_from=free_from.isoformat(),
    )
    yield _frozen(circumstances, vacancy, message)


@condition(
    code="PILKADA-03",
    name="acting-regional-head",
    hard=True,
    basis=("UU10-2016-162", "UU10-2016-71"),
    confidence=Confidence.SECONDARY,
    settings={"jabatan_kdh": Codes(("Pj", "Plt", "Pjs"), STATUS_KDH)},
)
def acting_head(circumstances: Circumstances, vacancy: Vacancy, settings: Settings) -> Iterator[Statement]:
    """While the regional head is Pj, Plt or Pjs, every transfer needs the Minister's written approval."""
    status = circumstances.agency.head_status
    if not status:
        yield (
            Verdict.UNKNOWN,
            Message("status_kdh is not stated in mutasi.yaml, so it is unchecked whether the head is acting"),
        )
    elif status in settings["jabatan_kdh"]:
        message = Message("the regional head is {status}: every transfer needs the Minister's approval", status=status)
        yield _frozen(circumstances, vacancy, message)
