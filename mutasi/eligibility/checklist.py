"""What the law asks of the procedure and no data can decide: a list to tick off before the inauguration."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mutasi.eligibility.age import JPT
from mutasi.eligibility.approval import approvals_of
from mutasi.eligibility.condition import Circumstances
from mutasi.eligibility.kind import Move, concerned, from_elsewhere
from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Reason, ToSettle, Verdict

_REPORT_DAYS = 7
CHECKLIST = ("PROS-01", "PROS-02", "PROS-03", "SELEKSI-01", "KHUSUS-02", "JF-01", "PILKADA-04")
"""The rules that give an item, in the order of the list. Each can be put off in the policy (`berat: mati`)."""
ITEMS: Mapping[str, str] = {
    "PROS-02": "assessment-not-recorded",
    "PROS-03": "documents-incomplete",
    "JF-01": "release-missing",
    "PILKADA-04": "report-overdue",
}
"""Those of them that are nothing else, no condition and no requirement, with their names: they can only be put off."""


_WITH_APPROVAL = ("PILKADA-01", "PILKADA-02", "PILKADA-03")
"""Conditions that are met by the Minister's approval."""
_ITEMS_OF_THEIR_OWN = ("KHUSUS-02", "PROS-01", "SELEKSI-01")
"""Conditions of which the items in CHECKLIST tell more."""
_NAMED = 5
"""Posts that are named where an item is about many."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A person, by row of people, and the vacancy for which he or she is proposed, by the move of this number."""

    row: int
    vacancy: Vacancy
    number: int

    @property
    def post(self) -> Message:
        return self.numbered(self.vacancy.post_name or self.vacancy.post)

    def numbered(self, name: str) -> Message:
        """A name with the move that it stands for: several people, and several posts, may bear it."""
        return Message("no. {number} {name}", number=self.number, name=name)


def checklist(
    circumstances: Circumstances, moves: Sequence[Chosen], conditions: Mapping[str, Sequence[Reason]]
) -> tuple[ToSettle, ...]:
    """The items that these moves ask for; none without moves. `conditions` are those of each vacancy, by its id."""
    items = (item for item in _items(circumstances, moves, conditions) if moves)
    ordered = sorted(items, key=lambda item: CHECKLIST.index(item.rule))
    usual = tuple(item for item in ordered if not circumstances.policy.is_off(item.rule))
    return (*_of_conditions(moves, conditions), *usual)


def _of_conditions(moves: Sequence[Chosen], conditions: Mapping[str, Sequence[Reason]]) -> Iterator[ToSettle]:
    """What conditions ask for that are not met, then what has to be found out of those that are unknown."""
    found: dict[Reason, list[Chosen]] = {}
    for move in moves:
        for reason in _unsettled(conditions, move):
            if reason.rule not in _ITEMS_OF_THEIR_OWN:
                found.setdefault(reason, []).append(move)
    for reason in sorted(found, key=lambda reason: -reason.verdict):
        message, about = _asked_for(reason), found[reason]
        if len(about) < len(moves):
            message = Message("{item} (for {posts})", item=message, posts=_some(about))
        yield ToSettle(reason.rule, message)


def _unsettled(conditions: Mapping[str, Sequence[Reason]], move: Chosen) -> Iterator[Reason]:
    """The conditions of its vacancy that are not met, or not known to be."""
    stated = dict.fromkeys(conditions.get(move.vacancy.id, ()))
    yield from (reason for reason in stated if reason.verdict >= Verdict.UNKNOWN)


def _some(moves: Sequence[Chosen]) -> tuple[Message, ...]:
    """The first of the posts by name, and the moves of all others by number."""
    named, others = moves[:_NAMED], moves[_NAMED:]
    if not others:
        return tuple(move.post for move in named)
    rest = Message("and {count} more: no. {numbers}", count=len(others), numbers=_runs([one.number for one in others]))
    return (*(move.post for move in named), rest)


def _runs(numbers: Sequence[int]) -> tuple[str, ...]:
    """1, 2, 3, 5 as 1-3 and 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return tuple("-".join(map(str, run)) for run in runs)


def _asked_for(reason: Reason) -> Message:
    if reason.verdict is Verdict.UNKNOWN:
        return Message("to be found out, since it is not known: {reason}", reason=reason.message)
    if reason.rule in _WITH_APPROVAL:
        return Message(
            "written approval of the Minister of Home Affairs: number and date; {reason}", reason=reason.message
        )
    return Message("to be mended, since it is not met: {reason}", reason=reason.message)


def _items(
    circumstances: Circumstances, moves: Sequence[Chosen], conditions: Mapping[str, Sequence[Reason]]
) -> Iterator[ToSettle]:
    people = circumstances.people
    considered = sum(move.vacancy.level != "PELAKSANA" for move in moves)
    if considered:
        message = Message(
            "technical consideration of BKN through I-MUT for {count} move(s): number and date", count=considered
        )
        yield ToSettle("PROS-01", message)
    yield ToSettle(
        "PROS-02", Message("record of the performance assessment team (tim penilai kinerja): number and date")
    )
    yield from _for_one_by_one(people, moves)
    yield from _routes([move for move in moves if move.vacancy.level in JPT], conditions)
    for move in moves:
        for authority in people.reference.special_approvals.get(move.vacancy.special, ()):
            message = Message("approval of {authority} for {post}", authority=authority, post=move.post)
            given = approvals_of(people, move.vacancy, authority)
            if given:
                message = Message("{item}: recorded as {number}", item=message, number=given[-1].told)
            yield ToSettle("KHUSUS-02", message)
    deadline = working_days_after(people.effective, _REPORT_DAYS)
    yield ToSettle(
        "PILKADA-04",
        Message(
            "report to the Minister of Home Affairs within {days} working days of the inauguration: by {day}, public"
            " holidays not counted",
            days=_REPORT_DAYS,
            day=deadline.isoformat(),
        ),
    )


def _routes(moves: Sequence[Chosen], conditions: Mapping[str, Sequence[Reason]]) -> Iterator[ToSettle]:
    """The route of each JPT: its result, and first of all which one it is, where that is not stated."""
    if not moves:
        return
    message = Message("result of the route by which each JPT is filled: {posts}", posts=_some(moves))
    bare = [move for move in moves if any(one.rule == _ROUTE for one in _unsettled(conditions, move))]
    if bare:
        message = Message("{item}; which route it is (mekanisme) is not stated yet: {posts}", item=message,
                          posts=_some(bare))  # fmt: skip
    yield ToSettle(_ROUTE, message)


_ROUTE = "SELEKSI-01"


def _for_one_by_one(people: People, moves: Sequence[Chosen]) -> Iterator[ToSettle]:
    names = people.array("nama")

    def named(moves: Iterable[Chosen]) -> tuple[Message, ...]:
        return tuple(move.numbered(names[move.row] or people.array("nip")[move.row]) for move in moves)

    released = named(
        move for move in moves if concerned(people, move.vacancy.level, (Move.OUT_OF_JF,)).surely[move.row]
    )
    outsiders = named(move for move in moves if from_elsewhere(people)[move.row])
    if released:
        yield ToSettle("JF-01", Message("decree of release from the functional post: {names}", names=released))
    if outsiders:
        documents = tuple(people.reference.documents_between_agencies)
        message = Message("documents of {names}: {documents}", names=outsiders, documents=documents)
        yield ToSettle("PROS-03", message)


def working_days_after(day: datetime.date, count: int) -> datetime.date:
    """The day that many working days later: Monday to Friday. Which days are public holidays is not known here."""
    while count:
        day += datetime.timedelta(days=1)
        count -= day.weekday() < 5
    return day
