"""A plan as JSON, JSON lines, CSV and YAML. Columns and words are Indonesian, as those of every data file."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mutasi.message import Message
from mutasi.model.plan import (
    Chain,
    Changed,
    EmptyPost,
    Kept,
    Loss,
    Plan,
    PlanMethod,
    PlannedMove,
    Rival,
    Unfulfilled,
)
from mutasi.model.policy import PlanPolicy
from mutasi.model.reweighed import Reweighed
from mutasi.model.verdict import Reason
from mutasi.render.json_text import json_text
from mutasi.render.language import language
from mutasi.render.reweighed import reweighed_objects
from mutasi.render.shortlist_words import reasons_text
from mutasi.render.tables import as_csv as table_as_csv
from mutasi.render.tables import as_json_lines as table_as_json_lines
from mutasi.render.tables import decimal
from mutasi.version import VERSION

SCHEMA = "mutasi-plan-1"
FILE_SCHEMA = "mutasi-rencana-1"
FIELDS = (
    "urutan", "nip", "nama", "golongan", "dari_id_jabatan", "dari_jabatan", "dari_unit", "id_lowongan", "ke_id_jabatan",
    "ke_jabatan", "ke_unit", "jenis", "skor_lama", "skor_baru", "peringkat", "diperingkat", "rantai", "siklus",
    "minat", "terpaksa", "sebab_terpaksa", "rugi_tanpanya", "tmt", "alasan",
)  # fmt: skip
Row = dict[str, str | int | None]


@dataclass(frozen=True, slots=True)
class PlanReport:
    """A plan with what it was made by. `order` says how people with missing values are ordered."""

    plan: Plan
    policy: PlanPolicy
    effective: datetime.date
    order: Message
    conditions: tuple[Reason, ...] = ()
    reweighed: tuple[Reweighed, ...] = ()


def rows_of(report: PlanReport) -> Iterator[Row]:
    """One row a move, in the order of the chains."""
    number = 0
    for chain in report.plan.chains:
        for move in chain.moves:
            number += 1
            yield _row(number, move, is_cycle=chain.is_cycle)


def _row(number: int, move: PlannedMove, *, is_cycle: bool) -> Row:
    return {
        "urutan": number,
        "nip": move.nip,
        "nama": move.name,
        "golongan": move.rank,
        "dari_id_jabatan": move.post or None,
        "dari_jabatan": move.post_name or None,
        "dari_unit": move.unit_name or None,
        "id_lowongan": move.to.id if move.to.id != move.to.post else None,
        "ke_id_jabatan": move.to.post,
        "ke_jabatan": move.to.post_name,
        "ke_unit": move.to.unit_name,
        "jenis": move.kind,
        "skor_lama": None if move.own_points is None else decimal(move.own_points),
        "skor_baru": decimal(move.points),
        "peringkat": move.place,
        "diperingkat": move.ranked,
        "rantai": move.chain,
        "siklus": "ya" if is_cycle else "tidak",
        "minat": move.wish or None,
        "terpaksa": "ya" if move.against else "tidak",
        "sebab_terpaksa": move.against.value if move.against else None,
        "rugi_tanpanya": None if move.loss is None else loss_code(move.loss),
        "tmt": move.effective.isoformat(),
        "alasan": reasons_text((*move.reasons, *move.afterwards), language("id").text) or None,
    }


def loss_code(loss: Loss) -> str:
    """`2 kursi, 12.50`: priority of seats, and points where these are lost too."""
    seats = f"{loss.seats} kursi, " if loss.seats else ""
    return f"{'<= ' if loss.at_most else ''}{seats}{decimal(loss.points)}"


def as_csv(report: PlanReport) -> str:
    return table_as_csv(FIELDS, rows_of(report))


def as_json_lines(report: PlanReport) -> str:
    return table_as_json_lines(rows_of(report))


def as_json(report: PlanReport) -> str:
    """One object: the worth term by term, the moves with their rivals, what stays empty and who is left."""
    plan, worth, served = report.plan, report.plan.worth, report.plan.welfare
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "tmt_penempatan": report.effective.isoformat(),
        **reweighed_objects(report.reweighed),
        "metode": plan.method.value,
        "tujuan": {
            "kursi": worth.seats,
            "kenaikan_nilai": decimal(worth.gain),
            "perpindahan": worth.moves,
            "terpaksa": worth.forced,
            "biaya": decimal(worth.price),
            "biaya_pindah": decimal(report.policy.move_price),
            "biaya_terpaksa": decimal(report.policy.forced_price),
        },
        "terbukti_terbaik": plan.gap is None and plan.method is PlanMethod.OPTIMAL,
        "selisih_paling_banyak": None if plan.gap is None else loss_code(plan.gap),
        "seri_diputus": plan.settled,
        "harapan": None if plan.expected is None else loss_code(plan.expected),
        "manfaat": {
            "lebih_suka": served.better,
            "lebih_tidak_suka": served.worse,
            "tidak_diketahui": served.untold,
            "minat_pertama": served.first_wishes,
            "minat": served.wishes,
            "peminat": served.askers,
            "iri": served.envied,
            "mungkin_iri": served.perhaps,
            "kesesuaian_sebelum": decimal(served.fit_before.points),
            "pemangku_sebelum": served.fit_before.count,
            "kesesuaian_sesudah": decimal(served.fit_after.points),
            "pemangku_sesudah": served.fit_after.count,
        },
        "batas": [_kept(one) for one in plan.kept],
        "perpindahan": [
            {
                **row,
                "kata_orangnya": list(move.said) if move.against else [],
                "lebih_suka": move.better,
                "ditempatkan": move.placed,
                "mekanisme": move.to.mechanism or None,
                "skor_maks": decimal(move.most_points),
                "meragukan": move.doubtful,
                "jenis_minat": move.wished[0] or None,
                "sasaran_minat": move.wished[1] or None,
                "di_atasnya": [_rival(one) for one in move.above],
                "berikutnya": _rival(move.next_best) if move.next_best else None,
                "setara": [one.nip for one in move.equals],
            }
            for row, move in zip(rows_of(report), plan.moves, strict=True)
        ],
        "terbuka": [_opened(chain) for chain in plan.chains if chain.opens],
        "kosong": [_empty(one) for one in plan.empty],
        "harus_pindah": [{"nip": one.nip, "nama": one.name, "jabatan": one.post_name} for one in plan.stranded],
        "tidak_terpenuhi": [_unfulfilled(one) for one in plan.unfulfilled],
        **({} if plan.changed is None else {"berubah": [_changed(one) for one in plan.changed]}),
    }
    return json_text(document, indent=1) + "\n"


def _kept(one: Kept) -> dict[str, object]:
    keep = one.keep
    return {
        "batas": keep.keeps.value,
        "nama": list(keep.names),
        "angka": keep.number,
        "terpakai": one.used,
        "dilanggar": one.broken,
    }


def _opened(chain: Chain) -> dict[str, object]:
    return {
        "rantai": chain.number,
        "id_jabatan": chain.opens,
        "jabatan": chain.opens_name,
        "perlu_plt": chain.needs_acting,
        "memenuhi_syarat": chain.backfills,
        "terbaik": _rival(chain.backfill) if chain.backfill else None,
    }


def _empty(one: EmptyPost) -> dict[str, object]:
    return {
        "id_lowongan": one.vacancy.id if one.vacancy.id != one.vacancy.post else None,
        "id_jabatan": one.vacancy.post,
        "jabatan": one.vacancy.post_name,
        "kursi": one.seats,
        "sudah_kosong": one.was_empty,
        "perlu_plt": one.needs_acting,
        "memenuhi_syarat": one.eligible,
        "di_bawah_batas": one.too_low,
        "di_tempat_lain": one.elsewhere,
        "penggugur": dict(one.barring),
        "terbaik": _rival(one.best) if one.best else None,
    }


def _unfulfilled(one: Unfulfilled) -> dict[str, object]:
    return {
        "nip": one.nip,
        "nama": one.name,
        "minat": one.wish,
        "jenis_minat": one.wished[0],
        "sasaran": one.wished[1],
        "id_lowongan": one.vacancy.id if one.vacancy.id != one.vacancy.post else None,
        "id_jabatan": one.vacancy.post,
        "syarat": [reason.rule for reason in one.bars],
        "batas": one.rule.keeps.value if one.rule else None,
        "peringkat": one.place or None,
        "diperingkat": one.ranked,
        "skor": decimal(one.points) if one.place else None,
        "terpilih": one.winner or None,
        "skor_terpilih": decimal(one.winner_points) if one.winner else None,
        "pemangku": one.holder or None,
        "rugi_dengannya": None if one.loss is None else loss_code(one.loss),
        "mendapat": one.got or None,
    }


def _changed(one: Changed) -> dict[str, object]:
    return {"nip": one.nip, "nama": one.name, "dulu": one.before or None, "kini": one.after or None,
            "tidak_mungkin_lagi": one.gone, "menolak": one.refuses}  # fmt: skip


def _rival(one: Rival) -> dict[str, object]:
    return {
        "nip": one.nip,
        "nama": one.name,
        "peringkat": one.place,
        "skor": decimal(one.points),
        "ke": one.to or None,
        "lebih_suka_di_sini": one.envies,
        "rugi_dengannya": None if one.loss is None else loss_code(one.loss),
        "melanggar": None if one.breaks is None else one.breaks.keeps.value,
    }


_HEAD = """\
# Rencana perpindahan, ditulis oleh mutasi plan. Dibaca oleh mutasi plan --from dan mutasi propose
# --plan. Perpindahan yang batal dihapus seluruhnya: dari - nip sampai sebelum - nip berikutnya.
"""
_FILE_FIELDS = (
    "nip",
    "nama",
    "dari_id_jabatan",
    "id_lowongan",
    "ke_id_jabatan",
    "tmt",
    "rantai",
    "siklus",
    "minat",
    "terpaksa",
)


def as_yaml(report: PlanReport) -> str:
    """The moves as a file that people can shorten and other commands read."""
    lines = [f"skema: {FILE_SCHEMA}", f"tmt_penempatan: {json_text(report.effective.isoformat())}"]
    rows = [*rows_of(report)]
    lines.append("perpindahan:" if rows else "perpindahan: []")
    for row in rows:
        told = [f"{name}: {json_text(row[name])}" for name in _FILE_FIELDS if row[name] is not None]
        lines += [f"  - {told[0]}", *(f"    {line}" for line in told[1:])]
    return _HEAD + "".join(f"{line}\n" for line in lines)


MACHINE: Mapping[str, Callable[[PlanReport], str]] = MappingProxyType(
    {"json": as_json, "jsonl": as_json_lines, "csv": as_csv, "yaml": as_yaml}
)
