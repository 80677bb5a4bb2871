"""Blocks as a plain DOCX file of A4 pages."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from mutasi.render.blocks import Block, Heading, NewPage, Paragraph
from mutasi.render.docx_writer import Writer

_MADE = (2000, 1, 1, 0, 0, 0)
"""What every entry of the file gives as its time, so that the same document gives the same bytes."""


def document(blocks: Iterable[Block]) -> bytes:
    """A DOCX file of A4 pages with these blocks."""
    made = _plain()
    writer = Writer(made)
    for block in blocks:
        writer.add(block)
    writer.end()
    return packed(made)


def new_template(lines: Sequence[tuple[str, int]], wide: Container[str] = ()) -> bytes:
    """A template to begin with: each text a paragraph, or a heading of a level above 0; those that are `wide` stand on
    pages that lie on their side.
    """
    return document(_of_template(lines, wide))


def _of_template(lines: Sequence[tuple[str, int]], wide: Container[str]) -> Iterator[Block]:
    is_wide = False
    for text, level in lines:
        if (text in wide) != is_wide:
            is_wide = not is_wide
            yield NewPage(wide=is_wide)
        yield Heading(text, level) if level else Paragraph(text)


def _plain() -> Any:
    """An empty document of A4 pages."""
    from docx import Document
    from docx.shared import Cm, Pt, RGBColor

    made = Document()
    about = made.core_properties
    about.author, about.comments, about.title, about.language = "", "", "Usulan Mutasi", "id"
    about.created = about.modified = datetime.datetime(*_MADE, tzinfo=datetime.UTC)
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin = section.bottom_margin = Cm(2.0)
    made.styles["Normal"].font.name = "Arial"
    made.styles["Normal"].font.size = Pt(10)
    for level, size in ((1, 15), (2, 12), (3, 10.5)):
        style = made.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.bold = "Arial", Pt(size), True
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.element.rPr.rFonts.set(_ASCII_THEME, "")
        del style.element.rPr.rFonts.attrib[_ASCII_THEME]
    _number_pages(section)
    return made


def _number_pages(section: Any) -> None:
    """The number of the page at its foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        foot.add_run()._r.append(part)


_ASCII_THEME = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}asciiTheme"


_THUMBNAIL = "docProps/thumbnail.jpeg"
"""A picture of an empty page that the library puts into each new file."""


def _without_thumbnail(name: str, data: bytes) -> bytes:
    if name != "_rels/.rels":
        return data
    return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", data)


def packed(made: Any) -> bytes:
    """The file with fixed times."""
    first, last = io.BytesIO(), io.BytesIO()
    made.save(first)
    with zipfile.ZipFile(first) as read, zipfile.ZipFile(last, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in sorted(read.infolist(), key=lambda one: (one.filename != "[Content_Types].xml", one.filename)):
            info = zipfile.ZipInfo(entry.filename, _MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            if entry.filename != _THUMBNAIL:
                written.writestr(info, _without_thumbnail(entry.filename, read.read(entry.filename)))
    return last.getvalue()
