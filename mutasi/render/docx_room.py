"""How much room there is where a paragraph of a template stands."""

from __future__ import annotations

from typing import Any

from mutasi.render.docx_xml import WIDTH

_SIDES_OF_CELL = 216
"""Twentieths of a point between the borders of a cell and its text, both sides."""
_LEAST = 1440


def room_of(paragraph: Any, body: Any) -> int:
    """The width of the column of text, or of the cell, in which a paragraph of the body stands."""
    from docx.oxml.ns import qn

    for cell in paragraph.iterancestors(qn("w:tc")):
        width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
        if width is not None and width.get(qn("w:type")) == "dxa":
            return max(_LEAST, _number(width, "w:w") - _SIDES_OF_CELL)
    section = _section_of(paragraph, body)
    return WIDTH if section is None else max(_LEAST, _column(section))


def is_end_of_section(paragraph: Any) -> bool:
    """Whether the section ends with this paragraph, which therefore has to stay."""
    return _ended(paragraph) is not None


def _ended(paragraph: Any) -> Any:
    from docx.oxml.ns import qn

    return paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")


def _section_of(paragraph: Any, body: Any) -> Any:
    """A section tells its form where it ends: in the next paragraph that ends one, the last at the end of the body."""
    top = paragraph
    while top.getparent() is not None and top.getparent() is not body:
        top = top.getparent()
    for element in (top, *top.itersiblings()):
        found = _ended(element)
        if found is not None:
            return found
    return body.sectPr


def _column(section: Any) -> int:
    from docx.oxml.ns import qn

    page, margins, columns = (section.find(qn(name)) for name in ("w:pgSz", "w:pgMar", "w:cols"))
    if page is None or margins is None:
        return WIDTH
    room = _number(page, "w:w") - sum(_number(margins, name) for name in ("w:left", "w:right", "w:gutter"))
    count = 1 if columns is None else max(1, _number(columns, "w:num", 1))
    return (room - (count - 1) * (0 if columns is None else _number(columns, "w:space", 720))) // count


def _number(element: Any, name: str, otherwise: int = 0) -> int:
    from docx.oxml.ns import qn

    text = str(element.get(qn(name)) or "")
    return int(text) if text.isdecimal() else otherwise
