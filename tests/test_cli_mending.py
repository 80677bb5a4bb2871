"""`validate --fix`: what is mended, what is left, and that nothing gets worse."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mutasi.finding import Location
from mutasi.read.source import source_of
from mutasi.render.mending import Edit, mended
from tests.command_line import mutasi
from tests.golden import ROOT

PEOPLE = """\
nip;nama;golongn;id_unit;tanggal_lahir
198503152010011007;"Budi; S";III D;UNIT-AA;15/03/1985
198001012005012001;Ani;III/a;UNIT-AAA;01/01/1980
"""
UNITS = "- id_unit: UNIT-AAA # pusat\n  nama: Kota\n- id_unit: B\n  nama: B\n  id_induk: 'UNIT-AAAA'\n"


def city(folder: Path, people: str = PEOPLE) -> Path:
    (folder / "data").mkdir(parents=True)
    (folder / "mutasi.yaml").write_text("tanggal_acuan: 2026-01-31\n", encoding="utf-8")
    (folder / "data" / "pegawai.csv").write_text(people, encoding="utf-8")
    (folder / "data" / "unit.yaml").write_text(UNITS, encoding="utf-8")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}


def fingerprints(folder: Path) -> Counter[str]:
    done = mutasi("validate", "-f", "json", folder=folder)
    return Counter(one["fingerprint"] for one in json.loads(done.text)["findings"])


def test_what_is_certain_is_written_as_it_was_understood(tmp_path: Path) -> None:
    done = mutasi("validate", "--fix", folder=city(tmp_path))
    assert "mended: data/pegawai.csv" in done.err
    assert (tmp_path / "data" / "pegawai.csv").read_text(encoding="utf-8") == (
        PEOPLE.replace("15/03/1985", "1985-03-15").replace("01/01/1980", "1980-01-01")
    )
    assert (tmp_path / "data" / "unit.yaml").read_text(encoding="utf-8") == UNITS


def test_what_is_likely_is_mended_when_it_is_asked_for(tmp_path: Path) -> None:
    done = mutasi("validate", "--fix", "--unsafe-fixes", "--show-fixes", folder=city(tmp_path))
    assert "data/pegawai.csv:1:10: KOLOM-04: 'golongn' becomes 'golongan'" in done.err
    people = (tmp_path / "data" / "pegawai.csv").read_text(encoding="utf-8")
    assert "data/pegawai.csv:2:30: NILAI-02: 'III D' becomes 'III/d'" in done.err
    assert people.startswith("nip;nama;golongan;id_unit;tanggal_lahir\n")
    assert '198503152010011007;"Budi; S";III/d;UNIT-AAA;1985-03-15' in people
    assert (tmp_path / "data" / "unit.yaml").read_text(encoding="utf-8") == UNITS.replace("UNIT-AAAA", "UNIT-AAA")
    assert done.code == 0, done.text


@pytest.mark.parametrize("options", [("--fix", "--diff"), ("--unsafe-fixes", "--diff"), ("--diff",)])
def test_diff_writes_nothing(tmp_path: Path, options: tuple[str, ...]) -> None:
    before = content(city(tmp_path))
    done = mutasi("validate", *options, folder=tmp_path)
    assert (done.code, done.text.startswith("--- data/pegawai.csv\n+++ data/pegawai.csv\n")) == (1, True)
    assert content(tmp_path) == before


def test_what_would_bring_another_fault_is_left(tmp_path: Path) -> None:
    """With its right name the column would show a rank that does not exist."""
    done = mutasi("validate", "--unsafe-fixes", folder=city(tmp_path, PEOPLE.replace("III/a", "III/z")))
    assert "left alone: data/pegawai.csv: not all is mended: that would bring another fault" in done.err
    assert b"golongn" in (tmp_path / "data" / "pegawai.csv").read_bytes()
    assert b"III D;UNIT-AAA" in (tmp_path / "data" / "pegawai.csv").read_bytes()


def test_a_short_code_is_never_guessed(tmp_path: Path) -> None:
    people = "nip,nama,golongan\n198503152010011007,Budi,III/x\n"
    mutasi("validate", "--unsafe-fixes", folder=city(tmp_path, people))
    assert (tmp_path / "data" / "pegawai.csv").read_text(encoding="utf-8") == people


def test_the_faulty_city_gets_no_worse_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    """By what is certain, then by what is likely."""
    city = shutil.copytree(ROOT / "examples" / "rusak", tmp_path / "kota")
    before = fingerprints(city)
    for options in (("--fix",), ("--fix", "--unsafe-fixes")):
        mutasi("validate", *options, folder=city)
        after = fingerprints(city)
        assert not after - before
        before = after
    first = content(city)
    mutasi("validate", "--fix", "--unsafe-fixes", folder=city)
    assert content(city) == first


CELLS = st.sampled_from(
    ["198503152010011007", "19850315 201001 1 007", "Budi", "III/d", "iii/D", "III-D", "1985-03-15", "15/03/1985",
     "15 Maret 1985", "UNIT-AAA", "UNIT-AA", "", " x ", '"a, b"', "PNS", "pns", "C P N S", "85,5", "1985/03/15"]
)  # fmt: skip
HEADS = st.lists(
    st.sampled_from(
        ["nip", "nama", "golongan", "golongn", "id_unit", "tanggal_lahir", "status_kepegawaian", "kehadiran"]
    ),
    min_size=2, max_size=6, unique=True,
)  # fmt: skip


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_mending_never_adds_a_finding_and_is_done_in_one_run(tmp_path: Path, data: st.DataObject) -> None:
    heads = data.draw(HEADS)
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(heads), max_size=len(heads)), min_size=1, max_size=3))
    people = "\n".join(",".join(cells) for cells in [heads, *rows]) + "\n"
    shutil.rmtree(tmp_path / "k", ignore_errors=True)
    folder = city(tmp_path / "k", people)
    option = data.draw(st.sampled_from(["--fix", "--unsafe-fixes"]))
    before = fingerprints(folder)
    mutasi("validate", option, folder=folder)
    first = content(folder)
    assert not fingerprints(folder) - before
    mutasi("validate", option, folder=folder)
    assert content(folder) == first


# ---- texts at their places


def put(line: int, column: int, end: int, after: str, end_line: int = 0, rule: str = "R") -> Edit:
    return Edit(rule, Location("x", line, column, end_line or line, end), "", after)


@pytest.mark.parametrize(
    ("suffix", "text", "edits", "after"),
    [
        (".csv", "a,b\r\nc,d\r\n", [put(2, 1, 2, "x"), put(2, 3, 4, "y,z")], 'a,b\r\nx,"y,z"\r\n'),
        (".csv", 'a;"b"\n', [put(1, 3, 6, 'q"q')], 'a;"q""q"\n'),
        (".csv", 'a,"b\nc"\n', [put(1, 3, 3, "x", 2)], 'a,"x"\n'),
        (".yaml", "- a: b # c\n", [put(1, 6, 7, "x")], "- a: x # c\n"),
        (".yaml", "- a: b\n", [put(1, 6, 7, "no")], '- a: "no"\n'),
        (".yaml", "- a: 'b'\n", [put(1, 6, 9, "it's")], "- a: 'it''s'\n"),
        (".yaml", '- a: "b"\n', [put(1, 6, 9, "é: x")], '- a: "é: x"\n'),
        (".yaml", "- a: b\n", [put(1, 6, 7, "1985-03-15")], '- a: "1985-03-15"\n'),
        (".yaml", "- a: b\n", [put(1, 6, 7, "1985-03-15", rule="NILAI-03")], "- a: 1985-03-15\n"),
        (".yaml", '- a: "b"\n', [put(1, 6, 9, "85.5", rule="NILAI-04")], '- a: "85.5"\n'),
        (".csv", "a|b\n", [put(1, 3, 4, "1985-03-15")], "a|1985-03-15\n"),
        (".json", '[{"a": 1}]\n', [put(1, 8, 9, "x")], '[{"a": "x"}]\n'),
        (".json", '[{"a": 1, "b": "2"}]\n', [put(1, 8, 9, "1.5"), put(1, 16, 19, "3")], '[{"a": 1.5, "b": "3"}]\n'),
    ],
)
def test_texts_are_written_as_their_file_asks(suffix: str, text: str, edits: list[Edit], after: str) -> None:
    assert mended(source_of(text.encode(), f"x{suffix}"), edits, suffix) == after.encode()


# ---- records with faults


def invalid(folder: Path, name: str = "salah-pegawai.csv") -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_records_with_faults(tmp_path: Path) -> None:
    people = 'nip,nama,golongan\n198503152010011007,"Budi\nS",III/d\n198001012005012001,=1+1,III/z\n'
    city(tmp_path, people)
    (tmp_path / "data" / "unit.yaml").unlink()
    done = mutasi("validate", "--write-invalid", "salah.csv", folder=tmp_path)
    assert (done.code, "records with faults: salah-pegawai.csv" in done.err) == (1, True)
    (row,) = invalid(tmp_path)
    assert list(row) == ["nip", "nama", "golongan", "baris", "isi_baris", "masalah"]
    assert "KOLOM-08 golongan 'III/z' is not in the list" in row["masalah"]
    assert (row["nama"], row["baris"], row["isi_baris"]) == ("'=1+1", "4", "")  # no formula for a spreadsheet
    assert mutasi("validate", "--write-invalid", "salah.csv", folder=tmp_path).code == 2
    assert mutasi("validate", "--write-invalid", "salah.csv", "--force", folder=tmp_path).code == 1


def test_records_of_each_table_have_their_file(tmp_path: Path) -> None:
    city(tmp_path, "nip,nama,golongan\n198001012005012001,Ani,III/z\n")
    mutasi("validate", "--write-invalid", "keluar/salah.csv", folder=tmp_path)
    assert {path.name for path in (tmp_path / "keluar").iterdir()} == {"salah-pegawai.csv", "salah-unit.csv"}
    assert [row["id_unit"] for row in invalid(tmp_path / "keluar", "salah-unit.csv")] == ["B"]


def test_records_that_were_left_out_are_there_as_they_stand(tmp_path: Path) -> None:
    people = 'nip,nama\n198503152010011007,Budi,x\n198001012005012001,"An"i\n198503152010011007,Ani,"y\nz"\n'
    city(tmp_path, people + "198503152010011007,Cici\n")
    (tmp_path / "data" / "unit.yaml").unlink()
    (tmp_path / "data" / "unit.csv").write_text("id_unit,nama\nA,Kota,x\n", encoding="utf-8")  # the same line as Budi
    mutasi("validate", "--write-invalid", "salah.csv", folder=tmp_path)
    found = [(row["nip"], row["baris"], row["isi_baris"], row["masalah"][:9]) for row in invalid(tmp_path)]
    assert found == [
        ("", "2", "198503152010011007,Budi,x", "BERKAS-05"),
        ("", "3", '198001012005012001,"An"i', "BERKAS-08"),
        ("", "4", '198503152010011007,Ani,"y\nz"', "BERKAS-05"),
    ]


def test_both_records_of_a_key_that_is_there_twice_are_written(tmp_path: Path) -> None:
    people = "nip,nama\n198503152010011007,Budi\n198001012005012001,Ani\n198503152010011007,Dedi\n"
    mutasi("validate", "--write-invalid", "salah.csv", folder=city(tmp_path, people))
    assert [(row["nama"], row["masalah"][:8]) for row in invalid(tmp_path)] == [
        ("Budi", "GANDA-01"), ("Dedi", "GANDA-01")
    ]  # fmt: skip


def test_records_with_faults_do_not_go_to_stdout(tmp_path: Path) -> None:
    before = content(city(tmp_path))
    done = mutasi("validate", "--write-invalid", "-", folder=tmp_path)
    assert (done.code, "a file for each table" in done.err, content(tmp_path)) == (2, True, before)


def test_without_faults_no_file_is_written(tmp_path: Path) -> None:
    city(tmp_path, "nip,nama\n198503152010011007,Budi\n")
    (tmp_path / "data" / "unit.yaml").write_text("- id_unit: A\n  nama: Kota\n", encoding="utf-8")
    before = content(tmp_path)
    done = mutasi("validate", "--write-invalid", "salah.csv", folder=tmp_path)
    assert ("salah.csv was not written" in done.err, content(tmp_path)) == (True, before), done.text
