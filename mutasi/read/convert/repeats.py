"""Rows that stand for one record: repetitions are taken once, contradictions not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from mutasi.message import Message
from mutasi.read.convert.row import Row

_Item = TypeVar("_Item")


def distinct(
    items: Sequence[_Item], row_of: Callable[[_Item], Row], content: Callable[[_Item], object], field: str
) -> list[_Item]:
    """The items without repetitions, in the order of their first rows. Items of one key are the same record.

    Of equal ones the first is taken. When they differ none is taken, for nothing tells which one is right.
    `field` is the one that holds the key.
    """
    groups: dict[str, list[_Item]] = {}
    for item in items:
        groups.setdefault(row_of(item).key, []).append(item)
    kept = []
    for group in groups.values():
        if all(content(item) == content(group[0]) for item in group):
            kept.append(group[0])
            tell_repeated([row_of(item) for item in group], field)
        else:
            refuse_contradicting([row_of(item) for item in group], field)
    return kept


def tell_repeated(rows: Sequence[Row], field: str) -> None:
    """Notes for all rows but the first that they repeat it."""
    for row in rows[1:]:
        message = Message("{key} stands in the sources already with the same content; it is taken once", key=row.key)
        row.note("KONVERSI-03", field, message, related=(rows[0].place(field),))


def refuse_contradicting(rows: Sequence[Row], field: str) -> None:
    """Refuses all rows: they stand for one record and nothing tells which one is right."""
    for row in rows:
        message = Message(
            "the row is not taken: {count} rows with {key} contradict one another", count=len(rows), key=row.key
        )
        others = tuple(other.place(field) for other in rows if other is not row)
        fix = Message("keep the right one in the source and convert again")
        row.note("KONVERSI-02", field, message, fix=fix, related=others)
