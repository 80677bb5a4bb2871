"""The whole example, put together: a seed becomes files."""

from __future__ import annotations

from dataclasses import dataclass

from examples.generator import facts, policy
from examples.generator.assignments import Assignment, make_assignments
from examples.generator.changes import change_rows
from examples.generator.dates import BEFORE, NOW, Day
from examples.generator.movements import plan_movements
from examples.generator.order import in_order
from examples.generator.organisation import Organisation
from examples.generator.particulars import add_particulars, add_slips_to_facts
from examples.generator.people import make_people
from examples.generator.person import Person
from examples.generator.ranks import NAMES
from examples.generator.snapshot import (
    COLUMNS,
    Tables,
    assignment_rows,
    history_rows,
    people_rows,
    post_rows,
    present,
    unit_rows,
)  # fmt: skip
from examples.generator.staffing import add_staff
from examples.generator.structure import add_structure
from examples.generator.vacancies import Vacancy, make_vacancies
from examples.generator.write import Files, csv_text, vacancies_yaml


@dataclass(frozen=True)
class City:
    organisation: Organisation
    people: list[Person]
    assignments: list[Assignment]
    vacancies: list[Vacancy]
    opened: dict[str, Day | None]


def make_city() -> City:
    organisation = Organisation()
    add_structure(organisation)
    add_staff(organisation)
    movements = plan_movements(organisation)
    people = make_people(organisation, movements.slots)
    assignments = make_assignments(organisation, people, movements.opened)
    people = add_particulars(people, organisation, {item.nip for item in assignments})
    vacancies = make_vacancies(organisation, movements.opened)
    return City(organisation, people, assignments, vacancies, movements.opened)


def current_tables(city: City) -> Tables:
    """All CSV tables of the current snapshot."""
    rows = people_rows(present(city.people, NOW), city.organisation, NOW)
    by_nip = {person.nip: person for person in city.people}
    people = [by_nip[row["nip"]] for row in rows]
    tables = {
        "pegawai": rows,
        "unit": unit_rows(city.organisation, NOW),
        "jabatan": post_rows(city.organisation, NOW),
        "penugasan": assignment_rows([item for item in city.assignments if item.on(NOW)]),
        "riwayat_jabatan": history_rows(people),
        "kinerja": facts.performance(people),
        "kompetensi": facts.competences(people),
        "pendidikan": facts.diplomas(people),
        "diklat": facts.training(people),
        "disiplin": facts.penalties(people),
        "minat": facts.wishes(people, city.organisation, [vacancy.post.id for vacancy in city.vacancies]),
        "relasi": facts.kinship(people),
    }
    add_slips_to_facts(tables, people, city.organisation)
    return in_order(tables)


def archived_tables(city: City) -> Tables:
    """The tables of the older snapshot."""
    return in_order(
        {
            "pegawai": people_rows(present(city.people, BEFORE), city.organisation, BEFORE),
            "unit": unit_rows(city.organisation, BEFORE),
            "jabatan": post_rows(city.organisation, BEFORE),
            "penugasan": assignment_rows([item for item in city.assignments if item.on(BEFORE)]),
        }
    )


def table_files(folder: str, tables: Tables) -> Files:
    return {f"{folder}/data/{name}.csv": csv_text(COLUMNS[name], rows).encode() for name, rows in tables.items()}


def archived_files(city: City) -> Files:
    folder = "pangkalpinang/arsip"
    tables = archived_tables(city)
    changes = csv_text(("jenis", "kunci", "rincian"), change_rows(city.people, city.organisation, city.assignments))
    return {
        f"{folder}/2025-07/mutasi.yaml": policy.ARCHIVED.encode(),
        f"{folder}/perubahan.csv": changes.encode(),
        **table_files(f"{folder}/2025-07", tables),
    }


def current_files(city: City, tables: Tables) -> Files:
    folder = "pangkalpinang"
    chief = next(row for row in tables["pegawai"] if row["id_jabatan"] == "BKPSDM-KEPALA")
    name = ", ".join(filter(None, (f"{chief['gelar_depan']} {chief['nama']}".strip(), chief["gelar_belakang"])))
    rank = f"{NAMES[chief['golongan']]} ({chief['golongan']})"
    text = policy.CURRENT.format(name=name, rank=rank, nip=chief["nip"])
    return {
        f"{folder}/mutasi.yaml": text.encode(),
        f"{folder}/data/lowongan.yaml": vacancies_yaml(city.vacancies).encode(),
        **table_files(folder, tables),
    }
