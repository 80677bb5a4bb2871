"""`mutasi convert` from the samples to a dataset that the other commands accept."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.command_line import Result, mutasi
from tests.converting import SAMPLES, people, person
from tests.golden import GOLDEN, assert_same

ALL = ("siasn_pns.csv", "siasn_pppk.csv", "hierarki_unor.csv", "struktural.csv")
FILES = ("mutasi.yaml", "data/pegawai.csv", "data/unit.csv", "data/jabatan.csv", "data/pendidikan.csv")


def convert(target: Path, *arguments: str) -> Result:
    return mutasi("convert", *arguments, "--to", target, folder=SAMPLES)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_dataset_and_the_account(tmp_path: Path) -> None:
    done = convert(tmp_path / "hasil", *ALL)
    assert (done.code, len(done.err.splitlines())) == (0, 1)
    assert_same(done.text, GOLDEN / "convert" / "account.txt")
    assert sorted(files(tmp_path / "hasil")) == sorted(FILES)
    for name in FILES:
        assert_same((tmp_path / "hasil" / name).read_bytes().decode(), GOLDEN / "convert" / name)


SERVICE = tuple(f"ws_{name}.json" for name in ("data_utama", "ref_unor", "riwayat_jabatan", "riwayat_golongan", "skp",
                                               "skp22"))  # fmt: skip


def test_the_dataset_and_the_account_of_the_web_service(tmp_path: Path) -> None:
    done = convert(tmp_path / "hasil", *SERVICE, "--as-of", "2026-03-01")
    assert done.code == 1  # somebody was not found
    assert_same(done.text, GOLDEN / "convert" / "service.txt")
    checked = mutasi("validate", "-f", "json", folder=tmp_path / "hasil")
    assert (checked.code, '"error": 0' in checked.text) == (0, True), checked.text


def test_a_history_alone_makes_its_table(tmp_path: Path) -> None:
    done = convert(tmp_path / "hasil", "ws_riwayat_jabatan.json")
    assert done.code == 0
    assert_same(done.text, GOLDEN / "convert" / "history.txt")
    assert sorted(files(tmp_path / "hasil")) == ["data/riwayat_jabatan.csv", "mutasi.yaml"]


def test_a_history_of_which_nothing_can_be_taken_writes_nothing(tmp_path: Path) -> None:
    done = convert(tmp_path / "hasil", "ws_skp22.json")
    assert (done.code, (tmp_path / "hasil").exists()) == (1, False)
    assert "No row could be taken" in done.err


def test_a_workbook_gives_the_same_bytes_as_its_csv(tmp_path: Path) -> None:
    convert(tmp_path / "csv", "siasn_pns.csv", "hierarki_unor.csv")
    convert(tmp_path / "xlsx", "siasn_pns.xlsx", "hierarki_unor.csv")
    assert files(tmp_path / "csv") == files(tmp_path / "xlsx") != {}


@pytest.mark.parametrize("date", [(), ("--as-of", "2026-01-31")])
@pytest.mark.parametrize("sources", [("siasn_pns.csv", "hierarki_unor.csv"), ("siasn_pns.xlsx",), ALL])
def test_what_was_converted_is_sound(tmp_path: Path, sources: tuple[str, ...], date: tuple[str, ...]) -> None:
    assert convert(tmp_path, *sources, *date).code == 0
    checked = mutasi("validate", "-f", "json", folder=tmp_path)
    assert checked.code == 0, checked.text
    assert '"error": 0' in checked.text
    assert ("tanggal_acuan: 2026-01-31" in (tmp_path / "mutasi.yaml").read_text().splitlines()) is bool(date)


def test_vacancies_can_name_the_posts_without_a_holder(tmp_path: Path) -> None:
    convert(tmp_path, *ALL, "--as-of", "2026-01-31")
    (tmp_path / "data" / "lowongan.yaml").write_bytes((SAMPLES / "lowongan.yaml").read_bytes())
    checked = mutasi("validate", folder=tmp_path)
    assert checked.code == 0, checked.text
    assert "lowongan 2" in checked.text


def test_from_exports_to_a_proposal(tmp_path: Path) -> None:
    convert(tmp_path, *ALL, "--as-of", "2026-01-31")
    (tmp_path / "data" / "lowongan.yaml").write_bytes((SAMPLES / "lowongan.yaml").read_bytes())
    listed = mutasi("shortlist", "-f", "csv", folder=tmp_path)
    assert listed.code == 0, listed.err
    proposed = mutasi("propose", "-o", "usulan.md", folder=tmp_path)
    assert proposed.code == 0, proposed.err
    assert_same((tmp_path / "usulan.md").read_text(encoding="utf-8"), GOLDEN / "convert" / "usulan.md")


def test_other_files_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    others = {"catatan.txt": b"penting", "data/kinerja.csv": b"nip,tahun\n"}
    for name, content in others.items():
        (tmp_path / name).write_bytes(content)
    done = convert(tmp_path, "siasn_pns.csv")
    assert (done.code, "stay as they are: kinerja.csv" in done.err) == (0, True)
    assert others.items() <= files(tmp_path).items()


def test_a_policy_that_is_there_is_kept(tmp_path: Path) -> None:
    (tmp_path / "mutasi.yaml").write_text("bahasa: id\n")
    done = convert(tmp_path, "siasn_pns.csv", "--force")
    assert (tmp_path / "mutasi.yaml").read_text() == "bahasa: id\n"
    assert "mutasi.yaml" in done.err


def test_refused_rows_give_exit_code_1_and_the_rest_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(people([person(), person(902, NAMA="")]).data)
    done = mutasi("convert", "a.csv", "--to", "hasil", folder=tmp_path)
    assert done.code == 1
    assert "a.csv:3" in done.text
    assert (tmp_path / "hasil" / "data" / "pegawai.csv").read_text().count("\n") == 2


def test_without_anybody_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(people([person(NAMA="")]).data)
    done = mutasi("convert", "a.csv", "--to", "hasil", folder=tmp_path)
    assert done.code == 1
    assert not (tmp_path / "hasil").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,2\n", "x.csv: its columns"),
        (b"", "x.csv: cannot be converted"),
        (None, "x.csv"),
    ],
)
def test_what_cannot_be_converted_gives_exit_code_2(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "x.csv").write_bytes(content)
    done = mutasi("convert", "x.csv", "--to", "hasil", folder=tmp_path)
    assert (done.code, done.out) == (2, b"")
    assert said in done.err
    assert not (tmp_path / "hasil").exists()


@pytest.mark.parametrize("arguments", [(), ("x.csv",), ("--to", "hasil")])
def test_sources_and_target_must_be_given(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert mutasi("convert", *arguments, folder=tmp_path).code == 2


def test_a_source_can_come_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (SAMPLES / "siasn_pns.csv").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert convert(tmp_path, "-").code == 0
    assert (tmp_path / "data" / "pegawai.csv").read_text().count("\n") == 25


def test_an_agency_without_one_name_is_left_to_the_user(tmp_path: Path) -> None:
    rows = [person(), person(902, INSTANSI_INDUK_NAMA='Kota "Lain"')]
    (tmp_path / "a.csv").write_bytes(people(rows).data)
    assert mutasi("convert", "a.csv", "--to", "dua", folder=tmp_path).code == 0
    (tmp_path / "b.csv").write_bytes(people(rows[1:]).data)
    assert mutasi("convert", "b.csv", "--to", "satu", folder=tmp_path).code == 0
    assert 'nama: "Kota \\"Lain\\""' in (tmp_path / "satu" / "mutasi.yaml").read_text()
    assert "\ninstansi:" not in (tmp_path / "dua" / "mutasi.yaml").read_text()
    assert mutasi("validate", "dua", folder=tmp_path).code == 0


# ---- where it is written


def test_tables_with_records_are_not_overwritten_unasked(tmp_path: Path) -> None:
    export = tmp_path / "duk.csv"
    export.write_text("NIP,NAMA,GOLONGAN,JABATAN,UNIT KERJA\n198503152010011007,Budi,III/d,Analis,Dinas Y\n", "utf-8")
    mutasi("init", "kota", folder=tmp_path)
    first = mutasi("convert", "duk.csv", "--to", "kota", folder=tmp_path)
    assert first.code == 0, first.err
    people = (tmp_path / "kota" / "data" / "pegawai.csv").read_bytes()
    assert b"198503152010011007" in people
    again = mutasi("convert", "duk.csv", "--to", "kota", folder=tmp_path)
    assert (again.code, "data/pegawai.csv" in again.err, "lowongan" in again.err) == (2, True, False)
    assert mutasi("convert", "duk.csv", "--to", "kota", "--force", folder=tmp_path).code == 0


def test_a_policy_that_reads_another_file_stops_it(tmp_path: Path) -> None:
    (tmp_path / "duk.csv").write_text("NIP,NAMA,GOLONGAN,JABATAN\n198503152010011007,Budi,III/d,Analis\n", "utf-8")
    (tmp_path / "kota").mkdir()
    (tmp_path / "kota" / "mutasi.yaml").write_text("data:\n  pegawai: data/orang.csv\n", "utf-8")
    done = mutasi("convert", "duk.csv", "--to", "kota", "--force", folder=tmp_path)
    assert (done.code, "from data/orang.csv" in done.err) == (2, True)
    assert not (tmp_path / "kota" / "data").exists()


def test_a_table_of_a_dataset_needs_no_conversion(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("nip,nama,id_unit\n198503152010011007,Budi,A\n", "utf-8")
    done = mutasi("convert", "x.csv", "--to", "kota", folder=tmp_path)
    assert (done.code, "the table pegawai of a dataset already" in done.err) == (2, True)


def test_what_cannot_be_placed_is_kept_and_a_nip_alone_is_refused(tmp_path: Path) -> None:
    rows = "198503152010011007,Budi,III/d,III.a,Kepala Bidang,Dinas Y\n198001012005012001,,,,,\n"
    (tmp_path / "duk.csv").write_text(f"NIP,NAMA,GOLONGAN,ESELON,JABATAN,UNIT KERJA\n{rows}", "utf-8")
    done = mutasi("convert", "duk.csv", "--to", "kota", folder=tmp_path)
    assert (done.code, "refused: 1" in done.text) == (1, True)
    header, row = (tmp_path / "kota" / "data" / "pegawai.csv").read_text("utf-8").splitlines()
    told = dict(zip(header.split(","), row.split(","), strict=True))
    assert [told[name] for name in ("jabatan_sumber", "eselon_sumber")] == ["Kepala Bidang", "III.a"]


def test_matches_of_no_use_are_told(tmp_path: Path) -> None:
    (tmp_path / "duk.csv").write_text(
        "NIP,NAMA,GOLONGAN,JABATAN,UNIT KERJA\n198503152010011007,Budi,III/d,Analis,Dinas Y\n", "utf-8"
    )
    (tmp_path / "m.yaml").write_text("unit:\n  Dinas Y: abc\n  Dinas Z: abc\n", "utf-8")
    done = mutasi("convert", "duk.csv", "--to", "kota", "--matches", "m.yaml", folder=tmp_path)
    assert "m.yaml:2:3: warning KONVERSI-52\n  'abc' is neither the identifier nor the name of one unit" in done.text
    assert "m.yaml:3:3: warning KONVERSI-52\n  no source names a unit so, or it needs no match" in done.text
