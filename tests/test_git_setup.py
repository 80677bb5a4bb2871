"""`mutasi git install` and `uninstall` in real repositories: what they write, what they leave, where they refuse."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.model.tables import TABLE_NAMES
from mutasi.render.git_attributes import BEGIN, END, MarksBroken, installed, own_lines, uninstalled
from tests.command_line import mutasi
from tests.git_repository import POLICY, UNITS, Repository, isolate, new_repository, repository

__all__ = ["repository"]

LINES = own_lines((), workbooks=True)
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def bare_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    isolate(monkeypatch, tmp_path)
    made = new_repository(tmp_path / "kota")
    made.write("mutasi.yaml", POLICY)
    made.write("data/unit.csv", UNITS)
    return made


def settings(repository: Repository) -> str:
    return repository.git("config", "--local", "--list")


def test_a_dry_run_shows_all_and_writes_nothing(bare_project: Repository):
    before = settings(bare_project)
    done = bare_project.mutasi("git", "install", "--dry-run")
    assert done.code == 0
    assert "+unit.* diff=mutasi merge=mutasi\n" in done.text
    assert "git config --local merge.mutasi.driver " in done.text
    assert not (bare_project.folder / ".gitattributes").exists()
    assert settings(bare_project) == before


def test_what_is_shown_is_what_is_written(bare_project: Repository):
    shown = bare_project.mutasi("git", "install", "--dry-run")
    done = bare_project.mutasi("git", "install")
    assert done.text == shown.text
    assert "every other clone" in done.err
    for line in (line for line in shown.text.splitlines() if line.startswith("+") and not line.startswith("+++")):
        assert line[1:] in bare_project.read(".gitattributes")
    assert "diff.mutasi.textconv=" in settings(bare_project)
    assert {path.name for path in bare_project.folder.parent.iterdir()} == {"kota"}  # nothing in HOME


def test_it_is_written_once(repository: Repository):
    before = repository.read(".gitattributes"), settings(repository)
    again = repository.mutasi("git", "install")
    assert (again.code, again.text) == (0, "")
    assert "nothing to write" in again.err
    assert (repository.read(".gitattributes"), settings(repository)) == before


def test_uninstalling_gives_back_what_was_there(bare_project: Repository):
    before = settings(bare_project)
    bare_project.write(".gitattributes", "*.md text\n")
    bare_project.mutasi("git", "install")
    dry = bare_project.mutasi("git", "uninstall", "--dry-run")
    assert BEGIN in bare_project.read(".gitattributes")
    assert bare_project.mutasi("git", "uninstall").text == dry.text
    assert bare_project.read(".gitattributes") == "*.md text\n"
    assert settings(bare_project) == before
    assert "nothing of mutasi" in bare_project.mutasi("git", "uninstall").err


def test_a_file_that_held_nothing_else_goes(repository: Repository):
    repository.mutasi("git", "uninstall")
    assert not (repository.folder / ".gitattributes").exists()


def test_what_somebody_changed_stays_and_is_named(repository: Repository):
    repository.git("config", "--local", "diff.mutasi.textconv", "cat")
    text = repository.read(".gitattributes").replace("unit.* diff=mutasi merge=mutasi", "unit.* -diff")
    repository.write(".gitattributes", text)
    again = repository.mutasi("git", "install")
    assert "kept: diff.mutasi.textconv is not of mutasi: cat" in again.err
    assert repository.git("config", "--local", "diff.mutasi.textconv") == "cat\n"
    assert "unit.* -diff\n" in repository.read(".gitattributes")
    done = repository.mutasi("git", "uninstall")
    assert "unit.* -diff" in done.err
    assert repository.read(".gitattributes") == "unit.* -diff\n"
    assert settings(repository).count("mutasi") == settings(repository).count("diff.mutasi.textconv") == 1


def test_a_call_by_another_python_is_replaced(repository: Repository):
    repository.git("config", "--local", "diff.mutasi.textconv", "'/old place/python' -P -m mutasi git textconv")
    assert "git textconv" in repository.mutasi("git", "install").text
    assert "old place" not in settings(repository)


def test_outside_a_repository_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    isolate(monkeypatch, tmp_path)
    (tmp_path / "mutasi.yaml").write_text(POLICY)
    for name in ("install", "uninstall"):
        done = mutasi("git", name, folder=tmp_path)
        assert (done.code, done.text) == (2, "")
        assert "no work tree of git is here" in done.err
    assert not (tmp_path / ".gitattributes").exists()


def test_a_bare_repository_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    isolate(monkeypatch, tmp_path)
    new_repository(tmp_path).git("init", "-q", "--bare", "kosong.git")
    done = mutasi("git", "install", folder=tmp_path / "kosong.git")
    assert (done.code, "no work tree" in done.err) == (2, True)


def test_without_git_it_is_said(bare_project: Repository, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    done = bare_project.mutasi("git", "install")
    assert (done.code, "no git program" in done.err) == (2, True)


def test_a_link_is_refused(bare_project: Repository):
    bare_project.write("lain", "")
    (bare_project.folder / ".gitattributes").symlink_to("lain")
    done = bare_project.mutasi("git", "install")
    assert (done.code, "is a link" in done.err) == (2, True)


def test_git_knows_the_tables_wherever_they_are(bare_project: Repository):
    """Below the project, under other names, and in other folders of the repository not."""
    bare_project.write("mutasi.yaml", POLICY + "data:\n  kinerja: 'eks por/nilai [1].csv'\n")
    bare_project.write("eks por/nilai [1].csv", "nip,tahun\n")
    bare_project.mutasi("git", "install", "--no-xlsx")
    paths = ("data/pegawai.csv", "arsip/2025/unit.yaml", "eks por/nilai [1].csv", "laporan.xlsx", "catatan.csv")
    found = bare_project.git("check-attr", "merge", *paths).splitlines()
    assert [line.rpartition(": ")[2] for line in found] == ["mutasi"] * 3 + ["unspecified"] * 2
    assert "laporan.xlsx: diff: unspecified" in bare_project.git("check-attr", "diff", "laporan.xlsx")
    bare_project.mutasi("git", "install")
    assert "laporan.xlsx: diff: mutasi" in bare_project.git("check-attr", "diff", "laporan.xlsx")


def test_every_table_has_its_line():
    assert [name for name in TABLE_NAMES if f"{name}.* diff=mutasi merge=mutasi" not in LINES] == []


def test_in_a_further_work_tree_and_in_a_submodule(repository: Repository):
    folder = repository.folder
    repository.git("worktree", "add", "-q", "../pohon dua", "-b", "dua")
    tree = Repository(folder.parent / "pohon dua")
    tree.write("data/unit.csv", UNITS.replace("Gizi", "Pangan"))
    assert "+U2,Bidang Pangan,U1" in tree.git("diff")
    assert "nothing to write" in tree.mutasi("git", "install").err
    above = new_repository(folder.parent / "induk")
    above.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", folder.as_uri(), "kota")
    inner = Repository(above.folder / "kota")
    assert "git config --local diff.mutasi.textconv" in inner.mutasi("git", "install").text
    assert "diff.mutasi.textconv" in settings(inner)
    assert "mutasi" not in settings(above).replace("submodule.kota", "")


LINES_OF_OTHERS = st.lists(st.sampled_from(["*.md text", "# catatan", "", "pegawai.csv -diff", "* text=auto"]))


@given(LINES_OF_OTHERS, st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_installing_and_uninstalling_leaves_no_trace(lines: list[str], workbooks: bool, end: str):
    text = "".join(line + end for line in lines)
    made = installed(text, own_lines((), workbooks=workbooks), "x")
    assert installed(made, own_lines((), workbooks=workbooks), "x") == made
    assert made.startswith(text)
    assert uninstalled(made, "x") == (text, ())


@pytest.mark.parametrize("text", [f"{BEGIN}\n", f"{END}\n{BEGIN}\n", f"{BEGIN}\n{BEGIN}\n{END}\n"])
def test_broken_marks_are_refused(text: str):
    with pytest.raises(MarksBroken):
        installed(text, LINES, ".gitattributes")
    with pytest.raises(MarksBroken):
        uninstalled(text, ".gitattributes")
