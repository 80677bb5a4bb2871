"""Findings as text for people, and the tables of all formats: pure functions in PLAIN and MACHINE."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from mutasi.finding import Finding, Location, Severity, Shown, as_it_is
from mutasi.message import Message
from mutasi.model.dataset import Input
from mutasi.render.excerpt import SourceLines, excerpt, line_at, source_lines
from mutasi.render.findings_ci import as_github, as_gitlab, as_rdjson
from mutasi.render.findings_data import as_csv, as_json_lines, as_record
from mutasi.render.findings_junit import as_junit
from mutasi.render.findings_sarif import as_sarif
from mutasi.render.json_text import json_text
from mutasi.render.language import Language
from mutasi.render.text import Paint, plain, visible
from mutasi.version import VERSION

SCHEMA = "mutasi-findings-1"
NO_SOURCES: SourceLines = {}

Paths = Mapping[str, str]
"""From a path in findings to one that somebody else can follow."""


@dataclass(frozen=True, slots=True)
class FindingsReport:
    """What a check found: the findings in order, the files that were read, and the reference date."""

    findings: tuple[Finding, ...]
    inputs: tuple[Input, ...]
    as_of: datetime.date | None
    records: Mapping[str, int]
    """Records by table, in the order of the tables."""
    accepted: int = 0
    """Findings left out because somebody accepts them."""
    old: int = 0
    """Findings left out because they were there before."""
    unasked: int = 0
    """Rules that did not run because their tables were not looked at; 0 where a whole project was."""
    policies: tuple[Input, ...] = ()
    """The files of the policies, whose lines are shown as well."""
    near: Paths = field(default_factory=dict)
    """Paths as people see them from where they work, where they differ from those of the project."""
    whole: Paths = field(default_factory=dict)
    """Paths from the root of the repository, where pipelines look for them."""

    def seen(self, place: Location) -> Location:
        """A place as the user sees it."""
        return _moved(place, self.near)

    def in_repository(self, place: Location) -> Location:
        return _moved(place, self.whole)

    def count(self, severity: Severity) -> int:
        return sum(finding.stands_for for finding in self.findings if finding.severity is severity)


def _moved(place: Location, paths: Paths) -> Location:
    path = paths.get(place.path)
    return place if path is None else replace(place, path=path)


def as_json(report: FindingsReport) -> str:
    """One JSON object; the same in both languages."""
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "inputs": [{"path": file.path, "sha256": file.sha256, "rows": file.rows} for file in report.inputs],
        "summary": {
            **{severity.value: report.count(severity) for severity in Severity},
            "accepted": report.accepted,
            "old": report.old,
            "rules_not_run": report.unasked,
        },
        "findings": [as_record(finding) for finding in report.findings],
    }
    return json_text(document, indent=1) + "\n"


def as_text(
    report: FindingsReport,
    words: Language,
    paint: Paint = plain,
    *,
    verbose: bool = False,
    summary: bool = True,
    most: int | None = None,
) -> str:
    """Findings one after the other with their line and remedy, then a summary. `verbose` shows INFO ones too.

    Of more than `most` findings the first ones are shown, the gravest before the others, and the rest is counted.
    """
    wanted = _wanted(report, verbose=verbose)
    shown = wanted if most is None else _first(wanted, most)
    sources = source_lines((finding.location for finding in shown), (*report.inputs, *report.policies))
    lines = [line for finding in shown for line in finding_lines(finding, words, paint, sources, report.seen)]
    if len(shown) < len(wanted):
        more = Message("... and {count} more", count=_number(wanted) - _number(shown))
        lines.append(paint(words.text(more), "faint"))
    if summary:
        lines += summary_lines(report, words, paint, hidden=_number(report.findings) - _number(wanted))
    return "".join(f"{line}\n" for line in lines)


def _wanted(report: FindingsReport, *, verbose: bool) -> list[Finding]:
    """What people are shown: remarks only when they ask for them."""
    return [finding for finding in report.findings if verbose or finding.severity is not Severity.INFO]


def _number(findings: Sequence[Finding]) -> int:
    return sum(finding.stands_for for finding in findings)


def _first(findings: Sequence[Finding], most: int) -> list[Finding]:
    """So many findings in their order, none while a graver one is left out."""
    gravest = sorted(range(len(findings)), key=lambda number: (findings[number].severity.rank, number))
    return [findings[number] for number in sorted(gravest[:most])]


def finding_lines(
    finding: Finding,
    words: Language,
    paint: Paint = plain,
    sources: SourceLines = NO_SOURCES,
    at: Shown = as_it_is,
) -> list[str]:
    """A finding in two to six lines: place and rule, the line of the source with marks, the reason, the remedy."""
    place = paint(_shown(str(at(finding.location))), "place")
    lines = [f"{place}: {_severity(finding, words, paint)} {finding.rule}"]
    lines += _source(finding, paint, sources)
    lines.append(f"  {_shown(words.text(finding.message))}")
    if finding.fix is not None:
        remedy = paint(words.text(Message("mend:")), "good")
        lines.append(f"  {remedy} {_shown(words.text(finding.fix))}")
    return lines


_COMMAND = re.compile(r"^\s*::|##\[")
"""What a pipeline takes for a command in the output of a program: at the beginning of a line, or anywhere."""


def _shown(text: str) -> str:
    """The text on one line, in which nobody finds a command."""
    return _COMMAND.sub(lambda sign: f"{sign.group()[:-1]}<U+{ord(sign.group()[-1]):04X}>", visible(text))


def _severity(finding: Finding, words: Language, paint: Paint = plain) -> str:
    return paint(words.text(SEVERITY_WORDS[finding.severity]), finding.severity.value)


def _source(finding: Finding, paint: Paint, sources: SourceLines) -> list[str]:
    """The line behind its number, and the marks."""
    line = line_at(finding.location, sources)
    if line is None:
        return []
    shown, marks = excerpt(finding.location, line)
    number = str(finding.location.line)
    lines = [f"  {paint(f'{number} |', 'faint')} {_shown(shown)}"]
    if marks:
        indent = len(marks) - len(marks.lstrip())
        under = marks[:indent] + paint(marks[indent:], finding.severity.value)
        lines.append(f"  {paint(' ' * len(number) + ' |', 'faint')} {under}")
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
        found = _nothing_found(report)
    style = "error" if errors else "warning" if warnings else "good"
    lines.append(paint(words.text(found), style))
    frequent: Counter[str] = Counter()
    for finding in report.findings:
        if finding.severity is not Severity.INFO:
            frequent[finding.rule] += finding.stands_for
    if len(frequent) > 1:
        rules = ", ".join(f"{rule} {count}" for rule, count in _by_count(frequent))
        lines.append(words.text(Message("By rule: {rules}", rules=rules)))
    if report.accepted:
        lines.append(words.text(Message("Accepted in writing, not shown: {count}", count=report.accepted)))
    if report.old:
        lines.append(words.text(Message("Known before, not shown: {count}", count=report.old)))
    if report.unasked:
        unasked = Message(
            "Rules not run, as other tables were not looked at: {count}; mutasi validate without a path runs all",
            count=report.unasked,
        )
        lines.append(words.text(unasked))
    if hidden:
        lines.append(paint(words.text(Message("{hidden} remark(s) not shown; -v shows all", hidden=hidden)), "faint"))
    return lines


def _nothing_found(report: FindingsReport) -> Message:
    """That there are no errors and no warnings, but for those that are let pass."""
    if report.old and report.accepted:
        return Message("No errors and no warnings but those that are known or accepted")
    if report.old:
        return Message("No new errors, no new warnings")
    if report.accepted:
        return Message("No errors and no warnings but those that are accepted")
    return Message("Nothing to mend: no errors, no warnings")


def _by_count(counts: Counter[str]) -> Sequence[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def as_concise(report: FindingsReport, words: Language, *, verbose: bool = False) -> str:
    """A finding a line: ``path:line:column: severity RULE message``; INFO ones when `verbose`."""
    return "".join(
        f"{_shown(str(report.seen(finding.location)))}: {_severity(finding, words)} {finding.rule}"
        f" {_shown(words.text(finding.message))}\n"
        for finding in _wanted(report, verbose=verbose)
    )


def as_markdown(report: FindingsReport, words: Language, *, verbose: bool = False) -> str:
    """The summary, then a table with a row a finding; INFO ones when `verbose`."""
    from mutasi.render.markdown import escape_cell, text_table  # slow to import, and only this format needs it

    wanted = _wanted(report, verbose=verbose)
    hidden = _number(report.findings) - _number(wanted)
    summary = "\n\n".join(escape_cell(line) for line in summary_lines(report, words, hidden=hidden)) + "\n"
    if not wanted:
        return summary
    headings = (Message("place"), Message("gravity"), Message("rule"), Message("reason"), Message("remedy"))
    rows = [
        [
            str(report.seen(finding.location)),
            _severity(finding, words),
            finding.rule,
            words.text(finding.message),
            words.text(finding.fix) if finding.fix else "",
        ]
        for finding in wanted
    ]
    return summary + "\n" + text_table([words.text(heading) for heading in headings], rows)


def _of_findings(render: Callable[[Sequence[Finding]], str]) -> Callable[[FindingsReport], str]:
    return lambda report: render(report.findings)


def _in_repository(render: Callable[[Sequence[Finding], Shown], str]) -> Callable[[FindingsReport], str]:
    return lambda report: render(report.findings, report.in_repository)


class _Plain(Protocol):
    def __call__(self, report: FindingsReport, words: Language, *, verbose: bool = False) -> str: ...


PLAIN: Mapping[str, _Plain] = {"concise": as_concise, "md": as_markdown}
"""Formats for people, in their language and the same on every terminal."""
MACHINE: Mapping[str, Callable[[FindingsReport], str]] = {
    "json": as_json,
    "jsonl": _of_findings(as_json_lines),
    "sarif": _in_repository(as_sarif),
    "github": _in_repository(as_github),
    "gitlab": _in_repository(as_gitlab),
    "junit": lambda report: as_junit(report.findings, [file.path for file in report.inputs], report.in_repository),
    "rdjson": lambda report: as_rdjson(report.findings, (*report.inputs, *report.policies), report.in_repository),
    "csv": _of_findings(as_csv),
}
"""Formats that are the same in every language and on every terminal."""
FORMATS = ("text", "concise", *MACHINE, "md")
