"""Those who asked for a post of the plan and do not get it: where they stand, and why it is so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from mutasi.eligibility.judge import judge
from mutasi.fit.shortlist import may_be_ranked
from mutasi.model.plan import Keep, Keeps, Unfulfilled
from mutasi.plan.reading import Reading
from mutasi.plan.serial import bars


def unfulfilled(reading: Reading) -> Iterator[Unfulfilled]:
    """One of each who asked and gets none of what he or she asked for, in the order of NIP."""
    wished: dict[int, list[tuple[int, int]]] = {}
    for (row, number), wish in reading.wills.wishes.items():
        if int(reading.home[row]) != number:
            wished.setdefault(row, []).append((wish, number))
    for row in sorted(wished, key=lambda one: reading.text("nip", one)):
        places = wished[row]
        if int(reading.at[row]) not in {number for _, number in places}:
            yield _told(reading, row, *min(places, key=lambda pair: _nearest(reading, row, *pair)))


def _nearest(reading: Reading, row: int, wish: int, number: int) -> tuple[int, bool, int, int]:
    """The first wish first; of several posts that it names the one where the person fits best."""
    may = reading.may(number, row)
    return wish, not may, -reading.points(number, row) if may else 0, number


def _told(reading: Reading, row: int, wish: int, number: int) -> Unfulfilled:
    place = reading.places[number]
    found = Unfulfilled(
        row=row,
        nip=reading.text("nip", row),
        name=reading.text("nama", row),
        wish=wish,
        wished=reading.wills.named[row, number],
        vacancy=place.vacancy,
        ranked=len(place.rows) + place.too_low,
        got=reading.destination(row),
    )
    if not reading.may(number, row):
        return _kept_out(reading, found, number)
    points = reading.points(number, row)
    found = replace(found, points=points, place=reading.standing(number, points), own_points=reading.own_points(row))
    if (row, number) in reading.decided.posed.barred:
        return replace(found, rule=_rule(reading, row, number))
    return _contest(reading, found, number)


def _kept_out(reading: Reading, found: Unfulfilled, number: int) -> Unfulfilled:
    """Why a person may not take a place."""
    judgement = judge(reading.people, reading.places[number].vacancy, reading.policy)
    if not may_be_ranked(reading.people, judgement)[found.row]:
        return replace(found, bars=tuple(filter(bars, judgement.explain(found.row))))
    doubtful = judgement.doubtful is not None and bool(judgement.doubtful()[found.row])
    return replace(found, doubtful=doubtful, too_low=not doubtful)


def _contest(reading: Reading, found: Unfulfilled, number: int) -> Unfulfilled:
    """Who has the seat instead, or that nobody has it, and what the plan would lose with this person there."""
    row = found.row
    entered = np.flatnonzero((reading.at == number) & (reading.home != number)).tolist()
    if entered:
        last = min(entered, key=lambda one: (reading.points(number, one), -int(reading.ranks[one])))
        loss, breaks = reading.loss_with(row, number, last)
        winner, points = reading.text("nama", last), reading.points(number, last)
        return replace(found, winner=winner, winner_points=points, loss=loss, rule=breaks)
    if reading.has_seat(number):
        loss, breaks = reading.loss_with(row, number, None)
        return replace(found, loss=loss, rule=breaks)
    holders = [one for one in reading.places[number].holders.tolist() if int(reading.at[one]) == number]
    return replace(found, holder=reading.text("nama", holders[0]) if holders else "")


def _rule(reading: Reading, row: int, number: int) -> Keep:
    """What the policy keeps that takes this offer away."""
    rules, nip = reading.policy.plan.rules, reading.text("nip", row)
    if nip in rules.kept_people:
        return Keep(Keeps.KEPT_PERSON, (nip,))
    if nip in rules.placed:
        return Keep(Keeps.PLACED, (nip, rules.placed[nip]))
    for post in (reading.places[number].vacancy.post, reading.text("id_jabatan", row)):
        if post in rules.kept_posts:
            return Keep(Keeps.KEPT_POST, (post,))
    return Keep(Keeps.CONSENT, rules.by_consent)
