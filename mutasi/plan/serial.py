"""One person for each open seat, seat by seat in a published order.

The simplest rule that never uses a person or a seat twice: vacancies by level, the highest first, then as
they stand in the file; each open seat goes to the best placed person who is still free and whom the moves decided so
far do not bar. It is not the best plan for all seats together, and the document says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from mutasi.message import Message
from mutasi.model.reference import Reference
from mutasi.model.shortlist import Candidate, Shortlist
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Reason, Verdict


@dataclass(frozen=True, slots=True)
class Move:
    """A person (row) who takes a seat."""

    row: int
    vacancy: Vacancy


class Around(Protocol):
    """Tells what the rules about those around a post say once other moves are made."""

    def reasons(self, move: Move, others: Sequence[Move]) -> tuple[Reason, ...]:
        """Of this move when the others are made."""

    def reasons_of_all(self, moves: Sequence[Move]) -> Sequence[tuple[Reason, ...]]:
        """Of each of these moves when all are made."""


@dataclass(frozen=True, slots=True)
class Barred:
    """Somebody who may hold the post now and may not once the other moves are made, and why."""

    candidate: Candidate
    reason: Reason


@dataclass(frozen=True, slots=True)
class Pick:
    """A person proposed for a seat; `kind` is rotasi, promosi, diagonal or demosi.

    `passed_over` are better placed people who have another seat, of whom a barring fact is unknown, or who are
    `barred` once the other moves are made, with what bars them. `even` are people who are inseparable from the person
    picked: the choice between them is not the ranking's, and the decision maker has to make it. `by_hand` marks a
    choice of the user. `afterwards` is what those around the post say once all moves are made, and do not say now.
    `staying` are those of `passed_over` who move nowhere though they might, by hand also those of whom a barring fact
    is unknown: a plan, or a choice by hand, decided so.
    """

    vacancy: Vacancy
    candidate: Candidate
    shortlist: Shortlist
    kind: str
    passed_over: tuple[Candidate, ...] = ()
    even: tuple[Candidate, ...] = ()
    by_hand: bool = False
    barred: tuple[Barred, ...] = ()
    afterwards: tuple[Reason, ...] = ()
    staying: tuple[Candidate, ...] = ()

    @property
    def move(self) -> Move:
        return Move(self.candidate.row, self.vacancy)

    @property
    def own_unknown(self) -> tuple[Reason, ...]:
        """The facts that bar and that are unknown of this person alone: only a hand proposes so."""
        return tuple(filter(is_open, self.candidate.reasons))

    @property
    def unknown(self) -> tuple[Reason, ...]:
        """The facts that bar and that nobody has yet: what is unknown of all and holds of this person; in a choice by
        hand also what is unknown of the person alone.
        """
        return tuple(filter(is_open, (*self.candidate.reasons, *self.candidate.unjudged)))


@dataclass(frozen=True, slots=True)
class EmptySeat:
    """A seat for which nobody is proposed, and why."""

    vacancy: Vacancy
    shortlist: Shortlist
    reason: Message


@dataclass(frozen=True, slots=True)
class SerialPlan:
    """All picks and all empty seats, in the order in which they were decided."""

    picks: tuple[Pick, ...]
    empty: tuple[EmptySeat, ...]
    shortlists: tuple[Shortlist, ...]
    """As they were given, as long as they had to be."""

    @property
    def uncertain(self) -> tuple[Pick, ...]:
        """The picks that depend on a fact that nobody has yet."""
        return tuple(pick for pick in self.picks if pick.unknown)


@dataclass(frozen=True, slots=True)
class _Seat:
    """A seat to be decided: its ranking, and the kind of move for each row of people."""

    shortlist: Shortlist
    kinds: Sequence[str]

    @property
    def vacancy(self) -> Vacancy:
        return self.shortlist.vacancy

    @property
    def is_cut(self) -> bool:
        return len(self.shortlist.candidates) < self.shortlist.ranked

    def pick(self, candidate: Candidate, **details: Any) -> Pick:
        kind = self.kinds[candidate.row]
        return Pick(self.shortlist.vacancy, candidate, self.shortlist, kind, **details)


def serial_plan(
    shortlists: Sequence[Shortlist],
    kinds: Mapping[str, Sequence[str]],
    reference: Reference,
    by_hand: Mapping[str, tuple[str, ...]] | None = None,
    around: Around | None = None,
    longer: Callable[[Shortlist], Shortlist] | None = None,
) -> SerialPlan:
    """Decide every seat of every shortlist.

    `longer` gives the shortlist with more of those who are ranked: it is asked where nobody on it can have a seat and
    it does not hold all. Without it every shortlist must hold everybody who is ranked.

    `kinds` gives for each vacancy id the kind of move of every row of people. `by_hand` are NIPs chosen
    for a vacancy id; they come first, so that no seat takes their person away. KeyError for a choice that
    is not in the shortlist. `around` tells what holds of a move once others are made: nobody is picked whom that
    bars, but by hand.
    """
    by_hand = by_hand or {}
    seats = [_Seat(shortlist, kinds[shortlist.vacancy.id]) for shortlist in _in_order(shortlists, reference)]
    chosen = {seat.vacancy.id: [_pick_by_hand(seat, nip) for nip in by_hand.get(seat.vacancy.id, ())] for seat in seats}
    moves = [pick.move for picks in chosen.values() for pick in picks]
    taken = {nip for nips in by_hand.values() for nip in nips}
    picks: list[Pick] = []
    empty: list[EmptySeat] = []
    lists: dict[str, Shortlist] = {}
    for seat in seats:
        own = chosen[seat.vacancy.id]
        picks += own
        for _ in range(seat.vacancy.seats - len(own)):
            while True:
                pick, barred = _best_free(seat, taken, lambda move: around.reasons(move, moves) if around else ())
                if pick is not None or longer is None or not seat.is_cut:
                    break
                seat = replace(seat, shortlist=longer(seat.shortlist))
            if pick is None:
                empty.append(EmptySeat(seat.vacancy, seat.shortlist, _why_empty(seat.shortlist, barred)))
            else:
                taken.add(pick.candidate.nip)
                moves.append(pick.move)
                picks.append(pick)
        lists[seat.vacancy.id] = seat.shortlist
    told = around.reasons_of_all([pick.move for pick in picks]) if around else [()] * len(picks)
    return SerialPlan(
        tuple(with_afterwards(replace(pick, shortlist=lists[pick.vacancy.id]), said)
              for pick, said in zip(picks, told, strict=True)),
        tuple(replace(seat, shortlist=lists[seat.vacancy.id]) for seat in empty),
        tuple(lists[shortlist.vacancy.id] for shortlist in shortlists),
    )  # fmt: skip


def with_afterwards(pick: Pick, told: Sequence[Reason]) -> Pick:
    """The pick with what those around the post say when all have moved; what they say now stands there already."""
    said = {(reason.rule, reason.message) for reason in pick.candidate.reasons}
    return replace(pick, afterwards=tuple(reason for reason in told if (reason.rule, reason.message) not in said))


def _in_order(shortlists: Sequence[Shortlist], reference: Reference) -> list[Shortlist]:
    def importance(shortlist: Shortlist) -> tuple[int, int, int]:
        vacancy = shortlist.vacancy
        level = reference.levels.get(vacancy.level)
        echelon = reference.echelons.get(vacancy.echelon)
        return (-(level.step if level else 0), echelon.order if echelon else 99, vacancy.row)

    return sorted(shortlists, key=importance)


def _pick_by_hand(seat: _Seat, nip: str) -> Pick:
    candidate = next((one for one in seat.shortlist.candidates if one.nip == nip), None)
    if candidate is None:
        raise KeyError(nip)
    return seat.pick(candidate, by_hand=True)


def _best_free(
    seat: _Seat, taken: set[str], around: Callable[[Move], tuple[Reason, ...]]
) -> tuple[Pick | None, tuple[Barred, ...]]:
    """The best placed person who is free and whom nothing bars, and who of the better placed ones is barred."""
    candidates = seat.shortlist.candidates
    usable = [one for one in candidates if one.nip not in taken and may_be_proposed(one)]
    barred: list[Barred] = []
    while usable:
        bar = next(filter(bars, around(Move(usable[0].row, seat.vacancy))), None)
        if bar is None:
            break
        barred.append(Barred(usable.pop(0), bar))
    if not usable:
        return None, tuple(barred)
    best = usable[0]
    passed_over = tuple(one for one in candidates if one.place < best.place)
    even = tuple(one for one in usable[1:] if one.place == best.place)
    return seat.pick(best, passed_over=passed_over, even=even, barred=tuple(barred)), tuple(barred)


def bars(reason: Reason) -> bool:
    """Whether it keeps a person from the post."""
    return reason.hard and reason.verdict is Verdict.FAIL


def may_be_proposed(candidate: Candidate) -> bool:
    """Nobody is proposed of whom a fact that bars is unknown, unless it is unknown of all for one cause.

    An absent table says nothing against anybody and would leave every seat empty, so such a move is proposed, names the
    fact, and is counted in the totals (docs/decisions.md).
    """
    return not any(map(is_open, candidate.reasons))


def is_open(reason: Reason) -> bool:
    """Whether it would keep a person from the post and is unknown."""
    return reason.hard and reason.verdict is Verdict.UNKNOWN


def _why_empty(shortlist: Shortlist, barred: Sequence[Barred]) -> Message:
    if barred:
        rules = tuple(sorted({one.reason.rule for one in barred}))
        return Message(
            "whoever is free is barred once the other moves are made: {count} ({rules})", count=len(barred), rules=rules
        )
    if not shortlist.ranked:
        return Message("nobody meets the requirements")
    unknown = sum(not may_be_proposed(one) for one in shortlist.candidates)
    if unknown == len(shortlist.candidates):
        return Message("a barring fact is unknown of everybody who does not fail: {count} person(s)", count=unknown)
    return Message("everybody who may be proposed is proposed for another seat")
