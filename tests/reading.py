"""What the tests of reading share: sources from bytes, findings in short, workbooks by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from mutasi.finding import Finding, Location
from mutasi.read.source import Source, source_of

DATA = Path(__file__).parent / "data" / "read"


def source(content: str | bytes, path: str = "x.csv") -> Source:
    return source_of(content.encode() if isinstance(content, str) else content, path)


def short(findings: Iterable[Finding]) -> list[tuple[str, int, int]]:
    """Rule, line and column of each finding."""
    return [(found.rule, found.location.line, found.location.column) for found in findings]


def codes(findings: Iterable[Finding]) -> list[str]:
    return [found.rule for found in findings]


def piece(text: str, where: Location) -> str:
    """The part of a text that a location spans, found by an independent way of counting."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[where.line - 1 : where.end_line]
    lines[-1] = lines[-1][: where.end_column - 1]
    lines[0] = lines[0][where.column - 1 :]
    return "\n".join(lines)


# ---- workbooks

_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2">'
        '<xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    ),
}
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(*sheets: str, hidden: int = 0, before: str = "") -> bytes:
    """An .xlsx file from the rows of its sheets as XML; the first `hidden` ones are hidden.

    `before` stands between the XML declaration and the root of each sheet.
    """
    parts = dict(_PARTS)
    tags, relations = [], []
    for number, rows in enumerate(sheets, start=1):
        state = ' state="hidden"' if number <= hidden else ""
        tags.append(f'<sheet name="S{number}" sheetId="{number}"{state} r:id="r{number}"/>')
        relations.append(
            f'<Relationship Id="r{number}" Type="{_RELATION}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f"{before}<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>"
        )
    relations.append(f'<Relationship Id="r99" Type="{_RELATION}/styles" Target="styles.xml"/>')
    parts["xl/workbook.xml"] = f'<workbook {_MAIN} xmlns:r="{_RELATION}"><sheets>{"".join(tags)}</sheets></workbook>'
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(relations)}</Relationships>"
    )
    return archive(parts)


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def row(number: int, *cells: str) -> str:
    """A row of a sheet; a cell is XML such as ``<v>1</v>``, or text when it does not begin with ``<``."""
    return f'<row r="{number}">' + "".join(_cell(number, at, cell) for at, cell in enumerate(cells)) + "</row>"


def _cell(number: int, at: int, cell: str) -> str:
    place = f'r="{chr(ord("A") + at)}{number}"'
    if cell.startswith("<c "):
        return cell.replace("<c ", f"<c {place} ", 1)
    if cell.startswith("<"):
        return f"<c {place}>{cell}</c>"
    return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{cell}</t></is></c>'
