"""Several reports in one run, and each format as it is written for a small faulty dataset."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mutasi.render.findings import FORMATS, MACHINE, PLAIN
from tests.command_line import mutasi
from tests.golden import GOLDEN, ROOT, assert_same

FAULTY = ROOT / "tests" / "data" / "findings"
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FAULTY, tmp_path / "faulty"))


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_as_it_is_written(faulty: Path, name: str) -> None:
    done = mutasi("validate", "-f", name, folder=faulty)
    assert (done.code, done.err) == (1, "")
    assert_same(done.text, GOLDEN / "findings" / f"{name}.txt")


@pytest.mark.parametrize("name", ["text", *PLAIN])
def test_formats_for_people_in_indonesian(faulty: Path, name: str) -> None:
    assert_same(
        mutasi("validate", "-f", name, "--lang", "id", folder=faulty).text, GOLDEN / "findings" / f"{name}.id.txt"
    )


@pytest.mark.parametrize("name", PLAIN)
def test_formats_for_people_know_no_colour_or_terminal(faulty: Path, name: str) -> None:
    plain = mutasi("validate", "-f", name, folder=faulty)
    other = mutasi("validate", "-f", name, "--color", "always", folder=faulty, FORCE_COLOR="1", COLUMNS="40")
    assert plain.out == other.out
    assert not CONTROL.search(plain.text)


@pytest.mark.parametrize("name", ["text", *PLAIN])
def test_formats_for_people_hold_remarks_when_these_are_asked_for(faulty: Path, name: str) -> None:
    assert " BERKAS-27" not in mutasi("validate", "-f", name, folder=faulty).text
    assert " BERKAS-27" in mutasi("validate", "-f", name, "-v", folder=faulty).text


@pytest.mark.parametrize("name", MACHINE)
def test_formats_for_programs_always_hold_remarks(faulty: Path, name: str) -> None:
    plain = mutasi("validate", "-f", name, folder=faulty)
    assert "BERKAS-27" in plain.text or name == "gitlab"
    assert plain.out == mutasi("validate", "-f", name, "-v", folder=faulty).out


def test_all_formats_in_one_run(faulty: Path) -> None:
    (faulty / "out").mkdir()
    reports = [argument for name in FORMATS for argument in ("--report", f"{name}=out/{name}")]
    done = mutasi("validate", "-f", "concise", *reports, folder=faulty)
    assert (done.code, done.err) == (1, "")
    assert done.text == (GOLDEN / "findings" / "concise.txt").read_text(encoding="utf-8")
    for name in FORMATS:
        assert_same((faulty / "out" / name).read_text(encoding="utf-8"), GOLDEN / "findings" / f"{name}.txt")


def test_one_report_that_cannot_be_written_ends_with_2(faulty: Path) -> None:
    (faulty / "there").write_text("mine")
    done = mutasi("validate", "--report", "sarif=there", folder=faulty)
    assert done.code == 2
    assert len(done.err.splitlines()) == 1
    assert (faulty / "there").read_text() == "mine"


@pytest.mark.parametrize("report", ["sarif", "sarif=", "=x", "html=x", "SARIF=x"])
def test_a_report_of_no_format_is_refused_before_anything_is_written(faulty: Path, report: str) -> None:
    done = mutasi("validate", "--report", report, "--report", "json=ours.json", folder=faulty)
    assert done.code == 2
    assert done.out == b""
    assert not (faulty / "ours.json").exists()


@pytest.mark.parametrize("name", MACHINE)
def test_machine_formats_know_no_language_colour_or_terminal(faulty: Path, name: str) -> None:
    plain = mutasi("validate", "-f", name, folder=faulty)
    other = mutasi(
        "validate", "-f", name, "--lang", "id", "--color", "always", "-v", folder=faulty, FORCE_COLOR="1", COLUMNS="40"
    )
    assert plain.out == other.out
    assert not CONTROL.search(plain.text)


@pytest.mark.parametrize("name", MACHINE)
def test_machine_formats_are_utf8_on_any_terminal(faulty: Path, name: str) -> None:
    narrow = mutasi("validate", "-f", name, folder=faulty, encoding="ascii")
    assert narrow.out == mutasi("validate", "-f", name, folder=faulty).out


def test_a_sound_dataset_has_reports_too(tmp_path: Path) -> None:
    (tmp_path / "unit.csv").write_text("id_unit,nama,id_induk\nD.01,Dinas Kesehatan,\n")
    (tmp_path / "mutasi.yaml").write_text("tanggal_acuan: 2026-04-01\n")
    done = mutasi("validate", "unit.csv", *(f"--report={name}={name}.out" for name in FORMATS), folder=tmp_path)
    assert done.code == 0
    suite = ElementTree.parse(tmp_path / "junit.out").getroot()
    assert (suite.get("failures"), suite[0].get("name")) == ("0", "unit.csv")
    assert json.loads((tmp_path / "sarif.out").read_text())["version"] == "2.1.0"


HOSTILE_NAMES = (
    b"n\n::error::x.csv",
    b"a,line=1:b;c%0A::error::.csv",
    b"\x1b]52;c;eA==\x07.csv",
    b"\xff\xfe.csv",
    b"]]><!--&.csv",
    b"|`x`|[y](z).csv",
)


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are not bytes here")
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("file", HOSTILE_NAMES)
def test_a_hostile_name_of_a_file(faulty: Path, file: bytes, name: str) -> None:
    before = mutasi("validate", "-f", name, folder=faulty)
    (faulty / "data" / os.fsdecode(file)).write_text("nip,nama\n")
    done = mutasi("validate", "-f", name, folder=faulty)
    assert (done.code, done.err) == (1, "")
    assert not CONTROL.search(done.text)
    if name in ("github", "concise", "jsonl", "csv"):
        assert len(done.text.splitlines()) == len(before.text.splitlines()) + 1
    if name == "github":
        assert {line.split()[0] for line in done.text.splitlines()} <= {"::error", "::warning", "::notice"}
