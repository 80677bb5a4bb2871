"""One export as read: its layout, its cells by field, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mutasi.errors import MutasiError
from mutasi.finding import Finding, Location, Severity
from mutasi.message import Message
from mutasi.read.cells import TextTable
from mutasi.read.characters import HIDDEN_PATTERN
from mutasi.read.convert.notes import Notes
from mutasi.read.convert.values import cell_value
from mutasi.read.csv import read_csv
from mutasi.read.layouts import CellKind, CodeMap, ExportColumn, Recognised, recognise
from mutasi.read.source import Source
from mutasi.read.xlsx import read_sheet, read_xlsx

Cells = Mapping[str, str]
"""The cells of a row by field; blank and absent ones are empty texts."""

_ZIP = b"PK\x03\x04"
_ABOUT_ROWS = frozenset({"BERKAS-05", "BERKAS-08"})
_ABOUT_CELLS = frozenset({"BERKAS-07", "BERKAS-15"})
_ABOUT_HEADERS = frozenset({"KOLOM-02"})


class ExportUnreadable(MutasiError):
    """A file that was given cannot be read as a table; `findings` say where and why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        first = findings[0]
        super().__init__(Message("cannot be converted: {reason}", reason=first.message), first.location)
        self.findings = findings


@dataclass(frozen=True)
class Export:
    """A file that has a layout. `sheet` is the name of the worksheet, empty for text files.

    `lost` are findings about rows that reading left out; `remarks` further findings of reading.
    """

    source: Source
    recognised: Recognised
    text: TextTable
    sheet: str
    lost: tuple[Finding, ...]
    remarks: tuple[Finding, ...]
    notes: Notes = field(repr=False)

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def lost_rows(self) -> int:
        """How many rows reading left out; beyond a limit their findings are one that counts them."""
        return sum(int(str(dict(finding.message.values).get("count", 1))) if not finding.location.line else 1
                   for finding in self.lost)  # fmt: skip

    @cached_property
    def columns(self) -> Mapping[str, ExportColumn]:
        """The columns of the layout that the file has, by field."""
        return {column.field: column for column in self.recognised.layout.columns if self.has(column.field)}

    def has(self, field: str) -> bool:
        return field in self.recognised.columns

    def header(self, field: str) -> str:
        """The official header of a field."""
        return next(column.header for column in self.recognised.layout.columns if column.field == field)

    def map(self, name: str) -> CodeMap:
        return self.recognised.layout.maps[name]

    def place(self, row: int, field: str | None = None) -> Location:
        """The place of a cell, or of the whole row."""
        return self.text.positions.locate(row, self.recognised.columns.get(field or ""))

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Number and raw cells of each row, the cells by field."""
        fields = list(self.recognised.columns)
        absent = {column.field: "" for column in self.recognised.layout.columns if not self.has(column.field)}
        frame = self.text.frame.select(self.recognised.columns.values())
        for number, cells in enumerate(frame.iter_rows()):
            yield number, {**absent, **dict(zip(fields, (cell or "" for cell in cells), strict=True))}

    def clean_row(self, number: int, raw: Cells) -> dict[str, str]:
        """The cells of a row as values. An error of a spreadsheet is no value, and noted."""
        layout = self.recognised.layout
        cells = dict(raw)
        for name, column in self.columns.items():
            value = cell_value(raw[name], column.kind, layout) if raw[name] else ""
            if value in layout.spreadsheet_errors:
                message = Message("{header} holds the spreadsheet error {value}; it stays blank",
                                  header=column.header, value=value)  # fmt: skip
                self.notes.add("KONVERSI-17", message, self.place(number, name), header=column.header,
                               value=value, missing=True)  # fmt: skip
                value = ""
            cells[name] = value
        return cells

    def hidden_field(self, raw: Cells) -> str | None:
        """The first field that holds an invisible character."""
        return next((name for name, text in raw.items() if text and HIDDEN_PATTERN.search(text)), None)

    def dates(self) -> tuple[str, ...]:
        """The fields that hold dates."""
        return tuple(name for name, column in self.columns.items() if column.kind is CellKind.DATE)


def open_export(source: Source) -> Export:
    """The export in a file, told by its content and not by its name.

    Raises LayoutUnknown, or ExportUnreadable when the file is no table.
    """
    is_workbook = source.data.startswith(_ZIP)
    text, findings = read_xlsx(source) if is_workbook else read_csv(source)
    if text is None:
        raise ExportUnreadable(_gravest_first(findings))
    recognised = recognise(text.frame.columns, source.path)
    sheet = read_sheet(source)[0] if is_workbook else None
    left_alone = _ABOUT_ROWS | _ABOUT_CELLS | _ABOUT_HEADERS
    return Export(
        source=source,
        recognised=recognised,
        text=text,
        sheet=sheet.name if sheet else "",
        lost=tuple(finding for finding in findings if finding.rule in _ABOUT_ROWS),
        remarks=tuple(finding for finding in findings if finding.rule not in left_alone),
        notes=Notes(source.path),
    )


def _gravest_first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR))
