"""The rules that hold for files themselves, and for the form in which values are written.

The columns and values of a table that could be read are judged elsewhere (`rules`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mutasi.finding import Finding, Location, Severity
from mutasi.message import Message
from mutasi.read.limits import FINDINGS_A_FILE


@dataclass(frozen=True, slots=True)
class FileRule:
    """What a file may not be. `summary` says it in a few words, for lists of rules."""

    code: str
    name: str
    severity: Severity
    summary: Message


_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

FILE_RULES: tuple[FileRule, ...] = (
    FileRule("BERKAS-01", "empty-file", _ERROR, Message("the file is empty")),
    FileRule("BERKAS-02", "no-records", _WARNING, Message("the file names columns but holds no record")),
    FileRule("BERKAS-03", "not-utf-8", _ERROR, Message("the file is not UTF-8 text")),
    FileRule("BERKAS-04", "unclosed-quote", _ERROR, Message("a quote is opened and never closed")),
    FileRule("BERKAS-05", "ragged-row", _ERROR, Message("a row has more or fewer cells than the header")),
    FileRule("BERKAS-06", "unclear-separator", _ERROR, Message("the separator of the cells is not clear")),
    FileRule("BERKAS-07", "control-character", _ERROR, Message("a cell holds an invisible character")),
    FileRule("BERKAS-08", "text-after-quote", _ERROR, Message("text follows a closing quote")),
    FileRule("BERKAS-09", "yaml-syntax", _ERROR, Message("the file is not valid YAML")),
    FileRule("BERKAS-10", "duplicate-key", _ERROR, Message("a key is written twice")),
    FileRule("BERKAS-11", "yaml-anchor", _ERROR, Message("a YAML anchor, alias or merge key is used")),
    FileRule("BERKAS-12", "yaml-tag", _ERROR, Message("a YAML tag is used")),
    FileRule("BERKAS-13", "second-document", _ERROR, Message("the file holds a second YAML document")),
    FileRule("BERKAS-14", "wrong-shape", _ERROR, Message("the content does not have the shape of a table")),
    FileRule("BERKAS-15", "limit-exceeded", _ERROR, Message("the content is larger than a limit")),
    FileRule("BERKAS-16", "two-files-for-one-table", _ERROR, Message("two files stand for the same table")),
    FileRule("BERKAS-17", "blank-rows", _INFO, Message("blank rows are skipped")),
    FileRule("BERKAS-18", "no-people", _ERROR, Message("the table pegawai is absent")),
    FileRule("BERKAS-19", "unknown-file", _WARNING, Message("a data file stands for no table")),
    FileRule("BERKAS-20", "sheet-not-read", _INFO, Message("a sheet is not read")),
    FileRule("BERKAS-21", "json-syntax", _ERROR, Message("the file is not valid JSON")),
    FileRule("BERKAS-22", "formula-cell", _ERROR, Message("a cell holds a formula instead of a value")),
    FileRule("BERKAS-23", "hidden-rows-or-columns", _INFO, Message("rows or columns that the workbook hides are read")),
    FileRule("BERKAS-24", "one-sheet-of-several", _WARNING, Message("the first of several sheets is read")),
    FileRule("BERKAS-25", "no-such-sheet", _ERROR, Message("the sheet that was asked for is not there")),
    FileRule("BERKAS-26", "merged-records", _ERROR, Message("a merged cell stands for cells of several records")),
    FileRule("BERKAS-27", "absent-table", _INFO, Message("a table is absent that some rules read")),
    FileRule("BERKAS-28", "title-above-header", _ERROR, Message("the first row is a title and not the header")),
    FileRule("BERKAS-29", "no-header", _ERROR, Message("the header is missing: the first row is a record")),
    FileRule("BERKAS-30", "git-conflict", _ERROR, Message("a git conflict is not resolved")),
    FileRule("BERKAS-31", "git-lfs-pointer", _ERROR, Message("the file is a pointer of git-lfs and not the data")),
    FileRule("KOLOM-01", "duplicate-column", _ERROR, Message("a column is named twice")),
    FileRule("KOLOM-02", "unnamed-column", _ERROR, Message("a column with values has no name")),
    FileRule("KOLOM-11", "columns-exchanged", _ERROR, Message("two names of columns are exchanged")),
    FileRule("NILAI-01", "nip-with-separators", _INFO, Message("NIP are read without the signs around their digits")),
    FileRule("NILAI-02", "code-spelling", _INFO, Message("codes are read in the spelling of their list")),
    FileRule("NILAI-03", "date-form", _INFO, Message("dates are read as year-month-day")),
    FileRule("NILAI-04", "number-form", _INFO, Message("numbers are read with a decimal point and without grouping")),
    FileRule(
        "NILAI-05", "text-form", _INFO, Message("texts are read without no-break spaces and in one form of Unicode")
    ),
    FileRule("NILAI-06", "no-value", _INFO, Message("cells with a text for 'no value' are read as blank")),
    FileRule("NILAI-07", "impossible-year", _WARNING, Message("a date whose year cannot be is read as missing")),
    FileRule("NILAI-08", "unclear-order-of-dates", _ERROR, Message("day and month cannot be told apart in the file")),
    FileRule("NILAI-09", "uncertain-date", _ERROR, Message("a date has no certain century, or may be a number")),
    FileRule("NILAI-10", "unclear-decimal-sign", _ERROR, Message("a number means different things by comma and point")),
    FileRule("NILAI-11", "shifted-row", _ERROR, Message("the cells of a row stand in wrong columns")),
    FileRule("NILAI-12", "nip-cut-by-template", _ERROR, Message("a NIP of 17 digits whose eighth a template has cut")),
    FileRule("NILAI-13", "date-against-its-file", _WARNING, Message("a birth date is written unlike the other dates")),
    FileRule("NILAI-14", "row-of-totals", _ERROR, Message("a row is no record but a total")),
    FileRule("KEBIJAKAN-01", "malformed-policy", _ERROR, Message("mutasi.yaml has an unknown or malformed key")),
    FileRule("LEMBAR-01", "malformed-sheet", _ERROR, Message("a decision sheet has an unknown or malformed key")),
    FileRule("PENGECUALIAN-01", "acceptance-needless", _WARNING, Message("an acceptance is for nothing that is found")),
    FileRule("PENGECUALIAN-02", "acceptance-expired", _WARNING, Message("an acceptance has expired")),
    FileRule(
        "PENGECUALIAN-03", "acceptance-unacceptable", _ERROR, Message("an acceptance is for what cannot be accepted")
    ),
    FileRule(
        "PENGECUALIAN-04", "malformed-acceptance", _WARNING, Message("an acceptance of a finding accepts nothing")
    ),
    FileRule(
        "PENGECUALIAN-05",
        "acceptance-aimless",
        _WARNING,
        Message("an exception is from a condition, or for somebody or a vacancy that the data does not have"),
    ),
    FileRule("PENGECUALIAN-06", "acceptance-too-wide", _WARNING, Message("an acceptance is for more than one record")),
    FileRule("TATA-01", "malformed-layout", _ERROR, Message("a layout file has an unknown or malformed key")),
    FileRule("TATA-02", "malformed-matches", _ERROR, Message("a file of matches has an unknown or malformed key")),
    FileRule("TEMUAN-01", "mended-finding-known", _ERROR, Message("the file of old findings knows one that is mended")),
    FileRule("KRITERIA-02", "unusable-weight", _ERROR, Message("a weight is negative, zero or not a number")),
)
"""In the order of their codes. KOLOM, KEBIJAKAN and KRITERIA hold further rules that are not about files."""

_BY_CODE = {rule.code: rule for rule in FILE_RULES}


def fault(
    code: str,
    message: Message,
    location: Location,
    *,
    table: str = "",
    key: str = "",
    field: str = "",
    value: str = "",
    fix: Message | None = None,
    related: tuple[Location, ...] = (),
    extent: int = 1,
    identity: tuple[str, ...] = (),
    record: str = "",
) -> Finding:
    """A finding of the rule `code`; KeyError when there is no such rule."""
    rule = _BY_CODE[code]
    return Finding(
        rule=rule.code,
        name=rule.name,
        severity=rule.severity,
        message=message,
        location=location,
        table=table,
        key=key,
        field=field,
        value=value,
        fix=fix,
        related=related,
        extent=extent,
        identity=identity,
        record=record,
    )


def bounded(findings: Iterable[Finding], path: str) -> tuple[Finding, ...]:
    """The findings of one file; of a rule that fails everywhere the first ones and one that counts the rest."""
    kept: list[Finding] = []
    seen: dict[str, int] = {}
    for finding in findings:
        seen[finding.rule] = seen.get(finding.rule, 0) + 1
        if seen[finding.rule] <= FINDINGS_A_FILE:
            kept.append(finding)
    kept += (more_findings(code, count, path) for code, count in seen.items() if count > FINDINGS_A_FILE)
    return tuple(kept)


def more_findings(code: str, count: int, path: str) -> Finding:
    """Tells of the findings of a rule that are not listed, when there are `count` of it in a file."""
    more = Message("{count} more findings of {rule} in this file", count=count - FINDINGS_A_FILE, rule=code)
    count -= FINDINGS_A_FILE
    fix = Message("mend those that are listed, then check again")
    return replace(fault(code, more, Location(path), fix=fix, extent=count), stands_for=count, is_rest=True)
