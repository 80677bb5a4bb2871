"""`mutasi git textconv`, and what `git diff` and `git log -p` show with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mutasi.render.workbook import workbook
from tests.command_line import mutasi
from tests.git_repository import UNITS, Repository, repository

__all__ = ["repository"]

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
NIP = "198503152010011007"


def text_of(folder: Path, name: str, data: str | bytes) -> str:
    file = folder / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    done = mutasi("git", "textconv", file, folder=folder)
    assert done.code == 0, done.err
    return done.text


def test_order_quotes_encoding_and_line_ends_are_no_difference(repository: Repository):
    other = '\ufeff"nama";"id_unit";"id_induk"\r\nBidang Obat;U3;U1\r\nDinas Kesehatan;U1;\r\n"Bidang Gizi";U2;U1\r\n'
    assert text_of(repository.folder, "data/unit.csv", other) == UNITS
    repository.write("data/unit.csv", other.replace("Gizi", "Pangan"))
    assert repository.git("diff", "--word-diff").partition("@@\n")[2] == (
        "id_unit,nama,id_induk\nU1,Dinas Kesehatan,\nU2,[-Bidang Gizi-]{+Bidang Pangan+},U1\nU3,Bidang Obat,U1\n"
    )


def test_a_piece_is_shown_with_the_names_of_its_columns(repository: Repository):
    rows = "".join(f"U2{number:02},Seksi {number},U2\n" for number in range(20))
    repository.commit(data_unit_csv=UNITS + rows)
    repository.commit(data_unit_csv=UNITS + rows.replace("Seksi 19", "Seksi Akhir"))
    shown = repository.git("log", "-p", "-1")
    assert "@@ id_unit,nama,id_induk\n" in shown
    assert "+U219,Seksi Akhir,U2\n" in shown


def test_a_workbook_is_shown_as_rows(repository: Repository):
    table = workbook("pegawai", ("nama", "nip"), [("Siti", NIP)])
    assert text_of(repository.folder, "pegawai.xlsx", table) == f"nip,nama\n{NIP},Siti\n"
    repository.write("laporan.xlsx", workbook("Rekap", ("a", "b"), [("1", "2")]))
    repository.git("add", "laporan.xlsx")
    repository.write("laporan.xlsx", workbook("Rekap", ("a", "b"), [("1", "3")]))
    assert "# Rekap\n a,b\n-1,2\n+1,3\n" in repository.git("diff")


def test_each_format_has_its_canonical_form(tmp_path: Path):
    yaml = "unit:\n  # catatan\n  - nama: A\n    id_unit: U1\n"
    assert text_of(tmp_path, "unit.yaml", yaml) == "unit:\n  # catatan\n  - id_unit: U1\n    nama: A\n"
    assert text_of(tmp_path, "unit.json", '[{"nama": "A", "id_unit": "U1"}]') == (
        '[\n{"id_unit": "U1", "nama": "A"}\n]\n'
    )
    assert text_of(tmp_path, "ab12Cd_unit.csv", "nama;id_unit\nA;U1\n") == "id_unit,nama\nU1,A\n"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("unit.csv", "id_unit,nama\nU1,A,B\n", "# shown as it is: line 2: the row has 3 cells"),
        ("unit.csv", "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", "# shown as it is: line 1: unresolved git conflict"),
        ("unit.yaml", "unit: [\n", "# shown as it is: line"),
        ("unit.csv", b"id_unit,nama\nU1,Caf\xe9\n", "U1,Café\n"),
        ("unit.csv", b"", "# shown as it is"),
        ("unit.csv", b"\x00\xff\xfe\x01", "# "),
        ("unit.xlsx", b"PK\x03\x04broken", "# cannot be shown: "),
        ("laporan.xlsx", b"PK\x03\x04broken", "SHA-256"),
        ("laporan.xlsx", b"", ""),
        ("catatan.csv", "a;b\r\n", "a;b\n"),
        ("unit.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "pointer of git-lfs"),
    ],
)
def test_a_broken_file_is_told_and_shown(tmp_path: Path, name: str, data: str | bytes, said: str):
    assert said in text_of(tmp_path, name, data)


def test_two_broken_workbooks_are_two(tmp_path: Path):
    one, two = (text_of(tmp_path, "unit.xlsx", b"PK\x03\x04broken" + sign) for sign in (b"1", b"2"))
    assert one != two


def test_a_fault_of_mutasi_does_not_stop_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("mutasi.render.git_text.formatted", broken)
    assert "ZeroDivisionError" in text_of(tmp_path, "unit.csv", UNITS)


def test_a_broken_policy_does_not_stop_git(repository: Repository):
    repository.write("mutasi.yaml", "<<<<<<< ours\ninstansi: [\n")
    repository.write("data/unit.csv", UNITS.replace("Gizi", "Pangan"))
    assert "+U2,Bidang Pangan,U1" in repository.git("diff", "data/unit.csv")


def test_a_file_that_the_policy_names_is_its_table(tmp_path: Path):
    (tmp_path / "mutasi.yaml").write_text("data:\n  unit: {berkas: ekspor/opd.csv, pemisah: ';'}\n")
    assert text_of(tmp_path, "opd.csv", "nama;id_unit\nA, B;U1\n") == 'id_unit,nama\nU1,"A, B"\n'


def test_a_missing_file_cannot_be_shown(tmp_path: Path):
    assert mutasi("git", "textconv", "tidak-ada.csv", folder=tmp_path).code == 2


def test_a_file_that_is_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mutasi.read.limits.CSV_BYTES", 10)
    assert "cannot be shown: " in text_of(tmp_path, "unit.csv", UNITS)
