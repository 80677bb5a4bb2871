"""A comparison with less in it: only some kinds of changes, without some fields, of some units."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from mutasi.diff.change import STRUCTURE, Change, Comparison, Kind
from mutasi.model.dataset import Dataset
from mutasi.model.organisation import units_within


def without_fields(comparison: Comparison, fields: Collection[str]) -> Comparison:
    """Without the changes of these columns. Who is changed in nothing else is unchanged."""
    kept = _with(comparison, tuple(one for one in comparison.changes if one.field not in fields))
    return replace(kept, noise={name: count for name, count in comparison.noise.items() if name not in fields})


def only_kinds(comparison: Comparison, kinds: Collection[Kind]) -> Comparison:
    """Changes of these kinds alone, without what is only counted; how many people are unchanged stays as it is."""
    kept = _listing(comparison, tuple(one for one in comparison.changes if one.kind in kinds))
    return replace(kept, facts={}, noise={}, only_old=(), only_new=())


def of_units(comparison: Comparison, old: Dataset, new: Dataset, units: Collection[str]) -> Comparison:
    """What concerns people who are in one of these units, or below it, in either snapshot, and these units and their
    posts themselves. Facts that are only counted are left out.
    """
    inside = {unit for dataset in (old, new) for name in units for unit in units_within(dataset)(name)}
    posts = {post for dataset in (old, new) for post in _of(dataset, "jabatan", "id_jabatan", "id_unit", inside)}
    people = {
        nip
        for dataset in (old, new)
        for column, wanted in (("id_unit", inside), ("id_jabatan", posts))
        for nip in _of(dataset, "pegawai", "nip", column, wanted)
    }
    keys = {"pegawai": people, "unit": inside, "jabatan": posts}

    def concerns(one: Change) -> bool:
        if one.table == "penugasan":
            return one.key in people
        if one.table == "lowongan":
            return one.key in _vacancies(old, posts) | _vacancies(new, posts)
        return one.kind in STRUCTURE or one.key in keys[one.table]

    found = tuple(filter(concerns, comparison.changes))
    changed = {one.key for one in found if one.table == "pegawai" and one.kind not in STRUCTURE}
    both = people & _nips(old) & _nips(new)
    return replace(
        _listing(comparison, found), unchanged=len(both - changed), facts={}, noise={}, only_old=(), only_new=()
    )


def _listing(comparison: Comparison, changes: tuple[Change, ...]) -> Comparison:
    """Only these changes, and the chains that one of them is part of."""
    kept = set(changes)
    chains = tuple(chain for chain in comparison.chains if not kept.isdisjoint(chain.links))
    return replace(comparison, changes=changes, chains=chains)


def _with(comparison: Comparison, changes: tuple[Change, ...]) -> Comparison:
    before, after = (
        {one.key for one in some if one.table == "pegawai" and one.kind not in STRUCTURE and one.kind not in _ENDS}
        for some in (comparison.changes, changes)
    )
    return replace(_listing(comparison, changes), unchanged=comparison.unchanged + len(before - after))


_ENDS = (Kind.NEW, Kind.LEFT, Kind.SAME_PERSON)
"""Changes of people who are not in both snapshots."""


def _of(dataset: Dataset, table: str, key: str, column: str, wanted: Collection[str]) -> set[str]:
    """The keys of the records of which a column has one of these values."""
    found = dataset.get(table)
    if found is None or not found.has(column):
        return set()
    return set(found.text.filter(found.text[column].is_in(sorted(wanted)))[key].drop_nulls())


def _vacancies(dataset: Dataset, posts: Collection[str]) -> set[str]:
    return _of(dataset, "lowongan", "id_lowongan", "id_jabatan", posts)


def _nips(dataset: Dataset) -> set[str]:
    table = dataset.get("pegawai")
    return set() if table is None else set(table.text["nip"].drop_nulls())
