"""Findings as records for programs and spreadsheets: JSON lines and CSV."""

from __future__ import annotations

from collections.abc import Sequence

from mutasi.finding import Finding
from mutasi.render.json_text import json_text
from mutasi.render.tables import Row
from mutasi.render.tables import as_csv as rows_as_csv
from mutasi.render.text import visible

CSV_FIELDS = (
    "rule", "name", "severity", "path", "line", "column", "end_line", "end_column", "sheet", "cell",
    "table", "key", "field", "value", "message", "fix", "basis", "fingerprint",
    "stands_for", "record",
)  # fmt: skip


def as_record(finding: Finding) -> dict[str, object]:
    """All that a finding says, with None for what it does not."""
    where = finding.location
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": str(finding.message),
        "path": where.path,
        "line": where.line or None,
        "column": where.column or None,
        "end_line": where.end_line or None,
        "end_column": where.end_column or None,
        "sheet": where.sheet or None,
        "cell": where.cell or None,
        "table": finding.table or None,
        "key": finding.key or None,
        "record": finding.record or finding.key or None,
        "field": finding.field or None,
        "value": finding.value or None,
        "basis": list(finding.basis),
        "fix": str(finding.fix) if finding.fix else None,
        "instead": finding.instead or None,
        "certain": finding.certain if finding.instead else None,
        "fingerprint": finding.fingerprint,
        "stands_for": finding.stands_for,
        "related": [{"path": place.path, "line": place.line, "column": place.column} for place in finding.related],
    }


def as_json_lines(findings: Sequence[Finding]) -> str:
    """The records of the format json, one a line; no line when there is no finding."""
    return "".join(json_text(as_record(finding)) + "\n" for finding in findings)


def as_csv(findings: Sequence[Finding]) -> str:
    """A line a finding. Signs that cannot be seen are written out; the formats json and jsonl have the exact text."""
    return rows_as_csv(CSV_FIELDS, [_row(as_record(finding)) for finding in findings])


def _row(record: dict[str, object]) -> Row:
    return {field: _cell(record[field]) for field in CSV_FIELDS}


def _cell(value: object) -> str | int | None:
    if value is None or isinstance(value, int):
        return value
    return visible("; ".join(value) if isinstance(value, list) else str(value))
