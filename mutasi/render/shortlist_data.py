"""Shortlists and scores as JSON, JSON lines and CSV.

The columns and words of the machine formats are Indonesian, as those of every data file.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mutasi.message import Message
from mutasi.model.reweighed import Reweighed
from mutasi.model.shortlist import Candidate, Excluded, Shortlist, hundredths
from mutasi.model.verdict import Reason, Verdict
from mutasi.render.deciding import contenders_object, deciding_criteria, deciding_objects
from mutasi.render.json_text import json_text
from mutasi.render.language import language
from mutasi.render.reweighed import reweighed_objects
from mutasi.render.shortlist_words import conditions_text, difference, reasons_text, scale_objects
from mutasi.render.tables import as_csv as table_as_csv
from mutasi.render.tables import as_json_lines as table_as_json_lines
from mutasi.render.tables import decimal
from mutasi.version import VERSION

SCHEMA = "mutasi-shortlist-1"
FIELDS = (
    "id_lowongan", "peringkat", "peringkat_terbaik", "peringkat_terburuk", "nip", "nama", "jabatan_kini",
    "unit_kini", "skor", "skor_min", "skor_maks", "selisih_di_atas", "pemutus_seri", "hasil_syarat", "alasan",
    "kriteria_penentu",
)  # fmt: skip
METHOD = "metode"
OF_THE_VACANCY = "ketentuan"
"""What holds of the vacancy whoever is chosen: in forms that have rows and nothing else it is a column."""


@dataclass(frozen=True, slots=True)
class ShortlistReport:
    """Shortlists with what holds for all of them.

    `conditions` are requirements of the whole batch, such as a period in which nobody may be moved.
    `order` says how people with missing values are ordered, in words; `reweighed` are rules whose weight
    the agency has changed.
    """

    shortlists: tuple[Shortlist, ...]
    effective: datetime.date
    order: Message
    conditions: tuple[Reason, ...] = ()
    reweighed: tuple[Reweighed, ...] = ()


Row = dict[str, str | int | None]


def criterion_names(report: ShortlistReport) -> tuple[str, ...]:
    """The criteria of all lists, in the order of the policy."""
    names = (criterion.name for shortlist in report.shortlists for criterion in shortlist.criteria)
    return tuple(dict.fromkeys(names))


def fields_of(report: ShortlistReport) -> tuple[str, ...]:
    return FIELDS + tuple(f"nilai_{name}" for name in criterion_names(report))


def rows_of(report: ShortlistReport) -> Iterator[Row]:
    """One row a listed person, then one for each excluded person."""
    for shortlist in report.shortlists:
        yield from _rows_of_one(shortlist)


def _rows_of_one(shortlist: Shortlist) -> Iterator[Row]:
    for candidate in shortlist.candidates:
        yield _candidate_row(shortlist, candidate)
    for person in shortlist.excluded:
        yield _excluded_row(shortlist, person)


def _candidate_row(shortlist: Shortlist, candidate: Candidate) -> Row:
    def score(units: int) -> str:
        return decimal(hundredths(units, shortlist.full))

    row: Row = {
        "id_lowongan": shortlist.vacancy.id,
        "peringkat": candidate.place or None,
        "peringkat_terbaik": candidate.best_place or None,
        "peringkat_terburuk": candidate.worst_place or None,
        "nip": candidate.nip,
        "nama": candidate.name,
        "jabatan_kini": candidate.post,
        "unit_kini": candidate.unit,
        "skor": score(candidate.score),
        "skor_min": score(candidate.lowest),
        "skor_maks": score(candidate.highest),
        "selisih_di_atas": _above(shortlist, candidate),
        "pemutus_seri": candidate.decided_by.value if candidate.decided_by else None,
        "hasil_syarat": candidate.verdict.code,
        "alasan": reasons_text((*candidate.reasons, *candidate.unjudged), language("id").text),
        "kriteria_penentu": deciding_criteria(shortlist, candidate) or None,
    }
    for name, points in candidate.points.items():
        row[f"nilai_{name}"] = decimal(points.lowest) if points.known else None
    return row


def _above(shortlist: Shortlist, one: Candidate) -> str | None:
    return None if one.above is None else difference(one.score + one.above, one.score, shortlist.full)


def _excluded_row(shortlist: Shortlist, person: Excluded) -> Row:
    return {
        "id_lowongan": shortlist.vacancy.id,
        "nip": person.nip,
        "nama": person.name,
        "jabatan_kini": person.post,
        "unit_kini": person.unit,
        "hasil_syarat": Verdict.FAIL.code,
        "alasan": reasons_text((*person.reasons, *person.unjudged), language("id").text),
    }


# Machine formats --------------------------------------------------------------------------------------


def as_csv(report: ShortlistReport) -> str:
    return table_as_csv(_fields_of_rows(report), _whole_rows(report))


def as_json_lines(report: ShortlistReport) -> str:
    fields = _fields_of_rows(report)
    return table_as_json_lines({field: row.get(field) for field in fields} for row in _whole_rows(report))


def _fields_of_rows(report: ShortlistReport) -> tuple[str, ...]:
    return (*fields_of(report), METHOD, OF_THE_VACANCY)


def _whole_rows(report: ShortlistReport) -> Iterator[Row]:
    """The rows, each with what holds of its vacancy."""
    for shortlist in report.shortlists:
        held = {METHOD: shortlist.method.value, OF_THE_VACANCY: conditions_text(shortlist.conditions) or None}
        yield from ({**row, **held} for row in _rows_of_one(shortlist))


def as_json(report: ShortlistReport) -> str:
    """One object: per vacancy the weights, the counts and the rows."""
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "tmt_penempatan": report.effective.isoformat(),
        **reweighed_objects(report.reweighed),
        "ketentuan": [reason_object(reason) for reason in report.conditions],
        "lowongan": [shortlist_object(shortlist, report) for shortlist in report.shortlists],
    }
    return json_text(document, indent=1) + "\n"


def shortlist_object(shortlist: Shortlist, report: ShortlistReport) -> dict[str, object]:
    """One vacancy: its weights, counts and rows."""
    vacancy = shortlist.vacancy
    single = ShortlistReport((shortlist,), report.effective, report.order)
    fields = fields_of(single)
    return {
        "id_lowongan": vacancy.id,
        "id_jabatan": vacancy.post,
        "jabatan": vacancy.post_name,
        "unit": vacancy.unit_name,
        "jumlah": vacancy.seats,
        "bobot": {one.name: f"{one.weight}/{shortlist.total_weight}" for one in shortlist.criteria},
        "diminta": shortlist.asked,
        "diperingkat": None if _is_without_places(shortlist) else shortlist.ranked,
        "hasil_syarat": {verdict.code: shortlist.counts.get(verdict, 0) for verdict in Verdict},
        "tolak_menurut_syarat": dict(shortlist.failures),
        "ketentuan": [reason_object(reason) for reason in shortlist.conditions],
        "tidak_dapat_dinilai": [reason_object(reason) for reason in shortlist.unjudged],
        "seri_di_batas": shortlist.cut_tie,
        "seskor_di_luar": _cut_score_object(shortlist),
        "nilai_kosong": deciding_objects(shortlist),
        "dapat_masuk": contenders_object(shortlist),
        "catatan": [language("id").text(note) for note in shortlist.notes],
        "metode": shortlist.method.value,
        "metode_relatif": shortlist.method.is_relative,
        "skala": scale_objects(shortlist),
        "bobot_khusus": shortlist.own_weights or None,
        "terdekat": [_excluded_row(shortlist, person) for person in shortlist.nearest],
        "calon": [{field: row.get(field) for field in fields} for row in _rows_of_one(shortlist)],
        "rentang_nilai": _unknown_points(shortlist),
    }


def _is_without_places(shortlist: Shortlist) -> bool:
    """Whether points are shown of people who are not ranked."""
    return bool(shortlist.candidates) and not shortlist.candidates[0].place


def _unknown_points(shortlist: Shortlist) -> list[dict[str, object]]:
    """The least and the most points where a value is missing: of these `nilai_...` is blank."""
    return [
        {"nip": one.nip, "kriteria": name, "nilai_min": decimal(points.lowest), "nilai_maks": decimal(points.highest)}
        for one in shortlist.candidates
        for name, points in one.points.items()
        if not points.known
    ]


def _cut_score_object(shortlist: Shortlist) -> dict[str, object] | None:
    cut = shortlist.cut_score
    return None if cut is None else {"jumlah": cut.others, "pemutus_seri": cut.decided_by.value}


def reason_object(reason: Reason) -> dict[str, object]:
    return {
        "aturan": reason.rule,
        "hasil": reason.verdict.code,
        "pesan": language("id").text(reason.message),
        "dasar": list(reason.basis),
        "keyakinan": reason.confidence,
        "perlu_verifikasi": reason.verify,
    }


MACHINE: Mapping[str, Callable[[ShortlistReport], str]] = {
    "json": as_json,
    "jsonl": as_json_lines,
    "csv": as_csv,
}
