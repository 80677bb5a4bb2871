"""An audit of fairness as JSON, JSON lines and CSV: the same in every language, and nobody named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mutasi.model.fairness import (
    BEFORE,
    FEWEST_SHOWN,
    FOUR_FIFTHS,
    MILLION,
    Compared,
    FairnessAudit,
    Step,
    TraitAudit,
)
from mutasi.model.reweighed import Reweighed
from mutasi.render.audit_words import DENOMINATORS, cautions, down, notes, up
from mutasi.render.json_text import json_text
from mutasi.render.language import language
from mutasi.render.reweighed import reweighed_objects
from mutasi.render.tables import as_csv as table_as_csv
from mutasi.render.tables import as_json_lines as table_as_json_lines
from mutasi.render.tables import decimal
from mutasi.version import VERSION

SCHEMA = "mutasi-audit-1"
FIELDS = (
    "ciri", "kelompok", "nama_kelompok", "langkah", "dari", "jumlah", "jumlah_dari", "persen", "persen_bawah",
    "persen_atas", "persen_semua", "acuan", "rasio", "rasio_bawah", "rasio_atas", "p", "p_terkoreksi", "simpulan",
    "rasio_setara", "p_setara", "kesenjangan_setara", "langkah_pertama",
)  # fmt: skip
Row = dict[str, str | int | None]


@dataclass(frozen=True, slots=True)
class AuditReport:
    """An audit, and the rules of eligibility whose weight the agency has changed."""

    audit: FairnessAudit
    reweighed: tuple[Reweighed, ...] = ()


def rows_of(report: AuditReport) -> Iterator[Row]:
    """A row a group and step, trait after trait. What would tell of single people is blank."""
    for trait in report.audit.traits:
        for part in trait.measured:
            yield from (_row(trait, part.step, one) for one in part.groups)


def _row(trait: TraitAudit, step: Step, one: Compared) -> Row:
    group, gaps = trait.group(one.group), trait.gaps(one.group)
    first = bool(gaps) and gaps[0][0] is step
    return {
        "ciri": trait.trait.code,
        "kelompok": one.group or None,
        "nama_kelompok": group.name or None,
        "langkah": step.value,
        "dari": BEFORE[step].value,
        "jumlah": group.shown(step),
        "jumlah_dari": group.shown(BEFORE[step]),
        **(_rates(trait, step, one) if trait.shows_rate(one.group, step) and one.of else {}),
        "persen_semua": _of_all(trait, step, one),
        "acuan": one.best or None,
        **(_ratios(one) if trait.shows_ratio(one, step) else {}),
        "simpulan": one.says.value,
        "kesenjangan_setara": _at_equal(one),
        "langkah_pertama": "ya" if first else "tidak",
    }


def _at_equal(one: Compared) -> str | None:
    """`terbalik` where it is the group of the best rate that comes less far among people of like posts."""
    if one.equal is None:
        return None
    return "ya" if one.equal.is_gap else "terbalik" if one.equal.turns else "tidak"


def _rates(trait: TraitAudit, step: Step, one: Compared) -> Row:
    return {
        "persen": decimal((20_000 * one.reached + one.of) // (2 * one.of)),
        "persen_bawah": decimal(one.low * 10_000 // MILLION),
        "persen_atas": decimal(-(-one.high * 10_000 // MILLION)),
    }


def _of_all(trait: TraitAudit, step: Step, one: Compared) -> str | None:
    """The part of all who were considered."""
    group = trait.group(one.group)
    reached, everybody = group.shown(step), group.shown(Step.CONSIDERED)
    if reached is None or not everybody:
        return None
    return decimal((20_000 * reached + everybody) // (2 * everybody))


def _ratios(one: Compared) -> Row:
    if one.ratio is None or one.ratio_low is None or one.single is None or one.chance is None:
        return {}
    return {
        "rasio": decimal(down(one.ratio)),
        "rasio_bawah": decimal(down(one.ratio_low)),
        "rasio_atas": None if one.ratio_high is None else decimal(up(one.ratio_high)),
        "p": _millionths(one.single),
        "p_terkoreksi": _millionths(one.chance),
        "rasio_setara": None if one.equal is None or one.equal.ratio is None else decimal(down(one.equal.ratio)),
        "p_setara": None if one.equal is None else _millionths(one.equal.chance),
    }


def _millionths(chance: int) -> str:
    return f"{chance // MILLION}.{chance % MILLION:06d}"


def as_csv(report: AuditReport) -> str:
    return table_as_csv(FIELDS, rows_of(report))


def as_json_lines(report: AuditReport) -> str:
    return table_as_json_lines({name: row.get(name) for name in FIELDS} for row in rows_of(report))


def as_json(report: AuditReport) -> str:
    """One object: the steps with their denominators, each trait with counts and comparisons, and where gaps arise."""
    audit, words = report.audit, language("id")
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "jenis": "rencana" if audit.is_plan else "daftar_pendek",
        "tmt_penempatan": audit.effective.isoformat(),
        **reweighed_objects(report.reweighed),
        "jenjang": list(audit.levels),
        "jumlah_jabatan": audit.posts,
        "batas": {
            "rasio": decimal(int(FOUR_FIFTHS * 100)),
            "kelompok_terkecil": audit.smallest,
            "jumlah_terkecil": FEWEST_SHOWN,
        },
        "langkah": [
            {"langkah": step.value, "dari": BEFORE[step].value if step in BEFORE else None,
             "jumlah": audit.shown_total(step), "keterangan": words.text(DENOMINATORS[step])}
            for step in audit.totals
        ],
        "kesenjangan": [
            {"ciri": trait.trait.code, "kelompok": group.code, "langkah": [step.value for step, _ in gaps]}
            for trait in audit.traits for group in trait.groups if (gaps := trait.gaps(group.code))
        ],
        "ciri": [_trait(report, trait) for trait in audit.traits],
        "tidak_diaudit": [{"ciri": trait.code, "alasan": words.text(why)} for trait, why in audit.lacking],
        "peringatan": [words.text(message) for message in cautions(audit)],
        "catatan": [words.text(message) for message in notes(audit)],
    }  # fmt: skip
    return json_text(document, indent=1) + "\n"


def _trait(report: AuditReport, trait: TraitAudit) -> dict[str, object]:
    return {
        "ciri": trait.trait.code,
        "perbandingan": trait.comparisons,
        "kelompok": [
            {"kelompok": group.code or None, "nama": group.name or None,
             "jumlah": {step.value: group.shown(step) for step in group.counts}}
            for group in trait.groups
        ],
        "langkah": [
            {name: row.get(name) for name in FIELDS[1:]}
            for part in trait.measured for row in (_row(trait, part.step, one) for one in part.groups)
        ],
    }  # fmt: skip


MACHINE: Mapping[str, Callable[[AuditReport], str]] = {"json": as_json, "jsonl": as_json_lines, "csv": as_csv}
