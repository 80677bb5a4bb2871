"""The first visible sheet of an .xlsx workbook to text.

Cells become the text that a careful clerk would type: dates as ISO, whole numbers without point, others
with at most the 15 digits that a spreadsheet keeps. A number of more digits has lost some already; it
becomes scientific text, so that no rule can take it for whole.

A workbook is an archive that can be made to fill any memory, so its sizes are checked before it is opened.
"""

from __future__ import annotations

import datetime
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl
import python_calamine
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.read import limits
from mutasi.read.cells import TextTable, blank_rows, cell_findings, no_records, stripped, too_many_columns
from mutasi.read.characters import BLANKS
from mutasi.read.faults import bounded, fault
from mutasi.read.header import column_name, header_findings, unnamed_column
from mutasi.read.source import Source, empty_file

_EXACT_BELOW = 1e15
"""Whole numbers below are kept exactly by a spreadsheet."""
_LOCAL_HEADER = struct.Struct("<26xHH")
_DENSE_CELL = re.compile(rb"""\br\s*=\s*["'](?:[A-Za-z]{3,}[0-9]+|[A-Za-z]{2}[0-9]{5,}|[A-Za-z][0-9]{6,})["']""")
_CELL = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,7})([0-9]{1,10})["']""")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet from A1 on, all of one width, and the names of other visible sheets."""

    name: str
    rows: list[list[str]]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetPositions:
    """Places in a sheet: line and column are the numbers of row and column."""

    path: str
    columns: dict[str, int]
    head: int
    """The row of the header, from 1."""
    rows: list[int]
    """The row of each record, from 1."""

    def locate(self, row: int, column: str | None = None) -> Location:
        return self._place(self.rows[row], None if column is None else self.columns.get(column))

    def header(self, column: str | None = None) -> Location:
        return self._place(self.head, None if column is None else self.columns.get(column))

    def header_cell(self, number: int) -> Location:
        """The place of a header cell; `number` counts from 0."""
        return self._place(self.head, number)

    def _place(self, line: int, number: int | None) -> Location:
        column = 0 if number is None else number + 1
        return Location(self.path, line, column, line, column + 1 if column else 0)


def read_xlsx(source: Source, table: str = "", entity: str = "") -> tuple[TextTable | None, tuple[Finding, ...]]:
    """The text of the first visible sheet and what is wrong with it; None when it is no table.

    The first row that holds something is the header.
    """
    sheet, findings = read_sheet(source, table)
    if sheet is None:
        return None, findings
    filled = [number for number, row in enumerate(sheet.rows) if any(cell.strip(BLANKS) for cell in row)]
    if not filled:
        return None, (*findings, empty_file(source.path, table))
    names = [column_name(cell) for cell in sheet.rows[filled[0]]]
    if len(names) > limits.COLUMNS:
        return None, (*findings, too_many_columns(source.path, table))
    columns = {name: number for number, name in reversed(list(enumerate(names))) if name}
    positions = SheetPositions(source.path, columns, filled[0] + 1, [row + 1 for row in filled[1:]])
    wrong = header_findings(names, positions.header_cell, table)
    if wrong:
        return None, (*findings, *wrong)
    text = TextTable(_frame(sheet, filled[1:], columns), positions)
    more = list(_unnamed(sheet, filled[1:], names, positions, table))
    more += blank_rows(len(sheet.rows) - len(filled), source.path, table)
    if len(filled) == 1:
        more.append(no_records(source.path, table))
    more += cell_findings(text, table, entity)
    return text, (*findings, *bounded(more, source.path))


def _frame(sheet: Sheet, rows: list[int], columns: dict[str, int]) -> pl.DataFrame:
    ordered = sorted(columns.items(), key=lambda item: item[1])
    series = (pl.Series(name, [sheet.rows[row][number] for row in rows], pl.String) for name, number in ordered)
    return stripped(pl.DataFrame(list(series)))


def _unnamed(
    sheet: Sheet, rows: list[int], names: list[str], positions: SheetPositions, table: str
) -> Iterator[Finding]:
    for number, name in enumerate(names):
        if not name and any(sheet.rows[row][number].strip(BLANKS) for row in rows):
            yield unnamed_column(number, positions.header_cell(number), table)


def read_sheet(source: Source, table: str = "") -> tuple[Sheet | None, tuple[Finding, ...]]:
    """The first visible sheet as rows of text, or None and why there is none."""
    unsafe = _unsafe(source.data)
    if unsafe is not None:
        code, message = unsafe
        return None, (fault(code, message, Location(source.path), table=table),)
    try:
        workbook = CalamineWorkbook.from_object(io.BytesIO(source.data))
        names = [about.name for about in workbook.sheets_metadata if _is_visible(about)]
        rows = workbook.get_sheet_by_name(names[0]).to_python(skip_empty_area=False) if names else None
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        return None, (_unreadable(source.path, table, str(error)),)
    if rows is None:
        return None, (_unreadable(source.path, table, "no visible sheet"),)
    sheet = Sheet(names[0], [[cell_text(cell) for cell in row] for row in rows], tuple(names[1:]))
    return sheet, _other_sheets(sheet, source.path, table)


def _is_visible(about: python_calamine.SheetMetadata) -> bool:
    return about.visible == SheetVisibleEnum.Visible and about.typ == SheetTypeEnum.WorkSheet


def _unreadable(path: str, table: str, reason: str) -> Finding:
    message = Message("this is not a readable .xlsx workbook: {reason}", reason=reason)
    fix = Message("save it again as .xlsx without a password, or as CSV UTF-8")
    return fault("BERKAS-14", message, Location(path), table=table, fix=fix)


def _other_sheets(sheet: Sheet, path: str, table: str) -> tuple[Finding, ...]:
    if not sheet.others:
        return ()
    message = Message("only the sheet '{sheet}' is read, not {others}", sheet=sheet.name, others=sheet.others)
    return (fault("BERKAS-20", message, Location(path), table=table),)


def cell_text(cell: object) -> str:
    """The text of a cell's value."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return _number_text(cell)
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ") if cell.time() != datetime.time() else cell.date().isoformat()
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell)


def _number_text(number: float) -> str:
    if abs(number) >= _EXACT_BELOW:
        return f"{number:.14e}"
    return str(int(number)) if number == int(number) else f"{number:.15g}"


# ---- before the archive is opened


def _unsafe(data: bytes) -> tuple[str, Message] | None:
    """Code and message when an archive is none, or would unpack to more than a limit."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "BERKAS-14", Message("this is not an .xlsx workbook")
    size = sum(entry.file_size for entry in entries)
    if len(entries) > limits.ZIP_ENTRIES:
        return "BERKAS-15", Message("the workbook has more than {limit} parts", limit=limits.ZIP_ENTRIES)
    if size > limits.ZIP_UNPACKED_BYTES:
        megabytes = limits.ZIP_UNPACKED_BYTES // limits.MEGABYTE
        return "BERKAS-15", Message("the workbook unpacks to more than {limit} MB", limit=megabytes)
    if size > max(limits.ZIP_HARMLESS_BYTES, limits.ZIP_RATIO * len(data)):
        return "BERKAS-15", Message("the workbook unpacks to more than {limit} times its size", limit=limits.ZIP_RATIO)
    for entry in entries:
        unsafe = _unsafe_entry(data, entry)
        if unsafe is not None:
            return unsafe
    return None


def _unsafe_entry(data: bytes, entry: zipfile.ZipInfo) -> tuple[str, Message] | None:
    content = _unpacked(data, entry)
    if content is None:
        return "BERKAS-15", Message("the sizes that the workbook states are false, or it is damaged")
    if b"sheetData" in content and _dense_cells(content) > limits.SHEET_CELLS:
        return "BERKAS-15", Message("a sheet has more than {limit} cells from first to last", limit=limits.SHEET_CELLS)
    return None


def _unpacked(data: bytes, entry: zipfile.ZipInfo) -> bytes | None:
    """The content of an entry; None when it is not as long as it states."""
    header = data[entry.header_offset : entry.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size:
        return None
    start = entry.header_offset + _LOCAL_HEADER.size + sum(_LOCAL_HEADER.unpack(header))
    packed = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        return packed if len(packed) == entry.file_size else None
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        return None
    try:
        content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, entry.file_size + 1)
    except zlib.error:
        return None
    return content if len(content) == entry.file_size else None


def _dense_cells(sheet: bytes) -> int:
    """Cells in the rectangle around all cells of a sheet: the reader keeps room for each of them."""
    if not _DENSE_CELL.search(sheet):
        return 0
    width = height = 0
    for match in _CELL.finditer(sheet):
        width = max(width, _column_number(match.group(1)))
        height = max(height, int(match.group(2)))
    return width * height


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
