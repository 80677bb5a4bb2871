"""The pairwise comparison of a decision sheet: a whole matrix, or its upper half."""

from __future__ import annotations

import re
from collections.abc import Sequence as Rows
from fractions import Fraction

from mutasi.message import Message
from mutasi.model.decision_sheet import Number
from mutasi.read.nodes import Mapping, Node, Scalar, Sequence
from mutasi.read.policy_section import Section

KEY = "perbandingan"
MOST_CRITERIA = 15
"""For more there is no random index, and nobody compares them all consistently."""

_FRACTION = re.compile(r"([1-9][0-9]{0,2})(?:/([1-9][0-9]{0,2})|\.([0-9]{1,9}))?|0\.([0-9]{1,9})")

Entries = tuple[tuple[Number | None, ...], ...]


def comparison_in(top: Section, names: tuple[str, ...]) -> Entries:
    """A square of entries, None where nothing is written; empty when there is no comparison, or none of use.

    Each row is a list: of all entries, or only of those from the diagonal on, or only of those to the right of it. The
    rows stand in the order of the criteria; where they have names, these say so.
    """
    node = top.node(KEY)
    if node is None:
        return ()
    rows = _rows(top, node, names)
    if rows is None or not 2 <= len(names) <= MOST_CRITERIA:
        if rows is not None:
            message = Message("{key}: {count} criteria cannot be compared", key=KEY, count=len(names))
            fix = Message("compare from 2 to {most} criteria", most=MOST_CRITERIA)
            top.notes.wrong(top.entries[KEY], KEY, message, fix)
        return ()
    begins = _beginnings(top, rows, len(names))
    if begins is None:
        return ()
    square: list[list[Number | None]] = [[None] * len(names) for _ in names]
    for row, (items, begin) in enumerate(zip(rows, begins, strict=False)):
        for column, item in enumerate(items, start=begin):
            square[row][column] = _entry(top, item, row, column, names)
    return tuple(map(tuple, square))


def _rows(top: Section, node: Node, names: tuple[str, ...]) -> list[list[Node]] | None:
    if isinstance(node, Mapping):
        if tuple(node.entries) != names[: len(node.entries)]:
            message = Message("{key}: the rows do not stand in the order of kriteria", key=KEY)
            fix = Message("write them in this order: {names}", names=names)
            top.notes.wrong(top.entries[KEY], KEY, message, fix)
            return None
        items: list[Node] = [entry.value for entry in node.entries.values()]
    else:
        items = list(node.items) if isinstance(node, Sequence) else [node]
    if not all(isinstance(item, Sequence) for item in items):
        message = Message("{key} takes a list of numbers for each criterion", key=KEY)
        top.notes.wrong(node, KEY, message, Message("write rows such as [1, 1/5, 3]"))
        return None
    return [item.items for item in items if isinstance(item, Sequence)]


def _beginnings(top: Section, rows: Rows[Rows[Node]], count: int) -> list[int] | None:
    """The column in which each row begins, by the lengths of all rows."""
    lengths = [len(row) for row in rows]
    if lengths == [count] * count:
        return [0] * count
    if lengths == list(range(count, 0, -1)):
        return list(range(count))
    if lengths in (list(range(count - 1, 0, -1)), list(range(count - 1, -1, -1))):
        return list(range(1, count + 1))
    message = Message("{key}: the rows have {lengths} entries, and there are {count} criteria", key=KEY,
                      lengths=tuple(map(str, lengths)), count=count)  # fmt: skip
    fix = Message("write {count} rows of {count} entries, or only the half above the diagonal", count=count)
    top.notes.wrong(top.entries[KEY], KEY, message, fix)
    return None


def _entry(top: Section, item: Node, row: int, column: int, names: Rows[str]) -> Number | None:
    """A judgement above 0; blank is nothing. On the diagonal only 1."""
    if isinstance(item, Scalar) and item.is_blank:
        return None
    text = item.text.strip() if isinstance(item, Scalar) else ""
    found = _FRACTION.fullmatch(text)
    pair = (names[row], names[column])
    if not found or not (value := Fraction(text)):
        message = Message("{key}, {pair}: '{value}' is no judgement", key=KEY, pair=pair, value=text)
        top.notes.wrong(item, KEY, message, Message("write 1 to 9 or a fraction of 1: 3, 1/3, 0.333"))
        return None
    if row == column and value != 1:
        message = Message("{key}, {name}: compared with itself it is {value}", key=KEY, name=names[row], value=text)
        top.notes.wrong(item, KEY, message, Message("write 1"))
        return None
    return Number(value, text, top.notes.place(item), len(found[3] or found[4] or ""))
