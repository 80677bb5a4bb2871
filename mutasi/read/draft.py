"""A table while its cells are brought to canonical text: what is changed, what is said, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.table import is_18_digits, record_name
from mutasi.model.tables import Column, Kind, TableDeclaration
from mutasi.read.cells import TextTable
from mutasi.read.faults import fault, more_findings
from mutasi.read.limits import FINDINGS_A_FILE


class Cell(NamedTuple):
    """A cell by the number of its row, and its text."""

    row: int
    text: str


@dataclass(slots=True)
class Draft:
    """`frame` holds the cells as they are by now; what was read first stays in `text`.

    `told` are the cells about which there is a finding already, so that no rule repeats it: rows by column.
    """

    text: TextTable
    table: TableDeclaration
    frame: pl.DataFrame
    looked_at: frozenset[str]
    """Columns that may hold a cell to change."""
    suspects: Mapping[str, pl.Series] = field(default_factory=dict)
    """The only rows of a column that may hold one, as far as that is known."""
    told: dict[str, set[int]] = field(default_factory=dict)
    _not_18_digits: dict[str, pl.Series] = field(default_factory=dict)
    _findings: list[Finding] = field(default_factory=list)
    _said: Counter[str] = field(default_factory=Counter)
    _shifted: set[int] = field(default_factory=set)

    @property
    def path(self) -> str:
        return self.text.positions.header().path

    def columns(self, *kinds: Kind) -> list[Column]:
        """The declared columns of these kinds that are looked at, in the order of the declaration."""
        return [column for column in self.table.columns if column.kind in kinds and column.name in self.looked_at]

    def doubtful(self, sound: Mapping[str, pl.Expr]) -> dict[str, list[Cell]]:
        """The filled cells of columns that are not `sound`, which is null where the cell is.

        Rows whose cells stand in wrong columns are left alone.
        """
        free = {name: test for name, test in sound.items() if name not in self.suspects}
        unsound = self.frame.select((~test.fill_null(True)).alias(name) for name, test in free.items())
        found = {mask.name: self._cells(mask) for mask in unsound.iter_columns()}
        return {name: found[name] if name in found else self._among_suspects(name, sound[name]) for name in sound}

    def _among_suspects(self, name: str, sound: pl.Expr) -> list[Cell]:
        rows = self.suspects[name]
        cells = self.frame.select(pl.col(name).gather(rows))
        return self._cells_of(name, rows.filter(cells.select(~sound.fill_null(True)).to_series()).to_list())

    def malformed_nips(self, name: str) -> list[Cell]:
        """The filled cells of a column that are not 18 digits by now; later steps look only at what was found first."""
        rows = self.not_18_digits(name)
        return self._cells_of(name, rows.filter(self.frame[name].gather(rows).is_not_null()).to_list())

    def not_18_digits(self, name: str) -> pl.Series:
        """The rows whose cells are not 18 digits by now, blank ones included."""
        known = self._not_18_digits.get(name)
        cells = self.frame.select(name) if known is None else self.frame.select(pl.col(name).gather(known))
        rows = cells.select(~is_18_digits(pl.col(name)).fill_null(False)).to_series().arg_true()
        self._not_18_digits[name] = rows if known is None else known.gather(rows)
        return self._not_18_digits[name]

    def _cells(self, mask: pl.Series) -> list[Cell]:
        return self._cells_of(mask.name, mask.arg_true().to_list() if mask.any() else [])

    def _cells_of(self, name: str, rows: list[int]) -> list[Cell]:
        rows = [row for row in rows if row not in self._shifted]
        return [Cell(*item) for item in zip(rows, self.frame[name].gather(rows).to_list(), strict=True)]

    def put(self, name: str, values: Mapping[int, str | None]) -> None:
        """New texts of a column by row; None is a missing value."""
        if values:
            texts = pl.Series(list(values.values()), dtype=pl.String)
            self.replace(self.frame[name].scatter(list(values), texts))

    def replace(self, series: pl.Series) -> None:
        """A whole column in its new texts."""
        self.frame = self.frame.with_columns(series)

    # ---- what is said

    def counted(self, code: str, name: str, rows: Iterable[int], message: Message) -> None:
        """One finding for a kind of change in a column, at the first of its places."""
        places = list(rows)
        self._add(code, min(places), name, message, extent=len(places))

    def tell(
        self, code: str, cell: Cell, name: str, message: Message, fix: Message, *, related: Iterable[Location] = (),
        extent: int | None = None,
    ) -> None:  # fmt: skip
        """A finding about one cell, of which nothing else is said then. Where it stands for others as well, `extent` is
        how many they are together, and the finding stays the same when the first of them is mended.
        """
        self.silence(name, [cell.row])
        self._add(code, cell.row, name, message, fix, tuple(related), extent or 1, (name,) if extent else ())

    def silence(self, name: str, rows: Iterable[int]) -> None:
        """Cells that a finding speaks of already."""
        self.told.setdefault(name, set()).update(rows)

    def shifted(self, row: int, name: str, message: Message, fix: Message, code: str = "NILAI-11") -> None:
        """A row whose cells stand in wrong columns, or that is no record: one finding, and no cell is looked at."""
        self._shifted.add(row)
        for column in {*(column.name for column in self.table.columns), *self.frame.columns}:
            self.silence(column, [row])
        self._add(code, row, name, message, fix)

    def header(
        self, code: str, name: str, rows: Iterable[int], message: Message, fix: Message, others: tuple[str, ...]
    ) -> None:
        """A finding about the name of a column, and of `others`, below which nothing is looked at in these rows."""
        places = list(rows)
        for column in (name, *others):
            self.silence(column, places)
        where = self.text.positions.header(name)
        related = tuple(self.text.positions.header(other) for other in others)
        self._findings.append(
            fault(code, message, where, table=self.table.name, field=name, fix=fix, related=related,
                  extent=len(places), identity=("", name))
        )  # fmt: skip

    def warn(self, code: str, cell: Cell, name: str, message: Message, fix: Message) -> None:
        """A finding about one cell that does not keep rules from looking at its value."""
        self._add(code, cell.row, name, message, fix)

    def place(self, row: int, name: str) -> Location:
        return self.text.positions.locate(row, name)

    def finished(self) -> tuple[TextTable, tuple[Finding, ...]]:
        """The table with the changes, and the findings; of a rule that fails everywhere the rest is counted."""
        beyond = (
            more_findings(code, count, self.path) for code, count in self._said.items() if count > FINDINGS_A_FILE
        )
        told = {name: frozenset(rows) for name, rows in self.told.items() if rows}
        return TextTable(self.frame, self.text.positions, told), (*self._findings, *beyond)

    def _add(
        self,
        code: str,
        row: int,
        name: str,
        message: Message,
        fix: Message | None = None,
        related: tuple[Location, ...] = (),
        extent: int = 1,
        identity: tuple[str, ...] = (),
    ) -> None:
        self._said[code] += 1
        if self._said[code] > FINDINGS_A_FILE:
            return
        entity = self.table.entity
        value = self.text.frame.item(row, name) or ""
        of_record = (
            name,
            *(self._cell(row, one) for one in self.table.key if one in self.frame.columns),
            value,
        )
        self._findings.append(
            fault(
                code,
                message,
                self.place(row, name),
                table=self.table.name,
                key=self._cell(row, entity),
                field=name,
                value=value,
                fix=fix,
                related=related,
                extent=extent,
                identity=identity or of_record,
                record=record_name(self._cell(row, one) for one in self.table.naming),
            )
        )

    def _cell(self, row: int, name: str) -> str:
        return (self.frame.item(row, name) or "") if name in self.frame.columns else ""
