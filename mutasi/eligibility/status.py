"""Employment status and availability."""

from __future__ import annotations

import numpy as np

from mutasi.eligibility.requirement import (
    Asked,
    Outcome,
    Settings,
    all_pass,
    is_one_of,
    missing_text,
    outcome,
    requirement,
)
from mutasi.message import Message
from mutasi.model.codes import JENJANG_MANAJERIAL
from mutasi.model.people import People
from mutasi.model.reference import Confidence

_NO_STATUS = Message("status_kepegawaian is missing")


@requirement(
    code="STATUS-01",
    name="not-a-pns",
    hard=True,
    basis=("PP17-2020-107c", "PP49-2018", "INGATAN"),
    confidence=Confidence.SECONDARY,
    settings={"status_boleh": ("PNS", "CPNS")},
    reads=("level",),
)
def not_a_pns(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Only PNS may be appointed to a managerial post; CPNS are judged by STATUS-02."""
    if asked.level not in JENJANG_MANAJERIAL:
        return all_pass(people)
    status = people.array("status_kepegawaian")
    unknown = missing_text(status)
    return outcome(
        people,
        fails=~is_one_of(status, settings["status_boleh"]) & ~unknown,
        explain=lambda row: Message("status {status}, only PNS may hold a managerial post", status=status[row]),
        unknown=unknown,
        missing=_NO_STATUS,
    )


@requirement(
    code="STATUS-02",
    name="cpns-for-managerial-post",
    hard=True,
    basis=("INGATAN",),
    confidence=Confidence.MEMORY,
    reads=("level",),
    verify=True,
)
def cpns_for_managerial_post(people: People, asked: Asked, settings: Settings) -> Outcome:
    """A candidate civil servant is on probation and may not be proposed for a managerial post."""
    if asked.level not in JENJANG_MANAJERIAL:
        return all_pass(people)
    status = people.array("status_kepegawaian")
    return outcome(
        people,
        fails=is_one_of(status, ("CPNS",)),
        explain=lambda row: Message("status CPNS, a managerial post asks for a PNS"),
    )


@requirement(
    code="STATUS-03",
    name="not-available",
    hard=True,
    basis=("JATIM-MUTASI", "INGATAN"),
    confidence=Confidence.SECONDARY,
    settings={"status_aktif_boleh": ("aktif",)},
)
def not_available(people: People, asked: Asked, settings: Settings) -> Outcome:
    """A person on study leave, unpaid leave, secondment, suspension or before retirement is not available."""
    status = people.array("status_aktif")
    unknown = missing_text(status)
    return outcome(
        people,
        fails=~is_one_of(status, settings["status_aktif_boleh"]) & ~unknown,
        explain=lambda row: Message("status_aktif is {status}, so not available", status=status[row]),
        unknown=unknown,
        missing=Message("status_aktif is missing"),
    )


@requirement(
    code="PPPK-02",
    name="pppk-changes-post",
    hard=True,
    basis=("PERMENPANRB6-2024-59", "PPPK-INTERNAL", "PPPK-NTB", "BKN-5HARI"),
    confidence=Confidence.SECONDARY,
    reads=("post",),
)
def pppk_changes_post(people: People, asked: Asked, settings: Settings) -> Outcome:
    """The contract of a PPPK is bound to its post: another post needs a new contract.

    Statements of 2025 and 2026 conflict; an agency with a legal basis of its own sets `berat: lunak`.
    """
    status = people.array("status_kepegawaian")
    pppk = is_one_of(status, ("PPPK", "PPPK_PARUH_WAKTU"))
    other = people.array("id_jabatan") != asked.post
    return outcome(
        people,
        fails=pppk & other,
        explain=lambda row: Message("status {status}: the contract is bound to the present post", status=status[row]),
    )


@requirement(
    code="PPPK-03",
    name="contract-ended",
    hard=True,
    basis=("INGATAN",),
    confidence=Confidence.MEMORY,
)
def contract_ended(people: People, asked: Asked, settings: Settings) -> Outcome:
    """The contract of a PPPK must still run at the effective date."""
    pppk = is_one_of(people.array("status_kepegawaian"), ("PPPK", "PPPK_PARUH_WAKTU"))
    ends = people.dates("kontrak_selesai")
    return outcome(
        people,
        fails=ends < np.datetime64(people.effective, "D"),
        explain=lambda row: Message("the contract ended on {day}", day=str(ends[row])),
        unknown=np.isnat(ends),
        missing=Message("kontrak_selesai is missing"),
        applies=pppk,
    )
