"""The code lists and legal tables of `mutasi/reference`, read anew."""

from __future__ import annotations

from pathlib import Path

import yaml

FOLDER = Path(__file__).parents[2] / "mutasi" / "reference"


def read(name: str) -> dict:
    return yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _by_code(entries: list[dict]) -> dict[str, dict]:
    return {entry["kode"]: entry for entry in entries}


LEVELS = _by_code(read("jenjang_jabatan")["jenjang"])
STEP = {code: level["tingkat"] for code, level in LEVELS.items()}
RANKS_OF_LEVEL = {code: level.get("pangkat", []) for code, level in LEVELS.items()}
ECHELONS = _by_code(read("eselon")["eselon"])
SPECIAL_AGES = [
    (tuple(word.lower() for word in entry["awal"]), tuple(word.lower() for word in entry.get("bukan", [])),
     entry["jenjang"], entry["tahun"])
    for entry in read("bup")["khusus"]
    if "jenjang" in entry
]  # fmt: skip
RETIREMENT_AGE = {entry["jenjang"]: entry["tahun"] for entry in read("bup")["bup"]}
EDUCATION_ORDER = {entry["singkatan"]: entry["urutan"] for entry in read("pendidikan")["tingkat"]}
RATING_ORDER = {entry["kode"]: entry["urutan"] for entry in read("predikat_kinerja")["predikat"]}
RANK_ORDER = {entry["kode"]: entry["urutan"] for entry in read("golongan")["pns"]}


def _competences() -> tuple[list[str], dict[str, int]]:
    document = read("kompetensi")
    nine = [entry["kode"] for entry in (*document["manajerial"], *document["sosial_kultural"])]
    return nine, {entry["jenjang"]: entry["level"] for entry in document["level_bawaan_per_jenjang"]}


COMPETENCES, COMPETENCE_LEVEL = _competences()
