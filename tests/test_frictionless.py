"""Frictionless, by the schemas that mutasi writes, and mutasi agree on the structure of CSV files.

Structure: columns, blank cells, kinds of values, code lists, ranges, keys and references. `frictionless` is no
dependency: where the program is not on the path, these tests are skipped. It is run once for many files.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from mutasi.finding import Finding, Severity
from mutasi.model.policy import Policy
from mutasi.model.tables import TABLE_NAMES, Column, Kind, Need, declaration
from mutasi.read.dataset import load_files
from mutasi.read.reference import load_reference
from mutasi.render.language import language
from mutasi.render.schemas import table_schema
from mutasi.rules.check import check
from tests.command_line import mutasi
from tests.golden import ROOT

PROGRAM = shutil.which("frictionless")
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="frictionless is not installed")

STRUCTURE = ("BERKAS-05", "KOLOM-", "GANDA-01", "RUJUK-01", "NILAI-", "NIP-01")
"""Rules that are about structure. NIP-01 is when a NIP has not 18 digits; what these mean is not."""

LENIENT = {
    Kind.DATE: ("2024-1-1", "9999-01-01", "0001-01-01"),
    Kind.INTEGER: ("+5", "\uff19"),
    Kind.DECIMAL: ("+5", "1e1", ".5", "5.", "5.12345"),
}
"""What Frictionless takes for a value of that kind and mutasi does not; no Table Schema can forbid it. Of the years a
warning tells; only where a date is needed it is an error that there is none."""

RIGHT = {
    Kind.NIP: "198503152010011007", Kind.DATE: "2020-01-15", Kind.INTEGER: "5", Kind.DECIMAL: "50.5", Kind.TEXT: "abc",
    Kind.LIST: "a; b", Kind.PAIRS: "M.01=4",
}  # fmt: skip
TRIED = {
    Kind.NIP: ("1985", "19850315 201001 1 007", "198503152010011007x", "1.985e17", "-"),
    Kind.DATE: ("2024-02-30", "20240101", "01-02-2024", "abc", "2024-01-01T00:00:00", "2024-12-31 ", "45000", "-"),
    Kind.INTEGER: ("01", "5.0", " 5", "1e1", "x", "5,0", "-1", "0", "99999999", "1000000000000000", "NaN"),
    Kind.DECIMAL: ("01.50", "5,5", " 5", "x", "-1", "0", "200", "NaN", "INF", "5 %", "1.000,5"),
    Kind.TEXT: ("NULL", "-", 'q"q', "a,b", "a\nb", "0"),
    Kind.LIST: ("a;b", ";", "a;;b"),
    Kind.PAIRS: ("a", "a=b", "a=1;", "a=1;b=2", "=1", "a=-1", "a=1234567"),
    Kind.CODE: ("zzz",),
}


def frictionless(folder: Path, resources: Sequence[Mapping[str, object]]) -> dict[str, list[dict]]:
    """The errors of every resource, by its name."""
    (folder / "datapackage.json").write_text(json.dumps({"name": "uji", "resources": resources}), encoding="utf-8")
    command = [str(PROGRAM), "validate", "--json", "datapackage.json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=600, check=False)
    report = json.loads(done.stdout)
    assert report["errors"] == []
    assert len(report["tasks"]) == len(resources)
    return {task["name"]: task["errors"] for task in report["tasks"]}


def structural(findings: Sequence[Finding], severity: Severity = Severity.ERROR) -> list[Finding]:
    return [
        one for one in findings
        if one.severity.rank <= severity.rank and one.rule.startswith(STRUCTURE)
        and not (one.rule == "NIP-01" and len(one.value) == 18 and one.value.isdigit())
    ]  # fmt: skip


def validated(path: Path) -> tuple[Finding, ...]:
    dataset, findings = load_files([path], Policy(), path.parent)
    return (*findings, *check(dataset, load_reference(), criterion_kinds={}, other_rules={}))


# ---- one cell, or the header, changed in a sound file of one record


def right(column: Column) -> str:
    if column.codes:
        return column.codes[0]
    return str(column.minimum) if column.minimum is not None else RIGHT[column.kind]


def tried(column: Column) -> Iterator[str]:
    yield ""
    yield from TRIED[column.kind]
    yield from LENIENT.get(column.kind, ())
    if column.codes:
        yield from (column.codes[0].lower(), column.codes[0] + " ", column.codes[-1])
    if column.minimum is not None and column.maximum is not None:
        yield from map(str, (column.minimum, column.minimum - 1, column.maximum, column.maximum + 1))


Table = tuple[list[str], list[list[str]]]
Probe = tuple[str, str, Kind | None, Table]
"""The table, the value that was tried, its kind, and header and rows."""


def probes() -> Iterator[Probe]:
    seen = set()
    for name in TABLE_NAMES:
        columns = declaration(name).columns
        header, record = [column.name for column in columns], [right(column) for column in columns]
        yield from ((name, what, None, table) for what, table in whole(header, record))
        for at, column in enumerate(columns):
            yield name, "", None, (header[:at] + header[at + 1 :], [record[:at] + record[at + 1 :]])
            kind = (column.kind, column.need in (Need.KEY, Need.REQUIRED), column.codes, column.minimum, column.maximum)
            if kind not in seen:
                seen.add(kind)
                for value in dict.fromkeys(tried(column)):
                    yield name, value, column.kind, (header, [[*record[:at], value, *record[at + 1 :]]])


def whole(header: list[str], record: list[str]) -> Iterator[tuple[str, Table]]:
    yield "sound", (header, [record])
    yield "in another order", (header[::-1], [record[::-1]])
    yield "a column more", ([*header, "catatan"], [[*record, "x"]])
    yield "a column twice", ([*header, header[0]], [[*record, record[0]]])
    yield "a record twice", (header, [record, record])
    yield "a cell less", (header, [record[:-1]])
    yield "a cell more", (header, [[*record, "x"]])


def test_they_agree_on_every_kind_of_column(tmp_path: Path) -> None:
    every = list(probes())
    resources = []
    for number, (name, _, _, (header, rows)) in enumerate(every):
        path = tmp_path / str(number) / f"{name}.csv"
        path.parent.mkdir()
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerows([header, *rows])
        path.write_text(buffer.getvalue(), encoding="utf-8")
        schema = json.loads(table_schema(name, language("en")))
        schema.pop("foreignKeys", None)  # a lone record has nobody to refer to
        resources.append({"name": f"r{number}", "path": f"{number}/{name}.csv", "schema": schema})
    errors = frictionless(tmp_path, resources)
    apart = []
    for number, (name, value, kind, (header, rows)) in enumerate(every):
        findings = validated(tmp_path / str(number) / f"{name}.csv")
        wrong, theirs = bool(structural(findings)), bool(errors[f"r{number}"])
        spelt = structural(findings, Severity.INFO) or value != value.strip()  # read, though not as it stands there
        if wrong and not theirs and value not in LENIENT.get(kind, ()):
            apart.append((name, value, header, rows, "only mutasi"))
        if theirs and not wrong and not spelt:
            apart.append((name, value, header, rows, "only frictionless", errors[f"r{number}"]))
    assert apart == []
    assert len(every) > 300


# ---- whole projects


def places(errors: Mapping[str, list[dict]]) -> set[tuple[str, int]]:
    return {(name, error.get("rowNumber") or 1) for name, found in errors.items() for error in found}


def compared(project: Path, tmp_path: Path) -> tuple[set[tuple[str, int]], set[tuple[str, int]], list[dict]]:
    """Table and line of what each finds in a project, and the findings of mutasi."""
    folder = tmp_path / "proyek"
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns("arsip"))
    package = json.loads(mutasi("schema", "--package", folder=folder).out)
    theirs = places(frictionless(folder, package["resources"]))
    findings = json.loads(mutasi("validate", "-f", "json", folder=folder).out)["findings"]
    tables = {resource["name"] for resource in package["resources"]}
    ours = {
        (one["table"] or Path(one["path"]).stem, one["line"]) for one in findings
        if one["severity"] == "error" and one["rule"].startswith(STRUCTURE)
        and not (one["rule"] == "NIP-01" and len(one["value"]) == 18)
    }  # fmt: skip
    return {place for place in ours if place[0] in tables}, theirs, findings


@pytest.mark.parametrize("name", ["pangkalpinang", "pangkalpinang/arsip/2025-07"])
def test_they_agree_that_the_city_is_sound(tmp_path: Path, name: str) -> None:
    ours, theirs, _ = compared(ROOT / "examples" / name, tmp_path)
    assert (ours, theirs) == (set(), set())


def test_they_agree_on_the_faults_of_the_broken_city(tmp_path: Path) -> None:
    """Where only Frictionless finds fault mutasi read another spelling and tells so, or the NIP is no NIP at all."""
    ours, theirs, findings = compared(ROOT / "examples" / "rusak", tmp_path)
    told = {(one["table"] or Path(one["path"]).stem, one["line"]) for one in findings
            if one["rule"].startswith(("NILAI-", "NIP-01"))}  # fmt: skip
    assert ours - theirs == set()
    assert theirs - ours <= told
    assert len(ours) > 15


# ---- the files of the tests of reading, in canonical form


def test_they_agree_on_files_in_canonical_form(tmp_path: Path) -> None:
    """`mutasi fmt` writes what mutasi has read; of a file that it cannot read both may say what they like."""
    found = sorted(path for path in (ROOT / "tests" / "data" / "read").rglob("*.csv") if path.stem in TABLE_NAMES)
    names = {}
    for number, path in enumerate(found):
        copy = tmp_path / str(number) / path.name
        copy.parent.mkdir()
        copy.write_bytes(path.read_bytes())
        mutasi("fmt", path.name, folder=copy.parent)
        if not any(one.rule.startswith("BERKAS-0") and one.severity is Severity.ERROR for one in validated(copy)):
            names[f"r{number}"] = copy
    resources = [
        {
            "name": name,
            "path": path.relative_to(tmp_path).as_posix(),
            "schema": {
                key: value
                for key, value in json.loads(table_schema(path.stem, language("id"))).items()
                if key != "foreignKeys"
            },
        }
        for name, path in names.items()
    ]
    theirs = {name for name, errors in frictionless(tmp_path, resources).items() if errors}
    assert theirs == {name for name, path in names.items() if structural(validated(path))}
    assert len(names) > 15
