"""Tables as lists of rows of text, the facts of an agency, and one person looked at for one vacancy."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import yaml

from tests.slow import reference
from tests.slow.dates import as_number

Row = dict[str, str | None]


class Dataset(dict[str, list[Row]]):
    """Table name to its rows, column to text or None. What is looked up often is remembered by key."""

    def __init__(self, tables: Mapping[str, Iterable[Row]]) -> None:
        super().__init__({name: list(rows) for name, rows in tables.items()})
        self._rows: dict[tuple[str, str], dict[str | None, list[Row]]] = {}

    def rows(self, table: str, column: str, value: str | None) -> list[Row]:
        """The rows of a table whose column holds that value; none when value or table are missing."""
        if value is None:
            return []
        if (table, column) not in self._rows:
            found = defaultdict(list)
            for row in self.get(table, []):
                found[row.get(column)].append(row)
            self._rows[table, column] = found
        return self._rows[table, column].get(value, [])

    def row(self, table: str, column: str, value: str | None) -> Row:
        """The only such row, or an empty one."""
        return next(iter(self.rows(table, column, value)), {})


def read_dataset(folder: Path) -> Dataset:
    tables = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = [
                {column: text.strip() or None for column, text in row.items()} for row in csv.DictReader(file)
            ]
    for path in sorted(folder.glob("*.yaml")):
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        for name, rows in document.items():
            tables[name] = [{column: cell_text(value) for column, value in row.items()} for row in rows]
    return Dataset(tables)


def cell_text(value: object) -> str | None:
    """A value of YAML as it would stand in a cell of CSV: lists and pairs with semicolons."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}={level}" for name, level in value.items()) or None
    if isinstance(value, list):
        return "; ".join(str(item) for item in value) or None
    return str(value) if value not in (None, "") else None


@dataclass(frozen=True)
class Agency:
    """What of `mutasi.yaml` bears upon eligibility: who the agency is, and what it changes of the rules."""

    code: str | None = None
    name: str | None = None
    jpt_mechanism: str | None = None
    assessors: tuple[str, ...] = ()
    rules: Mapping[str, Mapping] = field(default_factory=dict)

    def setting(self, code: str, name: str) -> object:
        return self.rules.get(code, {}).get(name)

    def number(self, code: str, name: str, default: int) -> int:
        value = self.setting(code, name)
        return default if value in (None, "") else int(str(value))

    def words(self, code: str, name: str) -> tuple[str, ...] | None:
        value = self.setting(code, name)
        return None if value is None else tuple(items(value)) if isinstance(value, str) else tuple(value)


def agency_of(document: Mapping) -> Agency:
    """From the text of `mutasi.yaml`, every value being text."""
    facts = document.get("instansi") or {}
    return Agency(
        facts.get("kode") or None,
        facts.get("nama") or None,
        facts.get("mekanisme_jpt") or None,
        tuple(facts.get("tim_penilai") or ()),
        document.get("aturan") or {},
    )


def items(text: str | None) -> list[str]:
    """The items of a list in a cell."""
    return [item.strip() for item in (text or "").replace(",", ";").split(";") if item.strip()]


@dataclass(frozen=True)
class Vacancy:
    """What a vacancy asks; what it leaves blank its post says."""

    row: Row
    post: Row

    def stated(self, column: str) -> str | None:
        return self.row.get(column) or self.post.get(column)

    @cached_property
    def level(self) -> str | None:
        return self.stated("jenjang")

    @cached_property
    def fields(self) -> set[str]:
        """Fields of work, without case."""
        own = [item.strip() for item in (self.row.get("bidang") or "").split(";") if item.strip()]
        of_post = self.post.get("bidang")
        return {name.casefold() for name in own or ([of_post] if of_post else [])}

    @cached_property
    def for_jpt(self) -> bool:
        return (self.level or "").startswith("JPT_")

    @cached_property
    def for_jf(self) -> bool:
        return (self.level or "").startswith("JF_")

    @cached_property
    def managerial(self) -> bool:
        return is_managerial(self.level)


def is_managerial(level: str | None) -> bool:
    return level is not None and (level.startswith("JPT_") or level in ("ADMINISTRATOR", "PENGAWAS"))


@dataclass(frozen=True)
class Pair:
    """A person and a vacancy, on the day on which the move takes effect."""

    data: Dataset
    person: Row
    vacancy: Vacancy
    effective: date
    as_of: date
    agency: Agency

    @cached_property
    def post(self) -> Row:
        """The present post; an empty row when it is not known."""
        return self.data.row("jabatan", "id_jabatan", self.person.get("id_jabatan"))

    @cached_property
    def level(self) -> str | None:
        return self.post.get("jenjang")

    @cached_property
    def unit(self) -> str | None:
        return self.person.get("id_unit") or self.post.get("id_unit")

    @cached_property
    def rises(self) -> bool | None:
        """Whether the target stands higher on the scale of levels; None when that is not known."""
        return self._compared(lambda present, target: target > present)

    @cached_property
    def rotates(self) -> bool | None:
        return self._compared(lambda present, target: target == present)

    @cached_property
    def falls(self) -> bool | None:
        return self._compared(lambda present, target: target < present)

    @property
    def steps_down(self) -> int:
        """How many levels the target lies below the present post, which is known."""
        return reference.STEP[self.level] - reference.STEP[self.vacancy.level]

    def _compared(self, test) -> bool | None:
        present, target = reference.STEP.get(self.level), reference.STEP.get(self.vacancy.level)
        return None if present is None or target is None else test(present, target)

    @property
    def enters_jpt(self) -> bool | None:
        """Whether it leads into a JPT from a post that is none, be it as high."""
        if self.vacancy.level is not None and not self.vacancy.for_jpt:
            return False
        return None if None in (self.level, self.vacancy.level) else not self.level.startswith("JPT_")

    @property
    def promoted(self) -> bool | None:
        """Whom a rule for promotions concerns: who rises, and whoever enters a JPT from another post."""
        return any_of(self.rises, self.enters_jpt)

    @property
    def enters_jf(self) -> bool | None:
        """From another post, from another functional post, or from skill to expertise and back."""
        if self.vacancy.level is not None and not self.vacancy.for_jf:
            return False
        if self.level is None or self.vacancy.level is None:
            return None
        expertise = [level.startswith("JF_AHLI_") for level in (self.level, self.vacancy.level)]
        if not self.level.startswith("JF_") or expertise[0] != expertise[1]:
            return True
        names = [(post.get("kode_jabatan") or "").partition(".")[0].lower() for post in (self.post, self.vacancy.post)]
        return None if "" in names else names[0] != names[1]

    @property
    def changes_agency(self) -> bool | None:
        """Neither the code nor the name of this agency stands with the person; without the code nobody can tell."""
        stated = self.person.get("instansi")
        own = {name.strip().lower() for name in (self.agency.code, self.agency.name) if name is not None}
        if stated is None or stated.strip().lower() in own:
            return False
        return None if self.agency.code is None else True

    @property
    def is_pppk(self) -> bool:
        return self.person.get("status_kepegawaian") in ("PPPK", "PPPK_PARUH_WAKTU")

    def facts(self, table: str) -> list[Row]:
        """The person's rows in a table."""
        return self.data.rows(table, "nip", self.person["nip"])

    def has(self, table: str) -> bool:
        return table in self.data

    @cached_property
    def diplomas(self) -> list[tuple[int, str | None]]:
        """Order and field of study of the recognised ones."""
        return [
            (reference.EDUCATION_ORDER[row["tingkat"]], row.get("jurusan"))
            for row in self.facts("pendidikan")
            if row.get("diakui") in (None, "ya") and row.get("tingkat") in reference.EDUCATION_ORDER
        ]

    @cached_property
    def highest_education(self) -> int | None:
        return max((order for order, _ in self.diplomas), default=None)

    @cached_property
    def relatives(self) -> list[tuple[str, str]]:
        """NIP of the other and kinship; a pair stands in the table once, in either order."""
        nip = self.person["nip"]
        found = [(row["nip_b"], row["hubungan"]) for row in self.data.rows("relasi", "nip_a", nip)]
        found += [(row["nip_a"], row["hubungan"]) for row in self.data.rows("relasi", "nip_b", nip)]
        return found

    @property
    def rank(self) -> int | None:
        """Order of the golongan of a PNS."""
        return reference.RANK_ORDER.get(self.person.get("golongan"))

    @cached_property
    def target_retirement_age(self) -> int | None:
        return retirement_age(self.vacancy.post, self.vacancy.level)

    @cached_property
    def present_retirement_age(self) -> int | None:
        return retirement_age(self.post, self.level)


def any_of(*answers: bool | None) -> bool | None:
    return True if True in answers else None if None in answers else False


def retirement_age(post: Row, level: str | None) -> int | None:
    if own := as_number(post.get("bup")):
        return own
    name = " ".join((post.get("nama") or "").lower().split()) + " "
    for beginnings, exceptions, levels, age in reference.SPECIAL_AGES:
        begins = any(name.startswith(word + " ") for word in beginnings)
        if begins and level in levels and not any(name.startswith(word + " ") for word in exceptions):
            return age
    return reference.RETIREMENT_AGE.get(level)
