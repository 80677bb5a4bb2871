"""What a checker of data must be able to do, one test a row; what ends and is refused, through real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from mutasi.cli.main import COMMANDS, HOOKS
from tests.command_line import mutasi
from tests.golden import ROOT

PEOPLE = """\
nip,nama,jenis_kelamin,golongan
198503152010011007,Budi,P,III/d
198001012005012001,Ani,P,III/x
"""
SOUND = PEOPLE.replace("Budi,P", "Budi,L").replace("III/x", "III/a")
POLICY = "tanggal_acuan: 2026-01-31\n"


def process(
    *arguments: str, folder: Path, stdin: bytes = b"", language: str = "en"
) -> subprocess.CompletedProcess[bytes]:
    """A process of its own that runs `mutasi ARGUMENTS` in the folder."""
    command = [sys.executable, "-c", "from mutasi.cli.main import main; main()", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "MUTASI_LANG": language}
    return subprocess.run(
        command, cwd=folder, input=stdin, env=environment, capture_output=True, timeout=60, check=False
    )


def program(
    *arguments: str, folder: Path, stdin: bytes | None = None, language: str = "en"
) -> subprocess.CompletedProcess[bytes]:
    """What such a process gives, without its start."""
    done = mutasi(*arguments, folder=folder, stdin=stdin, MUTASI_LANG=language)
    return subprocess.CompletedProcess(arguments, done.code, done.out, done.err.encode())


def validated(folder: Path, *options: str) -> tuple[int, list[dict]]:
    """Exit code, and the errors and warnings that `validate` writes as JSON."""
    done = program("validate", "-f", "json", *options, folder=folder)
    return done.returncode, [one for one in json.loads(done.stdout)["findings"] if one["severity"] != "info"]


def rules(found: tuple[int, list[dict]]) -> list[str]:
    return [one["rule"] for one in found[1]]


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A warning (NIP-03) and an error (KOLOM-08)."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "pegawai.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "mutasi.yaml").write_text(POLICY, encoding="utf-8")
    return tmp_path


def test_exit_codes(city: Path) -> None:
    assert process("validate", folder=city).returncode == 1
    assert process("validate", "--unknown-option", folder=city).returncode == 2
    (city / "data" / "pegawai.csv").write_text(SOUND, encoding="utf-8")
    assert process("validate", folder=city).returncode == 0


@pytest.mark.parametrize(
    "arguments",
    ["validate absent.csv", "fmt absent.csv", "diff absent .", "convert absent.xlsx --to new", "-C absent shortlist"],
)
def test_no_traceback_on_a_bad_path(city: Path, arguments: str) -> None:
    done = process(*arguments.split(), folder=city)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"absent" in done.stderr
    assert b"Traceback" not in done.stderr


def test_standard_input(city: Path) -> None:
    done = process("validate", "-", "--stdin-name", "pegawai.csv", folder=city, stdin=PEOPLE.encode())
    assert done.returncode == 1
    assert b"pegawai.csv:3" in done.stdout
    assert process("fmt", "-", "--stdin-name", "pegawai.csv", folder=city, stdin=SOUND.encode()).returncode == 0


def test_json_with_line_and_column(city: Path) -> None:
    code, found = validated(city)
    places = [(one["rule"], one["path"], one["line"], one["column"]) for one in found]
    assert (code, places) == (1, [("NIP-03", "data/pegawai.csv", 2, 25), ("KOLOM-08", "data/pegawai.csv", 3, 26)])


def test_json_of_a_sound_dataset_is_whole(city: Path) -> None:
    (city / "data" / "pegawai.csv").write_text(SOUND, encoding="utf-8")
    assert validated(city) == (0, [])


def test_sarif(city: Path) -> None:
    document = json.loads(program("validate", "-f", "sarif", folder=city).stdout)
    (run,) = document["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert document["version"] == "2.1.0"
    assert {one["ruleId"] for one in run["results"]} >= {"NIP-03", "KOLOM-08"}
    assert not place["artifactLocation"]["uri"].startswith(("/", "file:"))
    assert all(one["partialFingerprints"] for one in run["results"])


def test_github(city: Path) -> None:
    lines = program("validate", "-f", "github", folder=city).stdout.decode().splitlines()
    assert any(
        line.startswith("::error ") and "file=data/pegawai.csv,line=3,endLine=3,col=26," in line for line in lines
    )
    assert any(line.startswith("::warning ") and "NIP-03" in line for line in lines)


def test_gitlab(city: Path) -> None:
    found = json.loads(program("validate", "-f", "gitlab", folder=city).stdout)
    assert {one["check_name"] for one in found} >= {"NIP-03", "KOLOM-08"}
    assert all(one["location"]["path"] == "data/pegawai.csv" for one in found if one["check_name"] == "KOLOM-08")
    assert len({one["fingerprint"] for one in found}) == len(found)


def test_rule_docs(city: Path) -> None:
    done = program("rule", "KOLOM-08", folder=city)
    assert done.returncode == 0
    assert b"unknown-code" in done.stdout
    assert program("rule", "KOLOM-99", folder=city).returncode == 2


def test_select_and_ignore(city: Path) -> None:
    assert rules(validated(city, "--select", "NIP")) == ["NIP-03"]
    assert rules(validated(city, "--ignore", "NIP")) == ["KOLOM-08"]


def test_inline_off(city: Path) -> None:
    (city / "data" / "pegawai.csv").unlink()
    file = city / "data" / "pegawai.yaml"
    text = "- nip: '198503152010011007'\n  nama: Budi\n  jenis_kelamin: P"
    file.write_text(text + "\n", encoding="utf-8")
    assert rules(validated(city)) == ["NIP-03"]
    file.write_text(text + "  # mutasi: abaikan[NIP-03] surat 12\n", encoding="utf-8")
    assert rules(validated(city)) == []


def test_baseline(city: Path) -> None:
    assert program("validate", "--write-baseline", folder=city).returncode == 0
    assert validated(city, "--baseline", "temuan-lama.json") == (0, [])
    (city / "data" / "pegawai.csv").write_text(PEOPLE + "199001012015011003,Citra,L,III/z\n", encoding="utf-8")
    assert rules(validated(city, "--baseline", "temuan-lama.json")) == ["KOLOM-08"]


def test_fix(city: Path) -> None:
    file = city / "data" / "pegawai.csv"
    file.write_text(SOUND.replace("III/a", "iii.A"), encoding="utf-8")
    assert program("validate", "--fix", folder=city).returncode == 0
    assert sorted(file.read_text(encoding="utf-8").splitlines()) == sorted(SOUND.splitlines())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion(city: Path, shell: str) -> None:
    done = program("completion", shell, folder=city)
    assert done.returncode == 0
    assert b"mutasi" in done.stdout


def test_hooks_file(city: Path) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {one["id"] for one in hooks} == {"mutasi-validate", "mutasi-fmt", "mutasi-no-real-data"}
    for one in hooks:
        name, command, *options = one["entry"].split()
        assert (name, command in (*COMMANDS, *HOOKS)) == ("mutasi", True)
        files = ["mutasi.yaml"] if one.get("pass_filenames", True) else []
        assert program(command, *options, *files, folder=city).returncode in (0, 1)


@pytest.mark.parametrize("form", ["text", "concise", "github", "json", "md"])
def test_escape_signs_in_names_never_reach_the_terminal(city: Path, form: str) -> None:
    evil = PEOPLE.replace("Budi", "Budi\x1b]0;x\x07").replace("III/x", "III\x1b[2Jx")
    (city / "data" / "pegawai.csv").write_text(evil, encoding="utf-8")
    done = program("validate", "-v", "-f", form, folder=city)
    assert done.returncode == 1
    assert b"BERKAS-07" in done.stdout
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"\x07" not in done.stdout + done.stderr


# ---- what the others do not do


def test_several_reports_in_one_run(city: Path) -> None:
    done = program("validate", "--report", "gitlab=gl.json", "--report", "sarif=s.sarif", folder=city)
    assert done.returncode == 1
    assert b"KOLOM-08" in done.stdout
    assert len(json.loads((city / "gl.json").read_bytes())) == len(
        json.loads((city / "s.sarif").read_bytes())["runs"][0]["results"]
    )


def test_translated_messages(city: Path) -> None:
    english = program("validate", folder=city).stdout.decode()
    indonesian = program("validate", folder=city, language="id").stdout.decode()
    assert "is not in the list" in english
    assert "is not in the list" not in indonesian
    assert "III/x" in indonesian
    assert program("validate", "--lang", "id", folder=city).stdout.decode() == indonesian


@pytest.mark.parametrize("arguments", [("absent.csv",), ("--baseline", "absent.json"), ("--config", "absent.yaml")])
def test_missing_input_is_no_finding(city: Path, arguments: tuple[str, ...]) -> None:
    done = program("validate", *arguments, folder=city)
    assert (done.returncode, done.stdout) == (2, b"")
    assert arguments[-1].encode() in done.stderr
