"""The way through polars for CSV files that are even but for a few records; None for all others.

polars is many times faster than any reader in Python but lenient: it fills short rows, and it takes quotes
wherever they stand. So the bytes are surveyed, and what polars returns is held against the survey. Where they
differ the odd records are found, judged one by one and kept from polars.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.finding import Finding
from mutasi.read.cells import emptied, stripped
from mutasi.read.characters import may_hide_beyond_ascii
from mutasi.read.places import ByteIndex, Numbers
from mutasi.read.records import first_cells, read_record
from mutasi.read.rows import Body, Shape, judge
from mutasi.read.separator import Head

Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]
_LARGE = 1 << 23
"""Bytes from which on a second thread pays."""
NO_BREAK_SPACE = b"\xc2\xa0"
_FEW = 2_000
"""Odd records that are judged one by one; with more the whole file is."""
_BLOCK = 1 << 17  # bytes; far less than the longest cell that is allowed
_LF, _CR, _SPACE, _QUOTE, _TAB = 10, 13, 32, 34, 9


@dataclass(slots=True)
class _Survey:
    """What the bytes of the records hold. Separators and line ends are those outside quotes."""

    separators: int = 0
    newlines: int = 0
    controls: bool = False
    padded: bool = False
    """Whether a cell may begin or end with a blank."""
    long: bool = False
    """Whether a cell fills a whole block."""
    inside: int = 0
    """Whether the blocks so far end inside quotes: 0 or 1."""
    sound: bool = True
    """Whether every quote opens, closes or doubles one by RFC 4180."""


def read_even(data: bytes, head: Head, shape: Shape) -> Body | None:
    """The records of a CSV file whose quotes are sound and whose odd records are few."""
    quoted, is_ascii = b'"' in data, data.isascii()
    first = head.first
    if first == len(data):
        return None
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        if quoted:
            return None
        first = len(_with_line_feeds(data[:first]))
        data = _with_line_feeds(data)
    if not data.endswith(b"\n"):
        data += b"\n"  # polars takes one cell too many in a last record without line end
    survey, cells = _survey_and_parse(data, first, shape, quoted)
    if not survey.sound or survey.inside:
        return None
    index = ByteIndex(data, first, head.first_line)
    odd: _Odd | None = _Odd()
    if cells is None or not _agrees(cells, survey, index):
        odd = _odd_records(index, shape, quoted)
        cells = None if odd is None else _parse_without(odd, shape, quoted)
    if odd is None or cells is None:
        return None
    padded = survey.padded or (not is_ascii and NO_BREAK_SPACE in data)
    return Body(
        cells=stripped(cells) if padded else emptied(cells) if quoted else cells,
        index=index,
        hidden=survey.controls or (not is_ascii and may_hide_beyond_ascii(data)),
        long=survey.long,
        kept=odd.kept,
        blank=odd.blank,
        findings=odd.findings,
    )


def _with_line_feeds(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _survey_and_parse(data: bytes, first: int, shape: Shape, quoted: bool) -> tuple[_Survey, pl.DataFrame | None]:
    """Both at once for a large file; one after the other when bad quotes can forbid the second."""
    if quoted or len(data) < _LARGE:
        survey = _survey(data, first, shape.separator, quoted)
        sound = survey.sound and not survey.inside
        return survey, _parse(data, first, shape, quoted) if sound else None
    with ThreadPoolExecutor(max_workers=1) as pool:
        surveying = pool.submit(_survey, data, first, shape.separator, quoted)
        cells = _parse(data, first, shape, quoted)
        return surveying.result(), cells


def _parse(data: bytes, first: int, shape: Shape, quoted: bool) -> pl.DataFrame | None:
    """What polars makes of the bytes from the beginning of the line `first` on; None when it refuses."""
    try:
        return pl.read_csv(
            data,
            has_header=False,
            skip_lines=data.count(b"\n", 0, first),
            schema={str(number): pl.String for number in range(len(shape.columns))},
            separator=shape.separator,
            quote_char='"' if quoted else None,
        )
    except pl.exceptions.PolarsError:
        return None


def _agrees(cells: pl.DataFrame, survey: _Survey, index: ByteIndex) -> bool:
    """Whether polars saw the records that the survey saw, all of one width but for empty lines.

    It refuses wider rows itself, so that any lack of separators means narrower ones.
    """
    if cells.height != survey.newlines:
        return False
    lack = (cells.width - 1) * cells.height - survey.separators
    return lack == 0 or (lack > 0 and lack == (cells.width - 1) * index.empty_records())


def _survey(data: bytes, first: int, separator: str, quoted: bool) -> _Survey:
    """One pass over the records in blocks that stay in the cache."""
    array = np.frombuffer(data, np.uint8)
    survey = _Survey(controls=b"\x7f" in data, padded=_padded_otherwise(data, first, separator))
    returns, tabs = b"\r" in data, b"\t" in data
    for at in range(first, len(array), _BLOCK):
        block = array[at - 1 : at + _BLOCK + 1]  # with one byte on both sides, to see pairs
        own = slice(1, 1 + min(_BLOCK, len(array) - at))
        separators, newlines = block == ord(separator), block == _LF
        edges = separators | newlines
        if returns:
            edges |= block == _CR
        allowed = edges | (block == _TAB) if tabs else edges
        survey.controls = survey.controls or bool(((block < _SPACE) > allowed).any())
        if quoted:
            quotes = block == _QUOTE
            outside = _outside(quotes[own], edges | quotes, survey)
            separators[own] &= outside
            newlines[own] &= outside
            edges[own] &= outside
            edges |= quotes
        if not survey.padded:
            spaces = block == _SPACE
            survey.padded = bool((spaces[1:] & edges[:-1]).any() or (spaces[:-1] & edges[1:]).any())
        found = int(np.count_nonzero(separators[own])), int(np.count_nonzero(newlines[own]))
        survey.long = survey.long or found == (0, 0)
        survey.separators += found[0]
        survey.newlines += found[1]
    return survey


def _padded_otherwise(data: bytes, first: int, separator: str) -> bool:
    """Whether blanks may stand at edges that no pair of bytes shows: tabs, and spaces at both ends."""
    tabs = b"\t" in data and (separator != "\t" or b'"' in data)
    return tabs or data[first : first + 1] == b" " or data[-1:] == b" "


def _outside(quotes: Flags, edges: Flags, survey: _Survey) -> Flags:
    """Which bytes of a block stand outside quotes; notes whether its quotes are sound.

    `edges` are separators, line ends and quotes of the block with a byte on both sides: a quote may open only
    after one of them and close only before one.
    """
    places = np.flatnonzero(quotes)
    inside = survey.inside
    opened, closed = places[inside::2], places[1 - inside :: 2]
    closed = closed[closed + 2 < len(edges)]
    survey.sound = bool(survey.sound and edges[opened].all() and edges[closed + 2].all())
    survey.inside = (inside + len(places)) % 2
    flags = (np.arange(len(places) + 1) + inside) % 2 == 0
    outside: Flags = np.repeat(flags, np.diff(places, prepend=0, append=len(quotes)))
    return outside


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


def _odd_records(index: ByteIndex, shape: Shape, quoted: bool) -> _Odd | None:
    """The records that are wider or narrower than the header; None when they are many."""
    widths = _widths(index, shape.separator, quoted)
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


def _parse_without(odd: _Odd, shape: Shape, quoted: bool) -> pl.DataFrame | None:
    cells = _parse(b"".join(odd.pieces), 0, shape, quoted)
    return cells if cells is not None and odd.kept is not None and cells.height == len(odd.kept) else None


def _widths(index: ByteIndex, separator: str, quoted: bool) -> Numbers:
    """How many cells each record has."""
    array = np.frombuffer(index.data, np.uint8)[index.first :]
    separators = array == ord(separator)
    if quoted:
        places = np.flatnonzero(array == _QUOTE)
        flags = np.arange(len(places) + 1) % 2 == 0
        separators &= np.repeat(flags, np.diff(places, prepend=0, append=len(array)))
    before = np.searchsorted(np.flatnonzero(separators), index.starts - index.first)
    widths: Numbers = np.diff(before, append=np.count_nonzero(separators)) + 1
    return widths
