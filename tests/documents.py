"""Readers of what a proposal is written to: the cells of its tables, as other programs take them."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser

import docx
from markdown_it import MarkdownIt
from python_calamine import CalamineWorkbook


class Page(HTMLParser):
    """Tags, attributes and tables of a page as a browser takes them; a line break is one in a cell."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.rows: list[list[str]] = []
        self.inside = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.inside = tag in ("td", "th") or (self.inside and tag in ("br", "span", "strong"))
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def of_markdown(text: str) -> Page:
    return Page(MarkdownIt("gfm-like", {"linkify": False}).render(text))


def of_docx(data: bytes):
    return docx.Document(io.BytesIO(data))


def docx_rows(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in of_docx(data).tables for row in table.rows]


def docx_text(data: bytes) -> str:
    cells = (cell for row in docx_rows(data) for cell in row)
    return "\n".join([*(paragraph.text for paragraph in of_docx(data).paragraphs), *cells])


def sheets(data: bytes) -> dict[str, list[list[str]]]:
    book = CalamineWorkbook.from_object(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
