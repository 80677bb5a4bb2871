"""What rules about those around a post say once other moves are made: superiors, subordinates, relatives, units.

A shortlist judges everybody among the people as they are now. When several move on one day, those around a post are
others than today, and the law speaks of the structure that results (PP 11/2017 art. 190).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from mutasi.eligibility.catalogue import AROUND
from mutasi.eligibility.holders import take_over
from mutasi.eligibility.judge import judged
from mutasi.model.people import People
from mutasi.model.policy import Policy
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Reason, Verdict
from mutasi.plan.serial import Move


@dataclass(frozen=True)
class Afterwards:
    """People and policy, to be asked what holds of a move once others are made."""

    people: People
    policy: Policy
    _kept: dict[tuple[tuple[int, str], ...], People] = field(default_factory=dict, init=False, repr=False)

    def reasons(self, move: Move, others: Sequence[Move]) -> tuple[Reason, ...]:
        """What the rules of AROUND do not simply pass, of this person in this seat, when the others have moved."""
        if not self._touch(move, others):
            return ()
        alone = replace(self.people.only(move.row), whole=self._after(others))
        return self._told(alone, move.vacancy, 0)

    def reasons_of_all(self, moves: Sequence[Move]) -> tuple[tuple[Reason, ...], ...]:
        """The same of each of these moves, when all are made."""
        if not moves:
            return ()
        movers = replace(self.people.only(*(move.row for move in moves)), whole=self._after(moves))
        return tuple(
            self._told(movers, move.vacancy, at) if self._touch(move, [*moves[:at], *moves[at + 1 :]]) else ()
            for at, move in enumerate(moves)
        )

    def _told(self, people: People, vacancy: Vacancy, row: int) -> tuple[Reason, ...]:
        found = (one for code in AROUND for one in judged(people, vacancy, self.policy, code))
        return tuple(one.reason(row) for one in found if one.outcome.codes.item(row) != Verdict.PASS)

    def _touch(self, move: Move, others: Sequence[Move]) -> bool:
        """Whether the others come into, or leave, the posts and units that these rules look at."""
        post = move.vacancy.post
        near = {post, move.vacancy.superior, *self.subordinates.get(post, ())}
        units = {move.vacancy.unit, self._text("unit", move.row)}
        return any(
            near & {one.vacancy.post, self._text("id_jabatan", one.row)}
            or units & {one.vacancy.unit, self._text("unit", one.row)}
            for one in others
        )

    def _text(self, column: str, row: int) -> str:
        return self.people.array(column)[row] or ""

    @cached_property
    def subordinates(self) -> Mapping[str, tuple[str, ...]]:
        """By post those whose superior it is."""
        posts = self.people.around.get("jabatan")
        if posts is None:
            return {}
        pairs = posts.select("atasan", "id_jabatan").drop_nulls()
        found: dict[str, tuple[str, ...]] = {}
        for superior, post in pairs.iter_rows():
            found[superior] = (*found.get(superior, ()), post)
        return found

    def _after(self, moves: Sequence[Move]) -> People:
        key = tuple((one.row, one.vacancy.id) for one in moves)
        if key not in self._kept:
            self._kept.clear()  # the next question is about the same moves, or one more
            self._kept[key] = _moved(self.people, moves)
        return self._kept[key]


def _moved(people: People, moves: Sequence[Move]) -> People:
    """The people, those who move with what their new post gives them."""
    rows = [one.row for one in moves]
    given: dict[str, list[str | None]] = {
        "id_jabatan": [one.vacancy.post for one in moves],
        "atasan": [one.vacancy.superior or None for one in moves],
        "unit": [one.vacancy.unit or None for one in moves],
        "jenjang": [one.vacancy.level or None for one in moves],
        "eselon": [one.vacancy.echelon or None for one in moves],
    }
    changed = {
        name: people.frame[name].scatter(rows, pl.Series(values, dtype=pl.String)) for name, values in given.items()
    }
    made = people.with_values(changed)
    take_over(people, made, rows)
    return made
