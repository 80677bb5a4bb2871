"""The way through polars for CSV files that are even but for a few records; None for all others.

polars is many times faster than any reader in Python but lenient: it fills short rows, and it takes quotes
wherever they stand. So quotes are checked beforehand, and afterwards every byte must be accounted for: in a cell, as a
separator, as a line end, or as a quote. Where the account does not close, the odd records are found, judged one by one
and kept from polars.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.finding import Finding
from mutasi.model.table import Signs
from mutasi.read.cells import emptied, stripped
from mutasi.read.characters import may_hide_beyond_ascii
from mutasi.read.places import BLOCK, ByteIndex, Numbers
from mutasi.read.records import first_cells, read_record
from mutasi.read.rows import Body, Shape, judge
from mutasi.read.separator import Head

Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]
NO_BREAK_SPACE = b"\xc2\xa0"
_FEW = 2_000
"""Odd records that are judged one by one; with more the whole file is."""
_TAB, _LF, _CR, _SPACE, _QUOTE = 9, 10, 13, 32, 34


@dataclass(frozen=True, slots=True)
class _Controls:
    """How often line feeds, carriage returns, tabs and all other bytes below the space stand in the records."""

    feeds: int
    apart: bool
    """Whether two line feeds stand so far apart that a record may be too long."""
    returns: int = 0
    tabs: int = 0
    others: int = 0


@dataclass(frozen=True, slots=True)
class _Quotes:
    """Where the quotes stand: opening and closing ones in turn."""

    places: Numbers

    @property
    def doubled(self) -> int:
        """How many stand for a quote in a cell, so that only one of two is taken away."""
        return int(np.count_nonzero(np.diff(self.places)[1::2] == 1))

    @property
    def around_nothing(self) -> bool:
        return bool((np.diff(self.places)[0::2] == 1).any())

    def are_around(self, places: Numbers) -> Flags:
        """Which places stand inside quotes."""
        inside: Flags = np.searchsorted(self.places, places) % 2 == 1
        return inside

    def touch(self, array: Bytes, byte: int) -> bool:
        """Whether a byte stands beside a quote."""
        return byte in array[self.places - 1] or byte in array[self.places + 1]

    def are_sound(self, array: Bytes, separator: int) -> bool:
        """Whether every quote opens, closes or doubles one by RFC 4180: it has the edge of a cell beside it."""
        if len(self.places) % 2:
            return False
        beside = np.concatenate((array[self.places[0::2] - 1], array[self.places[1::2] + 1]))
        return bool(_among(beside, (separator, _LF, _CR, _QUOTE)).all())


def read_even(data: bytes, head: Head, shape: Shape) -> Body | None:
    """The records of a CSV file whose quotes are sound and whose odd records are few."""
    is_ascii, first = data.isascii(), head.first
    if first == len(data):
        return None
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        if b'"' in data:
            return None
        first = len(_with_line_feeds(data[:first]))
        data = _with_line_feeds(data)
    if not data.endswith(b"\n"):
        data += b"\n"  # polars takes one cell too many in a last record without line end
    index = ByteIndex(data, first, head.first_line)
    quotes = _Quotes(index.quotes) if b'"' in data else None
    if quotes is not None and not quotes.are_sound(index.array, ord(shape.separator)):
        return None
    controls = _controls(index)
    cells = _parse(data, first, shape, quotes)
    odd: _Odd | None = _Odd()
    if cells is None or not _accounted(cells, index, controls, quotes):
        odd = _odd_records(index, shape, quotes)
        cells = None if odd is None else _parse_without(odd, shape, quotes)
    if odd is None or cells is None:
        return None
    padded = _padded(index, ord(shape.separator), controls, quotes) or (not is_ascii and NO_BREAK_SPACE in data)
    return Body(
        cells=stripped(cells) if padded else emptied(cells) if quotes and quotes.around_nothing else cells,
        index=index,
        hidden=controls.others > 0 or b"\x7f" in data or (not is_ascii and may_hide_beyond_ascii(data)),
        long=controls.apart or controls.feeds != cells.height,
        kept=odd.kept,
        blank=odd.blank,
        findings=odd.findings,
        signs=_signs(index, is_ascii, controls, cells.height),
    )


def _signs(index: ByteIndex, is_ascii: bool, controls: _Controls, records: int) -> Signs:
    data = index.data
    line_ends = controls.feeds != records
    other_blanks = not is_ascii or line_ends or controls.tabs > 0 or controls.others > 0
    return Signs(
        beyond_ascii=not is_ascii,
        line_ends=line_ends,
        hashes=b"#" in data,
        loose_dates=other_blanks or b"+" in data or _stand_together(index, b"- "),
    )


def _stand_together(index: ByteIndex, pair: bytes) -> bool:
    """Whether one byte follows another anywhere; where the first is frequent this takes a tenth of the time of `in`."""
    array, (one, other) = index.array, pair
    blocks = (array[at : at + BLOCK + 1] for at in range(index.first, len(array), BLOCK))
    return any(bool(((block[:-1] == one) & (block[1:] == other)).any()) for block in blocks)


def _with_line_feeds(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _parse(data: bytes, first: int, shape: Shape, quotes: _Quotes | None) -> pl.DataFrame | None:
    """What polars makes of the bytes from the beginning of the line `first` on; None when it refuses."""
    try:
        return pl.read_csv(
            data,
            has_header=False,
            skip_lines=data.count(b"\n", 0, first),
            schema={str(number): pl.String for number in range(len(shape.columns))},
            separator=shape.separator,
            quote_char=None if quotes is None else '"',
        )
    except pl.exceptions.PolarsError:
        return None


def _accounted(cells: pl.DataFrame, index: ByteIndex, controls: _Controls, quotes: _Quotes | None) -> bool:
    """Whether the cells and all that stands around cells are the bytes of the file.

    polars refuses wider rows itself, so that what lacks are the separators of narrower ones. Empty lines may lack them.
    """
    returns, quoted = controls.returns, 0
    if quotes is not None:
        if controls.feeds != cells.height:  # some are inside quotes
            if len(index.ends) != cells.height:
                return False
            returns = int(np.count_nonzero(index.array[index.ends - 1] == _CR))
        quoted = len(quotes.places) - quotes.doubled
    length = int(cells.select(pl.sum_horizontal(pl.all().str.len_bytes().sum())).item())
    lack = length + cells.width * cells.height + returns + quoted - (len(index.data) - index.first)
    return lack == 0 or (lack > 0 and lack == (cells.width - 1) * index.empty_records())


# ---- bytes that ask for a closer look


def _controls(index: ByteIndex) -> _Controls:
    low = sum(int(np.count_nonzero(block < _SPACE)) for block in index.blocks())
    newlines = index.newlines
    feeds = len(newlines)
    apart = not feeds or int(np.diff(newlines, prepend=index.first).max()) > BLOCK
    if low == feeds:
        return _Controls(feeds, apart)
    returns, tabs = index.count(_CR), index.count(_TAB)
    return _Controls(feeds, apart, returns, tabs, low - feeds - returns - tabs)


def _padded(index: ByteIndex, separator: int, controls: _Controls, quotes: _Quotes | None) -> bool:
    """Whether a cell may begin or end with a space or a tab."""
    if controls.tabs and (separator != _TAB or quotes is not None):
        return True
    array = index.array
    if quotes is not None and quotes.touch(array, _SPACE):
        return True
    edges = (separator, _LF, _CR) if controls.returns else (separator, _LF)
    for at in range(index.first, len(array), BLOCK):
        block = array[at - 1 : at + BLOCK + 1]  # with a byte on both sides, to see neighbours
        edge = _among(block, edges)
        beside = (block[1:-1] == _SPACE) & (edge[:-2] | edge[2:])
        if beside.any() and (quotes is None or not quotes.are_around(np.flatnonzero(beside) + at).all()):
            return True
    return False


def _among(array: Bytes, values: tuple[int, ...]) -> Flags:
    """Which bytes are one of the values; many times faster than numpy's `isin` for a few."""
    found: Flags = array == values[0]
    for value in values[1:]:
        found |= array == value
    return found


# ---- records that polars may not see


@dataclass(frozen=True, slots=True)
class _Odd:
    """The bytes without odd records, the numbers of the records that are left, and what was wrong with the others.

    An odd record with blank cells beyond the header is left, without them.
    """

    pieces: tuple[bytes, ...] = ()
    kept: Numbers | None = None
    blank: int = 0
    findings: tuple[Finding, ...] = ()


def _odd_records(index: ByteIndex, shape: Shape, quotes: _Quotes | None) -> _Odd | None:
    """The records that are wider or narrower than the header; None when they are many."""
    widths = _widths(index, ord(shape.separator), quotes)
    numbers = np.flatnonzero(widths != len(shape.columns))
    if not 0 < len(numbers) <= _FEW:
        return None
    pieces: list[bytes] = []
    findings: list[Finding] = []
    left_out: list[int] = []
    begin = index.first
    for number in numbers.tolist():
        start, end = index.bounds(number)
        pieces.append(index.data[begin:start])
        begin = end + 1
        line, text = index.record(number)
        record = read_record(text, 0, shape.separator)
        wrong = judge(text, record, line, shape)
        if wrong is None and not record.is_blank:
            pieces.append(first_cells(text, shape.separator, len(shape.columns)).encode() + b"\n")
            continue
        left_out.append(number)
        findings += () if wrong is None else (wrong,)
    pieces.append(index.data[begin:])
    kept = np.delete(np.arange(len(widths)), left_out)
    return _Odd(tuple(pieces), kept, len(left_out) - len(findings), tuple(findings))


def _parse_without(odd: _Odd, shape: Shape, quotes: _Quotes | None) -> pl.DataFrame | None:
    cells = _parse(b"".join(odd.pieces), 0, shape, quotes)
    return cells if cells is not None and odd.kept is not None and cells.height == len(odd.kept) else None


def _widths(index: ByteIndex, separator: int, quotes: _Quotes | None) -> Numbers:
    """How many cells each record has."""
    separators = index.positions(separator)
    if quotes is not None:
        separators = separators[~quotes.are_around(separators)]
    before = np.searchsorted(separators, index.starts)
    widths: Numbers = np.diff(before, append=len(separators)) + 1
    return widths
