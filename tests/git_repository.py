"""Real repositories for tests, which see neither the user's nor the machine's configuration of git."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.command_line import Result, mutasi
from tests.golden import ROOT

UNITS = "id_unit,nama,id_induk\nU1,Dinas Kesehatan,\nU2,Bidang Gizi,U1\nU3,Bidang Obat,U1\n"
POLICY = "instansi:\n  nama: Kota Contoh\ntanggal_acuan: 2026-01-31\n"


@dataclass(frozen=True)
class Repository:
    folder: Path

    def git(self, *arguments: str | Path, code: int | None = 0) -> str:
        """What git prints; it must end with that code, or with any when it is None."""
        done = subprocess.run(
            ["git", *map(str, arguments)], cwd=self.folder, capture_output=True, timeout=60, check=False
        )
        said = done.stdout.decode() + done.stderr.decode()
        assert code is None or done.returncode == code, said
        return said

    def write(self, path: str, text: str | bytes) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def read(self, path: str) -> str:
        return (self.folder / path).read_bytes().decode()

    def commit(self, **files: str | bytes) -> None:
        """A commit of everything, after `data_unit_csv="..."` was written to data/unit.csv."""
        for name, text in files.items():
            self.write(name.replace("_", "/", 1).replace("_", "."), text)
        self.git("add", "-A")
        self.git("commit", "-qm", "x", "--allow-empty")

    def mutasi(self, *arguments: str | Path) -> Result:
        return mutasi(*arguments, folder=self.folder)

    def both_sides(self, ours: str, theirs: str, path: str = "data/unit.csv") -> None:
        """Commits one text on the branch `theirs` and the other on the present one."""
        self.git("checkout", "-qb", "theirs")
        self.write(path, theirs)
        self.commit()
        self.git("checkout", "-q", "main")
        self.write(path, ours)
        self.commit()


def isolate(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    values = {
        "HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PYTHONPATH": str(ROOT),
        "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.go.id", "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.go.id", "MUTASI_LANG": "en", "GIT_PAGER": "cat", "LC_ALL": "C.UTF-8",
        "LANGUAGE": "",
    }  # fmt: skip
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def new_repository(folder: Path) -> Repository:
    folder.mkdir(parents=True, exist_ok=True)
    made = Repository(folder)
    made.git("init", "-q", "-b", "main")
    return made


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A project with one table in a folder with blanks and letters beyond ASCII, committed, with git installed."""
    isolate(monkeypatch, tmp_path)
    made = new_repository(tmp_path / "data kota é")
    made.write("mutasi.yaml", POLICY)
    made.write("data/unit.csv", UNITS)
    assert made.mutasi("git", "install").code == 0
    made.commit()
    return made
