"""The tables of a dataset: every column declared once.

From a declaration come the typing of the cells, the checks of `rules/columns.py`, the JSON and Table
Schemas in `schemas/`, the column reference in the docs and the templates of new datasets. Each class
is a pandera model of the *typed* frame; `columns_of` gives the same declaration as plain values.

Importing this module imports pandera and polars: only commands that read data do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any

import pandera.polars as pa
import polars as pl

from mutasi.model import codes


class Kind(StrEnum):
    """How the text of a cell is read."""

    TEXT = "text"
    NIP = "nip"
    CODE = "code"
    DATE = "date"
    INTEGER = "integer"
    DECIMAL = "decimal"
    LIST = "list"
    """Items separated by semicolons."""
    PAIRS = "pairs"
    """``key=whole number`` pairs separated by semicolons."""


class Need(StrEnum):
    """What the absence of a value means."""

    KEY = "key"
    """The record cannot be identified: an error."""
    REQUIRED = "required"
    """The record cannot be used: an error."""
    NEEDED = "needed"
    """Rules that read it answer `unknown`: a warning."""
    OPTIONAL = "optional"


MANDATORY = (Need.KEY, Need.REQUIRED)
"""What may not be blank."""
DECIMAL_PLACES = 4
DECIMAL = Annotated[pl.Decimal, 18, DECIMAL_PLACES]
"""A decimal of 18 digits, DECIMAL_PLACES of them after the point."""
INTEGER = pl.Int64


def _field(
    description: str,
    kind: Kind = Kind.TEXT,
    need: Need = Need.OPTIONAL,
    *,
    codes: tuple[str, ...] | None = None,
    minimum: int | None = None,
    maximum: int | None = None,
    refers_to: str | None = None,
    example: str = "",
) -> Any:
    """A column. `description` is English and is translated like every message.

    `refers_to` is ``table.column`` whose values this column repeats. Only KEY and REQUIRED columns
    may not be blank; a column that is absent as a whole is blank everywhere.
    """
    return pa.Field(
        nullable=need not in MANDATORY,
        isin=list(codes) if codes else None,
        ge=minimum,
        le=maximum,
        description=description,
        metadata={
            "kind": Kind.CODE if codes else kind,
            "need": need,
            "codes": codes,
            "minimum": minimum,
            "maximum": maximum,
            "refers_to": refers_to,
            "example": example,
        },
    )


_PERSON = "pegawai.nip"


class Pegawai(pa.DataFrameModel):
    """People: one row a person, with the definitive post and since when it is held."""

    nip: str = _field("NIP of a PNS or NI PPPK, 18 digits", Kind.NIP, Need.KEY, example="198503152010011007")
    nama: str = _field("name without titles", need=Need.REQUIRED, example="Siti Rahayu")
    gelar_depan: str = _field("titles before the name", example="Dr.")
    gelar_belakang: str = _field("titles after the name", example="S.Sos., M.Si.")
    status_kepegawaian: str = _field(
        "kind of employment", need=Need.NEEDED, codes=codes.STATUS_KEPEGAWAIAN, example="PNS"
    )
    status_aktif: str = _field("whether the person is in active service", need=Need.NEEDED, codes=codes.STATUS_AKTIF)
    tanggal_lahir: pl.Date = _field("date of birth", Kind.DATE, Need.NEEDED, example="1985-03-15")
    jenis_kelamin: str = _field("sex: L male, P female", codes=codes.JENIS_KELAMIN)
    tmt_cpns: pl.Date = _field("effective date of appointment as CPNS or PPPK", Kind.DATE, example="2010-01-01")
    tmt_pns: pl.Date = _field("effective date of appointment as PNS", Kind.DATE)
    golongan: str = _field("rank: I/a to IV/e for PNS, I to XVII for PPPK", need=Need.NEEDED, codes=codes.GOLONGAN)
    tmt_pangkat: pl.Date = _field("effective date of the present rank", Kind.DATE)
    masa_kerja_tahun: INTEGER = _field("years of service in the rank decree", Kind.INTEGER, minimum=0, maximum=60)
    masa_kerja_bulan: INTEGER = _field("months of service beyond the years", Kind.INTEGER, minimum=0, maximum=11)
    id_jabatan: str = _field("the definitive post", need=Need.NEEDED, refers_to="jabatan.id_jabatan")
    tmt_jabatan: pl.Date = _field("effective date of the definitive post", Kind.DATE, Need.NEEDED)
    id_unit: str = _field("unit of work; blank when it is the unit of the post", refers_to="unit.id_unit")
    proses_peradilan: str = _field("whether a court case is open against the person", codes=codes.YA_TIDAK)
    lhkpn_tahun: INTEGER = _field("year of the latest wealth report", Kind.INTEGER, minimum=1999, maximum=2100)
    spt_tahun: INTEGER = _field("year of the latest tax return", Kind.INTEGER, minimum=1999, maximum=2100)
    kontrak_mulai: pl.Date = _field("start of the contract of a PPPK", Kind.DATE)
    kontrak_selesai: pl.Date = _field("last day of the contract of a PPPK", Kind.DATE)
    kehadiran: DECIMAL = _field("attendance of the last year in percent", Kind.DECIMAL, minimum=0, maximum=100)
    instansi: str = _field("agency of somebody from elsewhere who would move in; blank for the own agency")
    pemicu: str = _field("on whose initiative somebody from elsewhere would move in", codes=codes.PEMICU)


class Unit(pa.DataFrameModel):
    """Organisational units; they form a tree."""

    id_unit: str = _field("identifier of the unit", need=Need.KEY, example="3.01")
    nama: str = _field("name of the unit", need=Need.REQUIRED, example="Dinas Kesehatan")
    id_induk: str = _field("parent unit; blank for the root", refers_to="unit.id_unit")
    jenis: str = _field("kind of unit", codes=codes.JENIS_UNIT)
    lokasi: str = _field("district or address of the unit")


class Jabatan(pa.DataFrameModel):
    """Posts, each with its seats (formation)."""

    id_jabatan: str = _field("identifier of the post", need=Need.KEY, example="3.01-KADIS")
    nama: str = _field("name of the post", need=Need.REQUIRED, example="Kepala Dinas Kesehatan")
    kode_jabatan: str = _field("code of the nomenclature, for JF: what stands before the first dot names the JF")
    id_unit: str = _field("unit of the post", need=Need.NEEDED, refers_to="unit.id_unit")
    jenjang: str = _field("level of the post", need=Need.NEEDED, codes=codes.JENJANG)
    eselon: str = _field("eselon of a managerial post", codes=codes.ESELON)
    kelas: INTEGER = _field("job class", Kind.INTEGER, minimum=1, maximum=17)
    kebutuhan: INTEGER = _field("seats by workload analysis", Kind.INTEGER, minimum=0, maximum=100000)
    atasan: str = _field("post of the direct superior; blank for the head", refers_to="jabatan.id_jabatan")
    bidang: str = _field("field of work (urusan) of the post", example="kesehatan")
    kode_khusus: str = _field("special post with conditions of its own", codes=codes.KODE_KHUSUS)
    bup: INTEGER = _field(
        "retirement age where a law sets another than the level's", Kind.INTEGER, minimum=50, maximum=75
    )


class Penugasan(pa.DataFrameModel):
    """Acting and additional assignments beside the definitive post."""

    nip: str = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    id_jabatan: str = _field("the post", need=Need.KEY, refers_to="jabatan.id_jabatan")
    jenis: str = _field("kind of assignment", need=Need.REQUIRED, codes=codes.JENIS_PENUGASAN)
    tmt: pl.Date = _field("first day", Kind.DATE, Need.NEEDED)
    sampai: pl.Date = _field("last day; blank while it lasts", Kind.DATE)
    nomor_sk: str = _field("number of the decree")


class Lowongan(pa.DataFrameModel):
    """Vacancies: a post with an open seat, and what it asks of a person.

    What is blank here is taken from the post: jenjang, eselon, kelas, kode_khusus, bidang.
    """

    id_lowongan: str = _field("identifier of the vacancy", need=Need.KEY, example="L-001")
    id_jabatan: str = _field("the post", need=Need.REQUIRED, refers_to="jabatan.id_jabatan")
    jumlah: INTEGER = _field("open seats; blank means 1", Kind.INTEGER, minimum=1, maximum=10000)
    jenjang: str = _field("level, when it differs from the post's", codes=codes.JENJANG)
    eselon: str = _field("eselon, when it differs from the post's", codes=codes.ESELON)
    kelas: INTEGER = _field("job class, when it differs from the post's", Kind.INTEGER, minimum=1, maximum=17)
    golongan_min: str = _field("lowest rank, instead of the table by eselon", codes=codes.GOLONGAN_PNS)
    pendidikan_min: str = _field("lowest education", need=Need.NEEDED, codes=codes.PENDIDIKAN)
    jurusan: str = _field("accepted fields of study", Kind.LIST, example="Kesehatan Masyarakat; Kedokteran")
    bidang: str = _field("fields of work that count as related experience", Kind.LIST, example="kesehatan")
    standar_kompetensi: str = _field("required level of each competence", Kind.PAIRS, example="M.01=4; SK.01=4")
    usia_maks: INTEGER = _field("highest age in years, instead of the law's", Kind.INTEGER, minimum=18, maximum=70)
    kode_khusus: str = _field("special post with conditions of its own", codes=codes.KODE_KHUSUS)
    tmt_kosong: pl.Date = _field("since when the seat is open", Kind.DATE)
    mekanisme: str = _field("route by which a JPT is filled", codes=codes.MEKANISME)
    keterangan: str = _field("remarks")


class RiwayatJabatan(pa.DataFrameModel):
    """Earlier posts, one row each; the present definitive post may be repeated here."""

    nip: str = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    nama_jabatan: str = _field("name of the post", need=Need.REQUIRED)
    jenjang: str = _field("level of the post", need=Need.NEEDED, codes=codes.JENJANG)
    eselon: str = _field("eselon of the post", codes=codes.ESELON)
    unit: str = _field("name of the unit")
    bidang: str = _field("field of work (urusan)")
    jenis: str = _field("definitive or acting", need=Need.NEEDED, codes=codes.JENIS_RIWAYAT)
    tmt: pl.Date = _field("first day", Kind.DATE, Need.KEY)
    tmt_selesai: pl.Date = _field("day on which it ended (first day of the next post)", Kind.DATE)
    nomor_sk: str = _field("number of the decree")


class Kinerja(pa.DataFrameModel):
    """Yearly performance."""

    nip: str = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    tahun: INTEGER = _field("year", Kind.INTEGER, Need.KEY, minimum=1990, maximum=2100)
    predikat: str = _field("rating of the year", need=Need.NEEDED, codes=codes.PREDIKAT)
    hasil_kerja: str = _field("rating of the work results", codes=codes.RATING)
    perilaku: str = _field("rating of the conduct", codes=codes.RATING)
    nilai_angka: DECIMAL = _field("numeric value (until 2021)", Kind.DECIMAL, minimum=0, maximum=120)


class Kompetensi(pa.DataFrameModel):
    """Levels from competence assessments, one row a competence."""

    nip: str = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    tanggal: pl.Date = _field("date of the assessment", Kind.DATE, Need.KEY)
    kompetensi: str = _field("code of the competence (M.01 to M.08, SK.01, or technical)", need=Need.KEY)
    level: INTEGER = _field("level reached", Kind.INTEGER, Need.REQUIRED, minimum=0, maximum=5)
    penyelenggara: str = _field("who assessed")


class Pendidikan(pa.DataFrameModel):
    """Diplomas."""

    nip: str = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    tingkat: str = _field("level", need=Need.REQUIRED, codes=codes.PENDIDIKAN)
    jurusan: str = _field("field of study")
    tahun_lulus: INTEGER = _field("year of graduation", Kind.INTEGER, minimum=1950, maximum=2100)
    diakui: str = _field("whether the title is recorded (pencantuman gelar); blank counts as ya", codes=codes.YA_TIDAK)
    institusi: str = _field("school or university")


class Diklat(pa.DataFrameModel):
    """Training."""

    nip: str = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    jenis: str = _field("kind of training", need=Need.REQUIRED, codes=codes.JENIS_DIKLAT)
    tanggal: pl.Date = _field("day of completion", Kind.DATE, Need.NEEDED)
    nama: str = _field("name of the training")
    jp: INTEGER = _field("hours (jam pelajaran)", Kind.INTEGER, minimum=0, maximum=5000)


class Disiplin(pa.DataFrameModel):
    """Disciplinary penalties."""

    nip: str = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    jenis: str = _field("penalty", codes=codes.JENIS_HUKUMAN)
    tingkat: str = _field("gravity", need=Need.REQUIRED, codes=codes.TINGKAT_HUKUMAN)
    status: str = _field("state of the case", need=Need.REQUIRED, codes=codes.STATUS_HUKUMAN)
    tmt_mulai: pl.Date = _field("first day of the penalty", Kind.DATE)
    tmt_selesai: pl.Date = _field("last day of the penalty", Kind.DATE)
    nomor_sk: str = _field("number of the decree")


class Minat(pa.DataFrameModel):
    """Stated wishes of people."""

    nip: str = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    jenis: str = _field("what is wished; tetap means to stay", need=Need.REQUIRED, codes=codes.JENIS_MINAT)
    sasaran: str = _field("id of the post or unit, or name of the field; blank for tetap")
    urutan: INTEGER = _field("order of preference, 1 first", Kind.INTEGER, Need.KEY, minimum=1, maximum=20)
    alasan: str = _field("reason given")


class Relasi(pa.DataFrameModel):
    """Kinship between employees."""

    nip_a: str = _field("one person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    nip_b: str = _field("the other person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    hubungan: str = _field("kinship", need=Need.REQUIRED, codes=codes.HUBUNGAN)


class Talenta(pa.DataFrameModel):
    """Boxes of the talent map, one row a person and year."""

    nip: str = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    tahun: INTEGER = _field("year", Kind.INTEGER, Need.KEY, minimum=2010, maximum=2100)
    kinerja: str = _field("axis of performance", need=Need.NEEDED, codes=codes.RATING)
    potensial: str = _field("axis of potential", need=Need.NEEDED, codes=codes.POTENSIAL)
    kotak: INTEGER = _field("box of the talent map", Kind.INTEGER, Need.REQUIRED, minimum=1, maximum=9)


class UjiKompetensi(pa.DataFrameModel):
    """Competency tests for a level: before a JPT moves to another one, and before somebody enters a functional post."""

    nip: str = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    tanggal: pl.Date = _field("day of the test", Kind.DATE, Need.NEEDED)
    jenjang: str = _field("level for which the person was tested", need=Need.REQUIRED, codes=codes.JENJANG)
    hasil: str = _field("result of the test", need=Need.REQUIRED, codes=codes.HASIL_UJI)
    nomor: str = _field("number of the record or certificate")


class Sertifikat(pa.DataFrameModel):
    """Certificates that a post may ask for."""

    nip: str = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    kode: str = _field("code of the certificate", need=Need.REQUIRED, example="KEPAMONGPRAJAAN")
    tanggal: pl.Date = _field("day of issue", Kind.DATE)
    berlaku_sampai: pl.Date = _field("last day on which it is valid; blank for ever", Kind.DATE)
    nomor: str = _field("number of the certificate")


class Persetujuan(pa.DataFrameModel):
    """Approvals of other authorities for filling a post."""

    id_jabatan: str = _field("the post", need=Need.KEY, refers_to="jabatan.id_jabatan")
    jenis: str = _field("authority that approves", need=Need.REQUIRED, codes=codes.JENIS_PERSETUJUAN)
    nomor: str = _field("number of the letter", need=Need.REQUIRED)
    tanggal: pl.Date = _field("day of the letter", Kind.DATE)


@dataclass(frozen=True, slots=True)
class Column:
    """The declaration of a column as plain values."""

    name: str
    kind: Kind
    need: Need
    dtype: pl.DataType
    description: str
    codes: tuple[str, ...] | None = None
    minimum: int | None = None
    maximum: int | None = None
    refers_to: tuple[str, str] | None = None
    example: str = ""


@dataclass(frozen=True, slots=True)
class TableDeclaration:
    """A table: its pandera model, its columns in order and the columns that identify a row.

    `entity` is the column that names the record in findings and comparisons. A `unique` table may
    not repeat its key; the others hold several facts of one kind about a person.
    """

    name: str
    model: type[pa.DataFrameModel]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    unique: bool

    @property
    def title(self) -> str:
        return (self.model.__doc__ or self.name).strip().splitlines()[0]

    @property
    def entity(self) -> str:
        return self.key[0]

    def column(self, name: str) -> Column:
        """KeyError when there is no such column."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


MODELS: Mapping[str, type[pa.DataFrameModel]] = MappingProxyType(
    {
        "pegawai": Pegawai,
        "unit": Unit,
        "jabatan": Jabatan,
        "penugasan": Penugasan,
        "lowongan": Lowongan,
        "riwayat_jabatan": RiwayatJabatan,
        "kinerja": Kinerja,
        "kompetensi": Kompetensi,
        "pendidikan": Pendidikan,
        "diklat": Diklat,
        "disiplin": Disiplin,
        "minat": Minat,
        "relasi": Relasi,
        "talenta": Talenta,
        "uji_kompetensi": UjiKompetensi,
        "sertifikat": Sertifikat,
        "persetujuan": Persetujuan,
    }
)
"""Every table by name, in the order in which files are read and findings are counted."""

TABLE_NAMES = codes.TABLE_NAMES

_REPEATABLE = frozenset(
    {"penugasan", "pendidikan", "diklat", "disiplin", "relasi", "uji_kompetensi", "sertifikat", "persetujuan"}
)


@cache
def declaration(name: str) -> TableDeclaration:
    """The declaration of a table; KeyError when there is no such table."""
    model = MODELS[name]
    columns = tuple(_column(name, column) for name, column in model.to_schema().columns.items())
    key = tuple(column.name for column in columns if column.need is Need.KEY)
    return TableDeclaration(name=name, model=model, columns=columns, key=key, unique=name not in _REPEATABLE)


def _column(name: str, column: Any) -> Column:
    metadata = column.metadata
    refers_to = metadata["refers_to"]
    return Column(
        name=name,
        kind=metadata["kind"],
        need=metadata["need"],
        dtype=column.dtype.type,
        description=column.description,
        codes=metadata["codes"],
        minimum=metadata["minimum"],
        maximum=metadata["maximum"],
        refers_to=tuple(refers_to.split(".")) if refers_to else None,
        example=metadata["example"],
    )
