"""What the user says of how files are written: on the command line, and in `mutasi.yaml`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import mutasi
from tests.converting import sample

ROWS = "nip;nama\n198503152010011007;José\n"


def names(folder: Path, *options: str) -> list[str]:
    """The rules that a folder of one table breaks, but for what it lacks."""
    done = mutasi("validate", *options, "-f", "json", folder=folder)
    assert done.code in (0, 1), done.err
    return [found["rule"] for found in json.loads(done.out)["findings"]]


def test_an_encoding_is_used_only_when_it_is_declared(tmp_path: Path) -> None:
    (tmp_path / "pegawai.csv").write_bytes(ROWS.encode("cp1252"))
    assert "BERKAS-03" in names(tmp_path, "pegawai.csv")
    assert "BERKAS-03" not in names(tmp_path, "pegawai.csv", "--encoding", "windows-1252")
    assert "BERKAS-03" not in names(tmp_path, "--encoding", "windows-1252")


def test_the_policy_says_how_a_file_is_written(tmp_path: Path) -> None:
    (tmp_path / "orang.txt").write_bytes("nip|nama,x\n198503152010011007|José,y\n".encode("cp1252"))
    said = "data:\n  pegawai: {berkas: orang.txt, pengodean: windows-1252, pemisah: '|'}\n"
    (tmp_path / "mutasi.yaml").write_text(said)
    found = names(tmp_path)
    assert not {"BERKAS-03", "BERKAS-06", "KEBIJAKAN-01"} & set(found)


@pytest.mark.parametrize("said", ["pengodean: utf8", "pemisah: '#'", "berkas: ../x.csv", "kode: x"])
def test_what_the_policy_may_not_say_is_told(tmp_path: Path, said: str) -> None:
    (tmp_path / "pegawai.csv").write_text(ROWS)
    (tmp_path / "mutasi.yaml").write_text(f"data:\n  pegawai: {{{said}}}\n")
    assert "KEBIJAKAN-01" in names(tmp_path)


def test_standard_input_stands_for_a_file(tmp_path: Path) -> None:
    done = mutasi("validate", "-", "--stdin-name", "pegawai.csv", "-f", "json", folder=tmp_path, stdin=ROWS.encode())
    found = json.loads(done.out)["findings"]
    assert any(finding["path"] == "pegawai.csv" for finding in found)
    assert mutasi("validate", "-", folder=tmp_path, stdin=b"").code == 2


def test_windows_1252_in_a_list_of_people(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(sample("cp1252.csv").data)
    refused = mutasi("--lang", "en", "convert", "x.csv", "--to", "hasil", folder=tmp_path)
    assert refused.code == 2
    assert "0xA0" in refused.err
    assert mutasi("convert", "x.csv", "--to", "hasil", "--encoding", "windows-1252", folder=tmp_path).code == 0
    text = (tmp_path / "hasil" / "data" / "pegawai.csv").read_text(encoding="utf-8")
    for name in (
        "Ma\u2019arif Permadi",
        "Rénaldo Pratomo",
        "Nur\u2018aini Yulianto",
        "Søren Hakimi",
        "Zoë Suryana",
        "Al\u2013Hakim",
    ):
        assert name in text


def workbook_file(path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["nip", "nama"])
        sheet.write_row(1, 0, ["198209112008041005", "Gusti Pratama"])


@pytest.mark.parametrize("command", [["validate"], ["validate", "pegawai.csv"], ["convert", "pegawai.csv", "--to", "x"],
                                     ["validate", "--fix"]])  # fmt: skip
def test_a_sheet_is_refused_where_no_file_has_any(tmp_path: Path, command: list[str]):
    (tmp_path / "pegawai.csv").write_text(ROWS)
    (tmp_path / "mutasi.yaml").write_text("tanggal_acuan: 2026-01-31\n")
    before = (tmp_path / "pegawai.csv").read_bytes()
    done = mutasi(*command, "--sheet", "Data", folder=tmp_path)
    assert (done.code, done.out) == (2, b"")
    assert "sheet 'Data'" in done.err
    assert (tmp_path / "pegawai.csv").read_bytes() == before
    # a variable stands for all commands, also for those that cannot use it
    assert "sheet 'Data'" not in mutasi(*command, folder=tmp_path, MUTASI_SHEET="Data").err
    if command == ["validate"]:
        (tmp_path / "pegawai.csv").unlink()
        workbook_file(tmp_path / "pegawai.xlsx")
        assert mutasi("validate", "--sheet", "Data", folder=tmp_path).code == 0


@pytest.mark.parametrize("command", ["validate", "fmt"])
def test_a_name_of_standard_input_is_refused_where_it_is_not_read(tmp_path: Path, command: str):
    (tmp_path / "pegawai.csv").write_text("nip,nama\n")
    done = mutasi(command, "pegawai.csv", "--stdin-name", "pegawai.csv", folder=tmp_path)
    assert (done.code, done.out) == (2, b"")
    assert "not among the paths" in done.err


def test_fmt_has_no_sheets(tmp_path: Path):
    done = mutasi("fmt", "--sheet", "Data", folder=tmp_path)
    assert (done.code, done.out) == (2, b"")
    assert "--sheet" in done.err
