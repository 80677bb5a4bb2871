"""The other direction: for people the posts, in one pass over the vacancies."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from mutasi.fit.improvement import improvement
from mutasi.fit.score import Scores
from mutasi.fit.shortlist import points_of, ranked_rows
from mutasi.fit.standing import Standing, chain_places
from mutasi.fit.what_if import WhatIf
from mutasi.model.people import People
from mutasi.model.policy import Policy
from mutasi.model.prospect import PersonPosts, Prospect
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import FAIL, Judgement, Verdict

Order = tuple[int | Fraction, ...]


def prospects(
    people: People,
    judged: Iterable[tuple[Judgement, Scores]],
    policy: Policy,
    *,
    rows: Sequence[int],
    asked: int,
    shown: int,
    every: bool,
) -> tuple[PersonPosts, ...]:
    """For each of these people the best `shown` posts that they may hold and as many of the others, or all others.

    The first `asked` places of a vacancy are its shortlist.
    """
    gathered = [_Gathered(row, asked, shown, every) for row in rows]
    for judgement, scores in judged:
        here = _OneVacancy.of(people, judgement, scores, policy)
        for one in gathered:
            one.add(here)
    return tuple(one.result(people) for one in gathered)


def prospect(people: People, judgement: Judgement, scores: Scores, policy: Policy, row: int, asked: int) -> Prospect:
    """One person and one vacancy."""
    return _OneVacancy.of(people, judgement, scores, policy).prospect(row, asked)


@dataclass(frozen=True, slots=True)
class _OneVacancy:
    """Everybody for one vacancy, and the standing of those who are ranked."""

    people: People
    judgement: Judgement
    scores: Scores
    policy: Policy
    ranked: NDArray[np.int64]
    standing: Standing

    @classmethod
    def of(cls, people: People, judgement: Judgement, scores: Scores, policy: Policy) -> _OneVacancy:
        ranked = ranked_rows(people, judgement)
        return cls(people, judgement, scores, policy, ranked, Standing.of(people, scores, policy, ranked))

    def is_barred(self, row: int) -> bool:
        return int(self.judgement.overall[row]) == FAIL

    def is_held(self, row: int) -> bool:
        return bool(self.people.holds("id_jabatan", self.judgement.vacancy.post)[row])

    def bars(self, row: int) -> tuple[str, ...]:
        """The requirements that bar this person."""
        return tuple(code for code, barring in self.judgement.barring.items() if barring.codes[row] == FAIL)

    def behind(self, row: int) -> int:
        return int(chain_places(self.people, self.policy)[row])

    def among_ranked(self, row: int) -> int | None:
        """The number of the person among those who are ranked."""
        at = int(np.searchsorted(self.ranked, row))
        return at if at < len(self.ranked) and self.ranked[at] == row else None

    def place(self, row: int) -> int:
        score = int(self.scores.score[row])
        return self.standing.place_with(score, self.behind(row), instead_of=self.among_ranked(row))

    def prospect(self, row: int, asked: int) -> Prospect:
        scores, judgement, at = self.scores, self.judgement, self.among_ranked(row)
        place, behind = self.place(row), self.behind(row)
        bounds = int(scores.lowest[row]), int(scores.highest[row])
        best, worst = self.standing.bounds_with(bounds, behind, instead_of=at)
        last = self.standing.last_of(asked) if place > asked else None
        wanting = None
        if last is not None:
            what_if = WhatIf.of(scores, self.policy, self.ranked)
            wanting = improvement(what_if, self.standing, row, behind, asked)
        return Prospect(
            vacancy=judgement.vacancy,
            verdict=Verdict(int(judgement.overall[row])),
            holds=self.is_held(row),
            place=place,
            best_place=best,
            worst_place=worst,
            ranked=len(self.ranked),
            asked=asked,
            score=int(scores.score[row]),
            lowest=bounds[0],
            highest=bounds[1],
            full=scores.full,
            lacking=None if last is None else last - int(scores.score[row]),
            barring=len(self.bars(row)),
            criteria=scores.criteria,
            points=points_of(scores, row),
            reasons=judgement.explain(row),
            unjudged=judgement.explain_once(row),
            improvement=wanting,
            method=scores.method,
        )


@dataclass(slots=True)
class _Gathered:
    """What is kept of the vacancies seen so far for one person: the best of those that may be held and of the others,
    so that reasons are made for few of them.
    """

    row: int
    asked: int
    shown: int
    every: bool
    open: list[tuple[Order, Prospect]] = field(default_factory=list)
    barred: list[tuple[Order, Prospect]] = field(default_factory=list)
    held: list[Vacancy] = field(default_factory=list)
    seen: int = 0
    open_count: int = 0
    listed_count: int = 0
    barred_count: int = 0
    failures: Counter[str] = field(default_factory=Counter)

    def add(self, here: _OneVacancy) -> None:
        self.seen += 1
        row = self.row
        if here.is_held(row):
            self.held.append(here.judgement.vacancy)
        elif here.is_barred(row):
            bars = here.bars(row)
            self.failures.update(bars)
            self.barred_count += 1
            order: Order = (len(bars), here.place(row), self.seen)
            self._keep(self.barred, order, here, None if self.every else self.shown)
        else:
            place = here.place(row)
            self.open_count += 1
            self.listed_count += place <= self.asked
            share = Fraction(int(here.scores.score[row]), here.scores.full)
            self._keep(self.open, (place, -share, self.seen), here, self.shown)

    def _keep(self, kept: list[tuple[Order, Prospect]], order: Order, here: _OneVacancy, most: int | None) -> None:
        if most is None or len(kept) < most or order < kept[-1][0]:
            insort(kept, (order, here.prospect(self.row, self.asked)), key=lambda one: one[0])
            if most is not None:
                del kept[most:]

    def result(self, people: People) -> PersonPosts:
        nip, name, rank, post, unit = self._person(people)
        often = sorted(self.failures.items(), key=lambda item: (-item[1], item[0]))
        return PersonPosts(
            nip=nip,
            name=name,
            rank=rank,
            post=post,
            unit=unit,
            open=tuple(one for _, one in self.open),
            barred=tuple(one for _, one in self.barred),
            open_count=self.open_count,
            barred_count=self.barred_count,
            listed_count=self.listed_count,
            held=tuple(self.held),
            failures=dict(often),
        )

    def _person(self, people: People) -> Iterator[str]:
        columns = ("nip", "nama", "golongan", "nama_jabatan", "nama_unit")
        return ((people.array(column)[self.row] or "") for column in columns)
