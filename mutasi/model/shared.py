"""Records that two files of one table have in common, and that are therefore in neither table of a comparison."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from mutasi.model.table import Table


@dataclass(frozen=True, slots=True)
class Shared:
    """The `rows` records of a table that both sides of a comparison have, byte for byte.

    `texts` gives the texts that a column has in them, `having` those of them that have one of these keys, and `where`
    those that have one of these texts in a column. They are read only when somebody asks.
    """

    rows: int
    texts: Callable[[str], frozenset[str]]
    having: Callable[[Collection[str]], Table | None]
    where: Callable[[str, Collection[str]], Table | None]
