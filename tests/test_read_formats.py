"""One table gives the same values and the same findings in every form that a file can have, positions apart."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from mutasi.eligibility.catalogue import requirement_settings
from mutasi.finding import Finding
from mutasi.fit.catalogue import criterion_settings
from mutasi.model.dataset import Dataset
from mutasi.model.policy import Policy
from mutasi.read.dataset import load_dataset
from mutasi.read.reference import load_reference
from mutasi.rules.check import check
from tests.formats import FORMATS, Rows

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
TABLES = ("pegawai", "unit", "jabatan", "penugasan", "kinerja", "disiplin")
COUNT = 60


def rows_of(folder: Path, table: str) -> Rows:
    """The first records of a table of an example, and those in which faults are planted."""
    with (folder / "data" / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, restkey=None))
    whole = [row for row in rows if None not in row and None not in row.values()]
    return whole[:COUNT]


def load(folder: Path) -> tuple[Dataset, list[tuple[object, ...]]]:
    dataset, findings = load_dataset(folder, Policy(), folder)
    judged = check(dataset, load_reference(), criterion_kinds=criterion_settings(), other_rules=requirement_settings())
    return dataset, sorted((without_place(finding) for finding in (*findings, *judged)), key=str)


def without_place(finding: Finding) -> tuple[object, ...]:
    """What a finding says, but for lines in its words."""
    values = tuple((name, value) for name, value in finding.message.values if "line" not in name)
    return (finding.rule, finding.table, finding.key, finding.field, finding.value, finding.message.template, values)


def write(folder: Path, tables: dict[str, Rows], form: str) -> Path:
    suffix, writer = FORMATS[form]
    (folder / "data").mkdir(parents=True)
    for name, rows in tables.items():
        (folder / "data" / f"{name}{suffix}").write_bytes(writer(rows))
    return folder


@pytest.mark.parametrize("example", ["pangkalpinang", "rusak"])
@pytest.mark.parametrize("form", [form for form in FORMATS if form != "comma"])
def test_every_form_says_the_same(tmp_path: Path, example: str, form: str) -> None:
    tables = {name: rows_of(EXAMPLES / example, name) for name in TABLES}
    expected, findings = load(write(tmp_path / "csv", tables, "comma"))
    found, same = load(write(tmp_path / "other", tables, form))
    for name in TABLES:
        assert found.tables[name].text.equals(expected.tables[name].text), name
        assert found.tables[name].frame.equals(expected.tables[name].frame), name
    assert same == findings
    assert any(isinstance(table.text, pl.DataFrame) and table.rows for table in found.tables.values())
