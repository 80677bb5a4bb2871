"""The sheets of a file of any kind as grids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.dialect import UNTOLD, Dialect
from mutasi.read.content import FileKind, kind_of
from mutasi.read.csv_grid import csv_grid
from mutasi.read.faults import fault
from mutasi.read.grid import Grid
from mutasi.read.near import did_you_mean
from mutasi.read.source import Source

_Grids = tuple[tuple[Grid, ...], tuple[Finding, ...]]
_GridReader = Callable[[Source, Dialect], _Grids]


# what reads workbooks is imported where one is read: most projects hold none


def _xlsx(source: Source, dialect: Dialect) -> _Grids:
    from mutasi.read.xlsx import read_xlsx

    return read_xlsx(source, dialect)


def _html(source: Source, dialect: Dialect) -> _Grids:
    from mutasi.read.html import read_html

    return read_html(source, dialect)


def _spreadsheetml(source: Source, dialect: Dialect) -> _Grids:
    from mutasi.read.spreadsheetml import read_spreadsheetml

    return read_spreadsheetml(source, dialect)


def _refuse_ole(source: Source, dialect: Dialect) -> _Grids:
    """No grid of a workbook in the old binary form, or one with a password."""
    message = Message("this is an Excel workbook of the old binary form, or one with a password")
    fix = Message("open it and save it as .xlsx without a password, or as CSV UTF-8")
    return (), (fault("BERKAS-14", message, Location(source.path), fix=fix),)


_READERS: Mapping[FileKind, _GridReader] = MappingProxyType(
    {
        FileKind.XLSX: _xlsx,
        FileKind.HTML: _html,
        FileKind.SPREADSHEETML: _spreadsheetml,
        FileKind.OLE: _refuse_ole,
    }
)
"""What reads the kinds of files that are sheets."""


def read_grids(source: Source, dialect: Dialect = UNTOLD) -> _Grids:
    """The visible sheets of a file, or the one asked for; none when it cannot be read, and the findings say why."""
    reader = _READERS.get(kind_of(source))
    if reader is None:
        grid, findings = csv_grid(source, dialect)
        return () if grid is None else (grid,), findings
    grids, findings = reader(source, dialect)
    if not dialect.sheet or not grids:
        return grids, findings
    wanted = tuple(grid for grid in grids if grid.sheet.casefold() == dialect.sheet.casefold())
    return wanted, findings if wanted else (*findings, _no_such_sheet(grids, dialect.sheet))


def _no_such_sheet(grids: tuple[Grid, ...], sheet: str) -> Finding:
    names = tuple(grid.sheet for grid in grids)
    message = Message("there is no visible sheet '{sheet}'", sheet=sheet)
    return fault("BERKAS-25", message, Location(grids[0].path), value=sheet, fix=did_you_mean(sheet, names))
