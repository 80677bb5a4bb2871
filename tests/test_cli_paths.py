"""To which folder the paths in findings belong, and by which policy single files are judged."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import Result, mutasi

PEOPLE = "nip,nama,id_unit\n198503152010011007,Budi,X\n123,Ani,X\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository whose folder `kota` is a project, with one faulty NIP."""
    (tmp_path / ".git").mkdir()
    data = tmp_path / "kota" / "data"
    data.mkdir(parents=True)
    (tmp_path / "kota" / "mutasi.yaml").write_text("tanggal_acuan: 2026-01-31\nbahasa: en\n", encoding="utf-8")
    (data / "pegawai.csv").write_text(PEOPLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def in_sarif(done: Result) -> str:
    (place,) = {
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for one in json.loads(done.text)["runs"][0]["results"]
        if one["ruleId"] == "NIP-01"
    }
    return place


def in_json(done: Result) -> str:
    return next(one["path"] for one in json.loads(done.text)["findings"] if one["rule"] == "NIP-01")


PLACES: dict[str, Callable[[Result], str]] = {
    "github": lambda done: done.text.partition("file=")[2].partition(",")[0],
    "gitlab": lambda done: json.loads(done.text)[0]["location"]["path"],
    "rdjson": lambda done: json.loads(done.text)["diagnostics"][0]["location"]["path"],
    "junit": lambda done: done.text.partition('testsuite name="')[2].partition('"')[0],
    "sarif": in_sarif,
    "json": in_json,
    "jsonl": lambda done: json.loads(done.text.splitlines()[0])["path"],
    "csv": lambda done: done.text.splitlines()[1].split(",")[3],
    "text": lambda done: done.text.partition(":")[0],
    "concise": lambda done: done.text.partition(":")[0],
    "md": lambda done: done.text.partition("pegawai.csv")[0].rpartition(" ")[2] + "pegawai.csv",
}
PIPELINES = ("github", "gitlab", "rdjson", "junit", "sarif")
PEOPLES = ("text", "concise", "md")


@pytest.mark.parametrize("format_name", PLACES)
@pytest.mark.parametrize(
    ("folder", "arguments", "seen"),
    [
        (".", ("kota",), "kota/data/pegawai.csv"),
        (".", ("kota/data/pegawai.csv",), "kota/data/pegawai.csv"),
        ("kota", (), "data/pegawai.csv"),
        ("kota/data", (), "pegawai.csv"),
        ("kota/data", ("pegawai.csv",), "pegawai.csv"),
    ],
)
def test_where_a_finding_is(
    repository: Path, format_name: str, folder: str, arguments: tuple[str, ...], seen: str
) -> None:
    """Pipelines look from the root of the repository, people from where they are, data from the root of the project."""
    done = mutasi("validate", "--select", "NIP-01", "-f", format_name, *arguments, folder=repository / folder)
    expected = "kota/data/pegawai.csv" if format_name in PIPELINES else seen if format_name in PEOPLES else None
    assert PLACES[format_name](done) == (expected or "data/pegawai.csv"), done.text


def test_the_line_is_shown_whatever_the_path(repository: Path) -> None:
    done = mutasi("validate", "--select", "NIP-01", "kota", folder=repository)
    assert done.text.startswith("kota/data/pegawai.csv:3:1: error NIP-01\n  3 | 123,Ani,X\n")


def test_a_finding_is_the_same_by_whatever_path_its_file_is_named(repository: Path) -> None:
    runs = [("kota",), ("kota/data/pegawai.csv",), (str(repository / "kota" / "data" / "pegawai.csv"),)]
    found = [json.loads(mutasi("validate", "-f", "json", *one, folder=repository).text)["findings"] for one in runs]
    prints = [{one["fingerprint"] for one in findings if one["rule"] == "NIP-01"} for findings in found]
    assert prints[0] == prints[1] == prints[2] != set()


@pytest.mark.parametrize("folder", [".", "kota"])
def test_without_git_pipelines_look_from_where_the_program_was_started(repository: Path, folder: str) -> None:
    (repository / ".git").rmdir()
    arguments = ("kota",) if folder == "." else ()
    done = mutasi("validate", "--select", "NIP-01", "-f", "github", *arguments, folder=repository / folder)
    assert PLACES["github"](done) == "kota/data/pegawai.csv"


# ---- single files and their project


@pytest.mark.parametrize("by_stdin", [False, True])
def test_a_file_is_judged_by_the_policy_of_its_project(repository: Path, by_stdin: bool) -> None:
    arguments = ("-", "--stdin-name", "kota/data/pegawai.csv") if by_stdin else ("kota/data/pegawai.csv",)
    done = mutasi("validate", "-f", "json", *arguments, folder=repository, stdin=PEOPLE.encode())
    document = json.loads(done.text)
    assert document["as_of"] == "2026-01-31"
    assert "ACUAN-01" not in {one["rule"] for one in document["findings"]}
    assert [one["path"] for one in document["inputs"]] == ["data/pegawai.csv"]


def test_a_file_of_no_project_is_judged_by_the_policy_of_the_current_folder(repository: Path) -> None:
    (repository / "pegawai.csv").write_text(PEOPLE, encoding="utf-8")
    done = mutasi("validate", "-f", "json", "../pegawai.csv", folder=repository / "kota")
    document = json.loads(done.text)
    assert (document["as_of"], document["inputs"][0]["path"]) == ("2026-01-31", "../pegawai.csv")


def test_without_a_policy_no_finding_is_in_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "pegawai.csv").write_text(PEOPLE, encoding="utf-8")
    document = json.loads(mutasi("validate", "-f", "json", "pegawai.csv", folder=tmp_path).text)
    assert {one["path"] for one in document["findings"] if one["rule"] == "ACUAN-01"} == {"."}


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        (("kota", "lain"), "kota is a folder, and it is not the only path"),
        (("kota/data/pegawai.csv", "kota"), "kota is a folder, and it is not the only path"),
        (("kota/data/pegawai.csv", "lain/pegawai.csv"), "do not belong to one project: kota/data/pegawai.csv, lain/"),
    ],
)
def test_what_cannot_be_checked_together_is_refused(repository: Path, paths: tuple[str, ...], said: str) -> None:
    (repository / "lain").mkdir()
    (repository / "lain" / "mutasi.yaml").write_text("bahasa: en\n", encoding="utf-8")
    (repository / "lain" / "pegawai.csv").write_text(PEOPLE, encoding="utf-8")
    done = mutasi("validate", *paths, folder=repository)
    assert (done.code, said in done.err) == (2, True), done.err


@pytest.mark.parametrize("by_stdin", [False, True])
def test_fmt_reads_a_file_as_its_own_project_declares_it(repository: Path, by_stdin: bool) -> None:
    declared = "data:\n  pegawai: {tanggal: mdy}\n"
    (repository / "kota" / "mutasi.yaml").write_text(declared, encoding="utf-8")
    text = "nip,nama,tanggal_lahir\n198503042010011007,Budi,03/04/1985\n"
    (repository / "kota" / "data" / "pegawai.csv").write_text(text, encoding="utf-8")
    arguments = ("-", "--stdin-name", "kota/data/pegawai.csv") if by_stdin else ("--diff", "kota/data/pegawai.csv")
    done = mutasi("fmt", *arguments, folder=repository, stdin=text.encode())
    assert "198503042010011007,Budi,1985-03-04" in done.text, done.err


def test_diff_reads_a_file_as_its_own_project_declares_it(repository: Path) -> None:
    declared = "data:\n  pegawai: {tanggal: mdy}\n"
    (repository / "kota" / "mutasi.yaml").write_text(declared, encoding="utf-8")
    text = "nip,nama,tanggal_lahir\n198503042010011007,Budi,03/04/1985\n"
    (repository / "kota" / "data" / "pegawai.csv").write_text(text, encoding="utf-8")
    (repository / "pegawai.csv").write_text(text.replace("03/04/1985", "1985-03-04"), encoding="utf-8")
    done = mutasi("diff", "--exit-code", "kota/data/pegawai.csv", "pegawai.csv", folder=repository)
    assert done.code == 0, done.text + done.err
