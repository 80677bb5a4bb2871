"""Parts of a table that is too large to be in memory as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from mutasi.model.table import Table


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a table. Those that are `doubtful` come again when the whole file has told how to read them.

    Parts are numbered from 0 in the order of the file; the doubtful rows have no number.
    """

    table: Table
    number: int | None = None
    doubtful: pl.Series = field(default_factory=lambda: pl.Series(dtype=pl.UInt32))


Look = Callable[[Part], Any]
