"""All tables of one organisation on one date."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mutasi.model.policy import Exemption, Policy

if TYPE_CHECKING:
    from pathlib import Path

    from mutasi.model.table import Table  # polars, which the help of a command does not need

Lines = Callable[[Collection[int]], Mapping[int, str]]
"""From the numbers of lines, from 1, to the lines that there are, without their ends."""


def no_lines(numbers: Collection[int]) -> Mapping[int, str]:
    """The lines of what is no text."""
    return {}


@dataclass(frozen=True)
class Input:
    """One file that was read: path relative to the project root, what works out its SHA-256, records in it, and what
    gives lines of its text as it was read. `has_sheets` tells a workbook or a page from a text; `file` is where it was
    read, None for standard input.
    """

    path: str
    hashed: Callable[[], str]
    rows: int
    lines: Lines = no_lines
    has_sheets: bool = False
    file: Path | None = None

    @cached_property
    def sha256(self) -> str:
        return self.hashed()


@dataclass(frozen=True, slots=True)
class Dataset:
    """The tables that were found, by name, and the policy beside them.

    A table that has no file is absent from `tables`; `root` is the folder (as the user named it).
    """

    tables: Mapping[str, Table]
    policy: Policy
    inputs: tuple[Input, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    """Findings that comments in the files accept."""
    root: str = "."

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that were read."""
        return tuple(one.file for one in self.inputs if one.file is not None)

    def get(self, name: str) -> Table | None:
        return self.tables.get(name)

    def has(self, *names: str) -> bool:
        """Whether all of these tables were found."""
        return all(name in self.tables for name in names)
