"""`mutasi weights` without a sheet: the weights of `mutasi.yaml` over the data of an office."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import Result, mutasi
from tests.golden import GOLDEN, ROOT, assert_same

CITY = ROOT / "examples" / "pangkalpinang"
COLUMN = "jenis: nilai_kolom, kolom: kehadiran"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    mutasi("--as-of", "2026-01-31", "init", "kota", "--contoh", folder=tmp_path)
    return tmp_path / "kota"


def policy(office: Path, *criteria: str, more: str = "") -> Result:
    lines = "".join(f"  {line}\n" for line in criteria)
    (office / "mutasi.yaml").write_text(f"tanggal_acuan: 2026-01-31\nkriteria:\n{lines}{more}", encoding="utf-8")
    return mutasi("weights", "-f", "json", folder=office)


def rules(done: Result) -> list[tuple[str, str, int]]:
    return [(one["rule"], one["key"], one["line"]) for one in json.loads(done.text)["temuan"]]


def test_the_weights_of_the_city_stand():
    done = mutasi("weights", folder=CITY)
    assert (done.code, done.err) == (0, "")
    assert_same(done.text, GOLDEN / "weights" / "city.id.txt")


def test_two_criteria_on_one_column_say_the_same(office: Path):
    done = policy(office, f"a: {{{COLUMN}, bobot: 40}}", f"b: {{{COLUMN}, bawah: 10, bobot: 30}}",
                  "c: {jenis: kepangkatan, bobot: 30}")  # fmt: skip
    assert (done.code, ("BOBOT-07", "a, b", 3) in rules(done)) == (0, True)


def test_a_criterion_that_gives_all_the_same_separates_nobody(office: Path):
    done = policy(office, f"a: {{{COLUMN}, bawah: 0, atas: 1, bobot: 40}}", "b: {jenis: kepangkatan, bobot: 30}",
                  "c: {jenis: pendidikan, bobot: 30}")  # fmt: skip
    assert ("BOBOT-06", "a", 3) in rules(done)


def test_how_much_alike_is_too_much_can_be_set(office: Path):
    policy(office, f"a: {{{COLUMN}, bobot: 40}}", f"b: {{{COLUMN}, arah: cost, bobot: 30}}",
           "c: {jenis: kepangkatan, bobot: 30}")  # fmt: skip
    strict, loose = (
        rules(mutasi("weights", "-f", "json", "--similar", number, folder=office)) for number in ("90", "1")
    )
    assert {one[0] for one in loose} - {one[0] for one in strict} <= {"BOBOT-07"}
    assert mutasi("weights", "--similar", "0", folder=office).code == 2


def test_what_the_rules_for_criteria_find_is_shown_without_scoring_anybody(office: Path):
    (office / "data" / "pegawai.csv").unlink()
    done = policy(office, "a: {jenis: nilai_kolom, kolom: tanggal_lahir, bobot: 70}", "b: {jenis: minat, bobot: 20}")
    assert done.code == 1
    assert {one[0] for one in rules(done)} == {"KRITERIA-01", "KRITERIA-04", "KRITERIA-06"}


def test_a_finding_that_the_policy_ignores_is_left_out(office: Path):
    criteria = f"a: {{{COLUMN}, bobot: 40}}", f"b: {{{COLUMN}, bobot: 30}}", "c: {jenis: kepangkatan, bobot: 30}"
    assert "BOBOT-07" in {one[0] for one in rules(policy(office, *criteria))}
    assert "BOBOT-07" not in {
        one[0] for one in rules(policy(office, *criteria, more="pemeriksaan: {abaikan: BOBOT-07}\n"))
    }
