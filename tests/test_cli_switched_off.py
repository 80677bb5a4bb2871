"""A rule that the agency has put off is named in every result that it would have had a part in."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.command_line import mutasi

OFF = ("USIA-01", "PILKADA-02")
"""A requirement and a condition."""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kota")
    mutasi("--as-of", "2026-01-31", "init", ".", "--contoh", folder=folder)
    policy = folder / "mutasi.yaml"
    text = policy.read_text(encoding="utf-8")
    assert "\naturan:" not in text
    rules = "".join(f"  {code}: {{berat: mati}}\n" for code in (*OFF, "NIP-02"))
    policy.write_text(f"{text}\naturan:\n{rules}", encoding="utf-8")
    return folder


def person(city: Path) -> str:
    return (city / "data" / "pegawai.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[0]


def asked(city: Path) -> dict[str, tuple[str, ...]]:
    nip = person(city)
    return {
        "explain": ("explain", nip, "L-001"),
        "explain --vacancy": ("explain", "--vacancy", "L-001", "-n", "0"),
        "shortlist": ("shortlist", "L-001"),
        "shortlist --stability": ("shortlist", "L-001", "--stability"),
        "score": ("score", "L-001", "--nip", nip),
        "forecast": ("forecast",),
    }


COMMANDS = ("explain", "explain --vacancy", "shortlist", "shortlist --stability", "score", "forecast")


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("form", ["text", "md"])
def test_it_is_named_with_what_it_asks(city: Path, name: str, form: str) -> None:
    done = mutasi("--lang", "en", *asked(city)[name], "-f", form, folder=city)
    assert done.code == 0
    for code in OFF:
        assert f"put off by the agency: {code}: " in done.text
    assert "NIP-02" not in done.text


@pytest.mark.parametrize("name", COMMANDS)
def test_json_has_it_under_a_key(city: Path, name: str) -> None:
    document = json.loads(mutasi(*asked(city)[name], "-f", "json", folder=city).text)
    assert [one["aturan"] for one in document["dimatikan"]] == list(OFF)
    assert all(one["judul"] for one in document["dimatikan"])


@pytest.mark.parametrize("command", [("shortlist", "L-001"), ("propose",), ("forecast",)])
def test_where_the_format_has_no_place_it_is_said_beside(city: Path, command: tuple[str, ...]) -> None:
    done = mutasi("--lang", "en", *command, "-f", "csv", folder=city)
    assert done.err.count("USIA-01, PILKADA-02") == 1


def test_the_proposal_names_it_and_the_policy_that_says_so(city: Path) -> None:
    text = mutasi("--lang", "en", "propose", folder=city).text
    section = text.partition("## Rules that the agency has put off")[2].partition("## ")[0]
    assert all(f"- {code}: " in section for code in OFF)
    (line,) = [line for line in text.partition("## Record")[2].splitlines() if line.startswith("| mutasi.yaml")]
    assert sha256((city / "mutasi.yaml").read_bytes()).hexdigest() in line


def test_nothing_is_said_where_nothing_is_off(tmp_path: Path) -> None:
    mutasi("--as-of", "2026-01-31", "init", ".", "--contoh", folder=tmp_path)
    assert json.loads(mutasi("shortlist", "L-001", "-f", "json", folder=tmp_path).text)["dimatikan"] == []
    assert "put off" not in mutasi("--lang", "en", "propose", folder=tmp_path).text


WEIGHED = (
    "--set", "aturan.USIA-03.berat=keras", "--set", "aturan.PEND-01.berat=lunak", "--set", "aturan.MASA-01.berat=lunak",
)  # fmt: skip
"""Hardened, softened, and one that is soft anyhow."""


@pytest.mark.parametrize("name", COMMANDS)
def test_what_weighs_otherwise_is_named_also_where_it_says_nothing(city: Path, name: str) -> None:
    text = mutasi("--lang", "en", *WEIGHED, *asked(city)[name], "-f", "text", folder=city).text
    assert text.count("barring by decision of the agency: USIA-03\n") == 1
    assert text.count("only a warning by decision of the agency: PEND-01\n") == 1
    assert "MASA-01\n" not in text
    document = json.loads(mutasi(*WEIGHED, *asked(city)[name], "-f", "json", folder=city).text)
    assert {one["aturan"]: one["berat"] for one in document["berat_diubah"]} == {"USIA-03": "keras", "PEND-01": "lunak"}


def test_the_proposal_names_what_weighs_otherwise(city: Path) -> None:
    done = mutasi("--lang", "en", *WEIGHED, "propose", folder=city)
    section = done.text.partition("## Rules that the agency weighs otherwise")[2].partition("## ")[0]
    assert [line.partition(": ")[0] for line in section.splitlines() if line.startswith("- ")] == [
        "- USIA-03, barring by decision of the agency",
        "- PEND-01, only a warning by decision of the agency",
    ]
    beside = mutasi("--lang", "en", *WEIGHED, "propose", "-f", "csv", folder=city)
    assert "weighed otherwise by the agency in mutasi.yaml: USIA-03 (keras), PEND-01 (lunak)" in beside.err


@pytest.mark.parametrize("code", ["KK-01", "TALENTA-01", "PEND-04"])
def test_a_soft_one_that_bars_in_some_cases_is_changed_by_lunak(city: Path, code: str) -> None:
    sets = ("--set", f"aturan.{code}.berat=lunak")
    assert (
        f"only a warning by decision of the agency: {code}\n"
        in mutasi("--lang", "en", *sets, "shortlist", "L-001", folder=city).text
    )


@pytest.mark.parametrize(
    ("weight", "told"),
    [("keras", "barring by decision of the agency"), ("lunak", "only a warning by decision of the agency")],
)
def test_one_that_is_hard_for_some_moves_is_changed_by_either(city: Path, weight: str, told: str) -> None:
    sets = ("--set", f"aturan.KINERJA-01.berat={weight}")
    assert f"{told}: KINERJA-01\n" in mutasi("--lang", "en", *sets, "shortlist", "L-001", folder=city).text


def test_items_of_the_checklist_can_be_put_off_and_are_named(tmp_path: Path) -> None:
    mutasi("--as-of", "2026-01-31", "init", ".", "--contoh", folder=tmp_path)
    asked = mutasi("--lang", "en", "propose", folder=tmp_path).text
    assert "- [ ] PROS-02" in asked
    assert "- [ ] PILKADA-04" in asked
    sets = ("--set", "aturan.PROS-02.berat=mati", "--set", "aturan.PILKADA-04.berat=mati")
    done = mutasi("--lang", "en", *sets, "propose", folder=tmp_path)
    assert done.code == 0
    text = done.text.partition("## Rules that the agency has put off")[2]
    assert "- [ ] PROS-02" not in text
    assert "- [ ] PILKADA-04" not in text
    assert text.count("- PROS-02: ") == text.count("- PILKADA-04: ") == 1
    refused = mutasi("--lang", "en", "--set", "aturan.PROS-02.berat=lunak", "validate", folder=tmp_path)
    assert refused.code == 1
    assert "berat can only be mati" in refused.text
