"""Rows of a profile export, one difference at a time. The cases stand in data/convert/kasus.yaml."""

from __future__ import annotations

from typing import Any, cast

import pytest

from mutasi.read.convert.conversion import convert
from mutasi.read.convert.notes import CONVERSION_RULES
from mutasi.read.nodes import plain
from mutasi.read.source import source_of
from mutasi.read.yaml import read_yaml
from tests.converting import BASE, SAMPLES, people
from tests.reading import codes

FILE_RULES = {"KONVERSI-02", "KONVERSI-03", "KONVERSI-04", "KONVERSI-10", "KONVERSI-11", "KONVERSI-15", "KONVERSI-22"}
"""Rules that need more than one row or file; they have tests of their own."""
OTHER_SOURCES = {f"KONVERSI-{number}" for number in range(40, 53)}
"""Rules about answers of the web service, histories, lists of posts and matches; they have tests of their own."""


def _cases() -> list[dict[str, Any]]:
    root, findings = read_yaml(source_of((SAMPLES / "kasus.yaml").read_bytes(), "kasus.yaml"))
    assert root is not None, findings
    return list(cast("tuple[dict[str, Any], ...]", plain(root)))


CASES = _cases()
# A second person whose dates show the order of day and month.
OTHER = {"NIP BARU": "'198012252005011902", "TANGGAL LAHIR": "25-12-1980", "UNOR ID": "f" * 32, "UNOR NAMA": "Lain"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["nama"])
def test_case(case: dict[str, Any]) -> None:
    assert set(case["baris"]) <= set(BASE)
    tables, account, findings = convert([people([case["baris"], OTHER])])
    assert codes(findings) == list(case["temuan"])
    refused = case["hasil"] == "ditolak"
    assert tables["pegawai"].height == account.sources[0].taken == 2 - refused
    assert account.refused_rows == refused
    if not refused:
        assert {name: _cell(tables, name) for name in case["hasil"]} == case["hasil"]


def _cell(tables: Any, name: str) -> str:
    """A cell of the person of the case: the row of pegawai, of its post, or of its diploma."""
    table, column = name.split(".")
    who = tables["pegawai"].row(0, named=True)
    key = {"pegawai": "nip", "pendidikan": "nip", "jabatan": "id_jabatan"}[table]
    rows = [row for row in tables[table].iter_rows(named=True) if row[key] == who[key]]
    return (rows[0][column] or "") if rows else ""


def test_every_rule_of_a_row_has_a_case() -> None:
    told = {code for case in CASES for code in case["temuan"]}
    assert told == {rule.code for rule in CONVERSION_RULES} - FILE_RULES - OTHER_SOURCES
