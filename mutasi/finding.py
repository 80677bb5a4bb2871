"""A fault in the data, at a place. Whole when made: nothing completes it later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from mutasi.message import Message

MOST_LISTED = 1_000
"""Findings of one rule that are listed one by one, for a file or a column of it; one more counts the rest."""


class Severity(StrEnum):
    """How grave a finding is; the order of the members is the order of gravity."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return tuple(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Location:
    """Where in a file. Lines and columns count from 1, columns in characters; 0 means the whole file.

    `path` is relative to the project root where there is one, and is written with ``/``. In a workbook `sheet` is the
    name of the sheet, and lines and columns are the numbers of its rows and columns.
    `end_column` is the column after the last character.
    """

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    sheet: str = ""

    @property
    def cell(self) -> str:
        """The place as spreadsheets write it, ``Sheet1!C5``; empty outside workbooks."""
        if not self.sheet or not self.line:
            return ""
        plain = self.sheet.isascii() and self.sheet.replace("_", "").isalnum() and not self.sheet[0].isdigit()
        sheet = self.sheet if plain else "'" + self.sheet.replace("'", "''") + "'"
        return f"{sheet}!{column_letters(self.column)}{self.line}"

    def __str__(self) -> str:
        if self.cell:
            return f"{self.path}:{self.cell}"
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


def column_letters(number: int) -> str:
    """The letters of a column of a spreadsheet by its number from 1: A, Z, AA; empty for 0."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


Shown = Callable[[Location], Location]
"""The place as it is shown to somebody who stands elsewhere than at the root of the project."""


def as_it_is(place: Location) -> Location:
    """The place with its path from the root of the project."""
    return place


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: which rule, where, why, on what basis, and what to write instead.

    `key` names what the record is about (a NIP, a unit id ...), `record` the record alone, with all parts of its key;
    `field` the column, `value` the text found.
    `related` are further places that belong to the same fault, e.g. the other row of a duplicate. `instead` is the text
    that could stand at the place, if a program can tell one; it is `certain` when nothing else can be meant.

    `extent` is how many cells or records are at fault where one finding speaks of several. `identity` is what tells the
    fault from others of its rule and file, where key, field and value do not. `is_rest` tells the finding that counts
    those of its rule that are not listed; `stands_for` is their number.
    """

    rule: str
    name: str
    severity: Severity
    message: Message
    location: Location
    table: str = ""
    key: str = ""
    field: str = ""
    value: str = ""
    basis: tuple[str, ...] = ()
    fix: Message | None = None
    related: tuple[Location, ...] = ()
    instead: str = ""
    certain: bool = False
    extent: int = 1
    identity: tuple[str, ...] = ()
    stands_for: int = 1
    is_rest: bool = False
    record: str = ""

    @property
    def fingerprint(self) -> str:
        """32 hex digits that stay the same when rows are inserted above, and differ when another value is at fault.

        Line, severity and extent are left out; all else is hashed, so that the fingerprint shows no NIP.
        """
        import hashlib  # slow to import, and only reports need it

        parts = (self.rule, self.location.path, *(self.identity or (self.key, self.field, self.value)))
        # a file name that is no UTF-8 holds half characters
        return hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass")).hexdigest()[:32]


def sort_findings(findings: list[Finding] | tuple[Finding, ...]) -> tuple[Finding, ...]:
    """By file, place, rule and message: the order in which findings are always shown. What only counts others of a file
    comes behind them.
    """
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[str, bool, str, int, int, str, str, str]:
    where = finding.location
    place = (where.path, finding.is_rest, where.sheet, where.line, where.column)
    return (*place, finding.rule, finding.key, str(finding.message))
