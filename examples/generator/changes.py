"""The list of what happened between the two snapshots, for tests of `diff`."""

from __future__ import annotations

from examples.generator.assignments import Assignment
from examples.generator.dates import BEFORE, NOW
from examples.generator.education import titles
from examples.generator.facts import Row
from examples.generator.organisation import Organisation
from examples.generator.person import Person
from examples.generator.snapshot import name_on

_STEP = {"PENGAWAS": 2, "ADMINISTRATOR": 3, "JPT_PRATAMA": 4, "JF_AHLI_MUDA": 2, "JF_AHLI_MADYA": 3}
_KIND_OF_LEAVING = {"pensiun": "pensiun"}


def change_rows(people: list[Person], city: Organisation, assignments: list[Assignment]) -> list[Row]:
    """Rows jenis, kunci, rincian by kind and key."""
    rows = [row for person in people for row in _of_person(person, people)]
    for kind, things in (("ganti_nama_unit", city.units), ("ganti_nama_jabatan", city.posts)):
        for thing in things.values():
            former, present = name_on(thing.name, BEFORE), name_on(thing.name, NOW)
            if former != present:
                rows.append(_row(kind, thing.id, f"{former} -> {present}"))
    for item in assignments:
        if item.on(NOW) and not item.on(BEFORE):
            rows.append(_row("penugasan_mulai", item.nip, f"{item.kind} {item.post}"))
        if item.on(BEFORE) and not item.on(NOW):
            rows.append(_row("penugasan_selesai", item.nip, f"{item.kind} {item.post}"))
    return sorted(rows, key=lambda row: (row["jenis"], row["kunci"]))


def _row(kind: str, key: str, detail: str) -> Row:
    return {"jenis": kind, "kunci": key, "rincian": detail}


def _of_person(person: Person, people: list[Person]) -> list[Row]:
    if person.slot.recruit:
        return [_row("masuk", person.nip, f"{person.status} {person.post.id} sejak {person.origin.joined}")]
    if person.slot.leaves is not None:
        kind = _KIND_OF_LEAVING.get(person.slot.reason, "keluar")
        return [_row(kind, person.nip, f"{person.slot.reason} {person.post.id} sejak {person.slot.leaves}")]
    rows = []
    if person.slot.previous is not None:
        detail = f"{person.slot.previous.id} -> {person.post.id} sejak {person.slot.since}"
        rows.append(_row(_kind_of_move(person, people), person.nip, detail))
    ranks = person.origin.ranks
    if ranks[-1].since > BEFORE:
        detail = f"{ranks[-2].code} -> {ranks[-1].code} sejak {ranks[-1].since}"
        rows.append(_row("naik_pangkat", person.nip, detail))
    if person.new_degree:
        former, present = (", ".join(titles(kept)[1:]) for kept in (person.diplomas[:-1], person.diplomas))
        rows.append(_row("gelar", person.nip, f"{former} -> {present}"))
    if "nama" in person.former:
        rows.append(_row("koreksi_nama", person.nip, f"{person.former['nama']} -> {person.name}"))
    return rows


def _kind_of_move(person: Person, people: list[Person]) -> str:
    previous = person.slot.previous
    assert previous is not None
    for other in people:
        if other.slot.previous == person.post and other.post == previous:
            return "tukar"
    return "promosi" if _STEP.get(person.post.level, 1) > _STEP.get(previous.level, 1) else "rotasi"
