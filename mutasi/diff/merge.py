"""Two changes of one table brought together, row by row and field by field: a three-way merge by key.

Rows and fields that only one side changed become what that side made of them. What both changed to different texts is
a conflict and stays one: nothing is chosen, nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Key = tuple[str, ...]
"""The texts that tell a record from all others."""
Row = Mapping[str, str]
"""The texts of a record by column; a blank one is absent."""
Sequencer = Callable[[Mapping[Key, Row]], Sequence[Key]]
"""The canonical order of records."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """A table by key, in the order of its file."""

    columns: tuple[str, ...]
    rows: Mapping[Key, Row]


OURS, THEIRS = "ours", "theirs"
NOTHING = Keyed((), {})
"""The base of a file that both sides added."""


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A record of the result as each side would have it, None where that side has none. What is no conflict is the
    same on both sides. `fields` are the columns in conflict; a record that is deleted on one side and changed on the
    other has a conflict without any.
    """

    key: Key
    base: Row | None
    ours: Row | None
    theirs: Row | None
    fields: tuple[str, ...] = ()

    @property
    def is_conflict(self) -> bool:
        return bool(self.fields) or self.ours is None or self.theirs is None

    def side(self, name: str) -> Row | None:
        """The record as a side has it, or as it was in the base."""
        return {OURS: self.ours, THEIRS: self.theirs}.get(name, self.base)


@dataclass(frozen=True, slots=True)
class Merged:
    """The columns and records of the result; `clashes` are columns that one side removed and the other changed, with
    which there is no result.
    """

    columns: tuple[str, ...]
    rows: tuple[MergedRow, ...]
    clashes: tuple[str, ...] = ()

    @property
    def conflicts(self) -> tuple[MergedRow, ...]:
        return tuple(row for row in self.rows if row.is_conflict)


def merge(base: Keyed, ours: Keyed, theirs: Keyed, sequence: Sequencer) -> Merged:
    """Both changes of `base`. Records stand in the order of ours; those that ours does not have each follow the one
    that stands before them in the canonical order.
    """
    columns = _columns(base, ours, theirs)
    clashes = (*_clashes(base, ours, theirs), *_clashes(base, theirs, ours))
    if clashes:
        return Merged(columns, (), clashes)
    found = {}
    for key in dict.fromkeys((*ours.rows, *theirs.rows)):
        row = _row(key, base, ours, theirs, columns)
        if row is not None:
            found[key] = row
    return Merged(columns, tuple(found[key] for key in _order(found, ours, sequence)))


def _columns(base: Keyed, ours: Keyed, theirs: Keyed) -> tuple[str, ...]:
    """The columns of ours and what theirs added, each of these behind the one that stands before it there; without
    those that a side removed.
    """
    kept = [name for name in ours.columns if name in theirs.columns or name not in base.columns]
    for place, name in enumerate(theirs.columns):
        if name not in kept and name not in base.columns:
            before = [kept.index(other) for other in theirs.columns[:place] if other in kept]
            kept.insert(before[-1] + 1 if before else 0, name)
    return tuple(kept)


def _clashes(base: Keyed, remover: Keyed, other: Keyed) -> Iterator[str]:
    """Columns that one side removed although the other says something new in them."""
    for name in base.columns:
        if name in remover.columns or name not in other.columns:
            continue
        if any(row.get(name) != base.rows.get(key, {}).get(name) for key, row in other.rows.items()):
            yield name


def _row(key: Key, base: Keyed, ours: Keyed, theirs: Keyed, columns: Sequence[str]) -> MergedRow | None:
    """A record of the result, or None when it is deleted."""
    before, one, two = (_within(side.rows.get(key), columns) for side in (base, ours, theirs))
    if one is None or two is None:
        return _one_sided(key, before, one, two, base, ours, theirs)
    if one == two:
        return MergedRow(key, before, one, one)
    mine: dict[str, str] = {}
    other: dict[str, str] = {}
    fields = []
    for name in columns:
        values = [_text(row, side, name, before) for row, side in ((one, ours), (two, theirs))]
        chosen = _chosen((before or {}).get(name, ""), *values)
        if chosen is None:
            fields.append(name)
        for made, value in zip((mine, other), values, strict=True):
            if text := value if chosen is None else chosen:
                made[name] = text
    return MergedRow(key, before, mine, other, tuple(fields))


def _within(row: Row | None, columns: Sequence[str]) -> Row | None:
    return None if row is None else {name: row[name] for name in columns if name in row}


def _text(row: Row, side: Keyed, name: str, before: Row | None) -> str:
    """What a side says in a column; where it does not have that column it says nothing new."""
    return row.get(name, "") if name in side.columns else (before or {}).get(name, "")


def _chosen(before: str, one: str, two: str) -> str | None:
    """The text that both sides lead to; None when they lead to different ones."""
    if one == two or two == before:
        return one
    return two if one == before else None


def _one_sided(
    key: Key, before: Row | None, one: Row | None, two: Row | None, base: Keyed, ours: Keyed, theirs: Keyed
) -> MergedRow | None:
    """A record that one side does not have: added by the other, deleted, or deleted here and changed there."""
    there, side = (two, theirs) if one is None else (one, ours)
    assert there is not None
    if before is None:
        return MergedRow(key, None, there, there)
    if all(_text(there, side, name, before) == before.get(name, "") for name in (*base.columns, *there)):
        return None
    return MergedRow(key, before, one, two)


def _order(found: Mapping[Key, MergedRow], ours: Keyed, sequence: Sequencer) -> list[Key]:
    """The keys of the result: those of ours as they are there, each other one behind the one before it."""
    order = [key for key in ours.rows if key in found]
    if len(order) == len(found):
        return order
    rows = {key: row.ours if row.ours is not None else row.theirs or {} for key, row in found.items()}
    own = set(order)
    behind: dict[Key | None, list[Key]] = {}
    last: Key | None = None
    for key in sequence(rows):
        if key in own:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    return [*behind.get(None, ()), *(one for key in order for one in (key, *behind.get(key, ())))]
