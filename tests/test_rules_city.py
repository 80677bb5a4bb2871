"""The example city has no error, and the city with planted faults shows exactly these faults, each at its line."""

from __future__ import annotations

import csv
import json

from tests.command_line import mutasi
from tests.golden import ROOT

CITY, BROKEN = ROOT / "examples" / "pangkalpinang", ROOT / "examples" / "rusak"


def found(folder) -> list[dict]:
    document = json.loads(mutasi("validate", "-f", "json", folder=folder).text)
    return [one for one in document["findings"] if one["severity"] != "info" or one["rule"].startswith("NILAI-")]


def identity(one: dict) -> tuple:
    """What stays of a finding when rows are inserted above."""
    return (one["rule"], one["path"], one["key"], one["field"], one["message"])


def test_the_city_has_no_error_and_the_warnings_of_real_data():
    findings = found(CITY)
    assert [one for one in findings if one["severity"] == "error"] == []
    assert 10 <= len(findings) <= 60
    assert len({one["rule"] for one in findings}) >= 8


def test_every_planted_fault_is_found_at_its_line_and_nothing_else():
    clean = {identity(one) for one in found(CITY)}
    told = sorted(
        (one["rule"], one["severity"], one["path"], one["line"] or 0, one["field"] or "", one["key"] or "")
        for one in found(BROKEN)
        if identity(one) not in clean
    )
    with (BROKEN / "cacat.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    planted = sorted(
        (row["aturan"], row["tingkat"], row["berkas"], int(row["baris"]), row["kolom"], row["kunci"]) for row in rows
    )
    assert told == planted
    assert len({row["no"] for row in rows}) >= 40
