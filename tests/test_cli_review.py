"""`mutasi review`: two snapshots side by side, in every form, and what is not said of few people."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from mutasi.render.review_data import FIELDS
from tests.command_line import Result, mutasi
from tests.golden import GOLDEN, ROOT, assert_same
from tests.pages import sound_page
from tests.plan_office import nip, write

CITY = ROOT / "examples" / "pangkalpinang"
PEOPLE = 30
MOVED = 12
"""So many change places by twos: who was at J1 goes to J2 and the other way round."""


def office(score: int = 50) -> dict[str, Any]:
    held = {f"P{at}": ("J1", "J2")[at % 2] for at in range(1, PEOPLE + 1)}
    held.update(dict.fromkeys(("P25", "P26", "P27"), "J3") | dict.fromkeys(("P28", "P29", "P30"), "J5"))
    return {
        "skor": {
            name: {"J1": score + 5 * (post == "J2"), "J2": score + 10, "J3": 70, "J5": 70}
            for name, post in held.items()
        },
        "pemangku": held,
        "kursi": {"J1": 20, "J2": 15, "J3": 3, "J4": 2, "J5": 3},
        "unit": {"J2": "U2", "J3": "U3", "J4": "U3", "J5": "U4"},
        "rencana": {"jenjang_terbuka": ["ADMINISTRATOR"]},
    }


def plan(count: int = MOVED) -> bytes:
    posts = ("J1", "J2")
    made = [{"nip": nip(at), "ke_id_jabatan": posts[(at + 1) % 2]} for at in range(1, count + 1)]
    return json.dumps({"tmt_penempatan": "2026-04-15", "perpindahan": made}).encode()


@pytest.fixture
def snapshots(tmp_path: Path) -> Path:
    write(tmp_path / "lama", office())
    done = mutasi("apply", "-", "--to", "../baru", folder=tmp_path / "lama", stdin=plan())
    assert done.code == 0, done.err
    (tmp_path / "rencana.json").write_bytes(plan())
    return tmp_path


def review(folder: Path, *arguments: str, **surroundings: str) -> Result:
    return mutasi("review", "lama", "baru", *arguments, folder=folder, **surroundings)


@pytest.mark.parametrize("code", ["id", "en"])
@pytest.mark.parametrize(("form", "end"), [("text", "txt"), ("md", "md"), ("html", "html")])
def test_the_whole_review(snapshots: Path, code: str, form: str, end: str):
    done = review(snapshots, "-f", form, "--lang", code, "--plan", "rencana.json")
    assert (done.code, done.err) == (0, "")
    assert_same(done.text, GOLDEN / "review" / f"office.{code}.{end}")


@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_whole_review_as_data(snapshots: Path, form: str):
    done = review(snapshots, "-f", form, "--plan", "rencana.json")
    assert_same(done.text, GOLDEN / "review" / f"office.{form}")
    other = review(snapshots, "-f", form, "--plan", "rencana.json", "--lang", "en", "--color", "always", COLUMNS="40")
    assert done.out == other.out


def test_what_is_measured_by_hand(snapshots: Path):
    """Of 12 at J1 six came from J2 and six went there; everybody fits J2 by 60, J1 by 50 or, from J2, by 55."""
    made = json.loads(review(snapshots, "-f", "json", "--below", "55").text)
    units = {one["id_unit"]: one for one in made["per_unit"]}
    j1 = units["U1"]
    assert (j1["sebelum"]["pemangku"], j1["sesudah"]["pemangku"]) == (12, 12)
    assert j1["sebelum"]["skor_rerata_min"] == "50.00"
    # the six from J2 have 55 for J1, and six stayed with 50
    assert j1["sesudah"]["skor_rerata_min"] == "52.50"
    assert (j1["sebelum"]["di_bawah_ambang_min"], j1["sesudah"]["di_bawah_ambang_min"]) == (12, 6)
    moved, stayed = made["kelompok"]
    assert (moved["pegawai"], stayed["pegawai"]) == (MOVED, PEOPLE - MOVED)
    # six rise from 50 to 60, six fall from 60 to 55
    assert (moved["dibandingkan"], moved["naik"]) == (12, 6)
    assert (moved["naik_bagian_min"], moved["naik_bagian_maks"]) == ("0.211", "0.789")
    assert moved["perubahan_median"] == "-5.00"
    assert (stayed["naik"], stayed["perubahan_median"]) == (0, "0.00")
    assert moved["sesudah"]["bulan_di_jabatan_median"] == 0
    assert units["U3"]["sesudah"]["kosong"] == units["U3"]["sebelum"]["kosong"] == 2


def test_of_three_people_nothing_is_shown(snapshots: Path):
    made = json.loads(review(snapshots, "-f", "json").text)
    few = next(one for one in made["per_unit"] if one["id_unit"] == "U3")["sesudah"]
    assert few["pemangku"] == 3
    assert few["skor_rerata_min"] is None
    assert few["bulan_di_jabatan_median"] is None
    assert few["kosong"] == 2


def test_of_few_who_moved_nothing_is_said(tmp_path: Path):
    write(tmp_path / "lama", office())
    mutasi("apply", "-", "--to", "../baru", folder=tmp_path / "lama", stdin=plan(4))
    made = json.loads(review(tmp_path, "-f", "json").text)
    assert made["kelompok"][0] == {
        "kelompok": "pindah", "pegawai": 4, "terlalu_sedikit": True,
        **dict.fromkeys(("sebelum", "sesudah", "dibandingkan", "naik", "naik_bagian_min", "naik_bagian_maks",
                         "perubahan_median", "perubahan_median_min", "perubahan_median_maks")),
    }  # fmt: skip
    assert "4 people who hold posts at both times, too few to say" in review(tmp_path).text


def test_a_few_who_rose_are_not_counted(snapshots: Path):
    """Three more points for J2 of those who stay there: of 18 who stayed 3 rise, which tells of single people."""
    path = snapshots / "baru" / "data" / "pegawai.csv"
    lines = path.read_text().splitlines()
    for at in (13, 15, 17):
        assert ",55,60,70," in lines[at]
        lines[at] = lines[at].replace(",55,60,70,", ",55,63,70,")
    path.write_text("\n".join(lines) + "\n")
    stayed = json.loads(review(snapshots, "-f", "json").text)["kelompok"][1]
    assert (stayed["dibandingkan"], stayed["naik"], stayed["naik_bagian_min"]) == (18, None, None)
    assert stayed["perubahan_median"] == "0.00"


def test_what_was_written_down_since_is_no_change_of_fit(snapshots: Path):
    """The attendance of everybody is missing before: fit is a span, and nobody counts as risen."""
    path = snapshots / "lama" / "data" / "pegawai.csv"
    rows = list(csv.reader(io.StringIO(path.read_text())))
    rows = [[cell if at < 8 or not number else "" for at, cell in enumerate(row)] for number, row in enumerate(rows)]
    path.write_text("".join(",".join(row) + "\n" for row in rows))
    done = review(snapshots, "-f", "json", "--plan", "rencana.json")
    assert done.code == 0, done.err
    made = json.loads(done.text)
    assert made["semua"]["sebelum"]["skor_rerata_min"] == "0.00"
    assert made["semua"]["sebelum"]["skor_rerata_maks"] == "100.00"
    assert all(one["dibandingkan"] is None for one in made["kelompok"])
    assert "cannot be said whether the figure rose or fell" in review(snapshots).text


def test_the_plan_tells_who_moved_and_what_was_carried_out(snapshots: Path):
    (snapshots / "rencana.json").write_bytes(plan(16))
    made = json.loads(review(snapshots, "-f", "json", "--plan", "rencana.json").text)
    assert made["rencana"] == {"perpindahan": 16, "terlaksana": MOVED}
    assert made["kelompok"][0]["pegawai"] == 16


def test_nobody_is_named(snapshots: Path):
    for form in ("text", "json", "csv", "md", "html"):
        text = review(snapshots, "-f", form, "--plan", "rencana.json").text
        assert not any(nip(at) in text for at in range(1, PEOPLE + 1))
        assert "P30" not in text


def test_the_page_is_sound_and_tells_its_pictures_in_words(snapshots: Path):
    text = review(snapshots, "-f", "html", "--lang", "en").text
    page = sound_page(text)
    assert len(page.named("svg")) == len(page.named("desc")) == 2
    assert "Dinas U2: 60.00 → " in page.text


def test_names_from_the_data_do_no_harm(snapshots: Path):
    for folder in ("lama", "baru"):
        path = snapshots / folder / "data" / "unit.csv"
        path.write_text(path.read_text().replace("Dinas U2", "<script>|=U2"))
    for form in ("text", "md", "html", "csv"):
        text = review(snapshots, "-f", form).text
        assert "=U2" in text
        assert ("<script>" in text) == (form in ("text", "csv"))
    sound_page(review(snapshots, "-f", "html").text)


def test_80_columns_hold_it(snapshots: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mutasi.cli.session.terminal_width", lambda stream: 80)
    text = review(snapshots, "--plan", "rencana.json", "--lang", "id").text
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("baru", "lama"), 2, "the earlier one comes first"),
        (("lama", "tiada"), 2, "no such file or folder"),
        (("lama", "lama/mutasi.yaml"), 2, "is no folder"),
        (("lama", "kosong"), 1, "pegawai"),
        (("lama", "baru", "--plan", "lama/mutasi.yaml"), 2, "is no plan"),
        (("lama", "baru", "-o", "lama/data/unit.csv", "--force"), 2, "never written over"),
        (("lama", "baru", "--below", "-1"), 2, "below"),
    ],
)
def test_what_cannot_be_done_is_refused(snapshots: Path, arguments: tuple[str, ...], code: int, said: str):
    (snapshots / "kosong").mkdir()
    done = mutasi("review", *arguments, folder=snapshots)
    assert (done.code, done.out, said in done.err) == (code, b"", True)


def test_the_city_and_its_archive(tmp_path: Path):
    """Two snapshots of which the earlier lacks most tables: spans, groups, and both languages from one run."""
    reports = [part for form in ("md", "csv") for part in ("--report", f"{form}={tmp_path / form}")]
    done = mutasi("review", "arsip/2025-07", ".", *reports, folder=CITY)
    assert done.code == 0, done.err
    assert_same(done.text, GOLDEN / "review" / "city.en.txt")
    assert_same((tmp_path / "md").read_text(encoding="utf-8"), GOLDEN / "review" / "city.id.md")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "csv").read_text(encoding="utf-8"))))
    assert tuple(rows[0]) == FIELDS
    moved = {row["saat"]: int(row["pemangku"]) for row in rows if row["kode"] == "pindah"}
    # what the generator made: 10 promotions, 18 rotations and 2 who exchanged posts
    assert moved == {"sebelum": 30, "sesudah": 30}
    of_units = [row for row in rows if row["bagian"] == "unit" and row["saat"] == "sesudah"]
    assert sum(int(row["pemangku"]) for row in of_units) == int(rows[1]["pemangku"]) == 3610
