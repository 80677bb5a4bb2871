"""Cases of plans from the command line: who moves where, the total, what stays empty, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.command_line import mutasi

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "plan.yaml").read_text(encoding="utf-8")
)
REPORTED = {"A01", "A02", "A03", "A05", "A06", "A07", "A08", "A10", "A11", "A13", "A14"}
KEYS = {
    "id", "judul", "skor", "kursi", "pemangku", "rencana", "jenjang", "aturan", "pindah", "jumlah", "kosong", "setara",
    "siklus", "kode", "berkata", "pemeriksaan", "pilih", "ditolak",
}  # fmt: skip
ELSEWHERE = "J9"
"""The post of everybody who holds none of the plan; nothing opens there."""

LEVELS = {"ADMINISTRATOR": ("ADMINISTRATOR", "III.b"), "PENGAWAS": ("PENGAWAS", "IV.a")}
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
    for name, rows in tables(case, posts, people).items():
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
        "unit.csv": [["id_unit", "nama"], ["U1", "Dinas Uji"]],
        "jabatan.csv": [
            ["id_jabatan", "nama", "id_unit", "jenjang", "eselon", "kebutuhan"],
            *([post, f"Jabatan {post}", "U1", *LEVELS[level.get(post, "ADMINISTRATOR")], max(1, seats.get(post, 1))]
              for post in posts),
            [ELSEWHERE, "Kepala Seksi Lain", "U1", *LEVELS["PENGAWAS"], 9],
        ],
        "pendidikan.csv": [
            ["nip", "tingkat", "jurusan", "tahun_lulus"],
            *([nip(at), "S-1", f"Ilmu {post}", 2008] for at, name in people for post in ["Lain", *scores[name]]),
        ],
    }  # fmt: skip


def policy(case: Mapping[str, Any], posts: Sequence[str]) -> dict[str, Any]:
    """Each vacancy is measured by a column of its own. Weights of a held post can be stated by its level alone."""
    level = case.get("jenjang", {})
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
                **({"jenjang": [level[post]]} if post in level else {"lowongan": [post]}),
                "bobot": {f"nilai_{post.lower()}": 100},
            }
            for post in posts
        },
        "aturan": {"PEND-04": {"berat": "keras"}, **case.get("aturan", {})},
        "rencana": {"jenjang_terbuka": ["ADMINISTRATOR"], **case.get("rencana", {})},
    }


def nip(at: int) -> str:
    return f"1985031520100110{at:02d}"


def moves(folder: Path) -> dict[str, Any]:
    done = mutasi("plan", "-f", "json", folder=folder)
    assert done.code == 0, done.err
    document: dict[str, Any] = json.loads(done.text)
    return document


def test_every_case_is_there_and_says_what_it_expects() -> None:
    assert {case["id"] for case in CASES} == REPORTED
    assert all(set(case) <= KEYS and ("pindah" in case or case["kode"]) for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}: {case['judul']}")
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    folder = write(tmp_path / "kasus", case)
    done = mutasi("plan", folder=folder)
    assert done.code == case.get("kode", 0), done.err
    for text in case.get("berkata", ()):
        assert text in done.text + done.err
    for text in case.get("pemeriksaan", ()):
        assert text in mutasi("validate", "-f", "concise", folder=folder).text
    if "pindah" in case:
        check_plan(case, folder, tmp_path)


def check_plan(case: Mapping[str, Any], folder: Path, tmp_path: Path) -> None:
    """The same plan whatever the order of posts, and the same bytes whatever that of people."""
    check(case, moves(folder))
    check(case, moves(write(tmp_path / "jabatan", case, reverse_posts=True)))
    other = write(tmp_path / "orang", case, reverse_people=True)
    for form in ("json", "text", "csv"):
        told = mutasi("plan", "-f", form, folder=folder)
        assert mutasi("plan", "-f", form, folder=folder).out == told.out
        assert mutasi("plan", "-f", form, folder=other).out == told.out


def check(case: Mapping[str, Any], plan: Mapping[str, Any]) -> None:
    made = plan["perpindahan"]
    assert {row["nama"]: row["ke_id_jabatan"] for row in made} == case["pindah"]
    assert len(made) == len(case["pindah"]) == plan["tujuan"]["perpindahan"]
    assert sum(hundredths(row["skor_baru"]) for row in made) == 100 * case["jumlah"]
    # what is said of the whole is what the moves add up to
    gained = sum(hundredths(row["skor_baru"]) - hundredths(row["skor_lama"] or "0.00") for row in made)
    assert hundredths(plan["tujuan"]["kenaikan_nilai"]) == gained
    assert {row["id_jabatan"]: row["kursi"] for row in plan["kosong"]} == case["kosong"]
    named = {nip(at): name for at, name in enumerate(case["skor"], start=1)}
    equals = {row["ke_id_jabatan"]: [named[one] for one in row["setara"]] for row in made if row["setara"]}
    assert equals == case.get("setara", {})
    assert {row["siklus"] for row in made} <= {case.get("siklus", "tidak")}


def hundredths(points: str) -> int:
    whole, _, part = points.partition(".")
    return 100 * int(whole) + int(part)


@pytest.mark.parametrize("case", [case for case in CASES if "pilih" in case], ids=lambda case: case["id"])
def test_a_plan_by_hand_that_uses_a_seat_twice_is_refused(case: dict[str, Any], tmp_path: Path) -> None:
    folder = write(tmp_path / "kasus", case)
    numbers = {name: nip(at) for at, name in enumerate(case["skor"], start=1)}
    picks = [text for post, name in case["pilih"] for text in ("--pick", f"{post}={numbers[name]}")]
    done = mutasi("propose", *picks, folder=folder)
    assert (done.code, done.out) == (2, b"")
    assert case["ditolak"] in done.err
    # the same people at a seat each are proposed
    assert mutasi("propose", *picks[:2], folder=folder).code == 0
