"""JSON Schema of `mutasi.yaml`, for editors: its keys, the kinds of criteria and the codes of rules."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from mutasi.eligibility.catalogue import requirement_settings
from mutasi.eligibility.checklist import ITEMS
from mutasi.fit.catalogue import criterion_settings
from mutasi.model import codes
from mutasi.model.dialect import DATE_FORMS, DECIMAL_SIGNS, ENCODINGS, SEPARATORS
from mutasi.model.policy import Factor, Method, MissingOrder, TieBreaker, Weight
from mutasi.model.table import DATE_PATTERN
from mutasi.model.tables import TABLE_NAMES
from mutasi.read.policy import LANGUAGES, TALENT_KEYS
from mutasi.read.policy_audit import AUDIT_KEYS
from mutasi.read.policy_checks import EXEMPTION_KEYS
from mutasi.read.policy_compare import MATCH_KEYS
from mutasi.read.policy_criteria import CRITERION_KEYS
from mutasi.read.policy_groups import GROUP_KEYS, OWN_KEYS
from mutasi.read.policy_plan import PLAN_KEYS
from mutasi.read.policy_plan_rules import FLOOR_KEYS, RULE_KEYS
from mutasi.rules.catalogue import RULES

Schema = dict[str, object]

_TEXT: Schema = {"type": ["string", "number", "null"]}
_DATE: Schema = {"type": ["string", "null"], "pattern": DATE_PATTERN}


_CODES: Schema = {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}]}


def policy_schema() -> str:
    """JSON Schema draft-07. Settings of criteria and rules are checked by `mutasi validate`, not here."""
    document = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "mutasi.yaml",
        **_object(
            {
                "bahasa": _one_of(LANGUAGES),
                "instansi": _object(_agency()),
                "tanggal_acuan": _DATE,
                "tmt_penempatan": _DATE,
                "data": _object({name: {"anyOf": [_TEXT, _object(_file())]} for name in TABLE_NAMES}),
                "metode": _one_of(Method),
                "nilai_kosong": _one_of(MissingOrder),
                "urutan_seri": {"type": "array", "items": _one_of(TieBreaker)},
                "kelompok": {"type": ["object", "null"], "additionalProperties": _group()},
                "kriteria": {"type": "object", "additionalProperties": _criterion()},
                "bobot_khusus": {"type": ["object", "null"], "additionalProperties": _own_weights()},
                "talenta": _object(dict.fromkeys(TALENT_KEYS, _TEXT)),
                "rencana": _object(_plan()),
                "audit": _object(dict.fromkeys(AUDIT_KEYS, _TEXT)),
                "perbandingan": _object(_compare()),
                "aturan": _object({code: _rule(code) for code in sorted(rule_codes())}),
                "pemeriksaan": _object(
                    {
                        "pilih": _CODES,
                        "abaikan": _CODES,
                        "abaikan_berkas": {"type": "object", "additionalProperties": _CODES},
                    }
                ),
                "pengecualian": {"type": "array", "items": _exemption()},
            }
        ),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _object(properties: Mapping[str, object]) -> Schema:
    return {"type": ["object", "null"], "properties": dict(properties), "additionalProperties": False}


def _one_of(values: Iterable[str]) -> Schema:
    return {"enum": [*map(str, values), None]}


def _agency() -> Schema:
    dates = ("tanggal_pelantikan_kdh", "akhir_masa_jabatan_kdh", "tanggal_penetapan_calon")
    return {
        **dict.fromkeys(("kode", "nama", "tempat", "nomor_persetujuan_mendagri"), _TEXT),
        **dict.fromkeys(("sifat", "tujuan", "tempat_tujuan", "keberatan", "batas_keberatan"), _TEXT),
        **dict.fromkeys(("kop", "tembusan"), _CODES),
        "status_kdh": _one_of(codes.STATUS_KDH),
        "mekanisme_jpt": _one_of(codes.MEKANISME),
        "tim_penilai": _CODES,
        **dict.fromkeys(dates, _DATE),
        "penandatangan": _object(dict.fromkeys(("jabatan", "nama", "pangkat", "nip"), _TEXT)),
    }


def _file() -> Schema:
    return {
        "berkas": _TEXT,
        "pengodean": _one_of(ENCODINGS),
        "pemisah": _one_of(SEPARATORS),
        "lembar": _TEXT,
        "desimal": _one_of(DECIMAL_SIGNS),
        "tanggal": _one_of(DATE_FORMS),
    }


def _criterion() -> Schema:
    kinds = sorted(criterion_settings())
    ideal: Schema = {"type": ["integer", "string", "null"], "minimum": 1, "maximum": codes.HIGHEST_LEVEL}
    keys: Schema = {"jenis": {"enum": kinds}, "faktor": _one_of(Factor), "ideal": ideal}
    return {"type": "object", "properties": {name: keys.get(name, _TEXT) for name in CRITERION_KEYS},
            "required": ["jenis", "bobot"]}  # fmt: skip


def _group() -> Schema:
    return {**_object(dict.fromkeys(GROUP_KEYS, _TEXT)), "required": ["bobot"]}


def _own_weights() -> Schema:
    keys: Schema = {"lowongan": _CODES, "jenjang": _list_of(codes.JENJANG),
                    "bobot": {"type": "object", "additionalProperties": _TEXT}}  # fmt: skip
    return {"type": "object", "properties": {name: keys[name] for name in OWN_KEYS}, "required": ["bobot"],
            "additionalProperties": False}  # fmt: skip


def _compare() -> Schema:
    matches = {"type": ["object", "null"], "additionalProperties": _TEXT}
    return {
        "derau": {"type": ["array", "null"], "items": {"type": "string"}},
        "ambang": _TEXT,
        "padanan": _object(dict.fromkeys(MATCH_KEYS, matches)),
    }


def _plan() -> Schema:
    numbers = {"type": ["object", "null"], "additionalProperties": _TEXT}
    texts = {"type": ["array", "null"], "items": {"type": "string"}}
    pairs = {"type": ["array", "null"], "items": {**texts, "minItems": 2, "maxItems": 2}}
    floor = {**_object(dict.fromkeys(FLOOR_KEYS, _TEXT)), "required": ["unit", "jumlah"]}
    rules = dict.fromkeys(RULE_KEYS, _TEXT) | {
        **dict.fromkeys(("pegawai_tetap", "jabatan_tetap", "wajib_pindah"), texts),
        "tempatkan": numbers,
        "tahun_di_jabatan": _object(dict.fromkeys(codes.JENJANG, _TEXT)),
        **dict.fromkeys(("bersama", "pisah"), pairs),
        "isi_minimal": {"type": ["array", "null"], "items": floor},
        "per_unit": {"anyOf": [_TEXT, numbers]},
        "perlu_persetujuan": {"type": ["array", "null"], "items": _one_of(codes.ARAH_PERPINDAHAN)},
    }
    return dict.fromkeys(PLAN_KEYS, _TEXT) | {
        "jenjang_terbuka": {"type": ["array", "null"], "items": _one_of(codes.JENJANG)},
        **dict.fromkeys(("prioritas", "bobot"), numbers),
        "batas": _object(rules),
    }


def _list_of(values: Iterable[str]) -> Schema:
    """A list of these, or a single one."""
    one = _one_of(values)
    return {"anyOf": [{"type": "array", "items": one}, one]}


def _exemption() -> Schema:
    texts = dict.fromkeys(("kode", "kunci", "kolom", "lowongan", "alasan"), _TEXT)
    keys = {name: texts.get(name, _one_of(TABLE_NAMES)) for name in EXEMPTION_KEYS} | {"sampai": _DATE}
    return {"type": "object", "properties": keys, "additionalProperties": False,
            "required": ["kode", "kunci", "alasan", "sampai"]}  # fmt: skip


def _rule(code: str) -> Schema:
    weights = (Weight.OFF,) if code in ITEMS else Weight
    return {"type": ["object", "string"], "properties": {"berat": _one_of(weights)}}


def rule_codes() -> set[str]:
    """The code of every rule, requirement and condition that `aturan` of the policy may name."""
    return {*requirement_settings(), *(rule.code for rule in RULES)}
