"""JSON Schemas of the moves that `mutasi propose --moves` reads, and of the proposal in JSON that it writes."""

from __future__ import annotations

import json
from collections.abc import Mapping

from mutasi.model.table import DATE_PATTERN, NIP_PATTERN
from mutasi.proposal.document import Origin
from mutasi.read.move_list import MOVES
from mutasi.read.moves_file import EXCEPTED, KEYS
from mutasi.render.proposal_data import FIELDS, SCHEMA

Schema = dict[str, object]

_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"type": ["string", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_NIP: Schema = {"type": "string", "pattern": NIP_PATTERN}
_DAY: Schema = {"type": "string", "pattern": DATE_PATTERN}
_COUNTS: Schema = {"type": "object", "additionalProperties": _COUNT}
_NUMBERS = ("urutan", "peringkat", "rantai")
_MAY_BE_BLANK = (
    "id_lowongan", "peringkat", "ketentuan", "tmt_golongan", "dari_id_jabatan", "rantai", "alasan_usulan",
    "pengecualian",
)  # fmt: skip


def moves_schema() -> str:
    """Of usulan.yaml: a list of moves, or that list under its name."""
    described: dict[str, object] = {
        "nip": {**_NIP, "description": "who moves, 18 digits in quotes"},
        "id_lowongan": {"type": ["string", "number"], "description": "the vacancy; else ke_jabatan"},
        "ke_jabatan": {"type": ["string", "number"], "description": "id_jabatan of the post; else id_lowongan"},
        "alasan": {**_MAYBE, "description": "why this person, for the sentence of I-MUT"},
        "pengecualian": {**_MAYBE, "description": "the written exception, where a requirement is not met"},
        EXCEPTED: {"type": ["string", "array"], "items": _TEXT,
                   "description": "codes of the requirements from which pengecualian excepts"},
        "tmt": {"type": ["string", "null"], "pattern": DATE_PATTERN,
                "description": "the TMT of the proposal (tmt_penempatan, --tmt); another one is refused"},
    }  # fmt: skip
    move = {
        **_object({key: described[key] for key in KEYS}, required=("nip",)),
        "anyOf": [{"required": ["id_lowongan"]}, {"required": ["ke_jabatan"]}],
    }
    moves = {"type": "array", "items": {"$ref": "#/definitions/perpindahan"}}
    document = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "usulan",
        "description": "Moves chosen by hand, for mutasi propose --moves.",
        "oneOf": [moves, _object({MOVES: moves})],
        "definitions": {"perpindahan": move},
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def proposal_schema() -> str:
    """Of what mutasi propose writes with -f json."""
    properties: dict[str, object] = {
        "schema": {"const": SCHEMA},
        "tool": _object({"name": _TEXT, "version": _TEXT}),
        "asal": {"enum": [one.value for one in Origin]},
        "instansi": _object(dict.fromkeys(("nama", "tempat", "tujuan"), _TEXT)),
        "penandatangan": _object(dict.fromkeys(("jabatan", "nama", "pangkat", "nip"), _TEXT)),
        "tanggal_acuan": {"anyOf": [_DAY, {"type": "null"}]},
        "tmt_penempatan": _DAY,
        "jumlah": _object(
            {
                **dict.fromkeys(("kursi", "terisi", "kosong", "lowongan", "ditinggalkan"), _COUNT),
                **dict.fromkeys(("per_jenis", "per_jenjang"), _COUNTS),
                **dict.fromkeys(("bergantung", "pilihan_sendiri", "pengecualian"), _COUNT),
            }
        ),
        "sebagian": {"anyOf": [{"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2}, {"type": "null"}]},
        "dimatikan": _objects({"aturan": _TEXT, "judul": _TEXT}),
        "berat_diubah": _objects({"aturan": _TEXT, "judul": _TEXT, "berat": _TEXT}),
        "ketentuan": {"type": "array", "items": {"type": "object"}},
        "perpindahan": _objects({**_row(), "syarat_dikecualikan": _objects({"aturan": _TEXT, "pesan": _TEXT})}),
        "kosong": _objects(dict.fromkeys(("id_lowongan", "jabatan", "unit", "sebab"), _TEXT)),
        "terbuka": _objects(
            {
                **dict.fromkeys(("id_jabatan", "jabatan", "unit"), _TEXT),
                "kursi": _COUNT,
                "sejak": _DAY,
                "ditinggalkan_oleh": {"type": "array", "items": _COUNT},
                "perlu_plt": {"type": "boolean"},
                "plt_kini": {"type": "array", "items": _TEXT},
            }
        ),
        "penugasan": _objects(
            {
                **dict.fromkeys(("nip", "nama", "jenis", "id_jabatan", "jabatan"), _TEXT),
                "perpindahan": {"type": ["integer", "null"], "minimum": 1},
                "diisi_oleh": {"type": "array", "items": _COUNT},
            }
        ),
        "kelengkapan": _objects({"aturan": _TEXT, "pesan": _TEXT}),
        "tenggat": _objects({"tanggal": _DAY, "pesan": _TEXT, "aturan": _MAYBE}),
        "daftar_pendek": {"type": "array", "items": {"type": "object", "required": ["id_lowongan", "calon"]}},
        "segel": _TEXT,
        "opsi": {"type": "array", "items": _TEXT},
        "berkas": _objects(
            {"berkas": _TEXT, "baris": _COUNT, "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}
        ),
    }
    document = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "hasil usulan",
        "description": "The proposal as mutasi propose -f json writes it.",
        **_object(properties),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _row() -> dict[str, Schema]:
    return {field: _field(field) for field in FIELDS}


def _field(name: str) -> Schema:
    kind = "integer" if name in _NUMBERS else "string"
    return {"type": [kind, "null"]} if name in _MAY_BE_BLANK else {"type": kind}


def _object(properties: Mapping[str, object], required: tuple[str, ...] | None = None) -> Schema:
    named = list(properties) if required is None else list(required)
    return {"type": "object", "properties": properties, "required": named, "additionalProperties": False}


def _objects(properties: Mapping[str, object]) -> Schema:
    return {"type": "array", "items": _object(properties)}
