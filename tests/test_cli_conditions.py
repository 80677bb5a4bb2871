"""What holds of a vacancy, whoever is chosen, is said in every format: a row of CSV goes on without its page."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.command_line import mutasi

COMMANDS = (("shortlist", "L-001"), ("score", "L-001"), ("propose",))


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small office on a day on which no official is replaced without the Minister."""
    folder = tmp_path_factory.mktemp("kota")
    mutasi("--as-of", "2026-01-31", "init", ".", "--contoh", folder=folder)
    return folder


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("command", COMMANDS)
def test_rows_tell_what_holds_of_the_vacancy(frozen: Path, command: tuple[str, ...]) -> None:
    inaugurated = ("--set", "instansi.tanggal_pelantikan_kdh=2026-01-20")
    done = mutasi("--lang", "en", *inaugurated, *command, "-f", "csv", folder=frozen)
    assert done.code == 0
    found = rows(done.text)
    assert found
    assert all("PILKADA-02 (tolak): " in row["ketentuan"] for row in found)
    assert done.err.count("PILKADA-02 (") == 1
    free = mutasi(
        "--lang", "en", "--set", "instansi.tanggal_pelantikan_kdh=2025-03-01", *command, "-f", "csv", folder=frozen
    )
    assert not any("PILKADA-02" in row["ketentuan"] for row in rows(free.text))
    assert "PILKADA-02" not in free.err


def test_json_lines_tell_it_and_json_has_it_once_for_each_vacancy(frozen: Path) -> None:
    inaugurated = ("--set", "instansi.tanggal_pelantikan_kdh=2026-01-20")
    lines = mutasi(*inaugurated, "shortlist", "L-001", "-f", "jsonl", folder=frozen).text.splitlines()
    assert lines
    assert all("PILKADA-02 (tolak): " in json.loads(line)["ketentuan"] for line in lines)
    whole = mutasi("--lang", "en", *inaugurated, "shortlist", "L-001", "-f", "json", folder=frozen)
    (vacancy,) = json.loads(whole.text)["lowongan"]
    assert "PILKADA-02" in {one["aturan"] for one in vacancy["ketentuan"]}
    assert all("ketentuan" not in row for row in vacancy["calon"])
    assert whole.err == ""
