"""Parts of mutasi against their floors, each in a process of its own: `python -m tests.bench.stages NAME COUNT`.

The process prints what it measured as JSON. Reading is warm everywhere: floors are copies from memory, not from disk.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import numpy as np
import polars as pl
from python_calamine import CalamineWorkbook

from mutasi.diff.compare import compare
from mutasi.eligibility.catalogue import requirement_settings
from mutasi.eligibility.judge import judge
from mutasi.fit.catalogue import criterion_settings
from mutasi.fit.score import score
from mutasi.fit.shortlist import shortlist
from mutasi.model.dataset import Dataset
from mutasi.model.people import make_people
from mutasi.model.policy import Policy
from mutasi.model.vacancy import vacancies
from mutasi.plan.assignment import Problem, assign
from mutasi.plan.residual import Residual
from mutasi.plan.settle import settle
from mutasi.read import limits
from mutasi.read.csv import read_csv
from mutasi.read.dataset import load_dataset
from mutasi.read.grid_table import grid_table
from mutasi.read.grids import read_grids
from mutasi.read.pair import Place, load_pair
from mutasi.read.policy import load_policy
from mutasi.read.reference import load_reference
from mutasi.read.source import read_source
from mutasi.read.table import read_table
from mutasi.read.yaml import read_yaml
from mutasi.rules.check import check
from tests.bench.assignments import agency
from tests.bench.data import folder
from tests.bench.measure import call, in_turn, own_peak

Work = Callable[[], object]

ASKED = 20
"""People on a shortlist."""
FEW = 300
"""Vacancies where a large agency is measured quickly: what is worked out once weighs ten times as much in them."""

CRITERIA = 10
PEOPLE_BLOCK, VACANCY_BLOCK = 1024, 256
"""Products of this size, 1 MiB, stay in the cache; larger blocks are slower."""


def load(place: Path) -> Dataset:
    policy, _ = load_policy(place / "mutasi.yaml")
    return load_dataset(place, policy, place)[0]


def read_as_text(*files: Path) -> Work:
    """The floor of all that reads CSV: polars takes every cell as text, and nothing is checked."""

    def read() -> None:
        for file in files:
            pl.read_csv(file, infer_schema=False)

    return read


def tables_of(place: Path) -> tuple[Path, ...]:
    return tuple(sorted(place.glob("*.csv")))


# Reading -----------------------------------------------------------------------------------------------


def csv_text(kind: str) -> Callable[[int], tuple[Work, Work]]:
    """Text with places and findings, against polars alone."""

    def make(count: int) -> tuple[Work, Work]:
        file = folder(kind, count) / "pegawai.csv"
        return (
            lambda: read_csv(read_source(file, "pegawai.csv", limits.CSV_BYTES), "pegawai", "nip"),
            read_as_text(file),
        )

    return make


def csv_values(count: int) -> tuple[Work, Work]:
    """The same with the cells as dates and numbers."""
    file = folder("faulty", count) / "pegawai.csv"
    return lambda: read_table(file), read_as_text(file)


def yaml_places(kind: str, name: str) -> Callable[[int], tuple[Work, Work]]:
    """Nodes with places, against values without."""

    def make(count: int) -> tuple[Work, Work]:
        file = folder(kind, count) / f"{name}.yaml"
        source = read_source(file, file.name, limits.YAML_BYTES)
        text = file.with_suffix(".json").read_text(encoding="utf-8")
        return lambda: read_yaml(source), lambda: json.loads(text)

    return make


def xlsx(count: int) -> tuple[Work, Work]:
    """Text with places and findings, against the values of the cells."""
    file = folder("workbook", count) / "pegawai.xlsx"

    def work() -> None:
        grids, _ = read_grids(read_source(file, file.name, limits.XLSX_BYTES))
        grid_table(grids, "pegawai", "nip")

    return work, lambda: CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()


# Checking and comparing --------------------------------------------------------------------------------


def validate(count: int) -> tuple[Work, Work]:
    """Files to findings, without rendering them."""
    place = folder("faulty", count)
    reference = load_reference()
    kinds, rules = criterion_settings(), requirement_settings()

    def work() -> None:
        dataset = load(place)
        check(dataset, reference, criterion_kinds=kinds, other_rules=rules)

    return work, read_as_text(*tables_of(place))


def diff(count: int) -> tuple[Work, Work]:
    """Files to changes, without rendering them."""
    old, new = folder("earlier", count), folder("later", count)
    reference = load_reference()
    places = [Place(place, load_policy(place / "mutasi.yaml")[0] or Policy(), place) for place in (old, new)]

    def work() -> None:
        pair = load_pair(*places)
        compare(pair.old, pair.new, reference, pair.shared)

    return work, read_as_text(*tables_of(old), *tables_of(new))


# Ranking -----------------------------------------------------------------------------------------------


def ranking(*, listed: bool, first: int | None = None) -> Callable[[int], tuple[Work, Work]]:
    """A dataset at hand to verdicts and scores of all its vacancies or the `first` of them, or to their shortlists with
    reasons; nothing is remembered from the run before.
    """

    def make(count: int) -> tuple[Work, Work]:
        dataset = load(folder("agency", count))
        reference, policy = load_reference(), dataset.policy
        wanted = vacancies(dataset, reference)[:first]
        effective = policy.effective
        assert effective is not None

        def work() -> None:
            people = make_people(dataset, reference, effective)
            for vacancy in wanted:
                found = judge(people, vacancy, policy), score(people, vacancy, policy)
                if listed:
                    shortlist(people, *found, policy, asked=ASKED, with_excluded=False)

        return work, products(dataset.tables["pegawai"].rows, len(wanted))

    return make


def products(people: int, wanted: int) -> Work:
    """The least that scoring costs: every person's criteria times every vacancy's weights, thrown away."""
    random = np.random.default_rng(3)
    left = random.random((people, CRITERIA), dtype=np.float32)
    right = random.random((CRITERIA, wanted), dtype=np.float32)
    block = np.empty((PEOPLE_BLOCK, VACANCY_BLOCK), dtype=np.float32)

    def multiply() -> None:
        for start in range(0, people, PEOPLE_BLOCK):
            rows = left[start : start + PEOPLE_BLOCK]
            for first in range(0, wanted, VACANCY_BLOCK):
                columns = right[:, first : first + VACANCY_BLOCK]
                np.matmul(rows, columns, out=block[: len(rows), : columns.shape[1]])

    return multiply


def assignment(*, settled: bool) -> Callable[[int], tuple[Work, Work]]:
    """The best assignment alone, or with the choice among equal ones and what every change of it loses."""

    def make(count: int) -> tuple[Work, Work]:
        drawn = agency(count)
        nobody, stay = np.zeros(count, dtype=bool), np.zeros(count, dtype=np.int64)
        problem = Problem(drawn.seats, drawn.home, drawn.person, drawn.post, drawn.worth, nobody)
        order, rank = range(problem.posts), np.arange(count)

        def work() -> None:
            at = assign(problem).at
            if settled:
                Residual.of(problem, settle(problem, at, stay, order, rank).at, stay)

        return work, lambda: np.argsort(drawn.worth)

    return make


STAGES: dict[str, Callable[[int], tuple[Work, Work]]] = {
    "csv-quoted": csv_text("faulty"),
    "csv-plain": csv_text("plain"),
    "csv-values": csv_values,
    "yaml": yaml_places("vacancies", "lowongan"),
    "yaml-people": yaml_places("flat", "pegawai"),
    "xlsx": xlsx,
    "validate": validate,
    "diff": diff,
    "judge": ranking(listed=False),
    "rank": ranking(listed=True),
    "rank-few": ranking(listed=True, first=FEW),
    "assign": assignment(settled=False),
    "assign-settled": assignment(settled=True),
}


def main(name: str, count: int) -> None:
    work, floor = STAGES[name](count)
    print(json.dumps(asdict(in_turn(call(work), call(floor), own_peak))))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
