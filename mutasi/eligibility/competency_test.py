"""Competency tests (uji kompetensi): who has passed one for a level."""

from __future__ import annotations

import numpy as np
import polars as pl

from mutasi.eligibility.requirement import Outcome, outcome
from mutasi.message import Message
from mutasi.model.masks import persons
from mutasi.model.people import People


def tested(people: People, levels: tuple[str, ...]) -> Outcome:
    """Everybody must have passed a test for one of these levels by the effective date."""
    return people.once(("tested", levels), lambda: _tested(people, levels))


def _tested(people: People, levels: tuple[str, ...]) -> Outcome:
    tests = people.facts.get("uji_kompetensi")
    passed = undated = np.zeros(people.size, dtype=bool)
    if tests is not None:
        fitting = tests.filter(pl.col("hasil") == "lulus", pl.col("jenjang").is_in(levels))
        passed = persons(fitting.filter(pl.col("tanggal") <= people.effective), people.size)
        undated = persons(fitting.filter(pl.col("tanggal").is_null()), people.size)
    doubtful = ~passed & (undated | (tests is None))
    missing = Message("the table {table} is absent", table="uji_kompetensi")
    if tests is not None:
        missing = Message("tanggal of the competency test is missing")
    return outcome(
        people,
        fails=~passed & ~doubtful,
        explain=lambda row: (
            Message("competency test for {levels} passed", levels=levels)
            if passed[row]
            else Message("no passed competency test for {levels}", levels=levels)
        ),
        unknown=doubtful,
        missing=missing,
    )
