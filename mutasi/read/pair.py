"""Two snapshots that are read to be compared: of large tables only what they do not share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from mutasi.finding import Finding
from mutasi.model.dataset import Dataset
from mutasi.model.dialect import UNTOLD
from mutasi.model.policy import Policy
from mutasi.model.shared import Shared
from mutasi.model.tables import TABLE_NAMES
from mutasi.read.cells import NO_RECORDS
from mutasi.read.dataset import TableFile, files_of, load_dataset, load_files, shown_path
from mutasi.read.source import LARGE, Source, read_source
from mutasi.read.table import CSV_SUFFIXES, any_table, limit_of, table_name
from mutasi.read.unshared import Rest, key_text, unshared

WHOLE = ("unit", "lowongan", "penugasan")
"""Tables that are read as a whole: they are small, and what is compared asks for records that did not change."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a snapshot is: a folder, which is its own `root`, or one file, of which `source` may hold the bytes. Paths
    are shown relative to `root`.
    """

    path: Path
    policy: Policy
    root: Path
    source: Source | None = None
    table: str = ""
    """Which table the file is, where its name does not tell."""

    @property
    def table_name(self) -> str:
        return self.table or self.path.stem.casefold()

    def files(self) -> list[TableFile]:
        """Its tables with their files."""
        if self.path == self.root:
            return files_of(self.path, self.policy, self.root)[0]
        name = table_name(self.table_name)
        return [TableFile(name, self.root / self.path, self.policy.dialects.get(name, UNTOLD))]

    def load(self, sources: Mapping[Path, Source] = MappingProxyType({})) -> tuple[Dataset, tuple[Finding, ...]]:
        """The dataset; `sources` stand for files of it."""
        if self.path == self.root:
            return load_dataset(self.path, self.policy, self.root, sources=sources)
        given = self.root / self.path
        at_hand = sources.get(given, self.source)
        return load_files(
            [self.path], self.policy, self.root, sources=[] if at_hand is None else [at_hand], table=self.table
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """Two datasets, what was found in reading each, and the records that neither holds since both files have them."""

    old: Dataset
    new: Dataset
    old_findings: tuple[Finding, ...]
    new_findings: tuple[Finding, ...]
    shared: Mapping[str, Shared] = field(default_factory=dict)


def load_tables(old: Place, new: Place, key: Sequence[str]) -> Pair:
    """Two files of any one table, whose records `key` tells apart: one of a dataset where both bear its name, else
    cells as they stand. Raises as `read_source` does.
    """
    name = new.table_name if new.table_name in TABLE_NAMES else new.path.stem
    is_known = old.table_name == new.table_name and name in TABLE_NAMES
    sides: list[Dataset] = []
    findings: list[tuple[Finding, ...]] = []
    for place in (old, new):
        path, dialect = place.root / place.path, place.policy.dialects.get(name, UNTOLD)
        source = place.source or read_source(path, shown_path(path, place.root), limit_of(path.suffix))
        table, about, found = any_table(source, name if is_known else "", key, path.suffix, dialect)
        named = {} if table is None else {name: replace(table, name=name)}
        sides.append(Dataset(named, place.policy, (about,)))
        findings.append(found)
    return Pair(sides[0], sides[1], findings[0], findings[1])


def load_pair(old: Place, new: Place, *, whole: bool = False) -> Pair:
    """Both snapshots; only what they do not share of tables in CSV files, unless they are wanted as a `whole` or
    something is wrong with one of them. Raises as `load_dataset` and `load_files` do.
    """
    parts = {} if whole else dict(_parts(old, new))
    if parts:
        before, found = old.load({part.old_path: part.old.source for part in parts.values()})
        after, more = new.load({part.new_path: part.new.source for part in parts.values()})
        found, more = (
            tuple(one for one in some if not (one.rule == NO_RECORDS and one.table in parts)) for some in (found, more)
        )
        # what is doubtful in a part may be clear, or wrong in other ways, in the whole
        if (
            not any(one.table in parts for one in (*found, *more))
            and not _clash(before, parts)
            and not _clash(after, parts)
        ):
            shared = {name: part.shared for name, part in parts.items()}
            before = _completed(before, {name: part.old for name, part in parts.items()}, shared)
            after = _completed(after, {name: part.new for name, part in parts.items()}, shared)
            return Pair(before, after, found, more, shared)
    (before, found), (after, more) = old.load(), new.load()
    return Pair(before, after, found, more)


@dataclass(frozen=True, slots=True)
class _Part:
    old_path: Path
    new_path: Path
    old: Rest
    new: Rest
    shared: Shared


def _parts(old: Place, new: Place) -> Iterator[tuple[str, _Part]]:
    """The tables of which only what is not shared has to be read, by name."""
    others = {file.table: file for file in new.files()}
    for file in old.files():
        other = others.get(file.table)
        if other is None or file.table in WHOLE or not (_is_csv(file) and _is_csv(other)):
            continue
        if file.dialect != other.dialect or file.path.suffix.casefold() != other.path.suffix.casefold():
            continue
        found = unshared(
            partial(_source, old, file), partial(_source, new, other), name=file.table, suffix=file.path.suffix,
            dialect=file.dialect, at_once=1 if _is_large(file.path) else 2,
        )  # fmt: skip
        if found is not None:
            yield file.table, _Part(file.path, other.path, found.old, found.new, found.shared)


def _clash(dataset: Dataset, parts: Mapping[str, _Part]) -> bool:
    """Whether a record has the key of one that both files share, however it is spelt: then it stands twice."""
    for name, part in parts.items():
        table = dataset.get(name)
        if table is not None and table.rows and table.declaration.unique:
            keys = table.text.select(key_text(table.declaration.key))
            if part.shared.having(keys.to_series().to_list()) is not None:
                return True
    return False


def _is_large(path: Path) -> bool:
    return path.is_file() and path.stat().st_size >= LARGE


def _is_csv(file: TableFile) -> bool:
    return file.path.suffix.casefold() in CSV_SUFFIXES


def _source(place: Place, file: TableFile) -> Source:
    if place.source is not None:
        return place.source
    return read_source(file.path, shown_path(file.path, place.root), limit_of(file.path.suffix))


def _completed(dataset: Dataset, rests: Mapping[str, Rest], shared: Mapping[str, Shared]) -> Dataset:
    """The dataset with the places of its tables in their files, and how many records these have."""
    tables = {name: rests[name].placed(table) if name in rests else table for name, table in dataset.tables.items()}
    names = {rest.source.path: name for name, rest in rests.items()}
    inputs = tuple(
        replace(about, rows=about.rows + shared[names[about.path]].rows) if about.path in names else about
        for about in dataset.inputs
    )
    return replace(dataset, tables=tables, inputs=inputs)
