"""The program as a whole: how it starts, speaks and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from mutasi.cli import main
from mutasi.cli.environment import help_width, wants_colour
from mutasi.cli.main import COMMANDS
from mutasi.errors import InputNotFound
from mutasi.version import VERSION
from tests.command_line import mutasi
from tests.golden import ROOT

HEAVY = ("polars", "numpy", "pandera", "rich", "yaml", "tabulate", "python_calamine")


def process(*arguments: str, **options) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MUTASI_LANG": "en", **options.pop("env", {})}
    command = [sys.executable, "-c", "from mutasi.cli.main import main; main()", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False, **options)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_and_version_import_nothing_heavy(arguments: list[str]):
    code = (
        "import sys\nfrom mutasi.cli.main import run\nrun(sys.argv[1:])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, capture_output=True, timeout=60, check=False
    )
    assert done.stderr.decode().strip() == "[]"


def test_version(tmp_path: Path):
    assert mutasi("--version", folder=tmp_path).text == f"mutasi {VERSION}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages(command: str, tmp_path: Path):
    english, indonesian = (mutasi(command, "--help", f"--lang={code}", folder=tmp_path).text for code in ("en", "id"))
    assert english.startswith("Usage: mutasi")
    assert "Global options:" in english
    assert "Opsi umum:" in indonesian
    assert english != indonesian


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Usage: mutasi"),
        (["shortlits"], "Did you mean 'shortlist'?"),
        (["validate", "--formt", "json"], "--format"),
        (["validate", "--as-of", "31-01-2026"], "write YYYY-MM-DD"),
        (["validate", "--as-of", "2026-02-30"], "is not a date"),
        (["validate", "-f", "jsno"], "json"),
        (["validate", "tidak-ada.csv"], "tidak-ada.csv: no such file or folder"),
        (["-C", "tidak-ada", "validate"], "tidak-ada: no such file or folder"),
        (["diff", "tidak-ada", "."], "tidak-ada: no such file or folder"),
        (["validate", "--report", "json"], "--report takes FORMAT=PATH"),
    ],
)
def test_what_cannot_run_as_asked_ends_with_2_and_one_plain_message(tmp_path: Path, arguments: list[str], said: str):
    done = process(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_bug_ends_with_3_and_shows_its_trace_only_on_demand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("mutasi.cli.session.Session.open_project", broken)
    done = mutasi("validate", folder=tmp_path)
    assert (done.code, "Traceback" in done.err) == (3, False)
    assert "ZeroDivisionError" in done.err
    assert "Traceback" in mutasi("validate", "--debug", folder=tmp_path).err


def test_an_interruption_ends_with_130(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mutasi.cli.session.Session.open_project", interrupted)
    done = mutasi("validate", folder=tmp_path)
    assert (done.code, done.err.strip()) == (130, "mutasi: interrupted")


def test_each_error_owns_its_code():
    assert main.MutasiError.exit_code == InputNotFound.exit_code == 2


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "expected"),
    [
        ("auto", {}, False, False),
        ("auto", {}, True, True),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": "", "FORCE_COLOR": "1"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "1"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "0"}, False, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_when_there_is_colour(
    monkeypatch: pytest.MonkeyPatch, choice: str, environment: dict[str, str], terminal: bool, expected: bool
):
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    class Stream:
        def isatty(self) -> bool:
            return terminal

    assert wants_colour(choice, Stream()) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize("columns", ["", "0", "wide", "30", "60", "200"])
def test_help_is_as_wide_as_click_would_make_it(monkeypatch: pytest.MonkeyPatch, columns: str):
    monkeypatch.setenv("COLUMNS", columns)
    assert help_width(100) == click.HelpFormatter(max_width=100).width
