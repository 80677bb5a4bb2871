"""A table in parts gives the findings that it gives as a whole, wherever the parts end."""

from __future__ import annotations

import random
from collections.abc import Collection
from pathlib import Path

import polars as pl
import pytest

from mutasi.eligibility.catalogue import requirement_settings
from mutasi.finding import Finding, sort_findings
from mutasi.fit.catalogue import criterion_settings
from mutasi.model.dataset import Dataset
from mutasi.model.dialect import UNTOLD, Dialect
from mutasi.model.policy import Policy
from mutasi.model.tables import declaration
from mutasi.read import limits
from mutasi.read.dataset import load_dataset
from mutasi.read.policy import load_policy
from mutasi.read.reference import load_reference
from mutasi.read.streamed import Streaming
from mutasi.rules.catalogue import RULES
from mutasi.rules.check import check
from mutasi.rules.parts import IN_PARTS, PartCheck, columns_to_keep
from mutasi.rules.rule import Scope
from tests.bench.data import folder
from tests.command_line import mutasi
from tests.golden import ROOT
from tests.test_rules_cases import CODES, cases, write

REFERENCE = load_reference()
CITY = ROOT / "examples" / "pangkalpinang"
FEW = 10
"""So many blocks are a file at most, where few records a block are asked for."""


def found(
    place: Path, block: int | None, dialect: Dialect = UNTOLD, most: int | None = None
) -> tuple[Dataset, tuple[Finding, ...]]:
    policy, faults = load_policy(place / "mutasi.yaml")
    dataset, read = load_dataset(
        place, policy, place, dialect, streaming=None if block is None else parts(policy, block, most)
    )
    return dataset, sort_findings((*faults, *read, *judged(dataset, most)))


def judged(dataset: Dataset, most: int | None) -> tuple[Finding, ...]:
    return check(
        dataset, REFERENCE, criterion_kinds=criterion_settings(), other_rules=requirement_settings(), most=most
    )


def parts(policy: Policy, block: int, most: int | None):
    def streaming(tables: Collection[str]) -> Streaming:
        return Streaming(columns_to_keep(tables, policy), PartCheck(policy, REFERENCE, most), least=0, block=block)

    return streaming


def in_parts(dataset: Dataset) -> list[str]:
    return [name for name, table in dataset.tables.items() if table.looked is not None]


def same(place: Path, *blocks: int, dialect: Dialect = UNTOLD) -> list[str]:
    """Compares the findings, all of them by each size of blocks, and to a bound by the last; which tables came in parts
    by that.
    """
    whole = found(place, None, dialect)[1]
    for block in blocks:
        dataset, findings = found(place, block, dialect)
        assert findings == whole
    assert found(place, blocks[-1], dialect, 1)[1] == found(place, None, dialect, 1)[1]
    return in_parts(dataset)


def is_in_parts(files: Collection[str]) -> bool:
    return any(Path(name).suffix == ".csv" and Path(name).stem in IN_PARTS for name in files)


@pytest.mark.parametrize("code", CODES)
def test_every_case_of_a_rule(code: str, tmp_path: Path):
    for number, files in enumerate((*cases(code).get("lolos", ()), *(one["berkas"] for one in cases(code)["gagal"]))):
        place = tmp_path / str(number)
        place.mkdir()
        write(place, files)
        if not is_in_parts(files):
            continue
        largest = max((len(text.encode()) for name, text in files.items() if name.endswith(".csv")), default=0)
        same(place, 1 + largest // FEW)


def test_faulty_people_of_the_bench():
    assert same(folder("faulty", 3_000), 15_000) == ["pegawai", "unit", "jabatan"]


def test_a_whole_city():
    assert same(ROOT / "examples" / "pangkalpinang", 20_000) == ["pegawai", "unit", "jabatan"]
    assert same(ROOT / "examples" / "rusak", 100_000, 10_000) == [
        "unit",
        "jabatan",
    ]  # with two decimal signs in pegawai


SOUND = (
    "198209112008041005,Budi Santoso,PNS,aktif,1982-09-11,L,III/a,2010-04-01,12,J1,U1,97.50",
    "197511302000122009,Siti Rahma,PNS,aktif,1975-11-30,P,III/b,2012-10-01,3,J2,,88.25",
    '199007022015032001,"Ani, S.H.",PNS,aktif,1990-07-02,P,III/c,2018-04-01,0,J1,U2,',
    "198811192012122006,Dewi Ayu,PPPK,aktif,1988-11-19,P,IX,2012-12-01,1,J3,U1,100",
)
ODD = (
    ",Tanpa NIP,PNS,aktif,1982-09-11,L,III/a,2010-04-01,12,J1,U1,97.50",
    ",198209112008041005,Bergeser,PNS,aktif,1982-09-11,L,III/a,2010-04-01,12,J1,U1",
    "1982 0911 2008 04 1 005,Budi Santoso,PNS,Aktif,11/09/1982,L,III/A,01/04/2010,12,J1,U1,97.50",
    "'197511302000122009,Siti\u00a0Rahma,pns,aktif,30-11-1975,P,3/b,2012-10-01,3,J9,U9,88.25",
    "199007022015032001,Ani\u0301,PNS,aktif,02/07/1990,P,III/c,05/06/2018,0,J1,U2,1.250",
    "198811192012122006,\u0410ni,PPPK,aktif,,P,IX,-,1,J3,U1,#REF!",
    "19881192012122006,Dewi Ayu,PPPK,aktif,1988-11-19,P,III/x,2012-12-31,99,J3,U1,300",
    "198811192012122007,Dewi  Ayu,PPPK,pensiun,1988-11-19,L,IX,2012-02-30,1,J2,U1,100",
    '199007022015032002,"Ani\nbaris dua, ""S.H.""",PNS,aktif,1990-07-02,P,III/c,2018-04-01,0,J1,U2,',
    "197511302000122009,Siti Rahma,PNS,aktif,1975-11-30,P,III/b",
    "197511302000122009,Siti Rahma,PNS,aktif,1975-11-30,P,III/b,2012-10-01,3,J2,,88.25,lebih",
    "197511302000122009 , Siti Rahma\t,PNS,aktif,1975-11-30,P,III/b,1812-10-01,3,J2,,88.25,",
    ",,,,,,,,,,,",
    "",
    "197511302000122010,Tersem\u200bbunyi,PNS,aktif,12/13/1975,P,III/b,44444,3,J2,,88.25",
    '197511302000122011,Koma,PNS,aktif,1975-11-30,P,III/b,2012-10-01,3,J2,,"88,25"',
)
HEADER = (
    "nip,nama,status_kepegawaian,status_aktif,tanggal_lahir,jenis_kelamin,golongan,tmt_pangkat,masa_kerja_bulan,"
    "id_jabatan,id_unit,kehadiran"
)
POSTS = "id_jabatan,nama,id_unit,jenjang,kebutuhan\nJ1,A,U1,PENGAWAS,1\nJ2,B,U1,PELAKSANA,5\nJ2,B,U7,Pelaksana,5\n"
UNITS = "id_unit,nama,id_induk\nU1,Satu,\nU2,Dua,U1\nu2,Dua,U2\nU3,,U4\nU4,Empat,U3\n"


@pytest.mark.parametrize("seed", range(6))
def test_people_with_all_kinds_of_faults(seed: int, tmp_path: Path):
    chance = random.Random(seed)
    odd = chance.sample(ODD, chance.randint(1, 8))
    rows = [chance.choice((*odd, *SOUND)) for _ in range(chance.randint(3, 25))]
    text = chance.choice(("\n", "\n", "\r\n")).join((HEADER, *rows)) + chance.choice(("", "\n"))
    write(tmp_path, {"pegawai.csv": "", "jabatan.csv": POSTS, "unit.csv": UNITS})
    (tmp_path / "pegawai.csv").write_bytes((chance.choice(("", "", "\ufeff")) + text).encode())
    same(tmp_path, 1, chance.randint(20, 600))
    same(tmp_path, 100, dialect=Dialect(decimal=chance.choice((",", ".")), dates="d/m/y"))


@pytest.mark.parametrize("title", ["DAFTAR PEGAWAI", "DAFTAR PEGAWAI" + "," * 11, "a,b,c,d,e,f,g,h,i,j,k,l"])
def test_a_title_above_the_header(title: str, tmp_path: Path):
    write(tmp_path, {"pegawai.csv": "\n".join((title, HEADER, *SOUND, *SOUND, "")), "jabatan.csv": POSTS})
    same(tmp_path, 1, 300)
    assert "BERKAS-28" in [finding.rule for finding in found(tmp_path, 300)[1]]


EXCHANGED = [("nip", "nama"), ("tanggal_lahir", "tmt_cpns"), ("id_jabatan", "id_unit")]


@pytest.mark.parametrize(("one", "other"), EXCHANGED)
def test_names_that_are_exchanged(one: str, other: str, tmp_path: Path):
    names = ["nip", "nama", "tanggal_lahir", "tmt_cpns", "id_jabatan", "id_unit"]
    swapped = ",".join({one: other, other: one}.get(name, name) for name in names)
    rows = [f"19800{month}01200{month}0{month}1001,Ani,1980-0{month}-01,200{month}-0{month}-01,J1,U1"
            for month in range(1, 8)]  # fmt: skip
    write(tmp_path, {"pegawai.csv": "\n".join((swapped, *rows, "")), "jabatan.csv": POSTS, "unit.csv": UNITS})
    same(tmp_path, 1, 200)
    told = [one.location.line for one in found(tmp_path, 200)[1] if one.rule == "KOLOM-11"]
    assert told == [1]
    few = "\n".join((",".join(names), *rows[:5], "7,198801012010011001,,,J1,U1", ""))
    write(tmp_path, {"pegawai.csv": few})
    same(tmp_path, 1, 200)


def test_most_of_these_are_read_in_parts(tmp_path: Path):
    for number, row in enumerate(ODD[::2]):
        place = tmp_path / str(number)
        place.mkdir()
        write(place, {"jabatan.csv": POSTS, "unit.csv": UNITS})
        (place / "pegawai.csv").write_text("\n".join((HEADER, *SOUND, row, *SOUND)), encoding="utf-8")
        came = same(place, 150)
        assert "pegawai" in came or "88,25" in row or "1.250" in row


def test_a_rule_cannot_see_columns_that_it_does_not_declare(tmp_path: Path):
    write(tmp_path, {"pegawai.csv": "\n".join((HEADER, *SOUND)), "jabatan.csv": POSTS})
    people = found(tmp_path, 1)[0].tables["pegawai"]
    assert set(people.text.columns) < set(HEADER.split(","))
    with pytest.raises(pl.exceptions.ColumnNotFoundError):
        people.frame.select("golongan")


def test_rules_declare_columns_that_there_are():
    for rule in RULES:
        columns = rule.columns(IN_PARTS)
        assert (columns is not None) == (rule.scope is Scope.TABLES), rule.code
        for name, declared in (columns or {}).items():
            assert set(declared) <= {column.name for column in declaration(name).columns}, rule.code


def test_cells_and_places_of_rows_that_are_not_in_memory(tmp_path: Path):
    write(tmp_path, {"pegawai.csv": "\n".join((HEADER, *SOUND, "", *ODD[:3], ODD[8], *SOUND))})
    whole, slim = (found(tmp_path, block)[0].tables["pegawai"] for block in (None, 120))
    assert slim.stored is not None
    assert slim.rows == whole.rows
    for row in range(whole.rows):
        for column in (*whole.text.columns, "tidak_ada"):
            assert slim.cell(row, column) == whole.cell(row, column)
            assert slim.positions.locate(row, column) == whole.positions.locate(row, column)
    rows = pl.Series([7, 0, 3], dtype=pl.UInt32)
    assert slim.texts(("nama", "nip", "x"), rows).equals(whole.texts(("nama", "nip", "x"), rows))
    assert slim.positions.header("nama") == whole.positions.header("nama")


@pytest.mark.parametrize(
    ("block", "by"), [(500, 2), (900, 2), (1_500, 2), (500, 3), (500, -3), (900, -2), (900, 1), (1_500, -1)]
)
def test_a_column_that_slipped_far_from_the_ends_of_blocks(block: int, by: int, tmp_path: Path):
    born = [f"{1970 + number % 25}-{number % 12 + 1:02}-{number % 27 + 1:02}" for number in range(90)]
    slipped = [born[number + by] if 25 < number < 60 else born[number] for number in range(88)]
    slipped[40] = slipped[40].replace("-", ".")  # a doubtful row among them
    rows = [
        f"{born[number].replace('-', '')}200001{1 + number % 2}{number + 1:03},Orang {number},{slipped[number]}"
        for number in range(88)
    ]
    write(tmp_path, {"pegawai.csv": "\n".join(("nip,nama,tanggal_lahir", *rows))})
    assert same(tmp_path, block) == ["pegawai"]
    (told,) = [str(one.message) for one in found(tmp_path, block)[1] if one.rule == "NIP-08"]
    side = "below" if by > 0 else "above"
    assert told == f"33 cells of tanggal_lahir fit the NIP {abs(by)} row{'' if abs(by) == 1 else 's'} {side} their own"


EXCEPTION = """
pengecualian:
  - {kode: MASA-01, kunci: '198209112008041005', alasan: surat 1, sampai: 2027-01-01}
  - {kode: MASA-01, kunci: '198209112008041999', alasan: surat 2, sampai: 2027-01-01}
  - {kode: KOLOM-10, kunci: '198209112008041005', alasan: surat 3, sampai: 2027-01-01}
"""


@pytest.mark.parametrize("policy", ["", EXCEPTION])
def test_the_command_says_the_same(policy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write(tmp_path, {"jabatan.csv": POSTS, "unit.csv": UNITS, "mutasi.yaml": f"tanggal_acuan: 2026-01-31{policy}"})
    (tmp_path / "pegawai.csv").write_text("\n".join((HEADER, *SOUND, *ODD[:9])), encoding="utf-8")
    whole = mutasi("validate", "-f", "json", folder=tmp_path)
    monkeypatch.setattr(limits, "WHOLE_BYTES", 0)
    monkeypatch.setattr(limits, "BLOCK_BYTES", 300)
    assert mutasi("validate", "-f", "json", folder=tmp_path) == whole
    assert whole.code == 1
    assert ("PENGECUALIAN-05" in whole.text) is bool(policy)
