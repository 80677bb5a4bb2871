"""Answers of the SIASN web service as a grid: a row for each record, whatever envelopes they stand in.

An envelope is ``{"code": 1, "data": ..., "message": ...}``. Its data are a record, a list of records, or either of
them once more as a text of JSON. Files hold one envelope, a list of them, or records without any.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.dialect import UNTOLD, Dialect
from mutasi.read import limits
from mutasi.read.content import FileKind, kind_of
from mutasi.read.convert.notes import bounded, finding_of
from mutasi.read.faults import fault
from mutasi.read.grid import Grid
from mutasi.read.json import parse_json, read_json, read_json_lines
from mutasi.read.layouts import name_key
from mutasi.read.nodes import Entry, Mapping, Node, Scalar, Sequence, key_place, place, without_garbage_collection
from mutasi.read.source import Source

_CODE, _DATA, _MESSAGE = "code", "data", "message"
_FAILED = "0"

Header = tuple[str, int]
"""A column: the `name_key` of its keys, and which of the keys that are alike in a record it is, from 0."""


@dataclass(frozen=True, slots=True)
class _Record:
    """A record; `outside` is the text of JSON in which it stands, if it does: its places are those of the text."""

    entries: dict[Header, tuple[str, Entry]]
    node: Mapping
    outside: Scalar | None


@dataclass(frozen=True, slots=True)
class _RecordPlaces:
    """Places of the cells of records. Row 0 are the keys, each where it first stands."""

    path: str
    headers: list[Header]
    first: dict[Header, _Record]
    records: list[_Record]

    def cell(self, row: int, column: int | None = None) -> Location:
        header = None if column is None else self.headers[column]
        record = self.records[row - 1] if row else self.first[header or self.headers[0]]
        found = record.entries.get(header) if header is not None else None
        if record.outside is not None:
            return place(record.outside, self.path)
        if found is None:
            return place(record.node, self.path)
        return place(found[1].value, self.path) if row else key_place(found[1], self.path)


def is_service_file(source: Source) -> bool:
    """Whether a file holds JSON."""
    return kind_of(source) in (FileKind.JSON, FileKind.JSON_LINES)


def service_grid(source: Source, dialect: Dialect = UNTOLD) -> tuple[Grid | None, tuple[Finding, ...]]:
    """The records in a file as a grid whose first row are their keys, or None when it holds none.

    The findings tell why, and which answers hold no record.
    """
    with without_garbage_collection():
        return _read(source, dialect)


def _read(source: Source, dialect: Dialect) -> tuple[Grid | None, tuple[Finding, ...]]:
    read = read_json_lines if kind_of(source) is FileKind.JSON_LINES else read_json
    root, findings = read(source, dialect.encoding)
    if root is None:
        return None, findings
    answers = _Answers(source.path)
    answers.take(root, None)
    grid = None
    if answers.records:
        grid = _grid(answers)
    return grid, bounded(answers.findings, source.path)


@dataclass(slots=True)
class _Answers:
    """The records that are found, and what stands in their place."""

    path: str
    records: list[_Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def take(self, node: Node, outside: Scalar | None) -> None:
        """Takes what a node holds; `outside` is the text of JSON in which it stands, if it does."""
        if isinstance(node, Sequence):
            if not node.items:
                self._tell("KONVERSI-41", outside or node, Message("the answer is an empty list"))
            for item in node.items:
                self.take(item, outside)
        elif isinstance(node, Scalar):
            message = Message("a single value stands where a record is expected: {value}", value=node.text)
            self._tell("KONVERSI-40", outside or node, message, node.text)
        elif _DATA in node.entries or _MESSAGE in node.entries:
            self._open(node, outside)
        elif any(isinstance(entry.value, Scalar) and entry.value.text for entry in node.entries.values()):
            self.records.append(_Record(dict(_by_header(node)), node, outside))
        else:
            self._tell("KONVERSI-40", outside or node, Message("the answer holds no record"))

    def _open(self, envelope: Mapping, outside: Scalar | None) -> None:
        code, data, message = (_under(envelope, key) for key in (_CODE, _DATA, _MESSAGE))
        if data is None or (isinstance(data, Scalar) and not data.text):
            self._refuse(envelope, outside, message)
        elif isinstance(code, Scalar) and code.text == _FAILED:
            self._refuse(envelope, outside, data if isinstance(data, Scalar) else message)
        elif not isinstance(data, Scalar):
            self.take(data, outside)
        elif outside is None and data.text.lstrip().startswith(("{", "[")):
            self._decode(data)
        else:
            self._refuse(envelope, outside, data)

    def _decode(self, text: Scalar) -> None:
        node, findings = parse_json(text.text, self.path)
        if node is not None:
            self.take(node, text)
            return
        message = Message("the answer holds a text that cannot be read as JSON: {reason}", reason=findings[0].message)
        self._tell("KONVERSI-40", text, message)

    def _refuse(self, envelope: Mapping, outside: Scalar | None, said: Node | None) -> None:
        text = said.text if isinstance(said, Scalar) else ""
        message = Message("the answer holds no record")
        if text:
            message = Message("the answer holds no record; it says: {said}", said=text)
        self._tell("KONVERSI-40", outside or envelope, message, text)

    def _tell(self, code: str, node: Node, message: Message, value: str = "") -> None:
        self.findings.append(finding_of(code, message, place(node, self.path), value=value))


def _under(envelope: Mapping, key: str) -> Node | None:
    entry = envelope.entries.get(key)
    return None if entry is None else entry.value


def _by_header(node: Mapping) -> Iterator[tuple[Header, tuple[str, Entry]]]:
    """The entries of a record by column; keys that are alike become several columns."""
    alike: Counter[str] = Counter()
    for name, entry in node.entries.items():
        key = _key(name)
        yield (key, alike[key]), (name, entry)
        alike[key] += 1


@lru_cache(maxsize=limits.COLUMNS)
def _key(name: str) -> str:
    """The `name_key` of a name that all records repeat."""
    return name_key(name)


# ---- the grid


def _grid(answers: _Answers) -> Grid | None:
    first: dict[Header, _Record] = {}
    for record in answers.records:
        for header in record.entries:
            first.setdefault(header, record)
    headers = list(first)
    if len(headers) > limits.COLUMNS or len(headers) * len(answers.records) > limits.SHEET_CELLS:
        message = Message("the records have {count} different keys; at most {limit} can be read",
                          count=len(headers), limit=limits.COLUMNS)  # fmt: skip
        answers.findings.append(fault("BERKAS-15", message, Location(answers.path)))
        return None
    names = [record.entries[header][0] for header, record in first.items()]
    rows = [names, *([_text(record, header) for header in headers] for record in answers.records)]
    nested = frozenset(
        (row, column)
        for row, record in enumerate(answers.records, start=1)
        for column, header in enumerate(headers)
        if header in record.entries and not isinstance(record.entries[header][1].value, Scalar)
    )
    places = _RecordPlaces(answers.path, headers, first, answers.records)
    return Grid(answers.path, "", rows, places, nested=nested, header_row=0)


def _text(record: _Record, header: Header) -> str:
    """The text of a cell, empty for a list or an object."""
    found = record.entries.get(header)
    return found[1].value.text if found is not None and isinstance(found[1].value, Scalar) else ""
