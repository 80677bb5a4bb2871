"""What both ways of reading CSV share: the shape that the header asks for, and what is wrong with a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.table import ANY_SIGNS, Signs
from mutasi.read.characters import BLANKS
from mutasi.read.faults import fault
from mutasi.read.places import Numbers, RecordIndex, text_location
from mutasi.read.records import Record


@dataclass(frozen=True, slots=True)
class Shape:
    """What the header says of the records: their separator and columns. `entity` names a record in findings."""

    path: str
    table: str
    entity: str
    separator: str
    columns: Sequence[str]


@dataclass(frozen=True, slots=True)
class Body:
    """All cells below the header, cleaned, in columns named by their number, and where they stand.

    `kept` gives the record of each row when records were left out; `blank` counts the blank ones among them
    and `findings` tells of the others. `hidden` tells whether a cell may hold a character that cannot be seen, `long`
    whether one may be too long; `whole` is False when a quote swallows the rest of the file.
    """

    cells: pl.DataFrame
    index: RecordIndex
    hidden: bool
    long: bool
    kept: Numbers | None = None
    blank: int = 0
    findings: tuple[Finding, ...] = ()
    whole: bool = True
    signs: Signs = ANY_SIGNS


def judge(text: str, record: Record, line: int, shape: Shape) -> Finding | None:
    """What is wrong with a record. Cells beyond the header that are blank do no harm."""
    if record.bad_quote:
        return quote_finding(text, record, line, shape)
    width = len(shape.columns)
    fits = len(record.cells) >= width and not any(cell.strip(BLANKS) for cell in record.cells[width:])
    return None if fits or record.is_blank else _ragged(text, record, line, shape)


def _ragged(text: str, record: Record, line: int, shape: Shape) -> Finding:
    where = text_location(shape.path, line, text[record.start : record.end], (0, record.end - record.start))
    return ragged_row(len(record.cells), len(shape.columns), where, shape.table, _key(record, shape))


def ragged_row(found: int, expected: int, where: Location, table: str = "", key: str = "") -> Finding:
    """The finding for a row with another number of cells than the header."""
    message = Message(
        "the row has {found} cells, the header has {expected}; the row is left out", found=found, expected=expected
    )
    fix = Message("add the missing separators, or put the cell that holds a separator in double quotes")
    return fault("BERKAS-05", message, where, table=table, key=key, fix=fix)


def quote_finding(text: str, record: Record, line: int, shape: Shape) -> Finding:
    """What is wrong with the quotes of a record whose `bad_quote` is set."""
    bad, start = record.bad_quote, record.start
    assert bad is not None
    raw = text[start : record.end]
    opened = text_location(shape.path, line, raw, (bad.opened - start, bad.opened - start + 1))
    if bad.at is None:
        message = Message(
            "a quote is opened in line {line} and never closed, so the rows after it cannot be read",
            line=opened.line,
        )
        fix = Message("close the quote, or remove it")
        return fault("BERKAS-04", message, opened, table=shape.table, key=_key(record, shape), fix=fix)
    where = text_location(shape.path, line, raw, (bad.at - start, bad.at - start + 1))
    message = Message(
        "text follows the closing quote of the cell opened in line {line}; the row is left out",
        line=opened.line,
    )
    fix = Message("write a quote inside a quoted cell twice")
    return fault("BERKAS-08", message, where, table=shape.table, key=_key(record, shape), fix=fix, related=(opened,))


def _key(record: Record, shape: Shape) -> str:
    """The name of a faulty record: only its first cell is where it seems to be."""
    first = record.cells[0].strip(BLANKS)
    return first[:80] if shape.columns and shape.columns[0] == shape.entity else ""
