"""Everybody judged for a vacancy: all requirements, with the agency's overrides, into one `Judgement`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np

from mutasi.eligibility.catalogue import REQUIREMENTS
from mutasi.eligibility.kind import NO_TARGET_LEVEL, Concerned, Move, concerned
from mutasi.eligibility.requirement import Applied, Outcome, Requirement
from mutasi.message import Message
from mutasi.model.masks import Mask
from mutasi.model.people import People
from mutasi.model.policy import Exemption, Policy
from mutasi.model.settings import settings_key
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Judgement, Reason, Verdict, VerdictCodes

_V = TypeVar("_V")
_UNKNOWN = int(Verdict.UNKNOWN)


def applied_requirements(policy: Policy) -> tuple[Applied, ...]:
    """The requirements that are on, with the weight and settings that hold for the agency."""
    return tuple(one for one in (_applied(requirement, policy) for requirement in REQUIREMENTS) if one is not None)


def _in_force(people: People, policy: Policy) -> tuple[Applied, ...]:
    """The same, once for these people: what is kept holds the policy itself, so that its identity stays its own."""
    return people.once(("applied", id(policy)), lambda: (policy, applied_requirements(policy)))[1]


def _applied(requirement: Requirement, policy: Policy) -> Applied | None:
    force = requirement.in_force(policy)
    return None if force is None else Applied(requirement, force, settings_key(force.settings))


@dataclass(frozen=True, slots=True)
class Judged:
    """One requirement for one vacancy: its vector, and what of it is set aside for whom by a written exception."""

    applied: Applied
    outcome: Outcome
    codes: VerdictCodes
    """The verdicts as they count: what is set aside warns, and so does what a soft requirement says."""
    concerns_anybody: bool
    everybody: Reason | None = None
    """Why it is unknown for all whom it leaves unknown, or for those in `sharing`, when that is one cause: stated once.
    It bars when it does so for anybody."""
    sharing: Mask | None = None
    set_aside: Mapping[int, Exemption] = field(default_factory=dict)

    def is_stated_once(self, row: int) -> bool:
        return self._shares(row) and self._unknown(row) and row not in self.set_aside

    def reason(self, row: int) -> Reason:
        """What is asked and what is there, with the verdict as it counts."""
        unknown = self._unknown(row)
        message = self.outcome.explain(row) if not unknown else self._missing(row)
        counted = Verdict(int(self.codes[row]))
        if row in self.set_aside and counted is Verdict.WARN:
            exemption = self.set_aside[row]
            message = Message(
                "{reason} (set aside until {day}: {why})", reason=message, day=exemption.until, why=exemption.reason
            )
        elif unknown:
            counted = Verdict.UNKNOWN
        return _stated(self.applied, counted, message, bars=self._bars(row))

    def _missing(self, row: int) -> Message:
        shared = self.everybody if self._shares(row) else None
        return self.outcome.missing(row) if shared is None else shared.message

    def _shares(self, row: int) -> bool:
        return self.everybody is not None and (self.sharing is None or bool(self.sharing[row]))

    def _unknown(self, row: int) -> bool:
        return self.outcome.codes.item(row) == _UNKNOWN

    def _bars(self, row: int) -> bool:
        """Whether the verdict of this person counts as it is, by the weight of the requirement or by the case."""
        return bool(_barring(self.applied, self.outcome, slice(row, row + 1)))


def _barring(one: Applied, found: Outcome, rows: Mask | slice) -> bool:
    """Whether the verdict of any of these rows counts as it is."""
    if one.force.hard:
        return found.spares is None or not found.spares[rows].all()
    return found.bars is not None and not one.force.softened and bool(found.bars[rows].any())


def _stated(applied: Applied, verdict: Verdict, message: Message, *, bars: bool) -> Reason:
    return replace(applied.requirement.stated(applied.force, verdict, message), hard=bars)


def judged(people: People, vacancy: Vacancy, policy: Policy, only: str = "") -> tuple[Judged, ...]:
    """Every requirement that is on, or `only` one, in the order of the catalogue.

    Settings are those of the policy, checked before.
    """
    applied = _in_force(people, policy)
    return tuple(_judged(people, one, vacancy, policy) for one in applied if only in ("", one.requirement.code))


def judge(people: People, vacancy: Vacancy, policy: Policy) -> Judgement:
    """Everybody's verdicts for a vacancy."""
    found = judged(people, vacancy, policy)
    common = [one for one in found if one.everybody is not None]

    def explain(row: int) -> tuple[Reason, ...]:
        telling = (one for one in found if one.outcome.codes.item(row))  # whatever is not PASS
        return tuple(one.reason(row) for one in telling if not one.is_stated_once(row))

    def explain_once(row: int) -> tuple[Reason, ...]:
        return tuple(one.reason(row) for one in common if one.is_stated_once(row))

    verdicts: Mapping[str, VerdictCodes] = {
        one.applied.requirement.code: one.outcome.codes for one in found if one.outcome.applies
    }
    return Judgement(
        vacancy=vacancy,
        overall=overall(found, people.size),
        rules=verdicts,
        unjudged=tuple(one.everybody for one in common if one.everybody is not None),
        explain=explain,
        explain_once=explain_once,
        doubtful=lambda: _doubtful(found, people.size),
        counted={one.applied.requirement.code: one.codes for one in found},
        used=tuple(one.applied.requirement.code for one in found if one.concerns_anybody),
    )


def overall(found: Iterable[Judged], people: int) -> VerdictCodes:
    """Everybody's gravest verdict as it counts."""
    gravest = np.full(people, Verdict.PASS, dtype=np.int8)
    for one in found:
        np.maximum(gravest, one.codes, out=gravest)
    return gravest


def _doubtful(found: Iterable[Judged], people: int) -> Mask:
    """Of whom a requirement that bars is unknown, but for what is unknown of all for one cause."""
    told = np.zeros(people, dtype=bool)
    for one in found:
        unknown = one.codes == Verdict.UNKNOWN
        if one.everybody is not None:
            unknown &= np.zeros(people, dtype=bool) if one.sharing is None else ~one.sharing
        told |= unknown
    return told


def _judged(people: People, one: Applied, vacancy: Vacancy, policy: Policy) -> Judged:
    key = (*_key(one, vacancy), vacancy.level, one.force.hard, one.force.softened)
    found = _kept(people, one.requirement, ("judged", *key), lambda: _weighed(people, one, vacancy))
    set_aside = _set_aside(people, one, vacancy, policy)
    if not set_aside:
        return found
    codes = found.codes.copy()
    codes[[row for row in set_aside if codes[row] != Verdict.PASS]] = Verdict.WARN
    return replace(found, codes=codes, set_aside=set_aside)


def _weighed(people: People, one: Applied, vacancy: Vacancy) -> Judged:
    found = _outcome(people, one, vacancy)
    codes, mild = found.codes, np.minimum(found.codes, np.int8(Verdict.WARN))
    if not one.force.hard:
        codes = mild if found.bars is None or one.force.softened else np.where(found.bars, codes, mild)
    elif found.spares is not None:
        codes = np.where(found.spares, mild, codes)
    concerns = found.applies and (found.concerned is None or bool(found.concerned.any()))
    everybody, sharing = _for_everybody(people, one, vacancy, found)
    return Judged(one, found, codes, concerns, everybody, sharing)


def _key(one: Applied, vacancy: Vacancy) -> tuple[Hashable, ...]:
    """What the vector of a requirement depends on."""
    rule = one.requirement
    return rule.code, one.settings_key, tuple(getattr(vacancy, name) for name in rule.reads)


def _outcome(people: People, one: Applied, vacancy: Vacancy) -> Outcome:
    """The vector, computed once for each distinct value of the fields that the requirement reads."""
    rule = one.requirement
    key = _key(one, vacancy)

    def compute() -> Outcome:
        if _lacks_level(people, rule, vacancy):
            return _unjudged(people)
        checked = rule.check(people, rule.asked_of(vacancy), one.force.settings)
        if rule.not_known_for(people) is None or not checked.applies:
            return checked
        # whom a rule does not concern needs no rule to have held
        return _unjudged(people) if checked.concerned is None else _unjudged(people).only(checked.concerned)

    found = _kept(people, rule, ("requirement", *key), compute)
    if not (rule.moves or rule.bars) or not found.applies or _lacks_level(people, rule, vacancy):
        return found

    def of_kind() -> Outcome:
        def whose(moves: tuple[Move, ...]) -> Concerned:
            return concerned(people, vacancy.level, moves, vacancy.post_code)

        weighed = found
        if rule.bars:
            barring = whose(rule.bars)
            weighed = replace(found, bars=barring.anyhow).unless_doubtful(barring.perhaps, barring.why)
        return weighed.of_kinds(whose(rule.moves)) if rule.moves else weighed

    return _kept(people, rule, ("of kind", *key, vacancy.level), of_kind)


def _kept(people: People, rule: Requirement, key: tuple[Hashable, ...], compute: Callable[[], _V]) -> _V:
    """What is computed for a vacancy, kept for the others: but not what one post alone asks."""
    return compute() if "post" in rule.reads else people.lately(key, compute)


def _unjudged(people: People) -> Outcome:
    codes = np.full(people.size, Verdict.UNKNOWN, dtype=np.int8)
    return Outcome(codes, lambda row: Message("cannot be judged"), lambda row: Message("cannot be judged"))


def _lacks_level(people: People, rule: Requirement, vacancy: Vacancy) -> bool:
    """Whether the rule asks for the level of the vacancy, and that is stated nowhere."""
    return rule.levelled and "level" in rule.reads and vacancy.level not in people.reference.levels


def _why_nobody_can_be_judged(people: People, rule: Requirement, vacancy: Vacancy) -> Message | None:
    """The cause that leaves all unknown whom a rule concerns: it is not known to be in force, or the vacancy has no
    level.
    """
    not_known = rule.not_known_for(people)
    if not_known is None and _lacks_level(people, rule, vacancy):
        return NO_TARGET_LEVEL
    return not_known


def _for_everybody(people: People, one: Applied, vacancy: Vacancy, found: Outcome) -> tuple[Reason | None, Mask | None]:
    """The one cause for all who are unknown: nobody can be judged, or a table is absent; or the one that the vacancy is
    for some of them, with a mask of these. None for several.
    """
    unknown = found.codes == Verdict.UNKNOWN
    if not unknown.any():
        return None, None
    cause = _why_nobody_can_be_judged(people, one.requirement, vacancy)
    absent = [table for table in one.requirement.tables if not people.has(table)]
    message = cause or (Message("the table {table} is absent", table=absent[0]) if absent else None)
    sharing = None
    if message is None and found.common is not None:
        message, sharing = found.common.cause, found.common.whose & unknown
    whose = unknown if sharing is None else sharing
    if message is None or not whose.any():
        return None, None
    return _stated(one, Verdict.UNKNOWN, message, bars=_barring(one, found, whose)), sharing


def _set_aside(people: People, one: Applied, vacancy: Vacancy, policy: Policy) -> Mapping[int, Exemption]:
    """For whom the policy sets the requirement aside in writing, at the effective date and for this vacancy."""
    mine = [
        exemption
        for exemption in policy.exemptions
        if exemption.code == one.requirement.code
        and exemption.vacancy in ("", vacancy.id)
        and (exemption.until is None or exemption.until >= people.effective)
    ]
    if not mine:
        return {}
    return {people.rows[exemption.key]: exemption for exemption in mine if exemption.key in people.rows}
