"""`mutasi plan`: what is written in every form, a plan taken up again, and plans side by side."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mutasi.render.plan_data import FIELDS
from tests.command_line import Result, mutasi
from tests.golden import GOLDEN, ROOT, assert_same
from tests.pages import sound_page
from tests.plan_office import nip, write

OFFICE: dict[str, Any] = {
    "skor": {
        "P1": {"J1": 90, "J2": 70},
        "P2": {"J2": 60, "J1": 80},
        "P3": {"J2": 95},
        "P4": {"J3": 60, "J4": 90},
        "P5": {"J4": 61, "J3": 88},
        "P6": {"J1": 85, "J5": 50},
        "P7": {"J1": 40},
    },
    "pemangku": {"P2": "J2", "P4": "J3", "P5": "J4"},
    "jenjang": {"J1": "PENGAWAS", "J2": "PELAKSANA", "J3": "ADMINISTRATOR", "J4": "PENGAWAS", "J9": "JF_AHLI_MUDA"},
    "kursi": {"J1": 1, "J5": 1, "J6": 1},
    "unit": {"J2": "U2"},
    "aturan": {"POLA-01": {"berat": "lunak"}},
    "minat": [
        ["P1", "jabatan", "J1", 1, "tidak", "jarak"],
        ["P2", "jabatan", "J1", 1, "", ""],
        ["P6", "jabatan", "J1", 1, "ingin", ""],
        ["P6", "tetap", "", 2, "", "keluarga"],
        ["P7", "jabatan", "J5", 1, "", ""],
    ],
    "rencana": {
        "jenjang_terbuka": ["ADMINISTRATOR", "PENGAWAS", "PELAKSANA"],
        "bobot": {"J1": 2},
        "batas": {"perpindahan": 6, "wajib_pindah": ["P7"], "panjang_siklus": 3, "pisah": [["P3", "P7"]]},
    },
}
"""A chain, a cycle, an empty seat, somebody who asked in vain and one who cannot leave."""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write(tmp_path / "kantor", OFFICE)


def plan(folder: Path, *arguments: str, **surroundings: str) -> Result:
    return mutasi("plan", *arguments, folder=folder, **surroundings)


@pytest.mark.parametrize("code", ["id", "en"])
@pytest.mark.parametrize(("form", "end"), [("text", "txt"), ("md", "md"), ("html", "html")])
def test_the_whole_plan(office: Path, code: str, form: str, end: str):
    done = plan(office, "-f", form, "--lang", code)
    assert (done.code, done.err) == (0, "")
    assert_same(done.text, GOLDEN / "plan" / f"office.{code}.{end}")


@pytest.mark.parametrize("form", ["json", "csv", "yaml"])
def test_the_whole_plan_as_data(office: Path, form: str):
    done = plan(office, "-f", form)
    assert_same(done.text, GOLDEN / "plan" / f"office.{form}")
    other = plan(office, "-f", form, "--lang", "en", "--color", "always", encoding="ascii", COLUMNS="40")
    assert done.out == other.out


def test_neither_threads_nor_hashes_nor_rows_change_a_byte(office: Path, tmp_path: Path):
    """With limits that a flow cannot hold, in processes of their own; and with everybody in another order."""
    other = write(tmp_path / "terbalik", OFFICE, reverse_people=True)
    program = (sys.executable, "-c", "from mutasi.cli.main import main; main()")
    made = set()
    for folder, threads, seed in ((office, "1", "0"), (office, "4", "1"), (other, "2", "2")):
        surroundings = {**os.environ, "POLARS_MAX_THREADS": threads, "OMP_NUM_THREADS": threads, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            (*program, "-C", str(folder), "plan", "--max-moves", "4", "-f", "json"), env=surroundings, cwd=ROOT,
            check=True, capture_output=True,
        )  # fmt: skip
        made.add(done.stdout)
    assert len(made) == 1


def test_the_formats_agree(office: Path):
    document = json.loads(plan(office, "-f", "json").text)
    lines = [json.loads(line) for line in plan(office, "-f", "jsonl").text.splitlines()]
    table = list(csv.DictReader(io.StringIO(plan(office, "-f", "csv").text)))
    assert [{key: row[key] for key in FIELDS} for row in document["perpindahan"]] == lines
    assert [{key: "" if value is None else str(value) for key, value in row.items()} for row in lines] == table
    page = sound_page(plan(office, "-f", "html").text)
    for row in table:
        assert row["nip"] in page.text


def test_the_page_tells_every_picture_in_words(office: Path):
    text = plan(office, "-f", "html", "--lang", "en").text
    chains = json.loads(plan(office, "-f", "json").text)["perpindahan"][-1]["rantai"]
    assert text.count("<svg") == text.count("<desc") == chains
    assert "P5 goes from Jabatan J4 to Jabatan J3; P4 goes from Jabatan J3 to Jabatan J4" in text


def test_the_education_office_gets_people_who_fit(tmp_path: Path):
    """All posts of the office and its schools that lead others: nobody is moved against the will, every seat is filled,
    those who enter fit better than the mean of those who are there, and the reasons name a rival or the place.
    """
    city = ROOT / "examples" / "pangkalpinang"
    made = json.loads(plan(city, "--unit", "DINDIKBUD", "-f", "json").text)
    served = made["manfaat"]
    assert float(served["kesesuaian_sesudah"]) > float(served["kesesuaian_sebelum"])
    assert served["pemangku_sesudah"] == served["pemangku_sebelum"] + len(made["perpindahan"])
    assert made["kosong"] == []
    assert made["tujuan"]["terpaksa"] == 0
    for move in made["perpindahan"]:
        assert float(move["skor_baru"]) > float(served["kesesuaian_sebelum"])
        assert move["peringkat"] == 1 or move["di_atasnya"]
    text = plan(city, "--unit", "DINDIKBUD", "--lang", "id").text
    assert "Rata-rata kesesuaian pemangku jabatan dalam rencana ini" in text


# A plan taken up again


def test_a_plan_that_nobody_refuses_stays_as_it_is(office: Path, tmp_path: Path):
    for form in ("yaml", "json"):
        before = tmp_path / f"rencana.{form}"
        assert plan(office, "-f", form, "-o", str(before)).code == 0
        again = json.loads(plan(office, "--from", str(before), "-f", "json").text)
        assert again["berubah"] == []
        assert again["perpindahan"] == json.loads(plan(office, "-f", "json").text)["perpindahan"]


def test_a_refusal_changes_no_move_that_can_stay(office: Path, tmp_path: Path):
    before = tmp_path / "rencana.yaml"
    assert plan(office, "-f", "yaml", "-o", str(before)).code == 0
    moves = {row["nip"]: row["ke_id_jabatan"] for row in json.loads(plan(office, "-f", "json").text)["perpindahan"]}
    for refused in moves:
        # without the pair that has to part, which only some of these people make possible
        free = ("--set", "rencana.batas.pisah=[]")
        done = plan(office, "--from", str(before), "--refused", refused, "-f", "json", *free)
        assert done.code == 0, done.err
        again = json.loads(done.text)
        after = {row["nip"]: row["ke_id_jabatan"] for row in again["perpindahan"]}
        assert refused not in after
        changed = {row["nip"]: (row["dulu"], row["kini"]) for row in again["berubah"]}
        both = {*moves, *after}
        assert changed == {one: (moves.get(one), after.get(one)) for one in both if moves.get(one) != after.get(one)}
        assert changed[refused] == (moves[refused], None)
        assert [row["nip"] for row in again["berubah"] if row["menolak"]] == [refused]
    text = plan(office, "--from", str(before), "--refused", nip(2), *free, "--lang", "en").text
    assert f"P2 ({nip(2)}) refuses J1 and stays" in text


def test_what_cannot_be_taken_up_is_told(office: Path, tmp_path: Path):
    before = tmp_path / "rencana.yaml"
    assert plan(office, "-f", "yaml", "-o", str(before)).code == 0
    wrong = tmp_path / "salah.yaml"
    cases = [
        ("perpindahan: 5\n", "salah.yaml:1:14", "perpindahan takes a list"),
        ("moves: []\n", "salah.yaml:1:1", "it has no key perpindahan"),
        ("perpindahan: [a]\n", "salah.yaml:1:15", "a move takes keys with values"),
        ("perpindahan: [{nip: [1], ke_id_jabatan: J1}]\n", "salah.yaml:1:21", "nip takes a single value"),
        ("perpindahan:\n  - {nip: '1'}\n", "salah.yaml:2:5", "a move needs nip and ke_id_jabatan"),
        ("perpindahan: [{nip: '1', ke_id_jabatan: A}, {nip: '1', ke_id_jabatan: B}]\n", "salah.yaml:1:45",
         "1 moves twice"),
        ("perpindahan: [{nip: '1985', ke_id_jabatan: A}]\n", "", "no person with the NIP '1985'"),
        ("{", "salah.yaml", "is no plan"),
    ]  # fmt: skip
    for text, place, said in cases:
        wrong.write_text(text, encoding="utf-8")
        done = plan(office, "--from", str(wrong), "--lang", "en")
        assert (done.code, done.out) == (2, b"")
        assert said in done.err
        assert place in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--refused", nip(1)), "--refused goes with --from"),
        (("--from", "BEFORE", "--refused", nip(1)), "does not move in"),
        (("--from", "BEFORE", "--compare"), "--compare, --from do not go together"),
        (("--from", "BEFORE", "--method", "stable"), "which only --method optimal does"),
        (("--place", "J1"), "--place takes NIP=VACANCY"),
        (("--compare", "-f", "yaml"), "-f yaml is for one plan"),
        (("--unit", "X9"), "no unit 'X9'"),
        (("--keep", "1985"), "no person with the NIP '1985'"),
        (("--set", "rencana.batas.per_unit={X9: 1}"), "no unit 'X9'"),
        (("--set", "rencana.batas.jabatan_tetap=[X9]"), "no post 'X9'"),
        (("--set", "rencana.batas.isi_minimal=[{unit: U1, jumlah: 1, kolom: x, isi: y}]"), "no column of pegawai 'x'"),
        (("--set", "rencana.usaha=0"), "'0' is no whole number from 1 to 3600"),
    ],
)
def test_what_cannot_be_asked_is_told(office: Path, tmp_path: Path, arguments: tuple[str, ...], said: str):
    before = tmp_path / "rencana.yaml"
    assert plan(office, "-f", "yaml", "-o", str(before)).code == 0
    done = plan(office, *(str(before) if one == "BEFORE" else one for one in arguments), "--lang", "en")
    assert (done.code, done.out) == (2, b"")
    assert said in done.err


# Side by side


@pytest.mark.parametrize("code", ["id", "en"])
def test_three_methods_side_by_side(office: Path, code: str):
    assert_same(plan(office, "--compare", "--lang", code).text, GOLDEN / "plan" / f"compared.{code}.txt")


def test_side_by_side_as_documents_and_data(office: Path):
    for form, end in (("md", "md"), ("html", "html"), ("json", "json"), ("csv", "csv")):
        assert_same(plan(office, "--compare", "-f", form).text, GOLDEN / "plan" / f"compared.{end}")
    document = json.loads(plan(office, "--compare", "-f", "json").text)
    for side in document["rencana"]:
        alone = json.loads(plan(office, "--method", side["nama"], "-f", "json").text)
        assert alone["metode"] == side["nama"]
        assert alone["tujuan"]["perpindahan"] == side["perpindahan"]
        assert alone["manfaat"]["iri"] == side["iri"]
        for row in document["berbeda"]:
            to = {one["nip"]: one["ke_id_jabatan"] for one in alone["perpindahan"]}
            assert to.get(row["nip"]) == row[f"ke_{side['nama']}"]


def test_what_if_a_value_were_another(office: Path):
    document = json.loads(plan(office, "--what-if", "rencana.batas.perpindahan=3", "-f", "json").text)
    now, then = document["rencana"]
    assert (now["nama"], then["nama"]) == ("kini", "andai")
    assert now["perpindahan"] == 5
    assert then["perpindahan"] == 3
    text = plan(office, "--what-if", "rencana.batas.perpindahan=3", "--lang", "en").text
    assert "with rencana.batas.perpindahan=3" in text


def test_a_method_that_knows_no_limits_says_which_it_breaks(office: Path):
    done = plan(office, "--method", "stable", "--max-moves", "0", "--lang", "en")
    assert done.code == 0
    assert "at most 0 moves: not kept, this method knows no such limits" in done.text
