"""Findings for those who show them beside a change: GitHub, GitLab and reviewdog."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from mutasi.finding import Finding, Location, Severity, Shown, as_it_is
from mutasi.model.dataset import Input
from mutasi.render.excerpt import SourceLines, line_at, source_lines
from mutasi.render.json_text import json_text
from mutasi.render.text import visible


def statement(finding: Finding) -> str:
    """Reason and remedy on one line, with the cell in front where the place is one of a workbook."""
    cell = f"{finding.location.cell}: " if finding.location.cell else ""
    remedy = f"; mend: {finding.fix}" if finding.fix else ""
    return visible(f"{cell}{finding.message}{remedy}")


def has_line(place: Location) -> bool:
    """Whether a place is a line of a text: those of workbooks are rows of a sheet."""
    return place.line > 0 and not place.sheet


# GitHub: workflow commands -------------------------------------------------------------------------

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY_ESCAPES = {**_DATA_ESCAPES, ":": "%3A", ",": "%2C"}
"""What the runner undoes; a semicolon means something only in the older form of commands."""


def as_github(findings: Sequence[Finding], at: Shown = as_it_is) -> str:
    """A workflow command a line and a finding, the gravest first: GitHub shows ten of a kind for each step."""
    ordered = sorted(findings, key=lambda finding: finding.severity.rank)
    return "".join(f"{_command(finding, at)}\n" for finding in ordered)


def _command(finding: Finding, at: Shown) -> str:
    properties = {"file": at(finding.location).path, **_range(finding.location), "title": f"mutasi ({finding.rule})"}
    written = ",".join(f"{name}={_escaped(value, _PROPERTY_ESCAPES)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {written}::{_escaped(statement(finding), _DATA_ESCAPES)}"


def _range(place: Location) -> Mapping[str, str]:
    """GitHub refuses columns of places on several lines."""
    if not has_line(place):
        return {}
    if place.end_line not in (0, place.line):
        return {"line": str(place.line), "endLine": str(place.end_line)}
    numbers = {"line": place.line, "endLine": place.end_line, "col": place.column, "endColumn": place.end_column}
    return {name: str(number) for name, number in numbers.items() if number}


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    """Line breaks are kept, since the name of a file may hold them; other controls are written out."""
    shown = re.sub(r"[^\r\n]+", lambda part: visible(part.group()), text)
    return "".join(escapes.get(sign, sign) for sign in shown)


# GitLab: code quality ------------------------------------------------------------------------------

_GITLAB_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def as_gitlab(findings: Sequence[Finding], at: Shown = as_it_is) -> str:
    """The array of a code quality report. What has no line stands on the first one, for GitLab wants one."""
    issues = [
        {
            "description": statement(finding),
            "check_name": finding.rule,
            "fingerprint": fingerprint,
            "severity": _GITLAB_SEVERITIES[finding.severity],
            "location": {"path": at(finding.location).path, "lines": _gitlab_lines(finding.location)},
        }
        for finding, fingerprint in zip(findings, _unique_fingerprints(findings), strict=True)
    ]
    return json_text(issues, indent=1) + "\n"


def _gitlab_lines(place: Location) -> dict[str, int]:
    if not has_line(place):
        return {"begin": 1}
    return {"begin": place.line, "end": place.end_line} if place.end_line else {"begin": place.line}


def _unique_fingerprints(findings: Sequence[Finding]) -> Iterator[str]:
    """The fingerprints, those that come again with their count: GitLab would take the findings for one."""
    seen: Counter[str] = Counter()
    for finding in findings:
        fingerprint = finding.fingerprint
        seen[fingerprint] += 1
        if seen[fingerprint] == 1:
            yield fingerprint
        else:
            yield hashlib.sha256(f"{fingerprint}\x1f{seen[fingerprint]}".encode()).hexdigest()[:32]


# reviewdog: rdjson ---------------------------------------------------------------------------------

_EXACT_LINE = 10_000
"""Characters of a line up to which its bytes are counted for every finding on it."""


def as_rdjson(findings: Sequence[Finding], inputs: Sequence[Input] = (), at: Shown = as_it_is) -> str:
    """A DiagnosticResult. Its columns count bytes of UTF-8, so they are left out where the line is not at hand."""
    ends = [_end(finding.location) for finding in findings]
    sources = source_lines([*(finding.location for finding in findings), *ends], inputs)
    result = {
        "source": {"name": "mutasi"},
        "diagnostics": [
            {
                "message": statement(finding),
                "location": {"path": at(finding.location).path, **_rdjson_range(finding.location, end, sources)},
                "severity": finding.severity.value.upper(),
                "code": {"value": finding.rule},
            }
            for finding, end in zip(findings, ends, strict=True)
        ],
    }
    return json_text(result, indent=1) + "\n"


def _end(place: Location) -> Location:
    return Location(place.path, place.end_line, place.end_column, sheet=place.sheet)


def _rdjson_range(place: Location, end: Location, sources: SourceLines) -> dict[str, object]:
    if not has_line(place):
        return {}
    start, stop = _byte_column(place, sources), _byte_column(end, sources)
    if not start or not stop:  # without columns the end line belongs to the range
        span = {"start": {"line": place.line}}
        return {"range": span | ({"end": {"line": end.line}} if end.line else {})}
    return {"range": {"start": {"line": place.line, "column": start}, "end": {"line": end.line, "column": stop}}}


def _byte_column(place: Location, sources: SourceLines) -> int:
    """The column in bytes, from 1; 0 when it is not known."""
    line = line_at(place, sources)
    if line is None or not place.column:
        return 0
    if line.isascii():
        return place.column
    return len(line[: place.column - 1].encode()) + 1 if len(line) <= _EXACT_LINE else 0
