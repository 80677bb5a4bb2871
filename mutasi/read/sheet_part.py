"""What the reader of sheets leaves out, looked up in the XML of a workbook: formulas and hidden rows."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

_DENSE_CELL = re.compile(rb"""r\s*+=\s*+["'][A-Za-z](?:[A-Za-z]{2,}[0-9]+|[A-Za-z][0-9]{5,}|[0-9]{6,})["']""")
"""A cell far from the first one. It begins with a letter and no word boundary, which takes a quarter of the time."""
_CELL = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,7})([0-9]{1,10})["']""")
_FORMULA = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["'][^>]*>\s*<(?:\w+:)?f\b""")
_STYLED_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*\bs\s*=[^>]*>""")
_STYLE = re.compile(rb"""\bs\s*=\s*["']([0-9]+)["']""")
_LITERAL = re.compile(r'"[^"]*"|\\.')
_BUILT_IN_PERCENT = {"9", "10"}
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*\bhidden\s*=\s*["'](?:1|true)["']""")
_HIDDEN_COLUMNS = re.compile(rb"""<(?:\w+:)?col\b[^>]*\bhidden\s*=\s*["'](?:1|true)["'][^>]*>""")
_RANGE = re.compile(rb"""\b(min|max)\s*=\s*["']([0-9]{1,7})["']""")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """What a sheet hides: the places of formulas and of percentages (row and column from 0), and how many rows and
    columns nobody sees.
    """

    formulas: frozenset[tuple[int, int]]
    percentages: frozenset[tuple[int, int]]
    hidden_rows: int
    hidden_columns: int


def sheet_part(content: bytes, percent_styles: frozenset[bytes] = frozenset()) -> SheetPart:
    """What the XML of a sheet says beside the values of its cells. `percent_styles` are those of `percent_styles`."""
    found = _FORMULA.finditer(content) if b"<f" in content or b":f" in content else ()
    return SheetPart(
        formulas=frozenset((int(match.group(2)) - 1, _column_number(match.group(1)) - 1) for match in found),
        percentages=frozenset(_percentages(content, percent_styles)) if percent_styles else frozenset(),
        hidden_rows=len(_HIDDEN_ROW.findall(content)) if b"hidden" in content else 0,
        hidden_columns=sum(map(_width, _HIDDEN_COLUMNS.findall(content))) if b"hidden" in content else 0,
    )


def _percentages(content: bytes, styles: frozenset[bytes]) -> Iterator[tuple[int, int]]:
    for match in _STYLED_CELL.finditer(content):
        style, place = _STYLE.search(match.group()), _CELL.search(match.group())
        if style is not None and place is not None and style.group(1) in styles:
            yield int(place.group(2)) - 1, _column_number(place.group(1)) - 1


def percent_styles(styles: bytes) -> frozenset[bytes]:
    """The numbers of the styles that show a number as a percentage; none when the part is damaged."""
    try:
        root = ElementTree.fromstring(styles)
    except ElementTree.ParseError:
        return frozenset()
    codes = {
        entry.get("numFmtId"): entry.get("formatCode", "") for entry in root.iter() if entry.tag.endswith("}numFmt")
    }
    formats = {number for number, code in codes.items() if "%" in _LITERAL.sub("", code)} | _BUILT_IN_PERCENT
    cells = next((entry for entry in root if entry.tag.endswith("}cellXfs")), ())
    return frozenset(str(number).encode() for number, entry in enumerate(cells) if entry.get("numFmtId") in formats)


def _width(column: bytes) -> int:
    ends = {name: int(number) for name, number in _RANGE.findall(column)}
    return ends.get(b"max", 1) - ends.get(b"min", 1) + 1


def sheet_parts(workbook: bytes, relations: bytes) -> dict[str, str]:
    """The part of the archive that holds each sheet, by the name of the sheet; empty when the index is damaged."""
    try:
        targets = {
            entry.get("Id", ""): posixpath.normpath(posixpath.join("/xl", entry.get("Target", ""))).lstrip("/")
            for entry in ElementTree.fromstring(relations)
        }
        sheets = [entry for entry in ElementTree.fromstring(workbook).iter() if entry.tag.endswith("}sheet")]
    except ElementTree.ParseError:
        return {}
    return {sheet.get("name", ""): targets.get(_relation(sheet), "") for sheet in sheets}


def _relation(sheet: ElementTree.Element) -> str:
    return next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")


def dense_cells(sheet: bytes) -> int:
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
