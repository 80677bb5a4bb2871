"""Findings as a JUnit report: a suite a file, a test case a finding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mutasi.finding import Finding, Location, Severity, Shown, as_it_is
from mutasi.render.text import visible

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def as_junit(findings: Sequence[Finding], paths: Sequence[str] = (), at: Shown = as_it_is) -> str:
    """Errors are failures; warnings and remarks, which do not fail a run either, are skipped test cases that say why.

    `paths` are the files that were read: one without a finding is a suite with one test case that passes. The counts
    are those of the test cases; how many findings have none, as one counts the rest, is a property of the suite. The
    text is XML 1.0, so signs that must not stand there are written out.
    """
    from xml.etree import ElementTree  # slow to import, and only this format needs it

    by_path: dict[str, list[Finding]] = {at(Location(path)).path: [] for path in paths}
    for finding in findings:
        by_path.setdefault(at(finding.location).path, []).append(finding)
    root = ElementTree.Element("testsuites", {"name": "mutasi", **_counts(findings, _passing(by_path))})
    for path, found in sorted(by_path.items()):
        passing = 0 if found else 1
        suite = ElementTree.SubElement(root, "testsuite", {"name": visible(path), **_counts(found, passing)})
        if unlisted := sum(finding.stands_for - 1 for finding in found):
            properties = ElementTree.SubElement(suite, "properties")
            ElementTree.SubElement(properties, "property", {"name": "not listed", "value": str(unlisted)})
        suite.extend([_test_case(finding, at(finding.location)) for finding in found])
        if passing:
            ElementTree.SubElement(suite, "testcase", {"name": "no findings", "classname": visible(path)})
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _passing(by_path: dict[str, list[Finding]]) -> int:
    return sum(not found for found in by_path.values())


def _counts(findings: Sequence[Finding], passing: int) -> dict[str, str]:
    failures = sum(finding.severity is Severity.ERROR for finding in findings)
    skipped = len(findings) - failures
    return {
        "tests": str(len(findings) + passing),
        "failures": str(failures),
        "errors": "0",
        "skipped": str(skipped),
    }


def _test_case(finding: Finding, place: Location) -> Element:
    from xml.etree import ElementTree

    where = visible(str(place))
    name = f"{finding.rule} {finding.name} {where}"
    case = ElementTree.Element("testcase", {"name": name, "classname": visible(place.path)})
    outcome = "failure" if finding.severity is Severity.ERROR else "skipped"
    message = visible(str(finding.message))
    said = ElementTree.SubElement(case, outcome, {"type": finding.severity.value, "message": message})
    remedy = f"\nmend: {visible(str(finding.fix))}" if finding.fix else ""
    said.text = f"{where}: {message}{remedy}"
    return case
