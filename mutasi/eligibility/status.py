"""Employment status and availability."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mutasi.eligibility.requirement import Asked, Outcome, all_pass, outcome, requirement
from mutasi.message import Message
from mutasi.model.codes import JENJANG_MANAJERIAL, STATUS_AKTIF, STATUS_KEPEGAWAIAN, STATUS_PPPK
from mutasi.model.masks import Mask
from mutasi.model.people import People
from mutasi.model.reference import Confidence
from mutasi.model.settings import Codes, Settings
from mutasi.model.verdict import Verdict

NO_STATUS = Message("status_kepegawaian is missing")


def is_pppk(people: People) -> Mask:
    """Who is employed by contract; they have a scheme of ranks and rules of their own."""
    return people.is_one_of("status_kepegawaian", STATUS_PPPK)


@requirement(
    code="STATUS-01",
    name="not-a-pns",
    hard=True,
    basis=("PP17-2020-107c", "PP49-2018", "INGATAN"),
    confidence=Confidence.SECONDARY,
    settings={"status_boleh": Codes(("PNS", "CPNS"), STATUS_KEPEGAWAIAN)},
    reads=("level",),
)
def not_a_pns(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Only PNS may be appointed to a managerial post; CPNS are judged by STATUS-02."""
    if asked.level not in JENJANG_MANAJERIAL:
        return all_pass(people)
    status = people.array("status_kepegawaian")
    unknown = people.missing("status_kepegawaian")
    return outcome(
        people,
        fails=~people.is_one_of("status_kepegawaian", settings["status_boleh"]) & ~unknown,
        explain=lambda row: Message(
            "status {status}; a managerial post asks for {allowed}",
            status=status[row],
            allowed=settings["status_boleh"],
        ),
        unknown=unknown,
        missing=NO_STATUS,
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
        fails=people.is_one_of("status_kepegawaian", ("CPNS",)),
        explain=lambda row: Message("status {status}, a managerial post is not for CPNS", status=status[row]),
        unknown=people.missing("status_kepegawaian"),
        missing=NO_STATUS,
    )


@requirement(
    code="STATUS-03",
    name="not-available",
    hard=True,
    basis=("JATIM-MUTASI", "INGATAN"),
    confidence=Confidence.SECONDARY,
    settings={"status_aktif_boleh": Codes(("aktif",), STATUS_AKTIF)},
)
def not_available(people: People, asked: Asked, settings: Settings) -> Outcome:
    """A person on study leave, unpaid leave, secondment, suspension or before retirement is not available."""
    status, allowed = people.array("status_aktif"), settings["status_aktif_boleh"]
    unknown = people.missing("status_aktif")
    return outcome(
        people,
        fails=~people.is_one_of("status_aktif", allowed) & ~unknown,
        explain=lambda row: Message(
            "activity status {status}; what is asked: {allowed}", status=status[row], allowed=allowed
        ),
        unknown=unknown,
        missing=Message("status_aktif is missing"),
    )


@requirement(
    code="PPPK-02",
    name="pppk-changes-post",
    hard=True,
    basis=("PERMENPANRB6-2024-59", "PPPK-INTERNAL", "PPPK-NTB", "BKN-5HARI"),
    confidence=Confidence.SECONDARY,
    reads=("post", "post_code", "level"),
    levelled=False,
)
def pppk_changes_post(people: People, asked: Asked, settings: Settings) -> Outcome:
    """The contract of a PPPK is bound to its post: another post needs a new contract.

    The same post in another unit (equal kode_jabatan) only warns, for it needs a stated reason; without the codes a
    post of the same level may be the same. Statements of 2025 and
    2026 conflict; an agency with a legal basis of its own sets `berat: lunak`.
    """
    key = ("another post of PPPK", asked.post_code, asked.level)
    moved = people.lately(key, lambda: _another_post(people, asked.post_code, asked.level))
    there = people.rows_with("id_jabatan", asked.post)
    stays = frozenset(there[is_pppk(people)[there]].tolist())
    codes = moved.codes.copy()
    codes[list(stays)] = Verdict.PASS

    def explain(row: int) -> Message:
        if row in stays or not is_pppk(people)[row]:
            return Message("status {status}: stays in the present post", status=status[row])
        return moved.explain(row)

    status = people.array("status_kepegawaian")
    return replace(moved, codes=codes, explain=explain)


def _another_post(people: People, post_code: str, level: str) -> Outcome:
    """What it says of everybody who does not hold the post."""
    status, code, moves = people.array("status_kepegawaian"), people.array("kode_jabatan"), is_pppk(people)
    same = people.holds("kode_jabatan", post_code)
    no_post, uncoded = people.missing("id_jabatan"), people.missing("kode_jabatan") | (not post_code)
    other_level = ~people.missing("jenjang") & ~people.holds("jenjang", level) & bool(level)
    doubtful = moves & uncoded & ~other_level

    def explain(row: int) -> Message:
        if same[row]:
            return Message(
                "status {status}: the same post {code} in another unit, which needs a reason of the organisation",
                status=status[row],
                code=code[row],
            )
        return Message("status {status}: the contract is bound to the present post", status=status[row])

    def missing(row: int) -> Message:
        if status[row] is None:
            return NO_STATUS
        if no_post[row]:
            return _NO_POST
        return _NO_TARGET_CODE if not post_code else _NO_CODE

    return outcome(
        people,
        fails=moves & ~same & ~doubtful,
        warns=moves & same,
        explain=explain,
        unknown=people.missing("status_kepegawaian") | doubtful,
        missing=missing,
        concerned=moves | people.missing("status_kepegawaian"),
    )


_NO_POST = Message("id_jabatan is missing, so whether it is the same post is not known")
_NO_CODE = Message("kode_jabatan of the present post is missing, so whether it is the same post is not known")
_NO_TARGET_CODE = Message(
    "kode_jabatan of the post to be filled is missing, so whether it is the same post is not known"
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
    ends = people.dates("kontrak_selesai")
    return outcome(
        people,
        fails=ends < np.datetime64(people.effective, "D"),
        explain=lambda row: Message("the contract runs until {day}", day=str(ends[row])),
        unknown=np.isnat(ends),
        missing=Message("kontrak_selesai is missing"),
        concerned=is_pppk(people),
    )
