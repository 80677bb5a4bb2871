"""`mutasi diff --key`: two files of any table, in any form, by the columns that tell their records apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import Result, mutasi

NEW = [
    {"kode": "B", "tahun": 2024, "isi": 9}, {"kode": "A", "tahun": 2024, "isi": 1},
    {"kode": "D", "tahun": 2024, "isi": 4},
]  # fmt: skip
OLD = "kode,tahun,isi\nA,2024,1\nB,2024,2\nC,2024,3\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "rekap.csv").write_text(OLD, encoding="utf-8")
    return tmp_path


def diff(place: Path, *arguments: str, stdin: bytes = b"") -> Result:
    return mutasi("diff", *arguments, folder=place, stdin=stdin)


def changes(done: Result) -> tuple[list[list[str]], int]:
    """Kind, key, column, old and new of each change, and how many records are unchanged."""
    assert done.code == 0, done.err
    document = json.loads(done.text)
    fields = ("jenis", "kunci", "field", "lama", "baru")
    return [[row[name] for name in fields] for row in document["perubahan"]], document["ringkasan"]["tetap"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lain.csv", "isi;kode;tahun\n9;B;2024\n1;A;2024\n4;D;2024\n"),
        ("lain.yaml", "".join(f"- {json.dumps(row)}\n" for row in NEW)),
        ("lain.json", json.dumps(NEW)),
    ],
)  # fmt: skip
def test_any_form_against_any_other(place: Path, name: str, text: str):
    (place / name).write_text(text, encoding="utf-8")
    told = [["baru", "D", "", "", ""], ["keluar", "C", "", "", ""], ["ubah", "B", "isi", "2", "9"]]
    assert changes(diff(place, "rekap.csv", name, "--key", "kode", "-f", "json")) == (told, 1)
    shown = diff(place, "rekap.csv", name, "--key", "kode", "--lang", "en").text
    assert shown.startswith("lain: records added 1, records removed 1, cells changed 1, unchanged 1\n")


def test_several_columns_are_one_key(place: Path):
    (place / "lain.csv").write_text(OLD.replace("A,2024", "A,2025"), encoding="utf-8")
    told = [["baru", "A 2025", "", "", ""], ["keluar", "A 2024", "", "", ""]]
    for keys in (("--key", "kode", "--key", "tahun"), ("--key", "kode,tahun")):
        assert changes(diff(place, "rekap.csv", "lain.csv", *keys, "-f", "json")) == (told, 2)


def test_standard_input_is_a_side(place: Path):
    piped = diff(place, "-", "rekap.csv", "--key", "kode", "-f", "json", stdin=OLD.replace("3\n", "7\n").encode())
    assert changes(piped) == ([["ubah", "C", "isi", "7", "3"]], 2)


def test_a_table_of_a_dataset_may_be_told_apart_otherwise(place: Path):
    for name, date in (("lama", "2024-01-02"), ("baru", "02/01/2024")):
        (place / name).mkdir()
        (place / name / "diklat.csv").write_text(
            f"nip,jenis,tanggal\n198503152010011007,PKA,{date}\n198503152010011007,PKP,15/02/2024\n", encoding="utf-8"
        )
    done = diff(place, "lama/diklat.csv", "baru/diklat.csv", "--key", "nip,jenis", "-f", "json")
    assert changes(done) == ([], 2)  # the spelling of a date is no change


def test_two_columns_are_not_one_text(place: Path):
    (place / "satu.csv").write_text("a,b,c\nA,B C,1\n", encoding="utf-8")
    (place / "dua.csv").write_text("a,b,c\nA B,C,1\n", encoding="utf-8")
    told = [["baru", "A B C", "", "", ""], ["keluar", "A B C", "", "", ""]]
    assert changes(diff(place, "satu.csv", "dua.csv", "--key", "a,b", "-f", "json")) == (told, 0)


def test_the_names_of_files_decide_nothing_alone(place: Path):
    """Which of two files bears the name of a table, and how a column is written, changes no answer."""
    text = "NIP,Nama,Tanggal Lahir\n198503152010011007,Sari,15/03/1985\n198503152010011008,Budi,15/03/1985\n"
    (place / "pegawai.csv").write_text(text, encoding="utf-8")
    (place / "pegawai_juli.csv").write_text(text.replace("Budi", "Andi"), encoding="utf-8")
    one, other = (
        changes(diff(place, *files, "--key", "NIP", "-f", "json"))
        for files in (("pegawai.csv", "pegawai_juli.csv"), ("pegawai_juli.csv", "pegawai.csv"))
    )
    assert one == ([["ubah", "198503152010011008", "nama", "Budi", "Andi"]], 1)
    assert other == ([["ubah", "198503152010011008", "nama", "Andi", "Budi"]], 1)
    people = diff(place, "pegawai.csv", "pegawai_juli.csv", "--table", "pegawai", "-f", "json")
    assert changes(people) == ([["nama", "198503152010011008", "nama", "Budi", "Andi"]], 1)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("rekap.csv", "dua.csv", "--key", "kode"), "dua.csv: A stands in lines 2, 3"),
        (("dua.csv", "rekap.csv", "--key", "kode"), "dua.csv: A stands in lines 2, 3"),
        (("rekap.csv", "dua.csv", "--key", "kod"), "did you mean: kode?"),
        (("rekap.csv", "dua.csv"), "--key nip"),
        (("rekap.csv", ".", "--key", "kode"), "a folder"),
        (("pegawai.csv", "jabatan.csv"), "nothing to compare"),
        (("rekap.csv", "dua.csv", "--table", "pegawaii"), "did you mean: pegawai?"),
    ],
)
def test_what_cannot_be_compared_is_refused(place: Path, arguments: tuple[str, ...], told: str):
    (place / "dua.csv").write_text("kode,tahun\nA,2024\nA,2025\n", encoding="utf-8")
    (place / "pegawai.csv").write_text("nip,nama\n198503152010011007,A\n", encoding="utf-8")
    (place / "jabatan.csv").write_text("id_jabatan,nama\nJ,A\n", encoding="utf-8")
    done = diff(place, *arguments, "--lang", "en")
    assert (done.code, done.out) == (2, b"")
    assert told in done.err
