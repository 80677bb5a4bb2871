"""Names of columns that are exchanged in a header. Reading and rules find such names, each by what it sees."""

from __future__ import annotations

from mutasi.message import Message

LEAST_CELLS, LEAST_PERCENT = 3, 80
"""So many cells, and so great a part of all, must belong to another column when the rest speak against it."""


def speaks_for_header(count: int, cells: int, least: int = LEAST_CELLS, percent: int = LEAST_PERCENT) -> bool:
    """Whether so many of the cells of a column belong to another one that its name is wrong and not they: nearly all,
    or all of however few.
    """
    return 0 < count == cells or (count >= least and 100 * count >= percent * cells)


def how_to_exchange(one: str, other: str) -> Message:
    """The remedy, whoever finds the names."""
    return Message(
        "exchange the names {one} and {other} in the header, or bring each cell under its own name",
        one=one, other=other,
    )  # fmt: skip
