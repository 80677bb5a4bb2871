"""`mutasi completion`: the scripts run in the shells that are installed here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mutasi.cli.completion import SHELLS
from mutasi.cli.main import COMMANDS
from mutasi.cli.stability import SHORTLIST_FORMATS
from mutasi.model.tables import TABLE_NAMES
from mutasi.version import VERSION
from tests.command_line import mutasi
from tests.golden import GOLDEN, ROOT, assert_same
from tests.test_cli_main import HEAVY

NIP = "198503152010011007"

ASK: dict[str, str] = {
    # what the shell sets when TAB is pressed, then the function that the script has registered
    "bash": """
        complete() {{ :; }}; compopt() {{ echo "paths: $2"; }}
        source {script}
        COMP_WORDS=({line}); COMP_CWORD={at}; COMPREPLY=()
        _mutasi_completion mutasi; printf '%s\\n' "${{COMPREPLY[@]}}"
    """,
    "zsh": """
        compdef() {{ :; }}; _path_files() {{ echo "paths: $1"; }}
        compadd() {{ print -l -- "${{completions[@]}}"; }}
        _describe() {{ print -l -- "${{completions_with_descriptions[@]%%:*}}"; }}
        source {script}
        words=({line}); CURRENT=$(({at} + 1))
        _mutasi_completion
    """,
    "fish": """
        source {script}
        complete --do-complete "{text}" | string replace --regex '\\t.*' ''
    """,
    "powershell": """
        . {script}
        (TabExpansion2 -inputScript '{text}' -cursorColumn {length}).CompletionMatches | ForEach-Object CompletionText
    """,
}
START = {
    "bash": ("bash", "--norc", "-c"),
    "zsh": ("zsh", "-f", "-c"),
    "fish": ("fish", "--no-config", "-c"),
    "powershell": ("pwsh", "-NoProfile", "-Command"),
}

Ask = Callable[[str], list[str]]


@pytest.fixture(params=SHELLS)
def ask(request: pytest.FixtureRequest, tmp_path: Path) -> Ask:
    """From what stands on the command line, up to the cursor, to what the shell offers."""
    shell = request.param
    if not shutil.which(START[shell][0]):
        pytest.skip(f"{START[shell][0]} is not installed")
    program = tmp_path / "bin" / "mutasi"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from mutasi.cli.main import main; main()" "$@"\n')
    program.chmod(0o755)
    script = tmp_path / ("mutasi.ps1" if shell == "powershell" else f"mutasi.{shell}")
    script.write_bytes(mutasi("completion", shell, folder=tmp_path).out)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "pegawai.csv").write_text(f"nip,nama\n{NIP},Siti Rahayu\n")

    def asked(text: str) -> list[str]:
        words = text.split()
        line = text if text.endswith(" ") else text + " "
        at = len(words) if text.endswith(" ") else len(words) - 1
        code = ASK[shell].format(script=script, line=line, at=at, text=text, length=len(text))
        path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": path, "HOME": str(tmp_path), "MUTASI_LANG": "en"}
        done = subprocess.run(
            [*START[shell], code], env=environment, cwd=tmp_path, capture_output=True, timeout=60, check=False
        )
        assert done.stderr == b""
        return [word for word in done.stdout.decode().splitlines() if word]

    return asked


def test_every_command_completes(ask: Ask) -> None:
    assert set(ask("mutasi ")) == set(COMMANDS)
    assert ask("mutasi sch") == ["schema"]


def test_options_and_choices_complete(ask: Ask) -> None:
    assert "--format" in ask("mutasi shortlist --fo")
    assert set(ask("mutasi shortlist --format ")) == set(SHORTLIST_FORMATS)
    assert ask("mutasi shortlist --format js") == [name for name in SHORTLIST_FORMATS if name.startswith("js")]
    assert ask("mutasi --lang i") == ["id"]
    assert set(ask("mutasi schema pe")) == {name for name in TABLE_NAMES if name.startswith("pe")}


def test_rule_codes_complete(ask: Ask) -> None:
    assert ask("mutasi validate --set aturan.USIA-03") == ["aturan.USIA-03."]
    assert "nilai_kosong" in ask("mutasi validate --set ")


def test_nothing_of_the_data_completes(ask: Ask) -> None:
    for line in ("mutasi score --nip ", f"mutasi score --nip {NIP[:4]}", "mutasi propose --pick L-001=1"):
        assert not any(NIP[:8] in word for word in ask(line)), line


def test_what_is_wrong_already_is_no_error_here(ask: Ask) -> None:
    for line in ("mutasi nonsense ", "mutasi --version ", "mutasi validate --as-of nonsense --fail-on wa"):
        offered = "".join(ask(line))
        assert "Traceback" not in offered
        assert VERSION not in offered
    assert ask("mutasi --version sch") == ["schema"]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_completing_imports_nothing_heavy(tmp_path: Path, command: str) -> None:
    """Also the help of a command: a second of waiting for either is too long."""
    code = (
        "import atexit, sys\nfrom mutasi.cli.main import main\n"
        f"atexit.register(lambda: print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr))\nmain()"
    )
    asking = {
        "_MUTASI_COMPLETE": "bash_complete",
        "COMP_WORDS": f"mutasi {command} --",
        "COMP_CWORD": "2" if command else "1",
    }
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **asking}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, timeout=60, check=False
    )
    assert done.stderr.decode().strip() == "[]"
    assert b"--lang" in done.stdout


def test_files_are_left_to_the_shell(tmp_path: Path) -> None:
    for words, kind in (("mutasi fmt ", "file"), ("mutasi fmt -C ", "dir"), ("mutasi shortlist -o ", "file")):
        asking = {"_MUTASI_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()))}
        done = subprocess.run(
            [sys.executable, "-m", "mutasi"],
            env={**os.environ, "PYTHONPATH": str(ROOT), **asking}, cwd=tmp_path, capture_output=True, timeout=60,
            check=False,
        )  # fmt: skip
        assert done.stdout.decode() == f"{kind},\n"


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_names_the_program_and_is_the_same_every_time(tmp_path: Path, shell: str) -> None:
    first, second = (mutasi("completion", shell, folder=tmp_path) for _ in range(2))
    assert (first.code, first.err, first.out) == (0, "", second.out)
    assert "_MUTASI_COMPLETE" in first.text
    assert mutasi("completion", shell, "-o", "script", folder=tmp_path).code == 0
    assert (tmp_path / "script").read_bytes() == first.out


@pytest.mark.parametrize("arguments", [(), ("csh",), ("bash", "zsh")])
def test_what_it_refuses(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = mutasi("completion", *arguments, folder=tmp_path)
    assert (done.code, done.out) == (2, b"")
    assert "Usage: mutasi" in done.err


def test_what_it_says(tmp_path: Path) -> None:
    said = mutasi("completion", "--help", folder=tmp_path).text.partition("Global options")[0]
    assert_same(said, GOLDEN / "completion.en.txt")
