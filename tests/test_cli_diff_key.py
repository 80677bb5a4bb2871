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


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("rekap.csv", "dua.csv", "--key", "kode"), "dua.csv: A stands in lines 2, 3"),
        (("dua.csv", "rekap.csv", "--key", "kode"), "dua.csv: A stands in lines 2, 3"),
        (("rekap.csv", "dua.csv", "--key", "kod"), "did you mean: kode?"),
        (("rekap.csv", "dua.csv"), "--key nip"),
        (("rekap.csv", ".", "--key", "kode"), "a folder"),
    ],
)
def test_what_cannot_be_compared_is_refused(place: Path, arguments: tuple[str, ...], told: str):
    (place / "dua.csv").write_text("kode,tahun\nA,2024\nA,2025\n", encoding="utf-8")
    done = diff(place, *arguments, "--lang", "en")
    assert (done.code, done.out) == (2, b"")
    assert told in done.err
