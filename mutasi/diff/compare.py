"""Two snapshots compared by key: people, units, posts, and the facts about them.

The order of rows and columns, quotes, line ends and blank forms are no change: only the canonical texts of cells with
the same key are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from mutasi.diff.assignments import assignments
from mutasi.diff.chains import chained, exchanged
from mutasi.diff.change import STRUCTURE, Change, Comparison, Kind, TableCounts
from mutasi.diff.moves import Posts
from mutasi.diff.people import educated, people
from mutasi.diff.records import (
    KEY,
    ROW,
    Pairs,
    columns,
    comparable,
    differences,
    label_of,
    line_of,
    paired,
    shown_key,
    surplus,
)
from mutasi.diff.reorganisation import Reorganisation, reorganised
from mutasi.model.dataset import Dataset
from mutasi.model.reference import Reference
from mutasi.model.shared import Shared
from mutasi.model.table import Table
from mutasi.model.tables import TABLE_NAMES

LISTED = ("pegawai", "unit", "jabatan", "penugasan", "lowongan")
"""Tables whose changes are listed one by one; of the others only counts are given."""

NOTHING: Mapping[str, Shared] = MappingProxyType({})


def compare(old: Dataset, new: Dataset, reference: Reference, shared: Mapping[str, Shared] = NOTHING) -> Comparison:
    """Everything that differs between two snapshots. `shared` are the records that neither dataset holds since both
    snapshots have them. DuplicateKey when a record cannot be identified.
    """
    changes: list[Change] = []
    facts: dict[str, TableCounts] = {}
    posts = Posts(old, new, reference, shared)
    for name in old.tables:
        before, after = old.tables[name], new.get(name)
        if after is None:
            continue
        if name in LISTED:
            changes += [*columns(before, after), *_listed(before, after, posts)]
        else:
            facts[name] = _counts(before, after, shared[name].rows if name in shared else 0)
    if all(dataset.has("pegawai", "pendidikan") for dataset in (old, new)):
        changes += educated(posts)
    changes += reorganised(posts.reorganisation, old, new)
    noise = Counter(one.field for one in changes if _is_noise(one, new))
    ids = posts.reorganisation.post_ids
    told = exchanged([one for one in changes if not _is_noise(one, new)], ids)
    ordered = sorted(told, key=_order)
    unchanged = _unchanged(posts, ordered)
    return Comparison(
        old.inputs, new.inputs, tuple(ordered), unchanged, facts, dict(sorted(noise.items())), chained(ordered, ids),
        dates=(old.policy.as_of, new.policy.as_of), only_old=_only(old, new), only_new=_only(new, old),
    )  # fmt: skip


def compare_by_key(old: Dataset, new: Dataset, key: Sequence[str]) -> Comparison:
    """Every record that differs between two datasets of one table, whose records `key` tells apart. DuplicateKey when
    it does not.
    """
    (before,), (after,) = old.tables.values(), new.tables.values()
    pairs = paired(before, after, key)
    changes = [*columns(before, after), *_records(before, after, pairs, Reorganisation())]
    unchanged = pairs.both.height - pairs.changed.height
    return Comparison(old.inputs, new.inputs, tuple(sorted(changes, key=_order)), unchanged, {}, of=after.name)


def _only(one: Dataset, other: Dataset) -> tuple[str, ...]:
    """The tables that only one side has."""
    return tuple(name for name in TABLE_NAMES if one.has(name) and not other.has(name))


def _listed(before: Table, after: Table, posts: Posts) -> Iterator[Change]:
    """The changes of a table one by one."""
    if before.name == "pegawai":
        return people(posts)
    if before.name == "penugasan":
        return _assignments(before, after, posts)
    return map(posts.named, _records(before, after, paired(before, after), posts.reorganisation))


def _is_noise(one: Change, new: Dataset) -> bool:
    """Whether a change is only counted: of a person, in a column that the policy calls noise, and no move or rank."""
    quiet = (Kind.FIELD, Kind.NAME, Kind.TITLE)
    return one.table == "pegawai" and one.kind in quiet and one.field in new.policy.compare.noise


def _order(one: Change) -> tuple[int, int, str, str, str, str]:
    return (_TABLE_ORDER.get(one.table, len(_TABLE_ORDER)), _KIND_ORDER[one.kind], one.key, one.field, one.new, one.old)


_TABLE_ORDER = {name: at for at, name in enumerate(TABLE_NAMES)}
_KIND_ORDER = {kind: at for at, kind in enumerate(Kind)}


def _unchanged(posts: Posts, changes: Iterable[Change]) -> int:
    """People in both snapshots about whom nothing is listed."""
    if not (posts.old.has("pegawai") and posts.new.has("pegawai")):
        return 0
    before, after = (dataset.tables["pegawai"].text["nip"].drop_nulls() for dataset in (posts.old, posts.new))
    both = set(before.filter(before.is_in(after.implode())))
    changed = {one.key for one in changes if one.table == "pegawai" and one.kind not in STRUCTURE}
    shared = posts.shared.get("pegawai")
    known = changed & both
    if shared is None:
        return len(both) - len(known)
    return len(both) + shared.rows - len(known) - len(posts.in_both(changed - known))


# Records by key ----------------------------------------------------------------------------------------


def _records(before: Table, after: Table, pairs: Pairs, matches: Reorganisation) -> Iterator[Change]:
    """Units, posts, vacancies, or the records of any table by other columns, as they are paired. Units and posts that
    only bear another id are told apart from these.
    """
    gone, fresh = matches.of(before.name)
    for kind, table, frame in ((Kind.LEFT, before, pairs.left), (Kind.NEW, after, pairs.new)):
        for row, key in frame.select(ROW, KEY).iter_rows():
            if key in (gone if kind is Kind.LEFT else fresh):
                continue
            lines = (line_of(table, row), 0) if kind is Kind.LEFT else (0, line_of(table, row))
            yield Change(kind, table.name, shown_key(key), label_of(table, row), *_value(kind, table, row), *lines)
    for record in pairs.changed.iter_rows(named=True):
        for one in differences(before, after, record, pairs.common):
            kind = _RECORD_KINDS.get((before.name, one.field), Kind.FIELD)
            follows = kind is Kind.REPLACED and matches.same_unit(one.old, one.new)
            yield replace(one, kind=Kind.FOLLOWER if follows else kind)


def _value(kind: Kind, table: Table, row: int) -> tuple[str, str, str]:
    """Of a vacancy its post, as the value that came or went."""
    post = table.cell(row, "id_jabatan") if table.name == "lowongan" else ""
    return ("id_jabatan" if post else "", "" if kind is Kind.NEW else post, post if kind is Kind.NEW else "")


_RECORD_KINDS = {
    ("unit", "nama"): Kind.RENAMED,
    ("jabatan", "nama"): Kind.RENAMED,
    ("unit", "id_induk"): Kind.REPLACED,
    ("jabatan", "id_unit"): Kind.REPLACED,
}


def _assignments(before: Table, after: Table, posts: Posts) -> Iterator[Change]:
    """Acting posts, with the names of people and posts."""
    found = list(assignments(before, after, posts.old.policy.as_of, posts.new.policy.as_of))
    names = posts.names({one.key for one in found})
    for one in found:
        yield posts.named(replace(one, name=names.get(one.key, "")))


def _counts(before: Table, after: Table, shared: int) -> TableCounts:
    """Counts for a table of facts; those whose records have no unique key are compared as whole rows."""
    if before.declaration.unique:
        pairs = paired(before, after)
        left, new, changed = pairs.left.height, pairs.new.height, pairs.changed.height
    else:
        common = comparable(before, after)
        left, new, changed = len(surplus(before, after, common)), len(surplus(after, before, common)), 0
    return TableCounts(new, left, changed, before.rows - left - changed + shared)
