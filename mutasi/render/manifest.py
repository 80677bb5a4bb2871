"""The manifest of a proposal as its file, and as a schema."""

from __future__ import annotations

import datetime
import hashlib
import json

from mutasi.model.manifest import Manifest, Recipe
from mutasi.model.table import DATE_PATTERN
from mutasi.read.manifest import SCHEMA, TAIL_BYTES
from mutasi.render.json_text import json_text

Schema = dict[str, object]


def manifest_bytes(manifest: Manifest) -> bytes:
    """The file. Its last line is the hash of all before it, so that every byte of it is covered."""
    data = json_text(_object(manifest), indent=1).removesuffix("\n}").encode()
    tail = f',\n "sha256": "{hashlib.sha256(data).hexdigest()}"\n}}\n'.encode()
    assert len(tail) == TAIL_BYTES
    return data + tail


def _object(made: Manifest) -> dict[str, object]:
    program, git, mask, seal = made.program, made.git, made.mask, made.seal
    return {
        "schema": SCHEMA,
        "alat": {"nama": "mutasi", "versi": program.version, "sha256": program.sha256, "python": program.python,
                 "pustaka": dict(program.libraries)},
        "permintaan": _recipe(made.recipe),
        "tanggal_acuan": _day(made.as_of),
        "tmt_penempatan": made.effective.isoformat(),
        "masukan": [{"peran": one.role, "berkas": one.path, "baris": one.rows, "sha256": one.sha256}
                    for one in made.used],
        "segel": {"keterangan": seal.told, "segel": seal.sealed or None, "kini": seal.now or None},
        "jumlah": dict(made.counts),
        "git": {
            "program": not made.git_missing,
            "ada": git is not None,
            "commit": git.commit or None if git else None,
            "bersih": git.clean if git else None,
            "masukan_berbeda": list(git.differing) if git else [],
        },
        "samaran": None if mask is None else {
            "jenis": mask.mask, "tanda_kunci": mask.key, "kunci_sekali": mask.fresh,
            "sidik_masukan": "hmac-sha256", "orang": mask.people, "sendirian": mask.alone, "kelompok_kecil": mask.few,
        },
        "dapat_diulang": made.repeatable,
        "berkas": [{"berkas": one.path, "ukuran": one.size, "sha256": one.sha256} for one in made.files],
    }  # fmt: skip


def _recipe(recipe: Recipe) -> dict[str, object]:
    return {
        "folder": recipe.folder,
        "lowongan": list(recipe.vacancies),
        "pilihan": list(recipe.picks),
        "rencana": recipe.plan,
        "usulan": recipe.moves,
        "jumlah": recipe.number,
        "tmt": _day(recipe.tmt),
        "templat": recipe.template,
        "ubahan": list(recipe.changes),
        "tanpa_kebijakan": recipe.isolated,
        "tanggal_acuan": _day(recipe.as_of),
        "kebijakan": recipe.config,
        "bahasa": recipe.language,
    }


def _day(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"type": ["string", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_YES_NO: Schema = {"type": "boolean"}
_DAY: Schema = {"type": "string", "pattern": DATE_PATTERN}
_MAYBE_DAY: Schema = {"anyOf": [_DAY, {"type": "null"}]}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_HASH: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_ROLES = ("data", "kebijakan", "rencana", "usulan", "templat", "segel")


def manifest_schema() -> str:
    """Of manifest.json beside a proposal."""
    properties: dict[str, object] = {
        "schema": {"const": SCHEMA},
        "alat": _closed({"nama": {"const": "mutasi"}, "versi": _TEXT, "sha256": _HASH, "python": _TEXT,
                         "pustaka": {"type": "object", "additionalProperties": _TEXT}}),
        "permintaan": _closed({
            "folder": _TEXT, "lowongan": _TEXTS, "pilihan": _TEXTS, "rencana": _MAYBE, "usulan": _MAYBE,
            "jumlah": _COUNT, "tmt": _MAYBE_DAY, "templat": _MAYBE, "ubahan": _TEXTS, "tanpa_kebijakan": _YES_NO,
            "tanggal_acuan": _MAYBE_DAY, "kebijakan": _MAYBE, "bahasa": {"enum": ["id", "en"]},
        }),
        "tanggal_acuan": _MAYBE_DAY,
        "tmt_penempatan": _DAY,
        "masukan": _closed_items({"peran": {"enum": list(_ROLES)}, "berkas": _TEXT, "baris": _COUNT, "sha256": _HASH}),
        "segel": _closed({"keterangan": _TEXT, "segel": _MAYBE, "kini": _MAYBE}),
        "jumlah": {"type": "object", "additionalProperties": _COUNT},
        "git": _closed({"program": _YES_NO, "ada": _YES_NO, "commit": _MAYBE, "bersih": {"type": ["boolean", "null"]},
                        "masukan_berbeda": _TEXTS}),
        "samaran": {"anyOf": [{"type": "null"}, _closed({
            "jenis": {"enum": ["nip", "names", "all"]}, "tanda_kunci": _TEXT, "kunci_sekali": _YES_NO,
            "sidik_masukan": {"const": "hmac-sha256"}, "orang": _COUNT, "sendirian": _COUNT,
            "kelompok_kecil": _COUNT,
        })]},
        "dapat_diulang": _YES_NO,
        "berkas": _closed_items({"berkas": _TEXT, "ukuran": _COUNT, "sha256": _HASH}),
        "sha256": _HASH,
    }  # fmt: skip
    document = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "manifes",
        "description": "manifest.json, which mutasi propose --to writes last.",
        **_closed(properties),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _closed(properties: dict[str, object]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _closed_items(properties: dict[str, object]) -> Schema:
    return {"type": "array", "items": _closed(properties)}
