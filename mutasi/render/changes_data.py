"""What changed, for machines. Columns and words are Indonesian in every language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from mutasi.diff.change import Change, Comparison
from mutasi.render.json_text import json_text
from mutasi.render.tables import as_csv as table_as_csv
from mutasi.render.tables import as_json_lines as table_as_json_lines
from mutasi.version import VERSION

SCHEMA = "mutasi-diff-1"
FIELDS = (
    "jenis", "kunci", "nama", "field", "lama", "baru", "baris_lama", "baris_baru", "tabel", "keterangan",
    "tmt",
)  # fmt: skip


def as_csv(comparison: Comparison) -> str:
    """One row a change."""
    return table_as_csv(FIELDS, (_row(one) for one in comparison.changes))


def _row(one: Change) -> dict[str, str | int | None]:
    return {
        "jenis": one.kind.value,
        "kunci": one.key,
        "nama": one.name,
        "field": one.field,
        "lama": one.old,
        "baru": one.new,
        "baris_lama": one.old_line or None,
        "baris_baru": one.new_line or None,
        "tabel": one.table,
        "keterangan": one.note,
        "tmt": one.since or None,
    }


def as_json(comparison: Comparison) -> str:
    """One object with a summary that agrees with the list."""
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "tanggal_lama": None if comparison.dates[0] is None else comparison.dates[0].isoformat(),
        "tanggal_baru": None if comparison.dates[1] is None else comparison.dates[1].isoformat(),
        "lama": [{"path": file.path, "sha256": file.sha256, "rows": file.rows} for file in comparison.old],
        "baru": [{"path": file.path, "sha256": file.sha256, "rows": file.rows} for file in comparison.new],
        "ringkasan": {
            "tetap": comparison.unchanged,
            **{name: {kind.value: count for kind, count in kinds.items()} for name, kinds in comparison.counts.items()},
            "derau": dict(comparison.noise),
            "tabel_hanya_lama": list(comparison.only_old),
            "tabel_hanya_baru": list(comparison.only_new),
            "fakta": {
                name: {"baru": one.added, "keluar": one.removed, "ubah": one.changed, "tetap": one.unchanged}
                for name, one in comparison.facts.items()
            },
        },
        "perubahan": [_row(one) for one in comparison.changes],
        "rantai": [
            {
                "siklus": chain.cycle,
                "mata": [{"nip": one.key, "nama": one.name, "dari": one.old, "ke": one.new} for one in chain.links],
            }
            for chain in comparison.chains
        ],
    }
    return json_text(document, indent=1) + "\n"


def as_json_lines(comparison: Comparison) -> str:
    """One line a change."""
    return table_as_json_lines(_row(one) for one in comparison.changes)


MACHINE: Mapping[str, Callable[[Comparison], str]] = MappingProxyType(
    {"json": as_json, "jsonl": as_json_lines, "csv": as_csv}
)
