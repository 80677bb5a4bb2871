"""Single records as a file of some kind holds them, beside others that stay as they are written."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from mutasi.model.table import Table
from mutasi.model.tables import TableDeclaration
from mutasi.read.content import FileKind
from mutasi.read.record_text import CsvHead, Pieces, csv_head
from mutasi.read.records import raw_cells
from mutasi.render.order import ordered
from mutasi.render.table_files import as_records
from mutasi.render.yaml_text import item_text, item_with

Row = Mapping[str, str]
_LINE_ENDS = re.compile(r"\r\n|\r|\n")


class RecordWriter(Protocol):
    """What writes the records of one file, in lines that end as its own do; of a list of JSON without commas."""

    @property
    def head(self) -> str:
        """What stands before the records."""
        ...

    @property
    def keeps(self) -> bool:
        """Whether a record that does not change may stay as it is written."""
        ...

    def fresh(self, row: Row) -> str:
        """A record that the file does not have."""
        ...

    def changed(self, body: str, changes: Mapping[str, str]) -> str:
        """A record of the file with other texts in some columns, the empty one for none."""
        ...


def writer_of(kind: FileKind, pieces: Pieces, table: Table, columns: Sequence[str], end: str) -> RecordWriter:
    """The writer of a file that is to have these columns and line ends."""
    head = csv_head(pieces.head, table)
    if head is not None:
        return _csv_writer(head, pieces, columns, end)
    if kind is FileKind.YAML:
        return _YamlWriter(_ended(pieces.head, end), table.declaration, pieces.indent, end)
    return _JsonWriter(pieces.head, table.declaration, pieces.indent, end, _inner_indent(pieces))


def _ended(text: str, end: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else text + end


# ---- CSV


@dataclass(frozen=True, slots=True)
class _CsvWriter:
    """`plan` gives each column of the result: its number in the file and its name, None for a new one."""

    head: str
    keeps: bool
    plan: tuple[tuple[int | None, str], ...]
    separator: str
    end: str
    quotes_all: bool

    def fresh(self, row: Row) -> str:
        return self._line([self._cell(row.get(name, "")) for _, name in self.plan])

    def changed(self, body: str, changes: Mapping[str, str]) -> str:
        cells = raw_cells(body.rstrip("\r\n"), self.separator)
        return self._line(
            [
                self._cell(changes.get(name, "")) if number is None or name in changes else cells[number]
                for number, name in self.plan
            ]
        )

    def _line(self, cells: Sequence[str]) -> str:
        return self.separator.join(cells) + self.end

    def _cell(self, text: str) -> str:
        if not text:
            return ""
        buffer = io.StringIO()
        writer = csv.writer(buffer, delimiter=self.separator, lineterminator="", quoting=csv.QUOTE_MINIMAL)
        writer.writerow([text])
        made = buffer.getvalue()
        return f'"{made}"' if self.quotes_all and not made.startswith('"') else made


def _csv_writer(head: CsvHead, pieces: Pieces, columns: Sequence[str], end: str) -> _CsvWriter:
    plan: list[tuple[int | None, str]] = [
        (number, name) for number, name in enumerate(head.names) if not name or name in columns
    ]
    for place, name in enumerate(columns):
        if name not in head.names:
            names = [other for _, other in plan]
            before = [names.index(other) for other in columns[:place] if other in names]
            plan.insert(before[-1] + 1 if before else 0, (None, name))
    first = raw_cells(pieces.records[0].body.rstrip("\r\n"), head.separator) if pieces.records else head.cells
    quotes_all = all(cell.lstrip().startswith('"') for cell in first if cell.strip())
    writer = _CsvWriter(
        "", [number for number, _ in plan] == list(range(len(head.cells))), tuple(plan), head.separator, end, quotes_all
    )
    names_line = [writer._cell(name) if number is None else head.cells[number] for number, name in plan]
    return _CsvWriter(
        head.before + writer._line(names_line), writer.keeps, writer.plan, head.separator, end, quotes_all
    )


# ---- YAML and JSON


def _object(row: Row, table: TableDeclaration) -> dict[str, object]:
    frame = pl.DataFrame({name: [text] for name, text in row.items() if text})
    return next(as_records(ordered(frame, table), table), {})


def _changed_values(changes: Mapping[str, str], table: TableDeclaration) -> dict[str, object]:
    values = _object(changes, table)
    return {name: values.get(name) for name in changes}


@dataclass(frozen=True, slots=True)
class _YamlWriter:
    head: str
    table: TableDeclaration
    indent: str
    end: str
    keeps: bool = True

    def fresh(self, row: Row) -> str:
        return self._moved_in(item_text(_object(row, self.table), self.table))

    def changed(self, body: str, changes: Mapping[str, str]) -> str:
        lines = _LINE_ENDS.sub("\n", body).split("\n")
        text = "\n".join(line.removeprefix(self.indent) for line in lines)
        return self._moved_in(item_with(text, _changed_values(changes, self.table), self.table))

    def _moved_in(self, text: str) -> str:
        lines = text.rstrip("\n").split("\n")
        return "".join((self.indent + line if line else line) + self.end for line in lines)


@dataclass(frozen=True, slots=True)
class _JsonWriter:
    """`inner` is how far the lines of a record stand in from its brackets; None for records of one line."""

    head: str
    table: TableDeclaration
    indent: str
    end: str
    inner: int | None
    keeps: bool = True

    def fresh(self, row: Row) -> str:
        return self._written(_object(row, self.table))

    def changed(self, body: str, changes: Mapping[str, str]) -> str:
        record = json.loads(body)
        names = {name.strip().casefold(): name for name in record}
        for name, value in _changed_values(changes, self.table).items():
            if name in names or value is not None:
                record[names.get(name, name)] = value
        return self._written(record)

    def _written(self, record: Mapping[str, object]) -> str:
        lines = json.dumps(record, ensure_ascii=False, indent=self.inner).split("\n")
        return (self.end + self.indent).join(lines)


def _inner_indent(pieces: Pieces) -> int | None:
    lines = pieces.records[0].body.splitlines() if pieces.records else []
    if len(lines) < 2:
        return None
    return max(len(lines[1]) - len(lines[1].lstrip()) - len(pieces.indent), 0)
