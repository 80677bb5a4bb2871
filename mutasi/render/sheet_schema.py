"""JSON Schema of a decision sheet, for editors."""

from __future__ import annotations

import json

from mutasi.model.decision_sheet import Scaling
from mutasi.model.policy import Method
from mutasi.read.decision_sheet import SHEET_KEYS
from mutasi.read.sheet_criteria import CRITERION_KEYS, DIRECTIONS, FACTORS
from mutasi.read.sheet_values import RESULT_KEYS

Schema = dict[str, object]

_NUMBER: Schema = {"type": ["string", "number"]}
_TEXT: Schema = {"type": ["string", "number", "null"]}
_NUMBERS: Schema = {"type": "array", "items": {"type": ["string", "number", "null"]}}


def sheet_schema() -> str:
    """JSON Schema draft-07. What belongs together is checked by `mutasi weights`, not here."""
    properties: dict[str, object] = {
        "judul": _TEXT,
        "kriteria": {"anyOf": [_names(), {"type": "object", "additionalProperties": {"anyOf": [_TEXT, _criterion()]}}]},
        "urutan": {"type": "array", "items": {"anyOf": [_NUMBER, _names()]}},
        "perbandingan": _rows(),
        "metode": {"enum": [*Method, None]},
        "normalisasi": {"enum": [*Scaling, None]},
        "inti": _NUMBER,
        "pendukung": _NUMBER,
        "tabel_gap": {"type": "object", "additionalProperties": _NUMBER},
        "alternatif": _names(),
        "nilai": _rows(),
        "hasil": _object({"skor": {"type": "object", "additionalProperties": _NUMBER}, "pemenang": _TEXT}, RESULT_KEYS),
    }
    document = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "lembar keputusan",
        **_object(properties, SHEET_KEYS),
        "required": ["kriteria"],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _object(properties: dict[str, object], keys: tuple[str, ...]) -> Schema:
    """In the order of the keys, each of which has a description; KeyError for one that has none."""
    made = {key: properties[key] for key in keys}
    return {"type": "object", "properties": made, "additionalProperties": False}


def _names() -> Schema:
    return {"type": "array", "items": _NUMBER}


def _rows() -> Schema:
    """A list of rows, or rows by the names of what they are about."""
    return {"anyOf": [{"type": "array", "items": _NUMBERS}, {"type": "object", "additionalProperties": _NUMBERS}]}


def _criterion() -> Schema:
    numbers = dict.fromkeys(("bobot", "ideal", "bawah", "atas"), _NUMBER)
    properties: dict[str, object] = {
        **numbers, "label": _TEXT, "jenis": _TEXT, "arah": {"enum": [*DIRECTIONS, None]},
        "faktor": {"enum": [*FACTORS, None]},
    }  # fmt: skip
    return _object(properties, CRITERION_KEYS)
