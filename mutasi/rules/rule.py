"""What a rule is: one function of a dataset that yields faults, with all that is said about it.

Anatomy, in one order everywhere: code, name (the wrong thing), severity, basis, settings, the reason with the remedy in
the docstring, the function.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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


class Shared:
    """What several rules need of the same dataset, each by a key and computed once, whichever rule comes first."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}
        self._locks: dict[str, Lock] = {}

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


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue. `tables` must all be there for it to run; `dated` ones need the reference date."""

    code: str
    name: str
    severity: Severity
    basis: tuple[str, ...]
    settings: Mapping[str, Setting]
    tables: tuple[str, ...]
    dated: bool
    reason: str
    check: Check


def rule(
    *,
    code: str,
    name: str,
    severity: Severity,
    basis: tuple[str, ...] = (),
    settings: Mapping[str, Setting] | None = None,
    tables: tuple[str, ...] = (),
    dated: bool = False,
) -> Callable[[Check], Rule]:
    """Make a rule of a function; its docstring says why it exists and how to mend the data."""

    def make(check: Check) -> Rule:
        return Rule(
            code=code, name=name, severity=severity, basis=basis, settings=settings or {}, tables=tables, dated=dated,
            reason=(check.__doc__ or "").strip(), check=check,
        )  # fmt: skip

    return make
