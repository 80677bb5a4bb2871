"""What a plan has to keep to and what people want, from the command line: cases, and limits that are named wrongly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from mutasi.model.plan import Keeps
from mutasi.read.policy_plan_rules import RULE_KEYS
from tests.command_line import mutasi
from tests.plan_office import in_numbers, nip, write

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "plan_rules.yaml").read_text(encoding="utf-8")
)


def test_everything_that_a_plan_may_have_to_keep_to_has_a_case():
    assert {*RULE_KEYS, Keeps.AFTERWARDS.value} <= {case["id"] for case in CASES}
    assert {keeps.value for keeps in Keeps} - {Keeps.AFTERWARDS.value} == set(RULE_KEYS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}: {case['judul']}")
def test_case(case: dict[str, Any], tmp_path: Path):
    folder = write(tmp_path / "kasus", case)
    options = [text.replace("P1=", nip(1) + "=") for text in in_numbers(case, case.get("opsi", []))]
    done = mutasi("plan", *options, "--report", f"json={tmp_path / 'rencana.json'}", folder=folder)
    assert done.code == case.get("kode", 0), done.err
    numbers = {name: nip(at) for at, name in enumerate(case["skor"], start=1)}
    for text in case.get("berkata", ()):
        assert text.format(**numbers) in done.text + done.err
    if "pindah" in case:
        made = json.loads((tmp_path / "rencana.json").read_bytes())
        assert {row["nama"]: row["ke_id_jabatan"] for row in made["perpindahan"]} == case["pindah"]
        assert {row["id_jabatan"]: row["kursi"] for row in made["kosong"]} == case["kosong"]
        forced = {row["nama"]: row["sebab_terpaksa"] for row in made["perpindahan"] if row["terpaksa"] == "ya"}
        assert forced == case.get("terpaksa", {})
        assert made["tujuan"]["terpaksa"] == len(forced)
        assert made["terbukti_terbaik"]
        assert not any(rule["dilanggar"] for rule in made["batas"])
