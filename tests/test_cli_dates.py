"""Days at the ends of the calendar: what has no meaning is refused, and what has one ends in no fault of mutasi."""

from __future__ import annotations

from pathlib import Path

import pytest

from mutasi.eligibility.catalogue import requirement_settings
from mutasi.rules.catalogue import RULES
from tests.command_line import mutasi

SETTINGS = {**{rule.code: rule.settings for rule in RULES}, **requirement_settings()}
PEOPLE = """\
nip,nama,status_kepegawaian,status_aktif,tanggal_lahir,golongan,id_jabatan,tmt_jabatan,tmt_pangkat,kontrak_selesai
198503152010011007,Budi,PNS,aktif,1985-03-15,III/d,A,{day},{day},
198001012020212001,Ani,PPPK,aktif,{day},IX,B,2020-01-01,{day},{day}
"""
POSTS = "id_jabatan,nama,id_unit,jenjang,kelas,kebutuhan\nA,Kabid,U,ADMINISTRATOR,11,2\nB,Kasi,U,PENGAWAS,9,2\n"
VACANCIES = "- {{id_lowongan: L1, id_jabatan: A, tmt_kosong: {day}}}\n- {{id_lowongan: L2, id_jabatan: B}}\n"
TABLES = {
    "unit.csv": "id_unit,nama\nU,Dinas\n",
    "penugasan.csv": "nip,id_jabatan,jenis,tmt,sampai\n198503152010011007,B,plt,{day},\n",
    "riwayat_jabatan.csv": "nip,nama_jabatan,jenjang,jenis,tmt,tmt_selesai\n198503152010011007,Kasi,PENGAWAS,definitif,"
    "2010-01-01,{day}\n",
    "disiplin.csv": "nip,tingkat,jenis,status,tmt_mulai,tmt_selesai\n198503152010011007,berat,,selesai,{day},\n",
    "kompetensi.csv": "nip,kompetensi,level,tanggal\n198503152010011007,INTEGRITAS,3,{day}\n",
}  # fmt: skip


LET_PASS = "pemeriksaan: {pilih: [BERKAS]}\n"
"""Errors of such dates are let pass, for everything is to be computed with them."""


def city(folder: Path, policy: str = "tanggal_acuan: 2026-01-31\n", day: str = "2020-01-01") -> Path:
    (folder / "data").mkdir(exist_ok=True)
    (folder / "mutasi.yaml").write_text(policy + LET_PASS, encoding="utf-8")
    files = {"pegawai.csv": PEOPLE, "jabatan.csv": POSTS, "lowongan.yaml": VACANCIES, **TABLES}
    for name, text in files.items():
        (folder / "data" / name).write_text(text.format(day=day) if "{day}" in text else text, encoding="utf-8")
    return folder


COMMANDS = (
    ("validate", "--exit-zero", "-f", "json"), ("shortlist", "-f", "csv"), ("explain", "198503152010011007", "L2"),
    ("explain", "--vacancy", "L1"), ("propose", "-f", "csv"), ("forecast", "-f", "csv"), ("score", "-f", "csv"),
    ("shortlist", "--stability", "-f", "csv"), ("talent", "-f", "csv"),
)  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ("explain", "--vacancy", "L1", "--tmt", "9999-12-31"),
        ("propose", "--tmt", "1800-01-01"),
        ("shortlist", "--tmt", "2101-01-01"),
        ("forecast", "--until", "9999-12-31"),
        ("validate", "--as-of", "1899-12-31"),
        ("validate", "--set", "tanggal_acuan=9999-12-31"),
        ("validate", "--set", "instansi.tanggal_pelantikan_kdh=0001-01-01"),
    ],
)
@pytest.mark.parametrize(("language", "said"), [("en", "lies outside the years 1900 to 2100"),
                                                ("id", "di luar tahun 1900 sampai 2100")])  # fmt: skip
def test_a_day_outside_the_years_of_data_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], language: str, said: str
):
    done = mutasi(*arguments, "--lang", language, folder=city(tmp_path))
    assert (done.code, done.out) == (2, b"")
    assert said in done.err


@pytest.mark.parametrize("key", ["tanggal_acuan", "tmt_penempatan", "instansi: {tanggal_penetapan_calon"])
def test_such_a_day_of_the_policy_is_told_at_its_line(tmp_path: Path, key: str):
    closing = "}" if "{" in key else ""
    city(tmp_path, f"bahasa: en\n{key}: 9999-12-31{closing}\n")
    done = mutasi("validate", "-f", "concise", folder=tmp_path)
    assert done.code == 1
    assert "mutasi.yaml:2:" in done.text
    assert "9999-12-31 lies outside the years 1900 to 2100" in done.text


@pytest.mark.parametrize("day", ["1900-01-01", "2100-12-31"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_first_and_the_last_day_end_in_no_fault_of_mutasi(tmp_path: Path, day: str, command: tuple[str, ...]):
    city(tmp_path)
    other = ("--as-of", day) if command[0] in ("validate", "forecast", "talent") else ("--tmt", day)
    then = ("--set", f"tanggal_acuan={min(day, '2026-01-31')}")  # no day before it is taken
    assert mutasi(*then, *command, *other, folder=tmp_path).code == 0
    facts = f"{{tanggal_pelantikan_kdh: {day}, tanggal_penetapan_calon: {day}, akhir_masa_jabatan_kdh: {day}}}"
    city(tmp_path, f"tanggal_acuan: {day}\ntmt_penempatan: {day}\ninstansi: {facts}\n")
    assert mutasi(*command, folder=tmp_path).code == 0


@pytest.mark.parametrize("day", ["1900-01-01", "2100-12-31", "9999-12-31", "0001-01-02"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_date_of_a_table_ends_in_a_fault_of_mutasi(tmp_path: Path, day: str, command: tuple[str, ...]):
    assert mutasi(*command, folder=city(tmp_path, day=day)).code == 0


@pytest.mark.parametrize("number", ["0", "999"])
def test_no_number_of_a_setting_ends_in_a_fault_of_mutasi(tmp_path: Path, number: str):
    """All at once; what a setting may be at least and at most stands in tests/test_model_settings.py."""
    stated = ""
    for rule, defaults in SETTINGS.items():
        given = [f"{key}: {number}" for key, value in defaults.items() if type(value) is int]
        stated += f"  {rule}: {{{', '.join(given)}}}\n" if given else ""
    city(tmp_path, f"tanggal_acuan: 2026-01-31\naturan:\n{stated}")
    for command in COMMANDS:
        assert mutasi(*command, folder=tmp_path).code == 0
    assert "ATURAN-01" not in mutasi("validate", "-f", "concise", folder=tmp_path).text
