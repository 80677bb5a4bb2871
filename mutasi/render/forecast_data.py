"""A forecast as JSON, JSON lines and CSV: the same in every language."""

from __future__ import annotations

from mutasi.message import Message
from mutasi.model.forecast import Event, EventKind, Forecast, Line
from mutasi.render.json_text import json_text
from mutasi.render.language import Language, language
from mutasi.render.reweighed import reweighed_objects
from mutasi.render.tables import as_csv as table_as_csv
from mutasi.render.tables import as_json_lines as table_as_json_lines
from mutasi.version import VERSION

SCHEMA = "mutasi-forecast-1"
FIELDS = (
    "tanggal", "peristiwa", "nip", "nama", "id_jabatan", "jabatan", "id_unit", "unit", "jenjang", "eselon",
    "keterangan", "calon_memenuhi", "calon_tidak_diketahui",
)  # fmt: skip

Row = dict[str, str | int | None]


def row_of(event: Event) -> Row:
    place, followed = event.place, event.successors
    return {
        "tanggal": event.day.isoformat(),
        "peristiwa": event.kind.value,
        "nip": event.nip or None,
        "nama": event.name or None,
        "id_jabatan": place.post or None,
        "jabatan": place.post_name or None,
        "id_unit": place.unit or None,
        "unit": place.unit_name or None,
        "jenjang": place.level or None,
        "eselon": place.echelon or None,
        "keterangan": remark(event, language("id")),
        "calon_memenuhi": followed.eligible if followed else None,
        "calon_tidak_diketahui": followed.unknown if followed else None,
    }


def remark(event: Event, words: Language) -> str:
    """What the event is, and of a post who may follow."""
    detail = words.text(event.detail)
    return f"{detail}; {successors_text(event, words)}" if event.kind is EventKind.EMPTY_POST else detail


def successors_text(event: Event, words: Language) -> str:
    """How many may follow; the words `tanpa calon` where surely nobody may."""
    followed = event.successors
    if followed is None:
        return words.text(Message("successors not judged: jenjang is missing"))
    if not followed.eligible and not followed.unknown:
        return words.text(Message("no successor"))
    if not followed.eligible:
        return words.text(Message("no certain successor, {unknown} unknown", unknown=followed.unknown))
    counted = [Message("{eligible} eligible", eligible=followed.eligible)]
    if followed.promoted:
        counted.append(Message("{promoted} by promotion", promoted=followed.promoted))
    if followed.unknown:
        counted.append(Message("{unknown} unknown", unknown=followed.unknown))
    return ", ".join(words.text(part) for part in counted)


def as_csv(forecast: Forecast) -> str:
    return table_as_csv(FIELDS, map(row_of, forecast.events))


def as_json_lines(forecast: Forecast) -> str:
    return table_as_json_lines(map(row_of, forecast.events))


def as_json(forecast: Forecast) -> str:
    """One object: the period, the sums, what could not be told, and every event."""
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "tanggal_acuan": forecast.period.after.isoformat(),
        "sampai": forecast.period.until.isoformat(),
        "diminta": {
            "peristiwa": [kind.value for kind in forecast.kinds],
            "unit": list(forecast.scope.units),
            "jenjang": list(forecast.scope.levels),
        },
        "ringkasan": _line(forecast.total, forecast),
        "per_unit": [
            {"id_unit": one.key or None, "unit": one.name or None, **_line(one, forecast)} for one in forecast.by_unit
        ],
        "per_jenjang": [{"jenjang": one.key or None, **_line(one, forecast)} for one in forecast.by_level],
        **reweighed_objects(forecast.reweighed),
        "catatan": [language("id").text(note) for note in forecast.notes],
        "peristiwa": [row_of(event) for event in forecast.events],
    }
    return json_text(document, indent=1) + "\n"


def _line(line: Line, forecast: Forecast) -> dict[str, int]:
    """The counts of the kinds that were asked for."""
    empty = {
        "formasi_kosong_kini": line.empty_now,
        "formasi_kosong_akhir": line.empty_then,
        "jabatan_tanpa_calon": line.without,
        "jabatan_tanpa_calon_pasti": line.uncertain,
    }
    return {
        "pegawai": line.people,
        "formasi": line.seats,
        **{kind.value: line.counts[kind] for kind in forecast.kinds if kind is not EventKind.EMPTY_POST},
        **(empty if EventKind.EMPTY_POST in forecast.kinds else {}),
    }
