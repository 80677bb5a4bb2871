"""CSV text to records, by RFC 4180 and with every fault told.

Records end at LF, CRLF or CR outside quotes. A quote counts where a cell begins; inside such a cell two
quotes stand for one. Blanks between a separator and a quote are ignored, as they are at the edges of
every cell. A quote in the middle of an unquoted cell is an ordinary character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from mutasi.read.characters import BLANKS

NEWLINE = re.compile(r"\r\n|\r|\n")
_LINE = re.compile(r"[^\r\n]*")


class BadQuote(NamedTuple):
    """A quote that is opened at `opened` and not closed as it should be.

    `at` is the index of the first character after the closing quote, or None when there is no closing quote.
    """

    opened: int
    at: int | None


class Record(NamedTuple):
    """One record: its cells (quotes removed), where it begins and ends, where the next one begins, its lines."""

    cells: list[str]
    start: int
    end: int
    next: int
    lines: int = 1
    bad_quote: BadQuote | None = None

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip(BLANKS) for cell in self.cells)


class _Cell(NamedTuple):
    text: str
    start: int
    end: int
    """Where the text stands, inside the quotes if there are some."""
    after: int
    """Where the separator, the line end or the end of the text stands."""
    bad_quote: BadQuote | None


def records(text: str, start: int, separator: str) -> Iterator[Record]:
    """The records from `start` on. An unclosed quote ends them: its record is the last."""
    size = len(text)
    while start < size:
        end = _LINE.match(text, start).end()  # type: ignore[union-attr]
        line = text[start:end]
        if '"' in line:
            record = read_record(text, start, separator)
        else:
            record = Record(line.split(separator), start, end, _after_newline(text, end))
        yield record
        start = record.next


def read_record(text: str, start: int, separator: str) -> Record:
    """The record that begins at `start`."""
    cells = list(_cells(text, start, separator))
    end = cells[-1].after
    bad = cells[-1].bad_quote or next((cell.bad_quote for cell in cells if cell.bad_quote), None)
    lines = 1 + len(NEWLINE.findall(text, start, end))
    return Record([cell.text for cell in cells], start, end, _after_newline(text, end), lines, bad)


def cell_span(text: str, separator: str, number: int) -> tuple[int, int] | None:
    """Where the cell of that number stands in the text of one record, without blanks around it."""
    quote = text.find('"')
    cells = (text if quote < 0 else text[:quote]).split(separator, number + 1)
    if quote >= 0 and len(cells) <= number + 1:
        cell = next(islice(_cells(text, 0, separator), number, None), None)
        return None if cell is None else _unpadded(text[cell.start : cell.end], cell.start)
    return _unpadded(cells[number], sum(map(len, cells[:number])) + number) if number < len(cells) else None


def _unpadded(raw: str, begin: int) -> tuple[int, int]:
    """Where a cell that begins at `begin` stands without the blanks around it."""
    start = begin + len(raw) - len(raw.lstrip(BLANKS))
    return start, max(start, begin + len(raw.rstrip(BLANKS)))


def raw_cells(text: str, separator: str) -> list[str]:
    """The cells of one record as they are written: with quotes, and blanks around them."""
    cells, start = [], 0
    for cell in _cells(text, 0, separator):
        cells.append(text[start : cell.after])
        start = cell.after + 1
    return cells


def first_cells(text: str, separator: str, count: int) -> str:
    """The text of one record up to the end of its cell number `count`."""
    return text[: next(islice(_cells(text, 0, separator), count - 1, None)).after]


def _cells(text: str, start: int, separator: str) -> Iterator[_Cell]:
    blanks, plain = _patterns(separator)
    while True:
        begin = blanks.match(text, start).end()  # type: ignore[union-attr]
        if text.startswith('"', begin):
            cell = _quoted(text, begin, plain)
        else:
            end = plain.match(text, start).end()  # type: ignore[union-attr]
            cell = _Cell(text[start:end], start, end, end, None)
        yield cell
        if not text.startswith(separator, cell.after):
            return
        start = cell.after + 1


def _quoted(text: str, opened: int, plain: re.Pattern[str]) -> _Cell:
    start = opened + 1
    end = text.find('"', start)
    while end >= 0 and text.startswith('"', end + 1):
        end = text.find('"', end + 2)
    if end < 0:
        return _Cell(text[start:], start, len(text), len(text), BadQuote(opened, None))
    after = plain.match(text, end + 1).end()  # type: ignore[union-attr]
    bad = BadQuote(opened, end + 1) if text[end + 1 : after].strip(BLANKS) else None
    return _Cell(text[start:end].replace('""', '"'), start, end, after, bad)


def _after_newline(text: str, end: int) -> int:
    newline = NEWLINE.match(text, end)
    return newline.end() if newline else end


@cache
def _patterns(separator: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Blanks before a cell, and the rest of an unquoted cell."""
    blanks = BLANKS.replace(separator, "")
    return re.compile(f"[{blanks}]*"), re.compile(f"[^{re.escape(separator)}\r\n]*")
