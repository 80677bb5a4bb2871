"""`mutasi propose` into folders: all or nothing, for one run at a time, and never over what is somebody else's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mutasi.cli.folder import _stem, only_writer
from mutasi.cli.main import Stopped
from mutasi.render.proposal import FORMATS
from tests.command_line import mutasi
from tests.documents import of_docx
from tests.golden import ROOT
from tests.plan_office import write

OFFICE = {"skor": {"P1": {"J1": 90}, "P2": {"J1": 80, "J2": 60}, "P3": {"J2": 70}}}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write(tmp_path / "kantor", OFFICE)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_holds_every_format_and_a_letter_for_each_and_is_replaced_only_when_asked(office: Path) -> None:
    done = mutasi("propose", "--to", "usulan", folder=office)
    assert (done.code, done.out) == (0, b"")
    first = files(office / "usulan")
    assert {name for name in first if "/" not in name} == {"manifest.json", *(f"usulan.{name}" for name in FORMATS)}
    assert len([name for name in first if name.startswith("surat/")]) == 2 * 3
    again = mutasi("--lang", "en", "propose", "--to", "usulan", "--tmt", "2026-05-01", folder=office)
    assert (again.code, files(office / "usulan")) == (2, first)
    assert "is not empty" in again.err
    assert mutasi("propose", "--to", "usulan", "--force", folder=office).code == 0
    assert files(office / "usulan") == first  # the same bytes
    (office / "usulan" / "catatan.txt").write_text("milik orang", encoding="utf-8")
    strange = mutasi("--lang", "en", "propose", "--to", "usulan", "--force", folder=office)
    assert (strange.code, "holds more than a proposal" in strange.err) == (2, True)
    assert (office / "usulan" / "catatan.txt").exists()
    assert [path.name for path in office.iterdir() if path.name.startswith(".")] == []


def test_what_is_not_of_mutasi_is_never_replaced(office: Path) -> None:
    """A document without a manifest, and notes among letters, are somebody's own."""
    (office / "usulan").mkdir()
    (office / "usulan" / "usulan.docx").write_bytes(b"milik orang")
    assert mutasi("propose", "--to", "usulan", "--force", folder=office).code == 2
    assert mutasi("propose", "--letters", "surat", folder=office).code == 0
    for name in ("catatan.md", "index.html"):
        (office / "surat" / name).write_text("milik orang", encoding="utf-8")
        assert mutasi("propose", "--letters", "surat", "--force", folder=office).code == 2, name
        (office / "surat" / name).unlink()
    assert mutasi("propose", "--letters", "surat", "--force", folder=office).code == 0


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(), Stopped(15)], ids=["break", "disk", "kill"])
def test_a_run_that_is_stopped_leaves_the_folder_as_it_was(
    office: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """At the worst moment: the old folder has lost its name, and the new one has not got it."""
    assert mutasi("propose", "--to", "usulan", folder=office).code == 0
    first, rename = files(office / "usulan"), Path.rename

    def stopped(self: Path, target: Path) -> Path:
        if self.name.endswith(".mutasi-tmp"):
            raise error
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", stopped)
        assert mutasi("propose", "J1", "--to", "usulan", "--force", folder=office).code in (2, 130, 143)
    assert files(office / "usulan") == first
    assert [path.name for path in office.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("arguments", [("--to", "/"), ("--letters", "/"), ("--to", "x" * 300), ("-o", "x" * 300)])
def test_a_path_that_cannot_be_is_refused(office: Path, arguments: tuple[str, str]) -> None:
    assert mutasi("propose", *arguments, "--force", folder=office).code == 2


def test_what_a_killed_run_left_is_put_back(office: Path) -> None:
    assert mutasi("propose", "--to", "usulan", folder=office).code == 0
    first, stem = files(office / "usulan"), _stem(office / "usulan")
    (office / "usulan").rename(office / f"{stem}.abc.mutasi-tmp.lama")
    (office / f"{stem}.abc.mutasi-tmp").mkdir()
    (office / f"{stem}.abc.mutasi-tmp" / "usulan.md").write_text("halb", encoding="utf-8")
    other = office / f"{_stem(office / 'usulan-2')}.abc.mutasi-tmp"
    other.mkdir()
    refused = mutasi("--lang", "en", "propose", "--to", "usulan", folder=office)
    assert (refused.code, "is not empty" in refused.err) == (2, True)
    assert files(office / "usulan") == first
    assert [path for path in office.iterdir() if path.name.startswith(".")] == [other]


def test_letters_alone_and_a_result_beside_them(office: Path) -> None:
    done = mutasi("propose", "--letters", "surat", "-f", "csv", folder=office)
    assert done.text.startswith("urutan,nip")
    assert len(files(office / "surat")) == 6
    assert mutasi("propose", "--letters", "surat", "--force", folder=office).code == 0
    assert mutasi("propose", "--letters", "a", "--to", "b", folder=office).code == 2


def test_one_run_at_a_time_writes_a_folder(office: Path) -> None:
    with only_writer("usulan", office / "usulan"):
        done = mutasi("--lang", "en", "propose", "--to", "usulan", folder=office)
    assert (done.code, "is being written by another run" in done.err) == (2, True)
    assert not (office / "usulan").exists()
    assert mutasi("propose", "--to", "usulan", folder=office).code == 0


@pytest.mark.parametrize("folder", [".", "data", "data/usulan", "tiada/usulan"])
def test_a_folder_that_would_cost_something_is_refused(office: Path, folder: str) -> None:
    before = files(office)
    assert mutasi("propose", "--to", folder, "--force", folder=office).code == 2
    assert files(office) == before


def test_a_template_is_written_to_begin_with_and_filled(office: Path) -> None:
    assert mutasi("propose", "--new-template", "t.docx", folder=office).code == 0
    assert mutasi("propose", "--new-template", "t.docx", folder=office).code == 2
    done = mutasi("propose", "--template", "t.docx", "-f", "docx", "-o", "usulan.docx", folder=office)
    assert done.code == 0, done.err
    texts = [paragraph.text for paragraph in of_docx((office / "usulan.docx").read_bytes()).paragraphs]
    assert texts[0].startswith("Uji\n")
    assert "Rekapitulasi" in texts
    assert not [text for text in texts if "{{" in text or "bagian." in text]
    for arguments, told in (
        (("-o", "q.docx"), "q.docx would hold md"),
        (("--template", "t.docx", "-o", "q.md"), "--template fills a DOCX file"),
        (("--report", "csv=q.XLSX"), "q.XLSX would hold csv"),
    ):
        done = mutasi("--lang", "en", "propose", *arguments, folder=office)
        assert (done.code, told in done.err) == (2, True), done.err
    assert not [path.name for path in office.iterdir() if path.stem == "q"]
    wrong = mutasi("--lang", "en", "propose", "--template", "mutasi.yaml", "-f", "docx", "-o", "x.docx", folder=office)
    assert (wrong.code, "it is no DOCX file" in wrong.err) == (2, True)


def test_the_same_bytes_whatever_the_hash_seed_and_the_time_zone(office: Path, tmp_path: Path) -> None:
    """Ten seeds, two time zones; the manifest holds the hash of every other file."""
    found = set()
    for seed in range(10):
        environment = {
            **os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(seed + 1),
            "TZ": ("Asia/Jayapura", "America/Los_Angeles")[seed % 2], "LANG": ("C", "id_ID.UTF-8")[seed % 2],
        }  # fmt: skip
        to = office / f"usulan-{seed}"
        command = [sys.executable, "-c", "from mutasi.cli.main import main; main()", "-C", str(office)]
        made = [*command, "propose", "--to", to.name]
        subprocess.run(made, env=environment, check=True, capture_output=True, timeout=60)
        found.add((to / "manifest.json").read_bytes())
    assert len(found) == 1
