"""The order of rows in the files: by key, by dates, by the rest; units and posts below those they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from examples.generator.facts import Row
from examples.generator.snapshot import COLUMNS, Tables

_FIRST: Mapping[str, Sequence[str]] = {
    "pegawai": ("nip",),
    "unit": ("id_unit",),
    "jabatan": ("id_jabatan",),
    "penugasan": ("nip", "id_jabatan", "tmt", "sampai"),
    "riwayat_jabatan": ("nip", "tmt", "tmt_selesai"),
    "kinerja": ("nip", "tahun"),
    "kompetensi": ("nip", "tanggal", "kompetensi"),
    "pendidikan": ("nip",),
    "diklat": ("nip", "tanggal"),
    "disiplin": ("nip", "tmt_mulai", "tmt_selesai"),
    "minat": ("nip", "urutan"),
    "relasi": ("nip_a", "nip_b"),
}
"""The columns that decide first: key and dates."""
_ABOVE = {"unit": "id_induk", "jabatan": "atasan"}


def in_order(tables: Tables) -> Tables:
    """The tables with their rows in order; blank cells come last."""
    return {name: _ordered(name, rows) for name, rows in tables.items()}


def _ordered(name: str, rows: Sequence[Row]) -> list[Row]:
    columns = dict.fromkeys((*_FIRST[name], *COLUMNS[name]))
    ordered = sorted(rows, key=lambda row: [(not row.get(column), row.get(column, "")) for column in columns])
    return _as_tree(ordered, _FIRST[name][0], _ABOVE[name]) if name in _ABOVE else ordered


def _as_tree(rows: Sequence[Row], key: str, above: str) -> list[Row]:
    known = {row[key] for row in rows}
    below: dict[str, list[Row]] = {}
    for row in rows:
        parent = row.get(above, "")
        below.setdefault(parent if parent in known else "", []).append(row)
    ordered: list[Row] = []
    waiting = below.get("", [])[::-1]
    while waiting:
        row = waiting.pop()
        ordered.append(row)
        waiting += below.get(row[key], [])[::-1]
    return ordered
