"""Acting posts and additional assignments that began or ended between two snapshots.

An assignment counts from its first day to its last one, on the reference date of each snapshot; without such a date it
counts as long as it stands in the file.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from mutasi.diff.change import Change, Kind
from mutasi.diff.records import KEY, NEW, ROW, differences, line_of, paired
from mutasi.model.table import Table

_PERIOD = ("tmt", "sampai")


def assignments(
    before: Table, after: Table, since: datetime.date | None, until: datetime.date | None
) -> Iterator[Change]:
    """The changes of the table `penugasan`: each by person, post and first day. A record that is new or gone and never
    counted is told as one.
    """
    pairs = paired(before, after, (*before.declaration.key, "tmt"))
    for row, key in pairs.left.select(ROW, KEY).iter_rows():
        kind = Kind.ASSIGNMENT_ENDED if _counts(before, row, since) else Kind.LEFT
        yield _told(kind, key, before, after, row, None)
    for row, key in pairs.new.select(ROW, KEY).iter_rows():
        kind = Kind.ASSIGNMENT_BEGUN if _counts(after, row, until) else Kind.NEW
        yield _told(kind, key, before, after, None, row)
    over = set()
    for row, new_row, key in pairs.both.select(ROW, f"{ROW}{NEW}", KEY).iter_rows():
        counted, counts = _counts(before, row, since), _counts(after, new_row, until)
        if counted != counts:
            over.add(key)
            kind = Kind.ASSIGNMENT_ENDED if counted else Kind.ASSIGNMENT_BEGUN
            yield _told(kind, key, before, after, row, new_row)
    for record in pairs.changed.iter_rows(named=True):
        for one in differences(before, after, record, pairs.common):
            if not (one.key in over and one.field in _PERIOD):
                yield replace(one, key=one.key.split(" ")[0])


def _counts(table: Table, row: int, day: datetime.date | None) -> bool:
    first, last = table.frame[row, "tmt"], table.frame[row, "sampai"]
    if day is None:
        return True
    return (first is None or first <= day) and (last is None or day <= last)


def _told(kind: Kind, key: str, before: Table, after: Table, row: int | None, new_row: int | None) -> Change:
    """What began or ended: the kind of the assignment and the post as its value; the person is its key."""
    table, at = (before, row) if new_row is None else (after, new_row)
    assert at is not None
    post, opens = table.cell(at, "id_jabatan"), kind in (Kind.ASSIGNMENT_BEGUN, Kind.NEW)
    return Change(
        kind, table.name, key.split(" ")[0], "", "id_jabatan", "" if opens else post, post if opens else "",
        0 if row is None else line_of(before, row), 0 if new_row is None else line_of(after, new_row),
        table.cell(at, "jenis"),
    )  # fmt: skip
