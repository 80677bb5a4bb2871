"""Moves that are wanted, from a plan or chosen by hand: what is against them, and the seat that each takes."""

from __future__ import annotations

import datetime
import difflib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mutasi.eligibility.left_service import left_service
from mutasi.message import Message
from mutasi.model.applied import Misfit
from mutasi.model.dataset import Dataset
from mutasi.model.people import People
from mutasi.model.reference import Reference
from mutasi.model.shortlist import Candidate
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Reason, rules_of
from mutasi.model.wanted import WantedMove
from mutasi.plan.apply import apply_moves
from mutasi.plan.serial import Pick, bars
from mutasi.read.move_list import key_meant
from mutasi.read.plan_file import KEYS, PlanFile


def with_posts(wanted: Sequence[WantedMove], vacancies: Mapping[str, Vacancy]) -> tuple[WantedMove, ...]:
    """The moves that name a vacancy alone with its post, and those that name a post whose vacancy bears its name with
    that: a plan tells it once.
    """

    def named(one: WantedMove) -> WantedMove:
        vacancy = vacancies.get(one.target)
        if vacancy is None or (one.move.post and vacancy.post != one.move.post):
            return one
        return replace(one, move=replace(one.move, post=vacancy.post, vacancy=vacancy.id))

    return tuple(map(named, wanted))


def misfits(dataset: Dataset, wanted: Sequence[WantedMove], usual: datetime.date) -> tuple[Misfit, ...]:
    """What is against the moves in the data, whatever the law says: another day than that of all, unknown names, people
    who move twice or to the post that they hold, posts with fewer seats than people come.
    """
    unclear = [*_on_another_day(wanted, usual), *_twice(wanted), *_without_post(dataset, wanted)]
    if unclear:
        whole = [one.move for one in wanted if one.move.post]
        seen: dict[str, WantedMove] = {}
        for one in wanted:
            seen.setdefault(one.move.nip, one)
        first = [move for move in whole if seen[move.nip].move is move]
        found = (*unclear, *apply_moves(dataset, first, usual)[1])
        return tuple(sorted(found, key=_where))
    return apply_moves(dataset, [one.move for one in wanted], usual)[1]


def _where(one: Misfit) -> tuple[int, int]:
    return (one.place.line or 0, one.place.column or 0) if one.place else (0, 0)


def _on_another_day(wanted: Sequence[WantedMove], usual: datetime.date) -> Iterator[Misfit]:
    """A proposal has one TMT: on it requirements are checked and seats are left."""
    for one in wanted:
        day = one.move.effective
        if day is not None and day != usual:
            yield Misfit(
                Message("the tmt of {nip} is {tmt}, but requirements are checked, and seats left and taken, on one day,"
                        " {usual}: leave tmt out, or propose the moves of {tmt} apart, with --tmt {tmt}",
                        nip=one.move.nip, tmt=day, usual=usual),
                one.move.place,
            )  # fmt: skip


def plan_misfits(plan: PlanFile, usual: datetime.date) -> tuple[Misfit, ...]:
    """What is against a plan as a whole: another day, and keys that nobody would read."""
    found = [Misfit(_strange(key), where) for key, where in plan.strange]
    if plan.effective is not None and plan.effective != usual:
        found.append(
            Misfit(
                Message("tmt_penempatan of the plan is {tmt}, that of the proposal {usual}: plan anew for {usual}"
                        " (mutasi plan --tmt {usual}), or propose with --tmt {tmt}", tmt=plan.effective, usual=usual),
                plan.place,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=_where))


def _strange(key: str) -> Message:
    meant = key_meant(key, KEYS)
    if meant:
        return Message("a move of a plan has no key '{key}'; did you mean {near}?", key=key, near=meant)
    return Message("a move of a plan has no key '{key}', and nobody would read it; reasons and exceptions are written"
                   " to a list of moves of your own (--moves)", key=key)  # fmt: skip


def _twice(wanted: Sequence[WantedMove]) -> Iterator[Misfit]:
    first: dict[str, WantedMove] = {}
    for one in wanted:
        nip = one.move.nip
        if nip in first:
            yield Misfit(
                Message("{nip} moves twice, to {first} and to {second}; a person can take one post",
                        nip=nip, first=first[nip].target, second=one.target),
                one.move.place,
            )  # fmt: skip
        first.setdefault(nip, one)


def _without_post(dataset: Dataset, wanted: Sequence[WantedMove]) -> Iterator[Misfit]:
    table = dataset.get("lowongan")
    stated = () if table is None else tuple(table.frame["id_lowongan"].drop_nulls())
    for one in wanted:
        if not one.move.post:
            name = one.move.vacancy
            message = Message("there is no vacancy {vacancy} in lowongan", vacancy=name)
            close = difflib.get_close_matches(name, stated, n=3)
            if close:
                message = Message("{message}; did you mean: {near}?", message=message, near=tuple(close))
            yield Misfit(message, one.move.place)


def with_seats(
    wanted: Sequence[WantedMove], present: Mapping[str, str], vacancies: Sequence[Vacancy]
) -> tuple[WantedMove, ...]:
    """The moves that fit, each with the vacancy whose seat it takes; none where it takes one that somebody leaves.

    `present` is the present post by NIP.
    """
    left = Counter(post for one in wanted if (post := present.get(one.move.nip)))
    free = Counter({vacancy.id: vacancy.seats for vacancy in vacancies})
    free.subtract(one.move.vacancy for one in wanted if one.move.vacancy)
    seated = []
    for one in wanted:
        if not one.move.vacancy and not _takes(left, one.move.post):
            stated = (vacancy.id for vacancy in vacancies if vacancy.post == one.move.post)
            name = next(name for name in stated if free[name] > 0)
            free[name] -= 1
            one = replace(one, move=replace(one.move, vacancy=name))
        seated.append(one)
    return tuple(seated)


def _takes(left: Counter[str], post: str) -> bool:
    left[post] -= 1
    return left[post] >= 0


def gone(people: People, candidate: Candidate, vacancy: Vacancy) -> Message | None:
    """Why nothing lets the move pass: the person has left service on the effective date. None for whoever has not."""
    reason = left_service(people, candidate.row, vacancy)
    if reason is None:
        return None
    return Message(
        "{nip} cannot be proposed for {vacancy}: {rule}, {reason}; on the TMT, {tmt}, the"
        " person would not be in service there, and no exception lets that pass",
        nip=candidate.nip, vacancy=vacancy.id, rule=reason.rule, reason=reason.message, tmt=people.effective,
    )  # fmt: skip


def unexcused(people: People, pick: Pick, wanted: WantedMove) -> tuple[Misfit, ...]:
    """What is against a move by law or policy: that the person has left service; requirements that fail and from which
    no written exception is named; exceptions for which nothing fails.
    """
    failing, place = failing_reasons(pick), wanted.move.place
    left = gone(people, pick.candidate, pick.vacancy)
    if left is not None:
        return (Misfit(Message("{reason}: take the move out", reason=left), place),)
    codes = rules_of(failing)
    nip, vacancy = pick.candidate.nip, pick.vacancy.id
    if failing and not wanted.exception:
        reasons = tuple(Message("{rule} ({reason})", rule=one.rule, reason=one.message) for one in failing)
        found = [Message(
            "{nip} may not hold {vacancy}: {reasons}; choose somebody else, or write the exception that was granted"
            " (pengecualian) and from what (syarat_dikecualikan: {codes})",
            nip=nip, vacancy=vacancy, reasons=reasons, codes=_listed(codes),
        )]  # fmt: skip
    elif wanted.exception and not failing:
        found = [Message(
            "an exception is written for {nip}, who fails no requirement of {vacancy}: leave out pengecualian and"
            " syarat_dikecualikan",
            nip=nip, vacancy=vacancy,
        )]  # fmt: skip
    else:
        found = [*_not_covered(people.reference, pick, wanted, codes)]
    return tuple(Misfit(message, place) for message in found)


def _not_covered(reference: Reference, pick: Pick, wanted: WantedMove, codes: Sequence[str]) -> Iterator[Message]:
    """An exception covers what it names, and names nothing else."""
    open_ones = tuple(code for code in codes if code not in wanted.excepted)
    if open_ones:
        yield Message(
            "{nip} also fails {rules} of {vacancy}, and syarat_dikecualikan does not name that: an exception from all"
            " that fails reads syarat_dikecualikan: {codes}",
            nip=pick.candidate.nip, vacancy=pick.vacancy.id, rules=open_ones, codes=_listed(codes),
        )  # fmt: skip
    for code in wanted.excepted:
        if code not in reference.rules:
            near = tuple(difflib.get_close_matches(code, reference.rules, n=1)) or codes
            yield Message("syarat_dikecualikan names {code}, which no requirement has; did you mean: {near}?",
                          code=code, near=near)  # fmt: skip
    needless = tuple(code for code in wanted.excepted if code not in codes and code in reference.rules)
    if needless:
        yield Message(
            "{nip} does not fail {rules} of {vacancy}: take that out of syarat_dikecualikan",
            nip=pick.candidate.nip, vacancy=pick.vacancy.id, rules=needless,
        )  # fmt: skip


def _listed(codes: Sequence[str]) -> str:
    return f"[{', '.join(codes)}]"


def failing_reasons(pick: Pick) -> tuple[Reason, ...]:
    """The requirements that fail and bar, now or once all moves are made."""
    return tuple(filter(bars, (*pick.candidate.reasons, *pick.candidate.unjudged, *pick.afterwards)))
