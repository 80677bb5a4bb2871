"""A plan taken up again: what became of the moves of the one before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from mutasi.model.plan import Changed, FileMove
from mutasi.plan.decide import Decided
from mutasi.plan.posed import Posed

GONE = -2
"""The place of a move that is possible no more."""


def places_before(posed: Posed, moves: Sequence[FileMove]) -> dict[int, int]:
    """By row of those who were to move the number of the place, GONE where there is no such place or the person may not
    go there any more. KeyError for a NIP that the people do not have.
    """
    vacancies = [place.vacancy for place in posed.places]
    by_id = {vacancy.id: number for number, vacancy in reversed(list(enumerate(vacancies)))}
    by_post = {vacancy.post: number for number, vacancy in reversed(list(enumerate(vacancies)))}
    found = {}
    for move in moves:
        row = posed.people.rows[move.nip]
        number = by_id.get(move.vacancy, by_post.get(move.post, GONE))
        offered = posed.problem.post[posed.problem.person == row]
        found[row] = number if number in offered else GONE
    return found


def changes(
    decided: Decided, moves: Sequence[FileMove], before: Mapping[int, int], refused: Collection[str]
) -> Iterator[Changed]:
    """Everybody for whom the plan has another post than `moves`, whose places are `before`, in the order of NIP."""
    people, home = decided.posed.people, decided.problem.home
    stated = {people.rows[move.nip]: move.post for move in moves}
    concerned = {*stated, *np.flatnonzero(decided.at != home).tolist()}
    for row in sorted(concerned, key=lambda one: str(people.array("nip")[one])):
        number, nip = int(decided.at[row]), people.array("nip")[row]
        after = decided.places[number].vacancy.post if number != int(home[row]) else ""
        if number != before.get(row):
            was, gone = stated.get(row, ""), before.get(row) == GONE
            yield Changed(nip, people.array("nama")[row] or "", was, after, gone, nip in refused)
