"""A DOCX template of the office's own, filled with the parts of a document. What comes from the data is never read as a
template.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from mutasi.errors import MutasiError
from mutasi.message import Message
from mutasi.render.blocks import Block
from mutasi.render.docx_file import packed
from mutasi.render.docx_room import is_end_of_section, room_of
from mutasi.render.docx_sandbox import sandbox, told
from mutasi.render.docx_writer import Writer
from mutasi.render.text import visible

MOST_BYTES = 20_000_000
"""Unpacked size that a template may have."""
_DOCUMENT = "word/document.xml"
_MARK = "\u2402{}\u2403"
"""What stands for a part in the filled template, until its blocks take the place."""

Parts = Mapping[str, Callable[[], Iterable[Block]]]


class TemplateInvalid(MutasiError):
    """A template that cannot be filled."""

    def __init__(self, path: str, reason: Message) -> None:
        super().__init__(
            Message("{path} cannot be used as a template: {reason}", path=path, reason=reason),
            fix=Message("begin with the one that mutasi propose --new-template FILE writes; docs/proposal.md lists what"
                        " a template may use"),
        )  # fmt: skip


def filled(template: bytes, path: str, parts: Parts, values: Mapping[str, object]) -> bytes:
    """A template with its places filled: `values` as text, and `bagian.NAME` as the blocks of a part. Raises
    TemplateInvalid.
    """
    from docxtpl import DocxTemplate

    _refuse_bombs(template, path)
    marks = {name: _MARK.format(name) for name in parts}
    environment = sandbox()
    try:
        made = DocxTemplate(io.BytesIO(template))
        made.render({**_clean(values), "bagian": marks}, environment)
    except Exception as error:  # a template is a program of somebody's: whatever it raises is its own fault
        raise TemplateInvalid(path, told(error, environment.source)) from error
    _insert(made.docx, parts, {mark: name for name, mark in marks.items()})
    data = packed(made.docx)
    _refuse_left(data, path, marks)
    return data


def _clean(value: Any) -> Any:
    """Values of a template with text that is safe to show."""
    if isinstance(value, Mapping):
        return {key: _clean(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    return visible(value) if isinstance(value, str) else value


def _refuse_bombs(template: bytes, path: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as file:
            size = sum(entry.file_size for entry in file.infolist())
            is_document = _DOCUMENT in file.namelist()
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
        if name is None:
            continue
        writer = Writer(made, before=paragraph, room=room_of(paragraph, made.element.body))
        for block in parts[name]():
            writer.add(block)
        if not is_end_of_section(paragraph):
            paragraph.getparent().remove(paragraph)
            continue
        for run in list(paragraph.iterchildren(qn("w:r"))):
            paragraph.remove(run)


def _refuse_left(data: bytes, path: str, marks: Mapping[str, str]) -> None:
    """Raises TemplateInvalid for a part that could not be inserted where the template wants it."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        texts = b"".join(file.read(name) for name in file.namelist() if name.endswith(".xml"))
    for name, mark in marks.items():
        if mark.encode() in texts:
            raise TemplateInvalid(
                path, Message("bagian.{name} has to stand alone in a paragraph, and in no header or footer", name=name)
            )
