"""What people are grouped by in an audit. Nothing here is ever read by a score."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mutasi.message import Message
from mutasi.model import codes
from mutasi.model.dataset import Dataset
from mutasi.model.fairness import Trait
from mutasi.model.nip import Nip, parse_nip
from mutasi.model.organisation import summary_units, unit_labels, unit_parents
from mutasi.model.people import People

BANDS = (("<30", 0), ("30-39", 30), ("40-49", 40), ("50-54", 50), ("55+", 55))
"""Bands of age and where each begins."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """The group of each row of people by its code, empty where it is not told, and the groups in their order.

    `names` are those of groups whose code says nothing to people. `lacking` says why there are no groups.
    """

    trait: Trait
    of_each: Sequence[str]
    order: tuple[str, ...] = ()
    names: Mapping[str, str] | None = None
    lacking: Message | None = None


def groupings(dataset: Dataset, people: People, traits: Sequence[Trait]) -> tuple[Grouping, ...]:
    """Each of the traits, as far as the data tells it."""
    return tuple(_READERS[trait](dataset, people) for trait in traits)


def _sex(_: Dataset, people: People) -> Grouping:
    stated = people.array("jenis_kelamin")
    nips = [parse_nip(nip or "") for nip in people.array("nip")]
    told = [sex or (nip.sex if isinstance(nip, Nip) else "") for sex, nip in zip(stated, nips, strict=True)]
    return Grouping(Trait.SEX, told, codes.JENIS_KELAMIN)


def _age(_: Dataset, people: People) -> Grouping:
    born = people.frame["tanggal_lahir"].to_list()
    nips = [parse_nip(nip or "") for nip in people.array("nip")]
    days = [day or (nip.born if isinstance(nip, Nip) else None) for day, nip in zip(born, nips, strict=True)]
    return Grouping(Trait.AGE, [_band(day, people.effective) for day in days], tuple(band for band, _ in BANDS))


def _band(born: datetime.date | None, day: datetime.date) -> str:
    if born is None:
        return ""
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return next(band for band, least in reversed(BANDS) if years >= least or not least)


def _unit(dataset: Dataset, people: People) -> Grouping:
    standing = summary_units(unit_parents(dataset))
    told = [standing.get(unit or "", "") for unit in people.array("unit")]
    order = tuple(dict.fromkeys(standing.values()))
    return Grouping(Trait.UNIT, told, order, unit_labels(dataset), None if order else _NO_UNITS)


def _origin(dataset: Dataset, people: People) -> Grouping:
    """The office's own column if the policy names one, else the agency where it is another one."""
    if dataset.policy.audit.origin:
        return _own_column(Trait.ORIGIN, dataset, dataset.policy.audit.origin)
    stated = [(agency or "").strip() for agency in people.array("instansi")]
    if not any(stated):
        return Grouping(Trait.ORIGIN, stated, lacking=_NO_ORIGIN)
    own = {name.strip().casefold() for name in (people.agency, people.agency_name)}
    told = [_OWN if not one or one.casefold() in own else _OTHER for one in stated]
    return Grouping(Trait.ORIGIN, told, (_OWN, _OTHER))


_OWN, _OTHER = "instansi_sendiri", "instansi_lain"


def _education(_: Dataset, people: People) -> Grouping:
    told = [level or "" for level in people.array("pendidikan")]
    lacking = None if people.has("pendidikan") else _NO_EDUCATION
    return Grouping(Trait.EDUCATION, told, codes.PENDIDIKAN, lacking=lacking)


def _disability(dataset: Dataset, people: People) -> Grouping:
    if dataset.policy.audit.disability:
        return _own_column(Trait.DISABILITY, dataset, dataset.policy.audit.disability)
    return Grouping(Trait.DISABILITY, [""] * people.size, lacking=_NO_DISABILITY)


def _own_column(trait: Trait, dataset: Dataset, column: str) -> Grouping:
    """The words of a column of the office's own, blanks around them and letter case aside, in alphabetical order."""
    table = dataset.tables["pegawai"]
    if not table.has(column):
        return Grouping(trait, [""] * table.rows, lacking=Message("pegawai has no column {column}", column=column))
    words = [(word or "").strip() for word in table.text[column].to_list()]
    spelt: dict[str, str] = {}
    for word in sorted(filter(None, words)):
        spelt.setdefault(word.casefold(), word)
    return Grouping(trait, [spelt.get(word.casefold(), "") for word in words], tuple(sorted(spelt.values())))


_NO_UNITS = Message("there is no table unit")
_NO_ORIGIN = Message("the policy names no column (audit.asal), and nobody comes from another agency (instansi)")
_NO_EDUCATION = Message("there is no table pendidikan")
_NO_DISABILITY = Message("the policy names no column of the office's own (audit.disabilitas)")

_READERS = {
    Trait.SEX: _sex,
    Trait.AGE: _age,
    Trait.UNIT: _unit,
    Trait.ORIGIN: _origin,
    Trait.EDUCATION: _education,
    Trait.DISABILITY: _disability,
}


def equal_posts(people: People) -> list[int]:
    """A number for each row: the same for people of the same present level and, of functional posts, function."""
    from mutasi.eligibility.kind import functional_post

    keys = [
        (level or "", functional_post(code) if (level or "").startswith("JF") else "")
        for level, code in zip(people.array("jenjang"), people.array("kode_jabatan"), strict=True)
    ]
    numbers: dict[tuple[str, str], int] = {}
    return [numbers.setdefault(key, len(numbers)) for key in keys]
