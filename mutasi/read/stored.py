"""Rows that are not in memory: found again in their file by the places of their first bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.finding import Location
from mutasi.model.table import PickedPlaces
from mutasi.read.blocks import Block
from mutasi.read.characters import BLANKS
from mutasi.read.places import ByteIndex, CsvPositions, Numbers
from mutasi.read.records import read_record
from mutasi.read.rows import Shape
from mutasi.read.separator import Head

Offsets = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class StoredBlock:
    """A block and where in it its rows begin and end; their lines unless every line is a row."""

    block: Block
    starts: Offsets
    ends: Offsets | None
    """None when a row ends before the next one begins."""
    lines: Offsets | None

    @property
    def rows(self) -> int:
        return len(self.starts)

    def place(self, row: int) -> tuple[int, int, int]:
        """The line of a row, and its first byte and the one behind it in the file."""
        line = self.block.line + (row if self.lines is None else int(self.lines[row]))
        if self.ends is not None:
            end = int(self.ends[row])
        else:
            end = int(self.starts[row + 1]) if row + 1 < len(self.starts) else self.block.size
        return line, self.block.start + int(self.starts[row]), self.block.start + end


def stored_block(block: Block, index: ByteIndex, kept: Numbers | None) -> StoredBlock:
    """What has to be known of a block. `index` begins at its first byte, `kept` are the records that are rows."""
    starts, first = index.starts, index.first
    lines = None if len(index.newlines) == len(starts) else np.searchsorted(index.newlines, starts)
    if kept is None:
        return StoredBlock(block, _small(starts - first), None, None if lines is None else _small(lines))
    lines = kept if lines is None else lines[kept]
    return StoredBlock(block, _small(starts[kept] - first), _small(index.ends[kept] - first), _small(lines))


def _small(numbers: Numbers) -> Offsets:
    return numbers.astype(np.uint32)


@dataclass
class StoredRows:
    """The rows of a large file and their places. What reading has made of doubtful rows is not read again."""

    path: Path
    head: Head
    shape: Shape
    blocks: Sequence[StoredBlock]
    _known: dict[int, int] = field(default_factory=dict)
    _texts: pl.DataFrame = field(default_factory=pl.DataFrame)

    def __post_init__(self) -> None:
        self.columns: Sequence[str] = tuple(self.shape.columns)
        self._numbers = {name: number for number, name in enumerate(self.columns)}
        self._starts = np.concatenate(([0], np.cumsum([block.rows for block in self.blocks], dtype=np.int64)))
        self.firsts: list[int] = self._starts[:-1].tolist()
        self.rows = int(self._starts[-1])

    def know(self, numbers: pl.Series, texts: pl.DataFrame) -> None:
        """The texts of rows that are not what stands in the file."""
        self._known = {number: at for at, number in enumerate(numbers.to_list())}
        self._texts = texts

    # ---- places

    def locate(self, row: int, column: str | None = None) -> Location:
        return self._places(_OneRecord(*self._record(row))).locate(0, column)

    def header(self, column: str | None = None) -> Location:
        return self._places(_OneRecord(1, "")).header(column)

    def places_of(self, numbers: pl.Series) -> PickedPlaces:
        """The places of a table that holds only these rows."""
        return PickedPlaces(self, numbers.to_list())

    # ---- cells

    def cell(self, row: int, column: str) -> str:
        """The text of a cell, empty when blank or absent."""
        return self._cells(row, [column])[0] or ""

    def texts(self, columns: Sequence[str], rows: Sequence[int]) -> pl.DataFrame:
        """The texts of some cells; null where blank or absent."""
        found = [self._cells(row, columns) for row in rows]
        return pl.DataFrame(found, schema=dict.fromkeys(columns, pl.String), orient="row")

    def _cells(self, row: int, columns: Sequence[str]) -> list[str | None]:
        at = self._known.get(row)
        if at is not None:
            return [self._texts.item(at, name) if name in self._numbers else None for name in columns]
        _, text = self._record(row)
        cells = read_record(text, 0, self.shape.separator).cells
        return [cells[self._numbers[name]].strip(BLANKS) or None if name in self._numbers else None for name in columns]

    def _record(self, row: int) -> tuple[int, str]:
        """The line of a row and its text without line end."""
        number = int(np.searchsorted(self._starts, row, side="right")) - 1
        line, start, end = self.blocks[number].place(row - self.firsts[number])
        with self.path.open("rb", buffering=0) as file:
            file.seek(start)
            data = file.read(end - start)
        return line, data.removesuffix(b"\n").removesuffix(b"\r").decode()

    def _places(self, index: _OneRecord) -> CsvPositions:
        head = (self.head.line, self.head.text)
        return CsvPositions(self.shape.path, self.shape.separator, self._numbers, head, index)


@dataclass(frozen=True, slots=True)
class _OneRecord:
    line: int
    text: str

    def record(self, number: int) -> tuple[int, str]:
        return self.line, self.text
