"""`mutasi diff` on revisions of real repositories: which two sides are meant, and what is said where there are none."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.command_line import Result, mutasi

HEADER = "nip,nama,id_unit\n"
BEFORE = {"data/pegawai.csv": f"{HEADER}198503152010011007,Budi,U1\n198503152010012008,Sari,U1\n"}
AFTER = {"data/pegawai.csv": f"{HEADER}198503152010011007,Budi,U2\n198503152010012008,Sari,U1\n"}
POLICY = {"mutasi.yaml": "tanggal_acuan: 2026-01-31\n"}
UNITS = {"data/unit.csv": "id_unit,nama\nU1,Dinas Satu\nU2,Dinas Dua\n"}


def git(folder: Path, *arguments: str) -> str:
    surroundings = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b",
        "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b",
    }  # fmt: skip
    return subprocess.run(
        ("git", "-C", str(folder), *arguments), env=surroundings, check=True, capture_output=True, text=True
    ).stdout


def put(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def commit(folder: Path, files: Mapping[str, str], tag: str) -> None:
    put(folder, files)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", tag)
    git(folder, "tag", tag)


@pytest.fixture(params=["", "kota/dengan spasi é"], ids=["at the root", "below"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A dataset in a repository of two revisions, as it was after the second."""
    top = tmp_path / "repo"
    top.mkdir()
    git(top, "init", "-q", "-b", "main")
    below = f"{request.param}/" if request.param else ""
    commit(top, {f"{below}{name}": text for name, text in {**BEFORE, **POLICY, **UNITS}.items()}, "satu")
    commit(top, {f"{below}{name}": text for name, text in AFTER.items()}, "dua")
    return top / request.param


def moved(done: Result) -> list[tuple[str, str, str]]:
    """Who moved, from where to where."""
    assert done.code == 0, done.err
    changes = json.loads(done.text)["perubahan"]
    return [(one["nama"], one["lama"], one["baru"]) for one in changes if one["field"] == "id_unit"]


BUDI = [("Budi", "U1", "U2")]


@pytest.mark.parametrize(
    "arguments",
    [("satu..dua",), ("satu..",), ("satu..HEAD",), ("satu",), ("HEAD~1",), ("satu", "dua"), ("satu", "."),
     ("satu:.", "HEAD:."), ("satu:data/pegawai.csv", "data/pegawai.csv"),
     ("satu:data/pegawai.csv", "dua:data/pegawai.csv")],
)  # fmt: skip
def test_two_sides_of_the_history(place: Path, arguments: tuple[str, ...]):
    assert moved(mutasi("diff", *arguments, "-f", "json", folder=place)) == BUDI


def test_the_other_way_round(place: Path):
    assert moved(mutasi("diff", "dua..satu", "-f", "json", folder=place)) == [("Budi", "U2", "U1")]


def test_without_a_name_the_latest_revision_is_compared_with_the_folder_as_it_is(place: Path):
    assert moved(mutasi("diff", "-f", "json", folder=place)) == []
    put(place, BEFORE)
    assert moved(mutasi("diff", "-f", "json", folder=place)) == [("Budi", "U2", "U1")]
    assert moved(mutasi("diff", "satu..dua", "-f", "json", folder=place)) == BUDI


def test_a_path_goes_before_a_revision_of_its_name(place: Path):
    put(place / "satu", {**AFTER, **UNITS})
    assert moved(mutasi("diff", "satu", ".", "-f", "json", folder=place)) == []


def test_nothing_is_left_and_nothing_is_changed(place: Path, tmp_path: Path):
    kept = tmp_path / "sementara"
    kept.mkdir()
    before = git(place, "status", "--porcelain"), git(place, "rev-parse", "HEAD")
    assert mutasi("diff", "satu..dua", folder=place, TMPDIR=str(kept)).code == 0
    assert list(kept.iterdir()) == []
    assert (git(place, "status", "--porcelain"), git(place, "rev-parse", "HEAD")) == before


def test_each_revision_has_its_own_policy(place: Path):
    """The policy of the revision, not that of the folder, says where the tables are."""
    put(
        place,
        {
            "mutasi.yaml": "tanggal_acuan: 2026-06-30\ndata: {pegawai: lain.csv}\n",
            "lain.csv": AFTER["data/pegawai.csv"],
        },
    )
    (place / "data" / "pegawai.csv").unlink()
    assert moved(mutasi("diff", "satu", "-f", "json", folder=place)) == BUDI


def test_a_bare_repository(tmp_path: Path):
    top = tmp_path / "repo"
    top.mkdir()
    git(top, "init", "-q", "-b", "main")
    commit(top, {**BEFORE, **POLICY, **UNITS}, "satu")
    commit(top, AFTER, "dua")
    git(tmp_path, "clone", "-q", "--bare", str(top), str(tmp_path / "telanjang.git"))
    for sides in (("satu..dua",), ("HEAD~1", "HEAD")):  # there HEAD is a file too
        assert moved(mutasi("diff", *sides, "-f", "json", folder=tmp_path / "telanjang.git")) == BUDI


def test_a_partial_clone_says_what_it_lacks_and_fetches_nothing(tmp_path: Path):
    top = tmp_path / "repo"
    top.mkdir()
    git(top, "init", "-q", "-b", "main")
    git(top, "config", "uploadpack.allowFilter", "true")
    commit(top, {**BEFORE, **POLICY, **UNITS}, "satu")
    commit(top, AFTER, "dua")
    part = tmp_path / "sebagian"
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{top}", str(part))
    done = mutasi("diff", "satu..dua", folder=part)
    assert (done.code, done.out) == (2, b"")
    assert "does not hold all files of satu: it is a partial clone" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("tiga",), "git knows no revision 'tiga' here, and there is no such path"),
        (("satu..tiga",), "git knows no revision 'tiga' here"),
        (("satu:data/tidak.csv", "data/pegawai.csv"), "satu has no tables at"),
        (("lain/", "satu"), "lain/: no such file or folder"),
        (("data/lain.csv", "satu"), "data/lain.csv: no such file or folder"),
    ],
)
def test_what_is_not_there_is_told(place: Path, arguments: tuple[str, ...], said: str):
    done = mutasi("diff", *arguments, folder=place)
    assert (done.code, done.out) == (2, b"")
    assert said in done.err


def test_outside_a_repository(tmp_path: Path):
    put(tmp_path, {**BEFORE, **POLICY})
    done = mutasi("diff", "HEAD~1", folder=tmp_path, GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert (done.code, done.out) == (2, b"")
    assert "is in no git repository" in done.err


def test_without_the_git_program(place: Path):
    done = mutasi("diff", "satu..dua", folder=place, PATH="/nirgends")
    assert (done.code, done.out) == (2, b"")
    assert "git cannot be run" in done.err


def test_every_file_that_can_hold_a_table_is_found_in_a_revision(tmp_path: Path):
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, {**POLICY, **UNITS, "data/pegawai.txt": BEFORE["data/pegawai.csv"]}, "satu")
    put(tmp_path, {"data/pegawai.txt": AFTER["data/pegawai.csv"]})
    assert moved(mutasi("diff", "HEAD", "-f", "json", folder=tmp_path)) == BUDI


def test_a_file_of_a_revision_is_compared_with_the_same_file_as_it_is(place: Path):
    done = mutasi("diff", "satu:./data/pegawai.csv", "-f", "json", folder=place)
    assert moved(done) == BUDI
    assert json.loads(done.text)["baru"][0]["path"] == "data/pegawai.csv"


def test_a_path_in_a_revision_begins_at_the_root_as_git_has_it(tmp_path: Path):
    git(tmp_path, "init", "-q", "-b", "main")
    other = {f"sub/{name}": text.replace("Budi", "Badu") for name, text in {**BEFORE, **POLICY}.items()}
    commit(tmp_path, {**BEFORE, **POLICY, **other}, "satu")
    for path, name in (("data/pegawai.csv", "Budi"), ("./data/pegawai.csv", "Badu")):
        done = mutasi("diff", f"HEAD:{path}", "-", "--stdin-name", "pegawai.csv", "-f", "csv",
                      folder=tmp_path / "sub", stdin=HEADER.encode())  # fmt: skip
        assert f",{name}," in done.text, done.err


def test_three_dots_are_refused_with_what_to_write(place: Path):
    done = mutasi("diff", "satu...dua", folder=place)
    assert (done.code, "satu..dua" in done.err) == (2, True)


def test_a_folder_of_a_project_that_names_its_files(place: Path):
    (place / "mutasi.yaml").write_text(
        f"{POLICY['mutasi.yaml']}data: {{pegawai: data/pegawai.csv}}\n", encoding="utf-8"
    )
    git(place, "commit", "-q", "-am", "tiga")
    for sides in (("satu:./data", "data"), ("satu:./data", "HEAD:./data")):
        assert moved(mutasi("diff", *sides, "-f", "json", folder=place)) == BUDI
