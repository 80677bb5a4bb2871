"""What became of an organisation: two snapshots measured by one policy, by unit and by who moved. No cause is claimed.

Source of the limits of a median: the sign test (Thompson 1936); of a part: Clopper and Pearson (`proportions`).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import polars as pl

from mutasi.diff.change import MOVES
from mutasi.diff.compare import compare
from mutasi.errors import MutasiError
from mutasi.message import Message
from mutasi.model.dataset import Dataset
from mutasi.model.masks import Mask
from mutasi.model.people import FACT_TABLES, make_people
from mutasi.model.plan import FileMove
from mutasi.model.policy import Method
from mutasi.model.reference import Reference
from mutasi.model.review import Carried, Figures, Group, Part, Review, Typical
from mutasi.model.table import Table
from mutasi.model.vacancy import Vacancy, post_vacancies
from mutasi.plan.measured import UNTOLD, Snapshot, measure
from mutasi.plan.proportions import limits
from mutasi.plan.undisclosed import hidden_parts

_WISHES = "minat"
"""Of what people wished before, later wishes tell nothing."""
_DATED = {
    "kinerja": "tahun", "kompetensi": "tanggal", "diklat": "tanggal", "disiplin": "tmt_mulai", "riwayat_jabatan": "tmt",
    "pendidikan": "tahun_lulus", "uji_kompetensi": "tanggal", "sertifikat": "tanggal", "talenta": "tahun",
}  # fmt: skip
"""What tells whether a fact of the later snapshot was one already at the time of the earlier one."""


class WrongOrder(MutasiError):
    """The snapshots are named the other way round."""

    def __init__(self, old: datetime.date, new: datetime.date) -> None:
        super().__init__(
            Message("the first snapshot is of {old}, the second of {new}: the earlier one comes first",
                    old=old, new=new),
            fix=Message("name them the other way round"),
        )  # fmt: skip


def review(
    old: Dataset, new: Dataset, reference: Reference, threshold: int, moves: Sequence[FileMove] | None = None
) -> Review:
    """Both snapshots by the policy of the new one, on their own reference dates, which both have. `threshold` is in
    hundredths of points. Who moved is told by `moves`, else by the comparison. Raises WrongOrder.
    """
    before_day, after_day = old.policy.as_of, new.policy.as_of
    assert before_day is not None
    assert after_day is not None
    if before_day > after_day:
        raise WrongOrder(before_day, after_day)
    earlier, lent = _with_lent(replace(old, policy=replace(new.policy, as_of=before_day)), new, before_day)
    later = new if old.has(_WISHES) else _without(new, _WISHES)
    in_both = all(one.tables["pegawai"].has("ip_asn") for one in (old, new))
    before, after = (
        measure(one, make_people(one, reference, day), new.policy, _vacant(one, old, new, reference),
                from_column=in_both)
        for one, day in ((earlier, before_day), (later, after_day))
    )  # fmt: skip
    total, units = _parts(before, after, threshold)
    moved = {move.nip for move in moves} if moves is not None else _moved(old, new, reference)
    smallest = new.policy.audit.smallest
    return Review(
        old_day=before_day,
        new_day=after_day,
        total=total,
        units=units,
        groups=_groups(before, after, moved, threshold, smallest),
        below=threshold,
        smallest=smallest,
        carried=None if moves is None else _carried(moves, after),
        notes=tuple(_notes(new, lent, wishes=later is new)),
    )


def _moved(old: Dataset, new: Dataset, reference: Reference) -> set[str]:
    """Who holds another post, and not merely since the unit is called otherwise."""
    changes = compare(old, new, reference).changes
    return {one.key for one in changes if one.table == "pegawai" and one.kind in MOVES}


def _carried(moves: Sequence[FileMove], after: Snapshot) -> Carried:
    rows, posts = after.people.rows, after.people.array("id_jabatan")
    return Carried(len(moves), sum(move.nip in rows and posts[rows[move.nip]] == move.post for move in moves))


def _notes(new: Dataset, lent: Sequence[str], *, wishes: bool) -> Iterable[Message]:
    if lent:
        yield Message(
            "The earlier snapshot has no {tables}: what the later one tells of the time before is taken for it.",
            tables=tuple(lent),
        )
    if not wishes:
        yield Message("The earlier snapshot has no {table}, so wishes are left out at both times.", table=_WISHES)
    if new.policy.method is not Method.WEIGHTED_SUM:
        yield Message("Fit is the weighted sum here, for by {method} points hang on who else is ranked.",
                      method=new.policy.method.value)  # fmt: skip


# What is measured ------------------------------------------------------------------------------------------


def _vacant(dataset: Dataset, old: Dataset, new: Dataset, reference: Reference) -> Mapping[str, Vacancy]:
    """The posts of a snapshot as if they were vacant. One post asks the same at both times: what the later snapshot
    says of it, else the earlier one, whose vacancy may have been filled since.
    """
    held = list(dict.fromkeys(dataset.tables["pegawai"].frame["id_jabatan"].drop_nulls()))
    known = [_posts(one) for one in (new, old)]
    found: dict[str, Vacancy] = {}
    latest = post_vacancies(new, reference, [post for post in held if post in known[0]])
    first = post_vacancies(old, reference, [post for post in held if post in known[1]])
    for post in held:
        late, early = latest.get(post), first.get(post)
        stated = next((one for one in (late, early) if one is not None and one.id != post), late or early)
        if stated is not None:
            found[post] = stated
    return found


def _posts(dataset: Dataset) -> frozenset[str]:
    table = dataset.get("jabatan")
    return frozenset(() if table is None else table.frame["id_jabatan"].drop_nulls())


def _with_lent(old: Dataset, new: Dataset, day: datetime.date) -> tuple[Dataset, tuple[str, ...]]:
    """The earlier snapshot with the facts of tables that it lacks, as far as they are of its time."""
    lent = {
        name: _until(new.tables[name], _DATED[name], day)
        for name in FACT_TABLES
        if name in _DATED and name in new.tables and name not in old.tables
    }
    return replace(old, tables={**old.tables, **lent}), tuple(lent)


def _without(dataset: Dataset, name: str) -> Dataset:
    if not dataset.has(name):
        return dataset
    return replace(dataset, tables={key: table for key, table in dataset.tables.items() if key != name})


def _until(table: Table, column: str, day: datetime.date) -> Table:
    """The rows of a time up to that day; a year of which nobody could know yet is later."""
    if table.frame[column].dtype == pl.Date:
        kept = table.frame[column] <= day
    elif table.name == "pendidikan":
        kept = table.frame[column] <= day.year
    else:
        kept = table.frame[column] < day.year
    mask = kept.fill_null(value=True)
    return replace(table, text=table.text.filter(mask), frame=table.frame.filter(mask))


# By unit ---------------------------------------------------------------------------------------------------


def _parts(before: Snapshot, after: Snapshot, threshold: int) -> tuple[Part, tuple[Part, ...]]:
    """The whole, and every unit, with what may not be shown marked."""
    sides: list[tuple[Figures, dict[str, Figures]]] = []
    for one in (before, after):
        keys = tuple(dict.fromkeys([*one.seats, *(key for key in one.unit[one.holds])]))
        figures = {key: one.figures(one.of_unit(key), threshold, (key,)) for key in keys}
        sides.append((one.figures(one.holds, threshold, keys or ("",)), figures))
    (old_total, old_units), (new_total, new_units) = (hidden_parts(*side) for side in sides)
    names = {**before.names, **after.names}
    order = sorted(dict.fromkeys([*new_units, *old_units]), key=lambda key: (not key, key not in new_units))
    parts = tuple(Part(key, names.get(key, key), old_units.get(key), new_units.get(key)) for key in order)
    return Part("", "", old_total, new_total), parts


# Who moved and who stayed ----------------------------------------------------------------------------------


def _groups(before: Snapshot, after: Snapshot, moved: set[str], threshold: int, smallest: int) -> tuple[Group, Group]:
    nips = after.people.array("nip")
    rows = [
        (before.people.rows[nip], row) for row, nip in enumerate(nips)
        if nip in before.people.rows and after.holds[row] and before.holds[before.people.rows[nip]]
    ]  # fmt: skip
    pairs = np.array(rows, dtype=np.int64).reshape(-1, 2)
    of_plan = np.array([nips[row] in moved for row in pairs[:, 1]], dtype=bool)
    first, second = (
        _group(before, after, pairs[of_plan == is_moved], threshold, smallest, moved=is_moved)
        for is_moved in (True, False)
    )
    return first, second


def _group(
    before: Snapshot, after: Snapshot, pairs: np.ndarray, threshold: int, smallest: int, *, moved: bool
) -> Group:
    if len(pairs) < smallest:
        return Group(moved, len(pairs), too_few=True)
    sides = tuple(
        hidden_parts(one.figures(_mask(one, pairs[:, at]), threshold), {})[0] for at, one in enumerate((before, after))
    )
    changes = _changes(before, after, pairs)
    rose = int((changes > 0).sum())
    low, high = limits(rose, len(changes))
    return Group(
        moved,
        len(pairs),
        too_few=False,
        before=sides[0],
        after=sides[1],
        known=len(changes),
        rose=rose,
        rose_low=low,
        rose_high=high,
        change=typical(changes) if len(changes) >= smallest else None,
    )


def _mask(one: Snapshot, rows: np.ndarray) -> Mask:
    mask = np.zeros(one.people.size, dtype=bool)
    mask[rows] = True
    return mask


def _changes(before: Snapshot, after: Snapshot, pairs: np.ndarray) -> np.ndarray:
    """By how much the fit of each for the own post changed, of those of whom the same is missing at both times: what
    somebody has written down since is no change of fit.
    """
    first, second = pairs[:, 0], pairs[:, 1]
    (low, high), (new_low, new_high) = (part[first] for part in before.fit), (part[second] for part in after.fit)
    known = (low != UNTOLD) & (new_low != UNTOLD) & (before.missing[first] == after.missing[second])
    known &= high - low == new_high - new_low
    changes: np.ndarray = np.sort((new_low - low)[known])
    return changes


def typical(changes: np.ndarray) -> Typical:
    """The lower median of sorted numbers, with the exact limits that the sign test gives: order statistics between
    which the median lies with a probability of at least 95 %.
    """
    count = len(changes)
    tail, term, cut = 0, 1, 0
    while cut < count and 40 * (tail + term) <= 1 << count:
        tail += term
        term = term * (count - cut) // (cut + 1)
        cut += 1
    median = int(changes[(count - 1) // 2])
    if not cut:
        return Typical(median, None, None)
    return Typical(median, int(changes[cut - 1]), int(changes[count - cut]))
