"""Known forms of the files that offices have: what a layout is, and those that come with the program.

A layout is data (`reference/layouts/*.yaml`): the headers that a column may bear, where its values go, and
what coded values mean. Headers and coded names are compared by letters and digits alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as member
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from mutasi.read.dates import DateOrder

LAYOUTS = (
    "siasn_pegawai", "siasn_unor", "siasn_struktural", "duk", "nominatif", "daftar_pegawai", "rekap_terbuka",
    "ws_data_utama", "ws_ref_unor", "ws_riwayat_jabatan", "ws_riwayat_golongan", "ws_skp", "ws_skp22",
    "ws_kinerja_periodik", "peta_jabatan", "abk", "bezetting", "rincian_formasi", "formasi_menpan",
)  # fmt: skip
"""Those that come with the program, in the order in which they are tried; each is a file of that name."""


class Content(StrEnum):
    """What the rows of an export are."""

    PEOPLE = "pegawai"
    UNITS = "unit"
    STRUCTURAL = "struktural"
    """The structural post of each unit."""
    POSTS = "jabatan"
    """Posts with the seats that they need and those that are filled."""
    POST_HISTORY = "riwayat_jabatan"
    RANK_HISTORY = "riwayat_golongan"
    PERFORMANCE = "kinerja"
    REFUSED = "tolak"
    """Something that is known and holds no people, units or posts."""


class UnitsFrom(StrEnum):
    """What tells the units of a list of posts that has no column for them."""

    TITLE = "judul"
    """A line above the header that begins like the name of a unit: ``DINAS KESEHATAN``."""
    SECTIONS = "bagian"
    """Rows that hold nothing but a name, above the posts of the unit."""


class CellKind(StrEnum):
    """How the text of a cell is read."""

    TEXT = "teks"
    MARK = "tanda"
    """A number or code, before which exports put an apostrophe."""
    DATE = "tanggal"
    NUMBER = "angka"
    DECIMAL = "desimal"
    AMOUNT = "jumlah"
    """Seats, also in fractions; which sign stands before the decimals is decided for the whole file."""
    DIFFERENCE = "selisih"
    """What the file itself calculates of its amounts; it is compared and never taken, so a formula is no fault."""


@dataclass(frozen=True, slots=True)
class CodeMap:
    """What the names and the numeric codes of one fact mean. An empty meaning is "known, and there is none"."""

    names: Mapping[str, str]
    """By `name_key`; the meaning of a code is also a name of itself."""
    codes: Mapping[str, str]
    """By the code without zeros in front."""


@dataclass(frozen=True, slots=True)
class Field:
    """What the cells of a column say: how they are read, and what becomes of them.

    `target` is ``(table, column)`` when the value is taken as it is, or through the code map `map`.
    """

    kind: CellKind = CellKind.TEXT
    target: tuple[str, str] | None = None
    map: str = ""


def _fact(kind: CellKind = CellKind.TEXT, target: str = "", map_name: str = "") -> Field:
    table, _, column = target.partition(".")
    return Field(kind, (table, column) if table else None, map_name)


FIELDS: Mapping[Content, Mapping[str, Field]] = MappingProxyType(
    {
        Content.PEOPLE: {
            "nip": _fact(CellKind.MARK),
            "pns_id": _fact(CellKind.MARK),
            "nama": _fact(target="pegawai.nama"),
            "gelar_depan": _fact(target="pegawai.gelar_depan"),
            "gelar_belakang": _fact(target="pegawai.gelar_belakang"),
            "tempat_lahir": _fact(),
            "tanggal_lahir": _fact(CellKind.DATE, "pegawai.tanggal_lahir"),
            "jenis_kelamin": _fact(target="pegawai.jenis_kelamin", map_name="jenis_kelamin"),
            "jenis_pegawai_id": _fact(CellKind.MARK),
            "jenis_pegawai_nama": _fact(),
            "kedudukan_id": _fact(CellKind.MARK),
            "kedudukan_nama": _fact(),
            "status_cpns_pns": _fact(),
            "tanggal_sk_cpns": _fact(CellKind.DATE),
            "tmt_cpns": _fact(CellKind.DATE, "pegawai.tmt_cpns"),
            "tanggal_sk_pns": _fact(CellKind.DATE),
            "tmt_pns": _fact(CellKind.DATE, "pegawai.tmt_pns"),
            "golongan_id": _fact(CellKind.MARK),
            "golongan_nama": _fact(),
            "tmt_golongan": _fact(CellKind.DATE, "pegawai.tmt_pangkat"),
            "mk_tahun": _fact(CellKind.NUMBER, "pegawai.masa_kerja_tahun"),
            "mk_bulan": _fact(CellKind.NUMBER, "pegawai.masa_kerja_bulan"),
            "jenis_jabatan_id": _fact(CellKind.MARK),
            "jenis_jabatan_nama": _fact(),
            "jabatan_id": _fact(CellKind.MARK),
            "jabatan_nama": _fact(),
            "tmt_jabatan": _fact(CellKind.DATE, "pegawai.tmt_jabatan"),
            "tingkat_pendidikan_id": _fact(CellKind.MARK),
            "tingkat_pendidikan_nama": _fact(),
            "pendidikan_nama": _fact(),
            "tahun_lulus": _fact(CellKind.NUMBER, "pendidikan.tahun_lulus"),
            "nama_sekolah": _fact(target="pendidikan.institusi"),
            "unor_id": _fact(CellKind.MARK),
            "unor_nama": _fact(),
            "instansi_induk_nama": _fact(),
            "eselon_id": _fact(CellKind.MARK),
            "eselon_nama": _fact(),
        },
        Content.UNITS: {
            "id": _fact(CellKind.MARK),
            "nama": _fact(),
            "id_atasan": _fact(CellKind.MARK),
            "jabatan_nama": _fact(),
            "eselon_id": _fact(CellKind.MARK),
        },
        Content.STRUCTURAL: {
            "id": _fact(CellKind.MARK),
            "unor_nama": _fact(),
            "jabatan_nama": _fact(),
            "eselon_id": _fact(CellKind.MARK),
        },
        Content.POSTS: {
            "id": _fact(CellKind.MARK),
            "kode": _fact(CellKind.MARK),
            "nomor": _fact(CellKind.MARK),
            "nomor_atasan": _fact(CellKind.MARK),
            "jabatan_nama": _fact(),
            "jenis_jabatan_id": _fact(CellKind.MARK),
            "jenis_jabatan_nama": _fact(),
            "eselon_id": _fact(CellKind.MARK),
            "eselon_nama": _fact(),
            "unor_nama": _fact(),
            "kelas": _fact(CellKind.NUMBER, "jabatan.kelas"),
            "pendidikan_nama": _fact(),
            "kebutuhan": _fact(CellKind.AMOUNT),
            "bezetting": _fact(CellKind.AMOUNT),
            "selisih": _fact(CellKind.DIFFERENCE),
            "formasi_cpns_guru": _fact(CellKind.AMOUNT),
            "formasi_cpns_nakes": _fact(CellKind.AMOUNT),
            "formasi_cpns_teknis": _fact(CellKind.AMOUNT),
            "formasi_pppk_guru": _fact(CellKind.AMOUNT),
            "formasi_pppk_nakes": _fact(CellKind.AMOUNT),
            "formasi_pppk_teknis": _fact(CellKind.AMOUNT),
        },
        Content.POST_HISTORY: {
            "id": _fact(CellKind.MARK),
            "nip": _fact(CellKind.MARK),
            "pns_id": _fact(CellKind.MARK),
            "jenis_jabatan_id": _fact(CellKind.MARK),
            "jabatan_nama": _fact(),
            "eselon_id": _fact(CellKind.MARK),
            "eselon_nama": _fact(),
            "unor_nama": _fact(),
            "unor_induk_nama": _fact(),
            "unor_lain": _fact(),
            "jenis_penugasan_id": _fact(CellKind.MARK),
            "jenis_mutasi_id": _fact(CellKind.MARK),
            "tmt_jabatan": _fact(CellKind.DATE, "riwayat_jabatan.tmt"),
            "tmt_mutasi": _fact(CellKind.DATE, "riwayat_jabatan.tmt"),
            "nomor_sk": _fact(target="riwayat_jabatan.nomor_sk"),
            "dihapus": _fact(CellKind.MARK),
        },
        Content.RANK_HISTORY: {
            "id": _fact(CellKind.MARK),
            "nip": _fact(CellKind.MARK),
            "pns_id": _fact(CellKind.MARK),
            "golongan_id": _fact(CellKind.MARK),
            "golongan_nama": _fact(),
            "tmt_golongan": _fact(CellKind.DATE, "pegawai.tmt_pangkat"),
            "dihapus": _fact(CellKind.MARK),
        },
        Content.PERFORMANCE: {
            "id": _fact(CellKind.MARK),
            "nip": _fact(CellKind.MARK),
            "pns_id": _fact(CellKind.MARK),
            "tahun": _fact(CellKind.NUMBER, "kinerja.tahun"),
            "predikat_id": _fact(CellKind.MARK),
            "predikat_nama": _fact(),
            "hasil_id": _fact(CellKind.MARK),
            "hasil_nama": _fact(),
            "perilaku_id": _fact(CellKind.MARK),
            "perilaku_nama": _fact(),
            "nilai": _fact(CellKind.DECIMAL, "kinerja.nilai_angka"),
            "dihapus": _fact(CellKind.MARK),
        },
        Content.REFUSED: {},
    }
)
"""What the columns of each content may be; those of a refused one may be anything."""


class Split(StrEnum):
    """How a cell that holds two facts is taken apart."""

    LINES = "baris"
    """One under the other."""
    LAST_COMMA = "koma_terakhir"
    """Before and after the last comma: ``TOBOALI, 20 MAR 1970``."""


PATH_SIGN = " - "
"""Between a unit and the one above it or below it."""


@dataclass(frozen=True)
class ExportColumn:
    """A column of an export: `field` is its name here, `headers` what it may be called, the official name first.

    A column with a `split` holds the fields `parts`. One that is `wide` goes on over the unnamed columns to its right.
    A `path` holds names from the top down, with `PATH_SIGN` between them.
    A field that stands in one of several columns has `choices`: the headers of each by the code in the field `by`.
    Where the chosen column is blank the one of `headers` is read, if there are any.
    """

    field: str
    headers: tuple[str, ...]
    required: bool
    split: Split | None = None
    parts: tuple[str, ...] = ()
    wide: bool = False
    path: bool = False
    by: str = ""
    choices: Mapping[str, tuple[str, ...]] = member(default_factory=dict)

    @property
    def header(self) -> str:
        return self.all_headers[0]

    @property
    def all_headers(self) -> tuple[str, ...]:
        """Those of the choices as well."""
        return (*self.headers, *(header for headers in self.choices.values() for header in headers))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The `name_key` of each of `headers`."""
        return tuple(map(name_key, self.headers))

    @cached_property
    def choice_keys(self) -> Mapping[str, tuple[str, ...]]:
        """The `name_key` of each header of the choices, by their code."""
        return {code: tuple(map(name_key, headers)) for code, headers in self.choices.items()}


@dataclass(frozen=True)
class Layout:
    """One form of export. `private` are headers whose values are never taken.

    A row is a record when one of the `identity` fields is filled, without any every filled row is one. `totals` are the
    words, small, with which a row of sums begins. A row in which one of the `deleted` fields is filled was deleted in
    the source. `date_order` is that of all dates where the program that writes the files has one. `reason` says why a
    refused layout cannot be used.

    `units_from` tells what names the units of posts; `agencies` and `opds` are the words, small, with which the name of
    an agency and of one of its units begins.
    """

    code: str
    title: str
    content: Content
    columns: tuple[ExportColumn, ...]
    private: tuple[str, ...]
    identity: tuple[str, ...]
    maps: Mapping[str, CodeMap]
    blanks: tuple[str, ...]
    spreadsheet_errors: tuple[str, ...]
    totals: tuple[tuple[str, ...], ...]
    reason: str = ""
    deleted: tuple[str, ...] = ()
    date_order: DateOrder | None = None
    units_from: UnitsFrom | None = None
    agencies: tuple[tuple[str, ...], ...] = ()
    opds: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, ExportColumn]:
        """The columns by the `name_key` of each of their headers."""
        return {name_key(header): column for column in self.columns for header in column.all_headers}


def name_key(text: str) -> str:
    """What is compared of a header or a coded name: ``NIP BARU``, nip_baru and nipBaru are alike.

    A text of signs alone, such as ``+/-``, is compared as it is.
    """
    return "".join(character for character in text.casefold() if character.isalnum()) or text.strip()


def code_key(text: str) -> str:
    """A numeric code without zeros in front, which spreadsheets lose: 05 is 5."""
    return text.lstrip("0") or text[:1]
