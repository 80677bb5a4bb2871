"""The proposal as CSV, JSON lines and JSON: the same bytes, columns and words in every language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from mutasi.model.shortlist import hundredths
from mutasi.model.verdict import Reason
from mutasi.proposal.document import Duty, OpenPost, Proposal, ProposedMove
from mutasi.render.json_text import json_text
from mutasi.render.language import language
from mutasi.render.proposal_words import post_name, sentence, why
from mutasi.render.reweighed import reweighed_objects
from mutasi.render.shortlist_data import OF_THE_VACANCY, ShortlistReport, reason_object, shortlist_object
from mutasi.render.shortlist_words import conditions_text
from mutasi.render.tables import as_csv as table_as_csv
from mutasi.render.tables import as_json_lines as table_as_json_lines
from mutasi.render.tables import decimal
from mutasi.version import VERSION

SCHEMA = "mutasi-usulan-1"
FIELDS = (
    "urutan", "nip", "nama", "golongan", "dari_jabatan", "dari_unit", "id_lowongan", "ke_jabatan", "ke_unit",
    "jenis", "peringkat", "skor", "skor_min", "skor_maks", "hasil_syarat", "alasan", "tmt_golongan", "dari_id_jabatan",
    "ke_id_jabatan", "tmt", "rantai", "siklus", "kalimat", "alasan_usulan", "pengecualian", OF_THE_VACANCY,
)  # fmt: skip
Row = dict[str, str | int | None]


def rows_of(proposal: Proposal) -> Iterator[Row]:
    """One row a move."""
    yield from (_row(move) for move in proposal.moves)


def _row(move: ProposedMove) -> Row:
    one, vacancy, pick, words = move.candidate, move.vacancy, move.pick, language("id")

    def score(units: int) -> str:
        return decimal(hundredths(units, move.ranking.full))

    return {
        "urutan": move.number,
        "nip": one.nip,
        "nama": one.name,
        "golongan": one.rank,
        "dari_jabatan": one.post,
        "dari_unit": one.unit,
        "id_lowongan": vacancy.id if move.by_vacancy else None,
        "ke_jabatan": post_name(vacancy),
        "ke_unit": vacancy.unit_name,
        "jenis": pick.kind,
        "peringkat": one.place or None,
        "skor": score(one.score),
        "skor_min": score(one.lowest),
        "skor_maks": score(one.highest),
        "hasil_syarat": one.verdict.code,
        "alasan": why(pick, words, words.text),
        OF_THE_VACANCY: conditions_text(pick.shortlist.conditions) or None,
        "tmt_golongan": move.rank_since.isoformat() if move.rank_since else None,
        "dari_id_jabatan": move.post or None,
        "ke_id_jabatan": vacancy.post,
        "tmt": move.effective.isoformat(),
        "rantai": move.chain or None,
        "siklus": "ya" if move.cycle else "tidak",
        "kalimat": sentence(move, words),
        "alasan_usulan": move.reason or None,
        "pengecualian": move.exception or None,
    }


def as_csv(proposal: Proposal) -> str:
    return table_as_csv(FIELDS, rows_of(proposal))


def as_json_lines(proposal: Proposal) -> str:
    return table_as_json_lines(rows_of(proposal))


def as_json(proposal: Proposal) -> str:
    """One object with everything that the document tells."""
    return json_text(proposal_object(proposal), indent=1) + "\n"


def proposal_object(proposal: Proposal) -> dict[str, object]:
    agency, totals = proposal.agency, proposal.totals
    report = ShortlistReport(proposal.shortlists, proposal.effective, proposal.order)
    return {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "asal": proposal.origin.value,
        "instansi": {"nama": agency.name, "tempat": agency.place, "tujuan": agency.addressee},
        "penandatangan": {
            "jabatan": agency.signatory.post,
            "nama": agency.signatory.name,
            "pangkat": agency.signatory.rank,
            "nip": agency.signatory.nip,
        },
        "tanggal_acuan": proposal.as_of.isoformat() if proposal.as_of else None,
        "tmt_penempatan": proposal.effective.isoformat(),
        "jumlah": {
            "kursi": totals.seats,
            "terisi": totals.filled,
            "kosong": totals.empty,
            "lowongan": totals.vacancies,
            "ditinggalkan": totals.left_open,
            "per_jenis": dict(sorted(totals.kinds.items())),
            "per_jenjang": dict(totals.levels),
            "bergantung": totals.uncertain,
            "pilihan_sendiri": totals.by_hand,
            "pengecualian": totals.exceptions,
        },
        "sebagian": list(proposal.scope) if proposal.scope else None,
        **reweighed_objects(proposal.reweighed),
        "ketentuan": [reason_object(reason) for reason in proposal.conditions],
        "perpindahan": [
            {**row, "syarat_dikecualikan": [_short(reason) for reason in move.overridden]}
            for row, move in zip(rows_of(proposal), proposal.moves, strict=True)
        ],
        "kosong": [
            {"id_lowongan": seat.vacancy.id, "jabatan": post_name(seat.vacancy), "unit": seat.vacancy.unit_name,
             "sebab": language("id").text(seat.reason)}
            for seat in proposal.empty
        ],
        "terbuka": [_open(post) for post in proposal.open_posts],
        "penugasan": [_duty(one) for one in proposal.duties],
        "kelengkapan": [
            {"aturan": item.rule, "pesan": language("id").text(item.message)} for item in proposal.checklist
        ],
        "tenggat": [
            {"tanggal": one.day.isoformat(), "pesan": language("id").text(one.message), "aturan": one.rule or None}
            for one in proposal.deadlines
        ],
        "daftar_pendek": [
            shortlist_object(replace(one, candidates=proposal.listed(one)), report) for one in proposal.shortlists
        ],
        "segel": language("id").text(proposal.seal),
        "opsi": list(proposal.options),
        "berkas": [
            {"berkas": file.path, "baris": file.rows, "sha256": file.sha256} for file in proposal.inputs
        ],
    }  # fmt: skip


def _short(reason: Reason) -> dict[str, object]:
    return {"aturan": reason.rule, "pesan": language("id").text(reason.message)}


def _duty(one: Duty) -> dict[str, object]:
    return {
        "nip": one.nip,
        "nama": one.name,
        "jenis": one.kind,
        "id_jabatan": one.post,
        "jabatan": one.post_name,
        "perpindahan": one.move or None,
        "diisi_oleh": list(one.filled_by),
    }


def _open(post: OpenPost) -> dict[str, object]:
    return {
        "id_jabatan": post.post,
        "jabatan": post.name,
        "unit": post.unit,
        "kursi": post.seats,
        "sejak": post.since.isoformat(),
        "ditinggalkan_oleh": list(post.left_by),
        "perlu_plt": post.needs_acting,
        "plt_kini": [f"{one.name} ({one.kind.capitalize()})" for one in post.acting],
    }


MACHINE: Mapping[str, Callable[[Proposal], str]] = MappingProxyType(
    {"csv": as_csv, "json": as_json, "jsonl": as_json_lines}
)
