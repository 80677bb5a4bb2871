"""Blocks written into a DOCX document, at its end or where a template wants them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from mutasi.render.blocks import (
    Block,
    Fields,
    Grid,
    Heading,
    Items,
    Letterhead,
    Lines,
    Marker,
    NewPage,
    Paragraph,
    Picture,
    Room,
)
from mutasi.render.docx_table import table_xml
from mutasi.render.docx_xml import WIDE, WIDTH, paragraph_xml, section_xml

_INDENT = 400
"""Twentieths of a point by which items are set in."""
_FIELD = 1200
"""The same for the names of fields."""


class Writer:
    """Adds blocks at the end of a document, or before one of its paragraphs, `room` twentieths of a point wide."""

    def __init__(self, made: Any, before: Any = None, room: int = WIDTH) -> None:
        self.made, self.breaks, self.is_wide, self.room = made, False, False, room
        self.in_template, self.is_first = before is not None, before is None
        self.before = made.element.body.sectPr if before is None else before
        self.styles = {style.name: style.style_id for style in made.styles}

    @property
    def _room(self) -> int:
        return WIDE if self.is_wide else self.room

    def add(self, block: Block) -> None:
        match block:
            case NewPage(wide):
                self._new_page(wide=wide and not self.in_template)  # the pages of a template are the office's
                return
            case Picture():
                return
            case Grid():
                self._place(table_xml(block, self._room))
                self._paragraph((), after=0, exactly=160)
            case Items(texts, marker):
                self._items(texts, marker)
            case Fields(rows):
                self._fields(rows)
            case _:
                self._lines(block)
        self.is_first = False

    def _lines(self, block: Block) -> None:
        match block:
            case Heading(text, level):
                self._paragraph((text,), style=self.styles.get(f"Heading {level}", ""), keeps=True)
            case Paragraph(text):
                self._paragraph((text,))
            case Lines(lines, right):
                self._paragraph([line for line in lines if line], indent=self._room // 2 if right else 0, keeps=right)
            case Letterhead(lines):
                self._paragraph([line for line in lines if line], is_head=True)
            case Room(count):
                self._paragraph(("",) * (count + 1), keeps=True)

    def _new_page(self, *, wide: bool) -> None:
        """A section ends where pages turn; else a page does."""
        if wide == self.is_wide:
            self.breaks = not self.is_first
            return
        feet = self.made.sections[-1]._sectPr.xpath("./w:footerReference/@r:id")
        self._place(section_xml(str(feet[0]) if feet else "", wide=self.is_wide))
        self.is_wide = wide

    def end(self) -> None:
        """The last section is as wide as the pages are by then."""
        if self.is_wide:
            from docx.enum.section import WD_ORIENT

            last = self.made.sections[-1]
            last.orientation, last.page_width, last.page_height = WD_ORIENT.LANDSCAPE, last.page_height, last.page_width

    def _paragraph(self, lines: Iterable[str], **look: Any) -> None:
        self._place(paragraph_xml(lines, begins_page=self.breaks, **look))
        self.breaks = False

    def _items(self, texts: Sequence[str], marker: Marker) -> None:
        for number, text in enumerate(texts, start=1):
            sign = {Marker.DOT: "•", Marker.BOX: "☐"}.get(marker, f"{number}.")
            after = 120 if number == len(texts) else 0
            self._paragraph((text,), indent=_INDENT, sign=sign, after=after)

    def _fields(self, rows: Sequence[tuple[str, str]]) -> None:
        for at, (name, value) in enumerate(rows, start=1):
            after = None if at == len(rows) else 0
            self._paragraph((f": {value}",), indent=_FIELD, sign=name, after=after)

    def _place(self, xml: str) -> None:
        from docx.oxml import parse_xml

        self.before.addprevious(parse_xml(xml))
