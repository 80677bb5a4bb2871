"""Paragraphs and tables of a DOCX file as XML: written at once, since a large document has thousands of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from mutasi.render.blocks import Cell, Grid, Strong, lines_of
from mutasi.render.text import visible

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WIDTH, WIDE = 9638, 14570
"""Twentieths of a point between the margins of an A4 page, and of one that lies on its side."""
_HALF_POINTS = 16
"""Size of the letters of a table."""
_LONGEST_WORD = 24
"""Letters of a word for which a column is made wider."""
_BREAK = "<w:r><w:br/></w:r>"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def paragraph_xml(
    lines: Iterable[str], *, style: str = "", indent: int = 0, sign: str = "", after: int | None = None,
    exactly: int | None = None, keeps: bool = False, begins_page: bool = False,
) -> str:  # fmt: skip
    """A paragraph of lines. `indent` is in twentieths of a point, as the room `after` and the height of a line that is
    `exactly` so high; a `sign` hangs in front. It `keeps` with the next one.
    """
    spacing = "" if after is None else f' w:after="{after}"'
    spacing += "" if exactly is None else f' w:line="{exactly}" w:lineRule="exact"'
    properties = (
        f'<w:pStyle w:val="{escape(style)}"/>' if style else "",
        "<w:keepNext/>" if keeps else "",
        "<w:pageBreakBefore/>" if begins_page else "",
        f'<w:tabs><w:tab w:val="left" w:pos="{indent}"/></w:tabs>' if sign else "",
        f"<w:spacing{spacing}/>" if spacing else "",
        f'<w:ind w:left="{indent}"{f" w:hanging={_quoted(indent)}" if sign else ""}/>' if indent else "",
    )
    hanging = f"<w:r><w:t>{escape(sign)}</w:t><w:tab/></w:r>" if sign else ""
    runs = _BREAK.join(_run(line) for line in lines)
    return f'<w:p xmlns:w="{_WORD}"><w:pPr>{"".join(properties)}</w:pPr>{hanging}{runs}</w:p>'


def _quoted(number: int) -> str:
    return f'"{number}"'


def section_xml(footer: str, *, wide: bool) -> str:
    """The end of a section of A4 pages, in a paragraph of its own; what follows begins on a new page. `footer` is the
    id of the foot of its pages, blank for none.
    """
    foot = f'<w:footerReference w:type="default" r:id="{escape(footer)}"/>' if footer else ""
    width, height, side = (16838, 11906, ' w:orient="landscape"') if wide else (11906, 16838, "")
    return (
        f'<w:p xmlns:w="{_WORD}" xmlns:r="{_RELATIONS}"><w:pPr><w:spacing w:after="0" w:line="20" w:lineRule="exact"/>'
        f'<w:sectPr>{foot}<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{side}/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567"'
        ' w:gutter="0"/>'
        "</w:sectPr></w:pPr></w:p>"
    )


def table_xml(block: Grid, whole: int = WIDTH) -> str:
    """The table, `whole` wide, with a header that stands on every page, and rows that no page divides."""
    shares = block.widths or _natural(block)
    widths = [whole * share // sum(shares) for share in shares]
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
    """Shares of columns by their longest words, of columns of text by their longest lines as well."""
    return [
        _share(header, [line for row in block.rows for line in lines_of(row[at])], at in block.right)
        for at, header in enumerate(block.headers)
    ]


def _share(header: str, lines: list[str], is_number: bool) -> int:
    word = max((len(word) for line in (header, *lines) for word in line.split()), default=0)
    line = 0 if is_number else max(map(len, lines), default=0)
    return max(min(word, _LONGEST_WORD) + 3, min(32, line))


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
    runs = _BREAK.join(_run(line, _HALF_POINTS) for line in shown)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:spacing w:before="20" w:after="20"'
        f' w:line="240" w:lineRule="auto"/>{side}</w:pPr>{runs}</w:p></w:tc>'
    )


def _run(line: str, half_points: int = 0) -> str:
    bold = "<w:b/>" if isinstance(line, Strong) else ""
    size = f'<w:sz w:val="{half_points}"/>' if half_points else ""
    look = f"<w:rPr>{bold}{size}</w:rPr>" if bold or size else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(visible(line))}</w:t></w:r>'
