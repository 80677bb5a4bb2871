"""One export as read: its layout, its rows, its cells by field, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from mutasi.errors import MutasiError
from mutasi.finding import Finding, Location, Severity
from mutasi.message import Message
from mutasi.model.characters import HIDDEN_PATTERN
from mutasi.model.dialect import Dialect
from mutasi.model.tables import TABLE_NAMES, declaration
from mutasi.read.characters import BLANKS
from mutasi.read.convert.body import BodyRow, RowKind, rows_of
from mutasi.read.convert.notes import Notes, summary_of
from mutasi.read.convert.recognise import LayoutUnknown, Recognised, recognise
from mutasi.read.convert.service import is_service_file, service_grid
from mutasi.read.convert.values import cell_value, collapse, split_cell
from mutasi.read.convert.wishes import Wishes
from mutasi.read.faults import fault
from mutasi.read.grid import Grid
from mutasi.read.grids import read_grids
from mutasi.read.header import column_name, named_twice
from mutasi.read.layouts import FIELDS, CellKind, CodeMap, Content, ExportColumn, Field, Layout, code_key, name_key
from mutasi.read.rows import ragged_row
from mutasi.read.source import Source

Cells = Mapping[str, str]
"""The cells of a row by field; blank and absent ones are empty texts."""

_ABOUT_ROWS = frozenset({"BERKAS-05", "BERKAS-08", "BERKAS-15", "KONVERSI-40"})
_LOST_ROW = Message("the row could not be read")


class ExportUnreadable(MutasiError):
    """A file that was given cannot be read as a table; `findings` say where and why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        first = findings[0]
        super().__init__(Message("cannot be converted: {reason}", reason=first.message), first.location, first.fix)
        self.findings = findings


class TableAlready(MutasiError):
    """A file is a table of a dataset already."""

    def __init__(self, path: str, table: str) -> None:
        super().__init__(
            Message(
                "{path} is the table {table} of a dataset already; there is nothing to convert", path=path, table=table
            ),
            fix=Message("copy it into the folder data of the dataset"),
        )


class ExportRefused(MutasiError):
    """A file is known, and is nothing that a dataset can be made of."""

    def __init__(self, path: str, layout: Layout) -> None:
        super().__init__(Message("{path} is: {layout}; {reason}", path=path, layout=layout.title, reason=layout.reason))


@dataclass(frozen=True)
class Export:
    """A sheet of a file that has a layout, and every one of its rows.

    `kept` are columns beyond the layout by their names, which the user wants. `lost` are findings about rows that
    reading left out; `remarks` further findings of reading.
    """

    source: Source
    grid: Grid
    recognised: Recognised
    body: tuple[BodyRow, ...]
    kept: Mapping[str, int]
    dialect: Dialect
    lost: tuple[Finding, ...]
    remarks: tuple[Finding, ...]
    notes: Notes = field(repr=False)

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def sheet(self) -> str:
        """The name of the worksheet, empty for text files."""
        return self.grid.sheet

    @property
    def layout(self) -> Layout:
        return self.recognised.layout

    @cached_property
    def lost_rows(self) -> Mapping[Message, int]:
        """How many rows reading left out, by reason; beyond a limit their findings are one that counts them."""
        counts: dict[Message, int] = {}
        for finding in self.lost:
            reason = summary_of(finding.rule) or _LOST_ROW
            number = 1 if finding.location.line else int(str(dict(finding.message.values).get("count", 1)))
            counts[reason] = counts.get(reason, 0) + number
        return counts

    @cached_property
    def columns(self) -> Mapping[str, ExportColumn]:
        """The columns of the layout that the file has, by the fields that they hold."""
        return {
            part: column
            for column in self.layout.columns
            if self._has(column)
            for part in column.parts or (column.field,)
        }

    def _has(self, column: ExportColumn) -> bool:
        return column.field in self.recognised.columns or column.field in self.recognised.choices

    def has(self, field: str) -> bool:
        return field in self.columns

    def header(self, field: str, row: int | None = None) -> str:
        """What the file calls the column of a field; the official name when it has none. Of several columns the row
        tells which one it is.
        """
        number = self._column(field, row)
        if number is not None:
            return self.recognised.heading.names[number]
        return next((column.header for column in self.layout.columns if field in (column.field, *column.parts)), field)

    def reading(self, field: str) -> Field:
        """How the cells of a field are read."""
        return FIELDS[self.layout.content][field]

    def map(self, name: str) -> CodeMap:
        return self.layout.maps[name]

    def place(self, row: int, field: str | None = None) -> Location:
        """The place of a cell, or of the whole row; `row` is its number in the grid."""
        return self.grid.places.cell(row, self._column(field or "", row))

    def _column(self, field: str, row: int | None = None) -> int | None:
        """The index of the column of a field in a row, None when there is none."""
        column = self.columns.get(field)
        if column is None:
            return None
        usual = self.recognised.columns.get(column.field)
        if column.wide and usual is not None and row is not None:
            return usual + next(iter(self.depths(row, field)), 0)
        chosen = self.recognised.choices.get(column.field)
        if chosen is None or row is None:
            return usual
        by = self.recognised.columns.get(column.by)
        number = None if by is None else chosen.get(code_key(self._value(row, by)))
        return usual if number is None or (usual is not None and self._is_blank(row, number)) else number

    def depths(self, row: int, field: str) -> tuple[int, ...]:
        """How far to the right a row fills the columns of a wide one; one number, unless it is filled twice."""
        first = self.recognised.columns[field]
        reach = self.recognised.heading.reach(first)
        return tuple(offset for offset in range(reach) if self.grid.text(row, first + offset).strip(BLANKS))

    def _value(self, row: int, number: int) -> str:
        return cell_value(self.grid.text(row, number), CellKind.MARK, self.layout)

    def _is_blank(self, row: int, number: int) -> bool:
        return not self._value(row, number) and (row, number) not in self.grid.nested

    @cached_property
    def records(self) -> tuple[int, ...]:
        """The rows that are records, by their number in the grid."""
        return tuple(row.number for row in self.body if row.kind is RowKind.RECORD)

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Number in the grid and raw cells of each record, the cells by field; fields without a column are blank."""
        absent = dict.fromkeys(FIELDS[self.layout.content], "")
        for number in self.records:
            yield number, {**absent, **self._cells(number)}

    def _cells(self, row: int) -> dict[str, str]:
        cells = {}
        for column in self.layout.columns:
            if not self._has(column):
                continue
            number = self._column(column.parts[0] if column.parts else column.field, row)
            text = "" if number is None else self.grid.text(row, number)
            if column.split is None:
                cells[column.field] = text
            else:
                cells.update(zip(column.parts, split_cell(text, column.split, len(column.parts)), strict=True))
        return cells

    def kept_cells(self, row: int) -> dict[str, str]:
        """The cells of the columns that the user wants, as they stand but for blanks at their edges."""
        return {name: collapse(self.grid.text(row, number)) for name, number in self.kept.items()}

    def clean_row(self, number: int, raw: Cells) -> dict[str, str]:
        """The cells of a row as values. What is no single value, or a spreadsheet calculated, is blank and noted."""
        cells = dict(raw)
        for name in self.columns:
            value = cell_value(raw[name], self.reading(name).kind, self.layout) if raw[name] else ""
            spoiled = self._spoiled(number, name, value)
            if spoiled is not None:
                header = self.header(name, number)
                self.notes.add(*spoiled, self.place(number, name), header=header, value=value, missing=True)
            cells[name] = "" if spoiled is not None else value
        return cells

    def _spoiled(self, number: int, name: str, value: str) -> tuple[str, Message] | None:
        """Why a cell holds no value that can be taken."""
        place, header = (number, self._column(name, number)), self.header(name, number)
        if self.reading(name).kind is CellKind.DIFFERENCE:
            return None
        if place in self.grid.nested:
            message = Message("{header} holds a list or an object, not a value; it stays blank", header=header)
            return "KONVERSI-42", message
        if place in self.grid.formulas:
            return "KONVERSI-17", Message("{header} holds a formula, not a value; it stays blank", header=header)
        if value in self.layout.spreadsheet_errors:
            message = Message(
                "{header} holds the spreadsheet error {value}; it stays blank", header=header, value=value
            )
            return "KONVERSI-17", message
        return None

    def hidden_field(self, raw: Cells) -> str | None:
        """The first field that holds an invisible character."""
        return next((name for name, text in raw.items() if text and HIDDEN_PATTERN.search(text)), None)

    def dates(self) -> tuple[str, ...]:
        """The fields that hold dates."""
        return tuple(name for name in self.columns if self.reading(name).kind is CellKind.DATE)


def open_exports(source: Source, wishes: Wishes) -> tuple[Export, ...]:
    """The exports in a file, one for each sheet that has a layout; told by its content and not by its name.

    Raises LayoutUnknown when no sheet has one, ExportUnreadable when the file holds no rows at all, ExportRefused
    when it holds something that no dataset can be made of.
    """
    grids, findings = _grids(source, wishes.dialect)
    if not grids:
        raise ExportUnreadable(_gravest_first(findings))
    lost = tuple(finding for finding in findings if finding.rule in _ABOUT_ROWS)
    remarks = tuple(finding for finding in findings if finding.rule not in _ABOUT_ROWS)
    for grid in grids:
        table = _table_of(grid)
        if table:
            raise TableAlready(source.path, table)
    exports: list[Export] = []
    unknown: list[LayoutUnknown] = []
    for grid in grids:
        try:
            exports.append(_export(source, grid, recognise(grid, wishes.layouts_of(source.path)), wishes))
        except LayoutUnknown as error:
            unknown.append(error)
    if not exports:
        raise unknown[0]
    first = exports[0]
    remarks += tuple(_sheet_without_layout(source.path, error) for error in unknown)
    return (replace(first, lost=(*lost, *first.lost), remarks=(*remarks, *first.remarks)), *exports[1:])


def _table_of(grid: Grid) -> str:
    """The table of which a grid has the columns and no others, in the spelling that only tables have."""
    header = next(([cell for cell in row if cell] for row in grid.rows if any(row)), [])
    if not any("_" in name for name in header):
        return ""
    for name in TABLE_NAMES:
        columns = {column.name for column in declaration(name).columns}
        if set(declaration(name).key) <= set(header) <= columns:
            return name
    return ""


def _grids(source: Source, dialect: Dialect) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    if not is_service_file(source):
        return read_grids(source, dialect)
    grid, findings = service_grid(source, dialect)
    return () if grid is None else (grid,), findings


def _export(source: Source, grid: Grid, recognised: Recognised, wishes: Wishes) -> Export:
    if recognised.layout.content is Content.REFUSED:
        raise ExportRefused(source.path, recognised.layout)
    twice = tuple(_named_twice(grid, recognised))
    if twice:
        raise ExportUnreadable(twice)
    body = rows_of(grid, recognised)
    notes = Notes(source.path)
    if recognised.fuller is not None:
        message = Message("it has more columns of {layout}, but not all that are needed for that: {missing}",
                          layout=recognised.fuller.title, missing=recognised.lacking)  # fmt: skip
        notes.remarks.append(message)
    kept = _kept(recognised, wishes.keep)
    lost = {row.number: finding for row in body if (finding := _ragged(grid, recognised, row)) is not None}
    return Export(
        source=source,
        grid=grid,
        recognised=replace(recognised, private=_but(recognised.private, kept), ignored=_but(recognised.ignored, kept)),
        body=tuple(row for row in body if row.number not in lost),
        kept=kept,
        dialect=wishes.dialect,
        lost=tuple(lost.values()),
        remarks=(),
        notes=notes,
    )


def _kept(recognised: Recognised, keep: Sequence[str]) -> dict[str, int]:
    """The columns to be kept: their names in a table, and where they stand."""
    keys = {name_key(header) for header in keep}
    names = enumerate(recognised.heading.names)
    used = set(recognised.used)
    return {column_name(name): number for number, name in names if name_key(name) in keys and number not in used}


def _but(names: Sequence[str], kept: Mapping[str, int]) -> tuple[str, ...]:
    """The names of columns that are not kept."""
    return tuple(name for name in names if column_name(name) not in kept)


def _ragged(grid: Grid, recognised: Recognised, row: BodyRow) -> Finding | None:
    """A record with fewer cells than the header, or with filled ones beyond it, may be shifted: it is not taken."""
    width, cells = len(recognised.heading.names), grid.rows[row.number]
    if row.kind is not RowKind.RECORD or (
        len(cells) >= width and not any(cell.strip(BLANKS) for cell in cells[width:])
    ):
        return None
    return ragged_row(len(cells), width, grid.places.cell(row.number))


def _named_twice(grid: Grid, recognised: Recognised) -> Iterator[Finding]:
    """Columns that the layout uses and whose header stands twice: nothing tells which one is meant."""
    heading = recognised.heading
    used = {name_key(heading.names[number]): number for number in recognised.used}
    for number, name in enumerate(heading.names):
        first = used.get(name_key(name))
        if not name or first is None or first == number:
            continue
        yield named_twice(name, first, number, partial(grid.places.cell, heading.first))


def _sheet_without_layout(path: str, error: LayoutUnknown) -> Finding:
    message = Message("the sheet '{sheet}' is not read: its columns are those of no export that is known here",
                      sheet=error.sheet)  # fmt: skip
    return fault("BERKAS-20", message, Location(path))


def _gravest_first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR))
