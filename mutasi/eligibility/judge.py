"""Everybody judged for a vacancy: all requirements, with the agency's overrides, into one `Judgement`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import TypeVar

import numpy as np

from mutasi.eligibility.catalogue import REQUIREMENTS
from mutasi.eligibility.judged import Judged, barred, barring, stated
from mutasi.eligibility.kind import NO_TARGET_LEVEL, Concerned, Move, concerned
from mutasi.eligibility.requirement import Applied, Outcome, Requirement
from mutasi.message import Message
from mutasi.model.masks import Mask
from mutasi.model.people import People
from mutasi.model.policy import Exemption, Policy
from mutasi.model.settings import settings_key
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import PASS, UNKNOWN, WARN, Barring, Judgement, Reason, Verdict, VerdictCodes

_V = TypeVar("_V")
Exemptions = tuple[tuple[str, int, Exemption], ...]
"""The code of a requirement, the row of the person for whom it is set aside, and the exception itself."""


def applied_requirements(policy: Policy) -> tuple[Applied, ...]:
    """The requirements that are on, with the weight and settings that hold for the agency."""
    return tuple(one for one in (_applied(requirement, policy) for requirement in REQUIREMENTS) if one is not None)


def _in_force(people: People, policy: Policy) -> tuple[Applied, ...]:
    """The same, once for these people: what is kept holds the policy itself, so that its identity stays its own."""
    return people.once(("applied", id(policy)), lambda: (policy, applied_requirements(policy)))[1]


def _applied(requirement: Requirement, policy: Policy) -> Applied | None:
    force = requirement.in_force(policy)
    return None if force is None else Applied(requirement, force, settings_key(force.settings))


def judged(people: People, vacancy: Vacancy, policy: Policy, only: str = "") -> tuple[Judged, ...]:
    """Every requirement that is on, or `only` one, in the order of the catalogue.

    Settings are those of the policy, checked before.
    """
    applied = _in_force(people, policy)
    set_aside = _exemptions(people, vacancy, policy)
    return tuple(_judged(people, one, vacancy, set_aside) for one in applied if only in ("", one.requirement.code))


@dataclass(frozen=True, slots=True)
class _Group:
    """The requirements that read the same of a vacancy, by their places in the catalogue, for vacancies that ask the
    same. `overall` is the gravest verdict of each person; `tells` whether anybody does not simply pass.
    """

    found: tuple[tuple[int, Judged], ...]
    overall: VerdictCodes
    tells: bool
    told: dict[int, tuple[Told, Told]] = field(default_factory=dict, init=False, repr=False)
    """What `tell` has said by row: who stands on many lists is told once."""

    def tell(self, row: int) -> tuple[Told, Told]:
        """What they say of a person apart from what is stated once, and what of that holds of the person."""
        made = self.told[row] = self._tell(row) if self.overall.item(row) else _NOTHING
        return made

    def _tell(self, row: int) -> tuple[Told, Told]:
        apart: list[tuple[int, Reason]] = []
        once: list[tuple[int, Reason]] = []
        for at, one in self.found:
            if one.outcome.codes.item(row):  # whatever is not PASS
                (once if one.is_stated_once(row) else apart).append((at, one.reason(row)))
        return tuple(apart), tuple(once)


Told = tuple[tuple[int, Reason], ...]
"""Reasons, each with the place of its requirement in the catalogue."""
_NOTHING: tuple[Told, Told] = ((), ())


def _groups(people: People, vacancy: Vacancy, policy: Policy) -> list[_Group]:
    """All requirements that are on, by what they read: kept for the vacancies that ask the same, but for those that
    look at the post itself.
    """
    applied, set_aside = _in_force(people, policy), _exemptions(people, vacancy, policy)
    by_fields = people.once(("by fields", id(applied)), lambda: (applied, _by_fields(applied)))[1]

    def group(fields: tuple[str, ...], members: Members) -> _Group:
        def compute() -> _Group:
            found = tuple((at, _judged(people, one, vacancy, set_aside)) for at, one in members)
            tells = any(one.tells for _, one in found)
            gravest = overall((one for _, one in found), people.size) if tells else _nothing(people)
            return _Group(found, gravest, tells)

        if _OF_ONE_PLACE.intersection(fields):
            return compute()
        key = ("group", id(applied), fields, set_aside, tuple(getattr(vacancy, name) for name in fields))
        return people.lately(key, compute)

    return [group(fields, members) for fields, members in by_fields.items()]


Members = tuple[tuple[int, Applied], ...]


def _by_fields(applied: Sequence[Applied]) -> Mapping[tuple[str, ...], Members]:
    """Requirements by the fields that decide over them: those that they read, and the level."""
    found: dict[tuple[str, ...], list[tuple[int, Applied]]] = defaultdict(list)
    for at, one in enumerate(applied):
        found[tuple(sorted({"level", *one.requirement.reads}))].append((at, one))
    return {fields: tuple(members) for fields, members in found.items()}


def judge(people: People, vacancy: Vacancy, policy: Policy) -> Judgement:
    """Everybody's verdicts for a vacancy."""
    groups = _groups(people, vacancy, policy)
    placed = {at: one for group in groups for at, one in group.found}
    found = [placed[at] for at in range(len(placed))]
    telling = [group for group in groups if group.tells]
    known: dict[int, tuple[Told, Told]] = {}

    def told(row: int) -> tuple[Told, Told]:
        if row not in known:
            apart: list[tuple[int, Reason]] = []
            once: list[tuple[int, Reason]] = []
            for group in telling:
                said = group.told.get(row) or group.tell(row)
                if said is not _NOTHING:
                    apart += said[0]
                    once += said[1]
            known[row] = tuple(sorted(apart, key=_place)), tuple(sorted(once, key=_place))
        return known[row]

    verdicts: Mapping[str, VerdictCodes] = {
        one.applied.requirement.code: one.outcome.codes for one in found if one.outcome.applies
    }
    return Judgement(
        vacancy=vacancy,
        overall=_gravest((group.overall for group in telling), people.size),
        rules=verdicts,
        unjudged=tuple(one.everybody for one in found if one.everybody is not None),
        explain=lambda row: tuple(reason for _, reason in told(row)[0]),
        explain_once=lambda row: tuple(reason for _, reason in told(row)[1]),
        doubtful=lambda: _doubtful(found, people.size),
        barring={one.applied.requirement.code: Barring(one.codes, one.barred) for one in found if one.barred},
        used=tuple(one.applied.requirement.code for one in found if one.concerns_anybody),
    )


_place = itemgetter(0)


def overall(found: Iterable[Judged], people: int) -> VerdictCodes:
    """Everybody's gravest verdict as it counts."""
    return _gravest((one.codes for one in found if one.tells), people)


def _nothing(people: People) -> VerdictCodes:
    """That everybody passes."""
    return people.once("nothing against anybody", lambda: np.full(people.size, PASS, dtype=np.int8))


def _gravest(verdicts: Iterable[VerdictCodes], people: int) -> VerdictCodes:
    gravest = np.full(people, PASS, dtype=np.int8)
    for codes in verdicts:
        np.maximum(gravest, codes, out=gravest)
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


def _judged(people: People, one: Applied, vacancy: Vacancy, set_aside: Exemptions) -> Judged:
    key = (*_key(one, vacancy), vacancy.level, one.force.hard, one.force.softened)
    found = _kept(people, one.requirement, ("judged", *key), lambda: _weighed(people, one, vacancy))
    mine = {row: exemption for code, row, exemption in set_aside if code == one.requirement.code}
    if not mine:
        return found
    codes = found.codes.copy()
    codes[[row for row in mine if codes[row] != PASS]] = WARN
    return replace(found, codes=codes, set_aside=mine, barred=barred(codes))


def _weighed(people: People, one: Applied, vacancy: Vacancy) -> Judged:
    found = _outcome(people, one, vacancy)
    tells, barring_some = bool(found.codes.any()), found.bars if not one.force.softened else None
    may_bar = tells and (one.force.hard or barring_some is not None)
    codes = _as_they_count(one, found, barring_some) if tells else found.codes
    concerns = found.applies and (found.concerned is None or bool(found.concerned.any()))
    everybody, sharing = _for_everybody(people, one, vacancy, found)
    return Judged(one, found, codes, concerns, everybody, sharing, barred=barred(codes) if may_bar else 0, tells=tells)


def _as_they_count(one: Applied, found: Outcome, barring_some: Mask | None) -> VerdictCodes:
    if one.force.hard:
        return found.codes if found.spares is None else np.where(found.spares, _mild(found.codes), found.codes)
    return _mild(found.codes) if barring_some is None else np.where(barring_some, found.codes, _mild(found.codes))


def _mild(codes: VerdictCodes) -> VerdictCodes:
    """The verdicts of what only warns: whatever does not pass is a warning."""
    warnings: VerdictCodes = (codes != PASS).view(np.int8)  # WARN is 1
    return warnings


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
    """What is computed for a vacancy, kept for the others: but not what one post or unit alone asks."""
    return compute() if _OF_ONE_PLACE.intersection(rule.reads) else people.lately(key, compute)


_OF_ONE_PLACE = frozenset(("post", "unit"))
"""Fields in which nearly all vacancies differ."""


def _unjudged(people: People) -> Outcome:
    codes = np.full(people.size, UNKNOWN, dtype=np.int8)
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
    unknown = found.codes == UNKNOWN
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
    return stated(one, Verdict.UNKNOWN, message, bars=barring(one, found, whose)), sharing


def _exemptions(people: People, vacancy: Vacancy, policy: Policy) -> Exemptions:
    """For whom the policy sets which requirement aside in writing, at the effective date and for this vacancy."""
    return tuple(
        (exemption.code, people.rows[exemption.key], exemption)
        for exemption in policy.exemptions
        if exemption.vacancy in ("", vacancy.id)
        and (exemption.until is None or exemption.until >= people.effective)
        and exemption.key in people.rows
    )
