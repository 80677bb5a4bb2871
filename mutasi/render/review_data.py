"""A review as JSON and CSV: the same in every language. What may not be shown is blank."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mutasi.model.review import Figures, Group, Measure, Part, Review, Span
from mutasi.model.reweighed import Reweighed
from mutasi.render.json_text import json_text
from mutasi.render.language import language
from mutasi.render.reweighed import reweighed_objects
from mutasi.render.tables import as_csv as table_as_csv
from mutasi.render.tables import decimal
from mutasi.version import VERSION

SCHEMA = "mutasi-tinjauan-1"
_FIGURES = (
    "pemangku", "skor_rerata_min", "skor_rerata_maks", "di_bawah_ambang_min", "di_bawah_ambang_maks", "kebutuhan",
    "kosong", "bulan_di_jabatan_median", "ip_asn_rerata_min", "ip_asn_rerata_maks", "dinilai", "baik_ke_atas",
    "disembunyikan",
)  # fmt: skip
FIELDS = ("bagian", "kode", "nama", "saat", *_FIGURES)
Row = dict[str, str | int | None]


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """A review with the names of the snapshots, and the rules whose weight the agency has changed."""

    review: Review
    old: str
    new: str
    reweighed: tuple[Reweighed, ...] = ()


def group_code(group: Group) -> str:
    return "pindah" if group.moved else "tetap"


def rows_of(report: ReviewReport) -> Iterator[Row]:
    """Two rows for the whole, for each unit and for each group: before and after."""
    made = report.review
    for part in (made.total, *made.units):
        yield from _sides("unit" if part is not made.total else "semua", part.key, part.name, part.before, part.after)
    for group in made.groups:
        yield from _sides("kelompok", group_code(group), "", group.before, group.after)


def _sides(kind: str, key: str, name: str, before: Figures | None, after: Figures | None) -> Iterator[Row]:
    for when, one in (("sebelum", before), ("sesudah", after)):
        if one is not None:
            yield {"bagian": kind, "kode": key or None, "nama": name or None, "saat": when, **_figures(one)}


def _figures(one: Figures) -> Row:
    def told(measure: Measure, value: str | int | None) -> str | int | None:
        return value if one.shows(measure) else None

    fit, ip_asn = _points(one.fit), _points(one.ip_asn)
    values: tuple[str | int | None, ...] = (
        one.holders,
        *(told(Measure.FIT, part) for part in fit),
        told(Measure.BELOW, one.below.low),
        told(Measure.BELOW, one.below.high),
        one.seats,
        one.empty,
        told(Measure.MONTHS, one.months),
        *(told(Measure.IP_ASN, part) for part in ip_asn),
        told(Measure.RATED, one.rated),
        told(Measure.RATED, one.good),
        "; ".join(measure.value for measure in Measure if not one.shows(measure)) or None,
    )
    return dict(zip(_FIGURES, values, strict=True))


def _points(span: Span | None) -> tuple[str | None, str | None]:
    return (None, None) if span is None else (decimal(span.low), decimal(span.high))


def as_csv(report: ReviewReport) -> str:
    return table_as_csv(FIELDS, rows_of(report))


def as_json(report: ReviewReport) -> str:
    made = report.review
    carried = made.carried
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "sebelum": {"sumber": report.old, "tanggal_acuan": made.old_day.isoformat()},
        "sesudah": {"sumber": report.new, "tanggal_acuan": made.new_day.isoformat()},
        "ambang": decimal(made.below),
        "kelompok_terkecil": made.smallest,
        **reweighed_objects(report.reweighed),
        "semua": _part(made.total),
        "per_unit": [_part(one) for one in made.units],
        "kelompok": [_group(one) for one in made.groups],
        **({} if carried is None else {"rencana": {"perpindahan": carried.moves, "terlaksana": carried.done}}),
        "catatan": [language("id").text(note) for note in made.notes],
    }
    return json_text(document, indent=1) + "\n"


def _part(one: Part) -> dict[str, object]:
    return {
        "id_unit": one.key or None,
        "unit": one.name or None,
        "sebelum": None if one.before is None else _figures(one.before),
        "sesudah": None if one.after is None else _figures(one.after),
    }


def _group(one: Group) -> dict[str, object]:
    change = one.change
    return {
        "kelompok": group_code(one),
        "pegawai": one.people,
        "terlalu_sedikit": one.too_few,
        "sebelum": None if one.before is None else _figures(one.before),
        "sesudah": None if one.after is None else _figures(one.after),
        "dibandingkan": one.known if change else None,
        "naik": one.rose if one.shows_rose else None,
        "naik_bagian_min": _part_of_one(one.rose_low) if one.shows_rose else None,
        "naik_bagian_maks": _part_of_one(one.rose_high) if one.shows_rose else None,
        "perubahan_median": decimal(change.median) if change else None,
        "perubahan_median_min": decimal(change.low) if change and change.low is not None else None,
        "perubahan_median_maks": decimal(change.high) if change and change.high is not None else None,
    }


def _part_of_one(millionths: int) -> str:
    """Millionths as a decimal of three places, rounded half up: 813938 is 0.814."""
    thousandths = (millionths + 500) // 1000
    return f"{thousandths // 1000}.{thousandths % 1000:03d}"


MACHINE: Mapping[str, Callable[[ReviewReport], str]] = MappingProxyType({"json": as_json, "csv": as_csv})
