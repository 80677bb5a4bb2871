"""`validate --fix` changes the cells that it names and nothing else, and only what is wanted and not accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from mutasi.finding import Location
from mutasi.read.source import source_of
from mutasi.render.mending import Edit, mended
from tests.command_line import mutasi

NIP = "198503152010011007"
POLICY = "tanggal_acuan: 2026-01-31\n"


def office(folder: Path, content: bytes, name: str = "pegawai.csv", policy: str = POLICY) -> Path:
    """An office with one file of people; returns that file."""
    (folder / "data").mkdir(parents=True)
    (folder / "mutasi.yaml").write_text(policy, encoding="utf-8")
    (folder / "data" / name).write_bytes(content)
    return folder / "data" / name


# ---- the file stays as it is but for the cells


@pytest.mark.parametrize(
    ("name", "content", "replaced"),
    [
        ("pegawai.csv", "nama;nip;tanggal_lahir;x\r\nSiti;19850315 201001 1 007;15/03/1985;1,50\r\nAni;;;\r\n", 2),
        ("pegawai.csv", 'sep=;\nnama;tanggal_lahir\n"Budi; S";"15/03/1985"\n\n\nAni; 01/12/1980 \n', 2),
        ("pegawai.csv", "nip,nama,golongan\n198503152010011007,Budi,iii/d", 1),
        ("pegawai.json", '{"pegawai": [\n  {"x": 1.50, "nama": "B",\n   "tanggal_lahir": "15/03/1985"}]}\n', 1),
        ("pegawai.jsonl", '{"nama": "B", "tanggal_lahir": "15/03/1985", "x": 1.50}\n\n{"nama":"C"}\n', 1),
        ("pegawai.yaml", "pegawai:\n# satu\n- nama: B # b\n  tanggal_lahir: 15/03/1985\n  golongan: 'iii/d'\n\n", 2),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_only_the_cells_change(tmp_path: Path, name: str, content: str, replaced: int, encoding: str) -> None:
    if encoding != "utf-8" and not name.endswith(".csv"):
        pytest.skip("JSON and YAML are UTF-8")
    file = office(tmp_path, content.encode(encoding), name)
    done = mutasi("validate", "--fix", "--show-fixes", folder=tmp_path)
    assert f"mended: data/{name}, {replaced} place" in done.err
    expected = (
        content.replace("15/03/1985", "1985-03-15").replace("19850315 201001 1 007", NIP).replace("iii/d", "III/d")
        .replace("01/12/1980", "1980-12-01")
    )  # fmt: skip
    assert file.read_bytes().decode(encoding) == expected
    assert file.read_bytes()[:3] == content.encode(encoding)[:3]
    assert sum("becomes" in line for line in done.err.splitlines()) == replaced


def test_a_list_keeps_its_layout(tmp_path: Path) -> None:
    """Its items are read without no-break spaces; the place of a list is no place for a text."""
    (tmp_path / "data").mkdir()
    content = '[{"id_lowongan": "L1", "jurusan": ["A\u00a0B", "C"], "nama_jabatan": "X\u00a0Y"}]\n'
    (tmp_path / "data" / "lowongan.json").write_text(content, encoding="utf-8")
    mutasi("validate", "--fix", folder=tmp_path)
    assert (tmp_path / "data" / "lowongan.json").read_text(encoding="utf-8") == content.replace("X\u00a0Y", "X Y")


# ---- files that are written otherwise than they say, or wrong


def test_an_encoding_of_the_command_line_stays(tmp_path: Path) -> None:
    content = "nama,tanggal_lahir\nRené,15/03/1985\n".encode("cp1252")
    file = office(tmp_path, content)
    mutasi("validate", "--fix", "--encoding", "windows-1252", folder=tmp_path)
    assert file.read_bytes() == content.replace(b"15/03/1985", b"1985-03-15")


def test_what_an_encoding_cannot_write_is_not_written() -> None:
    edit = Edit("R", Location("x.csv", 1, 1, 1, 5), "René", "\u0141")
    assert mended(source_of("René\n".encode("cp1252"), "x.csv"), [edit], ".csv", "windows-1252") is None


def test_dates_of_the_command_line_are_written(tmp_path: Path) -> None:
    file = office(tmp_path, b"nama,tanggal_lahir\nBudi,03/04/1985\n")
    mutasi("validate", "--fix", folder=tmp_path)
    assert b"03/04/1985" in file.read_bytes()  # nobody says which is the day
    mutasi("validate", "--fix", "--dates", "dmy", folder=tmp_path)
    assert b"Budi,1985-04-03" in file.read_bytes()


def test_the_point_is_not_written_where_a_comma_is_declared(tmp_path: Path) -> None:
    policy = POLICY + 'data:\n  kompetensi: {desimal: ","}\n'
    file = office(tmp_path, f"nip;nilai;tanggal\n{NIP};85,5;15/03/2025\n".encode(), "kompetensi.csv", policy)
    mutasi("validate", "--fix", folder=tmp_path)
    assert file.read_bytes() == f"nip;nilai;tanggal\n{NIP};85,5;2025-03-15\n".encode()


def test_the_rest_of_a_file_with_a_faulty_row_is_mended(tmp_path: Path) -> None:
    content = b"nama,tanggal_lahir\nBudi,15/03/1985\nAni,16/03/1985,x\n"
    file = office(tmp_path, content)
    mutasi("validate", "--fix", folder=tmp_path)
    assert file.read_bytes() == content.replace(b"15/03/1985", b"1985-03-15")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("pegawai.csv", b"nama,catatan\nRen\xe9,x\n", "mend what is wrong with it first"),
        ("pegawai.html", b"<table><tr><td>nama</td><td>tanggal_lahir</td></tr><tr><td>B</td><td>15/03/1985</td></tr>",
         "workbooks and web pages keep the look that people gave them"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_mended_is_told(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    file = office(tmp_path, content, name)
    done = mutasi("validate", "--fix", folder=tmp_path)
    assert f"left alone: data/{name}: {reason}" in done.err
    assert file.read_bytes() == content


# ---- what is not wanted, or accepted, is not mended

BOTH = b"nip,nama,golongn,tanggal_lahir\n198503152010011007,Budi,iii/d,15/03/1985\n"


@pytest.mark.parametrize(
    ("options", "policy", "done"),
    [
        ((), POLICY, {"golongan", "III/d", "1985-03-15"}),
        (("--select", "NILAI-03"), POLICY, {"1985-03-15"}),
        (("--select", "NIP"), POLICY, set()),
        (("--ignore", "NILAI-03"), POLICY, {"golongan", "III/d"}),
        (("--ignore", "NILAI,KOLOM-04"), POLICY, set()),
        (("--per-file-ignores", "data/*:NILAI-02,KOLOM-04"), POLICY, {"1985-03-15"}),
        (("--per-file-ignores", "data/unit.csv:NILAI,KOLOM"), POLICY, {"golongan", "III/d", "1985-03-15"}),
        ((), POLICY + "pemeriksaan: {abaikan: [KOLOM-04]}\n", {"1985-03-15"}),
        ((), POLICY + f"pengecualian:\n  - {{kode: NILAI-03, kunci: '{NIP}', alasan: x, sampai: 2026-12-31}}\n",
         {"golongan", "III/d"}),
    ],
)  # fmt: skip
def test_only_what_is_wanted_is_mended(tmp_path: Path, options: tuple[str, ...], policy: str, done: set[str]) -> None:
    file = office(tmp_path, BOTH, policy=policy)
    mutasi("validate", "--fix", "--unsafe-fixes", *options, folder=tmp_path)
    text = file.read_text(encoding="utf-8")
    assert {one for one in ("golongan", "III/d", "1985-03-15") if one in text} == done, text


# ---- options that go together, and that do not


@pytest.mark.parametrize(
    "options",
    [("-f", "json"), ("--report", "json=x.json"), ("--write-invalid", "x.csv"), ("--baseline", "x.json"),
     ("--write-baseline",), ("--max-errors", "3"), ("--watch",)],
)  # fmt: skip
def test_diff_refuses_what_it_would_not_do(tmp_path: Path, options: tuple[str, ...]) -> None:
    office(tmp_path, BOTH)
    done = mutasi("validate", "--diff", *options, folder=tmp_path)
    long = {"-f": "--format"}.get(options[0], options[0])
    assert (done.code, f"cannot be combined with {long}\n" in done.err, done.text) == (2, True, ""), done.err


def test_diff_goes_to_a_file_and_may_exit_with_zero(tmp_path: Path) -> None:
    office(tmp_path, BOTH)
    done = mutasi("validate", "--diff", "--show-fixes", "-o", "x.patch", "--exit-zero", folder=tmp_path)
    assert (done.code, done.text) == (0, "")
    assert "NILAI-03: '15/03/1985' becomes '1985-03-15'" in done.err
    assert "+198503152010011007,Budi,iii/d,1985-03-15" in (tmp_path / "x.patch").read_text(encoding="utf-8")
    assert mutasi("validate", "--diff", "-o", "x.patch", folder=tmp_path).code == 2


@pytest.mark.parametrize(
    ("people", "options", "code"),
    [
        ("nip,nama,golongan\n198503152010011007,Budi,III/x\n", (), 1),  # an error that nothing mends
        ("nip,nama,golongan\n198503152010011007,Budi,III/x\n", ("--exit-zero",), 0),
        ("nip,nama,golongan\n198503152010011007,Budi,III/x\n", ("--fail-on", "never"), 0),
        ("nip,nama,golongan\n198503152010011007,Budi,III/x\n", ("--ignore", "KOLOM-08"), 0),
        ("nip,nama,jenis_kelamin\n198503152010011007,Budi,P\n", (), 0),  # a warning
        ("nip,nama,jenis_kelamin\n198503152010011007,Budi,P\n", ("--fail-on", "warning"), 1),
        ("nip,nama,golongan\n198503152010011007,Budi,III/a\n", ("--fail-on", "warning"), 0),
    ],
)
def test_diff_fails_when_a_finding_would_be_left(
    tmp_path: Path, people: str, options: tuple[str, ...], code: int
) -> None:
    office(tmp_path, people.encode())
    done = mutasi("validate", "--fix", "--diff", *options, folder=tmp_path)
    assert (done.code, done.text) == (code, ""), done.err
    is_left = code == 1 or options == ("--exit-zero",)
    assert ("1 finding would be left; mutasi validate lists all" in done.err) == is_left, done.err


def test_what_the_difference_mends_is_not_left(tmp_path: Path) -> None:
    office(tmp_path, BOTH)
    done = mutasi("validate", "--unsafe-fixes", "--diff", folder=tmp_path)
    assert (done.code, "would be left" in done.err) == (1, False), done.err


def test_show_fixes_alone_is_refused(tmp_path: Path) -> None:
    office(tmp_path, BOTH)
    done = mutasi("validate", "--show-fixes", folder=tmp_path)
    assert (done.code, "--show-fixes lists what is mended" in done.err) == (2, True)
    assert mutasi("validate", folder=tmp_path, MUTASI_SHOW_FIXES="1").code == 0


def test_a_folder_is_mended_from_outside(tmp_path: Path) -> None:
    office(tmp_path / "kota", BOTH)
    shown = mutasi("validate", "--diff", "kota", folder=tmp_path).text
    assert shown.startswith("--- kota/data/pegawai.csv\n+++ kota/data/pegawai.csv\n")
    assert "mended: kota/data/pegawai.csv" in mutasi("validate", "--fix", "kota", folder=tmp_path).err
