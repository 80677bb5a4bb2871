"""A table of a dataset from a grid: the first row that holds something is its header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import polars as pl

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.read import limits
from mutasi.read.cells import TextTable, blank_rows, cell_findings, no_records, stripped, too_many_columns
from mutasi.read.characters import BLANKS
from mutasi.read.faults import bounded, fault
from mutasi.read.grid import Grid
from mutasi.read.header import column_name, header_findings, unnamed_column
from mutasi.read.source import empty_file
from mutasi.read.title import title_in_sheet


@dataclass(frozen=True, slots=True)
class GridPositions:
    """Places of a table in a grid."""

    grid: Grid
    columns: dict[str, int]
    head: int
    """The row of the header, from 0."""
    rows: list[int]
    """The row of each record, from 0."""

    def locate(self, row: int, column: str | None = None) -> Location:
        return self.grid.places.cell(self.rows[row], None if column is None else self.columns.get(column))

    def header(self, column: str | None = None) -> Location:
        return self.header_cell(None if column is None else self.columns.get(column))

    def header_cell(self, number: int | None) -> Location:
        """The place of a header cell; `number` counts from 0."""
        return self.grid.places.cell(self.head, number)


def grid_table(
    grids: Sequence[Grid], table: str = "", entity: str = ""
) -> tuple[TextTable | None, tuple[Finding, ...]]:
    """The text of the grid that bears the name of the table, else of the first, and what is wrong with it.

    None when it is no table. `table` and `entity`, the column that names a record, appear in findings.
    """
    grid = next((grid for grid in grids if table and grid.sheet.casefold() == table), grids[0])
    findings = _not_read(grid, grids, table)
    filled = [number for number, row in enumerate(grid.rows) if any(cell.strip(BLANKS) for cell in row)]
    if not filled:
        return None, (*findings, empty_file(grid.path, table))
    if title := title_in_sheet(grid, filled[0], table):
        return None, (*findings, title)
    names = [column_name(cell) for cell in grid.rows[filled[0]]]
    if len(names) > limits.COLUMNS:
        return None, (*findings, too_many_columns(grid.path, table))
    columns = {name: number for number, name in reversed(list(enumerate(names))) if name}
    positions = GridPositions(grid, columns, filled[0], filled[1:])
    wrong = header_findings(names, positions.header_cell, table)
    if wrong:
        return None, (*findings, *wrong)
    text = TextTable(_frame(grid, filled[1:], columns), positions)
    more = [*_unnamed(grid, filled[1:], names, positions, table), *_merged(grid, positions, table)]
    more += _formulas(text, positions, table, entity)
    more += blank_rows(len(grid.rows) - len(filled), grid.path, table)
    if len(filled) == 1:
        more.append(no_records(grid.path, table))
    more += cell_findings(text, table, entity)
    return text, (*findings, *bounded(more, grid.path))


def _not_read(grid: Grid, grids: Sequence[Grid], table: str) -> tuple[Finding, ...]:
    """Which sheets with something in them are not read; told aloud unless the sheet that is read has the right name."""
    others = tuple(
        other.sheet or str(number)
        for number, other in enumerate(grids, start=1)
        if other is not grid and any(cell for row in other.rows for cell in row)
    )
    if not others:
        return ()
    message = Message("only the sheet '{sheet}' is read, not {others}", sheet=grid.sheet or "1", others=others)
    if grid.sheet.casefold() == table:
        return (fault("BERKAS-20", message, Location(grid.path), table=table),)
    fix = Message("name the right one with --sheet, or call it {table}", table=table)
    return (fault("BERKAS-24", message, Location(grid.path), table=table, fix=fix),)


def _merged(grid: Grid, positions: GridPositions, table: str) -> Iterator[Finding]:
    """Cells that are merged over several records or columns: only the first of them has the value."""
    used = set(positions.columns.values())
    for span in grid.spans:
        if span.top > positions.head and used & set(range(span.left, span.right + 1)):
            message = Message("the cell is merged with others, and which of them have its value is not told")
            fix = Message("unmerge it, and write into each cell what holds for it")
            yield fault("BERKAS-26", message, grid.places.cell(span.top, span.left), table=table, fix=fix)


def _frame(grid: Grid, rows: list[int], columns: dict[str, int]) -> pl.DataFrame:
    cells = list(zip_longest(*(grid.rows[row] for row in rows), fillvalue=""))
    empty = ("",) * len(rows)
    ordered = sorted(columns.items(), key=lambda item: item[1])
    series = (pl.Series(name, cells[at] if at < len(cells) else empty, pl.String) for name, at in ordered)
    return stripped(pl.DataFrame(list(series)))


def _unnamed(grid: Grid, rows: list[int], names: list[str], positions: GridPositions, table: str) -> Iterator[Finding]:
    width = max(len(grid.rows[row]) for row in [*rows, positions.head])
    for number, name in enumerate([*names, *[""] * (width - len(names))]):
        if not name and any(grid.text(row, number).strip(BLANKS) for row in rows):
            yield unnamed_column(number, positions.header_cell(number), table)


def _formulas(text: TextTable, positions: GridPositions, table: str, entity: str) -> Iterator[Finding]:
    """Cells that a formula makes: their values may be old, and depend on cells that nobody checks."""
    if not positions.grid.formulas:
        return
    names = {number: name for name, number in positions.columns.items()}
    numbers = {row: number for number, row in enumerate(positions.rows)}
    for row, column in sorted(positions.grid.formulas):
        if row not in numbers or column not in names:
            continue
        key = (text.frame[numbers[row], entity] or "") if entity in text.frame.columns else ""
        message = Message("{name} holds a formula", name=names[column])
        fix = Message("copy the cell and paste it as a value")
        where = positions.grid.places.cell(row, column)
        value = text.frame[numbers[row], names[column]] or ""
        yield fault("BERKAS-22", message, where, table=table, key=key, field=names[column], value=value, fix=fix)
