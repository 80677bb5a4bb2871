"""Where cells stand, worked out when somebody asks: reading does not pay for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mutasi.finding import Location
from mutasi.read.records import NEWLINE, cell_span

Numbers = NDArray[np.int64]
_LF, _CR, _QUOTE = 10, 13, 34
BLOCK = 1 << 17
"""Bytes that are looked at together, and stay in the cache."""


class RecordIndex(Protocol):
    """Finds the records of a file by their number from 0."""

    def record(self, number: int) -> tuple[int, str]:
        """The line on which a record begins, from 1, and its text without line end."""
        ...


@dataclass(frozen=True, slots=True)
class TextIndex:
    """Records by the index of their beginnings and ends in a text, and their first lines."""

    text: str
    starts: list[int]
    ends: list[int]
    lines: list[int]

    def record(self, number: int) -> tuple[int, str]:
        return self.lines[number], self.text[self.starts[number] : self.ends[number]]


@dataclass(frozen=True)
class ByteIndex:
    """Records of well-formed UTF-8 bytes that end at LF or CRLF outside quotes.

    `first` is the index of the first record and `line` its line.
    """

    data: bytes
    first: int
    line: int

    def record(self, number: int) -> tuple[int, str]:
        start, end = self.bounds(number)
        is_even = len(self.newlines) == len(self.ends)  # no line ends inside quotes
        line = self.line + (number if is_even else int(np.searchsorted(self.newlines, start)))
        return line, self.data[start:end].removesuffix(b"\r").decode()

    def bounds(self, number: int) -> tuple[int, int]:
        """Where a record begins, and where its line feed stands."""
        return int(self.starts[number]), int(self.ends[number])

    def empty_records(self) -> int:
        """How many records have not even a separator."""
        lengths = self.ends - self.starts
        single = self.array[self.starts[lengths == 1]]
        return int(np.count_nonzero(lengths == 0) + np.count_nonzero(single == _CR))

    @property
    def array(self) -> NDArray[np.uint8]:
        return np.frombuffer(self.data, np.uint8)

    def blocks(self) -> Iterator[NDArray[np.uint8]]:
        """The bytes of the records in pieces that stay in the cache."""
        array = self.array
        return (array[at : at + BLOCK] for at in range(self.first, len(array), BLOCK))

    def count(self, byte: int) -> int:
        """How often a byte stands in the records."""
        return sum(int(np.count_nonzero(block == byte)) for block in self.blocks())

    def positions(self, byte: int) -> Numbers:
        """Where a byte stands in the records."""
        found = [
            np.flatnonzero(block == byte) + (self.first + number * BLOCK) for number, block in enumerate(self.blocks())
        ]
        return np.concatenate(found) if found else np.empty(0, np.int64)

    @cached_property
    def newlines(self) -> Numbers:
        """Where the line feeds stand, inside quotes too."""
        return self.positions(_LF)

    @cached_property
    def quotes(self) -> Numbers:
        """Where the quotes stand."""
        return self.positions(_QUOTE)

    @cached_property
    def ends(self) -> Numbers:
        newlines = self.newlines
        if self.data.find(b'"', self.first) >= 0:
            newlines = newlines[np.searchsorted(self.quotes, newlines) % 2 == 0]
        size = len(self.data)
        if size > self.first and not (len(newlines) and newlines[-1] == size - 1):
            newlines = np.append(newlines, size)
        return newlines

    @cached_property
    def starts(self) -> Numbers:
        return np.concatenate(([self.first], self.ends + 1))[: len(self.ends)].astype(np.int64)


@dataclass(frozen=True, slots=True)
class CsvPositions:
    """Places in a CSV file. `kept` gives the record of each row when some records were left out."""

    path: str
    separator: str
    columns: Mapping[str, int]
    """The number of each column from 0."""
    head: tuple[int, str]
    """Line and text of the header."""
    index: RecordIndex
    kept: Numbers | None = None

    def locate(self, row: int, column: str | None = None) -> Location:
        line, text = self.index.record(row if self.kept is None else int(self.kept[row]))
        return self._place(line, text, None if column is None else self.columns.get(column))

    def header(self, column: str | None = None) -> Location:
        return self.header_cell(None if column is None else self.columns.get(column))

    def header_cell(self, number: int | None) -> Location:
        """The place of a header cell by its number, or of the whole header."""
        return self._place(*self.head, number)

    def _place(self, line: int, text: str, number: int | None) -> Location:
        span = None if number is None else cell_span(text, self.separator, number)
        return text_location(self.path, line, text, span or (0, len(text)))


def text_location(path: str, line: int, text: str, span: tuple[int, int]) -> Location:
    """The place of a part of a text that begins at the beginning of a line."""
    if "\n" not in text and "\r" not in text:
        return Location(path, line, span[0] + 1, line, span[1] + 1)
    (first, column), (last, end_column) = (_line_column(text, at) for at in span)
    return Location(path, line + first, column, line + last, end_column)


def _line_column(text: str, at: int) -> tuple[int, int]:
    """Line from 0 and column from 1 of an index."""
    count, begin = 0, 0
    for newline in NEWLINE.finditer(text, 0, at):
        count, begin = count + 1, newline.end()
    return count, at - begin + 1
