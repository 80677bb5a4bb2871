"""A small office for cases of plans: from a table of scores to the files of a dataset."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ELSEWHERE = "J9"
"""The post of everybody who holds none of the plan; nothing opens there."""

LEVELS = {
    "ADMINISTRATOR": ("ADMINISTRATOR", "III.b"),
    "PENGAWAS": ("PENGAWAS", "IV.a"),
    "PELAKSANA": ("PELAKSANA", ""),
    "JF_AHLI_MUDA": ("JF_AHLI_MUDA", ""),
}
KNOWN = {
    "status_kepegawaian": "PNS",
    "status_aktif": "aktif",
    "tanggal_lahir": "1985-03-15",
    "tmt_jabatan": "2019-01-01",
}
"""Facts of everybody: nobody is moved of whom a barring one is unknown."""


def write(folder: Path, case: Mapping[str, Any], *, reverse_people: bool = False, reverse_posts: bool = False) -> Path:
    """The dataset of a case, people and posts in the order of the case or the other way round."""
    (folder / "data").mkdir(parents=True)
    scores, seats = case["skor"], case.get("kursi", {})
    posts = sorted({post for row in scores.values() for post in row} | set(seats))
    people = list(enumerate(scores, start=1))
    if reverse_people:
        people.reverse()
    if reverse_posts:
        posts.reverse()
    for name, rows in {**tables(case, posts, people), **said(case)}.items():
        text = "".join(",".join(map(str, row)) + "\n" for row in rows)
        (folder / "data" / name).write_text(text, encoding="utf-8")
    vacancies = [
        {"id_lowongan": post, "id_jabatan": post, "jumlah": seats.get(post, 1), "jurusan": f"Ilmu {post}"}
        for post in posts
        if post not in case.get("pemangku", {}).values()
    ]
    (folder / "data" / "lowongan.yaml").write_text(json.dumps({"lowongan": vacancies}), encoding="utf-8")
    (folder / "mutasi.yaml").write_text(json.dumps(policy(case, posts)), encoding="utf-8")
    return folder


def tables(
    case: Mapping[str, Any], posts: Sequence[str], people: Sequence[tuple[int, str]]
) -> dict[str, list[list[Any]]]:
    scores, seats, held, level = (case.get(key, {}) for key in ("skor", "kursi", "pemangku", "jenjang"))
    return {
        "pegawai.csv": [
            ["nip", "nama", "golongan", "id_jabatan", *KNOWN, *posts],
            *([nip(at), name, "III/d", held.get(name, ELSEWHERE), *KNOWN.values(),
               *(scores[name].get(post, 0) for post in posts)] for at, name in people),
        ],
        "unit.csv": [["id_unit", "nama"], *([unit, f"Dinas {unit}"] for unit in units(case))],
        "jabatan.csv": [
            ["id_jabatan", "nama", "id_unit", "jenjang", "eselon", "kebutuhan", "atasan"],
            *([post, f"Jabatan {post}", case.get("unit", {}).get(post, "U1"),
               *LEVELS[level.get(post, "ADMINISTRATOR")], max(1, seats.get(post, 1)),
               case.get("atasan", {}).get(post, "")] for post in posts),
            [ELSEWHERE, "Kepala Seksi Lain", case.get("unit", {}).get(ELSEWHERE, "U1"),
             *LEVELS[level.get(ELSEWHERE, "PENGAWAS")], 9,
             case.get("atasan", {}).get(ELSEWHERE, "")],
        ],
        "pendidikan.csv": [
            ["nip", "tingkat", "jurusan", "tahun_lulus"],
            *([nip(at), "S-1", f"Ilmu {post}", 2008] for at, name in people for post in ["Lain", *scores[name]]),
        ],
    }  # fmt: skip


def policy(case: Mapping[str, Any], posts: Sequence[str]) -> dict[str, Any]:
    """Each post is measured by a column of its own."""
    shares = [101 - len(posts), *[1] * (len(posts) - 1)]
    return {
        "bahasa": "id",
        "instansi": {"nama": "Uji"},
        "tanggal_acuan": "2026-01-31",
        "tmt_penempatan": "2026-04-15",
        "urutan_seri": [],
        "kriteria": {
            f"nilai_{post.lower()}": {"jenis": "nilai_kolom", "kolom": post.lower(), "bobot": share}
            for post, share in zip(posts, shares, strict=True)
        },
        "bobot_khusus": {
            f"untuk_{post}": {
                "lowongan": [post],
                "bobot": {f"nilai_{post.lower()}": 100},
            }
            for post in posts
        },
        "aturan": {"PEND-04": {"berat": "keras"}, **case.get("aturan", {})},
        "rencana": {"jenjang_terbuka": ["ADMINISTRATOR"], **in_numbers(case, case.get("rencana", {}))},
    }


def units(case: Mapping[str, Any]) -> list[str]:
    return sorted({"U1", *case.get("unit", {}).values()})


def said(case: Mapping[str, Any]) -> dict[str, list[list[Any]]]:
    """What people said and who is related, where the case has any of it."""
    tables = {}
    if "minat" in case:
        rows = in_numbers(case, case["minat"])
        tables["minat.csv"] = [["nip", "jenis", "sasaran", "urutan", "sifat", "alasan"], *rows]
    if "relasi" in case:
        tables["relasi.csv"] = [["nip_a", "nip_b", "hubungan"], *in_numbers(case, case["relasi"])]
    return tables


def in_numbers(case: Mapping[str, Any], value: Any) -> Any:
    """The same with the NIP in the place of every name of a person."""
    named = {name: nip(at) for at, name in enumerate(case["skor"], start=1)}
    if isinstance(value, Mapping):
        return {named.get(key, key): in_numbers(case, one) for key, one in value.items()}
    if isinstance(value, list):
        return [in_numbers(case, one) for one in value]
    return named.get(value, value) if isinstance(value, str) else value


def nip(at: int) -> str:
    return f"1985031520100110{at:02d}"
