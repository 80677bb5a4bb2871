"""A large CSV file read block by block: each block is looked at once, and of its cells only some columns are kept.

What is decided for a whole file (the order of day and month, the decimal sign, how often something was read otherwise)
is decided over its doubtful rows, which are few and kept apart until the end. Where this does not give exactly what the
whole file would give, the caller is told to read it as a whole.
"""

from __future__ import annotations

import codecs
import hashlib
from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from mutasi.finding import Finding
from mutasi.model.dataset import Input
from mutasi.model.dialect import Dialect
from mutasi.model.looked import Looked
from mutasi.model.part import Look, Part
from mutasi.model.table import ANY_SIGNS, Table, make_table, retyped
from mutasi.model.tables import Kind, declaration
from mutasi.read import limits
from mutasi.read.blocks import Block, NotInBlocks, blocks_of
from mutasi.read.cells import TextTable, blank_rows, no_records
from mutasi.read.content import FileKind, kind_of
from mutasi.read.csv import table_of
from mutasi.read.dates import declared_order
from mutasi.read.faults import bounded
from mutasi.read.header import column_name, header_findings
from mutasi.read.normal import doubtful_columns, normalised
from mutasi.read.normal_rows import doubtful_rows, pointed_rows
from mutasi.read.places import ByteIndex, CsvPositions
from mutasi.read.quick_csv import read_even
from mutasi.read.rows import Shape
from mutasi.read.separator import Head, find_certain_head
from mutasi.read.source import decoded, source_of
from mutasi.read.stored import StoredBlock, StoredRows, stored_block
from mutasi.read.title import title_in_csv

_THREADS = 2
_HEIGHT = ""
_TEXTS = (Kind.TEXT, Kind.NIP, Kind.LIST)
_HEAD_BYTES = 1 << 16
_OUT_OF_ORDER = ("BERKAS-07", "BERKAS-15")
"""Findings that reading gives column by column, so that the first thousand of a file are not those of its blocks."""
_BY_COLUMN = ("NILAI-10", "KOLOM-11")
"""Findings for which the rows that are not doubtful count too: their cells have no value, or their number decides."""


@dataclass(frozen=True, slots=True)
class Streaming:
    """Which tables may be read in blocks, with the columns of which all cells are kept; and what looks at the blocks.

    Tables of fewer than `least` bytes together, and files that are no longer than a block, are read as a whole.
    """

    keep: Mapping[str, frozenset[str]]
    look: Look
    least: int
    block: int = limits.BLOCK_BYTES


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is kept of a block."""

    stored: StoredBlock
    kept: dict[str, pl.Series | None]
    """Columns all of whose cells are kept; None without any value."""
    columns: frozenset[str]
    """Those that hold doubtful cells."""
    doubtful: pl.Series
    cells: pl.DataFrame
    """The doubtful rows."""
    blank: int
    findings: tuple[Finding, ...]
    result: Any


def read_streamed(
    path: Path, shown: str, name: str, dialect: Dialect, streaming: Streaming
) -> tuple[Table, Input, tuple[Finding, ...]] | None:
    """The table `name` of a CSV file; None when it has to be read as a whole."""
    begun = _begin(path, shown, name, dialect)
    if begun is None:
        return None
    head, shape = begun
    reader = _Reader(path, head, shape, dialect, streaming.keep[name], streaming.look)
    try:
        table, findings = reader.read(streaming.block)
    except NotInBlocks:
        return None
    return table, _about(path, shown, table.rows), findings


def _about(path: Path, shown: str, rows: int) -> Input:
    def hashed() -> str:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def lines(numbers: Collection[int]) -> Mapping[int, str]:
        with path.open(encoding="utf-8-sig", newline=None) as file:
            known = enumerate(islice(file, max(numbers, default=0)), start=1)
            return {number: line.removesuffix("\n") for number, line in known if number in numbers}

    return Input(shown, hashed, rows, lines)


def _begin(path: Path, shown: str, name: str, dialect: Dialect) -> tuple[Head, Shape] | None:
    """The header, if nothing but the header has to be looked at for it."""
    with path.open("rb") as file:
        data = file.read(_HEAD_BYTES)
    data = data[: data.rfind(b"\n") + 1]
    source = source_of(data, shown)
    if not data or kind_of(source, path.suffix) is not FileKind.CSV:
        return None
    text, _ = decoded(source, dialect.encoding)
    marked = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    if text is None or text.data != data[marked:] or dialect.encoding.startswith("utf-16"):
        return None
    head = find_certain_head(text, dialect.separator)
    if head is None or head.record.bad_quote or head.first >= len(text.data):
        return None
    columns = [column_name(cell) for cell in head.record.cells]
    if title_in_csv(text, head.line, name):
        return None
    table = declaration(name)
    places = CsvPositions(shown, head.separator, {}, (head.line, head.text), _NoRecords())
    if not all(columns) or len(columns) > limits.COLUMNS or header_findings(columns, places.header_cell, name):
        return None
    return replace(head, first=head.first + marked), Shape(shown, name, table.entity, head.separator, columns)


class _NoRecords:
    def record(self, number: int) -> tuple[int, str]:
        raise IndexError(number)


@dataclass
class _Reader:
    """Reads the blocks of one file, two at a time, and puts together what is kept of them."""

    path: Path
    head: Head
    shape: Shape
    dialect: Dialect
    keep: frozenset[str]
    look: Look
    _pointed: dict[str, int] = field(default_factory=dict)
    """The first block that is known to hold a number with a decimal point, by column."""

    @property
    def name(self) -> str:
        return self.shape.table

    def read(self, size: int) -> tuple[Table, tuple[Finding, ...]]:
        pieces = list(self._pieces(size))
        if not pieces:
            raise NotInBlocks
        stored = StoredRows(self.path, self.head, self.shape, [piece.stored for piece in pieces])
        firsts = stored.firsts
        findings = self._findings(pieces)
        doubtful, normal, more = self._normalise(pieces, stored)
        table = self._slim(pieces, stored, doubtful, normal)
        parts = [(first, piece.result) for first, piece in zip(firsts, pieces, strict=True)]
        rest = None if normal is None else self.look(Part(normal))
        return replace(table, looked=Looked(parts, doubtful, rest)), (*findings, *more)

    def _pieces(self, size: int) -> Iterator[_Piece]:
        waiting: deque[Future[_Piece]] = deque()
        with ThreadPoolExecutor(_THREADS) as pool:
            for number, (block, data) in enumerate(blocks_of(self.path, self.head.first, self.head.first_line, size)):
                waiting.append(pool.submit(self._piece, number, block, data))
                if len(waiting) > _THREADS:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _piece(self, number: int, block: Block, data: bytes) -> _Piece:
        head = Head(self.head.separator, self.head.record, self.head.text, self.head.line, 1, block.line, 0)
        body = read_even(b"\n" + data, head, self.shape)
        if body is None:
            raise NotInBlocks
        text, findings, blank = table_of(body, head, self.shape)
        table = make_table(self.name, text.frame, text.positions, self.shape.path, text.signs)
        decimal = self.dialect.decimal or None
        columns = doubtful_columns(table, decimal)
        rows = doubtful_rows(table, columns, decimal, self._pointed_in(number, table))
        assert isinstance(text.positions, CsvPositions)
        assert isinstance(text.positions.index, ByteIndex)
        return _Piece(
            stored=stored_block(block, text.positions.index, text.positions.kept),
            kept=self._kept(table),
            columns=columns,
            doubtful=rows,
            cells=table.text[rows],
            blank=blank,
            findings=tuple(findings),
            result=self.look(Part(table, number, rows)),
        )

    @property
    def _texts(self) -> list[str]:
        """The columns that are kept as text, which is their value too."""
        return [name for name in self.shape.columns if name in self.keep and self._kind(name) in _TEXTS]

    @property
    def _values(self) -> list[str]:
        return [name for name in self.shape.columns if name in self.keep and self._kind(name) not in _TEXTS]

    def _kind(self, name: str) -> Kind:
        return declaration(self.name).column(name).kind

    def _kept(self, table: Table) -> dict[str, pl.Series | None]:
        kept: dict[str, pl.Series | None] = {}
        for name in (*self._texts, *self._values):
            series = table.frame[name]
            if self._kind(name) is Kind.CODE:
                series = series.cast(pl.Categorical)
            kept[name] = None if series.null_count() == len(series) else series.rechunk()
        return kept

    def _pointed_in(self, number: int, table: Table) -> list[int]:
        """The first number with a decimal point of each column: with it the sign of the column is decided."""
        found = []
        for name, rows in pointed_rows(table, [name for name, first in self._pointed.items() if first <= number]):
            found.append(rows)
            self._pointed[name] = min(number, self._pointed.get(name, number))
        return found

    def _findings(self, pieces: Sequence[_Piece]) -> tuple[Finding, ...]:
        findings = [finding for piece in pieces for finding in piece.findings]
        said = Counter(finding.rule for finding in findings)
        if any(said[code] > limits.FINDINGS_A_FILE for code in _OUT_OF_ORDER):
            raise NotInBlocks
        findings += blank_rows(self.head.blank + sum(piece.blank for piece in pieces), self.shape.path, self.name)
        if not any(piece.stored.rows for piece in pieces) and not any(piece.findings for piece in pieces):
            findings.append(no_records(self.shape.path, self.name))
        return bounded(findings, self.shape.path)

    def _normalise(
        self, pieces: Sequence[_Piece], stored: StoredRows
    ) -> tuple[pl.Series, Table | None, tuple[Finding, ...]]:
        """The numbers of the doubtful rows, these rows as a table in canonical text, and what is said of them."""
        numbers = pl.concat(
            [
                piece.doubtful.cast(pl.Int64) + first
                for first, piece in zip(stored.firsts, pieces, strict=True)
            ]
        )  # fmt: skip
        columns = frozenset[str]().union(*(piece.columns for piece in pieces))
        if numbers.is_empty():
            return numbers, None, ()
        cells = pl.concat([piece.cells for piece in pieces], rechunk=True)
        text = TextTable(cells, stored.places_of(numbers), signs=ANY_SIGNS)
        table = make_table(self.name, cells, text.positions, self.shape.path)
        if not columns:
            return numbers, table, ()
        said = declared_order(self.dialect.dates)
        normal, findings = normalised(
            text, declaration(self.name), columns=columns, decimal=self.dialect.decimal or None,
            date_order=said.order, serials=said.serials,
        )  # fmt: skip
        if any(finding.rule in _BY_COLUMN for finding in findings):
            raise NotInBlocks
        changed = {name for name in columns if not normal.frame[name].equals(cells[name])}
        return numbers, retyped(table, normal.frame, changed, normal.told), findings

    def _slim(self, pieces: Sequence[_Piece], stored: StoredRows, doubtful: pl.Series, normal: Table | None) -> Table:
        if normal is not None:
            stored.know(doubtful, normal.text)
        texts = {name: _joined(pieces, name, doubtful, None if normal is None else normal.text) for name in self._texts}
        values = {
            name: _joined(pieces, name, doubtful, None if normal is None else normal.frame) for name in self._values
        }
        told = {}
        if normal is not None:
            numbers = doubtful.to_list()
            told = {name: frozenset(numbers[row] for row in rows) for name, rows in normal.told.items()}
        rows, whole = stored.rows, texts | values
        return Table(
            name=self.name, text=self._frame(rows, texts, pl.String()), frame=self._frame(rows, whole),
            positions=stored, path=self.shape.path, told=told, stored=stored,
        )  # fmt: skip

    def _frame(
        self, rows: int, columns: Mapping[str, pl.Series | None], dtype: pl.DataType | None = None
    ) -> pl.DataFrame:
        """The columns that are kept; those without a value anywhere take no memory, nor do absent ones."""
        # without a column of its own height a frame of nothing but literals would have one row
        frame = pl.select(pl.zeros(rows, pl.Int8).alias(_HEIGHT))
        frame = frame.with_columns(series.alias(name) for name, series in columns.items() if series is not None)
        declared = {column.name: column for column in declaration(self.name).columns}
        empty = [name for name, series in columns.items() if series is None]
        if dtype is None:
            empty += [name for name in declared if name not in self.shape.columns]
        empty_columns = (pl.lit(None, dtype or declared[name].dtype).alias(name) for name in empty)
        return frame.with_columns(empty_columns).drop(_HEIGHT)


def _joined(pieces: Sequence[_Piece], name: str, rows: pl.Series, values: pl.DataFrame | None) -> pl.Series | None:
    """A column of all pieces, with other values in some rows; None without any value. The pieces lose it."""
    parts = [piece.kept.pop(name) for piece in pieces]
    filled = next((part for part in parts if part is not None), None)
    if filled is None and (values is None or values[name].null_count() == len(rows)):
        return None
    dtype = (
        values.schema[name] if filled is None and values is not None else filled.dtype if filled is not None else None
    )
    whole = pl.concat(
        pl.Series(name, dtype=dtype).extend_constant(None, piece.stored.rows) if part is None else part
        for part, piece in zip(parts, pieces, strict=True)
    ).rechunk()
    parts.clear()
    return whole if values is None else whole.scatter(rows, values[name].cast(whole.dtype))
