"""One person and one vacancy: every requirement with what it saw, and from when on what fails would be met.

The same functions run on the person alone that run on everybody for a ranking, so both say the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace

from mutasi.eligibility.judge import judged, overall
from mutasi.eligibility.judged import Judged
from mutasi.eligibility.kind import Kind, Move, concerned, from_elsewhere, functional, functional_post, kinds_of_move
from mutasi.message import Message
from mutasi.model.calendar import add_months
from mutasi.model.codes import JENJANG_JF
from mutasi.model.people import People
from mutasi.model.policy import Policy
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Reason, Verdict

LOOKED_AHEAD = 120
"""Months after the effective date in which a day is looked for."""
STEPS = (1, 2, 3, 6, 9, 12, 18, 24, 36, 48, 60, 84, LOOKED_AHEAD)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one requirement says: `reason` as it counts, with its statement also where it is met.

    `concerns` is False where it does not speak to this person or vacancy. `met_from` is the first day found on which
    what fails now would be met if nothing else changed; None when there is none within LOOKED_AHEAD months.
    """

    name: str
    reason: Reason
    concerns: bool
    met_from: datetime.date | None = None

    @property
    def verdict(self) -> Verdict:
        return self.reason.verdict


@dataclass(frozen=True, slots=True)
class Explained:
    """One person and one vacancy. `kind` is the direction of the move and `remarks` what else it is.

    `possible_from` is the first day found on which nothing bars any more; None when nothing bars now, or never will.
    """

    row: int
    vacancy: Vacancy
    overall: Verdict
    kind: Kind
    remarks: tuple[Message, ...]
    rulings: tuple[Ruling, ...]
    possible_from: datetime.date | None


def explained(people: People, row: int, vacancy: Vacancy, policy: Policy) -> Explained:
    """Everything about the person in that row of `people` and the vacancy."""
    one = people.only(row)
    every = judged(one, vacancy, policy)
    rulings = tuple(_ruling(one, found, vacancy, policy) for found in every)
    verdict = Verdict(int(overall(every, 1)[0]))
    return Explained(
        row=row,
        vacancy=vacancy,
        overall=verdict,
        kind=Kind(int(kinds_of_move(one, vacancy.level)[0])),
        remarks=tuple(_remarks(one, vacancy)),
        rulings=rulings,
        possible_from=_possible_from(one, vacancy, policy, rulings) if verdict is Verdict.FAIL else None,
    )


def _ruling(one: People, found: Judged, vacancy: Vacancy, policy: Policy) -> Ruling:
    rule = found.applied.requirement
    concerns = found.outcome.applies and (found.outcome.concerned is None or bool(found.outcome.concerned[0]))
    reason = found.reason(0)
    if not concerns:
        reason = replace(reason, message=Message("does not concern this person or this vacancy"))
    fails = concerns and found.outcome.codes[0] == Verdict.FAIL
    if not fails:
        return Ruling(rule.name, reason, concerns)
    met_from = _first_day(one, lambda later: _verdict(later, rule.code, vacancy, policy) < Verdict.UNKNOWN)
    return Ruling(rule.name, reason, concerns, met_from)


def _verdict(one: People, code: str, vacancy: Vacancy, policy: Policy) -> Verdict:
    """The verdict of one requirement as it is, whatever its weight."""
    (found,) = judged(one, vacancy, policy, code)
    return Verdict(int(found.outcome.codes[0]))


def _possible_from(one: People, vacancy: Vacancy, policy: Policy, rulings: tuple[Ruling, ...]) -> datetime.date | None:
    """The first day on which nothing bars: not before the last of the days on which each barring one is met."""
    barring = [ruling.met_from for ruling in rulings if ruling.verdict is Verdict.FAIL]
    days = [day for day in barring if day is not None]
    if len(days) < len(barring) or not days:
        return None
    day = max(days)
    later = replace(one, effective=day)
    return day if overall(judged(later, vacancy, policy), 1)[0] != Verdict.FAIL else None


def _first_day(one: People, holds: Callable[[People], bool]) -> datetime.date | None:
    """The first day after the effective date on which something holds of a person: looked for by months, then by days.

    Between two steps of STEPS it is taken to become true once, which is so for ages, service and penalties that end.
    """

    def at(day: datetime.date) -> bool:
        return holds(replace(one, effective=day))

    start, before = one.effective, 0
    for months in STEPS:
        if at(add_months(start, months)):
            break
        before = months
    else:
        return None
    first, last = add_months(start, before), add_months(start, months)
    while (last - first).days > 1:
        middle = first + (last - first) // 2
        first, last = (first, middle) if at(middle) else (middle, last)
    return last


def _remarks(one: People, vacancy: Vacancy) -> list[Message]:
    """What the move is besides its direction."""

    def is_(move: Move) -> bool:
        return bool(concerned(one, vacancy.level, (move,), vacancy.post_code).surely[0])

    found = []
    is_functional = bool(functional(one)[0]) and vacancy.level in JENJANG_JF
    if one.array("id_jabatan")[0] == vacancy.post:
        found.append(Message("holds this post already"))
    if from_elsewhere(one)[0]:
        found.append(Message("from the agency {agency}", agency=one.array("instansi")[0]))
    if is_(Move.INTO_JF):
        another = Message("into another functional post, or from skill to expertise")
        found.append(another if functional(one)[0] else Message("into a functional post"))
    elif is_functional and not (functional_post(vacancy.post_code) and functional_post(one.array("kode_jabatan")[0])):
        found.append(Message("whether it is the same functional post is not known: kode_jabatan is missing"))
    if is_(Move.OUT_OF_JF):
        found.append(Message("out of a functional post, from which the person is released (JF-01)"))
    unit, echelon = one.array("unit")[0], one.array("eselon")[0]
    if unit is not None and vacancy.unit and unit != vacancy.unit:
        found.append(Message("into another unit"))
    if echelon and vacancy.echelon and echelon != vacancy.echelon:
        found.append(Message("eselon {present} to {target}", present=echelon, target=vacancy.echelon))
    classes = one.numbers("kelas")
    if classes[0] and vacancy.job_class and classes[0] != vacancy.job_class:
        found.append(Message("job class {present} to {target}", present=int(classes[0]), target=vacancy.job_class))
    return found
