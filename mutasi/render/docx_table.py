"""Tables of a DOCX file as XML: written at once, since a large document has thousands of cells."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from mutasi.render.blocks import Cell, Grid, Strong, lines_of
from mutasi.render.text import visible

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WIDTH = 9638
"""Twentieths of a point between the margins of an A4 page."""
_HALF_POINTS = 16
"""Size of the letters of a table."""
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_xml(block: Grid) -> str:
    """The table with a header that stands on every page, and rows that no page divides."""
    shares = block.widths or _natural(block)
    widths = [_WIDTH * share // sum(shares) for share in shares]
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for side in _SIDES)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl xmlns:w="{_WORD}"><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/>'
        f'<w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        + "".join(_rows(block, widths))
        + "</w:tbl>"
    )


def _natural(block: Grid) -> list[int]:
    """Shares of columns by their longest lines, none so small that a number breaks."""
    rows = (block.headers, *block.rows)
    return [
        min(32, max(7, *(len(line) for row in rows for line in lines_of(row[at])))) for at in range(len(block.headers))
    ]


def _rows(block: Grid, widths: list[int]) -> Iterator[str]:
    head = tuple(Strong(header) for header in block.headers)
    for number, row in enumerate((head, *block.rows)):
        cells = "".join(
            _cell(cell, width, at in block.right) for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        header = "" if number else "<w:tblHeader/>"
        yield f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>"


def _cell(cell: Cell, width: int, right: bool) -> str:
    side = '<w:jc w:val="right"/>' if right else ""
    shown = [line for line in lines_of(cell) if line]
    runs = "<w:r><w:br/></w:r>".join(_run(line) for line in shown)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:spacing w:before="20" w:after="20"'
        f' w:line="240" w:lineRule="auto"/>{side}</w:pPr>{runs}</w:p></w:tc>'
    )


def _run(line: str) -> str:
    bold = "<w:b/>" if isinstance(line, Strong) else ""
    size = f'<w:sz w:val="{_HALF_POINTS}"/>'
    return f'<w:r><w:rPr>{bold}{size}</w:rPr><w:t xml:space="preserve">{escape(visible(line))}</w:t></w:r>'
