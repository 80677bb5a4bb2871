"""A plan as JSON, JSON lines and CSV. Columns and words are Indonesian, as those of every data file."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mutasi.message import Message
from mutasi.model.plan import Loss, Plan, PlannedMove, Rival
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
FIELDS = (
    "urutan", "nip", "nama", "golongan", "dari_id_jabatan", "dari_jabatan", "dari_unit", "id_lowongan", "ke_id_jabatan",
    "ke_jabatan", "ke_unit", "jenis", "skor_lama", "skor_baru", "peringkat", "diperingkat", "rantai", "siklus",
    "minat", "terpaksa", "rugi_tanpanya", "alasan",
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
        "terpaksa": "ya" if move.forced else "tidak",
        "rugi_tanpanya": None if move.loss is None else loss_code(move.loss),
        "alasan": reasons_text(move.reasons, language("id").text) or None,
    }


def loss_code(loss: Loss) -> str:
    """`2 kursi, 12.50`: priority of seats, and points where these are lost too."""
    seats = f"{loss.seats} kursi, " if loss.seats else ""
    return f"{seats}{decimal(loss.points)}"


def as_csv(report: PlanReport) -> str:
    return table_as_csv(FIELDS, rows_of(report))


def as_json_lines(report: PlanReport) -> str:
    return table_as_json_lines(rows_of(report))


def as_json(report: PlanReport) -> str:
    """One object: the worth term by term, the moves with their rivals, and what stays empty."""
    plan, worth = report.plan, report.plan.worth
    moves = [move for chain in plan.chains for move in chain.moves]
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "tmt_penempatan": report.effective.isoformat(),
        **reweighed_objects(report.reweighed),
        "tujuan": {
            "kursi": worth.seats,
            "kenaikan_nilai": decimal(worth.gain),
            "perpindahan": worth.moves,
            "terpaksa": worth.forced,
            "biaya": decimal(worth.price),
            "biaya_pindah": decimal(report.policy.move_price),
            "biaya_terpaksa": decimal(report.policy.forced_price),
        },
        "perpindahan": [
            {
                **row,
                "di_atasnya": [_rival(one) for one in move.above],
                "berikutnya": _rival(move.next_best) if move.next_best else None,
                "setara": [one.nip for one in move.equals],
            }
            for row, move in zip(rows_of(report), moves, strict=True)
        ],
        "terbuka": [
            {"rantai": chain.number, "id_jabatan": chain.opens, "jabatan": chain.opens_name}
            for chain in plan.chains
            if chain.opens
        ],
        "kosong": [
            {
                "id_lowongan": one.vacancy.id if one.vacancy.id != one.vacancy.post else None,
                "id_jabatan": one.vacancy.post,
                "jabatan": one.vacancy.post_name,
                "kursi": one.seats,
                "sudah_kosong": one.was_empty,
                "memenuhi_syarat": one.eligible,
                "di_tempat_lain": one.elsewhere,
                "terbaik": _rival(one.best) if one.best else None,
            }
            for one in plan.empty
        ],
    }
    return json_text(document, indent=1) + "\n"


def _rival(one: Rival) -> dict[str, object]:
    return {
        "nip": one.nip,
        "nama": one.name,
        "peringkat": one.place,
        "skor": decimal(one.points),
        "ke": one.to or None,
        "rugi_dengannya": None if one.loss is None else loss_code(one.loss),
    }


MACHINE: Mapping[str, Callable[[PlanReport], str]] = {"json": as_json, "jsonl": as_json_lines, "csv": as_csv}
