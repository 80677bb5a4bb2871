"""A text file of separated cells as a grid: what a table may have above, beside and below it stays there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.dialect import UNTOLD, Dialect
from mutasi.read import limits
from mutasi.read.faults import bounded, fault
from mutasi.read.grid import Grid
from mutasi.read.places import text_location
from mutasi.read.records import NEWLINE, cell_span, records
from mutasi.read.rows import Shape, quote_finding
from mutasi.read.separator import SEPARATORS, declared_separator, unclear_separator
from mutasi.read.source import Source, decoded, empty_file, is_blank

_TRIED = 2_000
"""Records that are looked at to tell the separator."""


@dataclass(frozen=True, slots=True)
class TextPlaces:
    """Places in a text by the records that were read from it."""

    path: str
    text: str
    separator: str
    rows: list[tuple[int, int, int]]
    """Beginning, end and first line of each record."""

    def cell(self, row: int, column: int | None = None) -> Location:
        start, end, line = self.rows[row]
        text = self.text[start:end]
        span = None if column is None else cell_span(text, self.separator, column)
        return text_location(self.path, line, text, span or (0, len(text)))


def csv_grid(source: Source, dialect: Dialect = UNTOLD) -> tuple[Grid | None, tuple[Finding, ...]]:
    """The records of a text file, or None and why it has none.

    A record with text after a closing quote is left out and reported; a quote that is never closed ends it all.
    """
    text_source, findings = decoded(source, dialect.encoding)
    if text_source is None:
        return None, findings
    if is_blank(text_source):
        return None, (empty_file(source.path),)
    text = text_source.text
    start, separator = declared_separator(text)
    separator = dialect.separator or separator or _separator(text, start)
    if separator is None:
        return None, (unclear_separator(source.path),)
    grid, wrong = _grid(text, start, Shape(source.path, "", "", separator, ()))
    return grid, bounded(wrong, source.path)


def _grid(text: str, start: int, shape: Shape) -> tuple[Grid | None, list[Finding]]:
    rows: list[list[str]] = []
    places: list[tuple[int, int, int]] = []
    findings: list[Finding] = []
    line = 1 + len(NEWLINE.findall(text, 0, start))
    for record in records(text, start, shape.separator):
        if record.bad_quote:
            findings.append(quote_finding(text, record, line, shape))
            if record.bad_quote.at is None:
                return None, findings
        elif any(len(cell) > limits.CELL_CHARACTERS for cell in record.cells):
            findings.append(_too_long(shape.path, line))
        else:
            rows.append(record.cells)
            places.append((record.start, record.end, line))
        line += record.lines
    return Grid(shape.path, "", rows, TextPlaces(shape.path, text, shape.separator, places)), findings


def _too_long(path: str, line: int) -> Finding:
    message = Message(
        "a cell of this row holds more than {limit} characters; the row is left out", limit=limits.CELL_CHARACTERS
    )
    return fault("BERKAS-15", message, Location(path, line))


def _separator(text: str, start: int) -> str | None:
    """The separator that gives all rows as many cells, or else most of them; None when there is not just one.

    Titles above a table and signatures below it are few; the rows of the table decide.
    """
    shares = {separator: _regular_share(text, start, separator) for separator in SEPARATORS}
    for least in (1.0, 0.5):
        fitting = [separator for separator, share in shares.items() if share >= least]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None if any(separator in text for separator in SEPARATORS) else SEPARATORS[0]


def _regular_share(text: str, start: int, separator: str) -> float:
    """The share of the rows that have the most frequent number of cells, 0 when that is one cell."""
    found = islice(records(text, start, separator), _TRIED)
    widths = Counter(0 if record.bad_quote else len(record.cells) for record in found if not record.is_blank)
    if not widths:
        return 0.0
    width, count = widths.most_common(1)[0]
    return count / widths.total() if width > 1 else 0.0
