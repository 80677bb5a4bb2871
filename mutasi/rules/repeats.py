"""Facts that are told twice, in tables that may hold several of one kind about a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.table import Table
from mutasi.rules.records import rows_alike
from mutasi.rules.rule import Checked, Fault, rule

FACTS = {
    "penugasan": ("nip", "id_jabatan", "jenis", "tmt"),
    "pendidikan": ("nip", "tingkat", "jurusan", "tahun_lulus"),
    "diklat": ("nip", "jenis", "tanggal", "nama"),
    "disiplin": ("nip", "jenis", "tingkat", "tmt_mulai"),
    "relasi": ("nip_a", "nip_b", "hubungan"),
    "uji_kompetensi": ("nip", "tanggal", "jenjang"),
    "sertifikat": ("nip", "kode", "tanggal"),
    "persetujuan": ("id_jabatan", "jenis", "nomor"),
}
"""By what the records of these tables, whose key may repeat, are of one and the same fact."""
_RESULTS = {"uji_kompetensi": "hasil"}
"""What cannot be two things at once."""


@rule(
    code="GANDA-04",
    name="fact-told-twice",
    severity=Severity.WARNING,
    graded=True,
    basis=("INGATAN",),
    reads={},
)
def fact_told_twice(data: Checked) -> Iterator[Fault]:
    """One assignment, diploma, training, penalty or approval stands there twice. Alike in every cell, one is too many;
    where they differ nobody knows which holds, and a test both passed and failed is an error.

    Remove the record that is wrong, or correct what tells the two apart.
    """
    for table in data.dataset.tables.values():
        known = [name for name in FACTS.get(table.name, ()) if table.has(name)]
        if table.declaration.entity in known:
            yield from _told_twice(table, known)


def _told_twice(table: Table, known: Sequence[str]) -> Iterator[Fault]:
    rows = rows_alike(table.text.select(pl.struct(known).hash()).to_series())
    if rows.is_empty():
        return
    alike = table.text[rows].with_columns(row=rows)
    whole = len(known) == len(FACTS[table.name])
    groups: dict[tuple[str | None, ...], list[int]] = {}
    for number, cells in enumerate(alike.select(known).iter_rows()):
        # a fact of which a part is not known is the same only when all else is
        key = cells if whole and None not in cells else alike.row(number)[:-1]
        groups.setdefault(key, []).append(number)
    for numbers in groups.values():
        if len(numbers) > 1:
            yield _twice(table, alike[numbers], known)


def _twice(table: Table, records: pl.DataFrame, known: Sequence[str]) -> Fault:
    rows = records["row"].to_list()
    lines = tuple(table.positions.locate(row).line for row in rows)
    differing = tuple(name for name in records.columns if name != "row" and records[name].n_unique() > 1)
    message = Message("the same record stands in lines {lines}", lines=lines)
    fix = Message("remove one of the copies")
    if differing:
        fix = Message("remove the record that is wrong, or correct what tells them apart")
        message = Message("lines {lines} tell of the same and differ in {columns}", lines=lines, columns=differing)
    result = _RESULTS.get(table.name)
    is_wrong = result in differing and records[result].drop_nulls().n_unique() > 1
    others = tuple((table.name, row) for row in rows if row != rows[1])
    identity = tuple(records.item(0, name) or "" for name in known)
    return Fault(table.name, rows[1], table.declaration.entity, message, fix,
                 Severity.ERROR if is_wrong else None, others, extent=len(others), identity=identity)  # fmt: skip
