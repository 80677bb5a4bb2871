"""A file of a table with other cells, without some of its records, and with new ones at its end.

What does not change stays as it is written, byte for byte: order, layout, comments, quotes, encoding, line ends. The
file is read again before anybody gets it: it holds what it should, or nothing is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from mutasi.errors import MutasiError
from mutasi.finding import Location
from mutasi.message import Message
from mutasi.model.applied import Cells, TableEdit
from mutasi.model.dialect import Dialect
from mutasi.model.table import Positions, Table
from mutasi.model.tables import Kind
from mutasi.read.content import FileKind, kind_of
from mutasi.read.node_table import NodePositions
from mutasi.read.places import CsvPositions
from mutasi.read.source import Source, decoded, encoded_like, source_of
from mutasi.read.table import as_written, table_from
from mutasi.render.edited_nodes import node_pieces
from mutasi.render.mending import AS_IT_LOOKS, NOT_IN_ENCODING, Edit, is_inside_quotes, line_starts, written_as

_YEAR_FIRST = re.compile(r"[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}")
_DAY_FIRST = re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{4}")
_SAMPLES = 200
"""Cells of a column by which the form of its dates is told."""


class Piece(NamedTuple):
    """What stands between two places of a text from now on."""

    begin: int
    end: int
    text: str


class TableUnchangeable(MutasiError):
    """A file has to change and cannot without changing something else."""

    def __init__(self, path: str, reason: Message) -> None:
        super().__init__(
            Message("{path} cannot be changed: {reason}", path=path, reason=reason),
            fix=Message("write the table as CSV or YAML first: mutasi convert, mutasi fmt"),
        )


def edited(source: Source, table: Table, suffix: str, dialect: Dialect, edit: TableEdit) -> bytes:
    """The bytes of the file with the edit made. Raises TableUnchangeable."""
    kind = kind_of(source, suffix)
    text, _ = decoded(source, dialect.encoding)
    if text is None or not isinstance(table.positions, CsvPositions | NodePositions):
        raise TableUnchangeable(source.path, AS_IT_LOOKS)
    if isinstance(table.positions, CsvPositions):
        edit = _in_columns(edit, table)
    written = as_written(source, table.name, suffix, dialect)
    wanted = _expected(table, edit)
    for made in (_in_form(edit, _date_forms(table, written)), edit, _with_dates(table, written, edit)):
        pieces = _pieces(text.text, table, kind, made)
        data = encoded_like(source, _joined(text.text, pieces), dialect.encoding)
        if data is None:
            raise TableUnchangeable(source.path, NOT_IN_ENCODING)
        again, _, _ = table_from(source_of(data, source.path), table.name, suffix, dialect)
        if again is not None and _same(again.text, wanted):
            return data
    raise TableUnchangeable(source.path, Message("it would be read as something else afterwards"))


def _in_columns(edit: TableEdit, table: Table) -> TableEdit:
    """Without what a new record says in columns that the file has not."""
    added = ({name: text for name, text in cells.items() if table.has(name)} for cells in edit.added)
    return TableEdit(edit.cells, edit.removed, tuple(added))


def _expected(table: Table, edit: TableEdit) -> list[dict[str, str]]:
    """The records that there are to be, without their blank cells."""
    rows = [dict(row) for row in table.text.iter_rows(named=True)]
    for number, cells in edit.cells.items():
        rows[number].update(cells)
    rows = [row for number, row in enumerate(rows) if number not in edit.removed]
    return [_filled(row) for row in (*rows, *edit.added)]


def _filled(row: Mapping[str, str | None]) -> dict[str, str]:
    return {name: text for name, text in row.items() if text}


def _same(text: pl.DataFrame, wanted: Sequence[Mapping[str, str]]) -> bool:
    return [_filled(row) for row in text.iter_rows(named=True)] == list(wanted)


# Dates as the file writes them -----------------------------------------------------------------------------


def _date_forms(table: Table, written: pl.DataFrame | None) -> dict[str, str]:
    """By column how all of its dates are written, where that is not the usual form."""
    found = {}
    for column in table.declaration.columns:
        if column.kind is Kind.DATE and written is not None and column.name in written.columns:
            cells = written[column.name].drop_nulls().head(_SAMPLES).to_list()
            for order, pattern in (("ymd", _YEAR_FIRST), ("dmy", _DAY_FIRST)):
                signs = {match[1] if (match := pattern.fullmatch(cell)) else "" for cell in cells}
                if len(signs) == 1 and "" not in signs:
                    found[column.name] = order + signs.pop()
    return found


def _in_form(edit: TableEdit, forms: Mapping[str, str]) -> TableEdit:
    if not forms:
        return edit

    def form(cells: Cells) -> Cells:
        return {name: _date(text, forms[name]) if name in forms else text for name, text in cells.items()}

    return TableEdit(
        {row: form(cells) for row, cells in edit.cells.items()}, edit.removed, tuple(map(form, edit.added))
    )


def _with_dates(table: Table, written: pl.DataFrame | None, edit: TableEdit) -> TableEdit:
    """With all dates in the usual form: without those that went, nothing may tell the day from the month any more."""
    if written is None:
        return edit
    cells = {row: dict(texts) for row, texts in edit.cells.items()}
    for column in table.declaration.columns:
        if column.kind is Kind.DATE and column.name in written.columns:
            for row, (before, after) in enumerate(zip(written[column.name], table.text[column.name], strict=True)):
                if before != after and row not in edit.removed:
                    cells.setdefault(row, {}).setdefault(column.name, after or "")
    return TableEdit(cells, edit.removed, edit.added)


def _date(text: str, form: str) -> str:
    parts = text.split("-") if form.startswith("ymd") else text.split("-")[::-1]
    return form[3:].join(parts)


# Pieces ----------------------------------------------------------------------------------------------------


def _joined(text: str, pieces: Sequence[Piece]) -> str:
    """The text with the pieces in their places; what is cut twice is cut once."""
    made, at = [], 0
    for piece in sorted(pieces, key=lambda one: (one.begin, one.end)):
        made += [text[at : piece.begin], piece.text]
        at = max(at, piece.end)
    return "".join([*made, text[at:]])


def _pieces(text: str, table: Table, kind: FileKind, edit: TableEdit) -> list[Piece]:
    if isinstance(table.positions, NodePositions):
        return [Piece(*piece) for piece in node_pieces(text, table, table.positions, kind, edit)]
    assert isinstance(table.positions, CsvPositions)
    return list(_csv_pieces(text, table.positions, edit))


def _csv_pieces(text: str, places: CsvPositions, edit: TableEdit) -> Iterator[Piece]:
    starts = line_starts(text)
    for row, cells in edit.cells.items():
        for name, after in cells.items():
            begin, end = _span(starts, places, row, name)
            is_inside = is_inside_quotes(text, begin, end)
            new = after.replace('"', '""') if is_inside else _csv_cell(after, text[begin:end])
            yield Piece(begin, end, new)
    for row in edit.removed:
        begin, end = _span(starts, places, row, None)
        yield Piece(begin, _after_line(text, end), "")
    if edit.added:
        end_of_line = _line_end(text)
        start = "" if text.endswith(("\n", "\r")) else end_of_line
        lines = [_csv_line(cells, places) for cells in edit.added]
        ended = end_of_line if not start else ""
        yield Piece(len(text), len(text), start + end_of_line.join(lines) + ended)


def _span(starts: Sequence[int], places: Positions, row: int, name: str | None) -> tuple[int, int]:
    where = places.locate(row, name)
    return starts[where.line - 1] + where.column - 1, starts[where.end_line - 1] + where.end_column - 1


def _csv_line(cells: Cells, places: CsvPositions) -> str:
    by_number = {places.columns[name]: value for name, value in cells.items() if name in places.columns}
    # a header may have more cells than named columns
    count = max(places.columns.values()) + 1
    while places.header_cell(count) != places.header():
        count += 1
    return places.separator.join(_csv_cell(by_number.get(number, ""), "") for number in range(count))


def _csv_cell(text: str, before: str) -> str:
    return written_as(Edit("", Location(""), before, text), before, FileKind.CSV)


def _line_end(text: str) -> str:
    """How the first line ends."""
    found = re.search(r"\r\n|\r|\n", text)
    return found[0] if found else "\n"


def _after_line(text: str, at: int) -> int:
    found = re.compile(r"[^\r\n]*(\r\n|\r|\n)?").match(text, at)
    return found.end() if found else at
