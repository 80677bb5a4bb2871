"""The formats of findings, each read by a parser that is not ours, with texts that mean harm."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from junitparser import JUnitXml
from markdown_it import MarkdownIt

from mutasi.finding import Finding, Location, Severity
from mutasi.message import Message
from mutasi.model.dataset import Input
from mutasi.read.convert.notes import CONVERSION_RULES
from mutasi.read.faults import FILE_RULES
from mutasi.render.findings import FORMATS, MACHINE, PLAIN, FindingsReport, as_text
from mutasi.render.findings_data import CSV_FIELDS
from mutasi.render.language import language
from mutasi.render.text import painter, visible
from mutasi.rules.catalogue import RULES
from mutasi.rules.policy import POLICY_RULES
from tests.corpora import corpus, needed

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
HARM = (
    *(
        "\n::error::x",
        "\r\n::set-output name=a::b",
        "%0A::error::",
        "%250A",
        "::",
        "##[error]",
        ",line=9",
        "title=x",
        ";",
        "=",
        " ",
    ),
    *("\x1b]52;c;eA==\x07", "\x9b2J", "\x00", "\x0b", "\x08", "\u202e", "\u2028", "\x85", "\ufffe", "\uffff"),
    *("]]>", "<!--", "<script>alert(1)</script>", "&#0;", "&amp;", '"', "'", "<a href=x>", "\udcff", "\udc80"),
    *(
        "|",
        "`",
        "\\|",
        "![](http://x)",
        "[x](javascript:1)",
        "# x",
        "\n\n",
        "\t",
        "=HYPERLINK(1)",
        "@SUM(1)",
        "-",
        "+1",
    ),
    *("..", "/", "a b", "data/pegawai.csv", "é", "安", "😀"),
)
HOSTILE = st.lists(st.sampled_from(HARM) | st.text(max_size=5), max_size=5).map("".join)
MESSAGES = HOSTILE.map(lambda text: Message("wrong: {text}", text=text))


@st.composite
def places(draw: st.DrawFn) -> Location:
    path = draw(HOSTILE)
    line, column, height, width = (draw(st.integers(0, 30)) for _ in range(4))
    if not line:
        return Location(path)
    if not column:
        return Location(path, line)
    return Location(path, line, column, line + height % 3, column + width, draw(st.sampled_from(["", "", "Sheet 1"])))


FINDINGS = st.lists(
    st.builds(
        Finding,
        rule=st.sampled_from(["KOLOM-08", "BERKAS-19", "NIP-02", "LAIN-01"]),
        name=st.just("some-name"),
        severity=st.sampled_from(Severity),
        message=MESSAGES,
        location=places(),
        table=st.just("pegawai"),
        key=HOSTILE,
        field=HOSTILE,
        value=HOSTILE,
        basis=st.sampled_from([(), ("PP-11-2017",)]),
        fix=st.none() | MESSAGES,
        related=st.lists(places(), max_size=2).map(tuple),
    ),
    max_size=4,
)


def hostile(text: str) -> list[Finding]:
    """One finding with a text wherever the data can put one."""
    place = Location(text, 2, 3, 2, 5)
    said = Message("{text}", text=text)
    return [Finding("KOLOM-08", "x", Severity.ERROR, said, place, "pegawai", text, text, text, (), said, (place,))]


EXAMPLES = [hostile(text) for text in ("\n::error::x", "\udcff\x1b[2J", "|`<b>\n\n[x](y)", "\ufffe]]>\x00")]


def examples(test: Any) -> Any:
    for findings in EXAMPLES:
        test = example(findings)(test)
    return test


def rendered(name: str, findings: Sequence[Finding]) -> str:
    report = FindingsReport(tuple(findings), (), None, {})
    return PLAIN[name](report, language("en"), verbose=True) if name in PLAIN else MACHINE[name](report)


def exchanged(text: str) -> str:
    """A text without halves of characters."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


# ---- what holds for all formats


@pytest.mark.parametrize("name", [*PLAIN, *MACHINE])
@examples
@given(FINDINGS)
def test_no_format_lets_a_control_through(name: str, findings: list[Finding]) -> None:
    text = rendered(name, findings)
    assert not CONTROL.search(text)
    assert text.encode("utf-8").decode("utf-8") == text
    assert text == rendered(name, findings)


@examples
@given(FINDINGS)
def test_text_lets_no_control_through_and_no_line_of_the_data(findings: list[Finding]) -> None:
    inputs = [
        Input(one.location.path, str, 1, lambda numbers: dict.fromkeys(numbers, "::error::##[x]")) for one in findings
    ]
    text = as_text(FindingsReport(tuple(findings), tuple(inputs), None, {}), language("en"), verbose=True)
    assert not CONTROL.search(text)
    assert "\n::" not in re.sub(r"\n\s+", "\n", f"\n{text}")
    assert "##[" not in text


EMPTY = {
    "concise": "",
    "jsonl": "",
    "github": "",
    "gitlab": "[]\n",
    "csv": ",".join(CSV_FIELDS) + "\n",
    "md": "Nothing to mend: no errors, no warnings\n",
}


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_report(name: str) -> None:
    assert rendered(name, []) == EMPTY[name]


@pytest.mark.parametrize("name", ["json", "sarif", "rdjson"])
def test_an_empty_report_in_json_is_a_whole_document(name: str) -> None:
    document = json.loads(rendered(name, []))
    nested = (
        document["runs"][0]["results"] if name == "sarif" else document.get("findings", document.get("diagnostics"))
    )
    assert nested == []


def test_every_format_has_a_test_of_its_emptiness() -> None:
    assert {*EMPTY, "json", "sarif", "rdjson", "junit", "text"} == set(FORMATS)


# ---- GitHub, read as its runner does

PROPERTIES = ("file", "line", "endLine", "col", "endColumn", "title")


def runner(output: str) -> list[tuple[str, dict[str, str], str]]:
    """Name, properties and message of each command. Every line must be one."""
    commands = []
    for line in filter(None, re.split(r"\r\n|\r|\n", output)):
        assert line.lstrip().startswith("::")
        command, _, data = line.lstrip()[2:].partition("::")
        name, _, written = command.partition(" ")
        pairs = [pair.split("=", 1) for pair in written.strip().split(",") if pair]
        properties = {key: unescaped(value, "%0D%0A%3A%2C%25") for key, value in pairs}
        commands.append((name, properties, unescaped(data, "%0D%0A%25")))
    return commands


def unescaped(text: str, codes: str) -> str:
    for code in re.findall("%..", codes):
        text = text.replace(code, chr(int(code[1:], 16)))
    return text


@examples
@given(FINDINGS)
def test_github_runs_exactly_one_command_a_finding(findings: list[Finding]) -> None:
    commands = runner(rendered("github", findings))
    ordered = sorted(findings, key=lambda finding: list(Severity).index(finding.severity))
    assert len(commands) == len(findings)
    for (name, properties, message), finding in zip(commands, ordered, strict=True):
        assert name == {"error": "error", "warning": "warning", "info": "notice"}[finding.severity.value]
        assert set(properties) <= set(PROPERTIES)
        assert properties["title"] == f"mutasi ({finding.rule})"
        if visible(finding.location.path.replace("\r", "").replace("\n", "")) in finding.location.path:
            assert properties["file"] == finding.location.path
        assert visible(str(finding.message)) in message
        if finding.fix:
            assert visible(str(finding.fix)) in message


@pytest.mark.parametrize(
    ("place", "properties"),
    [
        (Location("a.csv", 2, 3, 2, 5), {"line": "2", "endLine": "2", "col": "3", "endColumn": "5"}),
        (Location("a.csv", 2, 3, 4, 5), {"line": "2", "endLine": "4"}),
        (Location("a.csv", 2), {"line": "2"}),
        (Location("a.csv"), {}),
        (Location("a.xlsx", 2, 3, 2, 4, "Sheet1"), {}),
    ],
)
def test_github_gets_columns_of_places_on_one_line_only(place: Location, properties: dict[str, str]) -> None:
    finding = Finding("NIP-01", "x", Severity.ERROR, Message("wrong"), place)
    ((_, said, message),) = runner(rendered("github", [finding]))
    assert said == {"file": place.path, **properties, "title": "mutasi (NIP-01)"}
    assert message == ("Sheet1!C2: wrong" if place.sheet else "wrong")


def test_the_path_of_github_is_the_path_of_the_file() -> None:
    path = "data/50%, a:b;c=d\n.csv "
    ((_, said, _),) = runner(rendered("github", hostile(path)))
    assert said["file"] == path


# ---- GitLab


@examples
@given(FINDINGS)
def test_gitlab_has_what_its_report_must_have(findings: list[Finding]) -> None:
    issues = json.loads(rendered("gitlab", findings))
    for issue, finding in zip(issues, findings, strict=True):
        assert list(issue) == ["description", "check_name", "fingerprint", "severity", "location"]
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert re.fullmatch("[0-9a-f]{32}", issue["fingerprint"])
        assert issue["location"]["path"] == exchanged(finding.location.path)
        lines = issue["location"]["lines"]
        assert 1 <= lines["begin"] <= lines.get("end", lines["begin"])
        if not finding.location.sheet:
            assert lines["begin"] == max(finding.location.line, 1)
    assert len({issue["fingerprint"] for issue in issues}) == len(findings)


def test_the_first_of_several_findings_on_one_cell_keeps_its_fingerprint() -> None:
    (finding,) = hostile("x")
    issues = json.loads(rendered("gitlab", [finding] * 3))
    assert issues[0]["fingerprint"] == finding.fingerprint
    assert len({issue["fingerprint"] for issue in issues}) == 3


# ---- reviewdog


@examples
@given(FINDINGS)
def test_rdjson_is_a_diagnostic_result(findings: list[Finding]) -> None:
    document = json.loads(rendered("rdjson", findings))
    assert document["source"] == {"name": "mutasi"}
    for diagnostic, finding in zip(document["diagnostics"], findings, strict=True):
        assert list(diagnostic) == ["message", "location", "severity", "code"]
        assert isinstance(diagnostic["message"], str)
        assert diagnostic["severity"] in ("ERROR", "WARNING", "INFO")
        assert diagnostic["code"] == {"value": finding.rule}
        assert diagnostic["location"]["path"] == exchanged(finding.location.path)
        span = diagnostic["location"].get("range", {"start": {"line": 1}})
        for position in span.values():
            assert set(position) == {"line"}
            assert position["line"] >= 1


def test_columns_of_rdjson_count_bytes() -> None:
    first, second = "安b,é", "ä,salah"
    file = Input("a.csv", str, 1, lambda numbers: {1: first, 2: second})
    place = Location("a.csv", 1, 4, 2, 3)
    report = FindingsReport((Finding("X-01", "x", Severity.INFO, Message("x"), place),), (file,), None, {})
    (diagnostic,) = json.loads(MACHINE["rdjson"](report))["diagnostics"]
    span = diagnostic["location"]["range"]
    assert span == {"start": {"line": 1, "column": 6}, "end": {"line": 2, "column": 4}}
    assert first.encode()[6 - 1 :] == "é".encode()
    assert second.encode()[4 - 1 :] == b"salah"


# ---- JUnit


@examples
@given(FINDINGS)
def test_junit_is_xml_with_a_test_case_a_finding(findings: list[Finding]) -> None:
    text = MACHINE["junit"](FindingsReport(tuple(findings), (Input("sound.csv", str, 1),), None, {}))
    root = ElementTree.fromstring(text)
    cases = [(case, [child.tag for child in case]) for case in root.iter("testcase")]
    sound = [case for case, outcome in cases if not outcome]
    assert [case.get("classname") for case in sound] == ["sound.csv"]
    assert len(cases) == len(findings) + 1
    for elements in ([root], root.findall("testsuite")):
        assert sum(int(element.get("tests", "")) for element in elements) == len(cases)
        for tag, kind in (("failure", "failures"), ("skipped", "skipped")):
            count = sum(outcome == [tag] for _, outcome in cases)
            assert sum(int(element.get(kind, "")) for element in elements) == count
    assert len(root.findall(".//failure")) == sum(finding.severity is Severity.ERROR for finding in findings)
    said = {element.get("message") for case in root.iter("testcase") for element in case}
    assert said == {visible(str(finding.message)) for finding in findings}


@examples
@given(FINDINGS)
def test_junit_is_read_by_others(findings: list[Finding]) -> None:
    report = JUnitXml.fromstring(rendered("junit", findings).encode())
    names = [case.name for suite in report for case in suite]
    assert sorted(names) == sorted(f"{one.rule} {one.name} {visible(str(one.location))}" for one in findings)


def test_an_empty_junit_report_has_no_suite_and_one_of_sound_files_passes() -> None:
    assert ElementTree.fromstring(rendered("junit", [])).attrib["tests"] == "0"
    report = FindingsReport((), (Input("a.csv", str, 1), Input("b.csv", str, 1)), None, {})
    root = ElementTree.fromstring(MACHINE["junit"](report))
    assert (root.get("tests"), root.get("failures")) == ("2", "0")
    assert [suite.get("name") for suite in root] == ["a.csv", "b.csv"]


# ---- SARIF

SCHEMAS = "microsoft-jest-sarif-1.0.0-beta.0"


@cache
def sarif_schema() -> Draft4Validator:
    return Draft4Validator(json.loads(corpus(SCHEMAS)["lib/schemas/sarif-2.1.0-rtm.5.json"]))


@needed(SCHEMAS)
@examples
@given(FINDINGS)
def test_sarif_follows_its_schema(findings: list[Finding]) -> None:
    document = json.loads(rendered("sarif", findings))
    assert [error.message for error in sarif_schema().iter_errors(document)] == []


@needed(SCHEMAS)
def test_the_schema_of_sarif_can_refuse() -> None:
    document = json.loads(rendered("sarif", hostile("x")))
    document["runs"][0]["results"][0]["level"] = "grave"
    assert list(sarif_schema().iter_errors(document))


@examples
@given(FINDINGS)
def test_sarif_says_what_the_findings_say(findings: list[Finding]) -> None:
    (run,) = json.loads(rendered("sarif", findings))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({finding.rule for finding in findings})
    for rule in rules:
        assert rule["help"]["text"]
        assert rule["name"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    for result, finding in zip(run["results"], findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
        assert result["partialFingerprints"]["mutasi/v1"] == finding.fingerprint
        assert len(result.get("relatedLocations", [])) == len(set(finding.related))
        (location,) = result["locations"]
        check_location(location["physicalLocation"], finding.location)
        assert not re.search(r"(?<!\\)\]\(", result["message"]["text"])


def check_location(physical: dict[str, Any], place: Location) -> None:
    uri = physical["artifactLocation"]["uri"]
    absolute = place.path.startswith("/")
    assert re.fullmatch(r"(file://)?[\w.~/%-]*", uri, re.ASCII)
    assert uri.startswith("file://") is absolute
    assert ("uriBaseId" in physical["artifactLocation"]) is not absolute
    assert unquote_to_bytes(uri.removeprefix("file://")) == place.path.encode(errors="surrogateescape")
    region = physical.get("region", {})
    if place.sheet or not place.line:
        assert region == {}
    elif place.column:
        assert list(region.values()) == [place.line, place.column, place.end_line, place.end_column]
    else:
        assert region == {"startLine": place.line}


def test_sarif_takes_the_gravity_of_a_rule_from_the_catalogue() -> None:
    finding = Finding("NIP-02", "nip-birth-date-differs", Severity.ERROR, Message("x"), Location("a.csv", 1, 1, 1, 2))
    (run,) = json.loads(rendered("sarif", [finding]))["runs"]
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"]["level"] == "warning"
    assert run["results"][0]["level"] == "error"


@pytest.mark.parametrize("rule", [*FILE_RULES, *POLICY_RULES, *RULES, *CONVERSION_RULES], ids=lambda rule: rule.code)
def test_sarif_describes_every_rule(rule: Any) -> None:
    finding = Finding(rule.code, rule.name, rule.severity, Message("x"), Location("mutasi.yaml"))
    (run,) = json.loads(rendered("sarif", [finding]))["runs"]
    (told,) = run["tool"]["driver"]["rules"]
    assert told["help"]["text"] == told["fullDescription"]["text"]
    assert " " in told["help"]["text"]  # more than its name


# ---- records


@examples
@given(FINDINGS)
def test_json_and_jsonl_keep_every_text(findings: list[Finding]) -> None:
    document = json.loads(rendered("json", findings))
    lines = rendered("jsonl", findings).splitlines()
    assert [json.loads(line) for line in lines] == document["findings"]
    for record, finding in zip(document["findings"], findings, strict=True):
        assert record["message"] == exchanged(str(finding.message))
        assert record["path"] == exchanged(finding.location.path)
        assert record["value"] == (exchanged(finding.value) or None)


@examples
@given(FINDINGS)
def test_csv_has_a_line_and_all_columns_a_finding(findings: list[Finding]) -> None:
    text = rendered("csv", findings)
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == list(CSV_FIELDS)
    assert len(text.splitlines()) == len(rows) == len(findings) + 1
    for row, finding in zip(rows[1:], findings, strict=True):
        record = dict(zip(CSV_FIELDS, row, strict=True))
        assert record["message"] == visible(str(finding.message))
        assert record["value"].removeprefix("'") == visible(finding.value).removeprefix("'")
        assert not any(cell.startswith(("=", "+", "-", "@")) and cell != "-" for cell in row)  # a lone stroke is text


@examples
@given(FINDINGS)
def test_concise_is_a_line_a_finding(findings: list[Finding]) -> None:
    lines = rendered("concise", findings).split("\n")
    assert lines.pop() == ""
    assert not any(re.search(r"^\s*::|##\[", line) for line in lines)
    for line, finding in zip(lines, findings, strict=True):
        place, said = visible(str(finding.location)), visible(str(finding.message))
        if "::" not in place and "##[" not in place + said:
            assert line == f"{place}: {finding.severity} {finding.rule} {said}"


# ---- Markdown

PARSER = MarkdownIt("gfm-like", {"linkify": False, "html": True}).enable(["table", "strikethrough"])


@examples
@given(FINDINGS)
def test_markdown_is_a_table_with_its_columns(findings: list[Finding]) -> None:
    html = PARSER.render(rendered("md", findings))
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.S)
    assert len(rows) == (len(findings) + 1 if findings else 0)
    assert set(re.findall(r"</?([a-z]\w*)", html)) <= {"p", "table", "thead", "tbody", "tr", "th", "td", "br"}
    for row, finding in zip(rows[1:], findings, strict=True):
        cells = [unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)]
        assert len(cells) == 5
        assert cells[1:3] == [finding.severity, finding.rule]


@pytest.mark.parametrize("name", PLAIN)
def test_formats_for_people_speak_their_language(name: str) -> None:
    said = Message("fill in the value")
    report = FindingsReport((Finding("X-01", "x", Severity.ERROR, said, Location("a.csv", 2)),), (), None, {})
    indonesian = PLAIN[name](report, language("id"))
    assert "kesalahan" in indonesian
    assert str(said) not in indonesian
    assert str(said) in PLAIN[name](report, language("en"))


def test_text_is_coloured_on_demand_only() -> None:
    file = Input("a.csv", str, 1, lambda numbers: {2: "1,IV/x"})
    finding = Finding("X-01", "x", Severity.ERROR, Message("x"), Location("a.csv", 2, 3, 2, 7))
    report = FindingsReport((finding,), (file,), None, {})
    coloured = as_text(report, language("en"), painter(True))
    assert "\x1b" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == as_text(report, language("en"))
    assert "\n  2 | 1,IV/x\n    |   ^^^^\n" in as_text(report, language("en"))


# ---- collected strings that broke other programs

STRINGS = "blns-2.0.4"


@needed(STRINGS)
@pytest.mark.parametrize("name", [*PLAIN, *MACHINE])
def test_naughty_strings(name: str, tmp_path: Path) -> None:
    (file,) = (path for path in corpus(STRINGS) if path.endswith("blns.json"))
    strings = [text for text in json.loads(corpus(STRINGS)[file]) if text]
    findings = [finding for text in strings for finding in hostile(text)]
    text = rendered(name, findings)
    assert not CONTROL.search(text)
    counts = {
        "github": lambda: len(runner(text)),
        "junit": lambda: len(ElementTree.fromstring(text).findall(".//testcase")),
        "csv": lambda: len(list(csv.reader(io.StringIO(text)))) - 1,
        "md": lambda: PARSER.render(text).count("<tr>") - 1,
        "json": lambda: len(json.loads(text)["findings"]),
        "sarif": lambda: len(json.loads(text)["runs"][0]["results"]),
        "rdjson": lambda: len(json.loads(text)["diagnostics"]),
        "gitlab": lambda: len(json.loads(text)),
    }
    assert counts.get(name, lambda: len(text.splitlines()))() == len(findings)


@pytest.mark.parametrize(
    ("accepted", "old", "said"),
    [
        (0, 0, "Nothing to mend: no errors, no warnings"),
        (0, 4, "No new errors, no new warnings"),
        (4, 0, "No errors and no warnings but those that are accepted"),
        (1, 2, "No errors and no warnings but those that are known or accepted"),
    ],
)
@pytest.mark.parametrize("name", ["text", "md"])
def test_what_is_let_pass_is_not_called_clean(name: str, accepted: int, old: int, said: str) -> None:
    report = FindingsReport((), (), None, {}, accepted=accepted, old=old)
    english = language("en")
    text = PLAIN[name](report, english) if name in PLAIN else as_text(report, english)
    assert text.splitlines()[0] == said
