"""`mutasi validate` as a user and as a pipeline meet it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command_line import Result, mutasi
from tests.golden import ROOT

HEADER = "nip,nama,tanggal_lahir,golongan\n"
GOOD = HEADER + "198209112008041005,Gusti Pratama,1982-09-11,III/d\n"


def validate(folder: Path, name: str, content: str | bytes, *options: str, **environment: str) -> Result:
    data = content if isinstance(content, bytes) else content.encode()
    (folder / name).write_bytes(data)
    return mutasi("validate", name, *options, folder=folder, **environment)


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (GOOD, 0, "Nothing to mend"),
        (HEADER + "198209112008041005,,1982-09-11,III/d\n", 1, "pegawai.csv:2"),
        ("", 1, "empty"),
        (HEADER, 0, "pegawai 0"),
    ],
)
def test_c01_the_exit_code_tells_whether_there_are_errors(tmp_path: Path, content: str, code: int, said: str):
    done = validate(tmp_path, "pegawai.csv", content)
    assert (done.code, done.err) == (code, "")
    assert said in done.text


def test_c01_a_header_without_people_is_a_warning(tmp_path: Path):
    assert validate(tmp_path, "pegawai.csv", HEADER, "--fail-on", "warning").code == 1


def test_c01_a_file_that_is_absent_is_one_line_and_2(tmp_path: Path):
    done = mutasi("validate", "tidak-ada.csv", folder=tmp_path)
    assert (done.code, done.out) == (2, b"")
    assert done.err.count("\n") == 1
    assert "tidak-ada.csv" in done.err


def test_c01_a_folder_is_a_dataset_and_without_tables_an_error(tmp_path: Path):
    (tmp_path / "kosong").mkdir()
    done = mutasi("validate", "kosong", folder=tmp_path)
    assert done.code == 1
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("unit: [D.01, D.02\n", 1),
        ("- nip: '1\n", 1),
        ("!!python/object/apply:os.system ['touch rahasia']\n", 1),
        ("sekadar kalimat\n", 1),
        ("unit:\n  - id_unit: A\n    nama: B\n    id_unit: C\n", 4),
        ("unit:\n  - &a {id_unit: A, nama: B}\n  - *a\n", 2),
        ("unit: []\n---\nunit: []\n", 2),
        ("[" * 100_000, 1),
    ],
)
def test_c06_a_broken_yaml_gives_a_message_with_its_line_and_nothing_runs(tmp_path: Path, content: str, line: int):
    done = validate(tmp_path, "unit.yaml", content)
    assert done.code == 1
    assert f"unit.yaml:{line}" in done.text
    assert not (tmp_path / "rahasia").exists()


def test_c06_a_broken_file_does_not_stop_the_checking_of_the_others(tmp_path: Path):
    (tmp_path / "unit.yaml").write_text("unit: [", encoding="utf-8")
    (tmp_path / "pegawai.csv").write_text(HEADER + "198209112008041005,,1982-09-11,III/x\n", encoding="utf-8")
    done = mutasi("validate", "unit.yaml", "pegawai.csv", folder=tmp_path)
    assert "unit.yaml:1" in done.text
    assert "III/x" in done.text


def test_c06_impossible_dates_in_yaml_are_findings(tmp_path: Path):
    people = (
        "- nip: '198209112008041005'\n  nama: Gusti Pratama\n  tanggal_lahir: 1982-09-11\n  tmt_jabatan: 2023-02-30\n"
    )
    done = validate(tmp_path, "pegawai.yaml", people)
    assert done.code == 1
    assert "pegawai.yaml:4" in done.text
    assert "2023-02-30" in done.text


def test_c04_square_brackets_and_escapes_of_the_data_are_shown_as_typed(tmp_path: Path):
    rows = HEADER + "198209112008041005,Gusti,1982-09-11,[bold]x[/bold] [/red]\n"
    done = validate(tmp_path, "pegawai.csv", rows, "--color", "always")
    assert "[bold]x[/bold] [/red]" in done.text


def test_json_is_one_object_with_the_promised_fields_in_every_language(tmp_path: Path):
    broken = HEADER + "198209112008041005,Gusti,1982-09-11,IV/x\n"
    english = validate(tmp_path, "pegawai.csv", broken, "-f", "json", "--color", "always")
    indonesian = validate(tmp_path, "pegawai.csv", broken, "-f", "json", "--lang", "id")
    assert english.out == indonesian.out
    document = json.loads(english.text)
    assert list(document) == ["schema", "tool", "as_of", "inputs", "summary", "findings"]
    assert document["inputs"][0]["path"] == "pegawai.csv"
    (finding,) = (one for one in document["findings"] if one["severity"] == "error")
    assert (finding["rule"], finding["line"], finding["column"]) == ("KOLOM-08", 2, 37)
    assert (finding["table"], finding["key"], finding["field"], finding["value"]) == (
        "pegawai",
        "198209112008041005",
        "golongan",
        "IV/x",
    )
    assert len(finding["fingerprint"]) == 32


def test_the_fingerprint_stays_when_a_row_is_inserted_above(tmp_path: Path):
    row = "198209112008041005,Gusti,1982-09-11,IV/x\n"
    other = "197511302000122009,Murni Lestari,1975-11-30,IV/a\n"

    def fingerprints(content: str) -> set[str]:
        document = json.loads(validate(tmp_path, "pegawai.csv", content, "-f", "json").text)
        return {one["fingerprint"] for one in document["findings"] if one["severity"] == "error"}

    assert fingerprints(HEADER + row) == fingerprints(HEADER + other + row)


def test_several_reports_in_one_run(tmp_path: Path):
    done = validate(tmp_path, "pegawai.csv", GOOD, "--report", "json=laporan.json")
    assert done.code == 0
    assert json.loads((tmp_path / "laporan.json").read_text(encoding="utf-8"))["summary"]["error"] == 0
    again = validate(tmp_path, "pegawai.csv", GOOD, "--report", "json=laporan.json")
    assert (again.code, "already" in again.err) == (2, True)
    assert validate(tmp_path, "pegawai.csv", GOOD, "--report", "json=laporan.json", "--force").code == 0


def test_indonesian_messages(tmp_path: Path):
    done = validate(tmp_path, "pegawai.csv", "", MUTASI_LANG="id")
    assert "kesalahan" in done.text
    assert "error" not in done.text


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_c02_an_old_encoding_loses_no_line(tmp_path: Path, encoding: str):
    broken = HEADER + "198209112008041005,Gusti → Pratama,1982-09-11,IV/x\n"
    (tmp_path / "pegawai.csv").write_text(broken, encoding="utf-8")
    narrow = mutasi("validate", "pegawai.csv", folder=tmp_path, encoding=encoding)
    wide = mutasi("validate", "pegawai.csv", folder=tmp_path)
    assert narrow.code == wide.code == 1
    assert len(narrow.out.decode(encoding).splitlines()) == len(wide.text.splitlines())


def _process(folder: Path, arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    program = f"{sys.executable} -c 'from mutasi.cli.main import main; main()'"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MUTASI_LANG": "en", **variables}
    command = f"{program} {arguments}"
    return subprocess.run(
        ["bash", "-c", command], env=environment, cwd=folder, capture_output=True, timeout=60, check=False
    )


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "command", ["validate pegawai.csv >", "validate pegawai.csv -o", "validate --help >", "--version >"]
)
def test_a_full_disk_ends_with_2_and_one_line(tmp_path: Path, command: str, unbuffered: str):
    (tmp_path / "pegawai.csv").write_text(GOOD, encoding="utf-8")
    done = _process(tmp_path, f"{command} /dev/full", PYTHONUNBUFFERED=unbuffered)
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_slow_reader_gets_every_byte(tmp_path: Path, unbuffered: str):
    rows = "".join(f"19820911200804{number % 9000 + 1000},Orang,1982-09-11,IV/x\n" for number in range(3000))
    (tmp_path / "pegawai.csv").write_text(HEADER + rows, encoding="utf-8")
    whole = mutasi("validate", "pegawai.csv", folder=tmp_path).out
    done = _process(tmp_path, "validate pegawai.csv | (sleep 0.5; cat)", PYTHONUNBUFFERED=unbuffered)
    assert done.stdout == whole


def test_a_closed_pipe_ends_silently_with_141(tmp_path: Path):
    rows = "".join(f"19820911200804{number % 9000 + 1000},Orang,1982-09-11,IV/x\n" for number in range(3000))
    (tmp_path / "pegawai.csv").write_text(HEADER + rows, encoding="utf-8")
    done = _process(tmp_path, "validate pegawai.csv | head -n 1; exit ${PIPESTATUS[0]}")
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_policy_alone(tmp_path: Path):
    (tmp_path / "mutasi.yaml").write_text("bahasa: fr\naturan: {NIP-99: mati}\n", encoding="utf-8")
    done = mutasi("validate", "mutasi.yaml", folder=tmp_path)
    assert done.code == 1
    assert "mutasi.yaml:1:9: error KEBIJAKAN-01" in done.text
    (tmp_path / "mutasi.yaml").write_text("bahasa: id\ntanggal_acuan: 2026-01-31\n", encoding="utf-8")
    assert mutasi("validate", "mutasi.yaml", folder=tmp_path).code == 0


def test_a_file_whose_name_is_no_table(tmp_path: Path):
    (tmp_path / "DataPegawai.csv").write_text("nip,nama\n", encoding="utf-8")
    done = mutasi("validate", "DataPegawai.csv", folder=tmp_path)
    assert (done.code, done.out) == (2, b"")
    assert "there is no table 'DataPegawai'\n  mend: " in done.err


def test_watch_checks_again_when_a_file_changes(tmp_path: Path):
    (tmp_path / "data").mkdir()
    people = tmp_path / "data" / "pegawai.csv"
    people.write_text("nip,nama\n1985,Budi\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MUTASI_LANG": "en"}
    program = [sys.executable, "-c", "from mutasi.cli.main import main; main()"]
    command = [*program, "validate", "--select", "NIP-01", "-f", "concise", "--watch"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline().startswith("data/pegawai.csv:2:1: error NIP-01")
        people.write_text("nip,nama\n198503152010011007,Ani\n1985,Budi\n", encoding="utf-8")
        assert run.stdout.readline().startswith("data/pegawai.csv:3:1: error NIP-01")
        run.send_signal(signal.SIGINT)
        assert run.stdout.read() == ""
        assert run.wait(timeout=60) == 130
    assert mutasi("validate", "-", "--watch", folder=tmp_path, stdin=b"").code == 2


def test_a_report_of_an_earlier_round_is_written_over_and_half_a_file_ends_nothing(tmp_path: Path):
    (tmp_path / "data").mkdir()
    people = tmp_path / "data" / "pegawai.csv"
    people.write_text("nip,nama\n1985,Budi\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MUTASI_LANG": "en"}
    program = [sys.executable, "-c", "from mutasi.cli.main import main; main()"]
    outputs = ["--report", "json=x.json", "--write-invalid", "salah.csv"]
    command = [*program, "validate", "--select", "NIP-01", "-f", "concise", "--watch", *outputs]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=pipe, stderr=pipe, text=True) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        assert run.stdout.readline().startswith("data/pegawai.csv:2:1: error NIP-01")
        people.write_text("nip,nama\n198503152010011007,Ani\n1985,Budi\n", encoding="utf-8")
        assert run.stdout.readline().startswith("data/pegawai.csv:3:1: error NIP-01")
        (tmp_path / "data" / "unit.csv").mkdir()
        told = next(line for line in run.stderr if "unit.csv" in line)
        assert told.startswith("mutasi: data/unit.csv: cannot be read")
        (tmp_path / "data" / "unit.csv").rmdir()
        people.write_text("nip,nama\n198503152010011007,Ani\n198503152010011008,Dedi\n1985,Budi\n", encoding="utf-8")
        assert run.stdout.readline().startswith("data/pegawai.csv:4:1: error NIP-01")
        deadline = time.monotonic() + 60  # the report is written after what is on stdout
        while '"line": 4' not in (tmp_path / "x.json").read_text(encoding="utf-8"):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        run.send_signal(signal.SIGINT)
        assert run.wait(timeout=60) == 130
    assert "1985,Budi,4," in (tmp_path / "salah-pegawai.csv").read_text(encoding="utf-8")
    assert mutasi("validate", "--report", "json=x.json", folder=tmp_path).code == 2  # another run may not


def test_weights_are_told_with_the_decimal_sign_of_the_language(tmp_path: Path):
    (tmp_path / "mutasi.yaml").write_text("kriteria:\n  kinerja: {jenis: predikat_kinerja, bobot: 99.5}\n")
    for name, sum_in_the_format in {"text": "99,5,", "concise": "99,5,", "md": "99,5,", "json": "99.5,"}.items():
        done = mutasi("validate", "mutasi.yaml", "--lang", "id", "-f", name, folder=tmp_path)
        assert f" {sum_in_the_format} " in done.text, name


def test_findings_of_a_policy_show_its_line_by_whatever_way_it_is_named(tmp_path: Path):
    for name, wrong in (("a", "tanggal_acuan: 2026-02-30"), ("b", "tanggal_acuan: kemarin")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mutasi.yaml").write_text(f"bahasa: en\n{wrong}\n")
    text = mutasi("validate", "a/mutasi.yaml", "b/mutasi.yaml", folder=tmp_path).text
    for place, line in (("a/mutasi.yaml:2:16", "2026-02-30"), ("b/mutasi.yaml:2:16", "kemarin")):
        assert (
            f"{place}: error KEBIJAKAN-01\n  2 | tanggal_acuan: {line}\n    |                {'^' * len(line)}\n"
            in text
        )
    assert "  2 | tanggal_acuan: kemarin\n" in mutasi("validate", "b", folder=tmp_path).text
    (tmp_path / "b" / "unit.csv").write_text("id_unit,nama\nKOTA,Kota\n")
    (tmp_path / "b" / "mutasi.yaml").write_text("aturan: {NIP-99: {berat: mati}}\n")
    assert "  1 | aturan: {NIP-99: {berat: mati}}\n" in mutasi("validate", "unit.csv", folder=tmp_path / "b").text


def test_single_files_are_told_to_be_a_part(tmp_path: Path) -> None:
    assert mutasi("init", "kota", "--contoh", folder=tmp_path).code == 0
    place = tmp_path / "kota"
    part = mutasi("validate", "data/pegawai.csv", folder=place)
    count = json.loads(mutasi("validate", "data/pegawai.csv", "-f", "json", folder=place).text)["summary"][
        "rules_not_run"
    ]
    assert count > 10
    assert f"other tables were not looked at: {count}; mutasi validate without a path" in part.text
    assert "not looked at" not in mutasi("validate", folder=place).text
    assert json.loads(mutasi("validate", "-f", "json", folder=place).text)["summary"]["rules_not_run"] == 0
