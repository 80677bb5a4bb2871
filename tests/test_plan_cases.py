"""Cases of plans from the command line: who moves where, the total, what stays empty, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.command_line import Result, mutasi
from tests.plan_office import nip, write

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "plan.yaml").read_text(encoding="utf-8")
)
REPORTED = {"A01", "A02", "A03", "A05", "A06", "A07", "A08", "A10", "A11", "A13", "A14"}
KEYS = {
    "id", "judul", "skor", "kursi", "pemangku", "rencana", "jenjang", "aturan", "pindah", "jumlah", "kosong", "setara",
    "siklus", "kode", "berkata", "pemeriksaan", "pilih", "ditolak",
}  # fmt: skip


def plan(folder: Path) -> tuple[Result, bytes]:
    """The plan as text, and in JSON where there is one."""
    made = folder / "rencana.json"
    return mutasi("plan", "--report", f"json={made}", folder=folder), made.read_bytes() if made.exists() else b""


def test_every_case_is_there_and_says_what_it_expects() -> None:
    assert {case["id"] for case in CASES} == REPORTED
    assert all(set(case) <= KEYS and ("pindah" in case or case["kode"]) for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}: {case['judul']}")
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    folder = write(tmp_path / "kasus", case)
    done, made = plan(folder)
    assert done.code == case.get("kode", 0), done.err
    for text in case.get("berkata", ()):
        assert text in done.text + done.err
    for text in case.get("pemeriksaan", ()):
        assert text in mutasi("validate", "-f", "concise", folder=folder).text
    if "pindah" in case:
        check_plan(case, done, made, tmp_path)


def check_plan(case: Mapping[str, Any], told: Result, made: bytes, tmp_path: Path) -> None:
    """The same plan whatever the order of posts, and the same bytes whatever that of people."""
    check(case, json.loads(made))
    check(case, json.loads(plan(write(tmp_path / "jabatan", case, reverse_posts=True))[1]))
    again, same = plan(write(tmp_path / "orang", case, reverse_people=True))
    assert (again.out, same) == (told.out, made)


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
