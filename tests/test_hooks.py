"""What other programs start: hooks of pre-commit, the GitHub Action, the GitLab job. Their commands are run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from mutasi.render.findings import FORMATS
from tests.command_line import mutasi
from tests.golden import ROOT

NIP = "198503152010011007"
BROKEN = "nip,nama\n198513152010011007,A\n"


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


HOOKS = {hook["id"]: hook for hook in load(".pre-commit-hooks.yaml")}
ACTION = load("action.yml")
JOB = load("gitlab/validate.yml")["mutasi-validate"]

needs = {
    name: pytest.mark.skipif(name not in FORMATS, reason=f"there is no format {name} yet")
    for name in ("github", "gitlab")
}


class Repository:
    """A git repository with a dataset, in which commands find `mutasi` on their path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "kota"
        program = folder / "bin" / "mutasi"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from mutasi.cli.main import main; main()" "$@"\n')
        program.chmod(0o755)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("MUTASI_", "GIT_"))},
            "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "MUTASI_LANG": "en",
        }
        assert mutasi("init", "kota", "--contoh", folder=folder).code == 0
        for command in (["git", "init", "-q"], ["git", "add", "-A"]):
            subprocess.run(command, cwd=self.folder, check=True, capture_output=True)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")
        subprocess.run(["git", "add", "-A"], cwd=self.folder, check=True)

    def files(self) -> list[str]:
        return subprocess.run(
            ["git", "ls-files"], cwd=self.folder, check=True, capture_output=True, text=True
        ).stdout.splitlines()

    def run(self, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """As the runners of GitHub and GitLab do: a script of bash that stops at the first fault."""
        return subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", script], cwd=self.folder, env={**self.environment, **variables},
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    def hook(self, name: str) -> subprocess.CompletedProcess[str]:
        """As pre-commit does: the entry, and the names of files unless it wants none."""
        hook = HOOKS[name]
        files = self.files() if hook.get("pass_filenames", True) else []
        return self.run(f"{hook['entry']} {shlex.join(files)}")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    if not shutil.which("git") or not shutil.which("bash"):
        pytest.skip("git or bash is not installed")
    return Repository(tmp_path)


def test_hooks_have_the_keys_that_pre_commit_asks_for() -> None:
    assert set(HOOKS) == {"mutasi-validate", "mutasi-fmt", "mutasi-no-real-data"}
    for hook in HOOKS.values():
        assert {"id", "name", "entry", "language"} <= set(hook)
        assert hook["language"] == "python"
        assert hook["entry"].startswith("mutasi ")


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_passes_on_a_sound_repository(repository: Repository, name: str) -> None:
    done = repository.hook(name)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "file", "text"),
    [
        ("mutasi-validate", "data/pegawai.csv", BROKEN),
        ("mutasi-fmt", "data/unit.csv", "nama,id_unit\nA,1\n"),
        ("mutasi-no-real-data", "catatan.md", f"Periksa {NIP}\n"),
    ],
)
def test_a_hook_fails_on_what_it_is_for(repository: Repository, name: str, file: str, text: str) -> None:
    repository.write(file, text)
    assert repository.hook(name).returncode == 1


def test_the_action_has_its_inputs_and_puts_none_of_them_into_a_script() -> None:
    assert set(ACTION["inputs"]) == {"path", "fail-on", "version"}
    assert {"name", "description", "inputs", "runs"} <= set(ACTION)
    assert ACTION["runs"]["using"] == "composite"
    for step in ACTION["runs"]["steps"]:
        assert "uses" in step or step["shell"] == "bash"
        assert "${{" not in step.get("run", "")


@needs["github"]
def test_the_step_of_the_action(repository: Repository) -> None:
    step = ACTION["runs"]["steps"][-1]
    inputs = {name: given["default"] for name, given in ACTION["inputs"].items()}
    variables = {"DATASET": inputs["path"], "FAIL_ON": inputs["fail-on"]}
    assert set(step["env"]) == set(variables)
    assert repository.run(step["run"], **variables).returncode == 0
    repository.write("data/pegawai.csv", BROKEN)
    done = repository.run(step["run"], **variables)
    assert done.returncode == 1
    assert "::error" in done.stdout
    assert repository.run(step["run"], **{**variables, "FAIL_ON": "never"}).returncode == 0


def test_the_action_installs_the_version_asked_for_or_its_own(repository: Repository) -> None:
    script = ACTION["runs"]["steps"][1]["run"]
    told = 'python() { echo "${@: -1}"; }\n' + script
    assert repository.run(told, VERSION="1.2.0", ACTION_PATH="/action").stdout == "mutasi==1.2.0\n"
    assert repository.run(told, VERSION="", ACTION_PATH="/action").stdout == "/action\n"


def test_the_job_keeps_its_report_also_when_it_fails() -> None:
    assert JOB["artifacts"]["when"] == "always"
    assert JOB["artifacts"]["reports"]["codequality"] in JOB["script"][-1]


@needs["gitlab"]
def test_the_script_of_the_job(repository: Repository) -> None:
    variables = JOB["variables"]
    report = repository.folder / JOB["artifacts"]["reports"]["codequality"]
    assert repository.run(JOB["script"][-1], **variables).returncode == 0
    assert isinstance(yaml.safe_load(report.read_bytes()), list)
    repository.write("data/pegawai.csv", BROKEN)
    assert repository.run(JOB["script"][-1], **variables).returncode == 1
    assert yaml.safe_load(report.read_bytes())


def test_the_readme_shows_how_to_use_every_hook() -> None:
    (block,) = re.findall(r"```\n(repos:\n.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    (repository,) = yaml.safe_load(block)["repos"]
    assert {"repo", "rev", "hooks"} == repository.keys()
    assert [hook["id"] for hook in repository["hooks"]] == list(HOOKS)
