"""Everybody judged for a vacancy: all requirements, with the agency's overrides, into one `Judgement`."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from mutasi.eligibility.catalogue import REQUIREMENTS
from mutasi.eligibility.requirement import Applied, Outcome, Requirement
from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.policy import Policy, Weight
from mutasi.model.settings import settings_key, typed_settings
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Judgement, Reason, Verdict, VerdictCodes


def applied_requirements(policy: Policy) -> tuple[Applied, ...]:
    """The requirements that are on, with the weight and settings that hold for the agency."""
    return tuple(one for one in (_applied(requirement, policy) for requirement in REQUIREMENTS) if one is not None)


def _applied(requirement: Requirement, policy: Policy) -> Applied | None:
    rule = policy.rules.get(requirement.code)
    settings, _ = typed_settings(requirement.settings, rule.settings if rule else {})
    if rule is None:
        return Applied(requirement, requirement.hard, settings, settings_key(settings))
    if rule.weight is Weight.OFF:
        return None
    hard = requirement.hard if rule.weight is None else rule.weight is Weight.HARD
    return Applied(requirement, hard, settings, settings_key(settings), overridden=True)


def judge(people: People, vacancy: Vacancy, policy: Policy) -> Judgement:
    """Everybody's verdicts for a vacancy. Settings are those of the policy, checked beforehand."""
    applied = applied_requirements(policy)
    outcomes = {one.requirement.code: _outcome(people, one, vacancy) for one in applied}
    overall = np.full(people.size, Verdict.PASS, dtype=np.int8)
    for one in applied:
        overall = np.maximum(overall, _as_counted(outcomes[one.requirement.code].codes, one.hard))
    unjudged = tuple(_for_lack_of_a_table(people, one, outcomes[one.requirement.code]) for one in applied)
    said = tuple(reason for reason in unjudged if reason is not None)
    stated = {reason.rule for reason in said}

    matrix = np.stack([outcomes[one.requirement.code].codes for one in applied])

    def explain(row: int) -> tuple[Reason, ...]:
        found = (applied[at] for at in np.flatnonzero(matrix[:, row]))
        return tuple(
            _reason(one, outcomes[one.requirement.code], row)
            for one in found
            if one.requirement.code not in stated or outcomes[one.requirement.code].codes[row] == Verdict.FAIL
        )

    verdicts: Mapping[str, VerdictCodes] = {code: found.codes for code, found in outcomes.items() if found.applies}
    return Judgement(vacancy, overall, verdicts, said, explain)


def _outcome(people: People, one: Applied, vacancy: Vacancy) -> Outcome:
    """The vector, computed once for each distinct value of the fields that the requirement reads."""
    fields = tuple(getattr(vacancy, name) for name in one.requirement.reads)
    asked = one.requirement.asked_of(vacancy)
    key = ("requirement", one.requirement.code, one.settings_key, fields)
    return people.once(key, lambda: one.requirement.check(people, asked, one.settings))


def _as_counted(codes: VerdictCodes, hard: bool) -> VerdictCodes:
    """A soft requirement that fails or is unknown warns."""
    return codes if hard else np.where(codes != Verdict.PASS, np.int8(Verdict.WARN), codes)


def _for_lack_of_a_table(people: People, one: Applied, found: Outcome) -> Reason | None:
    """The reason that holds for all whom the absence of a table leaves unknown; None when all are there."""
    absent = [table for table in one.requirement.tables if not people.has(table)]
    if not absent or not (found.codes == Verdict.UNKNOWN).any():
        return None
    message = Message("the table {table} is absent", table=absent[0])
    return _make(one, Verdict.UNKNOWN, message)


def _reason(one: Applied, found: Outcome, row: int) -> Reason:
    code = Verdict(int(found.codes[row]))
    if code is Verdict.UNKNOWN:
        return _make(one, code, found.missing(row))
    return _make(one, code if one.hard else Verdict.WARN, found.explain(row))


def _make(one: Applied, verdict: Verdict, message: Message) -> Reason:
    rule = one.requirement
    if one.overridden:
        message = Message("{reason} (as the agency sets it)", reason=message)
    return Reason(rule.code, verdict, message, one.hard, rule.basis, rule.confidence.value, rule.verify)
