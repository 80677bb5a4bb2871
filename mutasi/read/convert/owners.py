"""Whose record a row of a history is: by its NIP, or by the identifier of the person in SIASN."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mutasi.message import Message
from mutasi.model.nip import Nip, NipFault
from mutasi.read.convert.export import Cells, Export
from mutasi.read.convert.ordering import order_of
from mutasi.read.convert.people import refuse_nip
from mutasi.read.convert.row import Row
from mutasi.read.convert.values import cell_value, identifier, read_nip
from mutasi.read.dates import OrderDecision
from mutasi.read.layouts import CellKind


@dataclass(frozen=True, slots=True)
class Owners:
    """The NIPs of people by their identifiers in SIASN, and who is in the dataset: None when no source holds people."""

    by_id: Mapping[str, Nip]
    people: frozenset[str] | None

    def __contains__(self, nip: Nip) -> bool:
        return self.people is None or nip.text in self.people


@dataclass(frozen=True, slots=True)
class Owned:
    """A row of a history, its cells as they stand in the file, and whose it is."""

    row: Row
    raw: Cells
    nip: Nip


def owners_of(exports: Iterable[Export], people: frozenset[str] | None) -> Owners:
    """Everybody whom rows name by NIP and identifier. An identifier with two NIPs is nobody's."""
    found: dict[str, dict[str, Nip]] = {}
    for export in exports:
        if export.has("nip") and export.has("pns_id"):
            for pns_id, nip in _named(export):
                found.setdefault(pns_id, {})[nip.text] = nip
    return Owners({pns_id: next(iter(nips.values())) for pns_id, nips in found.items() if len(nips) == 1}, people)


def _named(export: Export) -> Iterator[tuple[str, Nip]]:
    for _, raw in export.rows():
        pns_id, text = (cell_value(raw[field], CellKind.MARK, export.layout) for field in ("pns_id", "nip"))
        nip = read_nip(text)
        if pns_id and isinstance(nip, Nip):
            yield identifier(pns_id), nip


def owned_rows(export: Export, owners: Owners, table: str) -> tuple[list[Owned], OrderDecision]:
    """The rows of people in the dataset, and the order of their dates; the others are refused."""
    rows = [(number, raw, export.clean_row(number, raw)) for number, raw in export.rows()]
    decision = order_of(export, [(number, cells) for number, _, cells in rows], table)
    if not decision.is_clear:
        return [], decision
    owned = []
    strangers: dict[str, list[Row]] = {}
    for number, raw, cells in rows:
        nip = _owner(Row(export, number, cells, table, cells["nip"] or cells["pns_id"]), owners)
        if nip is None:
            continue
        row = Row(export, number, cells, table, nip.text)
        if nip in owners:
            owned.append(Owned(row, raw, nip))
        else:
            strangers.setdefault(nip.text, []).append(row)
    _refuse_strangers(strangers)
    return owned, decision


def _owner(row: Row, owners: Owners) -> Nip | None:
    """Whose the row is; None, and told, when it does not say."""
    text, pns_id = row.cells["nip"], row.cells["pns_id"]
    if text or not pns_id:
        nip: Nip | NipFault = read_nip(text)
        if isinstance(nip, Nip):
            return nip
        refuse_nip(row, nip)
        return None
    owner = owners.by_id.get(identifier(pns_id))
    if owner is None:
        message = Message("the row is not taken: no source tells the NIP of the person {person}", person=pns_id)
        fix = Message("give the people as well (data utama, or the profile export with PNS ID)")
        row.note("KONVERSI-01", "pns_id", message, fix=fix)
    return owner


def _refuse_strangers(strangers: Mapping[str, list[Row]]) -> None:
    for nip, rows in strangers.items():
        first = rows[0]
        message = Message("{count} rows of {nip} are not taken: the person is not among the people",
                          count=len(rows), nip=nip)  # fmt: skip
        field = "nip" if first.cells["nip"] else "pns_id"
        first.export.notes.add(
            "KONVERSI-44", message, first.place(field), table=first.table, key=nip, header=first.export.header(field),
            value=first.cells[field], fix=Message("give the source that holds the person, or leave these rows out"),
            rows=len(rows),
        )  # fmt: skip
