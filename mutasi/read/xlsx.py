"""The sheets of an .xlsx workbook as grids.

A workbook is an archive that can be made to fill any memory, so its sizes are checked before it is opened. The reader
of sheets knows neither formulas nor hidden rows, so these are looked up in the parts of the archive.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import python_calamine
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.dialect import UNTOLD, Dialect
from mutasi.read import limits
from mutasi.read.faults import fault
from mutasi.read.grid import Grid, SheetPlaces, Span
from mutasi.read.sheet_part import SheetPart, dense_cells, percent_styles, sheet_part, sheet_parts
from mutasi.read.source import Source
from mutasi.read.spreadsheet import cell_text, percentage_text

_LOCAL_HEADER = struct.Struct("<26xHH")
_WORKBOOK, _RELATIONS, _STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"


def read_xlsx(source: Source, dialect: Dialect = UNTOLD) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """The visible sheets of a workbook in their order, or none and why. Hidden ones are named in a finding."""
    archive = _archive(source.data)
    if not isinstance(archive, _Archive):
        code, message = archive
        return (), (fault(code, message, Location(source.path)),)
    parts = sheet_parts(archive.workbook, archive.relations)
    try:
        workbook = CalamineWorkbook.from_object(io.BytesIO(source.data))
        sheets = [about for about in workbook.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
        visible = [about.name for about in sheets if about.visible == SheetVisibleEnum.Visible]
        grids = tuple(_grid(source.path, name, workbook, archive.sheets.get(parts.get(name, ""))) for name in visible)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        return (), (_unreadable(source.path, str(error)),)
    if not grids:
        return (), (_unreadable(source.path, "no visible sheet"),)
    hidden = tuple(about.name for about in sheets if about.visible != SheetVisibleEnum.Visible)
    return grids, tuple(_remarks(source.path, visible, hidden, parts, archive))


def _grid(path: str, name: str, workbook: CalamineWorkbook, part: SheetPart | None) -> Grid:
    sheet = workbook.get_sheet_by_name(name)
    values = sheet.to_python(skip_empty_area=False)
    rows = [[cell if type(cell) is str else cell_text(cell) for cell in row] for row in values]  # most are texts
    for row, column in part.percentages if part else ():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = percentage_text(values[row][column])
    spans = tuple(Span(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
    return Grid(path, name, rows, SheetPlaces(path, name), spans, part.formulas if part else frozenset())


def _remarks(
    path: str, visible: list[str], hidden: tuple[str, ...], parts: dict[str, str], archive: _Archive
) -> Iterator[Finding]:
    if hidden:
        message = Message("hidden sheets are not read: {sheets}", sheets=hidden)
        yield fault("BERKAS-20", message, Location(path))
    for name in visible:
        part = archive.sheets.get(parts.get(name, ""))
        if part is not None and (part.hidden_rows or part.hidden_columns):
            message = Message(
                "the sheet '{sheet}' hides {rows} rows and {columns} columns; they are read like the others",
                sheet=name,
                rows=part.hidden_rows,
                columns=part.hidden_columns,
            )
            yield fault("BERKAS-23", message, Location(path))


def _unreadable(path: str, reason: str) -> Finding:
    message = Message("this is not a readable .xlsx workbook: {reason}", reason=reason)
    fix = Message("save it again as .xlsx without a password, or as CSV UTF-8")
    return fault("BERKAS-14", message, Location(path), fix=fix)


# ---- before the archive is opened


@dataclass(slots=True)
class _Archive:
    """What is needed of the parts of a workbook: its index, and what each sheet hides."""

    percent_styles: frozenset[bytes] = frozenset()
    workbook: bytes = b""
    relations: bytes = b""
    sheets: dict[str, SheetPart] = field(default_factory=dict)


def _archive(data: bytes) -> _Archive | tuple[str, Message]:
    """The parts of a workbook; code and message when it is none, or would unpack to more than a limit."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "BERKAS-14", Message("this is not an .xlsx workbook")
    too_large = _too_large(entries, len(data))
    if too_large is not None:
        return "BERKAS-15", too_large
    found = _Archive()
    for entry in sorted(entries, key=lambda entry: entry.filename != _STYLES):
        unsafe = _take(found, data, entry)
        if unsafe is not None:
            return unsafe
    return found


def _too_large(entries: list[zipfile.ZipInfo], packed: int) -> Message | None:
    """Why an archive is not opened, by the sizes that it states."""
    size = sum(entry.file_size for entry in entries)
    if len(entries) > limits.ZIP_ENTRIES:
        return Message("the workbook has more than {limit} parts", limit=limits.ZIP_ENTRIES)
    if size > limits.ZIP_UNPACKED_BYTES:
        return Message(
            "the workbook unpacks to more than {limit} MB", limit=limits.ZIP_UNPACKED_BYTES // limits.MEGABYTE
        )
    if size > max(limits.ZIP_HARMLESS_BYTES, limits.ZIP_RATIO * packed):
        return Message("the workbook unpacks to more than {limit} times its size", limit=limits.ZIP_RATIO)
    return None


def _take(found: _Archive, data: bytes, entry: zipfile.ZipInfo) -> tuple[str, Message] | None:
    """Notes what is needed of an entry; code and message when it may not be read."""
    content = _unpacked(data, entry)
    if content is None:
        return "BERKAS-15", Message("the sizes that the workbook states are false, or it is damaged")
    if b"<!DOCTYPE" in content[:4096]:
        return "BERKAS-14", Message("the file declares a document type, which no workbook needs; it is not read")
    if entry.filename == _WORKBOOK:
        found.workbook = content
    elif entry.filename == _RELATIONS:
        found.relations = content
    elif entry.filename == _STYLES:
        found.percent_styles = percent_styles(content)
    elif b"sheetData" in content:
        if dense_cells(content) > limits.SHEET_CELLS:
            limit = limits.SHEET_CELLS
            return "BERKAS-15", Message("a sheet has more than {limit} cells from first to last", limit=limit)
        if content.count(b"mergeCell ") > limits.SPANS:
            return "BERKAS-15", Message("a sheet has more than {limit} merged cells", limit=limits.SPANS)
        found.sheets[entry.filename] = sheet_part(content, found.percent_styles)
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
