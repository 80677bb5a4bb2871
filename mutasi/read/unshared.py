"""What two CSV files of one table do not share.

Most records of a snapshot are, byte for byte, in the one before it too. Such lines are no change and need not be read:
telling them apart takes a fraction of the time of reading them. Exact: lines are compared as they are, their hashes
only bring them together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl

from mutasi.finding import Location
from mutasi.model.dialect import Dialect
from mutasi.model.shared import Shared
from mutasi.model.table import DATE_PATTERN, INTEGER_PATTERN, Positions, Table, is_18_digits
from mutasi.model.tables import Kind, TableDeclaration, declaration
from mutasi.read.content import FileKind, kind_of
from mutasi.read.csv import header_of
from mutasi.read.header import column_name
from mutasi.read.left_by_git import left_by_git
from mutasi.read.places import Numbers
from mutasi.read.separator import Head
from mutasi.read.source import Source, decoded, is_blank, standing_for
from mutasi.read.table import table_from

_NO_SEPARATOR = "\x1f"
"""Stands between no two cells: a line is then one cell."""
_PLAIN = r"^[0-9A-Za-z]([0-9A-Za-z ._-]*[0-9A-Za-z])?$"
"""Texts that are the same when they are read: no quotes, nothing around them."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The records of one file that the other has not: as a file with the same header, and on which line each stands."""

    source: Source
    numbers: Numbers

    def placed(self, table: Table) -> Table:
        """The table that was read from `source`, with the places of the whole file."""
        return replace(table, positions=PlacesOfRest(self.source.path, table.positions, self.numbers))


@dataclass(frozen=True, slots=True)
class PlacesOfRest:
    """Places in a part of a file, told as those in the whole file."""

    path: str
    places: Positions
    numbers: Numbers

    def locate(self, row: int, column: str | None = None) -> Location:
        line = int(self.numbers[row])
        if column is None:
            return Location(self.path, line)
        return replace(self.places.locate(row, column), line=line, end_line=line)

    def header(self, column: str | None = None) -> Location:
        return self.places.header(column)


@dataclass(frozen=True, slots=True)
class Unshared:
    """What each of two files has alone, and what they share."""

    old: Rest
    new: Rest
    shared: Shared


Load = Callable[[], Source]


def unshared(old: Load, new: Load, *, name: str, suffix: str, dialect: Dialect, at_once: int = 2) -> Unshared | None:
    """What two files of a table do not share; None where lines are not records, or not told apart by their keys: then
    both have to be read as a whole. Whether one of the others has the key of a shared record is for who reads them.
    """
    table = declaration(name)
    with ThreadPoolExecutor(at_once) as pool:
        one, two = pool.map(lambda load: _lines_of(load(), table, suffix, dialect), (old, new))
    if one is None or two is None or (one.head.text, one.head.separator) != (two.head.text, two.head.separator):
        return None
    if table.unique and (one.keys is None or one.keys.n_unique() < len(one.keys)):
        return None
    pairs = _all_of(one.lines) if one.source.has_bytes_of(two.source) else _alike(one.lines, two.lines)
    if pairs is None:
        return None
    shared = _SharedLines(one, pairs["row"], dialect)
    return Unshared(
        one.without(pairs["row"]),
        two.without(pairs["row_right"]),
        Shared(pairs.height, shared.texts, shared.having, shared.where),
    )


@dataclass(frozen=True)
class _Lines:
    """A CSV file in which every line is a record: its header and the lines below it. `keys` are the hashes of their
    keys; None where a key is not certain as it stands.
    """

    source: Source
    head: Head
    table: TableDeclaration
    lines: pl.Series
    keys: pl.Series | None = None

    @cached_property
    def columns(self) -> list[str]:
        return [column_name(cell) for cell in self.head.record.cells]

    def complete(self) -> _Lines:
        """With its keys and, where it is large, without its bytes."""
        return replace(self, keys=self._keys(), source=standing_for(self.source, b""))

    def cells(self, data: bytes, names: Sequence[str], skip: int) -> pl.DataFrame | None:
        """Some columns of CSV below `skip` lines; None when a record has too many cells."""
        numbers = {name: self.columns.index(name) for name in names}
        try:
            cells = pl.read_csv(
                data, has_header=False, skip_lines=skip, separator=self.head.separator,
                schema={str(number): pl.String for number in range(len(self.columns))},
                columns=sorted(numbers.values()),
            )  # fmt: skip
        except pl.exceptions.PolarsError:
            return None
        return cells.select(pl.col(str(number)).alias(name) for name, number in numbers.items())

    def _keys(self) -> pl.Series | None:
        if not all(name in self.columns for name in self.table.key):
            return None
        cells = self.cells(self.source.data, self.table.key, self.head.first_line - 1)
        if cells is None or cells.height != len(self.lines) or not cells.select(self._certain()).item():
            return None
        return cells.select(_KEY)["key"]

    def _certain(self) -> pl.Expr:
        """Whether all cells of the key are as they would be read."""
        forms = {Kind.DATE: DATE_PATTERN, Kind.INTEGER: INTEGER_PATTERN}
        tests = []
        for name in self.table.key:
            column, text = self.table.column(name), pl.col(name)
            is_certain = (
                is_18_digits(text) if column.kind is Kind.NIP else text.str.contains(forms.get(column.kind, _PLAIN))
            )
            tests.append(is_certain.fill_null(False).all())
        return pl.all_horizontal(tests)

    def without(self, rows: pl.Series) -> Rest:
        """The file without these records."""
        left = np.ones(len(self.lines), dtype=np.bool_)
        left[rows.to_numpy()] = False
        return Rest(self.of(self.lines.filter(pl.Series(left))), np.flatnonzero(left) + self.head.first_line)

    def of(self, lines: pl.Series) -> Source:
        """A file with the same header and these records, below a line that declares the separator."""
        text = "\n".join([f"sep={self.head.separator}", self.head.text, *lines.to_list(), ""])
        return replace(self.source, data=text.encode())


_LINES_ABOVE = 2
"""Of the records in a file of some of them: a declared separator and the header."""


def key_text(columns: Sequence[str] | pl.Expr) -> pl.Expr:
    """The key of a record as one text, of the columns that make it."""
    return pl.concat_str(columns, separator=" ", ignore_nulls=True)


_KEY = key_text(pl.all()).hash().alias("key")
"""What records of one key have in common; where others have it too, files are read as a whole."""


def _lines_of(source: Source, table: TableDeclaration, suffix: str, dialect: Dialect) -> _Lines | None:
    if kind_of(source, suffix.casefold()) is not FileKind.CSV or left_by_git(source, table.name) is not None:
        return None
    text, findings = decoded(source, dialect.encoding)
    if text is None or findings or is_blank(text) or dialect.encoding.startswith("utf-16"):
        return None
    data = text.data
    if _NO_SEPARATOR.encode() in data or (b"\r" in data and data.count(b"\r") != data.count(b"\r\n")):
        return None
    head, _ = header_of(text, table.name, dialect)
    if head is None or "\n" in head.text or head.record.bad_quote or head.first >= len(data):
        return None
    lines = pl.read_csv(
        data, has_header=False, skip_lines=head.first_line - 1, separator=_NO_SEPARATOR, quote_char=None,
        schema={"line": pl.String},
    )["line"]  # fmt: skip
    if lines.null_count() or _hold_line_ends(lines):
        return None
    return _Lines(text, head, table, lines).complete()


def _hold_line_ends(lines: pl.Series) -> bool:
    """Whether a quote may stay open at the end of a line, so that a record may be longer than it."""
    quoted = lines.filter(lines.str.contains('"', literal=True))
    return bool(((quoted.str.count_matches('"', literal=True) % 2) == 1).any())


def _all_of(lines: pl.Series) -> pl.DataFrame:
    rows = pl.int_range(len(lines), dtype=pl.UInt32, eager=True)
    return pl.DataFrame({"row": rows, "row_right": rows})


def _alike(old: pl.Series, new: pl.Series) -> pl.DataFrame | None:
    """The numbers of the lines that are in both; None where a line stands twice in one of them."""
    one, two = (pl.DataFrame({"hash": lines.hash()}).with_row_index("row") for lines in (old, new))
    pairs = one.join(two, on="hash", how="inner")
    if any(pairs[name].is_duplicated().any() for name in ("row", "row_right")):
        return None
    same = old.gather(pairs["row"]) == new.gather(pairs["row_right"])
    return pairs if same.all() else pairs.filter(same)


@dataclass(frozen=True, slots=True)
class _SharedLines:
    """The shared records of a file, by their numbers."""

    file: _Lines
    rows: pl.Series
    dialect: Dialect

    def texts(self, column: str) -> frozenset[str]:
        cells = self._column(column)
        return frozenset() if cells is None else frozenset(cells.drop_nulls().unique())

    def where(self, column: str, texts: Collection[str]) -> Table | None:
        cells = self._column(column)
        return None if cells is None else self._table(self.rows.filter(cells.is_in(list(texts)).fill_null(False)))

    def _column(self, name: str) -> pl.Series | None:
        """The texts of a column in these records; None where the file has none."""
        if name not in self.file.columns:
            return None
        source = self.file.of(self.file.lines.gather(self.rows))
        cells = self.file.cells(source.data, [name], _LINES_ABOVE)
        assert cells is not None
        return cells[name].str.strip_chars()

    def having(self, keys: Collection[str]) -> Table | None:
        if self.file.keys is None:
            return None
        asked = pl.DataFrame({"key": list(keys)}, schema={"key": pl.String}).select(_KEY)["key"]
        wanted = self.file.keys.gather(self.rows).is_in(asked.implode())
        return self._table(self.rows.filter(wanted))

    def _table(self, rows: pl.Series) -> Table | None:
        if not len(rows):
            return None
        source = self.file.of(self.file.lines.gather(rows))
        table, _, _ = table_from(source, self.file.table.name, ".csv", self.dialect)
        return table
