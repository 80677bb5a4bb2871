"""Paragraphs and sections of a DOCX file as XML: written at once, since a large document has thousands of them."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from mutasi.render.blocks import Strong
from mutasi.render.text import visible

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WIDTH, WIDE = 9638, 14570
"""Twentieths of a point between the margins of an A4 page, and of one that lies on its side."""
BREAK = "<w:r><w:br/></w:r>"
_RULE = '<w:pBdr><w:bottom w:val="double" w:sz="6" w:space="4" w:color="000000"/></w:pBdr>'


def paragraph_xml(
    lines: Iterable[str], *, style: str = "", indent: int = 0, sign: str = "", after: int | None = None,
    exactly: int | None = None, keeps: bool = False, begins_page: bool = False,
    is_head: bool = False,
) -> str:  # fmt: skip
    """A paragraph of lines. `indent` is in twentieths of a point, as the room `after` and the height of a line that is
    `exactly` so high; a `sign` hangs in front. It `keeps` with the next one. As the head of a letter
    it stands in the middle above a rule.
    """
    spacing = "" if after is None else f' w:after="{after}"'
    spacing += "" if exactly is None else f' w:line="{exactly}" w:lineRule="exact"'
    properties = (
        f'<w:pStyle w:val="{escape(style)}"/>' if style else "",
        "<w:keepNext/>" if keeps else "",
        "<w:pageBreakBefore/>" if begins_page else "",
        _RULE if is_head else "",
        f'<w:tabs><w:tab w:val="left" w:pos="{indent}"/></w:tabs>' if sign else "",
        f"<w:spacing{spacing}/>" if spacing else "",
        f'<w:ind w:left="{indent}"{f" w:hanging={_quoted(indent)}" if sign else ""}/>' if indent else "",
        '<w:jc w:val="center"/>' if is_head else "",
    )
    hanging = f"<w:r><w:t>{escape(sign)}</w:t><w:tab/></w:r>" if sign else ""
    runs = BREAK.join(run_xml(line) for line in lines)
    return f'<w:p xmlns:w="{WORD}"><w:pPr>{"".join(properties)}</w:pPr>{hanging}{runs}</w:p>'


def _quoted(number: int) -> str:
    return f'"{number}"'


def section_xml(footer: str, *, wide: bool) -> str:
    """The end of a section of A4 pages, in a paragraph of its own; what follows begins on a new page. `footer` is the
    id of the foot of its pages, blank for none.
    """
    foot = f'<w:footerReference w:type="default" r:id="{escape(footer)}"/>' if footer else ""
    width, height, side = (16838, 11906, ' w:orient="landscape"') if wide else (11906, 16838, "")
    return (
        f'<w:p xmlns:w="{WORD}" xmlns:r="{_RELATIONS}"><w:pPr><w:spacing w:after="0" w:line="20" w:lineRule="exact"/>'
        f'<w:sectPr>{foot}<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{side}/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567"'
        ' w:gutter="0"/>'
        "</w:sectPr></w:pPr></w:p>"
    )


def run_xml(line: str, half_points: int = 0) -> str:
    bold = "<w:b/>" if isinstance(line, Strong) else ""
    size = f'<w:sz w:val="{half_points}"/>' if half_points else ""
    look = f"<w:rPr>{bold}{size}</w:rPr>" if bold or size else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(visible(line))}</w:t></w:r>'
