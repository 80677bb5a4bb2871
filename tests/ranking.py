"""Small datasets of given numbers, ranked for one vacancy: for tests of points, scores and shortlists."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import polars as pl

from mutasi.finding import Location
from mutasi.fit.score import Scores, score
from mutasi.fit.shortlist import shortlist
from mutasi.model.dataset import Dataset
from mutasi.model.people import People, make_people
from mutasi.model.policy import CriterionPolicy, Policy
from mutasi.model.shortlist import Shortlist
from mutasi.model.table import make_table
from mutasi.model.verdict import Judgement, Verdict
from mutasi.read.reference import load_reference
from tests.builders import vacancy

EFFECTIVE = datetime.date(2026, 4, 15)
VACANCY = replace(vacancy(), post="J-LOWONG")
Rows = Sequence[Mapping[str, str | None]]


class NoPlaces:
    """Places in a file that does not exist."""

    def locate(self, row: int, column: str | None = None) -> Location:
        return Location("uji", row + 2)

    def header(self, column: str | None = None) -> Location:
        return Location("uji", 1)


def dataset(policy: Policy | None = None, **tables: Rows) -> Dataset:
    """Tables by name, each row a mapping of column to text."""
    made = {}
    for name, rows in tables.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        text = pl.DataFrame({column: [row.get(column) for row in rows] for column in columns},
                            schema=dict.fromkeys(columns, pl.String))  # fmt: skip
        made[name] = make_table(name, text, NoPlaces(), f"data/{name}.csv")
    return Dataset(made, policy or Policy())


def people_of(**tables: Rows) -> People:
    return make_people(dataset(**tables), load_reference(), EFFECTIVE)


def nip(number: int) -> str:
    return f"19850315201001{1001 + number}"


def given(values: Sequence[str | None], **columns: Sequence[str | None]) -> list[dict[str, str | None]]:
    """People whose `kehadiran` is given, and further columns."""
    return [
        {
            "nip": nip(at),
            "nama": f"Orang {at}",
            "kehadiran": value,
            **{name: rows[at] for name, rows in columns.items()},
        }
        for at, value in enumerate(values)
    ]


def column(name: str, weight: str, column_name: str, **settings: str) -> CriterionPolicy:
    return CriterionPolicy(name, "nilai_kolom", Fraction(weight), {"kolom": column_name, **settings})


ATTENDANCE = Policy(criteria=(column("hadir", "100", "kehadiran"),))


def judged(people: People, verdicts: Mapping[int, Verdict] | None = None) -> Judgement:
    """Everybody passes, but for the rows that are named."""
    overall = np.zeros(people.size, dtype=np.int8)
    for row, verdict in (verdicts or {}).items():
        overall[row] = verdict
    return Judgement(VACANCY, overall, {}, (), lambda row: ())


def ranked(people: People, policy: Policy = ATTENDANCE, *, asked: int = 100, **options: object) -> Shortlist:
    verdicts = options.get("verdicts")
    assert verdicts is None or isinstance(verdicts, Mapping)
    return shortlist(
        people, judged(people, verdicts), scores_of(people, policy), policy, asked=asked, with_excluded=False
    )


def scores_of(people: People, policy: Policy = ATTENDANCE) -> Scores:
    return score(people, VACANCY, policy)
