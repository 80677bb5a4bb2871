"""A vacancy with everything it asks, what is blank being taken from its post."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from mutasi.model.dataset import Dataset
from mutasi.model.organisation import unit_labels
from mutasi.model.reference import Reference
from mutasi.model.retirement import special_age


@dataclass(frozen=True, slots=True)
class Vacancy:
    """One row of `lowongan` joined with its post. Empty text, 0 and empty tuples mean not stated.

    `row` is the record in the table `lowongan`; `standard` are (competence, level) pairs in file order;
    `fields_of_study` and `fields_of_work` are compared without case. `superior` is the post of the direct superior and
    `post_code` the code of the nomenclature. `retirement_age` is the post's own or that of a law for such posts, 0 for
    the one of the level.
    """

    row: int
    id: str
    post: str
    post_name: str
    unit: str
    unit_name: str
    seats: int
    level: str
    echelon: str
    job_class: int
    lowest_rank: str
    lowest_education: str
    fields_of_study: tuple[str, ...]
    fields_of_work: tuple[str, ...]
    standard: tuple[tuple[str, int], ...]
    highest_age: int
    special: str
    retirement_age: int
    mechanism: str
    open_since: datetime.date | None
    superior: str = ""
    post_code: str = ""


def vacancies(dataset: Dataset, reference: Reference) -> tuple[Vacancy, ...]:
    """All vacancies in file order. References that lead nowhere leave the joined parts empty."""
    table = dataset.get("lowongan")
    if table is None:
        return ()
    posts = _posts(dataset, table.frame["id_jabatan"].unique().drop_nulls().to_list())
    units = unit_labels(dataset)
    rows = table.frame.iter_rows(named=True)
    return tuple(_vacancy(number, row, posts, units, reference) for number, row in enumerate(rows))


def post_vacancies(dataset: Dataset, reference: Reference, ids: Collection[str]) -> dict[str, Vacancy]:
    """Each of these posts as if it were vacant: as its first vacancy asks, else as the post alone does."""
    stated = {vacancy.post: vacancy for vacancy in reversed(vacancies(dataset, reference))}
    posts = _posts(dataset, ids)
    units = unit_labels(dataset)
    return {
        key: stated[key]
        if key in stated
        else _vacancy(0, {"id_lowongan": key, "id_jabatan": key}, posts, units, reference)
        for key in ids
    }


Record = dict[str, object]


def _posts(dataset: Dataset, wanted: Collection[str]) -> dict[str, Record]:
    table = dataset.get("jabatan")
    if table is None:
        return {}
    rows = table.frame["id_jabatan"].is_in(list(wanted))
    return {row["id_jabatan"]: row for row in table.frame.filter(rows).iter_rows(named=True)}


def _vacancy(
    number: int, row: Record, posts: dict[str, Record], units: dict[str, str], reference: Reference
) -> Vacancy:
    from mutasi.model.table import split_list, split_pairs  # polars, which the help of a command does not need

    post = posts.get(_text(row, "id_jabatan"), {})
    field_of_post = _text(post, "bidang")
    level = _text(row, "jenjang") or _text(post, "jenjang")
    return Vacancy(
        row=number,
        id=_text(row, "id_lowongan"),
        post=_text(row, "id_jabatan"),
        post_name=_text(post, "nama"),
        unit=_text(post, "id_unit"),
        unit_name=units.get(_text(post, "id_unit"), ""),
        seats=1 if row.get("jumlah") is None else _number(row, "jumlah"),
        level=level,
        echelon=_text(row, "eselon") or _text(post, "eselon"),
        job_class=_number(row, "kelas") or _number(post, "kelas"),
        lowest_rank=_text(row, "golongan_min"),
        lowest_education=_text(row, "pendidikan_min"),
        fields_of_study=split_list(_text(row, "jurusan")),
        fields_of_work=split_list(_text(row, "bidang")) or ((field_of_post,) if field_of_post else ()),
        standard=split_pairs(_text(row, "standar_kompetensi")),
        highest_age=_number(row, "usia_maks"),
        special=_text(row, "kode_khusus") or _text(post, "kode_khusus"),
        retirement_age=_number(post, "bup") or special_age(reference, level, _text(post, "nama")),
        mechanism=_text(row, "mekanisme"),
        open_since=_date(row, "tmt_kosong"),
        superior=_text(post, "atasan"),
        post_code=_text(post, "kode_jabatan"),
    )


def _text(row: Record, name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _number(row: Record, name: str) -> int:
    value = row.get(name)
    return value if isinstance(value, int) else 0


def _date(row: Record, name: str) -> datetime.date | None:
    value = row.get(name)
    return value if isinstance(value, datetime.date) else None
