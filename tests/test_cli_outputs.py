"""No result is ever written over what the run reads, nor over another result, whatever is forced."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import mutasi
from tests.golden import ROOT


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office beside another one, and what was found in it."""
    folder = tmp_path_factory.mktemp("contoh")
    for name in ("kota", "lain"):
        mutasi("--as-of", "2026-01-31", "init", name, "--contoh", folder=folder)
    mutasi("validate", "--write-baseline", "--baseline", "lama.json", folder=folder / "kota")
    return folder


@pytest.fixture
def office(sample: Path, tmp_path: Path) -> Path:
    shutil.copytree(sample, tmp_path, dirs_exist_ok=True)
    return tmp_path / "kota"


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", "-o", "data/pegawai.csv"),
        ("validate", "-o", "baru.txt", "--report", "csv=mutasi.yaml"),
        ("validate", "data/pegawai.csv", "-f", "json", "-o", "data/../data/pegawai.csv"),
        ("validate", "--fix", "-o", "data/unit.csv"),
        ("validate", "--write-baseline", "--baseline", "data/pegawai.csv"),
        ("validate", "--baseline", "lama.json", "-f", "json", "-o", "lama.json"),
        ("shortlist", "-o", "data/lowongan.yaml"),
        ("shortlist", "-o", "tautan.csv"),
        ("score", "--report", "csv=data/jabatan.csv"),
        ("propose", "-o", "mutasi.yaml"),
        ("explain", "--vacancy", "L-001", "-o", "data/pegawai.csv"),
        ("forecast", "-o", "data/jabatan.csv"),
        ("shortlist", "--stability", "-f", "html", "-o", "data/jabatan.csv"),
        ("talent", "-o", "data/jabatan.csv"),
        ("weights", "-o", "mutasi.yaml"),
        ("weights", "--seal", "data/unit.csv"),
        ("diff", ".", "../lain", "-o", "../lain/data/pegawai.csv"),
        ("diff", ".", "../lain", "-o", "../lain/mutasi.yaml"),
        ("diff", "data/pegawai.csv", "../lain/data/pegawai.csv", "-o", "../lain/data/pegawai.csv"),
        ("config", "show", "-o", "mutasi.yaml"),
        ("schema", "pegawai", "-o", "data/pegawai.csv"),
        ("schema", "--package", "-o", "data/pegawai.csv"),
        ("rule", "NIP-02", "-o", "data/pegawai.csv"),
        ("completion", "bash", "-o", "mutasi.yaml"),
    ],
    ids=" ".join,
)
def test_an_input_is_never_written_over(office: Path, arguments: tuple[str, ...]) -> None:
    os.link(office / "data" / "unit.csv", office / "tautan.csv")
    before = content(office.parent)
    done = mutasi(*arguments, "--force", folder=office)
    assert (done.code, "is never written over" in done.err) == (2, True), done.err
    assert content(office.parent) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "a.txt", "--report", "json=./a.txt", "--force"), "is to hold two results"),
        (("-o", "a.txt", "--report", "json=ada.txt"), "exists already"),
    ],
)
def test_nothing_is_written_when_one_of_the_results_cannot_be(
    office: Path, arguments: tuple[str, ...], said: str
) -> None:
    (office / "ada.txt").write_text("x", encoding="utf-8")
    before = content(office)
    done = mutasi("shortlist", *arguments, folder=office)
    assert (done.code, said in done.err) == (2, True), done.err
    assert content(office) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("shortlist", "-o", "baru/dalam/a.txt"),
        ("explain", "--vacancy", "L-001", "-o", "baru/dalam/a.md"),
        ("validate", "-o", "ada.txt", "--report", "json=baru/dalam/a.json"),
        ("schema", "pegawai", "-o", "baru/dalam/a.json"),
        ("completion", "bash", "-o", "baru/dalam/mutasi"),
    ],
    ids=" ".join,
)
def test_a_folder_that_is_not_there_is_not_made(office: Path, arguments: tuple[str, ...]) -> None:
    before = content(office)
    done = mutasi(*arguments, "--force", folder=office)
    assert (done.code, done.out, content(office)) == (2, b"", before), done.err
    assert re.search(r"there is no folder \S*baru/dalam\n .*mkdir -p \S*baru/dalam\n", done.err)
    (office / "baru" / "dalam").mkdir(parents=True)
    assert mutasi(*arguments, "--force", folder=office).code == 0


def test_results_may_go_to_one_device(office: Path) -> None:
    done = mutasi("validate", "-o", "/dev/null", "--report", "json=/dev/null", folder=office)
    assert done.code == 0, done.err


def test_convert_writes_over_none_of_its_sources(tmp_path: Path) -> None:
    export = tmp_path / "data" / "pegawai.csv"
    export.parent.mkdir()
    export.write_text("NIP,NAMA,GOLONGAN,JABATAN,UNIT KERJA\n198503152010011007,Budi,III/d,Analis,Dinas Y\n", "utf-8")
    before = content(tmp_path)
    done = mutasi("convert", "data/pegawai.csv", "--to", ".", "--force", folder=tmp_path)
    assert (done.code, "is never written over" in done.err) == (2, True), done.err
    assert content(tmp_path) == before


# ---- streams that were closed before the program began


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("validate - --stdin-name pegawai.csv <&-", 2, "pegawai.csv: cannot be read: standard input is closed"),
        ("convert - --to hasil <&-", 2, "-: cannot be read: standard input is closed"),
        ("fmt - --stdin-name pegawai.csv <&-", 2, "pegawai.csv: cannot be read: standard input is closed"),
        ("validate >&-", 2, "<stdout>: cannot be written: it is closed"),
        ("shortlist -f json >&-", 2, "<stdout>: cannot be written: it is closed"),
        ("--help >&-", 2, "<stdout>: cannot be written: it is closed"),
        ("validate 2>&-", 0, ""),
        ("nothing 2>&-", 2, ""),
        ("shortlist -o hasil.txt <&- >&- 2>&-", 0, ""),
    ],
)
def test_closed_streams(office: Path, command: str, code: int, said: str) -> None:
    script = f"exec {shlex.quote(sys.executable)} -m mutasi {command}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MUTASI_LANG": "en"}
    done = subprocess.run(["sh", "-c", script], cwd=office, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (code, f"mutasi: {said}\n" if said else ""), done.stderr
    if "hasil.txt" in command:
        assert (office / "hasil.txt").stat().st_size > 1000
