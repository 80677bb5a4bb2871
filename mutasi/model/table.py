"""One table with its cells as text, as values, and their places in the file.

Every cell is read as text; `typed` turns the text of the declared columns into values. A text that
is no value of its kind becomes null there and a finding of `rules/columns.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, runtime_checkable

import polars as pl

from mutasi.finding import Location
from mutasi.model.looked import Looked
from mutasi.model.policy import Exemption
from mutasi.model.tables import Column, Kind, TableDeclaration, declaration

NIP_PATTERN = r"^[0-9]{18}$"
DATE_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
INTEGER_PATTERN = r"^-?[0-9]{1,15}$"
DECIMAL_PATTERN = r"^-?[0-9]{1,13}(\.[0-9]{1,4})?$"
COMPUTED = (Kind.DATE, Kind.INTEGER, Kind.DECIMAL)
LIST_SEPARATOR = ";"
PAIRS_PATTERN = r"^ *[^;=]+=[0-9]{1,6} *(; *[^;=]+=[0-9]{1,6} *)*;? *$"


class Positions(Protocol):
    """Where the cells of a table stand in its file."""

    def locate(self, row: int, column: str | None = None) -> Location:
        """The place of a cell, or of the whole record when `column` is None or absent in the file.

        `row` counts the records from 0.
        """
        ...

    def header(self, column: str | None = None) -> Location:
        """The place of a column's header; without one, the place where the columns are named."""
        ...


@runtime_checkable
class KeyedPositions(Protocol):
    """Positions of a file whose records may name their cells themselves, as those of YAML and JSON do."""

    def key(self, row: int, column: str) -> Location | None:
        """The place of the name of a cell in its record; None where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Signs:
    """Which signs some cell may hold. Reading knows from the bytes of a file, which are looked through many times
    faster than its cells; where it does not, all may be there.
    """

    beyond_ascii: bool = True
    line_ends: bool = True
    hashes: bool = True
    loose_dates: bool = True
    """A blank before a number, or a plus sign: with them polars reads as dates what DATE_PATTERN does not allow."""


ANY_SIGNS = Signs()


class Stored(Protocol):
    """The cells of a table that is too large to be in memory as a whole."""

    columns: Sequence[str]
    rows: int

    def cell(self, row: int, column: str) -> str:
        """The text of a cell, empty when blank or absent."""
        ...

    def texts(self, columns: Sequence[str], rows: Sequence[int]) -> pl.DataFrame:
        """The texts of some cells; null where blank or absent."""
        ...


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read.

    `text` holds the columns of the file, all of them text, blank cells null. `frame` holds exactly the
    declared columns, typed, in the order of the declaration; a column that is absent in the file is
    null everywhere there. Both have one row a record, in file order.

    `told` are cells, rows by column, about whose text there is a finding of reading: rules say nothing more of them.
    """

    name: str
    text: pl.DataFrame
    frame: pl.DataFrame
    positions: Positions
    path: str
    told: Mapping[str, frozenset[int]] = field(default_factory=dict)
    exemptions: tuple[Exemption, ...] = ()
    """Findings that comments in the file accept."""
    signs: Signs = ANY_SIGNS
    stored: Stored | None = None
    """Where the cells are when `text` and `frame` hold only some of the columns."""
    looked: Looked | None = None
    """What looking at its parts gave, when it was read in parts."""
    _columns: dict[str, pl.Series | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    _counts: dict[str, Mapping[str, int]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def declaration(self) -> TableDeclaration:
        return declaration(self.name)

    @property
    def rows(self) -> int:
        return self.frame.height if self.stored is None else self.stored.rows

    def has(self, column: str) -> bool:
        """Whether the file has that column."""
        return self._column(column) is not None if self.stored is None else column in self.stored.columns

    def cell(self, row: int, column: str) -> str:
        """The text of a cell, empty when blank or absent."""
        cells = self._column(column)
        if cells is None and self.stored is not None:
            return self.stored.cell(row, column)
        return "" if cells is None else cells[row] or ""

    def texts(self, columns: Sequence[str], rows: pl.Series) -> pl.DataFrame:
        """The texts of some rows in these columns; null where blank or absent."""
        if self.stored is not None:
            return self.stored.texts(columns, rows.to_list())
        absent = pl.Series([None] * len(rows), dtype=pl.String)
        return pl.DataFrame({name: self.text[name].gather(rows) if self.has(name) else absent for name in columns})

    def _column(self, name: str) -> pl.Series | None:
        """A column of the file; kept, since findings ask for it cell by cell."""
        if name not in self._columns:
            self._columns[name] = self.text[name] if name in self.text.columns else None
        return self._columns[name]

    def distinct(self, column: str) -> tuple[str, ...]:
        """The texts of a column of the file, each once, in no order; for columns in which few are different."""
        return tuple(self.counts(column))

    def counts(self, column: str) -> Mapping[str, int]:
        """How often each text stands in a column of the file."""
        if column not in self._counts:
            counted = self.text[column].drop_nulls().value_counts(name="count")
            self._counts[column] = dict(counted.iter_rows())
        return self._counts[column]

    def is_told(self, row: int, column: str) -> bool:
        return row in self.told.get(column, ())

    def key_of(self, row: int) -> str:
        """What names the record in findings: the text of the entity column."""
        return self.cell(row, self.declaration.entity)

    def record_of(self, row: int) -> str:
        """What names the record alone: the texts of all columns that tell it from others."""
        return record_name([self.cell(row, name) for name in self.declaration.naming])


def record_name(cells: Iterable[str]) -> str:
    """The name of a record from the cells that tell it from others; a blank one is written as a stroke."""
    return " ".join(cell or "-" for cell in cells)


def make_table(name: str, text: pl.DataFrame, positions: Positions, path: str, signs: Signs = ANY_SIGNS) -> Table:
    """A table from its text columns (all pl.String, null for blank)."""
    frame = typed(text, declaration(name), signs)
    return Table(name=name, text=text, frame=frame, positions=positions, path=path, signs=signs)


def retyped(table: Table, text: pl.DataFrame, columns: Collection[str], told: Mapping[str, frozenset[int]]) -> Table:
    """The table with other texts in `columns`; dates and numbers that are `told` have no value."""
    if not columns and not told:
        return table
    declared = [column for column in table.declaration.columns if column.name in text.columns]
    frame = table.frame.with_columns(
        text.select(value_of(column, table.signs) for column in declared if column.name in columns)
    )
    for column in declared:
        if column.kind in COMPUTED and column.name in told:
            rows = sorted(told[column.name])
            frame = frame.with_columns(
                frame[column.name].scatter(rows, pl.Series([None] * len(rows), dtype=column.dtype))
            )
    made = replace(table, text=text, frame=frame, told=told)
    made._counts.update({name: counts for name, counts in table._counts.items() if name not in columns})
    return made


@dataclass(frozen=True, slots=True)
class PickedPlaces:
    """The places of some rows of a table, by their numbers there."""

    places: Positions
    rows: Sequence[int]

    def locate(self, row: int, column: str | None = None) -> Location:
        return self.places.locate(self.rows[row], column)

    def header(self, column: str | None = None) -> Location:
        return self.places.header(column)

    def key(self, row: int, column: str) -> Location | None:
        return self.places.key(self.rows[row], column) if isinstance(self.places, KeyedPositions) else None


def without_rows(table: Table, rows: pl.Series) -> tuple[Table, pl.Series]:
    """The table without some of its rows, and the numbers of those that are left."""
    left = pl.int_range(table.rows, eager=True)
    left = left.filter(~left.is_in(rows.cast(pl.Int64).implode()))
    text, frame = table.text[left], table.frame[left]
    made = replace(table, text=text, frame=frame, positions=PickedPlaces(table.positions, left.to_list()))
    for name, counts in table._counts.items():
        gone = Counter(table.text[name].gather(rows).drop_nulls().to_list())
        made._counts[name] = {text: count - gone[text] for text, count in counts.items() if count > gone[text]}
    return made, left


def typed(text: pl.DataFrame, table: TableDeclaration, signs: Signs = ANY_SIGNS) -> pl.DataFrame:
    """The declared columns of `text` as values; what is no value of its kind becomes null."""
    values = [
        value_of(column, signs) if column.name in text.columns else pl.lit(None, column.dtype).alias(column.name)
        for column in table.columns
    ]
    return text.with_columns(values).select(column.name for column in table.columns)


def value_of(column: Column, signs: Signs = ANY_SIGNS) -> pl.Expr:
    """The typed value of a text column; null where the text is no value of that kind."""
    text = pl.col(column.name)
    if column.kind is Kind.DATE:
        has_form = text.str.contains(DATE_PATTERN) if signs.loose_dates else may_be_date(text)
        return pl.when(has_form).then(text.str.to_date("%Y-%m-%d", strict=False, cache=False))
    if column.kind is Kind.INTEGER:
        return pl.when(may_be_integer(text)).then(text.cast(column.dtype, strict=False))
    if column.kind is Kind.DECIMAL:
        return pl.when(text.str.contains(DECIMAL_PATTERN)).then(text.cast(column.dtype, strict=False))
    if column.kind is Kind.PAIRS:
        return pl.when(text.str.contains(PAIRS_PATTERN)).then(text)
    return text


def without_impossible(table: Table) -> Table:
    """The table with nothing in the place of codes that no list has and of numbers outside what is possible: a value
    that is wrong is a missing one, as what is no number or no date is. The text stays.
    """
    changed = [
        pl.when(test).then(pl.col(column.name))
        for column in table.declaration.columns
        if (test := _is_possible(column)) is not None
    ]
    return replace(table, frame=table.frame.with_columns(changed)) if changed else table


def _is_possible(column: Column) -> pl.Expr | None:
    """None where any value is."""
    value = pl.col(column.name)
    if column.codes and column.kind is Kind.CODE:
        return is_one_of(value, column.codes)
    if column.minimum is None or column.maximum is None:
        return None
    return value.is_between(column.minimum, column.maximum)


def may_be_date(text: pl.Expr) -> pl.Expr:
    """What DATE_PATTERN adds to a text without blanks and plus signs that polars takes for a date of that form."""
    return (text.str.len_bytes() == 10) & (text >= "0")


def may_be_integer(text: pl.Expr) -> pl.Expr:
    """What INTEGER_PATTERN adds to a text that polars takes for an integer: no plus sign, and at most 15 digits."""
    return (text >= "-") & (text.str.len_bytes() <= 15 + (text < "0").cast(pl.UInt32))


def is_18_digits(text: pl.Expr) -> pl.Expr:
    """``^[0-9]{18}$`` in less than half the time of a pattern: no plus sign, and an integer all the same."""
    number = text.cast(pl.UInt64, strict=False)
    return pl.when(text.is_not_null()).then((text.str.len_bytes() == 18) & (text >= "0") & number.is_not_null())


def is_one_of(text: pl.Expr, texts: Collection[str]) -> pl.Expr:
    """`is_in`, for a few texts in a fraction of its time; null where the text is."""
    if len(texts) > _FEW:
        return text.is_in(list(texts))
    found = text != text
    for one in texts:
        found |= text == one
    return found


_FEW = 6


def split_list(text: str | None) -> tuple[str, ...]:
    """The items of a LIST cell, in order, without blanks around them."""
    if not text:
        return ()
    return tuple(item.strip() for item in text.split(LIST_SEPARATOR) if item.strip())


def split_pairs(text: str | None) -> tuple[tuple[str, int], ...]:
    """The pairs of a PAIRS cell that has passed the check of its kind, in order."""
    pairs = (item.rpartition("=") for item in split_list(text))
    return tuple((name.strip(), int(value)) for name, _, value in pairs)
