"""The sheets of a file of any kind as grids."""

from __future__ import annotations

from mutasi.finding import Finding, Location
from mutasi.read.csv_grid import csv_grid
from mutasi.read.grid import Grid
from mutasi.read.source import Source
from mutasi.read.xlsx import read_sheet

_ZIP = b"PK\x03\x04"


class _SheetPlaces:
    def __init__(self, path: str) -> None:
        self.path = path

    def cell(self, row: int, column: int | None = None) -> Location:
        number = 0 if column is None else column + 1
        return Location(self.path, row + 1, number, row + 1, number + 1 if number else 0)


def read_grids(source: Source) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """The visible sheets of a file, none when it cannot be read; the findings say why."""
    if not source.data.startswith(_ZIP):
        grid, findings = csv_grid(source)
        return () if grid is None else (grid,), findings
    sheet, findings = read_sheet(source)
    if sheet is None:
        return (), findings
    return (Grid(source.path, sheet.name, sheet.rows, _SheetPlaces(source.path)),), findings
