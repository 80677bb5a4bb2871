"""Rules over a table that comes in parts: what looks at one record alone runs on each part, and of the rest is kept
what the rules about whole tables need.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl

from mutasi.finding import Finding
from mutasi.model.dataset import Dataset
from mutasi.model.looked import Looked
from mutasi.model.part import Part
from mutasi.model.policy import Policy
from mutasi.model.reference import Reference
from mutasi.model.table import Table, make_table, without_rows
from mutasi.rules.catalogue import RULES
from mutasi.rules.exemptions import Acceptances
from mutasi.rules.foreign import foreign_cells
from mutasi.rules.judge import Told, run, runs
from mutasi.rules.listing import Group, PartsInOrder, listed
from mutasi.rules.records import hashes_of_keys, hashes_of_people, rows_alike
from mutasi.rules.rule import Checked, Scope, Shared
from mutasi.rules.shifts import NEIGHBOURS, counts_of, parts_near_differing

IN_PARTS = ("pegawai", "jabatan", "unit")
"""Tables that may come in parts."""
_REACH = max(NEIGHBOURS)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is left of a part: its findings, and what rules share, by the keys of `Shared`. Rows count in the part."""

    told: Told
    hashes: dict[str, pl.Series]
    counts: Mapping[str, Mapping[str, int]]
    near: pl.DataFrame | None


def columns_to_keep(tables: Collection[str], policy: Policy) -> Mapping[str, frozenset[str]]:
    """The tables that may come in parts when these are there, with the columns that rules must have together, and
    those that tell whom an exception of the policy is for.
    """
    kept: dict[str, set[str]] = {name: set() for name in IN_PARTS if name in tables}
    if policy.exemptions and "pegawai" in kept:
        kept["pegawai"].add("nip")
    for rule in RULES:
        if rule.scope is not Scope.TABLES or not all(name in tables for name in rule.tables):
            continue
        columns = rule.columns(tables)
        if columns is None:
            return {}
        for name, more in columns.items():
            if name in kept:
                kept[name].update(more)
    return {name: frozenset(columns) for name, columns in kept.items()}


@dataclass(frozen=True, slots=True)
class PartCheck:
    """Looks at the parts of tables. `most` is that of `run`."""

    policy: Policy
    reference: Reference
    most: int | None = None
    _done: Mapping[str, PartsInOrder] = field(default_factory=lambda: {name: PartsInOrder() for name in IN_PARTS})

    def __call__(self, part: Part) -> Seen:
        sound, numbers = part.table, None
        if len(part.doubtful):
            sound, numbers = without_rows(part.table, part.doubtful)
        shared = Shared()
        dataset = Dataset({sound.name: sound}, self.policy)
        rules = [rule for rule in RULES if rule.scope is Scope.RECORD and runs(rule, dataset)]
        done = self._done[part.table.name]
        # doubtful rows stand among those of all parts
        before = {} if part.number is None else done.listed()
        told = [run(rule, dataset, self.reference, shared, self.most, before) for rule in rules]
        findings = tuple(finding for one in told for finding in one.findings)
        if part.number is not None:
            done.add(part.number, map(_group, findings))
        return Seen(
            Told(findings, sum((one.unlisted for one in told), Counter())),
            hashes=_hashes(part.table),
            counts=_counts(self._checked(dataset, shared)),
            near=_near(self._checked(dataset, shared), part, numbers) if sound.name == "pegawai" else None,
        )

    def _checked(self, dataset: Dataset, shared: Shared) -> Checked:
        return Checked(dataset, self.reference, shared=shared)


def _hashes(table: Table) -> dict[str, pl.Series]:
    if table.name != "pegawai":
        return {}
    found = {"rows alike by person": _short(hashes_of_people(table))}
    return found | {"rows alike by key of pegawai": _short(hashes_of_keys(table))} if table.has("nip") else found


def _short(hashes: pl.Series) -> pl.Series:
    """Half of each hash: what is alike by it is compared anyway."""
    return (hashes & 0xFFFF_FFFF).cast(pl.UInt32)


def _counts(data: Checked) -> Mapping[str, Mapping[str, int]]:
    (table,) = data.dataset.tables.values()
    coded = [column.name for column in table.declaration.columns if column.codes and table.has(column.name)]
    counts = {f"counts of {name} of {table.name}": counts_of(data, table, name) for name in coded}
    return {**counts, f"foreign cells of {table.name}": foreign_cells(data, table)}


def _near(data: Checked, part: Part, numbers: pl.Series | None) -> pl.DataFrame:
    """The parts of NIP of rows that differ, and of the neighbours that these and doubtful rows may have anywhere."""
    parts = parts_near_differing(data)
    if numbers is not None:
        parts = parts.with_columns(row=numbers.cast(pl.UInt32))
    rows, reach = part.table.rows, _REACH
    differing = parts.filter(pl.col("born_differs") | pl.col("start_differs"))["row"]
    centres = np.concatenate((differing.to_numpy(), part.doubtful.to_numpy())).astype(np.int64)
    wanted = np.zeros(rows + 2 * reach, np.bool_)
    for step in range(2 * reach + 1):
        wanted[centres + step] = True
    wanted = wanted[reach : reach + rows]
    wanted[:reach] = wanted[max(rows - reach, 0) :] = True
    return parts.filter(pl.Series(wanted[parts["row"].to_numpy()]))


# Put together ------------------------------------------------------------------------------------------


def empty_of(table: Table) -> Table:
    """The table without its rows, for rules that have seen these, or look only at the names of columns."""
    assert table.stored is not None
    text = pl.DataFrame(schema=dict.fromkeys(table.stored.columns, pl.String))
    return make_table(table.name, text, table.positions, table.path)


def told_of(looked: Looked, most: int | None, accepted: Acceptances) -> Told:
    """What all parts have told, bounded as if it were one."""
    parts: list[Seen] = [one for _, one in looked.parts]
    if looked.rest is not None:
        parts.append(looked.rest)
    every = (finding for one in parts for finding in one.told.findings)
    found = ((_group(finding), finding.location.line or 0, finding) for finding in every)
    findings, unlisted = listed(found, most, lambda finding: bool(accepted.of(finding)), {})
    return Told(tuple(findings), sum((one.told.unlisted for one in parts), unlisted))


def _group(finding: Finding) -> Group:
    return Group(finding.rule, finding.table, finding.field, finding.severity)


def put_together(looked: Looked, shared: Shared) -> None:
    """What rules share of a whole table, from its parts, which lose it."""
    seen: Sequence[tuple[int, Seen]] = looked.parts
    rest: Seen | None = looked.rest
    for key in tuple(seen[0][1].hashes):
        whole = pl.concat([one.hashes.pop(key) for _, one in seen], rechunk=True)
        whole = whole if rest is None else whole.scatter(looked.doubtful, rest.hashes[key])
        shared.put(key, rows_alike(whole))
    ones = [one for _, one in seen] + ([] if rest is None else [rest])
    for key in seen[0][1].counts:
        counts: Counter[str] = Counter()
        for one in ones:
            counts.update(one.counts[key])
        shared.put(key, counts)
    near = [_shifted(one.near, first) for first, one in seen if one.near is not None]
    if rest is not None and rest.near is not None:
        row: Any = looked.doubtful.gather(rest.near["row"]).cast(pl.Int64)
        near.append(rest.near.with_columns(row=row))
    if near:
        shared.put("nip parts near differing", pl.concat(near).sort("row"))


def _shifted(near: pl.DataFrame, first: int) -> pl.DataFrame:
    return near.with_columns(row=pl.col("row").cast(pl.Int64) + first)
