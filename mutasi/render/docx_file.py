"""Blocks as a DOCX file, in a template of the office's own or a plain one. The only home of docx, docxtpl and jinja2.

A template is filled in a sandbox that knows no files; what comes from the data is never read as a template.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from mutasi.errors import MutasiError
from mutasi.message import Message
from mutasi.render.blocks import Block, Grid, Heading, Items, Lines, Marker, NewPage, Paragraph, Picture, Room
from mutasi.render.docx_xml import WIDE, WIDTH, paragraph_xml, section_xml, table_xml
from mutasi.render.text import visible

_MADE = (2000, 1, 1, 0, 0, 0)
"""What every entry of the file gives as its time, so that the same document gives the same bytes."""
MOST_BYTES = 20_000_000
"""Unpacked size that a template may have."""
_DOCUMENT = "word/document.xml"
_MARK = "\u2402{}\u2403"
"""What stands for a part in the filled template, until its blocks take the place."""

Parts = Mapping[str, Callable[[], Iterable[Block]]]


class TemplateInvalid(MutasiError):
    """A template that cannot be filled."""

    def __init__(self, path: str, reason: Message | str) -> None:
        super().__init__(
            Message("{path} cannot be used as a template: {reason}", path=path, reason=reason),
            fix=Message("begin with the one that mutasi propose --new-template FILE writes; docs/proposal.md lists what"
                        " a template may use"),
        )  # fmt: skip


def document(blocks: Iterable[Block]) -> bytes:
    """A DOCX file of A4 pages with these blocks."""
    made = _plain()
    writer = _Writer(made)
    for block in blocks:
        writer.add(block)
    writer.end()
    return _packed(made)


def filled(template: bytes, path: str, parts: Parts, values: Mapping[str, object]) -> bytes:
    """A template with its places filled: `values` as text, and `bagian.NAME` as the blocks of a part. Raises
    TemplateInvalid.
    """
    from docxtpl import DocxTemplate

    _refuse_bombs(template, path)
    marks = {name: _MARK.format(name) for name in parts}
    environment = _sandbox()
    try:
        made = DocxTemplate(io.BytesIO(template))
        made.render({**_clean(values), "bagian": marks}, environment)
    except Exception as error:  # a template is a program of somebody's: whatever it raises is its own fault
        raise TemplateInvalid(path, str(error) or type(error).__name__) from error
    _insert(made.docx, parts, {mark: name for name, mark in marks.items()})
    packed = _packed(made.docx)
    _refuse_left(packed, path, marks)
    return packed


def _sandbox() -> Any:
    """Where templates are filled: no files, no inside of Python, no functions, and nothing that grows without end."""
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset({"*", "**"})

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            raise SecurityError(f"'{operator}' is not allowed")

    made = Sandbox(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    return made


def new_template(lines: Sequence[tuple[str, int]]) -> bytes:
    """A template to begin with: each text a paragraph, or a heading of a level above 0."""
    made = _plain()
    for text, level in lines:
        made.add_heading(text, level) if level else made.add_paragraph(text)
    return _packed(made)


def _clean(value: Any) -> Any:
    """Values of a template with text that is safe to show."""
    if isinstance(value, Mapping):
        return {key: _clean(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    return visible(value) if isinstance(value, str) else value


def _refuse_bombs(template: bytes, path: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
            is_document = _DOCUMENT in packed.namelist()
    except (zipfile.BadZipFile, ValueError) as error:
        raise TemplateInvalid(path, Message("it is no DOCX file")) from error
    if not is_document:
        raise TemplateInvalid(path, Message("it is no DOCX file"))
    if size > MOST_BYTES:
        raise TemplateInvalid(path, Message("unpacked it has {size} bytes, at most {most}", size=size, most=MOST_BYTES))


def _insert(made: Any, parts: Parts, names: Mapping[str, str]) -> None:
    """The blocks of the parts where the marks stand, each in a paragraph of its own."""
    from docx.oxml.ns import qn

    for paragraph in list(made.element.body.iter(qn("w:p"))):
        name = names.get("".join(text.text or "" for text in paragraph.iter(qn("w:t"))).strip())
        if name is not None:
            writer = _Writer(made, before=paragraph)
            for block in parts[name]():
                writer.add(block)
            paragraph.getparent().remove(paragraph)


def _refuse_left(packed: bytes, path: str, marks: Mapping[str, str]) -> None:
    """Raises TemplateInvalid for a part that could not be inserted where the template wants it."""
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        texts = b"".join(file.read(name) for name in file.namelist() if name.endswith(".xml"))
    for name, mark in marks.items():
        if mark.encode() in texts:
            raise TemplateInvalid(
                path, Message("bagian.{name} has to stand alone in a paragraph, and in no header or footer", name=name)
            )


_INDENT = 400
"""Twentieths of a point by which items are set in."""
_HALF = 4800
"""The same of what stands in the right half of the page."""


class _Writer:
    """Adds blocks at the end of a document, or before one of its paragraphs."""

    def __init__(self, made: Any, before: Any = None) -> None:
        self.made, self.breaks, self.is_wide = made, False, False
        self.in_template, self.is_first = before is not None, before is None
        self.before = made.element.body.sectPr if before is None else before
        self.styles = {style.name: style.style_id for style in made.styles}

    def add(self, block: Block) -> None:
        match block:
            case NewPage(wide):
                self._new_page(wide=wide and not self.in_template)  # the pages of a template are the office's
                return
            case Picture():
                return
            case Heading(text, level):
                self._paragraph((text,), style=self.styles.get(f"Heading {level}", ""), keeps=True)
            case Paragraph(text):
                self._paragraph((text,))
            case Lines(lines, right):
                self._paragraph([line for line in lines if line], indent=_HALF if right else 0, keeps=right)
            case Items(texts, marker):
                self._items(texts, marker)
            case Grid():
                self._place(table_xml(block, WIDE if self.is_wide else WIDTH))
                self._paragraph((), after=0, exactly=160)
            case Room(count):
                self._paragraph(("",) * (count + 1), keeps=True)
        self.is_first = False

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

    def _place(self, xml: str) -> None:
        from docx.oxml import parse_xml

        self.before.addprevious(parse_xml(xml))


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


def _packed(made: Any) -> bytes:
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
