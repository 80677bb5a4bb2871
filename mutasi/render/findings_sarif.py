"""Findings as SARIF 2.1.0, the format of code scanning (OASIS)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from mutasi.finding import Finding, Location, Severity, Shown, as_it_is
from mutasi.render.findings_ci import has_line, statement
from mutasi.render.json_text import json_text
from mutasi.version import VERSION

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


@dataclass(frozen=True, slots=True)
class _Rule:
    """What the catalogue says of a rule."""

    name: str
    severity: Severity
    text: str


def as_sarif(findings: Sequence[Finding], at: Shown = as_it_is) -> str:
    """A log of one run with the rules that have findings. Paths are relative to the root of the sources."""
    rules = _rules(findings)
    numbers = {code: number for number, code in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "mutasi",
                "semanticVersion": VERSION,
                "rules": [_descriptor(code, rule) for code, rule in rules.items()],
            }
        },
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository"}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, numbers[finding.rule], at) for finding in findings],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rules(findings: Sequence[Finding]) -> Mapping[str, _Rule]:
    """The rules of the findings by their code, in the order of the codes."""
    catalogue = dict(_catalogue())
    found = {finding.rule: _Rule(finding.name, finding.severity, finding.name) for finding in reversed(findings)}
    return {code: catalogue.get(code, found[code]) for code in sorted(found)}


def _catalogue() -> Iterator[tuple[str, _Rule]]:
    from mutasi.read.convert.notes import CONVERSION_RULES
    from mutasi.read.faults import FILE_RULES
    from mutasi.read.reference import load_file_reasons
    from mutasi.rules.catalogue import RULES  # slow to import, and only this format needs it
    from mutasi.rules.policy import POLICY_RULES

    reasons = load_file_reasons()
    for one in (*FILE_RULES, *CONVERSION_RULES):
        if one.code in reasons:
            yield one.code, _Rule(one.name, one.severity, " ".join(reasons[one.code]))
    for rule in (*POLICY_RULES, *RULES):
        yield rule.code, _Rule(rule.name, rule.severity, " ".join(rule.reason.split()))


def _descriptor(code: str, rule: _Rule) -> dict[str, object]:
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": rule.name.replace("-", " ")},
        "fullDescription": {"text": rule.text},
        "help": {"text": rule.text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, number: int, at: Shown) -> dict[str, object]:
    places = map(_location, map(at, finding.related))
    related = list({repr(place): place for place in places}.values())  # each may stand there only once
    about = {"table": finding.table, "field": finding.field, "basis": list(finding.basis)}
    return {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": _LEVELS[finding.severity],
        **({"occurrenceCount": finding.stands_for} if finding.stands_for > 1 else {}),
        "message": {"text": _without_links(statement(finding))},
        "locations": [_location(at(finding.location))],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"mutasi/v1": finding.fingerprint},
        "properties": {name: value for name, value in about.items() if value},
    }


def _without_links(text: str) -> str:
    """Text in which no ``[words](target)`` of the data becomes a link."""
    if "](" not in text:
        return text
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _location(place: Location) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": _artifact(place.path)}
    if has_line(place):
        numbers = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }
        physical["region"] = {name: number for name, number in numbers.items() if number}
    cell = {"logicalLocations": [{"fullyQualifiedName": place.cell, "kind": "cell"}]} if place.cell else {}
    return {"physicalLocation": physical, **cell}


def _artifact(path: str) -> dict[str, str]:
    """A path as a URI. What lies outside the repository is absolute, and then there is no base."""
    uri = quote(path.encode(errors="surrogateescape"), safe="/")
    return {"uri": f"file://{uri}"} if path.startswith("/") else {"uri": uri, "uriBaseId": ROOT}
