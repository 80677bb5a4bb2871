"""The main job on the example city: shortlist, score, diff and propose, as an office runs them."""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from mutasi.render.language import language
from tests.command_line import mutasi
from tests.golden import ROOT

CITY = ROOT / "examples" / "pangkalpinang"
OLD = CITY / "arsip" / "2025-07"
SOME = ("L-003", "L-004", "L-005")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def listed() -> dict:
    return json.loads(mutasi("shortlist", "-f", "json", "-n", "4", folder=CITY).text)


def test_every_vacancy_has_a_shortlist_with_reasons(listed: dict):
    assert len(listed["lowongan"]) >= 55
    for one in listed["lowongan"]:
        assert sum(one["hasil_syarat"].values()) > 3000
        assert one["tolak_menurut_syarat"]
        assert [row["peringkat"] for row in one["calon"]] == sorted(row["peringkat"] for row in one["calon"])


def test_every_score_can_be_recomputed_from_points_and_weights(listed: dict):
    for one in listed["lowongan"]:
        weights = {name: Fraction(text) for name, text in one["bobot"].items()}
        assert sum(weights.values()) == 1
        for row in one["calon"]:
            points = {name: row[f"nilai_{name}"] for name in weights}
            exact = sum(weights[name] * Fraction(text or 0) for name, text in points.items())
            if all(points.values()):
                assert abs(exact - Fraction(row["skor"])) <= Fraction(1, 200)
                assert row["skor"] == row["skor_min"] == row["skor_maks"]
            else:
                assert Fraction(row["skor_min"]) < Fraction(row["skor_maks"])


@pytest.mark.parametrize("number", ["0", "-1", "dua"])
def test_a_senseless_number_of_people_is_refused(number: str):
    assert mutasi("shortlist", "-n", number, folder=CITY).code == 2


def test_an_unknown_vacancy_is_refused_with_a_near_one():
    done = mutasi("shortlist", "L-0O1", folder=CITY)
    assert (done.code, "did you mean" in done.err) == (2, True)


@pytest.mark.parametrize(("language", "said"), [("", "tidak ada lowongan"), ("en", "no vacancy")])
def test_an_error_speaks_the_language_of_the_policy_unless_another_is_asked_for(language: str, said: str):
    done = mutasi("shortlist", "L-999", folder=CITY, MUTASI_LANG=language, LC_ALL="C")
    assert done.code == 2
    assert done.err.startswith(f"mutasi: {said} 'L-999'")


def test_all_lists_those_who_may_not_with_every_reason():
    found = rows(mutasi("shortlist", "L-001", "-n", "1", "--all", "-f", "csv", folder=CITY).text)
    refused = [row for row in found if row["hasil_syarat"] == "tolak"]
    assert len(refused) > 3000
    assert all(row["alasan"] and not row["peringkat"] for row in refused)
    assert any(row["alasan"].count(";") >= 3 for row in refused)


def test_score_leaves_nobody_out_and_agrees_with_the_shortlist():
    best = rows(mutasi("shortlist", "L-002", "-n", "2", "-f", "csv", folder=CITY).text)
    asked = [argument for row in best for argument in ("--nip", row["nip"])]
    scored = rows(mutasi("score", "L-002", *asked, "-f", "csv", folder=CITY).text)
    same = ("nip", "skor", "skor_min", "skor_maks", "hasil_syarat", "alasan")
    assert [[row[name] for name in same] for row in scored] == [[row[name] for name in same] for row in best]
    everybody = rows(mutasi("score", "L-002", "-f", "csv", folder=CITY).text)
    assert len(everybody) > 3500
    assert {"tolak", "peringatan"} <= {row["hasil_syarat"] for row in everybody}


def test_a_later_effective_date_changes_who_may():
    late = json.loads(mutasi("shortlist", "L-001", "--tmt", "2030-01-01", "-f", "json", folder=CITY).text)
    assert late["tmt_penempatan"] == "2030-01-01"


def test_faulty_data_is_not_ranked():
    for command in ("shortlist", "score", "propose"):
        done = mutasi(command, folder=ROOT / "examples" / "rusak")
        assert done.out == b""
        assert done.code in (1, 2)
        assert "mutasi validate" in done.err or "mutasi.yaml" in done.err


def test_the_comparison_finds_exactly_what_the_generator_changed():
    truth = rows((CITY / "arsip" / "perubahan.csv").read_text(encoding="utf-8"))
    words = {
        "masuk": "baru", "koreksi_nama": "nama", "pensiun": "keluar", "ganti_nama_unit": "ganti_nama",
        "ganti_nama_jabatan": "ganti_nama",
    }  # fmt: skip
    wanted = Counter((words.get(row["jenis"], row["jenis"]), row["kunci"]) for row in truth)
    document = json.loads(mutasi("diff", OLD, CITY, "-f", "json", folder=ROOT).text)
    found = document["perubahan"]
    assert Counter((row["jenis"], row["kunci"]) for row in found) == wanted
    assert document["ringkasan"]["derau"] == {"masa_kerja_bulan": 74, "masa_kerja_tahun": 134}
    reasons = {row["kunci"]: row["keterangan"] for row in found if row["jenis"] == "keluar"}
    said = {"meninggal": "tidak_diketahui", "permintaan": "tidak_diketahui", "pindah": "tidak_diketahui",
            "kontrak": "kontrak_selesai"}  # fmt: skip
    left = {row["kunci"]: row["rincian"].split()[0] for row in truth if row["jenis"] in ("pensiun", "keluar")}
    assert reasons == {nip: said.get(why, "pensiun") for nip, why in left.items()}
    posts = {row["nip"]: row["id_jabatan"] for row in rows((OLD / "data" / "pegawai.csv").read_text(encoding="utf-8"))}
    assert len(document["rantai"]) == 6
    for chain in document["rantai"]:
        for one, other in pairwise(chain["mata"]):
            assert (one["dari"], other["ke"]) == (posts[one["nip"]], one["dari"])


def test_a_comparison_with_itself_is_empty_and_the_exit_code_can_tell():
    same = mutasi("diff", CITY, CITY, "--exit-code", folder=ROOT)
    assert (same.code, same.text) == (0, "No changes\n")
    assert mutasi("diff", OLD, CITY, "--exit-code", "-f", "csv", folder=ROOT).code == 1
    assert mutasi("diff", OLD, CITY, "-f", "csv", folder=ROOT).code == 0


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("usulan")
    done = mutasi("propose", "--to", folder / "usulan", folder=CITY)
    assert done.code == 0
    return folder / "usulan"


def test_the_proposal_uses_nobody_twice_and_its_totals_agree(proposed: Path):
    moves = rows((proposed / "usulan.csv").read_text(encoding="utf-8"))
    text = (proposed / "usulan.md").read_text(encoding="utf-8")
    assert len({row["nip"] for row in moves}) == len(moves) > 40
    assert len(re.findall(r"^\| +\d+ \| .*<br>", text, re.M)) == len(moves)
    assert f"**{len(moves)}**" in text
    for kind, count in Counter(row["jenis"] for row in moves).items():
        assert re.search(rf"^\| {kind} +\| +{count} \|$", text, re.M)


def test_no_birth_date_and_no_sex_stands_in_a_proposal(proposed: Path):
    text = "".join(path.read_text(encoding="utf-8") for path in proposed.rglob("*.md"))
    born = {
        row["nip"]: row["tanggal_lahir"] for row in rows((CITY / "data" / "pegawai.csv").read_text(encoding="utf-8"))
    }
    words = language("id")
    days = {day for day in born.values() if day}
    assert not any(day in text or words.date(datetime.date.fromisoformat(day)) in text for day in days)


def test_a_choice_by_hand_is_proposed_and_a_barred_one_refused():
    second = rows(mutasi("shortlist", "L-004", "-n", "2", "-f", "csv", folder=CITY).text)[1]["nip"]
    moves = rows(mutasi("propose", *SOME, "--pick", f"L-004={second}", "-f", "csv", folder=CITY).text)
    assert [row["nip"] for row in moves if row["id_lowongan"] == "L-004"] == [second]
    refused = mutasi("propose", *SOME, "--pick", "L-004=1", folder=CITY)
    assert (refused.code, "a NIP has 18 digits, and '1' in --pick has 1" in refused.err) == (2, True)
    for wrong in ("L-004", "L-999=1"):
        assert mutasi("propose", "--pick", wrong, folder=CITY).code == 2


def test_the_same_bytes_in_another_process_time_zone_and_hash_seed_with_more_threads(proposed: Path, tmp_path: Path):
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Jayapura", "LANG": "C",
        "POLARS_MAX_THREADS": "4",
    }  # fmt: skip
    program = "from mutasi.cli.main import main; main()"
    command = [sys.executable, "-c", program, "-C", str(CITY), "propose", "--to", str(tmp_path / "usulan")]
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=120)
    made = {path.relative_to(proposed): path.read_bytes() for path in proposed.rglob("*.*")}
    again = {path.relative_to(tmp_path / "usulan"): path.read_bytes() for path in (tmp_path / "usulan").rglob("*.*")}
    assert again == made
