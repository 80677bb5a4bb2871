"""The separator of a CSV file, from evidence that leaves no doubt, and its header."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.read.faults import fault
from mutasi.read.records import NEWLINE, Record, read_record, records
from mutasi.read.source import Source

SEPARATORS = (",", ";", "\t", "|")
_DECLARED = re.compile(r'"?sep=(.)"?[ ,;\t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_BLANK_LINE = re.compile("[ \t\u00a0,;|]*(?:\r\n|\r|\n)")
_HEAD_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Head:
    """The separator, the header, and where the records begin.

    `text` is the header without line end and `line` its line; `first` is the index of the byte after it
    and `first_line` the line of that byte. `blank` counts the blank rows above the header.
    """

    separator: str
    record: Record
    text: str
    line: int
    first: int
    first_line: int
    blank: int


def find_head(source: Source, table: str = "", separator: str = "") -> tuple[Head | None, tuple[Finding, ...]]:
    """The separator and header of decoded, not blank CSV, or None and why the separator is not clear.

    A separator is taken when the user declares it as `separator`, when the first line does (``sep=;``), when it is the
    only one in the header, or when it is the only one that gives every record as many cells as the header.
    """
    text = source.data[:_HEAD_BYTES].decode(errors="ignore")
    head = _find(text, source, separator)
    if head is None or (head.record.next >= len(text) and len(source.data) > _HEAD_BYTES):
        head = _find(source.text, source, separator)
    if head is not None and head.separator in SEPARATORS:
        return head, ()
    return None, (unclear_separator(source.path, table),)


def find_certain_head(source: Source, separator: str = "") -> Head | None:
    """The separator and header from the beginning of decoded CSV; None where more of it has to be looked at."""
    text = source.text
    start, _, declared = _beginning(text)
    if not (separator or declared) and len(_candidates(text, start)) != 1:
        return None
    head = _find(text, source, separator)
    return head if head is not None and head.separator in SEPARATORS and head.record.next < len(text) else None


def first_line_of(source: Source) -> int:
    """The first line that is neither blank nor a declaration of the separator."""
    text = source.text
    return 1 + len(NEWLINE.findall(text, 0, _beginning(text)[0]))


def unclear_separator(path: str, table: str = "") -> Finding:
    """The finding for a file of which nothing tells the separator."""
    message = Message(
        "the separator of the cells is not clear: more than one is possible, and none fits every row alone"
    )
    fix = Message("write sep=; (or sep=, or a tab) as the first line")
    return fault("BERKAS-06", message, Location(path, 1, 1), table=table, fix=fix)


def declared_separator(text: str) -> tuple[int, str | None]:
    """Where the text goes on after a first line ``sep=;``, and the separator; 0 and None without one."""
    declared = _DECLARED.match(text)
    return (declared.end(), declared.group(1)) if declared else (0, None)


def _find(text: str, source: Source, said: str) -> Head | None:
    start, blank, separator = _beginning(text)
    separator = said or separator
    if separator is None:
        candidates = _candidates(text, start)
        if len(candidates) > 1:
            candidates = tuple(one for one in candidates if _is_even(source.text, start, one))
        if len(candidates) != 1:
            return None
        separator = candidates[0]
    record = read_record(text, start, separator)
    line = 1 + len(NEWLINE.findall(text, 0, start))
    return Head(
        separator=separator,
        record=record,
        text=text[start : record.end],
        line=line,
        first=len(text[: record.next].encode()),
        first_line=line + len(NEWLINE.findall(text, start, record.next)),
        blank=blank,
    )


def _beginning(text: str) -> tuple[int, int, str | None]:
    """Where the header begins, the blank rows above it, and the declared separator."""
    start, separator = declared_separator(text)
    blank = 0
    while line := _BLANK_LINE.match(text, start):
        start, blank = line.end(), blank + 1
    return start, blank, separator


def _candidates(text: str, start: int) -> tuple[str, ...]:
    """The separators that the header holds; those that fit its quotes, if some do. Comma when there is none."""
    heads = {separator: read_record(text, start, separator) for separator in SEPARATORS}
    present = [separator for separator, record in heads.items() if len(record.cells) > 1]
    sound = [separator for separator in present if heads[separator].bad_quote is None]
    return tuple(sound or present or SEPARATORS[:1])


def _is_even(text: str, start: int, separator: str) -> bool:
    """Whether every record has as many cells as the first one."""
    widths = {
        0 if record.bad_quote else len(record.cells)
        for record in records(text, start, separator)
        if not record.is_blank
    }
    return len(widths) == 1 and 0 not in widths
