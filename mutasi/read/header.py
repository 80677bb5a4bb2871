"""The names of columns, from the first row of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.characters import HIDDEN_PATTERN
from mutasi.read.characters import BLANKS, shown
from mutasi.read.faults import fault

_INNER_BLANKS = re.compile(f"[{BLANKS}\r\n]+")


def column_name(text: str) -> str:
    """A header cell as the name of a column: ``NIP `` is nip, ``Tanggal Lahir`` is tanggal_lahir."""
    return _INNER_BLANKS.sub("_", text.strip(BLANKS + "\r\n").casefold())


def header_findings(names: Sequence[str], place: Callable[[int], Location], table: str) -> tuple[Finding, ...]:
    """Names that stand twice or hold characters that cannot be seen. `place` gives the place of a number."""
    return (*_duplicates(names, place, table), *_hidden(names, place, table))


def _duplicates(names: Sequence[str], place: Callable[[int], Location], table: str) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for number, name in enumerate(names):
        if not name or first.setdefault(name, number) == number:
            continue
        yield named_twice(name, first[name], number, place, table)


def named_twice(name: str, first: int, second: int, place: Callable[[int], Location], table: str = "") -> Finding:
    """The finding for a name that stands over two columns, which are given by their numbers from 0."""
    message = Message(
        "the column '{name}' is named twice, as columns {first} and {second}",
        name=name,
        first=first + 1,
        second=second + 1,
    )
    fix = Message("rename or remove one of the two; none of them is used until then")
    return fault("KOLOM-01", message, place(second), table=table, field=name, fix=fix, related=(place(first),))


def _hidden(names: Sequence[str], place: Callable[[int], Location], table: str) -> Iterator[Finding]:
    for number, name in enumerate(names):
        if HIDDEN_PATTERN.search(name):
            message = Message("the name of the column holds an invisible character: {name}", name=shown(name))
            fix = Message("delete it")
            yield fault("BERKAS-07", message, place(number), table=table, field=shown(name), fix=fix)


def unnamed_column(number: int, location: Location, table: str) -> Finding:
    """A column with values and without a name; `number` counts from 0."""
    message = Message("column {number} has values but no name, so it is not read", number=number + 1)
    fix = Message("write the name of the column in the header, or clear the column")
    return fault("KOLOM-02", message, location, table=table, fix=fix)
