"""The files of a dataset after a set of moves: as they are, and changed only where the moves change something."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from mutasi.finding import Location
from mutasi.model.applied import Applied, TableEdit
from mutasi.model.dataset import Dataset
from mutasi.model.dialect import Dialect
from mutasi.model.tables import declaration
from mutasi.read.nodes import Mapping, Scalar, place
from mutasi.read.policy_place import POLICY_FILE
from mutasi.read.source import Source
from mutasi.read.yaml import read_yaml
from mutasi.render.edited import edited
from mutasi.render.mending import Edit, mended
from mutasi.render.table_files import as_yaml

NEW_VACANCIES = "data/lowongan.yaml"
"""Where vacancies are written when there is no file of them."""


@dataclass(frozen=True, slots=True)
class TableSource:
    """The file of a table: where it lies in the project, its bytes, and how it is written."""

    table: str
    path: str
    source: Source
    dialect: Dialect


def snapshot_files(
    dataset: Dataset, tables: Sequence[TableSource], policy: Source | None, applied: Applied
) -> dict[str, bytes]:
    """The bytes by path from the folder of the new snapshot on. Raises TableUnchangeable."""
    files = {} if policy is None else {POLICY_FILE: _policy(policy, applied.day, dataset.policy.as_of)}
    for one in tables:
        edit, table = applied.edits.get(one.table), dataset.get(one.table)
        suffix = "." + one.path.rpartition(".")[2]
        files[one.path] = (
            one.source.data if edit is None or table is None else edited(one.source, table, suffix, one.dialect, edit)
        )
    vacant = applied.edits.get("lowongan")
    if vacant is not None and not dataset.has("lowongan"):
        files[NEW_VACANCIES] = _vacancies(vacant)
    return files


def _vacancies(edit: TableEdit) -> bytes:
    table = declaration("lowongan")
    names = list(dict.fromkeys(name for cells in edit.added for name in cells))
    text = pl.DataFrame(
        {name: [cells.get(name) for cells in edit.added] for name in names}, schema=dict.fromkeys(names, pl.String)
    )
    return as_yaml(text, table)


def _policy(source: Source, day: datetime.date | None, as_of: datetime.date | None) -> bytes:
    """The policy with its reference date moved on to the day on which all moves have taken effect."""
    root, _ = read_yaml(source)
    entry = root.entries.get("tanggal_acuan") if isinstance(root, Mapping) else None
    if day is None or entry is None or not isinstance(entry.value, Scalar) or (as_of is not None and day <= as_of):
        return source.data
    where = place(entry.value, source.path)
    blank = Location(where.path, where.line, where.column, where.end_line, where.end_column)
    text = day.isoformat() if not entry.value.is_blank else f" {day.isoformat()}"
    data = mended(source, [Edit("NILAI-03", blank, entry.value.text, text)], ".yaml")
    return source.data if data is None else data


def names_in(policy: Source | None) -> frozenset[str]:
    """All texts and keys of a policy: what it may refer to."""
    root, _ = read_yaml(policy) if policy is not None else (None, ())
    return frozenset() if root is None else frozenset(_texts(root))


def _texts(node: object) -> list[str]:
    if isinstance(node, Scalar):
        return [node.text]
    if isinstance(node, Mapping):
        return [text for key, entry in node.entries.items() for text in (key, *_texts(entry.value))]
    return [text for one in node.items for text in _texts(one)]  # type: ignore[attr-defined]
