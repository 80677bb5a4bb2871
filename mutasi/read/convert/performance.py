"""The yearly performance of people: the rows of `kinerja`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from mutasi.message import Message
from mutasi.model.tables import declaration
from mutasi.read.convert.export import Export
from mutasi.read.convert.owners import Owned, Owners, owned_rows
from mutasi.read.convert.people import Record
from mutasi.read.convert.repeats import distinct
from mutasi.read.convert.row import Row
from mutasi.read.dates import OrderDecision

TABLE = "kinerja"
_RATINGS = (
    ("predikat", "predikat", "predikat"),
    ("hasil_kerja", "hasil", "rating"),
    ("perilaku", "perilaku", "rating"),
)
"""Column, beginning of its two fields, and the code map of each rating."""


@dataclass(frozen=True, slots=True)
class Year:
    """The performance of a person in a year; the key of the row names both."""

    row: Row
    record: Record


@dataclass(slots=True)
class Performance:
    """Every year of everybody, by NIP and year."""

    years: list[Year] = field(default_factory=list)
    decisions: dict[str, OrderDecision] = field(default_factory=dict)


def read_performance(exports: Iterable[Export], owners: Owners) -> Performance:
    """The performance of everybody. Rows that give one year differently are refused."""
    found = Performance()
    years: list[Year] = []
    for export in exports:
        owned, found.decisions[export.path] = owned_rows(export, owners, TABLE)
        read = (_year(one, found.decisions[export.path]) for one in owned)
        years += [year for year in read if year is not None]
    kept = distinct(years, lambda year: year.row, lambda year: year.record, "tahun")
    found.years = sorted(kept, key=lambda year: (year.record["nip"], year.record["tahun"]))
    return found


def _year(owned: Owned, decision: OrderDecision) -> Year | None:
    row = owned.row
    if not row.is_whole(owned.raw, "tahun"):
        return None
    record = dict.fromkeys((column.name for column in declaration(TABLE).columns), "")
    record["nip"], record["tahun"] = owned.nip.text, row.direct("tahun", decision)
    for column, name, meanings in _RATINGS:
        record[column] = row.coded(f"{name}_nama", f"{name}_id", row.export.map(meanings))
    record["nilai_angka"] = row.direct("nilai", decision) if row.export.has("nilai") else ""
    if not record["tahun"] or not any(text for name, text in record.items() if name not in ("nip", "tahun")):
        message = Message("the row is not taken: it does not tell the year and a rating or value")
        row.note("KONVERSI-01", "tahun", message)
        return None
    key = f"{owned.nip.text} {record['tahun']}"
    return Year(replace(row, key=key), {**record, **row.export.kept_cells(row.number)})
