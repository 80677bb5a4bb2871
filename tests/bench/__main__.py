"""`python -m tests.bench [--large]`: every row of the design that exists, against its floor, in one run."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl

from mutasi.diff.compare import compare as compare_snapshots
from mutasi.eligibility.catalogue import requirement_settings
from mutasi.eligibility.judge import judge
from mutasi.fit.catalogue import criterion_settings
from mutasi.fit.score import score
from mutasi.fit.shortlist import shortlist
from mutasi.model.dataset import Dataset
from mutasi.model.people import make_people
from mutasi.model.vacancy import vacancies
from mutasi.read.dataset import load_dataset
from mutasi.read.policy import load_policy
from mutasi.read.reference import load_reference
from mutasi.read.source import source_of
from mutasi.read.yaml import plain, read_yaml
from mutasi.rules.check import check
from tests.bench.data import vacancies_yaml, write_people
from tests.bench.measure import Row, compare, process, report

CITY = Path(__file__).resolve().parents[2] / "examples" / "pangkalpinang"
PROGRAM = [sys.executable, "-c", "from mutasi.cli.main import main; main()"]


def load(folder: Path) -> Dataset:
    policy, _ = load_policy(folder / "mutasi.yaml")
    return load_dataset(folder, policy, folder)[0]


def validate(folder: Path) -> int:
    dataset = load(folder)
    return len(
        check(dataset, load_reference(), criterion_kinds=criterion_settings(), other_rules=requirement_settings())
    )


def read_as_text(*files: Path) -> None:
    for file in files:
        pl.read_csv(file, infer_schema=False)


def starts() -> Iterator[Row]:
    nothing = process([sys.executable, "-c", "pass"])
    for option in ("--help", "--version"):
        yield compare(f"mutasi {option}", process([*PROGRAM, option]), "python -c pass", nothing, "<= 4.5")


def city() -> Iterator[Row]:
    code = (
        f"import polars, pathlib\nfor file in pathlib.Path({str(CITY / 'data')!r}).glob('*.csv'):\n"
        "    polars.read_csv(file, infer_schema=False)"
    )
    floor = process([sys.executable, "-c", code])
    for name, arguments in (
        ("validate", ["validate"]),
        ("shortlist, all vacancies", ["shortlist", "-f", "csv"]),
        ("propose", ["propose"]),
    ):
        command = process([*PROGRAM, "-C", str(CITY), *arguments])
        yield compare(f"city: {name}", command, "polars reads its CSV, whole process", floor, "about 1 s")


def checks(folder: Path, count: int, rounds: int) -> Iterator[Row]:
    made = write_people(folder / str(count), count)
    files = [made / name for name in ("pegawai.csv", "jabatan.csv", "unit.csv")]
    floor = "polars reads the files as text"
    yield compare(f"read {count:,} people", lambda: load(made), floor, lambda: read_as_text(*files), "<= 1.3", rounds)
    yield compare(
        f"validate {count:,} people", lambda: validate(made), floor, lambda: read_as_text(*files), "<= 4", rounds
    )


def yaml_rows() -> Iterator[Row]:
    for count in (300, 3000):
        text = vacancies_yaml(count)
        source = source_of(text.encode(), "lowongan.yaml")
        root, _ = read_yaml(source)
        assert root is not None
        as_json = json.dumps(plain(root))
        yield compare(
            f"YAML with places, {count:,} vacancies", lambda source=source: read_yaml(source), "json.loads of the same",
            lambda as_json=as_json: json.loads(as_json), "<= 15",
        )  # fmt: skip


def comparisons(folder: Path, count: int, rounds: int) -> Iterator[Row]:
    old = write_people(folder / f"lama{count}", count)
    new = write_people(folder / f"baru{count}", count, moved=True)
    reference = load_reference()
    files = [made / name for made in (old, new) for name in ("pegawai.csv", "jabatan.csv", "unit.csv")]
    yield compare(
        f"diff {count:,} people", lambda: compare_snapshots(load(old), load(new), reference),
        "polars reads both as text", lambda: read_as_text(*files), "<= 1.5", rounds,
    )  # fmt: skip


def rankings(repeats: int, rounds: int) -> Iterator[Row]:
    """The city's people against its vacancies, repeated under new names with other fields of work."""
    dataset = load(CITY)
    assert dataset.policy.effective is not None
    effective, policy = dataset.policy.effective, dataset.policy
    base = vacancies(dataset)
    many = [
        replace(one, id=f"{one.id}-{number}", fields_of_work=base[(at + number) % len(base)].fields_of_work)
        for number in range(repeats)
        for at, one in enumerate(base)
    ]

    def rank() -> None:
        people = make_people(dataset, load_reference(), effective)
        for vacancy in many:
            found = judge(people, vacancy, policy), score(people, vacancy, policy)
            shortlist(people, *found, policy, asked=20, with_excluded=False)

    size = dataset.tables["pegawai"].rows
    yield compare(
        f"rank {size:,} x {len(many)}", rank, "GEMM K=10, float32", _gemm(size, len(many)), "see design", rounds
    )


def _gemm(people: int, count: int) -> Callable[[], None]:
    left = np.ones((people, 10), dtype=np.float32)
    right = np.ones((10, count), dtype=np.float32)
    block = np.empty((1024, count), dtype=np.float32)

    def multiply() -> None:
        for start in range(0, people, 1024):
            part = left[start : start + 1024]
            np.matmul(part, right, out=block[: len(part)])

    return multiply


def main() -> None:
    large = "--large" in sys.argv
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [
            *starts(),
            *city(),
            *yaml_rows(),
            *checks(folder, 60_000, 5),
            *comparisons(folder, 60_000, 5),
            *rankings(5, 3),
        ]
        if large:
            rows += [*checks(folder, 1_000_000, 3), *comparisons(folder, 1_000_000, 3)]
    print(report(rows))
    if not large:
        print("--large adds 1,000,000 people")


main()
