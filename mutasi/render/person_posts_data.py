"""The best posts for people as JSON, JSON lines and CSV, in the words of data files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mutasi.model.policy import Method
from mutasi.model.prospect import PersonPosts, Prospect
from mutasi.model.shortlist import hundredths
from mutasi.render.explained import iso
from mutasi.render.improvement import improvement_object, lacking_decimal, more_decimal
from mutasi.render.json_text import json_text
from mutasi.render.language import language
from mutasi.render.reweighed import reweighed_objects
from mutasi.render.shortlist_data import METHOD, OF_THE_VACANCY, Row, ShortlistReport, reason_object
from mutasi.render.shortlist_words import conditions_text, reasons_text
from mutasi.render.tables import as_csv as table_as_csv
from mutasi.render.tables import as_json_lines as table_as_json_lines
from mutasi.render.tables import decimal
from mutasi.version import VERSION

SCHEMA = "mutasi-person-posts-1"
FIELDS = (
    "nip", "nama", "id_lowongan", "jabatan", "unit", "peringkat", "peringkat_terbaik", "peringkat_terburuk",
    "diperingkat", "terdaftar", "skor", "skor_min", "skor_maks", "selisih_ke_daftar", "hasil_syarat", "syarat_menolak",
    "alasan", "kriteria_perbaikan", "nilai_perlu", "tambahan",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonPostsReport:
    """People with their posts; `about` says what holds for all, without shortlists. The first `asked` places of a
    vacancy are its list.
    """

    people: tuple[PersonPosts, ...]
    about: ShortlistReport
    asked: int
    method: Method


def as_csv(report: PersonPostsReport) -> str:
    fields = _fields(report)
    return table_as_csv(fields, _rows(report))


def as_json_lines(report: PersonPostsReport) -> str:
    fields = _fields(report)
    return table_as_json_lines({field: row.get(field) for field in fields} for row in _rows(report))


def _fields(report: PersonPostsReport) -> tuple[str, ...]:
    names = (name for one in report.people for prospect in _all(one) for name in prospect.points)
    return (*FIELDS, *(f"nilai_{name}" for name in dict.fromkeys(names)), METHOD, OF_THE_VACANCY)


def _all(one: PersonPosts) -> tuple[Prospect, ...]:
    return (*one.open, *one.barred)


def _rows(report: PersonPostsReport) -> Iterator[Row]:
    for one in report.people:
        for prospect in _all(one):
            yield _row(one, prospect)


def _row(person: PersonPosts, one: Prospect) -> Row:
    smallest = one.improvement.smallest if one.improvement else None
    row: Row = {
        "nip": person.nip,
        "nama": person.name,
        "id_lowongan": one.vacancy.id,
        "jabatan": one.vacancy.post_name,
        "unit": one.vacancy.unit_name,
        "peringkat": one.place,
        "peringkat_terbaik": one.best_place,
        "peringkat_terburuk": one.worst_place,
        "diperingkat": one.ranked,
        "terdaftar": "ya" if one.listed else "tidak",
        "skor": decimal(hundredths(one.score, one.full)),
        "skor_min": decimal(hundredths(one.lowest, one.full)),
        "skor_maks": decimal(hundredths(one.highest, one.full)),
        "selisih_ke_daftar": lacking_decimal(one),
        "hasil_syarat": one.verdict.code,
        "syarat_menolak": one.barring,
        "alasan": reasons_text((*one.reasons, *one.unjudged), language("id").text),
        "kriteria_perbaikan": smallest.criterion if smallest else None,
        "nilai_perlu": decimal(smallest.needed) if smallest and smallest.needed is not None else None,
        "tambahan": more_decimal(smallest) if smallest else None,
        METHOD: one.method.value,
        OF_THE_VACANCY: conditions_text(one.conditions) or None,
    }
    for name, points in one.points.items():
        row[f"nilai_{name}"] = decimal(points.lowest) if points.known else None
    return row


def as_json(report: PersonPostsReport) -> str:
    """One object: each person with the counts and the posts."""
    return json_text(report_object(report), indent=1) + "\n"


def report_object(report: PersonPostsReport) -> dict[str, object]:
    about = report.about
    return {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "tmt_penempatan": iso(about.effective),
        **reweighed_objects(about.reweighed),
        "ketentuan": [reason_object(reason) for reason in about.conditions],
        "diminta": report.asked,
        "metode": report.method.value,
        "metode_relatif": report.method.is_relative,
        "pegawai": [_person_object(one) for one in report.people],
    }


def _person_object(one: PersonPosts) -> dict[str, object]:
    return {
        "nip": one.nip,
        "nama": one.name,
        "golongan": one.rank,
        "jabatan_kini": one.post,
        "unit_kini": one.unit,
        "lowongan_terbuka": one.open_count,
        "lowongan_terdaftar": one.listed_count,
        "lowongan_tertolak": one.barred_count,
        "lowongan_jabatannya": [vacancy.id for vacancy in one.held],
        "tolak_menurut_syarat": dict(one.failures),
        "terbuka": [_prospect_object(one, prospect) for prospect in one.open],
        "tertolak": [_prospect_object(one, prospect) for prospect in one.barred],
    }


def _prospect_object(person: PersonPosts, one: Prospect) -> dict[str, object]:
    row = _row(person, one)
    left_out = ("nip", "nama", "kriteria_perbaikan", "nilai_perlu", "tambahan", METHOD, OF_THE_VACANCY)
    return {
        **{field: value for field, value in row.items() if field not in left_out},
        "terdaftar": one.listed,
        "ketentuan": [reason_object(reason) for reason in one.conditions],
        "perbaikan": improvement_object(one),
    }


MACHINE: Mapping[str, Callable[[PersonPostsReport], str]] = {
    "json": as_json,
    "jsonl": as_json_lines,
    "csv": as_csv,
}
