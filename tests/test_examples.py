"""The example city: the committed files are what the generator makes, and what the README claims of them holds."""

from __future__ import annotations

import csv
import datetime
import io
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from examples.generator.__main__ import all_files
from examples.generator.draw import Draw

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
CITY = EXAMPLES / "pangkalpinang"
ARCHIVE = CITY / "arsip" / "2025-07"
FAULTY = EXAMPLES / "rusak"

Row = dict[str, str]


def lines(path: Path) -> list[str]:
    """The physical lines; only line feeds end them."""
    return path.read_bytes().decode("utf-8").split("\n")


@cache
def rows(path: Path) -> list[Row]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))


def table(name: str, folder: Path = CITY) -> list[Row]:
    return rows(folder / "data" / f"{name}.csv")


def by(key: str, name: str, folder: Path = CITY) -> dict[str, Row]:
    found = {row[key]: row for row in table(name, folder)}
    assert len(found) == len(table(name, folder))
    return found


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


# ---- the generator


def test_committed_files_are_what_the_generator_makes() -> None:
    made = all_files()
    kept = {
        path.relative_to(EXAMPLES).as_posix(): path.read_bytes()
        for folder in (CITY, FAULTY)
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert sorted(made) == sorted(kept)
    different = [name for name in sorted(made) if made[name] != kept[name]]
    assert different == [], "run python -m examples.generator and read the diff"


def test_choices_are_those_of_every_python() -> None:
    draw = Draw("test")
    assert [draw.below(1000) for _ in range(6)] == CHOICES
    assert draw.shuffled("abcdefgh") == list(SHUFFLED)
    assert Draw("test").below(1000) == CHOICES[0]


CHOICES = [103, 935, 138, 910, 182, 699]
SHUFFLED = "befaghcd"


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.csv")), ids=lambda path: str(path.relative_to(EXAMPLES)))
def test_csv_is_compact(path: Path) -> None:
    data = path.read_bytes()
    assert data.endswith(b"\n")
    assert b"\r" not in data
    assert not data.startswith(b"\xef\xbb\xbf")


# ---- the current snapshot


def test_head_counts() -> None:
    people = table("pegawai")
    status = Counter(row["status_kepegawaian"] for row in people)
    assert 3550 <= len(people) <= 3700
    assert 500 <= status["PPPK"] <= 700
    assert 20 <= status["CPNS"] <= 60
    posts = by("id_jabatan", "jabatan")
    levels = Counter(posts[row["id_jabatan"]]["jenjang"] for row in people)
    assert levels["JPT_PRATAMA"] == 35 - 8
    assert 120 <= levels["ADMINISTRATOR"] <= 170
    assert 380 <= levels["PENGAWAS"] <= 500
    teachers = sum(posts[row["id_jabatan"]]["kode_jabatan"].startswith("GURU") for row in people)
    assert teachers > 1000


def test_structure() -> None:
    units = Counter(row["jenis"] for row in table("unit"))
    assert units["kecamatan"] == 7
    assert units["kelurahan"] == 42
    assert units["puskesmas"] == 9
    assert units["rumah_sakit"] == 1
    assert units["sekolah"] == 100
    assert units["dinas"] + units["badan"] + units["satuan"] == 26


def test_references_lead_somewhere() -> None:
    people, units, posts = by("nip", "pegawai"), by("id_unit", "unit"), by("id_jabatan", "jabatan")
    assert all(row["id_induk"] in units or row["id_unit"] == "KOTA" for row in units.values())
    assert all(row["id_unit"] in units and row["atasan"] in {*posts, ""} for row in posts.values())
    assert all(row["id_jabatan"] in posts and row["id_unit"] in {*units, ""} for row in people.values())
    for name in ("penugasan", "riwayat_jabatan", "kinerja", "kompetensi", "pendidikan", "diklat", "disiplin", "minat"):
        assert all(row["nip"] in people for row in table(name)), name
    assert all(row["nip_a"] in people and row["nip_b"] in people for row in table("relasi"))


def test_nip_agrees_with_the_person_but_for_three() -> None:
    differ = []
    for row in table("pegawai"):
        born, joined, sex = row["tanggal_lahir"], row["tmt_cpns"], row["jenis_kelamin"]
        entry = f"{joined[:4]}21" if row["status_kepegawaian"] == "PPPK" else joined[:7].replace("-", "")
        if row["nip"][:15] != born.replace("-", "") + entry + ("1" if sex == "L" else "2"):
            differ.append(row["nip"])
    assert len(differ) == 3


def test_no_post_has_more_holders_than_seats() -> None:
    for folder in (CITY, ARCHIVE):
        posts = by("id_jabatan", "jabatan", folder)
        holders = Counter(row["id_jabatan"] for row in table("pegawai", folder))
        assert all(count <= int(posts[id]["kebutuhan"]) for id, count in holders.items())


def test_careers_touch_and_begin_with_the_entry() -> None:
    people = by("nip", "pegawai")
    history = defaultdict(list)
    for row in table("riwayat_jabatan"):
        history[row["nip"]].append(row)
    broken = 0
    for nip, past in history.items():
        starts = [row["tmt"] for row in past] + [people[nip]["tmt_jabatan"]]
        broken += [row["tmt_selesai"] for row in past] != starts[1:]
        assert all(row["tmt"] < row["tmt_selesai"] for row in past)
        assert past[0]["tmt"] >= people[nip]["tmt_cpns"]
    assert broken <= 6


TOP_POSTS = (
    "DINKES-KEPALA", "DISHUB-KEPALA", "DISPUSIP-KEPALA", "DISKOMINFO-KEPALA", "DISPORA-KEPALA", "DISPAR-KEPALA",
    "SETWAN-SEKWAN", "SETDA-SAHLI.PHP",
)  # fmt: skip


def test_eight_top_posts_are_open_and_acted_in() -> None:
    acting = {row["id_jabatan"] for row in table("penugasan") if row["jenis"] == "plt"}
    held = {row["id_jabatan"] for row in table("pegawai")}
    vacant = "\n".join(lines(CITY / "data" / "lowongan.yaml"))
    for post in TOP_POSTS:
        assert post in acting
        assert post not in held
        assert f"    id_jabatan: {post}\n" in vacant


def test_vacancies_are_free() -> None:
    posts = by("id_jabatan", "jabatan")
    holders = Counter(row["id_jabatan"] for row in table("pegawai"))
    text = lines(CITY / "data" / "lowongan.yaml")
    found = [line.split(": ")[1] for line in text if line.startswith("    id_jabatan: ")]
    seats = [int(line.split(": ")[1]) for line in text if line.startswith("    jumlah: ")]
    assert 55 <= len(found) <= 65
    for id, count in zip(found, seats, strict=True):
        assert int(posts[id]["kebutuhan"]) - holders[id] >= count


# ---- what happened between the snapshots


def test_list_of_changes_is_exact() -> None:
    listed = defaultdict(set)
    for row in rows(CITY / "arsip" / "perubahan.csv"):
        listed[row["jenis"]].add(row["kunci"])
    before, after = by("nip", "pegawai", ARCHIVE), by("nip", "pegawai")
    assert set(before) - set(after) == listed["pensiun"] | listed["keluar"]
    assert set(after) - set(before) == listed["masuk"]
    changed = _changed(before, after)
    assert changed["id_jabatan"] == changed["tmt_jabatan"] == listed["promosi"] | listed["rotasi"] | listed["tukar"]
    assert changed["golongan"] == changed["tmt_pangkat"] == listed["naik_pangkat"]
    assert changed["masa_kerja_bulan"] | changed["masa_kerja_tahun"] <= listed["naik_pangkat"]
    assert changed["nama"] == listed["koreksi_nama"]
    assert changed["gelar_belakang"] == listed["gelar"]
    assert set(changed) == {
        "id_jabatan", "tmt_jabatan", "golongan", "tmt_pangkat", "masa_kerja_tahun", "masa_kerja_bulan", "nama",
        "gelar_belakang",
    }  # fmt: skip
    for name, key in (("unit", "id_unit"), ("jabatan", "id_jabatan")):
        renamed = _changed(by(key, name, ARCHIVE), by(key, name))
        assert renamed == {"nama": listed[f"ganti_nama_{name}"]}


def _changed(before: dict[str, Row], after: dict[str, Row]) -> dict[str, set[str]]:
    """The keys of the records in both that differ, by column."""
    changed = defaultdict(set)
    for key in set(before) & set(after):
        for column, value in before[key].items():
            if value != after[key][column]:
                changed[column].add(key)
    return dict(changed)


def test_changes_are_those_of_half_a_year() -> None:
    count = Counter(row["jenis"] for row in rows(CITY / "arsip" / "perubahan.csv"))
    assert 25 <= count["pensiun"] <= 40
    assert count["masuk"] == 30
    assert count["tukar"] == 2
    assert 100 <= count["naik_pangkat"] <= 200


# ---- the faulty city


def faults() -> list[Row]:
    return rows(FAULTY / "cacat.csv")


def test_faults_are_numbered_and_of_many_rules() -> None:
    assert list(dict.fromkeys(int(row["no"]) for row in faults())) == list(range(1, 81))
    assert len({row["aturan"] for row in faults()}) >= 40


@pytest.mark.parametrize("fault", faults(), ids=lambda row: f"{row['no']}-{row['aturan']}")
def test_fault_points_at_its_key(fault: Row) -> None:
    text = lines(FAULTY / fault["berkas"])
    line = int(fault["baris"])
    if line == 0:
        assert fault["kunci"] == ""
    elif fault["berkas"].endswith(".csv"):
        assert fault["kunci"] in text[line - 1].replace(" ", "") + text[line - 1]  # a NIP is named without its spaces
        assert fault["kolom"] in text[0]
    else:
        assert text[line - 1].strip().startswith(f"{fault['kolom']}:")
        assert any(fault["kunci"] in above for above in text[max(line - 10, 0) : line])
