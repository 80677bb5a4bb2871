"""One cause, one finding: of a cell that cannot be read or is refused, one rule speaks and no other."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from mutasi.finding import Severity
from mutasi.model.tables import TABLE_NAMES, Column, Kind, declaration
from tests.test_rules_cases import findings

SOUND = {
    "unit": """\
id_unit,nama,id_induk,jenis
U0,Kota,,pemerintah
U1,Dinas Kesehatan,U0,dinas
U2,Bidang Promosi,U1,bidang
""",
    "jabatan": """\
id_jabatan,nama,id_unit,jenjang,eselon,kelas,kebutuhan,atasan,bup,kode_khusus
J1,Kepala Dinas,U1,JPT_PRATAMA,II.b,14,1,,60,
J2,Kepala Bidang,U2,ADMINISTRATOR,III.b,11,1,J1,58,
J3,Pengolah Data,U2,PELAKSANA,,6,3,J2,58,
J4,Kepala Seksi,U2,PENGAWAS,IV.a,9,1,J2,58,
""",
    "pegawai": """\
nip,nama,status_kepegawaian,status_aktif,tanggal_lahir,jenis_kelamin,tmt_cpns,tmt_pns,golongan,tmt_pangkat,\
masa_kerja_tahun,masa_kerja_bulan,id_jabatan,tmt_jabatan,id_unit,proses_peradilan,lhkpn_tahun,spt_tahun,\
kontrak_mulai,kontrak_selesai,kehadiran,pemicu
197511302000122009,Murni Lestari,PNS,aktif,1975-11-30,P,2000-12-01,2002-01-01,IV/b,2020-04-01,\
20,1,J1,2022-01-01,U1,tidak,2024,2024,,,95,
198209112008041005,Gusti Pratama,PNS,aktif,1982-09-11,L,2008-04-01,2009-04-01,III/d,2019-04-01,\
12,0,J2,2021-06-01,U2,tidak,2024,2024,,,96.5,
199007022015032001,Fitri Handayani,PNS,aktif,1990-07-02,P,2015-03-01,2016-03-01,III/b,2022-04-01,\
7,2,J3,2018-01-01,U2,tidak,2024,2024,,,90,
199306182025212007,Rina Oktavia,PPPK,aktif,1993-06-18,P,2025-05-01,,IX,2025-05-01,\
0,0,J3,2025-05-01,U2,tidak,,2024,2025-05-01,2030-04-30,99,dinas
""",
    "penugasan": """\
nip,id_jabatan,jenis,tmt,sampai,nomor_sk
198209112008041005,J4,plt,2026-01-01,2026-03-31,800/1
""",
    "lowongan": """\
id_lowongan,id_jabatan,jumlah,jenjang,eselon,kelas,golongan_min,pendidikan_min,jurusan,bidang,standar_kompetensi,\
usia_maks,kode_khusus,tmt_kosong,mekanisme
L1,J4,1,PENGAWAS,IV.a,9,III/b,S-1,Hukum,kesehatan,\
M.01=2;M.02=2;M.03=2;M.04=2;M.05=2;M.06=2;M.07=2;M.08=2;SK.01=2,56,,2026-01-01,uji_kompetensi
""",
    "riwayat_jabatan": """\
nip,nama_jabatan,jenjang,eselon,jenis,tmt,tmt_selesai
198209112008041005,Kasi A,PENGAWAS,IV.a,definitif,2015-01-01,2018-01-01
198209112008041005,Kasi B,PENGAWAS,IV.a,definitif,2018-01-01,2021-06-01
198209112008041005,Kepala Bidang,ADMINISTRATOR,III.b,definitif,2021-06-01,
""",
    "kinerja": """\
nip,tahun,predikat,hasil_kerja,perilaku,nilai_angka
198209112008041005,2024,baik,sesuai_ekspektasi,sesuai_ekspektasi,90
""",
    "kompetensi": """\
nip,tanggal,kompetensi,level,penyelenggara
198209112008041005,2024-05-01,M.01,3,BKN
""",
    "pendidikan": """\
nip,tingkat,jurusan,tahun_lulus,diakui
198209112008041005,S-1,Hukum,2005,ya
199007022015032001,S-1,Hukum,2012,ya
""",
    "diklat": "nip,jenis,tanggal,nama,jp\n198209112008041005,PKA,2022-05-01,PKA,900\n",
    "disiplin": """\
nip,jenis,tingkat,status,tmt_mulai,tmt_selesai
198209112008041005,S1,sedang,selesai,2012-01-01,2012-12-31
""",
    "minat": "nip,jenis,sasaran,urutan\n198209112008041005,jabatan,J1,1\n",
    "relasi": "nip_a,nip_b,hubungan\n199306182025212007,197511302000122009,ipar\n",
    "talenta": """\
nip,tahun,kinerja,potensial,kotak,nilai_kinerja,nilai_potensial
198209112008041005,2024,di_atas_ekspektasi,tinggi,9,95,91.5
""",
    "uji_kompetensi": "nip,tanggal,jenjang,hasil\n198209112008041005,2024-05-01,PENGAWAS,lulus\n",
    "sertifikat": "nip,kode,tanggal,berlaku_sampai\n198209112008041005,PBJ,2024-05-01,2027-05-01\n",
    "persetujuan": "id_jabatan,jenis,nomor,tanggal\nJ1,gubernur,100,2025-05-01\n",
    "jarak": "id_unit_asal,id_unit_tujuan,km,menit\nU1,U2,1.5,5\n",
}


def strange(column: Column) -> Iterator[str]:
    """Texts that no cell of the column may hold."""
    if column.kind is Kind.CODE:
        yield from ("tidak_ada", "#N/A", "\u0410bc")
    if column.kind in (Kind.DATE, Kind.INTEGER, Kind.DECIMAL, Kind.PAIRS):
        yield from ("tidak ada", "#N/A")
    if column.kind is Kind.DATE:
        yield "2024-05\u200b-01"
    if column.kind is Kind.NIP:
        yield from ("198209112008043005", "#N/A", "1982\u200b")
    if column.refers_to is not None and column.kind is not Kind.NIP:
        yield from ("#N/A", "\u0410bc")
    yield from (str(bound + by) for bound, by in ((column.minimum, -1), (column.maximum, 1)) if bound is not None)


PLACES = {
    name: [
        (column.name, text)
        for column in declaration(name).columns
        for text in strange(column)
        if column.name in SOUND[name].splitlines()[0].split(",")
    ]
    for name in TABLE_NAMES
}
NIPS = [place for place in PLACES["pegawai"] if place[0] == "nip"]
PLACES["pegawai"] = [place for place in PLACES["pegawai"] if place not in NIPS]
ROUNDS = [{"pegawai": place} for place in NIPS] + [
    {name: places[number] for name, places in PLACES.items() if number < len(places)}
    for number in range(max(map(len, PLACES.values())))
]
"""One strange text in every table at a time, as long as a table has more of them; who somebody is, alone."""

MORE = {
    ("pegawai", "nip"): {"RUJUK-01 penugasan.nip"},
}
"""What else is found, since nobody knows whom or what the cell means."""


def with_cell(table: str, column: str, text: str) -> str:
    """The sound file with this text in the column of its last record, of people the second."""
    header, *rows = csv.reader(io.StringIO(SOUND[table]))
    rows[1 if table == "pegawai" else -1][header.index(column)] = text
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([header, *rows])
    return written.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sound")


def told(folder: Path, strange_files: Mapping[str, str]) -> list[str]:
    """Errors and warnings, of the tables in which other texts stand and of the sound ones."""
    files = {f"{name}.csv": strange_files.get(name, text) for name, text in SOUND.items()}
    found = findings(folder, files)
    return sorted(f"{one.rule} {one.table}.{one.field}" for one in found if one.severity is not Severity.INFO)


def test_the_sound_files_are_sound(folder: Path) -> None:
    assert told(folder, {}) == []


@pytest.mark.parametrize("places", ROUNDS, ids=lambda places: f"{len(places)} tables, {dict(places)!a}"[:80])
def test_one_rule_speaks_of_a_cell_that_is_refused(places: Mapping[str, tuple[str, str]], folder: Path) -> None:
    said = told(folder, {name: with_cell(name, *place) for name, place in places.items()})
    expected = {f"{name}.{column}" for name, (column, _) in places.items()}
    more = {one for name, (column, _) in places.items() for one in MORE.get((name, column), ())}
    said = [one for one in said if one not in more]
    assert sorted(one.partition(" ")[2] for one in said) == sorted(expected)
