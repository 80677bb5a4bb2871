"""What a rule is: one function of a dataset that yields faults, with all that is said about it.

Anatomy, in one order everywhere: code, name (the wrong thing), severity, basis, settings, the reason with the remedy in
the docstring, the function.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from threading import Lock
from typing import Any, TypeVar

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.dataset import Dataset
from mutasi.model.policy import Setting
from mutasi.model.reference import Reference
from mutasi.model.settings import Settings

V = TypeVar("V")
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in the data: where it is, what is wrong, and what to write instead.

    `row` counts the records of the table from 0. `related` are further (table, row) places of the same
    fault. `severity` is stated only where a rule has two. `instead`, `certain` and `extent` are those of the finding.
    `beside` are columns of the same record that contradict the cell: with another value there it is another fault.
    `identity` is what the fault is about, where that is not its record with these cells.
    `at_key` is stated where the name of the cell is at fault, in a file whose records name their cells.
    """

    table: str
    row: int
    column: str
    message: Message
    fix: Message | None = None
    severity: Severity | None = None
    related: tuple[tuple[str, int], ...] = ()
    instead: str = ""
    certain: bool = False
    beside: tuple[str, ...] = ()
    extent: int = 1
    identity: tuple[str, ...] = ()
    at_key: bool = False


class Shared:
    """What several rules need of the same dataset, each by a key and computed once, whichever rule comes first."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}
        self._locks: dict[str, Lock] = {}

    def put(self, key: str, value: object) -> None:
        """A value that was worked out elsewhere."""
        self._values[key] = value

    def once(self, key: str, compute: Callable[[], V]) -> V:
        with self._locks.setdefault(key, Lock()):
            if key not in self._values:
                self._values[key] = compute()
            value: V = self._values[key]
            return value


@dataclass(frozen=True, slots=True)
class Checked:
    """What a rule sees: the dataset, the reference data, its settings and the dates that count.

    `as_of` is the reference date and `effective` the day on which moves take effect.
    """

    dataset: Dataset
    reference: Reference
    settings: Settings = field(default_factory=dict)
    as_of: datetime.date | None = None
    effective: datetime.date | None = None
    shared: Shared = field(default_factory=Shared, repr=False, compare=False)

    def once(self, key: str, compute: Callable[[], V]) -> V:
        """What several rules need of the same dataset, computed once."""
        return self.shared.once(key, compute)

    def frame(self, table: str) -> pl.DataFrame:
        """The typed rows of a table with their number in the column `row`."""
        return self.dataset.tables[table].frame.with_row_index("row")


def rows_where(frame: pl.DataFrame, tests: Mapping[K, pl.Expr]) -> Iterator[tuple[K, pl.Series]]:
    """The numbers of the rows for which each test holds; tests that hold nowhere are left out. All in one pass."""
    masks = frame.select(test.alias(str(number)) for number, test in enumerate(tests.values()))
    for key, mask in zip(tests, masks.iter_columns(), strict=True):
        if mask.any():
            yield key, mask.arg_true()


Check = Callable[[Checked], Iterable[Fault]]
Columns = Mapping[str, tuple[str, ...]]
Reads = Columns | Callable[[Collection[str]], Columns]
"""Columns by table, or what gives them for the tables that are there."""


class Scope(Enum):
    """How much of the data a rule has to see at a time."""

    RECORD = "record"
    """One record, and nothing beside it: such a rule may be run over a table part by part."""
    HEADER = "header"
    """The names of columns."""
    TABLES = "tables"
    """Whole tables, of the large ones only the columns that it `reads`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue. `tables` must all be there for it to run; `dated` ones need the reference date. Faults
    of `graded` ones differ in gravity, so that `berat` in the policy makes all of them alike.
    """

    code: str
    name: str
    severity: Severity
    basis: tuple[str, ...]
    settings: Mapping[str, Setting]
    tables: tuple[str, ...]
    dated: bool
    reason: str
    check: Check
    scope: Scope = Scope.TABLES
    reads: Reads | None = None
    graded: bool = False

    def columns(self, tables: Collection[str]) -> Columns | None:
        """The columns whose cells it must have together when these tables are there; None for all."""
        return self.reads(tables) if callable(self.reads) else self.reads


def rule(
    *,
    code: str,
    name: str,
    severity: Severity,
    basis: tuple[str, ...] = (),
    settings: Mapping[str, Setting] | None = None,
    tables: tuple[str, ...] = (),
    dated: bool = False,
    scope: Scope = Scope.TABLES,
    reads: Reads | None = None,
    graded: bool = False,
) -> Callable[[Check], Rule]:
    """Make a rule of a function; its docstring says why it exists and how to mend the data."""

    def make(check: Check) -> Rule:
        return Rule(
            code=code, name=name, severity=severity, basis=basis, settings=settings or {}, tables=tables, dated=dated,
            reason=(check.__doc__ or "").strip(), check=check, scope=scope, reads=reads, graded=graded,
        )  # fmt: skip

    return make
