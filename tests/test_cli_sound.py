"""Work on data with errors that are let pass: these are named, and a post that does not exist is never filled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import mutasi

NIP = "198106302006041905"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    assert mutasi("--as-of", "2026-01-31", "init", "kota", "--contoh", folder=tmp_path).code == 0
    return tmp_path / "kota"


def edit(file: Path, change: Callable[[str], str]) -> None:
    text = file.read_text(encoding="utf-8")
    assert change(text) != text
    file.write_text(change(text), encoding="utf-8")


def lost_post(city: Path, *, comment: str = "") -> None:
    edit(city / "data" / "lowongan.yaml", lambda text: text.replace("DINKES-UMUM", f"TIDAK-ADA{comment}"))


ACCEPTANCE = f"""\
pengecualian:
  - kode: KOLOM-09
    kunci: '{NIP}'
    alasan: surat 800/12 | 2026
    sampai: 2026-12-31
"""


def wrong_attendance(city: Path, policy: str) -> None:
    edit(city / "data" / "pegawai.csv", lambda text: text.replace(",,,95\n", ",,,950\n"))
    edit(city / "mutasi.yaml", lambda text: text + policy)


@pytest.mark.parametrize("command", ["shortlist", "score", "propose"])
@pytest.mark.parametrize(
    ("policy", "reason"),
    [(ACCEPTANCE, "surat 800/12 | 2026, until 2026-12-31"),
     ("pemeriksaan: {abaikan: [KOLOM-09]}\n", "left out by pemeriksaan in mutasi.yaml")],
)  # fmt: skip
def test_errors_that_are_let_pass_are_named(city: Path, command: str, policy: str, reason: str) -> None:
    quiet = mutasi(command, folder=city)
    assert (quiet.code, "let pass" in quiet.err) == (0, False)
    wrong_attendance(city, policy)
    done = mutasi(command, folder=city)
    assert done.code == 0
    assert "the data has 1 error let pass, on which the result rests" in done.err
    assert f"KOLOM-09 kehadiran 950 is not between 0 and 100 ({reason})" in done.err


def test_the_proposal_names_them_too(city: Path) -> None:
    assert "Errors in the data" not in mutasi("propose", "--lang", "en", folder=city).text
    wrong_attendance(city, ACCEPTANCE)
    text = mutasi("propose", "--lang", "en", folder=city).text
    section = text.partition("## Errors in the data that are let pass")[2].partition("\n## ")[0]
    assert "pegawai.csv&#58;6:147" in section
    assert "KOLOM-09" in section
    assert r"surat 800/12 \| 2026, until 2026-12-31" in section
    assert "Kesalahan data yang diloloskan" in mutasi("propose", folder=city).text


def test_warnings_that_are_accepted_are_not_in_the_way(city: Path) -> None:
    edit(city / "data" / "lowongan.yaml", lambda text: text.replace(
        "- id_lowongan: L-001", "- id_lowongan: L-001  # mutasi: abaikan[LOWONGAN-03] rapat 3"))  # fmt: skip
    done = mutasi("shortlist", folder=city)
    assert (done.code, "let pass" in done.err) == (0, False)


@pytest.mark.parametrize("command", ["shortlist", "score", "propose"])
@pytest.mark.parametrize(
    ("comment", "policy"),
    [("  # mutasi: abaikan[RUJUK-01] surat 3", ""), ("", "pemeriksaan: {abaikan: [RUJUK]}\n"),
     ("", "aturan: {RUJUK-01: {berat: lunak}}\n"), ("", "aturan: {RUJUK-01: {berat: mati}}\n")],
)  # fmt: skip
def test_nobody_is_ranked_for_a_post_that_does_not_exist(city: Path, command: str, comment: str, policy: str) -> None:
    lost_post(city, comment=comment)
    edit(city / "mutasi.yaml", lambda text: text + policy + "# \n")
    assert mutasi("validate", folder=city).code == 0
    for names in ((), ("L-002",)):
        done = mutasi(command, *names, folder=city)
        assert (done.code, done.out) == (1, b"")
        assert "vacancy L-002 is for the post 'TIDAK-ADA', which is not in jabatan" in done.err
    assert mutasi(command, "L-001", folder=city).code == 0
