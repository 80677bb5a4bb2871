"""The text of a file cut into its records, so that some of them can be exchanged and all else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mutasi.model.table import Table
from mutasi.read.content import FileKind
from mutasi.read.places import CsvPositions
from mutasi.read.records import NEWLINE, raw_cells

_NEWLINE_FIRST = re.compile(r"\A(\r\n|\r|\n)")
_ITEM = re.compile(r"( *)- +")


@dataclass(frozen=True, slots=True)
class RecordText:
    """A record in whole lines, and the lines between it and the one above: blank ones and comments."""

    lead: str
    body: str


@dataclass(frozen=True, slots=True)
class Pieces:
    """A file in pieces: what stands before its records, these in the order of the rows, and what follows. `indent` is
    what stands before each record. In a list of JSON the commas belong to no record.
    """

    head: str
    records: tuple[RecordText, ...]
    tail: str
    indent: str = ""


@dataclass(frozen=True, slots=True)
class CsvHead:
    """What stands before the header, its cells as they are written, the name of each, and the sign between them."""

    before: str
    cells: tuple[str, ...]
    names: tuple[str, ...]
    separator: str


def pieces_of(text: str, table: Table, kind: FileKind) -> Pieces | None:
    """Decoded text in which that table was read without a fault; None when its records share lines."""
    lines = lines_of(text)
    first = table.positions.header().end_line if kind is FileKind.CSV else 0
    if not table.rows:
        return Pieces("".join(lines[:first]), (), "".join(lines[first:])) if kind is FileKind.CSV else None
    if kind is FileKind.JSON:
        return _json_pieces(text, table)
    if kind is not FileKind.YAML:
        return _cut(lines, [_span(row, table) for row in range(table.rows)], first)
    spans = [span for row in range(table.rows) if (span := _yaml_span(lines, row, table)) is not None]
    return _yaml_pieces(lines, spans) if len(spans) == table.rows else None


def csv_head(head: str, table: Table) -> CsvHead | None:
    """The header of CSV, which ends its head; None for other files."""
    places = table.positions
    if not isinstance(places, CsvPositions):
        return None
    start = len(head) - len("".join(lines_of(head)[places.head[0] - 1 :]))
    cells = raw_cells(places.head[1], places.separator)
    names = {number: name for name, number in places.columns.items()}
    return CsvHead(
        head[:start], tuple(cells), tuple(names.get(number, "") for number in range(len(cells))), places.separator
    )


def line_end(text: str) -> str:
    """The sign with which the lines of a text end: that of its first."""
    found = NEWLINE.search(text)
    return found.group() if found else "\n"


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends."""
    ends = [found.end() for found in NEWLINE.finditer(text)]
    starts = [0, *ends]
    return [text[start:end] for start, end in zip(starts, [*ends, len(text)], strict=True) if start < end]


def _span(row: int, table: Table) -> tuple[int, int]:
    """The lines of a record, from 0, the last one not included."""
    place = table.positions.locate(row)
    return place.line - 1, place.end_line


def _yaml_span(lines: Sequence[str], row: int, table: Table) -> tuple[int, int] | None:
    """The same in YAML: the line with the stroke, and all below that are further in."""
    place = table.positions.locate(row)
    start = place.line - 1
    stroke = _ITEM.fullmatch(lines[start][: place.column - 1])
    if stroke is None:
        return None
    depth, end = len(stroke.group(1)), start + 1
    for number in range(start + 1, len(lines)):
        bare = lines[number].strip()
        if bare and len(lines[number]) - len(lines[number].lstrip(" ")) <= depth:
            break
        end = number + 1 if bare else end
    return start, end


def _cut(lines: Sequence[str], spans: Sequence[tuple[int, int]], first: int, indent: str = "") -> Pieces | None:
    """None when two records share a line."""
    records, last = [], first
    for start, end in spans:
        if start < last:
            return None
        records.append(RecordText("".join(lines[last:start]), "".join(lines[start:end])))
        last = end
    return Pieces("".join(lines[:first]), tuple(records), "".join(lines[last:]), indent)


def _yaml_pieces(lines: Sequence[str], spans: Sequence[tuple[int, int]]) -> Pieces | None:
    """None when not all records are indented alike, or when there is something else between them than comments."""
    stroke = _ITEM.match(lines[spans[0][0]])
    assert stroke is not None
    indent = stroke.group(1)
    found = _cut(lines, spans, _first_lead(lines, spans[0][0]), indent)
    if found is None or not all(record.body.startswith(f"{indent}- ") for record in found.records):
        return None
    between = [line for record in found.records for line in lines_of(record.lead)]
    return None if any(line.strip() and not line.lstrip().startswith("#") for line in between) else found


def _first_lead(lines: Sequence[str], start: int) -> int:
    """Where the comments begin that stand right above the first record and below the name of the table."""
    first = start
    while first > 0 and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    return first if first > 0 else start


def _json_pieces(text: str, table: Table) -> Pieces:
    """A list of JSON, its records without the commas and blanks between them."""
    starts = [0, *(found.end() for found in NEWLINE.finditer(text))]
    places = [table.positions.locate(row) for row in range(table.rows)]
    spans = [
        (starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1)
        for place in places
    ]
    head = text[: spans[0][0]].rstrip(" \t")
    tail = text[spans[-1][1] :].lstrip(" \t")
    is_below = head.endswith(("\n", "\r"))
    indent = text[len(head) : spans[0][0]] if is_below else ""
    records = tuple(RecordText("", text[start:end]) for start, end in spans)
    return Pieces(head if is_below else head + line_end(text), records, _NEWLINE_FIRST.sub("", tail), indent)
