"""Stability of rankings as JSON, JSON lines and CSV: the same in every language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from mutasi.model.stability import Change, Exchange, Removal, Stability, Standpoint
from mutasi.render.json_text import json_text
from mutasi.render.reweighed import reweighed_objects
from mutasi.render.stability_words import StabilityReport, error_tenths
from mutasi.render.tables import as_csv as table_as_csv
from mutasi.render.tables import as_json_lines as table_as_json_lines
from mutasi.render.tables import decimal
from mutasi.version import VERSION

SCHEMA = "mutasi-stability-1"
FIELDS = (
    "id_lowongan", "peringkat", "nip", "nama", "persen_pertama", "persen_teratas", "teratas", "bobot_dalam_persen",
    "sampel", "benih", "metode",
)  # fmt: skip
ALL = "semua"
"""What `bobot_dalam_persen` says where all weightings are admitted."""

Row = dict[str, str | int | None]


def rows_of(report: StabilityReport) -> Iterator[Row]:
    """One row a person: those listed, then those who come within the first by some weights."""
    for part in report.parts:
        for one in (*part.listed, *part.others):
            yield {
                "id_lowongan": part.vacancy.id,
                **_person(part, one),
                "teratas": part.asked,
                "bobot_dalam_persen": _within(part),
                "sampel": part.sampling.samples,
                "benih": part.sampling.seed,
                "metode": part.method.value,
            }


def _person(part: Stability, one: Standpoint) -> Row:
    def share(count: int) -> str | None:
        samples = part.sampling.samples
        return decimal((20_000 * count + samples) // (2 * samples))

    return {
        "peringkat": one.place,
        "nip": one.nip,
        "nama": one.name,
        "persen_pertama": share(one.first),
        "persen_teratas": share(one.within),
    }


def _within(part: Stability) -> str:
    within = part.sampling.within
    return ALL if within is None else _percent(within)


def _percent(share: Fraction) -> str:
    """A share in percent with two decimals, rounded half up."""
    return decimal((20_000 * share.numerator + share.denominator) // (2 * share.denominator))


def as_csv(report: StabilityReport) -> str:
    return table_as_csv(FIELDS, rows_of(report))


def as_json_lines(report: StabilityReport) -> str:
    return table_as_json_lines(rows_of(report))


def as_json(report: StabilityReport) -> str:
    """One object: for each vacancy the people, what exchanges first and second, and what a removal changes."""
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "tmt_penempatan": report.effective.isoformat(),
        **reweighed_objects(report.reweighed),
        "lowongan": [_part(part) for part in report.parts],
    }
    return json_text(document, indent=1) + "\n"


def _part(part: Stability) -> dict[str, object]:
    weights = sum(one.weight for one in part.criteria)
    tried = {
        "bobot_dalam_persen": _within(part),
        "sampel": part.sampling.samples,
        "benih": part.sampling.seed,
        "galat_poin": decimal(10 * error_tenths(part.sampling.samples)),
    }
    return {
        "id_lowongan": part.vacancy.id,
        "id_jabatan": part.vacancy.post,
        "jabatan": part.vacancy.post_name,
        "unit": part.vacancy.unit_name,
        "metode": part.method.value,
        "metode_relatif": part.method.is_relative,
        "bobot": {one.name: f"{one.weight}/{weights}" for one in part.criteria},
        "diperingkat": part.ranked,
        "teratas": part.asked,
        "percobaan": tried,
        "terdaftar": [_person(part, one) for one in part.listed],
        "lainnya": [_person(part, one) for one in part.others],
        "lainnya_tak_disebut": {"jumlah": part.more, "kali_pertama": part.more_first},
        "tukar": _exchange(part, part.exchange) if part.exchange else None,
        "tanpa_seseorang": _removal(part.removal),
    }


def _exchange(part: Stability, found: Exchange) -> dict[str, object]:
    names = [one.name for one in part.criteria]
    return {
        "pertama": found.first.nip,
        "kedua": found.second.nip,
        "mungkin": found.is_possible,
        "satu_bobot": {"kriteria": names[found.criterion], **_change(names, found.single)} if found.single else None,
        "pergeseran_terkecil": (
            {"persen_dipindah": _percent(found.shift.moved), **_change(names, found.shift)} if found.shift else None
        ),
    }


def _change(names: list[str], change: Change) -> dict[str, object]:
    shares = zip(names, change.before, change.after, strict=True)
    return {
        "bobot_persen": {name: {"kini": _percent(old), "menjadi": _percent(new)} for name, old, new in shares},
        "lalu_pertama": change.then_first.nip,
    }


def _removal(removal: Removal) -> dict[str, object]:
    return {
        "dicoba": removal.tried,
        "mengubah_urutan": [
            {
                "nip": one.nip,
                "peringkat": one.place,
                "yang_lain": [{"nama": name, "sebelum": old, "sesudah": new} for name, old, new in one.others],
            }
            for one in removal.reversals
        ],
    }


MACHINE: Mapping[str, Callable[[StabilityReport], str]] = {"json": as_json, "jsonl": as_json_lines, "csv": as_csv}
