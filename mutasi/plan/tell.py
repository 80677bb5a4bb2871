"""A decided assignment as a plan that can be read: each move with its reasons, what stays empty, whom it leaves."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mutasi.eligibility.judge import judge
from mutasi.eligibility.kind import Kind, kinds_of_move
from mutasi.model.leading import leads_others
from mutasi.model.plan import (
    WITH_LOSS,
    Chain,
    Keep,
    Keeps,
    Kept,
    Loss,
    Mean,
    Plan,
    PlannedMove,
    Rival,
    Stranded,
    Welfare,
    Worth,
)
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Reason
from mutasi.plan.assignment import Whole
from mutasi.plan.chains import Linked
from mutasi.plan.decide import Decided
from mutasi.plan.limits import CERTAIN, taken
from mutasi.plan.posed import caps
from mutasi.plan.reading import Reading, keep_of
from mutasi.plan.tell_empty import empty_posts
from mutasi.plan.tell_wishes import unfulfilled

Posts = Callable[[Sequence[str]], Mapping[str, Vacancy]]
"""Posts as if they were vacant, by their ids."""


def plan_of(decided: Decided, posts: Posts) -> Plan:
    """What was decided, in the order in which decrees can be made: the chains by the day on which they take effect,
    then by the posts where they begin.
    """
    reading = Reading(decided)
    telling = _Telling(reading, posts)
    by_day = sorted(decided.chains, key=lambda chain: _day(reading, chain))
    chains = tuple(telling.chain(number, one) for number, one in enumerate(by_day, 1))
    missing = decided.bound - decided.worth
    return Plan(
        chains=chains,
        empty=tuple(empty_posts(reading)),
        worth=_worth(reading),
        welfare=_welfare(reading),
        kept=tuple(_kept(reading)),
        unfulfilled=tuple(unfulfilled(reading)),
        stranded=tuple(_stranded(reading)),
        gap=None if decided.proven else reading.loss(missing),
        expected=reading.loss(decided.worth) if decided.posed.limits.acceptance < CERTAIN else None,
        settled=decided.settled,
        method=decided.method,
    )


@dataclass(frozen=True, eq=False)
class _Telling:
    """What is needed to tell one move after the other."""

    reading: Reading
    posts: Posts

    @cached_property
    def opened(self) -> Mapping[str, Vacancy]:
        """The posts that the chains leave, as if they were vacant."""
        left = (self.reading.text("id_jabatan", chain.people[-1]) for chain in self.reading.decided.chains)
        return self.posts([post for post in dict.fromkeys(left) if post])

    @cached_property
    def afterwards(self) -> Mapping[int, tuple[Reason, ...]]:
        return self.reading.decided.aftermath.reasons(self.reading.at)

    def chain(self, number: int, linked: Linked) -> Chain:
        reading = self.reading
        day = _day(reading, linked)
        moves = tuple(self._move(number, row, day) for row in linked.people)
        last = moves[-1]
        if linked.is_cycle or not last.post:
            return Chain(number, moves, linked.is_cycle)
        leads = leads_others(reading.people, last.post) and reading.is_left(last.post)
        home = int(reading.home[last.row])
        if home < len(reading.places):
            backfill, count = reading.best_staying(home), len(reading.places[home].rows)
        else:
            backfill, count = reading.best_for(self.opened[last.post])
        return Chain(
            number=number,
            moves=moves,
            is_cycle=False,
            opens=last.post,
            opens_name=last.post_name,
            needs_acting=leads,
            backfill=backfill,
            backfills=count,
        )

    def _move(self, chain: int, row: int, day: datetime.date) -> PlannedMove:
        reading = self.reading
        number = int(reading.at[row])
        place = reading.places[number]
        points, own = reading.points(number, row), reading.own_points(row)
        rivals = self._rivals(number, row, points)
        reasons = judge(reading.people, place.vacancy, reading.policy).explain(row)
        equals = reading.decided.equals.get(number, ())
        return PlannedMove(
            row=row,
            nip=reading.text("nip", row),
            name=reading.text("nama", row),
            rank=reading.text("golongan", row),
            post=reading.text("id_jabatan", row),
            post_name=reading.text("nama_jabatan", row),
            unit_name=reading.text("nama_unit", row),
            to=place.vacancy,
            kind=Kind(int(kinds_of_move(reading.people, place.vacancy.level)[row])).code,
            points=points,
            own_points=own,
            place=reading.standing(number, points),
            ranked=len(place.rows) + place.too_low,
            doubtful=place.doubtful,
            most_points=int(place.highest[np.searchsorted(place.rows, row)]),
            chain=chain,
            effective=day,
            reasons=reasons,
            against=reading.wills.why_against(row, number, 0 if own is None else points - own),
            said=reading.wills.reasons.get(row, ()),
            wish=reading.wills.wish(row, number),
            wished=reading.wills.named.get((row, number), ("", "")),
            better=reading.prefers(row, number),
            placed=reading.text("nip", row) in reading.policy.plan.rules.placed,
            loss=self._loss(number, row, rivals),
            above=tuple(one for one in rivals if one.points > points),
            next_best=next((one for one in rivals if one.points <= points and not one.to), None),
            equals=tuple(reading.rival(one, number, row) for one in equals),
            afterwards=tuple(one for one in self.afterwards.get(row, ()) if one not in reasons),
        )

    def _loss(self, number: int, row: int, rivals: Sequence[Rival]) -> Loss | None:
        """The least of what is lost without a move. Where that is only bounded, somebody else in the seat may lose
        less, the best of those who leave no seat of the plan among them.
        """
        loss = self.reading.loss_without(row)
        if loss is not None and not loss.at_most:
            return loss
        outside = len(self.reading.places)
        free = (
            one for one in self.reading.others(number)
            if not self.reading.moves(one) and int(self.reading.home[one]) == outside
        )  # fmt: skip
        other = next(free, None)
        found = [loss, *(rival.loss for rival in rivals)]
        if other is not None:
            found.append(self.reading.loss_with(other, number, row)[0])
        known = [one for one in found if one is not None]
        return min(known, key=lambda one: (one.seats, one.points), default=None)

    def _rivals(self, number: int, chosen: int, points: int) -> list[Rival]:
        """All who stand above and do not come, and as many below as it takes to meet one who stays."""
        listed: list[Rival] = []
        for row in self.reading.others(number):
            below = self.reading.points(number, row) <= points
            listed.append(self.reading.rival(row, number, chosen, with_loss=below or len(listed) < WITH_LOSS))
            if below and not listed[-1].to:
                break
        return listed


def _day(reading: Reading, chain: Linked) -> datetime.date:
    """The day from which all its seats are open, no sooner than all moves take effect."""
    opened = (reading.places[int(reading.at[row])].vacancy.open_since for row in chain.people)
    return max([reading.people.effective, *(day for day in opened if day)])


def _worth(reading: Reading) -> Worth:
    places, posed = reading.places, reading.decided.posed
    movers = np.flatnonzero(reading.at != reading.home).tolist()
    seats = gain = 0
    for row in movers:
        number, home = int(reading.at[row]), int(reading.home[row])
        seats += places[number].priority
        gain += places[number].weight * reading.points(number, row)
        if home < len(places):
            seats -= places[home].priority
            gain -= places[home].weight * (reading.own_points(row) or 0)
    forced = int((taken(posed.problem, reading.at) & posed.against).sum())
    price = len(movers) * posed.policy.plan.move_price + forced * posed.policy.plan.forced_price
    return Worth(seats, gain, len(movers), forced, price)


def _welfare(reading: Reading) -> Welfare:
    wills, at = reading.wills, reading.at
    movers = np.flatnonzero(at != reading.home).tolist()
    better = [reading.prefers(row, int(at[row])) for row in movers]
    complaints = reading.complaints
    entered = complaints.entered >= 0
    pairs = zip(complaints.person[entered].tolist(), complaints.post[entered].tolist(), strict=True)
    known: dict[int, bool] = {}
    for row, number in pairs:
        known[row] = known.get(row, False) or reading.tells(row, number)
    wishes = [wills.wish(row, int(at[row])) for row in movers]
    lengths = [(chain.is_cycle, len(chain.people)) for chain in reading.decided.chains]
    return Welfare(
        better=better.count(True),
        worse=better.count(False),
        untold=better.count(None),
        first_wishes=wishes.count(1),
        wishes=sum(wish > 0 for wish in wishes),
        askers=len(wills.askers),
        envied=sum(known.values()),
        perhaps=len(known) - sum(known.values()),
        longest_chain=max((length for cycle, length in lengths if not cycle), default=0),
        longest_cycle=max((length for cycle, length in lengths if cycle), default=0),
        fit_before=_fit(reading, reading.home),
        fit_after=_fit(reading, at),
    )


def _fit(reading: Reading, at: Whole) -> Mean:
    """The fit of those who are at the places of the plan, by where everybody is."""
    inside = np.flatnonzero(at < len(reading.places)).tolist()
    points = [
        reading.own_points(row) or 0 if at[row] == reading.home[row] else reading.points(int(at[row]), row)
        for row in inside
    ]
    return Mean(sum(points), len(points))


def _kept(reading: Reading) -> Iterator[Kept]:
    """Every limit of the policy with what is used of it."""
    posed = reading.decided.posed
    chosen = taken(posed.problem, reading.at)
    rules = posed.policy.plan.rules
    yield from (Kept(Keep(Keeps.KEPT_PERSON, (nip,))) for nip in rules.kept_people)
    yield from (Kept(Keep(Keeps.KEPT_POST, (post,))) for post in rules.kept_posts)
    if rules.must_move:
        yield Kept(Keep(Keeps.MUST_MOVE, rules.must_move))
    yield from (Kept(Keep(Keeps.YEARS, (level,), years)) for level, years in rules.years.items())
    if rules.by_consent:
        yield Kept(Keep(Keeps.CONSENT, rules.by_consent))
    seen: dict[Keep, Kept] = {}
    for limit in posed.limits.linear:
        keep = keep_of(limit.key)
        used = limit.total(chosen) if keep.number is not None and (limit.coefficients > 0).all() else None
        broken = not limit.keeps(chosen) or (keep in seen and seen[keep].broken)
        seen[keep] = Kept(keep, used, broken)
    yield from seen.values()
    longest = {True: 0, False: 0}
    for chain in reading.decided.chains:
        longest[chain.is_cycle] = max(longest[chain.is_cycle], len(chain.people))
    for cap in caps(posed.limits):
        used = longest[cap.keeps is Keeps.CYCLE]
        yield Kept(cap, used, used > (cap.number or 0))


def _stranded(reading: Reading) -> Iterator[Stranded]:
    """Those who must leave their post and stay all the same, but for those whom a rule places."""
    placed = reading.policy.plan.rules.placed
    for row in sorted(reading.decided.stranded, key=lambda one: reading.text("nip", one)):
        if reading.text("nip", row) not in placed:
            places = sum(reading.may(number, row) for number in range(len(reading.places)))
            yield Stranded(
                reading.text("nip", row), reading.text("nama", row), reading.text("nama_jabatan", row), places
            )
