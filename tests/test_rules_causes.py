"""One cause is told once: exchanged headers, a mistyped date, a pair or a row that stands there twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import mutasi

NIPS = (
    "196812201994031002", "197511302000122009", "198209112008041005", "199007022015032001", "198503152010011007",
    "198001012005012001",
)  # fmt: skip
HEADER = "nip,nama,tanggal_lahir,tmt_cpns,golongan,id_jabatan,id_unit"
POLICY = "tanggal_acuan: 2026-01-31\n"
Row = dict[str, str]


def people(header: str = HEADER, change: Callable[[int, Row], object] = lambda number, row: None) -> str:
    lines = [header]
    for number, nip in enumerate(NIPS):
        born, start = f"{nip[:4]}-{nip[4:6]}-{nip[6:8]}", f"{nip[8:12]}-{nip[12:14]}-01"
        row = dict(zip(HEADER.split(","), (nip, "Orang " + "ABCDEF"[number], born, start, "III/c", f"J{number}", "DIN"),
                       strict=True))  # fmt: skip
        change(number, row)
        lines.append(",".join(row.values()))
    return "\n".join(lines) + "\n"


def told(folder: Path, pegawai: str, policy: str = POLICY, *options: str, **more: str) -> list[tuple[str, str, int]]:
    """Rule, field and line of errors and warnings of a small office."""
    posts = "".join(f"J{number},Staf {number},DIN,PELAKSANA,J0\n" for number in range(len(NIPS)))
    files = {"unit": "id_unit,nama,id_induk\nKOTA,Kota,\nDIN,Dinas,KOTA\n", "pegawai": pegawai,
             "jabatan": "id_jabatan,nama,id_unit,jenjang,atasan\n" + posts.replace(",J0", ",", 1), **more}  # fmt: skip
    (folder / "data").mkdir(exist_ok=True)
    (folder / "mutasi.yaml").write_text(policy, encoding="utf-8")
    for name, text in files.items():
        (folder / "data" / f"{name}.csv").write_text(text, encoding="utf-8")
    found = json.loads(mutasi("validate", "-f", "json", *options, folder=folder).text)["findings"]
    return [(one["rule"], one["field"] or "", one["line"]) for one in found if one["severity"] != "info"]


def test_the_office_is_sound(tmp_path: Path) -> None:
    assert told(tmp_path, people()) == []


def test_names_of_nip_and_name_that_are_exchanged(tmp_path: Path) -> None:
    header = HEADER.replace("nip,nama", "nama,nip")
    rated = "nip,tahun,predikat\n" + "".join(f"{nip},2024,baik\n" for nip in NIPS)
    assert told(tmp_path, people(header), kinerja=rated) == [("KOLOM-11", "nip", 1)]


def test_a_row_that_is_shifted_is_still_told_as_a_row(tmp_path: Path) -> None:
    def shift(number: int, row: Row) -> None:
        if number == 2:
            row["nip"], row["nama"] = "7", row["nip"]

    assert told(tmp_path, people(change=shift)) == [("NILAI-11", "nama", 4)]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        (HEADER.replace("tanggal_lahir,tmt_cpns", "tmt_cpns,tanggal_lahir"), "tanggal_lahir"),
        (HEADER.replace("id_jabatan,id_unit", "id_unit,id_jabatan"), "id_jabatan"),
    ],
)
def test_names_that_are_exchanged(tmp_path: Path, header: str, field: str) -> None:
    assert told(tmp_path, people(header)) == [("KOLOM-11", field, 1)]
    single = told(tmp_path, people(header), POLICY + "aturan: {KOLOM-11: {berat: mati}}\n")
    assert len(single) >= len(NIPS)
    assert "KOLOM-11" not in {rule for rule, _, _ in single}


def test_codes_under_exchanged_names(tmp_path: Path) -> None:
    header = HEADER.replace("golongan", "status_kepegawaian") + ",golongan"
    text = people().replace(HEADER, header)
    lines = [line + ("" if number == 0 else ",PNS") for number, line in enumerate(text.splitlines())]
    assert told(tmp_path, "\n".join(lines) + "\n") == [("KOLOM-11", "status_kepegawaian", 1)]


def test_what_is_blank_under_an_exchanged_name_is_not_told(tmp_path: Path) -> None:
    """Half of the people have no unit of their own, so half have no post under the wrong name."""
    header = HEADER.replace("id_jabatan,id_unit", "id_unit,id_jabatan")
    text = people(header, lambda number, row: row.update(id_unit="DIN" if number % 2 else ""))
    assert told(tmp_path, text) == [("KOLOM-11", "id_jabatan", 1)]
    off = POLICY + "aturan: {KOLOM-11: {berat: lunak}}\n"
    assert {rule for rule, _, _ in told(tmp_path, text, off)} == {"KOLOM-11", "RUJUK-01"}, "not to a milder finding"


def test_references_to_a_key_under_another_name_are_not_told(tmp_path: Path) -> None:
    units = "nama,id_unit,id_induk\nKOTA,Kota,\nDIN,Dinas,KOTA\n"
    assert told(tmp_path, people(), unit=units) == [("KOLOM-11", "id_unit", 1)]


def changed(column: str, value: str, person: int = 2) -> Callable[[int, Row], object]:
    def change(number: int, row: Row) -> None:
        if number == person:
            row[column] = value

    return change


@pytest.mark.parametrize(
    ("column", "value", "person", "findings"),
    [
        ("tanggal_lahir", "2082-09-11", 2, [("TANGGAL-01", "tanggal_lahir", 4)]),
        ("tanggal_lahir", "1922-09-11", 2, [("NIP-02", "tanggal_lahir", 4)]),
        ("tmt_cpns", "2080-04-01", 2, [("NIP-04", "tmt_cpns", 4)]),
        ("tmt_cpns", "1980-04-01", 2, [("TANGGAL-01", "tmt_cpns", 4)]),
        # a date of birth that can be right: whether the person has retired is told besides
        ("tanggal_lahir", "1966-12-20", 0, [("PENSIUN-01", "status_aktif", 2), ("NIP-02", "tanggal_lahir", 2)]),
    ],
)
def test_a_mistyped_date_is_told_once(
    tmp_path: Path, column: str, value: str, person: int, findings: list[tuple[str, str, int]]
) -> None:
    assert told(tmp_path, people(change=changed(column, value, person))) == findings


def test_a_mistyped_appointment_is_told_once_although_many_dates_lie_before_it(tmp_path: Path) -> None:
    text = people(HEADER, changed("tmt_cpns", "2020-04-01"))
    lines = [line + (",tmt_pns,tmt_pangkat" if number == 0 else ",2016-01-01,2019-01-01" if number == 3 else ",,")
             for number, line in enumerate(text.splitlines())]  # fmt: skip
    assert told(tmp_path, "\n".join(lines) + "\n") == [("TANGGAL-01", "tmt_cpns", 4)]


def test_people_without_a_nip_are_not_one_person(tmp_path: Path) -> None:
    """What follows from a finding about the one says nothing of the other."""

    def change(number: int, row: Row) -> None:
        row["nip"] = "" if number in (1, 2) else row["nip"]
        row["tmt_cpns"] = {1: "1970-04-01", 2: "2080-04-01"}.get(number, row["tmt_cpns"])
        row["tanggal_lahir"] = "" if number == 2 else row["tanggal_lahir"]

    dated = [one for one in told(tmp_path, people(change=change)) if one[0].startswith("TANGGAL")]
    assert dated == [("TANGGAL-01", "tmt_cpns", 3), ("TANGGAL-02", "tmt_cpns", 4)]


def test_what_follows_is_told_when_its_cause_is_not(tmp_path: Path) -> None:
    text = people(change=changed("tanggal_lahir", "1922-09-11"))
    follows = ["PENSIUN-01", "NIP-07"]
    assert [rule for rule, _, _ in told(tmp_path, text, POLICY, "--ignore", "NIP-02")] == follows
    off = POLICY + "aturan: {NIP-02: {berat: mati}}\n"
    assert [rule for rule, _, _ in told(tmp_path, text, off)] == follows
    accepted = f"pengecualian:\n- {{kode: NIP-02, kunci: '{NIPS[2]}', alasan: putusan PN, sampai: 2026-12-31}}\n"
    assert [rule for rule, _, _ in told(tmp_path, text, POLICY + accepted)] == follows


def test_an_error_does_not_give_way_to_a_warning(tmp_path: Path) -> None:
    text = people(change=changed("tanggal_lahir", "1922-09-11"))
    hard = POLICY + "aturan: {PENSIUN-01: {berat: keras}}\n"
    assert [rule for rule, _, _ in told(tmp_path, text, hard)] == ["PENSIUN-01", "NIP-02"]


def test_a_pair_that_stands_there_from_both_sides_is_told_once(tmp_path: Path) -> None:
    pairs = f"nip_a,nip_b,hubungan\n{NIPS[0]},{NIPS[1]},suami_istri\n{NIPS[1]},{NIPS[0]},suami_istri\n"
    assert told(tmp_path, people(), relasi=pairs) == [("KK-05", "hubungan", 2)]
    found = json.loads(mutasi("validate", "-f", "json", "--select", "KK", folder=tmp_path).text)["findings"]
    assert sorted(one["rule"] for one in found) == ["KK-03", "KK-05"]


def test_a_post_that_stands_there_twice_is_no_overlap(tmp_path: Path) -> None:
    row = f"{NIPS[2]},Staf,PELAKSANA,definitif,2010-01-01,2012-01-01\n"
    header = "nip,nama_jabatan,jenjang,jenis,tmt,tmt_selesai\n"
    assert told(tmp_path, people(), riwayat_jabatan=header + row + row) == [("GANDA-01", "nip", 3)]
    off = POLICY + "aturan: {GANDA-01: {berat: mati}}\n"
    assert told(tmp_path, people(), off, riwayat_jabatan=header + row + row) == [("RIWAYAT-01", "tmt", 3)]
    other = row.replace("2010-01-01,2012", "2011-01-01,2013")
    assert told(tmp_path, people(), riwayat_jabatan=header + row + other) == [("RIWAYAT-01", "tmt", 3)]


HISTORY = "nip,nama_jabatan,jenjang,jenis,tmt,tmt_selesai\n"
ACTING = "nip,id_jabatan,jenis,tmt,sampai\n"


def held(begun: str, ended: str, name: str = "Staf") -> str:
    return f"{NIPS[2]},{name},PELAKSANA,definitif,{begun},{ended}\n"


@pytest.mark.parametrize(
    ("begun", "cause"),
    [("1990-01-01", "TANGGAL-04"), ("1975-01-01", "TANGGAL-04"), ("2007-01-01", "TANGGAL-05")],
)  # fmt: skip
def test_of_a_post_that_begins_too_early_nothing_else_is_told(tmp_path: Path, begun: str, cause: str) -> None:
    """It encloses another one, and lasts into the present one only because its beginning is wrong."""
    both = HISTORY + held("2010-01-01", "2012-01-01") + held(begun, "2014-01-01")
    assert told(tmp_path, people(), riwayat_jabatan=both) == [(cause, "tmt", 3)]
    off = POLICY + f"aturan: {{{cause}: {{berat: mati}}}}\n"
    assert told(tmp_path, people(), off, riwayat_jabatan=both) == [("RIWAYAT-01", "tmt", 2)]
    apart = HISTORY + held(begun, begun.replace("-01-", "-02-")) + held("2010-01-01", "2012-01-01")
    assert told(tmp_path, people(), riwayat_jabatan=apart) == [(cause, "tmt", 2)]
    present = people(
        HEADER + ",tmt_jabatan",
        lambda number, row: row.update(tmt_jabatan="2012-01-01" if number == 2 else "2020-01-01"),
    )
    into = HISTORY + held(begun, "2014-01-01")
    assert told(tmp_path, present, riwayat_jabatan=into) == [(cause, "tmt", 2)]
    assert told(tmp_path, present, off, riwayat_jabatan=into) == [("RIWAYAT-03", "tmt_selesai", 2)]


def test_what_is_told_of_other_records_of_the_person_stays(tmp_path: Path) -> None:
    more = held("2010-01-01", "2013-01-01") + held("2012-01-01", "2014-01-01")
    history = HISTORY + held("1990-01-01", "1990-06-01", "Salah") + more
    assert told(tmp_path, people(), riwayat_jabatan=history) == [
        ("TANGGAL-04", "tmt", 2), ("RIWAYAT-01", "tmt", 4),
    ]  # fmt: skip


@pytest.mark.parametrize(("kind", "rule"), [("plt", "PLT-01"), ("pj", "PENUGASAN-04")])
@pytest.mark.parametrize(("begun", "cause"), [("1990-01-01", "TANGGAL-04"), ("2007-01-01", "TANGGAL-05")])
def test_an_assignment_that_begins_too_early_is_not_too_long(
    tmp_path: Path, kind: str, rule: str, begun: str, cause: str
) -> None:
    acting = ACTING + f"{NIPS[2]},J5,{kind},{begun},2025-03-01\n"
    assert told(tmp_path, people(), penugasan=acting) == [(cause, "tmt", 2)]
    off = POLICY + f"aturan: {{{cause}: {{berat: mati}}}}\n"
    assert told(tmp_path, people(), off, penugasan=acting) == [(rule, "tmt", 2)]
    other = acting + f"{NIPS[2]},J4,{kind},2024-01-01,2025-03-01\n"
    assert told(tmp_path, people(), penugasan=other) == [(cause, "tmt", 2), (rule, "tmt", 3)]


def test_a_beginning_that_is_too_early_is_told_once_in_yaml(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "riwayat_jabatan.yaml").write_text(
        "".join(
            f"- nip: '{NIPS[2]}'\n  nama_jabatan: Staf\n  jenis: definitif\n  tmt: {begun}\n  tmt_selesai: {ended}\n"
            for begun, ended in (("2010-01-01", "2012-01-01"), ("1990-01-01", "2014-01-01"))
        ),
        encoding="utf-8",
    )
    assert told(tmp_path, people()) == [("TANGGAL-04", "tmt", 9)]


PENALTIES = "nip,jenis,tingkat,status,tmt_mulai,tmt_selesai\n"


def punished(status: str, ended: str = "2021-07-01", begun: str = "2020-07-01") -> str:
    return f"{NIPS[2]},S1,sedang,{status},{begun},{ended}\n"


def test_a_penalty_that_is_told_twice_with_two_statuses_is_one_finding(tmp_path: Path) -> None:
    both = PENALTIES + punished("menjalani") + punished("selesai")
    assert told(tmp_path, people(), disiplin=both) == [("GANDA-04", "nip", 3)]
    assert told(tmp_path, people(), disiplin=PENALTIES + punished("selesai") + punished("menjalani")) == [
        ("GANDA-04", "nip", 3)
    ]
    off = POLICY + "aturan: {GANDA-04: {berat: mati}}\n"
    assert told(tmp_path, people(), off, disiplin=both) == [("DISIPLIN-07", "status", 2)]
    other = both + punished("menjalani", "2022-07-01", "2021-07-01")
    assert told(tmp_path, people(), disiplin=other) == [("GANDA-04", "nip", 3), ("DISIPLIN-07", "status", 4)]


def test_what_is_told_of_a_record_is_not_told_of_its_copies(tmp_path: Path) -> None:
    same = PENALTIES + 3 * punished("menjalani")
    assert told(tmp_path, people(), disiplin=same) == [("DISIPLIN-07", "status", 2), ("GANDA-04", "nip", 3)]
    off = POLICY + "aturan: {GANDA-04: {berat: mati}}\n"
    assert told(tmp_path, people(), off, disiplin=same) == [("DISIPLIN-07", "status", line) for line in (2, 3, 4)]
    ended = PENALTIES + punished("selesai", "2019-07-01") + punished("selesai")
    assert told(tmp_path, people(), disiplin=ended) == [("TANGGAL-03", "tmt_selesai", 2), ("GANDA-04", "nip", 3)]


def test_what_is_told_of_a_post_is_not_told_of_its_copy(tmp_path: Path) -> None:
    twice = HISTORY + 2 * held("2014-01-01", "2012-01-01")
    assert told(tmp_path, people(), riwayat_jabatan=twice) == [("TANGGAL-03", "tmt_selesai", 2), ("GANDA-01", "nip", 3)]


def test_a_malformed_nip_is_not_told_where_it_is_named(tmp_path: Path) -> None:
    def cut(number: int, row: Row) -> None:
        if number == 2:
            row["nip"] = row["nip"][:-1]

    history = HISTORY + held("2010-01-01", "2012-01-01")
    assert told(tmp_path, people(change=cut), riwayat_jabatan=history) == [("NIP-01", "nip", 4)]
    off = POLICY + "aturan: {NIP-01: {berat: mati}}\n"
    assert told(tmp_path, people(change=cut), off, riwayat_jabatan=history) == [("RUJUK-01", "nip", 2)]
    other = HISTORY + held("2010-01-01", "2012-01-01").replace(NIPS[2], "197009112008041005")
    assert told(tmp_path, people(change=cut), riwayat_jabatan=other) == [
        ("NIP-01", "nip", 4), ("RUJUK-01", "nip", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "cause", "follows"),
    [("1900-01-01", "TANGGAL-01", "RIWAYAT-03"), ("2027-08-01", "TANGGAL-02", "RIWAYAT-02")],
)
def test_a_wrong_date_of_the_present_post_is_not_told_in_the_history(
    tmp_path: Path, day: str, cause: str, follows: str
) -> None:
    text = people(
        HEADER + ",tmt_jabatan", lambda number, row: row.update(tmt_jabatan=day if number == 2 else "2020-01-01")
    )
    history = HISTORY + held("2010-01-01", "2020-01-01")
    assert told(tmp_path, text, riwayat_jabatan=history) == [(cause, "tmt_jabatan", 4)]
    off = POLICY + f"aturan: {{{cause}: {{berat: mati}}}}\n"
    assert {rule for rule, _, _ in told(tmp_path, text, off, riwayat_jabatan=history)} == {follows}


def test_a_needed_column_under_a_like_name_is_told_once(tmp_path: Path) -> None:
    told(tmp_path, people(HEADER.replace("tanggal_lahir", "tgl_lahir")))
    found = json.loads(mutasi("validate", "-f", "json", folder=tmp_path).text)["findings"]
    assert [one["rule"] for one in found if one["field"] in ("tgl_lahir", "tanggal_lahir")] == ["KOLOM-04"]


def test_only_the_kinship_that_is_stated_both_ways_is_told(tmp_path: Path) -> None:
    both = f"nip_a,nip_b,hubungan\n{NIPS[4]},{NIPS[3]},orang_tua\n{NIPS[3]},{NIPS[4]},orang_tua\n"
    told(tmp_path, people(), relasi=both + f"{NIPS[4]},{NIPS[3]},suami_istri\n")
    found = json.loads(mutasi("validate", "-f", "json", "--select", "KK-06", folder=tmp_path).text)["findings"]
    assert [one["message"] for one in found] == ["each of the two is stated as orang_tua of the other"]


@pytest.mark.parametrize("row", ["Jumlah,8,,,,,", ",TOTAL PEGAWAI :,8 orang,,,,", "Sub total,,,,6,,"])
def test_a_row_of_totals_is_told_once(tmp_path: Path, row: str) -> None:
    field = "nama" if row.startswith(",") else "nip"
    assert told(tmp_path, people() + row + "\n") == [("NILAI-14", field, 8)]


@pytest.mark.parametrize("row", ["Jumlah,Budi,,,,,", "198503152010011008,Total,,,,,"])
def test_a_person_is_no_total(tmp_path: Path, row: str) -> None:
    assert "NILAI-14" not in {rule for rule, _, _ in told(tmp_path, people() + row + "\n")}


def test_what_git_left_in_a_file_is_told_once(tmp_path: Path) -> None:
    header, first, *rest = people().splitlines(keepends=True)
    conflict = ["<<<<<<< HEAD\n", first, "=======\n", first.replace("III/c", "III/d"), ">>>>>>> b\n"]
    text = "".join([header, *conflict, *rest])
    assert told(tmp_path, text) == [("BERKAS-30", "", 2)]
    assert told(tmp_path, text.replace("\n", "\r\n")) == [("BERKAS-30", "", 2)]
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    assert told(tmp_path, pointer) == [("BERKAS-31", "", 1)]
    assert told(tmp_path, people().replace("Orang A", "======= A")) == []


def test_a_needed_column_that_may_stand_there_under_another_name_is_a_warning(tmp_path: Path) -> None:
    acting = ACTING.replace("tmt", "tmt_mulai") + f"{NIPS[2]},J5,plt,2026-01-01,2026-02-01\n"
    assert ("KOLOM-10", "tmt", 1) in told(tmp_path, people(), penugasan=acting)
    acting = ACTING.replace("tmt", "dasar") + f"{NIPS[2]},J5,plt,2026-01-01,2026-02-01\n"
    assert "KOLOM-10" not in {rule for rule, _, _ in told(tmp_path, people(), penugasan=acting)}
