"""The console blocks of the README are what the commands print. `make golden` renews them."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

from mutasi.read.policy import load_policy
from tests.command_line import mutasi
from tests.golden import ROOT

README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n\$ (mutasi [^\n]*)\n(.*?)```", re.S)
LINES = 17
WIDTH = 150
"""So many lines and columns of a long output are shown, the rest as three dots."""


def shown(command: str) -> str:
    """The output of a command as the README shows it."""
    arguments = shlex.split(command)[1:]
    done = mutasi(*arguments, folder=ROOT, MUTASI_LANG="")
    lines = (done.text + done.err).splitlines()
    cut = [*lines[: LINES - 4], "...", *lines[-3:]] if len(lines) > LINES else lines
    return "".join(f"{line if len(line) <= WIDTH else line[: WIDTH - 4].rstrip() + ' ...'}\n" for line in cut)


def test_the_tour_prints_what_the_readme_shows():
    text = README.read_text(encoding="utf-8")
    renewed = BLOCK.sub(lambda block: f"```console\n$ {block[1]}\n{shown(block[1])}```", text)
    if os.environ.get("MUTASI_UPDATE_GOLDEN") == "1":
        README.write_text(renewed, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == renewed
    assert len(BLOCK.findall(text)) >= 5


def test_the_policies_shown_are_understood(tmp_path: Path):
    blocks = re.findall(r"```yaml\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
    assert len(blocks) == 3
    for block in blocks:
        (tmp_path / "mutasi.yaml").write_text(block, encoding="utf-8")
        assert load_policy(tmp_path / "mutasi.yaml")[1] == ()
