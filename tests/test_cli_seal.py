"""The seal: written before scores are seen, it tells afterwards what of the policy is another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mutasi.model.seal import DECIDING
from mutasi.read.policy import POLICY_KEYS
from tests.command_line import Result, mutasi

POLICY = """\
tanggal_acuan: 2026-01-31
kriteria:
  kinerja: {jenis: predikat_kinerja, bobot: 60}
  pendidikan:
    jenis: pendidikan
    bobot: 40
aturan:
  MASA-01: {min_bulan: 24}
"""
NOT_DECIDING = ("audit", "bahasa", "instansi", "data", "pemeriksaan", "pengecualian", "perbandingan")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    mutasi("--as-of", "2026-01-31", "init", "kota", "--contoh", folder=tmp_path)
    (tmp_path / "kota" / "mutasi.yaml").write_text(POLICY, encoding="utf-8")
    assert mutasi("weights", "--seal", folder=tmp_path / "kota").code == 0
    return tmp_path / "kota"


def changed(office: Path, old: str, new: str) -> Result:
    assert old in POLICY
    (office / "mutasi.yaml").write_text(POLICY.replace(old, new), encoding="utf-8")
    return mutasi("weights", "--check-seal", folder=office)


def test_the_same_policy_has_the_same_seal_to_the_last_byte(office: Path):
    first = (office / "bobot.segel").read_bytes()
    assert mutasi("weights", "--seal", "lain.segel", folder=office).code == 0
    assert (office / "lain.segel").read_bytes() == first
    assert b'tanggal_acuan: "2026-01-31"\noleh:\n' in first
    done = mutasi("weights", "--check-seal", folder=office)
    assert (done.code, done.text) == (
        0,
        f"sealed ({first.decode().split('segel: ')[1][1:13]}, 2026-01-31) and unchanged since\n",
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kriteria:", "# catatan\nkriteria:"),
        ("{jenis: predikat_kinerja, bobot: 60}", "{bobot: 60, jenis: 'predikat_kinerja'}"),
        ("tanggal_acuan: 2026-01-31", "tanggal_acuan: 2026-01-31\nbahasa: en"),
        ("aturan:", "metode:\naturan:"),
    ],
)
def test_what_decides_nothing_leaves_the_seal(office: Path, old: str, new: str):
    assert changed(office, old, new).code == 0


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("bobot: 60}", "bobot: 50}", "kriteria"),
        ("min_bulan: 24", "min_bulan: 25", "aturan"),
        ("aturan:", "metode: saw\naturan:", "metode"),
        ("aturan:", "nilai_kosong: terbaik\nurutan_seri: [pangkat]\naturan:", "nilai_kosong, urutan_seri"),
        ("  pendidikan:", "  pendidikan_terakhir:", "kriteria"),
    ],
)
def test_what_decides_is_named_by_its_section(office: Path, old: str, new: str, parts: str):
    done = changed(office, old, new)
    assert (done.code, done.text.rstrip().endswith(f"and changed since: {parts}")) == (1, True)


def test_every_section_of_the_policy_decides_or_not():
    assert set(POLICY_KEYS) <= {*DECIDING, *NOT_DECIDING}
    assert not set(DECIDING) & set(NOT_DECIDING)


def test_what_is_set_for_a_run_counts(office: Path):
    done = mutasi("--set", "nilai_kosong=tengah", "weights", "--check-seal", "-f", "json", folder=office)
    assert (done.code, json.loads(done.text)["berubah"]) == (1, ["nilai_kosong"])


def test_another_version_of_the_program_reckons_otherwise(office: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mutasi.version.VERSION", "9.9.9")
    done = mutasi("weights", "--check-seal", folder=office)
    assert (done.code, done.text.rstrip().endswith("changed since: versi")) == (1, True)


def test_a_seal_is_not_written_over_nor_anything_else_by_it(office: Path):
    before = (office / "bobot.segel").read_bytes()
    assert mutasi("weights", "--seal", folder=office).code == 2
    assert (office / "bobot.segel").read_bytes() == before
    assert mutasi("weights", "--seal", "--force", folder=office).code == 0
    assert mutasi("weights", "--seal", "mutasi.yaml", "--force", folder=office).code == 2
    assert (office / "mutasi.yaml").read_text(encoding="utf-8") == POLICY


def test_who_sealed_may_be_written_into_it_and_nothing_else(office: Path):
    path = office / "bobot.segel"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("oleh:", "oleh: Tim Penilai Kinerja"), encoding="utf-8")
    assert mutasi("weights", "--check-seal", "-f", "json", folder=office).text.count("Tim Penilai Kinerja") == 1
    digest = text.split('kriteria: "')[1][:64]
    path.write_text(text.replace(digest, "0" * 64), encoding="utf-8")
    done = mutasi("weights", "--check-seal", folder=office)
    assert (done.code, "bobot.segel is no seal, or was changed" in done.err) == (2, True)


@pytest.mark.parametrize(
    "content", ["", "- 1\n", "segel: x\n", "versi: 1\nsegel: [1]\nbagian: {}\n", "bagian: {a: {b: c}}\n"]
)
def test_what_is_no_seal_is_refused(office: Path, content: str):
    (office / "bobot.segel").write_text(content, encoding="utf-8")
    assert mutasi("weights", "--check-seal", folder=office).code == 2


def test_without_a_seal_or_a_policy_there_is_nothing_to_compare(office: Path, tmp_path: Path):
    (office / "bobot.segel").unlink()
    assert mutasi("weights", "--check-seal", folder=office).code == 2
    done = mutasi("--isolated", "weights", "--seal", folder=tmp_path)
    assert (done.code, "there is nothing to seal" in done.err) == (2, True)
    assert mutasi("weights", "lembar.yaml", "--seal", folder=office).code == 2


def test_a_policy_with_errors_is_not_sealed(office: Path):
    (office / "mutasi.yaml").write_text(POLICY.replace("60", "61"), encoding="utf-8")
    assert mutasi("weights", "--seal", "baru.segel", folder=office).code == 2
    assert not (office / "baru.segel").exists()


def proposed(office: Path) -> str:
    text = mutasi("propose", "--lang", "en", folder=office).text
    (line,) = [line for line in text.splitlines() if line.startswith("- Seal of weights and rules: ")]
    return line.partition(": ")[2]


def test_the_proposal_tells_whether_the_sealed_weights_were_used(office: Path):
    assert proposed(office).endswith("and unchanged since")
    changed(
        office,
        "bobot: 60}\n  pendidikan:\n    jenis: pendidikan\n    bobot: 40",
        "bobot: 50}\n  pendidikan:\n    jenis: pendidikan\n    bobot: 50",
    )
    assert proposed(office).endswith("and changed since: kriteria")
    (office / "bobot.segel").write_text("x", encoding="utf-8")
    assert proposed(office) == "bobot.segel is no seal, or was changed after it was written"
    (office / "bobot.segel").unlink()
    assert proposed(office) == "not sealed"


def test_a_seal_beside_the_policy_is_no_stray_file(office: Path):
    done = mutasi("validate", "-v", "-f", "json", folder=office)
    assert "bobot.segel" not in done.text


def test_a_day_that_is_set_for_one_run_is_told_as_another(office: Path):
    same, other = (
        mutasi("weights", "--check-seal", "--as-of", day, folder=office) for day in ("2026-01-31", "2026-03-01")
    )
    assert (same.code, other.code) == (0, 1)
    assert "changed since: tanggal_acuan" in other.text
    told = mutasi("propose", "--lang", "en", "--tmt", "2026-06-01", folder=office).text
    assert "changed since: tmt\\_penempatan" in told


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--check-seal",), "leave out one of them"),
        (("--set", "metode=saw"), "--set changes it for this run alone"),
        (("--as-of", "2026-03-01"), "--as-of changes it for this run alone"),
    ],
)
def test_a_seal_is_of_the_policy_as_it_stands(office: Path, options: tuple[str, ...], told: str):
    before = (office / "bobot.segel").read_bytes()
    done = mutasi("weights", "--seal", "--force", *options, folder=office)
    assert (done.code, told in done.err) == (2, True)
    assert (office / "bobot.segel").read_bytes() == before
