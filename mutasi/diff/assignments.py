"""Acting posts and additional assignments that began or ended between two snapshots.

An assignment counts from its first day to its last one, on the reference date of each snapshot; without such a date it
counts as long as it stands in the file.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from mutasi.diff.change import Change, Kind
from mutasi.diff.records import NEW, ROW, comparable, line_of, paired
from mutasi.model.table import Table

_PERIOD = ("tmt", "sampai")


@dataclass(frozen=True, slots=True)
class _Sides:
    before: Table
    after: Table
    since: datetime.date | None
    until: datetime.date | None

    def counts(self, row: int, *, before: bool) -> bool:
        """Whether an assignment counts on the day of its snapshot."""
        table, day = (self.before, self.since) if before else (self.after, self.until)
        if day is None:
            return True
        first, last = table.frame[row, "tmt"], table.frame[row, "sampai"]
        return (first is None or first <= day) and (last is None or day <= last)


def assignments(
    before: Table, after: Table, since: datetime.date | None, until: datetime.date | None
) -> Iterator[Change]:
    """The changes of the table `penugasan`, each by person. A record that is new or gone and does not count is told as
    one; one whose first day alone was corrected is the same.
    """
    sides = _Sides(before, after, since, until)
    pairs = paired(before, after, (*before.declaration.key, "tmt"))
    same = _same_but_for_the_day(pairs.left, pairs.new)
    for row in pairs.left[ROW].to_list():
        if row not in same:
            kind = Kind.ASSIGNMENT_ENDED if sides.counts(row, before=True) else Kind.RECORD_GONE
            yield _told(kind, sides, row, None)
    for row in pairs.new[ROW].to_list():
        if row not in same.values():
            kind = Kind.ASSIGNMENT_BEGUN if sides.counts(row, before=False) else Kind.RECORD_NEW
            yield _told(kind, sides, None, row)
    for row, new_row in (*pairs.both.select(ROW, f"{ROW}{NEW}").iter_rows(), *same.items()):
        yield from _of_both(sides, row, new_row)


def _same_but_for_the_day(left: pl.DataFrame, new: pl.DataFrame) -> dict[int, int]:
    """The rows of a person and a post that stand once on each side, and with another first day."""
    by = ["nip", "id_jabatan"]
    one, two = (frame.filter(~pl.struct(by).is_duplicated()).select(*by, ROW) for frame in (left, new))
    return dict(one.join(two, on=by, suffix=NEW, nulls_equal=True).select(ROW, f"{ROW}{NEW}").iter_rows())


def _of_both(sides: _Sides, row: int, new_row: int) -> Iterator[Change]:
    counted, counts = sides.counts(row, before=True), sides.counts(new_row, before=False)
    if counted != counts:
        yield _told(Kind.ASSIGNMENT_ENDED if counted else Kind.ASSIGNMENT_BEGUN, sides, row, new_row)
    lines = line_of(sides.before, row), line_of(sides.after, new_row)
    for name in comparable(sides.before, sides.after):
        old, new = sides.before.cell(row, name), sides.after.cell(new_row, name)
        if old != new and not (counted != counts and name in _PERIOD):
            key = sides.after.cell(new_row, "nip")
            yield Change(
                Kind.FIELD, "penugasan", key, "", name, old, new, *lines, sides.after.cell(new_row, "id_jabatan")
            )


def _told(kind: Kind, sides: _Sides, row: int | None, new_row: int | None) -> Change:
    """What began or ended: its post as the value, its kind as the note, its first day; the person is its key."""
    table, at = (sides.before, row) if new_row is None else (sides.after, new_row)
    assert at is not None
    post, opens = table.cell(at, "id_jabatan"), kind in (Kind.ASSIGNMENT_BEGUN, Kind.RECORD_NEW)
    return Change(
        kind, table.name, table.cell(at, "nip"), "", "id_jabatan", "" if opens else post, post if opens else "",
        0 if row is None else line_of(sides.before, row), 0 if new_row is None else line_of(sides.after, new_row),
        table.cell(at, "jenis"), since=table.cell(at, "tmt"),
    )  # fmt: skip
