"""The same for records of YAML and JSON: which pieces of the text change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mutasi.finding import Location
from mutasi.model.applied import Cells, TableEdit
from mutasi.model.table import Table
from mutasi.model.tables import Kind
from mutasi.read.content import FileKind
from mutasi.read.node_table import NodePositions, NodeRecord
from mutasi.read.nodes import Entry, Mapping, Node, Scalar
from mutasi.render.mending import Edit, line_starts, written_as
from mutasi.render.table_files import as_record

_RULES = {Kind.DATE: "NILAI-03", Kind.INTEGER: "NILAI-04", Kind.DECIMAL: "NILAI-04"}
"""What lets dates and numbers be written without quotes."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_REST = re.compile(r"[^\r\n]*(\r\n|\r|\n)?")
RawPiece = tuple[int, int, str]


class _File(NamedTuple):
    """A text with the places of its lines, and the records in it. `dashed` tells a list with a record a dash."""

    text: str
    starts: Sequence[int]
    end_of_line: str
    table: Table
    places: NodePositions
    kind: FileKind
    dashed: bool

    def at(self, line: int, column: int) -> int:
        return self.starts[line] + column

    def span(self, node: Node) -> tuple[int, int]:
        return self.at(node.line, node.column), self.at(node.end_line, node.end_column)

    def after_line(self, at: int) -> int:
        found = _REST.match(self.text, at)
        return found.end() if found else at

    def cell(self, name: str, text: str, before: str = "") -> str:
        kinds = {column.name: column.kind for column in self.table.declaration.columns}
        rule = _RULES.get(kinds.get(name, Kind.TEXT), "")
        return written_as(Edit(rule, Location(""), before, text), before, self.kind)

    def value(self, name: str, text: str) -> str:
        """A new cell: in JSON a list where the column holds one, else a text."""
        if self.kind is FileKind.YAML and not _is_several(self.table, name):
            return self.cell(name, text)
        return json.dumps(as_record({name: text}, self.table.declaration)[name], ensure_ascii=False)


def _is_several(table: Table, name: str) -> bool:
    return any(one.name == name and one.kind in (Kind.LIST, Kind.PAIRS) for one in table.declaration.columns)


def node_pieces(text: str, table: Table, places: NodePositions, kind: FileKind, edit: TableEdit) -> Iterator[RawPiece]:
    starts = line_starts(text)
    found = _LINE_END.search(text)
    dashed = kind is FileKind.YAML and not _begins(text, starts, places.root, "[")
    file = _File(text, starts, found[0] if found else "\n", table, places, kind, dashed)
    for row, cells in edit.cells.items():
        yield from _changed(file, places.records[row], cells)
    if file.kind is FileKind.JSON_LINES or (dashed and places.records):
        yield from _by_lines(file, edit)
    else:
        yield from _in_brackets(file, edit)


def _begins(text: str, starts: Sequence[int], node: Node, sign: str) -> bool:
    return text.startswith(sign, starts[node.line] + node.column)


# Cells -----------------------------------------------------------------------------------------------------


def _changed(file: _File, record: NodeRecord, cells: Cells) -> Iterator[RawPiece]:
    entries = {name: cell.entry for name, cell in record.cells.items()}
    new = []
    for name, after in cells.items():
        entry: Entry | None = entries.get(name)
        if entry is None:
            new += [(name, after)] if after else []
        elif isinstance(entry.value, Scalar):
            begin, end = file.span(entry.value)
            blank = " " if begin and file.text[begin - 1] == ":" else ""
            yield begin, end, blank + file.cell(name, after, file.text[begin:end])
    yield from _inserted(file, record.node, new)


def _inserted(file: _File, node: Mapping, new: Sequence[tuple[str, str]]) -> Iterator[RawPiece]:
    """Entries that the record has not: before its first one, in the layout of the record."""
    if not new:
        return
    first = next(iter(node.entries.values()))
    at = file.at(first.line, first.column)
    is_flow = _begins(file.text, file.starts, node, "{")
    between = ", " if is_flow else file.end_of_line + " " * first.column
    names = {name: json.dumps(name) if file.kind is not FileKind.YAML else name for name, _ in new}
    yield at, at, "".join(f"{names[name]}: {file.value(name, text)}{between}" for name, text in new)


# Records ---------------------------------------------------------------------------------------------------


def _by_lines(file: _File, edit: TableEdit) -> Iterator[RawPiece]:
    """Records that take whole lines. Comments between them stay."""
    records = [one.node for one in file.places.records]
    ends = [file.after_line(_last(file, node)) for node in records]
    for row in edit.removed:
        yield _begin(file, records[row]), ends[row], ""
    at = max(ends, default=len(file.text))
    lines = [_line(file, cells) for cells in edit.added]
    if lines:
        start = "" if not at or file.text[:at].endswith(("\n", "\r")) else file.end_of_line
        yield at, at, start + "".join(lines)
    elif file.dashed and len(edit.removed) == len(records):
        # nothing is left: a list without records, where the first one stood
        begin = _begin(file, records[0])
        yield begin, begin, " " * file.places.root.column + "[]" + file.end_of_line


def _begin(file: _File, node: Node) -> int:
    """Where the lines of a record begin: at its dash, which may stand in a line above it."""
    at = file.at(node.line, node.column)
    if file.dashed:
        at = file.text.rfind("-", 0, at)
    return max(file.text.rfind("\n", 0, at), file.text.rfind("\r", 0, at)) + 1


def _last(file: _File, node: Node) -> int:
    """Where the text of a node ends; the place of a block reaches up to what follows it."""
    if (
        isinstance(node, Scalar)
        or _begins(file.text, file.starts, node, "{")
        or _begins(file.text, file.starts, node, "[")
    ):
        end = file.at(node.end_line, node.end_column)
        return end - 1 if isinstance(node, Scalar) and node.end_column == 0 and end > 0 else end
    inner = [entry.value for entry in node.entries.values()] if isinstance(node, Mapping) else node.items
    keys = (
        [file.at(entry.line, entry.end_column) for entry in node.entries.values()] if isinstance(node, Mapping) else []
    )
    return max([*(_last(file, one) for one in inner), *keys])


def _line(file: _File, cells: Cells) -> str:
    """A new record in lines of its own."""
    if file.kind is FileKind.JSON_LINES:
        return _in_braces(file, cells) + file.end_of_line
    dash, first = " " * file.places.root.column + "- ", file.places.records[0].node.column
    indent = " " * first if file.places.records and first > len(dash) - 1 else " " * len(dash)
    entries = [f"{name}: {file.value(name, text)}" for name, text in cells.items() if text]
    return "".join((indent if at else dash) + entry + file.end_of_line for at, entry in enumerate(entries))


def _in_braces(file: _File, cells: Cells) -> str:
    inner = (f"{json.dumps(name)}: {file.value(name, text)}" for name, text in cells.items() if text)
    return "{" + ", ".join(inner) + "}"


def _in_brackets(file: _File, edit: TableEdit) -> Iterator[RawPiece]:
    """Records with commas between them."""
    spans = [file.span(one.node) for one in file.places.records]
    last = -1
    for row, (begin, end) in enumerate(spans):
        if row not in edit.removed:
            last = end
        elif row + 1 < len(spans):
            yield begin, spans[row + 1][0], ""
        else:
            yield (last if last >= 0 else begin), end, ""
    made = [_in_braces(file, cells) for cells in edit.added]
    if not made:
        return
    root = file.places.root
    if spans:
        begin, end = spans[-1]
        before = file.text[file.text.rfind("\n", 0, begin) + 1 : begin]
        between = f",{file.end_of_line}{before}" if not before.strip() else ", "
        yield end, end, (between if last >= 0 else "") + between.join(made)
    elif _begins(file.text, file.starts, root, "["):
        at = file.at(root.line, root.column) + 1
        yield at, at, ", ".join(made)
    else:  # a key without a value
        begin, end = file.span(root)
        blank = " " if begin and file.text[begin - 1] == ":" else ""
        yield begin, end, f"{blank}[{', '.join(made)}]"
