"""Competency tests (uji kompetensi): who has passed the last one for a level."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import polars as pl

from mutasi.eligibility.requirement import Outcome, outcome
from mutasi.message import Message
from mutasi.model.calendar import add_months
from mutasi.model.people import People
from mutasi.model.verdict import Verdict


def tested(people: People, levels: tuple[str, ...], valid_months: int) -> Outcome:
    """By the effective date everybody must have passed the last test for one of these levels.

    A test that was passed is no longer valid when it is more than `valid_months` old; 0 sets no bound. One without a
    day may be the last one.
    """
    return people.once(("tested", levels, valid_months), lambda: _tested(people, levels, valid_months))


def _tested(people: People, levels: tuple[str, ...], valid_months: int) -> Outcome:
    table = people.facts.get("uji_kompetensi")
    everybody = np.ones(people.size, dtype=bool)
    if table is None:
        absent = Message("the table {table} is absent", table="uji_kompetensi")
        return outcome(people, fails=~everybody, explain=lambda row: absent, unknown=everybody, missing=absent)
    untested = _Standing(Verdict.FAIL, Message("no passed competency test for {levels}", levels=levels))
    fitting = table.filter(
        pl.col("jenjang").is_in(levels), (pl.col("tanggal") <= people.effective).fill_null(value=True)
    )
    found = {person: _standing(tests, levels, people.effective, valid_months) for person, tests in _by_person(fitting)}
    codes = np.full(people.size, untested.verdict, dtype=np.int8)
    for person, standing in found.items():
        codes[person] = standing.verdict

    def say(row: int) -> Message:
        return found.get(row, untested).message

    return Outcome(codes, say, say)


@dataclass(frozen=True, slots=True)
class _Test:
    """One test; the day is None when it is missing."""

    day: datetime.date | None
    passed: bool


@dataclass(frozen=True, slots=True)
class _Standing:
    verdict: Verdict
    message: Message


def _by_person(tests: pl.DataFrame) -> Iterator[tuple[int, Sequence[_Test]]]:
    rows = tests.select("person", "tanggal", "hasil").sort("person", maintain_order=True).iter_rows()
    for person, own in groupby(rows, key=lambda row: row[0]):
        yield person, [_Test(day, result == "lulus") for _, day, result in own]


def _standing(
    tests: Sequence[_Test], levels: tuple[str, ...], effective: datetime.date, valid_months: int
) -> _Standing:
    """What the last of somebody's tests says, or may say."""
    last = max((one.day for one in tests if one.day is not None), default=None)
    of_last = {one.passed for one in tests if one.day == last} if last else {False}
    valid = last is None or not valid_months or add_months(last, valid_months) >= effective
    possible = {one and valid for one in of_last} | {one.passed for one in tests if one.day is None}
    if len(possible) > 1:
        return _Standing(Verdict.UNKNOWN, _undecided(levels, last, undated=len(of_last) == 1))
    if possible == {True}:
        passed = Message("competency test for {levels} passed on {day}", levels=levels, day=str(last))
        return _Standing(Verdict.PASS, passed)
    if True in of_last:
        message = Message(
            "competency test for {levels} passed on {day}, more than {months} months ago",
            levels=levels,
            day=str(last),
            months=valid_months,
        )
    elif last:
        message = Message(
            "the last competency test for {levels}, on {day}, was not passed", levels=levels, day=str(last)
        )
    else:
        message = Message("no passed competency test for {levels}", levels=levels)
    return _Standing(Verdict.FAIL, message)


def _undecided(levels: tuple[str, ...], last: datetime.date | None, *, undated: bool) -> Message:
    if undated:
        return Message("tanggal of the competency test is missing")
    return Message("competency tests for {levels} on {day} were passed and not passed", levels=levels, day=str(last))
