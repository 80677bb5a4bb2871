"""`mutasi fmt`: one form, nothing lost, and files that are whole at any moment."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mutasi.model.tables import declaration
from mutasi.read.source import source_of
from mutasi.read.table import table_from
from mutasi.render.formatting import formatted, formatted_policy
from mutasi.render.order import ordered
from tests.command_line import mutasi
from tests.golden import GOLDEN, ROOT, assert_same

PEOPLE = "nama;nip\n  Budi ;19850315 201001 1 007\nAni;198001012005012001\n"
CANONICAL = "nip,nama\n198001012005012001,Ani\n198503152010011007,Budi\n"
EXAMPLES = ("pangkalpinang", "pangkalpinang/arsip/2025-07")


def city(folder: Path, people: str = PEOPLE) -> Path:
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "pegawai.csv").write_bytes(people.encode())
    (folder / "data" / "unit.csv").write_bytes(b"id_unit,nama\nA,Kota\n")
    (folder / "mutasi.yaml").write_bytes(b"bahasa: id # bahasa surat\r\ntanggal_acuan: 2026-01-31")
    return folder


# ---- the command


def test_it_writes_the_files_of_the_project(tmp_path: Path) -> None:
    done = mutasi("fmt", folder=city(tmp_path))
    assert (done.code, done.out) == (0, b"")
    assert (tmp_path / "data" / "pegawai.csv").read_bytes() == CANONICAL.encode()
    assert (tmp_path / "mutasi.yaml").read_bytes() == b"bahasa: id # bahasa surat\ntanggal_acuan: 2026-01-31\n"
    again = mutasi("fmt", "--check", folder=tmp_path)
    assert (again.code, again.out) == (0, b"")


def test_check_and_diff_write_nothing(tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in city(tmp_path).rglob("*.*")}
    for options, code in ((("--check",), 1), (("--diff",), 0), (("--check", "--diff"), 1)):
        assert mutasi("fmt", *options, folder=tmp_path).code == code
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*")} == before


@pytest.mark.parametrize("language", ["en", "id"])
def test_what_it_says(tmp_path: Path, language: str) -> None:
    city(tmp_path)
    (tmp_path / "data" / "kinerja.csv").write_bytes(b"nip,tahun\n198001012005012001,2024,baik\n")
    (tmp_path / "data" / "jabatan.xls").write_bytes(b"<table><tr><td>id_jabatan<td>nama<tr><td>J<td>K</table>")
    lines = []
    for options in (("--check",), ("--diff",), ()):
        done = mutasi("fmt", *options, folder=tmp_path, MUTASI_LANG=language)
        lines += [f"$ mutasi fmt {' '.join(options)}".rstrip(), done.text, done.err, f"({done.code})", ""]
    assert_same("\n".join(lines), GOLDEN / "fmt" / f"{language}.txt")


def test_files_and_folders_may_be_named(tmp_path: Path) -> None:
    city(tmp_path / "kota")
    assert mutasi("fmt", "kota/data/unit.csv", "--check", folder=tmp_path).code == 0
    assert mutasi("fmt", "kota/data/pegawai.csv", "--check", folder=tmp_path).code == 1
    assert mutasi("fmt", "kota", "--check", folder=tmp_path).out.count(b"would change") == 2
    assert mutasi("fmt", "kota/data/tiada.csv", folder=tmp_path).code == 2
    (tmp_path / "orang.csv").write_text("nip\n")
    assert mutasi("fmt", "orang.csv", folder=tmp_path).code == 2


def test_standard_input_goes_to_standard_output(tmp_path: Path) -> None:
    done = mutasi("fmt", "-", "--stdin-name", "pegawai.csv", folder=tmp_path, stdin=PEOPLE.encode())
    assert (done.code, done.text) == (0, CANONICAL)
    faulty = b"nip,nama\n1,2,3\n"
    done = mutasi("fmt", "-", "--stdin-name", "pegawai.csv", folder=tmp_path, stdin=faulty)
    assert (done.code, done.out) == (1, faulty)
    assert mutasi("fmt", "-", folder=tmp_path, stdin=b"").code == 2


def test_nothing_is_written_when_one_file_cannot_be_read(tmp_path: Path) -> None:
    city(tmp_path)
    (tmp_path / "data" / "unit.csv").unlink()
    (tmp_path / "data" / "unit.csv").symlink_to("unit.csv")
    done = mutasi("fmt", "data/pegawai.csv", "data/unit.csv", folder=tmp_path)
    assert done.code == 2
    assert (tmp_path / "data" / "pegawai.csv").read_bytes() == PEOPLE.encode()


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_are_canonical(example: str) -> None:
    done = mutasi("fmt", "--check", folder=ROOT / "examples" / example)
    assert (done.code, done.out) == (0, b""), done.err


def test_a_converted_dataset_is_canonical(tmp_path: Path) -> None:
    sample = ROOT / "tests" / "data" / "convert" / "siasn_pns.csv"
    mutasi("convert", sample, "--to", "kota", folder=tmp_path)
    assert mutasi("fmt", "--check", folder=tmp_path / "kota").out == b""


# ---- what is left alone


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pegawai.csv", b"nip,nama\n198001012005012001,Ani,x\n"),
        ("pegawai.csv", b'nip,nama\n198001012005012001,"Ani\n'),
        ("pegawai.csv", "nip,nama\n198001012005012001,José\n".encode("cp1252")),
        ("pegawai.csv", b"nip,nama,tanggal_lahir\n198001012005012001,Ani,29-03-0099\n"),
        ("pegawai.csv", b"nip,nama,\n198001012005012001,Ani,x\n"),
        ("pegawai.csv", b"nip,nama,nama\n198001012005012001,Ani,x\n"),
        ("lowongan.yaml", b"- id_lowongan: &a L-1\n"),
        ("lowongan.yaml", b"- id_lowongan: L-1\n  id_lowongan: L-2\n"),
        ("lowongan.yaml", b"- {id_lowongan: L-1\n"),
        ("lowongan.json", b'[{"id_lowongan": "L-1", "jurusan": [["a"]]}]'),
        ("lowongan.jsonl", b'{"id_lowongan": "L-1"}\n{'),
        ("pegawai.csv", b""),
    ],
)
def test_a_file_with_faults_stays_byte_for_byte(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    done = mutasi("fmt", name, folder=tmp_path)
    assert (done.code, (tmp_path / name).read_bytes()) == (1, content)
    assert "left alone" in done.err
    assert "mend" in done.err


def test_the_policy_may_say_how_a_file_is_written(tmp_path: Path) -> None:
    city(tmp_path)
    said = b"data:\n  pegawai: {pemisah: ';'}\n"
    (tmp_path / "mutasi.yaml").write_bytes(said)
    done = mutasi("fmt", folder=tmp_path)
    assert "mutasi.yaml says" in done.err, done.err
    assert (tmp_path / "data" / "pegawai.csv").read_bytes() == PEOPLE.encode()


def test_what_the_user_says_is_used_for_reading(tmp_path: Path) -> None:
    (tmp_path / "pegawai.csv").write_bytes("nip;nama\n198001012005012001;José\n".encode("cp1252"))
    assert mutasi("fmt", "pegawai.csv", folder=tmp_path).code == 1
    assert mutasi("fmt", "pegawai.csv", "--encoding", "windows-1252", folder=tmp_path).code == 0
    assert (tmp_path / "pegawai.csv").read_text("utf-8") == "nip,nama\n198001012005012001,José\n"


# ---- laws

CELLS = st.sampled_from(
    ["Ani", " Ani ", "a;b", "", "NO", "010", "é", "e\u0301", "=1", '"', "a\nb", "01/02/2020", "'x", "-"]
)
NIPS = st.sampled_from(["198001012005012001", "19850315 201001 1 007", "'199002022015031002", "1,98E+17", "x", ""])


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of people in some format, with or without faults."""
    from tests.formats import FORMATS

    names = draw(st.permutations(["nip", "nama", "tanggal_lahir", "kelompok"]))
    rows = draw(
        st.lists(
            st.fixed_dictionaries({name: NIPS if name == "nip" else CELLS for name in names}), min_size=1, max_size=4
        )
    )
    suffix, write = FORMATS[
        draw(st.sampled_from(["comma", "semicolon", "tab", "unicode text", "json", "json lines", "yaml"]))
    ]
    return suffix, write(rows)


@settings(max_examples=70, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_reading_before_and_after_gives_the_same_and_a_second_run_changes_nothing(file: tuple[str, bytes]) -> None:
    suffix, data = file
    source = source_of(data, f"pegawai{suffix}")
    once = formatted(source, "pegawai", suffix)
    twice = formatted(source_of(once.after, source.path), "pegawai", suffix)
    assert twice.after == once.after
    if once.findings:
        assert once.after == data
        return
    before, after = (table_from(one, "pegawai", suffix)[0] for one in (source, source_of(once.after, source.path)))
    assert before is not None
    assert after is not None
    assert before.frame.height == after.frame.height
    one, other = (ordered(table.text, declaration("pegawai")) for table in (before, after))
    assert other.select(one.columns).equals(one)


YAML = """\
# Lowongan yang disetujui
lowongan:
  - id_lowongan: L-002   # menunggu
    # jenjang menurut perda
    jenjang: ADMINISTRATOR
    jurusan: ['Hukum',   "Ilmu Politik"] # boleh lebih
    keterangan: |
      satu
      dua
  - id_jabatan: 'J-1'
    id_lowongan: "010"
    jumlah: "2"
# akhir
"""
FORMATTED = """\
# Lowongan yang disetujui
lowongan:
  - id_lowongan: L-002   # menunggu
    # jenjang menurut perda
    jenjang: ADMINISTRATOR
    jurusan: [Hukum, Ilmu Politik]       # boleh lebih
    keterangan: |
      satu
      dua
  - id_jabatan: J-1
    id_lowongan: "010"
    jumlah: 2
# akhir
"""


def yaml(text: str, name: str = "lowongan") -> str:
    result = formatted(source_of(text.encode(), f"{name}.yaml"), name, ".yaml")
    assert result.reason is None, result.findings
    assert formatted(source_of(result.after, f"{name}.yaml"), name, ".yaml").after == result.after
    return result.after.decode()


def test_comments_survive() -> None:
    found = yaml(YAML)
    assert [line.partition("#")[2] for line in found.splitlines()] == [
        line.partition("#")[2] for line in YAML.splitlines()
    ]
    assert found == FORMATTED


def test_without_comments_keys_and_records_are_put_in_order() -> None:
    assert yaml("- nama: B\n  id_unit: '2'\n- id_unit: A\n  nama: C\n", "unit") == (
        '- id_unit: "2"\n  nama: B\n- id_unit: A\n  nama: C\n'
    )
    assert yaml("- {nama: B, id_unit: Z}\n- id_unit: A\n", "unit") == "- id_unit: A\n- {id_unit: Z, nama: B}\n"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_the_mark_of_the_encoding(end: str, mark: str) -> None:
    policy = "bahasa: id\n# e\u0301\ninstansi:\n  nama: Kota\n"
    result = formatted_policy(source_of((mark + policy.replace("\n", end)).encode(), "mutasi.yaml"))
    assert result.after == policy.replace("e\u0301", "é").encode()


def test_a_policy_with_faults_in_its_form_stays() -> None:
    result = formatted_policy(source_of(b"bahasa: [id\r\n", "mutasi.yaml"))
    assert (result.after, bool(result.findings)) == (b"bahasa: [id\r\n", True)


# ---- whole files at any moment

WRITER = """
import sys
from pathlib import Path
from mutasi.cli.output import write_file
texts = [Path(name).read_bytes() for name in sys.argv[2:]]
print("ready", flush=True)
while True:
    for text in texts:
        write_file(Path(sys.argv[1]), text, force=True)
"""


def test_a_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    old, new = (name.encode() * 200_000 for name in ("old\n", "baru\n"))
    for name, data in (("old", old), ("new", new), ("pegawai.csv", old)):
        (tmp_path / name).write_bytes(data)
    target = tmp_path / "pegawai.csv"
    chance = random.Random(7)
    seen = set()
    for _ in range(100):
        command = [sys.executable, "-c", WRITER, *map(str, (target, tmp_path / "new", tmp_path / "old"))]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(chance.random() * 0.03)
            child.send_signal(signal.SIGKILL)
        found = target.read_bytes()
        assert found in (old, new)
        seen.add(found)
    assert seen == {old, new}
    (tmp_path / "data").mkdir()
    assert mutasi("fmt", "-", "--stdin-name", "unit.csv", folder=tmp_path, stdin=b"id_unit,nama\n").code == 0
    from mutasi.cli.output import write_file

    write_file(target, new, force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "new", "old", "pegawai.csv"]


def test_kills_of_the_command_itself(tmp_path: Path) -> None:
    city(tmp_path)
    rows = [f"Orang {number},{19800101200501}{1000 + number}" for number in range(3000, 0, -1)]
    old = ("nama,nip\n" + "\n".join(rows) + "\n").encode()
    path = tmp_path / "data" / "pegawai.csv"
    path.write_bytes(old)
    assert mutasi("fmt", "data/pegawai.csv", folder=tmp_path).code == 0
    new = path.read_bytes()
    assert new != old
    chance = random.Random(11)
    for _ in range(10):
        path.write_bytes(old)
        command = [sys.executable, "-m", "mutasi", "-C", str(tmp_path), "fmt", "data/pegawai.csv"]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=ROOT) as child:
            time.sleep(0.2 + chance.random() * 0.5)
            child.send_signal(signal.SIGKILL)
        assert path.read_bytes() in (old, new)
    path.write_bytes(old)
    assert mutasi("fmt", "data/pegawai.csv", folder=tmp_path).code == 0
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["pegawai.csv", "unit.csv"]


def test_the_mode_stays_and_a_link_stays_a_link(tmp_path: Path) -> None:
    city(tmp_path)
    path = tmp_path / "data" / "pegawai.csv"
    path.chmod(0o640)
    (tmp_path / "asli.csv").write_bytes(PEOPLE.encode())
    (tmp_path / "penugasan.csv").symlink_to("data/pegawai.csv")
    link = tmp_path / "tautan"
    link.mkdir()
    (link / "pegawai.csv").symlink_to("../data/pegawai.csv")
    assert mutasi("fmt", "tautan/pegawai.csv", folder=tmp_path).code == 0
    assert (link / "pegawai.csv").is_symlink()
    assert path.read_bytes() == CANONICAL.encode()
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    city(tmp_path)
    (tmp_path / "data").chmod(0o500)
    done = mutasi("fmt", "data/pegawai.csv", folder=tmp_path)
    (tmp_path / "data").chmod(0o700)
    assert done.code == 2
    assert (tmp_path / "data" / "pegawai.csv").read_bytes() == PEOPLE.encode()


# ---- what would be lost


COMMENTED = {
    "before the document": "# jangan disebar\n---\npegawai:\n- nip: '1'\n  nama: B\n",
    "in a list": "pegawai:\n- nip: '1'\n  nama: B\n  x: [a, # satu\n    b]\n",
    "in a record in brackets": "pegawai:\n- {nip: '1', # satu\n   nama: B}\n",
    "above another record": "pegawai:\n- nama: B\n  nip: '2'\n  alamat: >-\n    x\n# milik A\n- nip: '1'\n  nama: A\n",
}


@pytest.mark.parametrize("name", COMMENTED)
def test_a_file_whose_comments_would_be_lost_or_moved_stays(tmp_path: Path, name: str) -> None:
    path = tmp_path / "pegawai.yaml"
    path.write_text(COMMENTED[name], encoding="utf-8")
    done = mutasi("fmt", path, folder=tmp_path)
    assert "a comment in it would be lost or moved" in done.err
    assert path.read_text(encoding="utf-8") == COMMENTED[name]


def test_signs_in_texts_are_no_comments(tmp_path: Path) -> None:
    text = "pegawai:\n  - nip: '1' # satu\n    nama: 'B # x'\n    alamat: | # dua\n      y # z\n      w\n"
    (tmp_path / "pegawai.yaml").write_text(text, encoding="utf-8")
    assert "lost or moved" not in mutasi("fmt", folder=tmp_path).err
    after = (tmp_path / "pegawai.yaml").read_text(encoding="utf-8")
    assert [after.count(sign) for sign in ("# satu", "# dua", "B # x", "y # z")] == [1, 1, 1, 1]


@pytest.mark.parametrize("options", [("--separator", ";"), ("--separator", "tab")])
def test_a_separator_that_does_not_fit_ruins_nothing(tmp_path: Path, options: tuple[str, ...]) -> None:
    city(tmp_path, CANONICAL)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.csv")}
    done = mutasi("fmt", *options, folder=tmp_path)
    assert done.code == 1
    assert "it has no column nip, nama" in done.err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.csv")} == before


def test_two_files_of_a_table_stop_it(tmp_path: Path) -> None:
    city(tmp_path)
    (tmp_path / "data" / "pegawai.json").write_bytes(b"[]")
    done = mutasi("fmt", folder=tmp_path)
    assert (done.code, "more than one file" in done.err) == (2, True)
    assert "no table pegawai" not in mutasi("validate", folder=tmp_path).text
