"""`mutasi diff` with less in it, in every form: kinds, columns, units, the summary, and nothing but the exit code."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from mutasi.render.changes_data import FIELDS
from tests.command_line import Result, mutasi
from tests.golden import GOLDEN, ROOT, assert_same
from tests.pages import sound_page

CITY = ROOT / "examples" / "pangkalpinang"
BOTH = (str(CITY / "arsip" / "2025-07"), str(CITY))


def put(folder: Path, people: str) -> Path:
    (folder / "data").mkdir(parents=True)
    (folder / "mutasi.yaml").write_text("tanggal_acuan: 2026-01-31\n", encoding="utf-8")
    (folder / "data" / "unit.csv").write_text(
        "id_unit,nama,id_induk\nU1,Satu,\nU2,Dua,U1\nU3,Tiga,\n", encoding="utf-8"
    )
    (folder / "data" / "pegawai.csv").write_text(f"nip,nama,id_unit,golongan,email\n{people}", encoding="utf-8")
    return folder


NIPS = [f"1985031520100110{number:02d}" for number in range(7, 12)]


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    """One moves and rises, one has another name, one other address, one leaves, one stays."""
    one, two, three, four, five = NIPS
    old = f"{one},A,U2,III/a,\n{two},B,U3,III/a,\n{three},C,U3,III/a,c@x\n{four},D,U2,III/a,\n{five},E,U3,III/a,\n"
    new = f"{one},A,U3,III/b,\n{two},B.,U3,III/a,\n{three},C,U3,III/a,c@y\n{five},E,U3,III/a,\n"
    return str(put(tmp_path / "lama", old)), str(put(tmp_path / "baru", new))


def diff(pair: tuple[str, str], *arguments: str) -> Result:
    return mutasi("diff", *pair, *arguments, folder=ROOT)


def kinds(pair: tuple[str, str], *arguments: str) -> tuple[list[tuple[str, str]], int]:
    """Kind and NIP of each change, and how many people are unchanged."""
    document = json.loads(diff(pair, *arguments, "-f", "json").text)
    return [(one["jenis"], one["kunci"]) for one in document["perubahan"]], document["ringkasan"]["tetap"]


def test_columns_can_be_left_out(pair: tuple[str, str]):
    one, two, three, four, _ = NIPS
    whole, unchanged = kinds(pair)
    assert sorted(whole) == sorted(
        [("pindah", one), ("naik_pangkat", one), ("nama", two), ("ubah", three), ("keluar", four)]
    )
    assert unchanged == 1
    assert kinds(pair, "--ignore", "email") == ([pair for pair in whole if pair[1] != three], 2)
    assert kinds(pair, "--ignore", "email,nama")[1] == 3
    # who moved is changed still
    assert kinds(pair, "--ignore", "golongan")[1] == 1


def test_kinds_can_be_chosen(pair: tuple[str, str]):
    one, two, *_ = NIPS
    assert kinds(pair, "--only", "nama,naik_pangkat") == ([("naik_pangkat", one), ("nama", two)], 1)


def test_units_can_be_chosen_with_those_below(pair: tuple[str, str]):
    one, _, _, four, _ = NIPS
    found, unchanged = kinds(pair, "--unit", "U1")
    assert (set(found), unchanged) == ({("pindah", one), ("naik_pangkat", one), ("keluar", four)}, 0)
    assert kinds(pair, "--unit", "U3")[1] == 1


def test_what_there_is_not_is_told(pair: tuple[str, str]):
    for arguments, said in (
        (("--only", "promo"), "no kind of change 'promo'; did you mean: promosi?"),
        (("--ignore", "emall"), "no column 'emall'; did you mean: email?"),
        (("--unit", "U9"), "no unit 'U9'"),
    ):
        done = diff(pair, *arguments)
        assert (done.code, done.out) == (2, b"")
        assert said in done.err


def test_the_exit_code_tells_of_what_is_left(pair: tuple[str, str]):
    assert diff(pair, "--exit-code").code == 1
    assert diff(pair, "--exit-code", "--only", "promosi").code == 0
    assert diff((pair[0], pair[0]), "--exit-code").code == 0
    for arguments, code in ((pair, 1), ((pair[0], pair[0]), 0)):
        done = diff(arguments, "--quiet")
        assert (done.code, done.out, done.err) == (code, b"", "")


def test_the_summary_alone(pair: tuple[str, str]):
    whole, short = diff(pair).text, diff(pair, "--summary").text
    assert whole.startswith(short)
    assert len(short.splitlines()) == 1
    for form in ("md", "html"):
        assert NIPS[0] in diff(pair, "-f", form).text
        assert NIPS[0] not in diff(pair, "--summary", "-f", form).text


def test_the_formats_agree(pair: tuple[str, str]):
    document = json.loads(diff(pair, "-f", "json").text)["perubahan"]
    lines = [json.loads(line) for line in diff(pair, "-f", "jsonl").text.splitlines()]
    table = list(csv.DictReader(io.StringIO(diff(pair, "-f", "csv").text)))
    assert document == lines
    assert tuple(table[0]) == FIELDS
    assert [{key: "" if value is None else str(value) for key, value in row.items()} for row in lines] == table
    page = sound_page(diff(pair, "-f", "html").text)
    assert all(row["kunci"] in page.text for row in lines)


@pytest.mark.parametrize("code", ["id", "en"])
def test_the_city_as_a_page(code: str):
    arguments = ("--unit", "DINDIKBUD", "--only", "promosi,rotasi,tukar", "-f", "html", "--lang", code)
    assert_same(mutasi("diff", *BOTH, *arguments, folder=ROOT).text, GOLDEN / "diff" / f"dindikbud.{code}.html")


def test_standard_input_is_the_table_of_the_other_side(pair: tuple[str, str]):
    old, new = (Path(folder) / "data" / "pegawai.csv" for folder in pair)
    files = mutasi("diff", old, new, "-f", "csv", folder=ROOT).out
    assert mutasi("diff", old, "-", "-f", "csv", folder=ROOT, stdin=new.read_bytes()).out == files
    assert mutasi("diff", "-", new, "-f", "csv", folder=ROOT, stdin=old.read_bytes()).out == files
    named = mutasi("diff", old, "-", "-f", "csv", "--stdin-name", "pegawai.csv", folder=ROOT, stdin=new.read_bytes())
    assert named.out == files
    for arguments in (("-", "-"), (pair[0], "-")):
        done = mutasi("diff", *arguments, folder=ROOT, stdin=b"")
        assert (done.code, done.out) == (2, b"")
        assert "--stdin-name" in done.err


def test_a_table_that_one_side_lacks_is_told(pair: tuple[str, str]):
    old, new = pair
    (Path(new) / "data" / "unit.csv").unlink()
    done = diff((old, new), "--exit-code", "--lang", "en")
    assert "only in the older snapshot, not compared: unit" in done.text
    assert json.loads(diff((old, new), "-f", "json").text)["ringkasan"]["tabel_hanya_lama"] == ["unit"]
    people = (Path(old) / "data" / "pegawai.csv").read_bytes()
    (Path(new) / "data" / "pegawai.csv").write_bytes(people)
    assert diff((old, new), "--exit-code").code == 1


def test_only_some_kinds_can_be_asked_of_the_exit_code(pair: tuple[str, str]):
    assert [diff(pair, "--only", kind, "--exit-code").code for kind in ("PINDAH", "promosi")] == [1, 0]


def test_what_is_written_to_a_file_is_written_silently_too(pair: tuple[str, str], tmp_path: Path):
    done = diff(pair, "--quiet", "-f", "csv", "-o", str(tmp_path / "beda.csv"))
    assert (done.code, done.out, done.err) == (1, b"", "")
    assert (tmp_path / "beda.csv").read_text(encoding="utf-8").startswith("jenis,")


def test_an_error_says_which_side_it_is_in(pair: tuple[str, str]):
    for side in pair:
        file = Path(side) / "data" / "pegawai.csv"
        whole = file.read_text(encoding="utf-8")
        file.write_text(whole + whole.splitlines()[1] + "\n", encoding="utf-8")
        done = diff(pair)
        assert (done.code, f"{side}/data/pegawai.csv: {NIPS[0]} stands in lines" in done.err) == (2, True), done.err
        file.write_text(whole, encoding="utf-8")


def test_what_the_policy_says_and_does_not_hold_is_told(pair: tuple[str, str]):
    policy = Path(pair[1]) / "mutasi.yaml"
    policy.write_text("tanggal_acuan: 2026-01-31\nperbandingan: {padanan: {unit: {U2: U3}}}\n", encoding="utf-8")
    done = diff(pair, "-f", "json", "--lang", "en")
    assert "perbandingan.padanan does not hold here, so it is not heeded: U2: U3" in done.err
    assert kinds(pair)[0] == kinds((pair[0], pair[1]), "--set", "perbandingan.padanan={}")[0]
