"""Findings as text for people and as JSON for programs. Pure functions in FORMATS."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mutasi.finding import Finding, Severity
from mutasi.message import Message
from mutasi.model.dataset import Input
from mutasi.render.language import Language
from mutasi.render.text import Paint, plain, visible
from mutasi.version import VERSION

SCHEMA = "mutasi-findings-1"


@dataclass(frozen=True, slots=True)
class FindingsReport:
    """What a check found: the findings in order, the files that were read, and the reference date."""

    findings: tuple[Finding, ...]
    inputs: tuple[Input, ...]
    as_of: datetime.date | None
    records: Mapping[str, int]
    """Records by table, in the order of the tables."""

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


def as_json(report: FindingsReport) -> str:
    """One JSON object; the same in both languages."""
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "inputs": [{"path": file.path, "sha256": file.sha256, "rows": file.rows} for file in report.inputs],
        "summary": {severity.value: report.count(severity) for severity in Severity},
        "findings": [_finding(finding) for finding in report.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _finding(finding: Finding) -> dict[str, object]:
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
        "field": finding.field or None,
        "value": finding.value or None,
        "basis": list(finding.basis),
        "fix": str(finding.fix) if finding.fix else None,
        "fingerprint": finding.fingerprint,
        "related": [{"path": place.path, "line": place.line, "column": place.column} for place in finding.related],
    }


def as_text(
    report: FindingsReport,
    words: Language,
    paint: Paint = plain,
    *,
    verbose: bool = False,
    summary: bool = True,
) -> str:
    """Findings one after the other with their remedy, then a summary. `verbose` shows INFO ones too."""
    shown = [finding for finding in report.findings if verbose or finding.severity is not Severity.INFO]
    lines = [line for finding in shown for line in finding_lines(finding, words, paint)]
    if summary:
        lines += summary_lines(report, words, paint, hidden=len(report.findings) - len(shown))
    return "".join(f"{line}\n" for line in lines)


def finding_lines(finding: Finding, words: Language, paint: Paint = plain) -> list[str]:
    """A finding in two to four lines: place and rule, the reason, the remedy."""
    place = paint(visible(str(finding.location)), "place")
    severity = paint(words.text(SEVERITY_WORDS[finding.severity]), finding.severity.value)
    lines = [f"{place}: {severity} {finding.rule}", f"  {visible(words.text(finding.message))}"]
    if finding.fix is not None:
        remedy = paint(words.text(Message("mend:")), "good")
        lines.append(f"  {remedy} {visible(words.text(finding.fix))}")
    return lines


SEVERITY_WORDS = {
    Severity.ERROR: Message("error"),
    Severity.WARNING: Message("warning"),
    Severity.INFO: Message("info"),
}


def summary_lines(report: FindingsReport, words: Language, paint: Paint = plain, *, hidden: int = 0) -> list[str]:
    """What was read and what was found, in two or three lines."""
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    lines = []
    if report.records:
        tables = ", ".join(f"{name} {rows}" for name, rows in report.records.items())
        lines.append(words.text(Message("Records read: {tables}", tables=tables)))
    found = Message("Found: {errors} error(s), {warnings} warning(s)", errors=errors, warnings=warnings)
    if not errors and not warnings:
        found = Message("Nothing to mend: no errors, no warnings")
    style = "error" if errors else "warning" if warnings else "good"
    lines.append(paint(words.text(found), style))
    frequent = Counter(finding.rule for finding in report.findings if finding.severity is not Severity.INFO)
    if len(frequent) > 1:
        rules = ", ".join(f"{rule} {count}" for rule, count in _by_count(frequent))
        lines.append(words.text(Message("By rule: {rules}", rules=rules)))
    if hidden:
        lines.append(paint(words.text(Message("{hidden} remark(s) not shown; -v shows them", hidden=hidden)), "faint"))
    return lines


def _by_count(counts: Counter[str]) -> Sequence[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


MACHINE: Mapping[str, Callable[[FindingsReport], str]] = {"json": as_json}
FORMATS = ("text", *MACHINE)
