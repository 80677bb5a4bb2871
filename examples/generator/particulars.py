"""What is particular to some people and records: leave, court cases, late papers, slips of the pen.

The slips are what a good personnel office still has: the clean example is meant to give a moderate
number of warnings and no error.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable
from dataclasses import replace

from examples.generator.dates import Day, retirement, shift
from examples.generator.draw import Draw
from examples.generator.education import Diploma
from examples.generator.facts import Row
from examples.generator.organisation import Organisation
from examples.generator.origins import bup
from examples.generator.person import Person

Choice = Callable[[Person], bool]


class _Picker:
    """Takes ordinary people, each at most once, and notes what is particular to them."""

    def __init__(self, people: list[Person], busy: set[str]) -> None:
        self.draw = Draw("particulars")
        self.people = {person.nip: person for person in people}
        self.taken = set(busy)

    def take(self, count: int, fits: Choice) -> list[Person]:
        pool = [
            person for person in self.people.values()
            if person.nip not in self.taken and person.ordinary and fits(person)
        ]  # fmt: skip
        found = self.draw.sample(pool, count)
        assert len(found) == count
        self.taken.update(person.nip for person in found)
        return found

    def set(self, count: int, fits: Choice, **cells: str) -> list[Person]:
        found = self.take(count, fits)
        for person in found:
            self.people[person.nip] = replace(person, cells=cells)
        return found


def add_particulars(people: list[Person], city: Organisation, busy: set[str]) -> list[Person]:
    """The people with their particular cells; `busy` are left alone."""
    picker = _Picker(people, busy)
    _absences(picker)
    _slips(picker, city)
    _corrections(picker)
    return list(picker.people.values())


def _civil(person: Person) -> bool:
    return person.status == "PNS"


def _ordinary_staff(person: Person) -> bool:
    return _civil(person) and not person.post.managerial and not person.post.special


def _absences(picker: _Picker) -> None:
    young = Day(1983, 1, 1)
    picker.set(12, lambda p: _ordinary_staff(p) and p.origin.born > young, status_aktif="tugas_belajar")
    picker.set(1, lambda p: p.post.level == "PENGAWAS" and p.origin.born > young, status_aktif="tugas_belajar")
    picker.set(3, _ordinary_staff, status_aktif="cltn")
    picker.set(4, _ordinary_staff, status_aktif="diperbantukan")
    picker.set(1, _ordinary_staff, status_aktif="diberhentikan_sementara", proses_peradilan="ya")
    picker.set(1, lambda p: p.post.level == "ADMINISTRATOR", proses_peradilan="ya")
    picker.set(40, _civil, proses_peradilan="")
    picker.set(4, lambda p: p.contract is not None and p.contract[1] > Day(2026, 6, 1), kontrak_selesai="2026-03-31")

    def retires_soon(person: Person) -> bool:
        return Day(2026, 3, 1) <= retirement(person.origin.born, bup(person.post)) <= Day(2026, 7, 1)

    picker.set(4, lambda p: _civil(p) and retires_soon(p), status_aktif="mpp")


def _slips(picker: _Picker, city: Organisation) -> None:
    def middle(person: Person) -> bool:
        return _civil(person) and 1970 < person.origin.born.year < 1995 and person.origin.born.day < 20

    for person in picker.take(2, middle):
        corrected = person.origin.born + datetime.timedelta(days=3)
        picker.people[person.nip] = replace(person, cells={"tanggal_lahir": corrected.isoformat()})
    for person in picker.take(1, lambda p: middle(p) and p.origin.joined.month == 3):
        earlier = shift(person.origin.joined, -2)
        picker.people[person.nip] = replace(person, cells={"tmt_cpns": earlier.isoformat()})
    picker.set(1, lambda p: p.post.level == "ADMINISTRATOR", tmt_jabatan="")
    picker.set(1, lambda p: p.post.level == "PENGAWAS", tmt_jabatan="")
    picker.set(2, _ordinary_staff, tmt_jabatan="")
    picker.set(1, lambda p: p.post.level == "PELAKSANA" and _civil(p), golongan="")
    for person in picker.take(2, lambda p: p.post.level == "PELAKSANA" and p.post.unit.startswith("KEL.")):
        picker.people[person.nip] = replace(person, cells={"id_unit": "SETDA.UMUM"})
    for person in picker.take(20, lambda p: p.post.level == "PELAKSANA" and bool(_sections(city, p))):
        unit = picker.draw.pick(_sections(city, person))
        picker.people[person.nip] = replace(person, cells={"id_unit": unit})


def _sections(city: Organisation, person: Person) -> list[str]:
    return [unit.id for unit in city.units.values() if unit.parent == person.post.unit and unit.kind != "kelurahan"]


def _corrections(picker: _Picker) -> None:
    """Two names that were misspelt in the older snapshot, and eight degrees that were earned since."""
    for person in picker.take(2, lambda p: _civil(p) and p.name.count(" ") == 1 and "ya" in p.name):
        picker.people[person.nip] = replace(person, former={"nama": person.name.replace("ya", "ia", 1)})
    studied = picker.take(
        8, lambda p: p.origin.final == "S-1" and p.post.level in ("ADMINISTRATOR", "PENGAWAS", "JF_AHLI_MUDA")
        and p.diplomas[-1].level == "S-1" and p.diplomas[-1].recognised,
    )  # fmt: skip
    for person in studied:
        degree = Diploma(
            "S-2", picker.draw.pick(("Manajemen", "Kebijakan Publik")), 2025, "Universitas Bangka Belitung"
        )
        picker.people[person.nip] = replace(person, diplomas=(*person.diplomas, degree))


def add_slips_to_facts(tables: dict[str, list[Row]], people: list[Person], city: Organisation) -> None:
    """Warnings in the tables of facts: blanks, overlaps, a rating that contradicts itself, close relatives."""
    draw = Draw("slips")
    for row in draw.sample([row for row in tables["riwayat_jabatan"] if row["jenjang"] == "PENGAWAS"], 4):
        row["jenjang"] = row["eselon"] = ""
    for row in draw.sample([row for row in tables["diklat"] if row["jenis"] == "teknis"], 3):
        row["tanggal"] = ""
    rated = [row for row in tables["kinerja"] if row["predikat"] == "baik" and row["perilaku"] == "sesuai_ekspektasi"]
    for number, row in enumerate(draw.sample(rated, 4)):
        row["predikat"] = "" if number < 2 else "sangat_baik"
    _overlaps(draw, tables["riwayat_jabatan"])
    tables["minat"][-1] |= {"jenis": "unit", "sasaran": "DISPERINDAG"}
    tables["relasi"] += _close_relatives(draw, people, city, tables["relasi"])
    tables["relasi"].sort(key=lambda row: (row["nip_a"], row["nip_b"]))


def _overlaps(draw: Draw, history: list[Row]) -> None:
    """Two posts that ended, by the record, some weeks after the next one began."""
    pairs = [(one, other) for one, other in itertools.pairwise(history) if one["nip"] == other["nip"]]
    for one, _ in draw.sample(pairs, 2):
        late = Day.fromisoformat(one["tmt_selesai"]) + datetime.timedelta(days=40)
        one["tmt_selesai"] = late.isoformat()


def _close_relatives(draw: Draw, people: list[Person], city: Organisation, known: list[Row]) -> list[Row]:
    """Two couples of whom one is the direct superior of the other."""
    taken = {row[side] for row in known for side in ("nip_a", "nip_b")}
    heads = {person.post.id: person for person in people if person.post.managerial or person.post.special}
    found: list[Row] = []
    for person in draw.shuffled(people):
        head = heads.get(person.post.superior)
        if head is None or not person.ordinary or not head.ordinary or {person.nip, head.nip} & taken:
            continue
        if person.origin.sex == head.origin.sex or abs(person.origin.born.year - head.origin.born.year) > 6:
            continue
        found.append({"nip_a": head.nip, "nip_b": person.nip, "hubungan": "suami_istri"})
        taken |= {person.nip, head.nip}
        if len(found) == 2:
            break
    return found
