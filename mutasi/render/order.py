"""The canonical order of the rows and columns of a table.

Columns stand in the order of their declaration and further ones after them. Rows are sorted by their key, then by their
dates, then by the rest, and where they form a tree each stands below its parent.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from mutasi.model.tables import Kind, TableDeclaration


def ordered(text: pl.DataFrame, table: TableDeclaration) -> pl.DataFrame:
    """The rows and columns of a frame of text in canonical order."""
    declared = [column.name for column in table.columns if column.name in text.columns]
    further = [name for name in text.columns if name not in declared]
    dates = [column.name for column in table.columns if column.kind is Kind.DATE and column.name in text.columns]
    keys = [name for name in table.key if name in text.columns]
    by = dict.fromkeys((*keys, *dates, *declared, *further))
    rows = text.select(*declared, *further).sort(list(by), nulls_last=True, maintain_order=True)
    above = next((column.name for column in table.columns if column.refers_to == (table.name, table.entity)), "")
    if above in rows.columns and table.entity in rows.columns:
        return rows[_as_tree(rows[table.entity].to_list(), rows[above].to_list())]
    return rows


def _as_tree(keys: Sequence[str | None], parents: Sequence[str | None]) -> list[int]:
    """The rows with each below the one it belongs to; among themselves they stay in order.

    Rows whose parent is not there begin a tree. Rows that are above themselves come last.
    """
    known = set(keys) - {None}
    below: dict[str | None, list[int]] = {}
    for row, parent in enumerate(parents):
        below.setdefault(parent if parent in known else None, []).append(row)
    order: list[int] = []
    waiting = below.pop(None, [])[::-1]
    while waiting:
        row = waiting.pop()
        order.append(row)
        waiting += below.pop(keys[row], [])[::-1]
    return order + sorted(row for rows in below.values() for row in rows)
