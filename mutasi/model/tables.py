"""The tables of a dataset: every column declared once.

From a declaration come the typing of the cells, the checks of `rules/columns.py`, the JSON and Table
Schemas in `schemas/`, the pandera schemas (`model/frames.py`), the column reference in the docs and the
templates of new datasets.

Importing this module imports polars: only commands that read data do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from types import MappingProxyType

import polars as pl

from mutasi.message import mark
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


FREE_KINDS = (Kind.TEXT, Kind.LIST, Kind.PAIRS)
"""Kinds of which the spelling of a cell says little: any text may be meant."""


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
_TEXT = pl.String()
_DTYPES: Mapping[Kind, pl.DataType] = MappingProxyType(
    {Kind.DATE: pl.Date(), Kind.INTEGER: pl.Int64(), Kind.DECIMAL: pl.Decimal(18, DECIMAL_PLACES)}
)


@dataclass(frozen=True, slots=True)
class Column:
    """The declaration of a column."""

    name: str
    kind: Kind
    need: Need
    description: str
    codes: tuple[str, ...] | None = None
    minimum: int | None = None
    maximum: int | None = None
    refers_to: tuple[str, str] | None = None
    example: str = ""

    @property
    def dtype(self) -> pl.DataType:
        """The type in the typed frame: text, unless it is a date or a number."""
        return _DTYPES.get(self.kind, _TEXT)


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
) -> Column:
    """A column, named by the attribute that holds it. `description` is English and is translated like every message.

    `refers_to` is ``table.column`` whose values this column repeats. Only KEY and REQUIRED columns
    may not be blank; a column that is absent as a whole is blank everywhere.
    """
    table, _, referred = (refers_to or "").partition(".")
    return Column(
        name="",
        kind=Kind.CODE if codes else kind,
        need=need,
        description=description,
        codes=codes,
        minimum=minimum,
        maximum=maximum,
        refers_to=(table, referred) if refers_to else None,
        example=example,
    )


_PERSON = "pegawai.nip"


class Pegawai:
    title = mark("People: one row a person, with the definitive post and since when it is held.")

    nip = _field("NIP of a PNS or NI PPPK, 18 digits", Kind.NIP, Need.KEY, example="198503152010011007")
    nama = _field("name without titles", need=Need.REQUIRED, example="Siti Rahayu")
    gelar_depan = _field("titles before the name", example="Dr.")
    gelar_belakang = _field("titles after the name", example="S.Sos., M.Si.")
    status_kepegawaian = _field("kind of employment", need=Need.NEEDED, codes=codes.STATUS_KEPEGAWAIAN, example="PNS")
    status_aktif = _field("whether the person is in active service", need=Need.NEEDED, codes=codes.STATUS_AKTIF)
    tanggal_lahir = _field("date of birth", Kind.DATE, Need.NEEDED, example="1985-03-15")
    jenis_kelamin = _field("sex: L male, P female", codes=codes.JENIS_KELAMIN)
    tmt_cpns = _field("effective date of appointment as CPNS or PPPK", Kind.DATE, example="2010-01-01")
    tmt_pns = _field("effective date of appointment as PNS", Kind.DATE)
    golongan = _field("rank: I/a to IV/e for PNS, I to XVII for PPPK", need=Need.NEEDED, codes=codes.GOLONGAN)
    tmt_pangkat = _field("effective date of the present rank", Kind.DATE)
    masa_kerja_tahun = _field("years of service in the rank decree", Kind.INTEGER, minimum=0, maximum=60)
    masa_kerja_bulan = _field("months of service beyond the years", Kind.INTEGER, minimum=0, maximum=11)
    id_jabatan = _field("the definitive post", need=Need.NEEDED, refers_to="jabatan.id_jabatan")
    tmt_jabatan = _field("effective date of the definitive post", Kind.DATE, Need.NEEDED)
    id_unit = _field("unit of work; blank when it is the unit of the post", refers_to="unit.id_unit")
    proses_peradilan = _field("whether a court case is open against the person", codes=codes.YA_TIDAK)
    lhkpn_tahun = _field("year of the latest wealth report", Kind.INTEGER, minimum=1999, maximum=2100)
    spt_tahun = _field("year of the latest tax return", Kind.INTEGER, minimum=1999, maximum=2100)
    kontrak_mulai = _field("start of the contract of a PPPK", Kind.DATE)
    kontrak_selesai = _field("last day of the contract of a PPPK", Kind.DATE)
    kehadiran = _field("attendance of the last year in percent", Kind.DECIMAL, minimum=0, maximum=100)
    ip_asn = _field("Indeks Profesionalitas ASN as measured by the agency", Kind.DECIMAL, minimum=0, maximum=100)
    instansi = _field(
        "agency of somebody from elsewhere who would move in; blank for the own agency, whose code and name of"
        " mutasi.yaml (instansi.kode, instansi.nama) mean the same"
    )
    pemicu = _field("on whose initiative somebody from elsewhere would move in", codes=codes.PEMICU)


class Unit:
    title = mark("Organisational units; they form a tree.")

    id_unit = _field("identifier of the unit", need=Need.KEY, example="3.01")
    nama = _field("name of the unit", need=Need.REQUIRED, example="Dinas Kesehatan")
    id_induk = _field("parent unit; blank for the root", refers_to="unit.id_unit")
    jenis = _field("kind of unit", codes=codes.JENIS_UNIT)
    lokasi = _field("district or address of the unit")


class Jabatan:
    title = mark("Posts, each with its seats (formation).")

    id_jabatan = _field("identifier of the post", need=Need.KEY, example="3.01-KADIS")
    nama = _field("name of the post", need=Need.REQUIRED, example="Kepala Dinas Kesehatan")
    kode_jabatan = _field("code of the nomenclature, for JF: what stands before the first dot names the JF")
    id_unit = _field("unit of the post", need=Need.NEEDED, refers_to="unit.id_unit")
    jenjang = _field("level of the post", need=Need.NEEDED, codes=codes.JENJANG)
    eselon = _field("eselon of a managerial post", codes=codes.ESELON)
    kelas = _field("job class", Kind.INTEGER, minimum=1, maximum=17)
    kebutuhan = _field("seats by workload analysis", Kind.INTEGER, minimum=0, maximum=100000)
    atasan = _field("post of the direct superior; blank for the head", refers_to="jabatan.id_jabatan")
    bidang = _field("field of work (urusan) of the post", example="kesehatan")
    kode_khusus = _field("special post with conditions of its own", codes=codes.KODE_KHUSUS)
    bup = _field(
        "retirement age where a law sets another than the level's; that of teachers is told by the name of the post",
        Kind.INTEGER,
        minimum=50,
        maximum=75,
    )


class Penugasan:
    title = mark("Acting and additional assignments beside the definitive post.")

    nip = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    id_jabatan = _field("the post", need=Need.KEY, refers_to="jabatan.id_jabatan")
    jenis = _field("kind of assignment", need=Need.REQUIRED, codes=codes.JENIS_PENUGASAN)
    tmt = _field("first day", Kind.DATE, Need.NEEDED)
    sampai = _field("last day; blank while it lasts", Kind.DATE)
    nomor_sk = _field("number of the decree")


class Lowongan:
    """What is blank here is taken from the post: jenjang, eselon, kelas, kode_khusus, bidang."""

    title = mark("Vacancies: a post with an open seat, and what it asks of a person.")

    id_lowongan = _field("identifier of the vacancy", need=Need.KEY, example="L-001")
    id_jabatan = _field("the post", need=Need.REQUIRED, refers_to="jabatan.id_jabatan")
    jumlah = _field("open seats; blank means 1", Kind.INTEGER, minimum=0, maximum=10000)
    jenjang = _field("level, when it differs from the post's", codes=codes.JENJANG)
    eselon = _field("eselon, when it differs from the post's", codes=codes.ESELON)
    kelas = _field("job class, when it differs from the post's", Kind.INTEGER, minimum=1, maximum=17)
    golongan_min = _field("lowest rank, instead of the table by eselon", codes=codes.GOLONGAN_PNS)
    pendidikan_min = _field("lowest education", need=Need.NEEDED, codes=codes.PENDIDIKAN)
    jurusan = _field("accepted fields of study", Kind.LIST, example="Kesehatan Masyarakat; Kedokteran")
    bidang = _field("fields of work that count as related experience", Kind.LIST, example="kesehatan")
    standar_kompetensi = _field("required level of each competence", Kind.PAIRS, example="M.01=4; SK.01=4")
    usia_maks = _field(
        "highest age in years, besides the law's: it may be lower, not higher", Kind.INTEGER, minimum=18, maximum=70
    )
    kode_khusus = _field("special post with conditions of its own", codes=codes.KODE_KHUSUS)
    tmt_kosong = _field("since when the seat is open", Kind.DATE)
    mekanisme = _field("route by which a JPT is filled", codes=codes.MEKANISME)
    keterangan = _field("remarks")


class RiwayatJabatan:
    title = mark("Earlier posts, one row each; the present definitive post may be repeated here.")

    nip = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    nama_jabatan = _field("name of the post", need=Need.REQUIRED)
    jenjang = _field("level of the post", need=Need.NEEDED, codes=codes.JENJANG)
    eselon = _field("eselon of the post", codes=codes.ESELON)
    unit = _field("name of the unit")
    bidang = _field("field of work (urusan)")
    jenis = _field(
        "definitive or acting; without it the post may have been an acting one",
        need=Need.NEEDED,
        codes=codes.JENIS_RIWAYAT,
    )
    tmt = _field("first day", Kind.DATE, Need.KEY)
    tmt_selesai = _field("day on which it ended (first day of the next post)", Kind.DATE)
    nomor_sk = _field("number of the decree")


class Kinerja:
    title = mark("Yearly performance.")

    nip = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    tahun = _field("year", Kind.INTEGER, Need.KEY, minimum=1990, maximum=2100)
    predikat = _field("rating of the year", need=Need.NEEDED, codes=codes.PREDIKAT)
    hasil_kerja = _field("rating of the work results", codes=codes.RATING)
    perilaku = _field("rating of the conduct", codes=codes.RATING)
    nilai_angka = _field("numeric value (until 2021)", Kind.DECIMAL, minimum=0, maximum=120)


class Kompetensi:
    title = mark("Levels from competence assessments, one row a competence.")

    nip = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    tanggal = _field("date of the assessment", Kind.DATE, Need.KEY)
    kompetensi = _field("code of the competence (M.01 to M.08, SK.01, or technical)", need=Need.KEY)
    level = _field("level reached", Kind.INTEGER, Need.REQUIRED, minimum=0, maximum=codes.HIGHEST_LEVEL)
    penyelenggara = _field("who assessed")


class Pendidikan:
    title = mark("Diplomas.")

    nip = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    tingkat = _field("level", need=Need.REQUIRED, codes=codes.PENDIDIKAN)
    jurusan = _field("field of study")
    tahun_lulus = _field("year of graduation", Kind.INTEGER, minimum=1950, maximum=2100)
    diakui = _field("whether the title is recorded (pencantuman gelar); blank counts as ya", codes=codes.YA_TIDAK)
    institusi = _field("school or university")


class Diklat:
    title = mark("Training.")

    nip = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    jenis = _field("kind of training", need=Need.REQUIRED, codes=codes.JENIS_DIKLAT)
    tanggal = _field("day of completion", Kind.DATE, Need.NEEDED)
    nama = _field("name of the training")
    jp = _field("hours (jam pelajaran)", Kind.INTEGER, minimum=0, maximum=5000)


class Disiplin:
    title = mark("Disciplinary penalties.")

    nip = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    jenis = _field("penalty", codes=codes.JENIS_HUKUMAN)
    tingkat = _field("gravity", need=Need.REQUIRED, codes=codes.TINGKAT_HUKUMAN)
    status = _field("state of the case", need=Need.REQUIRED, codes=codes.STATUS_HUKUMAN)
    tmt_mulai = _field("first day of the penalty", Kind.DATE)
    tmt_selesai = _field("last day of the penalty", Kind.DATE)
    nomor_sk = _field("number of the decree")


class Minat:
    title = mark("Stated wishes of people.")

    nip = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    jenis = _field("what is wished; tetap means to stay", need=Need.REQUIRED, codes=codes.JENIS_MINAT)
    sasaran = _field("id of the post or unit, or name of the field; blank for tetap")
    urutan = _field("order of preference, 1 first", Kind.INTEGER, Need.KEY, minimum=1, maximum=20)
    sifat = _field(
        "ingin: wished (blank says the same); hanya: to move at all only there; tidak: not there",
        codes=codes.SIFAT_MINAT,
    )
    alasan = _field("reason given")


class Relasi:
    title = mark("Kinship between employees.")

    nip_a = _field("one person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    nip_b = _field("the other person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    hubungan = _field(
        "what nip_a is to nip_b: orang_tua says that nip_a is a parent of nip_b; one row for a pair is enough",
        need=Need.REQUIRED, codes=codes.HUBUNGAN,
    )  # fmt: skip


class Talenta:
    title = mark("Boxes of the talent map, one row a person and year.")

    nip = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    tahun = _field("year", Kind.INTEGER, Need.KEY, minimum=2010, maximum=2100)
    kinerja = _field("axis of performance", codes=codes.RATING)
    potensial = _field("axis of potential", codes=codes.POTENSIAL)
    kotak = _field("box of the talent map; blank when it follows from the axes", Kind.INTEGER, minimum=1, maximum=9)
    nilai_kinerja = _field(
        "axis of performance as a number, where it has no rating (talenta.tinggi, talenta.menengah of mutasi.yaml)",
        Kind.DECIMAL, minimum=0, maximum=100,
    )  # fmt: skip
    nilai_potensial = _field("axis of potential as a number, likewise", Kind.DECIMAL, minimum=0, maximum=100)


class UjiKompetensi:
    title = mark(
        "Competency tests for a level: before a JPT moves to another one, and before somebody enters a functional post."
    )

    nip = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    tanggal = _field("day of the test", Kind.DATE, Need.NEEDED)
    jenjang = _field("level for which the person was tested", need=Need.REQUIRED, codes=codes.JENJANG)
    hasil = _field("result of the test", need=Need.REQUIRED, codes=codes.HASIL_UJI)
    nomor = _field("number of the record or certificate")


class Sertifikat:
    title = mark("Certificates that a post may ask for.")

    nip = _field("the person", Kind.NIP, Need.KEY, refers_to=_PERSON)
    kode = _field("code of the certificate", need=Need.REQUIRED, example="KEPAMONGPRAJAAN")
    tanggal = _field("day of issue", Kind.DATE)
    berlaku_sampai = _field("last day on which it is valid; blank for ever", Kind.DATE)
    nomor = _field("number of the certificate")


class Persetujuan:
    title = mark("Approvals of other authorities for filling a post.")

    id_jabatan = _field("the post", need=Need.KEY, refers_to="jabatan.id_jabatan")
    jenis = _field("authority that approves", need=Need.REQUIRED, codes=codes.JENIS_PERSETUJUAN)
    nomor = _field("number of the letter", need=Need.REQUIRED)
    tanggal = _field("day of the letter", Kind.DATE)


class Jarak:
    title = mark("Distances between units; one row for both directions, unless each has its own.")

    id_unit_asal = _field("the unit from which one travels", need=Need.KEY, refers_to="unit.id_unit")
    id_unit_tujuan = _field("the unit to which one travels", need=Need.KEY, refers_to="unit.id_unit")
    km = _field("distance in kilometres", Kind.DECIMAL, minimum=0, maximum=6000)
    menit = _field("travel time in minutes", Kind.INTEGER, minimum=0, maximum=10000)


@dataclass(frozen=True, slots=True)
class TableDeclaration:
    """A table: what it holds, its columns in order and the columns that identify a row.

    `entity` is the column that names the record in findings and comparisons. A `unique` table may
    not repeat its key; the others hold several facts of one kind about a person.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    unique: bool
    naming: tuple[str, ...]
    """The columns that tell one record from all others, where no two are alike: the key, and in a table that may repeat
    it what differs besides.
    """

    @property
    def entity(self) -> str:
        return self.key[0]

    def column(self, name: str) -> Column:
        """KeyError when there is no such column."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


TABLES: Mapping[str, type] = MappingProxyType(
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
        "jarak": Jarak,
    }
)
"""Every table by name, in the order in which files are read and findings are counted."""

TABLE_NAMES = codes.TABLE_NAMES

_REPEATABLE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "penugasan": ("tmt",),
        "pendidikan": ("tingkat", "tahun_lulus"),
        "diklat": ("jenis", "tanggal"),
        "disiplin": ("tingkat", "tmt_mulai"),
        "relasi": (),
        "uji_kompetensi": ("tanggal", "jenjang"),
        "sertifikat": ("kode", "tanggal"),
        "persetujuan": ("jenis", "nomor"),
    }
)
"""Tables that may repeat their key, with the columns in which such records differ."""


@cache
def declaration(name: str) -> TableDeclaration:
    """The declaration of a table; KeyError when there is no such table."""
    table = TABLES[name]
    columns = tuple(replace(value, name=key) for key, value in vars(table).items() if isinstance(value, Column))
    key = tuple(column.name for column in columns if column.need is Need.KEY)
    return TableDeclaration(
        name=name,
        title=vars(table)["title"],
        columns=columns,
        key=key,
        unique=name not in _REPEATABLE,
        naming=(*key, *_REPEATABLE.get(name, ())),
    )
