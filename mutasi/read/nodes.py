"""Structured text as nodes that keep every value as typed and know their place; of YAML and JSON alike."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.read import limits
from mutasi.read.faults import fault


class Scalar(NamedTuple):
    """A single value: its text as typed (without quotes, escapes undone). Lines and columns count from 0."""

    text: str
    line: int
    column: int
    end_line: int
    end_column: int
    quoted: bool

    @property
    def is_blank(self) -> bool:
        """Nothing, or what programs write for it, ``~`` and ``null``, without quotes; ``Null`` is ordinary text."""
        return not self.text or (not self.quoted and self.text in ("~", "null"))


class Sequence(NamedTuple):
    """A list of nodes."""

    items: list[Node]
    line: int
    column: int
    end_line: int
    end_column: int


class Entry(NamedTuple):
    """The value under a key, and where the key stands; a key lies in one line."""

    value: Node
    line: int
    column: int
    end_column: int


class Mapping(NamedTuple):
    """Entries by their keys, in file order."""

    entries: dict[str, Entry]
    line: int
    column: int
    end_line: int
    end_column: int


Node = Scalar | Sequence | Mapping


def place(node: Node, path: str) -> Location:
    """Where a node stands."""
    return Location(path, node.line + 1, node.column + 1, node.end_line + 1, node.end_column + 1)


def key_place(entry: Entry, path: str) -> Location:
    """Where the key of an entry stands."""
    return Location(path, entry.line + 1, entry.column + 1, entry.line + 1, entry.end_column + 1)


def plain(node: Node) -> object:
    """A node as text, a tuple or a dict of text; a blank scalar is the empty text."""
    if isinstance(node, Scalar):
        return "" if node.is_blank else node.text
    if isinstance(node, Sequence):
        return tuple(plain(item) for item in node.items)
    return {name: plain(entry.value) for name, entry in node.entries.items()}


def duplicate_key(name: str, first: Entry, second: Entry, path: str) -> Finding:
    """The finding for a key that stands twice in one mapping."""
    message = Message(
        "the key '{key}' is written twice, in line {first} and line {second}",
        key=name,
        first=first.line + 1,
        second=second.line + 1,
    )
    where, related = key_place(second, path), (key_place(first, path),)
    return fault(
        "BERKAS-10", message, where, field=name, value=name, fix=Message("keep one of the two"), related=related
    )


def too_deep(where: Location) -> Finding:
    """The finding for a collection inside more others than a limit."""
    return fault("BERKAS-15", Message("nested more than {limit} levels deep", limit=limits.NODE_DEPTH), where)


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Nodes hold no cycles; looking for some while a big file is built takes half the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
