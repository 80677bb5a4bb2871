"""What a plan leaves empty, and why."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mutasi.eligibility.judge import judge
from mutasi.model.leading import leads
from mutasi.model.plan import EmptyPost
from mutasi.plan.places import Place
from mutasi.plan.reading import Reading

_CAUSES = 3


def empty_posts(reading: Reading) -> Iterator[EmptyPost]:
    """Seats that are empty now and stay so, then those that the plan empties and nobody takes."""
    problem, at = reading.decided.problem, reading.at
    counted = np.bincount(at, minlength=problem.posts + 1)
    for number, place in enumerate(reading.places):
        seats = int(problem.seats[number] - counted[number])
        if seats:
            yield EmptyPost(
                vacancy=place.vacancy,
                seats=seats,
                was_empty=bool(place.free),
                eligible=len(place.rows),
                elsewhere=sum(reading.moves(row) and int(at[row]) != number for row in place.rows.tolist()),
                best=reading.best_staying(number),
                too_low=place.too_low,
                barring=_barring(reading, place),
                needs_acting=leads(reading.people, place.vacancy),
            )


def _barring(reading: Reading, place: Place) -> tuple[tuple[str, int], ...]:
    """The requirements that bar the most, where hardly anybody may take the place."""
    if len(place.rows) >= _CAUSES:
        return ()
    found = judge(reading.people, place.vacancy, reading.policy).barring
    counts = sorted(((code, one.people) for code, one in found.items()), key=lambda pair: (-pair[1], pair[0]))
    return tuple(counts[:_CAUSES])
