"""A table from YAML or JSON: a list of records, or one key that names the table and holds that list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.table import LIST_SEPARATOR
from mutasi.model.tables import Kind, TableDeclaration
from mutasi.read.cells import TextTable, cell_findings, no_records, stripped
from mutasi.read.characters import BLANKS
from mutasi.read.faults import bounded, fault
from mutasi.read.header import column_name, header_findings
from mutasi.read.near import near
from mutasi.read.nodes import Entry, Mapping, Node, Scalar, Sequence, key_place, place
from mutasi.read.source import Source
from mutasi.read.yaml import read_yaml

PAIR_SIGN = "="


class _Cell(NamedTuple):
    text: str
    entry: Entry


class NodeRecord(NamedTuple):
    """A record and its cells by the name of the column."""

    node: Mapping
    cells: dict[str, _Cell]


@dataclass(frozen=True, slots=True)
class NodePositions:
    """Places in a file, from its nodes."""

    path: str
    root: Sequence
    records: tuple[NodeRecord, ...]

    def locate(self, row: int, column: str | None = None) -> Location:
        record = self.records[row]
        cell = None if column is None else record.cells.get(column)
        return place(record.node if cell is None else cell.entry.value, self.path)

    def key(self, row: int, column: str) -> Location | None:
        cell = self.records[row].cells.get(column)
        return None if cell is None else key_place(cell.entry, self.path)

    def header(self, column: str | None = None) -> Location:
        """The first key of that name; without one, the place where the records begin."""
        for record in self.records:
            if column in record.cells:
                return key_place(record.cells[column].entry, self.path)
        start = place(self.root, self.path)
        return Location(self.path, start.line, start.column)


NodeReader = Callable[[Source, str], tuple[Node | None, tuple[Finding, ...]]]
"""What makes a node of a file and its declared encoding: `read_yaml`, `read_json` or `read_json_lines`."""


def read_node_table(
    source: Source, declaration: TableDeclaration, read: NodeReader = read_yaml, encoding: str = ""
) -> tuple[TextTable | None, tuple[Finding, ...]]:
    """The text of a table in nodes and what is wrong with it; None when it cannot be read as a table.

    A list of texts in a LIST column becomes ``a; b``, a mapping in a PAIRS column ``k=v; k2=v2``. A record
    with another nested value is left out and reported.
    """
    root, findings = read(source, encoding)
    if root is None:
        return None, findings
    entity = declaration.entity
    items = _items(root, source.path, declaration, f"- {entity}: " if read is read_yaml else f'{{"{entity}": ')
    if isinstance(items, Finding):
        return None, (items,)
    results = [_record(item, source.path, declaration) for item in items.items]
    records = [result for result in results if isinstance(result, NodeRecord)]
    faults = [finding for result in results if isinstance(result, list) for finding in result]
    names = tuple(dict.fromkeys(name for record in records for name in record.cells))
    positions = NodePositions(source.path, items, tuple(records))
    text = TextTable(_frame(records, names), positions)
    faults += header_findings(names, lambda number: positions.header(names[number]), declaration.name)
    if not items.items:
        faults.append(no_records(source.path, declaration.name, columns=False))
    faults += cell_findings(text, declaration.name, declaration.entity)
    return text, (*findings, *bounded(faults, source.path))


def _items(root: Node, path: str, declaration: TableDeclaration, start: str) -> Sequence | Finding:
    """The list of records, or why there is none. `start` is how a record begins in that form of file."""
    if isinstance(root, Sequence):
        return root
    where, name = place(root, path), declaration.name
    fix = Message("write the records as a list, each beginning with '{start}'", start=start)
    if isinstance(root, Scalar):
        message = Message("the content is a single text, neither a list nor a mapping")
        return fault("BERKAS-14", message, where, table=name, fix=fix)
    other = next((key for key in root.entries if key != name), None)
    if other is not None:
        message = Message("the key '{key}' is not expected here, only '{table}'", key=other, table=name)
        where = key_place(root.entries[other], path)
        is_list = isinstance(root.entries[other].value, Sequence)
        is_meant = is_list and name not in root.entries and near(other, (name,))
        fix = Message("rename it to '{near}'", near=name) if is_meant else fix
        return fault("BERKAS-14", message, where, table=name, field=other, fix=fix)
    value = root.entries[name].value if root.entries else root
    if isinstance(value, Sequence):
        return value
    if isinstance(value, Scalar) and value.is_blank:
        return Sequence([], value.line, value.column, value.end_line, value.end_column)
    message = Message("the key '{table}' does not hold a list of records", table=name)
    return fault("BERKAS-14", message, place(value, path), table=name, fix=fix)


def _record(item: Node, path: str, declaration: TableDeclaration) -> NodeRecord | list[Finding]:
    """One record, or everything that is wrong with it."""
    table = declaration.name
    if not isinstance(item, Mapping):
        message = Message("the record is not a mapping of columns to values; it is left out")
        return [fault("BERKAS-14", message, place(item, path), table=table)]
    cells: dict[str, _Cell] = {}
    findings = []
    key = _key(item, declaration)
    for key_text, entry in item.entries.items():
        name = column_name(key_text)
        text = _text(entry.value, _kind(name, declaration))
        if isinstance(text, Message):
            where = place(entry.value, path)
            findings.append(fault("BERKAS-14", text, where, table=table, key=key, field=name))
        elif not name and text:
            message = Message("a value stands under an empty key; the record is left out")
            findings.append(fault("KOLOM-02", message, key_place(entry, path), table=table, key=key))
        elif name in cells:
            findings.append(_twice(name, entry, cells[name].entry, path, table, key))
        elif name:
            cells[name] = _Cell(text, entry)
    return findings or NodeRecord(item, cells)


def _key(item: Mapping, declaration: TableDeclaration) -> str:
    entry = item.entries.get(declaration.entity)
    return entry.value.text if entry is not None and isinstance(entry.value, Scalar) else ""


def _twice(name: str, second: Entry, first: Entry, path: str, table: str, key: str) -> Finding:
    message = Message("the column '{name}' is written twice in this record", name=name)
    related = (key_place(first, path),)
    where = key_place(second, path)
    return fault("BERKAS-10", message, where, table=table, key=key, field=name, related=related)


def _kind(name: str, declaration: TableDeclaration) -> Kind | None:
    """The kind of a column; None for one that is not declared."""
    return next((column.kind for column in declaration.columns if column.name == name), None)


def _text(value: Node, kind: Kind | None) -> str | Message:
    """The text of a cell, or why it has none."""
    if isinstance(value, Scalar):
        return "" if value.is_blank else value.text.rstrip("\r\n")
    if isinstance(value, Sequence):
        if kind not in (Kind.LIST, None):
            return Message("the value is a list where a single text is expected; the record is left out")
        return _joined([("", item) for item in value.items], LIST_SEPARATOR)
    if kind not in (Kind.PAIRS, None):
        return Message("the value is a mapping where text is expected; the record is left out")
    pairs = [(key, entry.value) for key, entry in value.entries.items()]
    return _joined(pairs, LIST_SEPARATOR + PAIR_SIGN)


def _joined(items: list[tuple[str, Node]], reserved: str) -> str | Message:
    """``a; b``, or ``k=v; k2=v2`` for items with keys, from texts that hold none of the reserved signs."""
    texts = []
    for key, value in items:
        if not isinstance(value, Scalar):
            return Message("the value is nested too deeply; the record is left out")
        for text in (key, value.text):
            if any(sign in text for sign in reserved):
                signs = tuple(reserved)
                return Message("'{item}' may not hold any of {signs}; the record is left out", item=text, signs=signs)
        text = "" if value.is_blank else value.text.strip(BLANKS)
        texts.append(f"{key.strip(BLANKS)}{PAIR_SIGN}{text}" if key else text)
    return f"{LIST_SEPARATOR} ".join(text for text in texts if text)


def _frame(records: list[NodeRecord], names: tuple[str, ...]) -> pl.DataFrame:
    columns = (
        pl.Series(name, [record.cells[name].text if name in record.cells else "" for record in records], pl.String)
        for name in names
    )
    return stripped(pl.DataFrame(list(columns)))
