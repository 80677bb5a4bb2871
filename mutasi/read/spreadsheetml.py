"""The sheets of a SpreadsheetML 2003 workbook as grids: XML that spreadsheets and programs write as .xls."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.dialect import UNTOLD, Dialect
from mutasi.read import limits
from mutasi.read.faults import fault
from mutasi.read.grid import Grid, SheetPlaces, Span
from mutasi.read.source import Source, decoded
from mutasi.read.spreadsheet import number_cell

_SPACE = "urn:schemas-microsoft-com:office:spreadsheet "
_MIDNIGHT = "T00:00:00.000"


class _Refused(Exception):
    """What the file holds is not taken, with the reason as a finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.finding = finding


def read_spreadsheetml(source: Source, dialect: Dialect = UNTOLD) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """The visible sheets of a workbook in their order, or none and why.

    Document types and entities are refused: no workbook needs them, and they can reach for other files.
    """
    text_source, findings = decoded(source, dialect.encoding)
    if text_source is None:
        return (), findings
    workbook = _Workbook(source.path)
    parser = expat.ParserCreate(encoding="UTF-8", namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = workbook.start
    parser.EndElementHandler = workbook.end
    parser.CharacterDataHandler = workbook.characters
    parser.StartDoctypeDeclHandler = workbook.doctype
    try:
        parser.Parse(text_source.data, True)
        grids = tuple(sheet.grid(source.path) for sheet in workbook.sheets if sheet.rows)
    except _Refused as refused:
        return (), (refused.finding,)
    except expat.ExpatError as error:
        message = Message("this is not a whole SpreadsheetML workbook: {reason}", reason=expat.ErrorString(error.code))
        return (), (fault("BERKAS-14", message, Location(source.path, error.lineno, error.offset + 1)),)
    if not grids:
        return (), (fault("BERKAS-14", Message("the workbook holds no filled sheet"), Location(source.path)),)
    return grids, ()


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read. Row and column count from 0; cells may be left out and numbered anew."""

    name: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    row: int = -1
    column: int = -1
    skip: int = 0
    """Places that a merged cell takes up to the right of it."""

    def grid(self, path: str) -> Grid:
        height, width = 1 + max(self.rows), 1 + max((max(row, default=0) for row in self.rows.values()), default=0)
        if height * width > limits.SHEET_CELLS:
            message = Message("a sheet has more than {limit} cells from first to last", limit=limits.SHEET_CELLS)
            raise _Refused(fault("BERKAS-15", message, Location(path)))
        rows = [[""] * width for _ in range(height)]
        for number, cells in self.rows.items():
            for column, text in cells.items():
                rows[number][column] = text
        return Grid(path, self.name, rows, SheetPlaces(path, self.name), tuple(self.spans), frozenset(self.formulas))


class _Workbook:
    """Takes the events of the parser."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.sheets: list[_Sheet] = []
        self._type = ""
        self._texts: list[str] | None = None

    def doctype(self, *_: object) -> None:
        message = Message("the file declares a document type, which no workbook needs; it is not read")
        raise _Refused(fault("BERKAS-14", message, Location(self.path)))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.removeprefix(_SPACE)
        values = {key.removeprefix(_SPACE): value for key, value in attributes.items()}
        if name == "Worksheet":
            self.sheets.append(_Sheet(values.get("Name", "")))
        elif not self.sheets:
            return
        elif name == "Row":
            sheet = self.sheets[-1]
            sheet.row = self._number(values, "Index", sheet.row + 2) - 1
            sheet.column, sheet.skip = -1, 0
            sheet.rows.setdefault(sheet.row, {})
        elif name == "Cell":
            self._cell(self.sheets[-1], values)
        elif name == "Data":
            self._type, self._texts = values.get("Type", "String"), []

    def _cell(self, sheet: _Sheet, values: dict[str, str]) -> None:
        sheet.column = self._number(values, "Index", sheet.column + sheet.skip + 2) - 1
        right, down = self._number(values, "MergeAcross", 0), self._number(values, "MergeDown", 0)
        sheet.skip = right
        if sheet.column > limits.COLUMNS or right > limits.COLUMNS or len(sheet.spans) > limits.SPANS:
            raise _Refused(fault("BERKAS-15", Message("more than {limit} columns", limit=limits.COLUMNS),
                                 Location(self.path)))  # fmt: skip
        sheet.rows.setdefault(max(sheet.row, 0), {})[sheet.column] = ""
        if right or down:
            sheet.spans.append(Span(sheet.row, sheet.column, sheet.row + down, sheet.column + right))
            sheet.rows[sheet.row].setdefault(sheet.column + right, "")
        if "Formula" in values:
            sheet.formulas.add((sheet.row, sheet.column))

    def _number(self, values: dict[str, str], name: str, default: int) -> int:
        text = values.get(name)
        if text is None:
            return default
        if not (text.isascii() and text.isdigit() and len(text) < 8):
            message = Message("{name} is '{value}', which is no place in a sheet", name=name, value=text)
            raise _Refused(fault("BERKAS-14", message, Location(self.path)))
        return int(text)

    def characters(self, text: str) -> None:
        if self._texts is not None:
            self._texts.append(text)

    def end(self, tag: str) -> None:
        if tag != _SPACE + "Data" or self._texts is None or not self.sheets:
            return
        sheet, text, self._texts = self.sheets[-1], "".join(self._texts), None
        if self._type == "Number":
            text = number_cell(text)
        elif self._type == "DateTime":
            text = text.removesuffix(_MIDNIGHT)
        elif self._type == "Boolean":
            text = "TRUE" if text == "1" else "FALSE"
        row = sheet.rows.setdefault(max(sheet.row, 0), {})
        row[sheet.column] = row.get(sheet.column, "") + text
