"""What is left of a table that was looked at in parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl


@dataclass(frozen=True, slots=True)
class Looked:
    """What looking at the parts of a table gave, each with the number of its first row; then at the doubtful rows."""

    parts: Sequence[tuple[int, Any]]
    doubtful: pl.Series
    """The numbers of the doubtful rows."""
    rest: Any = None
