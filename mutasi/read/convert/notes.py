"""What a conversion has to tell: rows that were refused, and values that stay without a value.

Errors are rows that are not in the dataset. Everything else was taken, with what is said here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mutasi.finding import Finding, Location, Severity
from mutasi.message import Message
from mutasi.read.faults import FileRule
from mutasi.read.limits import FINDINGS_A_FILE

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

CONVERSION_RULES: tuple[FileRule, ...] = (
    FileRule("KONVERSI-01", "row-refused", _ERROR, Message("the row does not identify a record")),
    FileRule("KONVERSI-02", "contradicting-rows", _ERROR, Message("rows of one identifier contradict one another")),
    FileRule("KONVERSI-03", "repeated-row", _INFO, Message("the row repeats another one")),
    FileRule("KONVERSI-04", "unclear-date-order", _ERROR, Message("day and month cannot be told apart")),
    FileRule("KONVERSI-05", "impossible-date", _WARNING, Message("not a possible date")),
    FileRule("KONVERSI-06", "unknown-name-or-code", _WARNING, Message("the name or code is not known")),
    FileRule("KONVERSI-07", "name-against-code", _WARNING, Message("name and code mean different things")),
    FileRule("KONVERSI-08", "unusable-number", _WARNING, Message("not a number within its range")),
    FileRule("KONVERSI-09", "undecided-employment", _WARNING, Message("the kind of employment cannot be told")),
    FileRule("KONVERSI-10", "unit-not-in-tree", _WARNING, Message("the unit is not in the unit tree")),
    FileRule("KONVERSI-11", "orphan-unit", _WARNING, Message("the parent unit is not in the file")),
    FileRule("KONVERSI-12", "post-without-level", _WARNING, Message("the level of the post cannot be told")),
    FileRule("KONVERSI-13", "post-without-echelon", _WARNING, Message("the eselon of the post cannot be told")),
    FileRule("KONVERSI-14", "unidentified-post", _WARNING, Message("the post cannot be identified")),
    FileRule("KONVERSI-15", "differing-names", _WARNING, Message("one identifier has different names")),
    FileRule("KONVERSI-16", "titles-in-name", _INFO, Message("the name seems to hold titles")),
    FileRule("KONVERSI-17", "spreadsheet-error", _WARNING, Message("the cell holds an error of a spreadsheet")),
    FileRule("KONVERSI-18", "diploma-without-level", _WARNING, Message("the level of the diploma is not stated")),
    FileRule("KONVERSI-19", "works-elsewhere", _WARNING, Message("the person may work at another agency")),
    FileRule("KONVERSI-20", "separated-nip", _INFO, Message("separators in the NIP were removed")),
    FileRule("KONVERSI-21", "differing-echelon", _WARNING, Message("the sources do not agree on the eselon")),
    FileRule("KONVERSI-22", "several-structural-posts", _WARNING, Message("a unit has several structural posts")),
    FileRule("KONVERSI-40", "answer-without-record", _ERROR, Message("the web service gave no record")),
    FileRule("KONVERSI-41", "empty-answer", _INFO, Message("the web service gave an empty list")),
    FileRule("KONVERSI-42", "nested-value", _WARNING, Message("the cell holds a list or an object")),
    FileRule("KONVERSI-43", "differing-versions", _WARNING, Message("one record stands in the source in versions")),
    FileRule("KONVERSI-44", "nobody-in-dataset", _ERROR, Message("the person is not among the people")),
    FileRule("KONVERSI-45", "later-than-present-post", _WARNING, Message("the history goes beyond the present post")),
    FileRule("KONVERSI-46", "rank-by-history", _INFO, Message("the rank is taken from the history of ranks")),
    FileRule("KONVERSI-47", "differing-rank", _WARNING, Message("the sources do not agree on the rank")),
    FileRule("KONVERSI-48", "wrong-difference", _WARNING, Message("the difference is not that of filled and needed")),
    FileRule("KONVERSI-49", "wrong-sum", _INFO, Message("the sum is not that of the rows")),
    FileRule("KONVERSI-50", "superior-not-taken", _WARNING, Message("the superior of the post was not taken")),
    FileRule("KONVERSI-51", "unit-without-parent", _WARNING, Message("the parent of the unit cannot be told")),
    FileRule("KONVERSI-52", "match-of-no-use", _WARNING, Message("a name that the user matches is not matched")),
)
"""In the order of their codes."""

_BY_CODE = {rule.code: rule for rule in CONVERSION_RULES}
BLANK = Message("blank in the source")


def finding_of(
    code: str,
    message: Message,
    location: Location,
    *,
    table: str = "",
    key: str = "",
    header: str = "",
    value: str = "",
    fix: Message | None = None,
    related: tuple[Location, ...] = (),
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
        field=header,
        value=value,
        fix=fix,
        related=related,
    )


def summary_of(code: str) -> Message | None:
    """What the rule `code` says in a few words; None for rules that are not of conversion."""
    rule = _BY_CODE.get(code)
    return None if rule is None else rule.summary


PLACES = 5
"""Places that the account names of one kind of missing value."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A value that is not there: which column of the source, why, how often, and the first places."""

    header: str
    reason: Message
    count: int
    places: tuple[Location, ...]


@dataclass(slots=True)
class Notes:
    """Where the findings of one source are gathered, and the count of its missing values."""

    path: str
    findings: list[Finding] = field(default_factory=list)
    refused: dict[Message, int] = field(default_factory=dict)
    """Rows that were not taken, by reason."""
    unneeded: dict[Message, int] = field(default_factory=dict)
    """Rows that were understood and for which there is no place, by reason."""
    remarks: list[Message] = field(default_factory=list)
    """What the account tells of the source as a whole."""
    _missing: dict[tuple[str, Message], list[Location]] = field(default_factory=dict)

    def add(
        self,
        code: str,
        message: Message,
        location: Location,
        *,
        table: str = "",
        key: str = "",
        header: str = "",
        value: str = "",
        fix: Message | None = None,
        related: tuple[Location, ...] = (),
        missing: bool = False,
        rows: int = 1,
    ) -> None:
        """A finding of the rule `code`. `missing` tells that a value stays blank because of it; `rows` is how
        many rows an error refuses."""
        rule = _BY_CODE[code]
        self.findings.append(
            finding_of(code, message, location, table=table, key=key, header=header, value=value, fix=fix,
                       related=related)
        )  # fmt: skip
        if missing:
            self.miss(header, rule.summary, location)
        if rule.severity is Severity.ERROR:
            self.refused[rule.summary] = self.refused.get(rule.summary, 0) + rows

    def miss(self, header: str, reason: Message, location: Location) -> None:
        """A value that is not there, without a finding of its own."""
        self._missing.setdefault((header, reason), []).append(location)

    def find(self, header: str, location: Location) -> None:
        """A value that was missing there has come from elsewhere."""
        for (name, reason), places in list(self._missing.items()):
            if name == header and location in places:
                places.remove(location)
                if not places:
                    del self._missing[name, reason]

    def set_aside(self, reason: Message) -> None:
        """A row that was understood, and for which there is no place."""
        self.unneeded[reason] = self.unneeded.get(reason, 0) + 1

    def missing(self) -> Iterator[Missing]:
        """What is missing, in the order in which it was first met."""
        for (header, reason), places in self._missing.items():
            yield Missing(header, reason, len(places), tuple(places[:PLACES]))

    def bounded(self) -> tuple[Finding, ...]:
        """The findings; of a rule that fails everywhere the first ones and one that counts the rest."""
        return bounded(self.findings, self.path)


def bounded(findings: Iterable[Finding], path: str) -> tuple[Finding, ...]:
    """The findings of one source; of a rule that fails everywhere the first ones and one that counts the rest."""
    seen: Counter[str] = Counter()
    kept: list[Finding] = []
    for finding in findings:
        seen[finding.rule] += 1
        if seen[finding.rule] <= FINDINGS_A_FILE:
            kept.append(finding)
    kept += [_uncounted(_BY_CODE[code], n, path) for code, n in seen.items() if n > FINDINGS_A_FILE]
    return tuple(kept)


def _uncounted(rule: FileRule, count: int, path: str) -> Finding:
    more = Message("{count} more findings of {rule} in this file", count=count - FINDINGS_A_FILE, rule=rule.code)
    return Finding(rule.code, rule.name, rule.severity, more, Location(path))
