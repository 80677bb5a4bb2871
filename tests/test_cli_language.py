"""Which language a run speaks: --lang, MUTASI_LANG, `bahasa` of the policy, the locale; and that it is one language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mutasi.cli.environment import language_of_arguments
from mutasi.cli.main import COMMANDS
from mutasi.read.policy import load_policy
from mutasi.read.policy_place import stated_language
from tests.command_line import mutasi


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A project in Indonesian, and one in English in its folder `inggris`."""
    for folder, code in ((tmp_path / "kota", "id"), (tmp_path / "kota" / "inggris", "en")):
        folder.mkdir()
        (folder / "mutasi.yaml").write_text(f"# policy\nbahasa: {code}  # of messages\n", encoding="utf-8")
    return tmp_path / "kota"


@pytest.mark.parametrize("broken", ["x: [", "instansi: {", "\tx: 1"])
def test_a_policy_that_cannot_be_read_still_tells_its_language(city: Path, broken: str) -> None:
    with (city / "mutasi.yaml").open("a", encoding="utf-8") as file:
        file.write(f"tanggal_acuan: 2026-01-31\n{broken}\n")
    done = mutasi("validate", "-v", folder=city, MUTASI_LANG="")
    assert done.code == 1
    assert "Ditemukan: " in done.text
    assert "kesalahan BERKAS-09" in done.text
    assert "ACUAN-01" not in done.text  # nobody knows whether the date is stated


def test_a_missing_argument_is_told_in_one_language(city: Path) -> None:
    said = mutasi("config", folder=city, MUTASI_LANG="").err
    assert "Argumen kurang 'show'. Pilih salah satu:\n\tshow" in said


WRONG = [
    ["validate", "--max-errors", "-1"], ["validate", "--as-of", "x"], ["validate", "--fail-on", "x"],
    ["validate", "--report", "foo=x"], ["validate", "-"], ["shortlist", "-n", "0"], ["propose", "-n", "0"],
    ["rule", "NIPP-01"], ["nope"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_faults_of_the_command_line_are_told_in_the_language_of_the_policy(city: Path, arguments: list[str]) -> None:
    told = {code: mutasi(*arguments, "--lang", code, folder=city) for code in ("id", "en")}
    assert told["id"].err != told["en"].err
    assert {done.code for done in told.values()} == {2}
    assert mutasi(*arguments, folder=city, MUTASI_LANG="").err == told["id"].err
    assert mutasi(*arguments, folder=city / "inggris", MUTASI_LANG="").err == told["en"].err
    assert mutasi(*arguments, folder=city, MUTASI_LANG="en").err == told["en"].err


@pytest.mark.parametrize(
    ("arguments", "variables", "code"),
    [
        (["-C", "kota"], {}, "id"),
        (["-Ckota"], {}, "id"),
        (["--directory=kota"], {}, "id"),
        (["validate", "--directory", "kota"], {}, "id"),
        (["-C", "kota/inggris"], {}, "en"),
        (["-C", "kota", "--config", "inggris/mutasi.yaml"], {}, "en"),
        (["-C", "kota", "--set", "bahasa=en"], {}, "en"),
        (["-C", "kota/inggris", "--set=bahasa=id"], {}, "id"),
        (["-C", "kota", "--isolated"], {"LANG": "en_US.UTF-8"}, "en"),
        (["-C", "kota", "--lang", "en"], {}, "en"),
        (["--lang", "en", "--lang=id"], {}, "id"),
        (["-C", "kota"], {"MUTASI_LANG": "en"}, "en"),
        ([], {"MUTASI_DIRECTORY": "kota"}, "id"),
        ([], {"MUTASI_CONFIG": "kota/mutasi.yaml"}, "id"),
        (["-C", "kota"], {"MUTASI_ISOLATED": "1"}, "en"),
        (["-C", "tidak-ada"], {"LANG": "id_ID.UTF-8"}, "id"),
        (["-C"], {"LC_ALL": "id_ID.UTF-8"}, "id"),
        (["-C", "x\0y"], {"LANG": "C"}, "en"),
    ],
)
def test_the_language_of_a_command_line(
    city: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], variables: dict[str, str], code: str
) -> None:
    monkeypatch.chdir(city.parent)
    for name in (
        "MUTASI_LANG",
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "MUTASI_DIRECTORY",
        "MUTASI_CONFIG",
        "MUTASI_ISOLATED",
    ):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language_of_arguments(arguments) == code


@pytest.mark.parametrize(
    "text",
    ["bahasa: id\n", "bahasa: en\r\n", "\ufeffbahasa: 'id'\n", 'a: 1\nbahasa:   "en" # x\n', "bahasa: id",
     "'bahasa': id\n", '{"bahasa": "id"}', '\ufeff{\n  "bahasa": "en",\n  "data": {}\n}\n', "{data: {}, bahasa: id}",
     '{"bahasa": "fr"}', '{"instansi": {"nama": "bahasa: id"}}', "{}",
     "bahasa: fr\n", "bahasa: idx\n", " bahasa: id\n", "# bahasa: id\n", "instansi:\n  bahasa: id\n", "", "bahasa:\n"],
)  # fmt: skip
def test_the_language_is_found_where_the_policy_states_it(tmp_path: Path, text: str) -> None:
    file = tmp_path / "mutasi.yaml"
    file.write_bytes(text.encode())
    stated = load_policy(file)[0].language
    assert stated_language(file) == ("" if text.startswith(" ") else stated)
    assert stated_language(tmp_path) == stated_language(tmp_path / "absent") == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_the_line_of_usage_is_in_one_language(tmp_path: Path, command: str) -> None:
    text = mutasi(command, "--help", "--lang", "id", folder=tmp_path).text
    assert text.startswith(f"Pemakaian: mutasi {command} [OPSI]")
    assert not re.search(r"OPTIONS|VACANCY|CODE\b|ARGS|integer|\[default", text.partition("--lang")[0])
    assert "PERINTAH [ARGUMEN]..." in mutasi("--help", "--lang", "id", folder=tmp_path).text


@pytest.mark.parametrize("value", ["-1", "x", "1.5", "", "1_0", "99999999999", "\u0663"])
def test_a_number_that_is_none(tmp_path: Path, value: str) -> None:
    done = mutasi("validate", "--max-errors", value, "--lang", "id", folder=tmp_path)
    assert (done.code, f"'{value}' bukan bilangan bulat mulai 0" in done.err) == (2, True)


def test_lists_for_people_have_the_words_of_their_language(city: Path) -> None:
    rules = mutasi("rule", "--all", "--lang", "id", folder=city).text
    assert re.search("KOLOM-03 +kesalahan ", rules)
    assert not re.search(r"-\d\d +(error|warning) ", rules)
    page = mutasi("rule", "NIP-01", "-f", "md", "--lang", "id", folder=city).text
    assert ("*kesalahan" in page, "*error" in page) == (True, False)
    assert re.search("KOLOM-03 +error ", mutasi("rule", "--all", "--lang", "en", folder=city).text)
    values = mutasi("config", "show", "--origin", "--lang", "id", folder=city).text
    assert "# bawaan" in values
    assert "# default" not in values
    english = mutasi("config", "show", "--origin", "--lang", "en", folder=city).text
    assert "# default" in english
