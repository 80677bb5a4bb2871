"""What holds for all moves of a day alike: periods around elections, approvals, the technical consideration.

Stated once for a batch and not with every person; they exclude nobody from a ranking.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from mutasi.message import Message
from mutasi.model.calendar import add_months
from mutasi.model.policy import Agency, Policy, Setting, Weight
from mutasi.model.settings import typed_settings
from mutasi.model.verdict import Reason, Verdict

CONDITION_SETTINGS: Mapping[str, Mapping[str, Setting]] = {
    "PILKADA-01": {"bulan_sebelum": 6},
    "PILKADA-02": {"bulan_sesudah_pelantikan": 6},
    "PILKADA-03": {"jabatan_kdh": ("Pj", "Plt", "Pjs")},
    "PROS-01": {},
}


def conditions(policy: Policy, effective: datetime.date) -> tuple[Reason, ...]:
    """The conditions of a batch that do not simply pass, in a fixed order."""
    made = (
        *_before_election(policy, effective),
        *_after_inauguration(policy, effective),
        *_acting_head(policy),
        *_technical_consideration(policy),
    )
    return tuple(reason for reason in made if not _is_off(policy, reason.rule))


def _is_off(policy: Policy, code: str) -> bool:
    rule = policy.rules.get(code)
    return rule is not None and rule.weight is Weight.OFF


def _settings(policy: Policy, code: str) -> Mapping[str, Any]:
    rule = policy.rules.get(code)
    settings, _ = typed_settings(CONDITION_SETTINGS[code], rule.settings if rule else {})
    return settings


def _before_election(policy: Policy, effective: datetime.date) -> Iterator[Reason]:
    """UU 10/2016 art. 71(2): PRIMARY. Off when the date is not stated; then it says so once."""
    agency = policy.agency
    fixed = agency.candidates_fixed
    if fixed is None:
        return
    begins = add_months(fixed, -_settings(policy, "PILKADA-01")["bulan_sebelum"])
    ends = agency.head_term_ends
    if effective < begins or (ends is not None and effective > ends):
        return
    message = Message(
        "{day} lies in the period from {begins} to the end of the term, in which officials are replaced only with"
        " the written approval of the Minister",
        day=effective.isoformat(),
        begins=begins.isoformat(),
    )
    yield _frozen("PILKADA-01", message, ("UU10-2016-71", "MDN-1575"), agency)


def _after_inauguration(policy: Policy, effective: datetime.date) -> Iterator[Reason]:
    """UU 10/2016 art. 162(3): PRIMARY. Six months after the inauguration of the regional head."""
    agency = policy.agency
    began = agency.head_inaugurated
    if began is None:
        message = Message(
            "tanggal_pelantikan_kdh is not stated in mutasi.yaml, so the six months after it are unchecked"
        )
        yield Reason("PILKADA-02", Verdict.UNKNOWN, message, hard=True, basis=("UU10-2016-162",), confidence="PRIMARY")
        return
    free_from = add_months(began, _settings(policy, "PILKADA-02")["bulan_sesudah_pelantikan"])
    if not began <= effective < free_from:
        return
    message = Message(
        "{day} is within six months after the inauguration of {began}: officials are replaced only with the"
        " written approval of the Minister; without it from {free_from}",
        day=effective.isoformat(),
        began=began.isoformat(),
        free_from=free_from.isoformat(),
    )
    yield _frozen("PILKADA-02", message, ("UU10-2016-162",), agency)


def _acting_head(policy: Policy) -> Iterator[Reason]:
    agency = policy.agency
    if agency.head_status in _settings(policy, "PILKADA-03")["jabatan_kdh"]:
        message = Message(
            "the regional head is {status}: every transfer needs the Minister's approval", status=agency.head_status
        )
        yield _frozen("PILKADA-03", message, ("UU10-2016-162", "UU10-2016-71"), agency)


def _frozen(code: str, message: Message, basis: tuple[str, ...], agency: Agency) -> Reason:
    """FAIL without the Minister's approval; with its number the condition is met, which is still stated."""
    if agency.minister_approval:
        met = Message("{condition}; approval {number}", condition=message, number=agency.minister_approval)
        return Reason(code, Verdict.WARN, met, hard=True, basis=basis, confidence="PRIMARY")
    return Reason(code, Verdict.FAIL, message, hard=True, basis=basis, confidence="PRIMARY")


def _technical_consideration(policy: Policy) -> Iterator[Reason]:
    message = Message("BKN's technical consideration (I-MUT) is needed before the inauguration")
    yield Reason(
        "PROS-01",
        Verdict.WARN,
        message,
        hard=True,
        basis=("PERPRES116", "SEBKN7-2024", "BKN-5HARI"),
        confidence="SECONDARY",
    )
