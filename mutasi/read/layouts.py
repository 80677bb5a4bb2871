"""Known forms of the files that offices have: what a layout is, and those that come with the program.

A layout is data (`reference/layouts/*.yaml`): the headers that a column may bear, where its values go, and
what coded values mean. Headers and coded names are compared by letters and digits alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

LAYOUTS = ("siasn_pegawai", "siasn_unor", "siasn_struktural", "duk", "nominatif", "daftar_pegawai", "rekap_terbuka")
"""Those that come with the program, in the order in which they are tried; each is a file of that name."""


class Content(StrEnum):
    """What the rows of an export are."""

    PEOPLE = "pegawai"
    UNITS = "unit"
    STRUCTURAL = "struktural"
    """The structural post of each unit."""
    REFUSED = "tolak"
    """Something that is known and holds no people, units or posts."""


FIELDS: Mapping[Content, tuple[str, ...]] = MappingProxyType(
    {
        Content.PEOPLE: (
            "nip", "nama", "gelar_depan", "gelar_belakang", "tempat_lahir", "tanggal_lahir", "jenis_kelamin",
            "jenis_pegawai_id", "jenis_pegawai_nama", "kedudukan_id", "kedudukan_nama", "status_cpns_pns",
            "tanggal_sk_cpns", "tmt_cpns", "tanggal_sk_pns", "tmt_pns", "golongan_id", "golongan_nama",
            "tmt_golongan", "mk_tahun", "mk_bulan", "jenis_jabatan_id", "jenis_jabatan_nama", "jabatan_id",
            "jabatan_nama", "tmt_jabatan", "tingkat_pendidikan_id", "tingkat_pendidikan_nama", "pendidikan_nama",
            "tahun_lulus", "nama_sekolah", "unor_id", "unor_nama", "instansi_induk_nama", "eselon_id", "eselon_nama",
        ),
        Content.UNITS: ("id", "nama", "id_atasan"),
        Content.STRUCTURAL: ("id", "unor_nama", "jabatan_nama", "eselon_id"),
        Content.REFUSED: (),
    }
)  # fmt: skip
"""What the columns of each content may be called; a refused one may call them anything."""


class CellKind(StrEnum):
    """How the text of a cell is read."""

    TEXT = "teks"
    MARK = "tanda"
    """A number or code, before which exports put an apostrophe."""
    DATE = "tanggal"
    NUMBER = "angka"


@dataclass(frozen=True, slots=True)
class CodeMap:
    """What the names and the numeric codes of one fact mean. An empty meaning is "known, and there is none"."""

    names: Mapping[str, str]
    """By `name_key`; the meaning of a code is also a name of itself."""
    codes: Mapping[str, str]
    """By the code without zeros in front."""


class Split(StrEnum):
    """How a cell that holds two facts is taken apart."""

    LINES = "baris"
    """One under the other."""
    LAST_COMMA = "koma_terakhir"
    """Before and after the last comma: ``TOBOALI, 20 MAR 1970``."""


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column of an export: `field` is its name here, `headers` what it may be called, the official name first.

    `target` is ``(table, column)`` when the value is taken as it is, or through the code map `map`. A column with a
    `split` holds the fields `parts`. One that is `wide` goes on over the unnamed columns to its right.
    """

    field: str
    headers: tuple[str, ...]
    kind: CellKind
    required: bool
    target: tuple[str, str] | None
    map: str
    split: Split | None = None
    parts: tuple[str, ...] = ()
    wide: bool = False

    @property
    def header(self) -> str:
        return self.headers[0]


@dataclass(frozen=True)
class Layout:
    """One form of export. `private` are headers whose values are never taken.

    A row is a record when one of the `identity` fields is filled,
    without any every filled row is one. `totals` are the words, small, with which a row of
    sums begins.
    `reason` says why a refused layout cannot be used.
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

    @cached_property
    def by_key(self) -> Mapping[str, ExportColumn]:
        """The columns by the `name_key` of each of their headers."""
        return {name_key(header): column for column in self.columns for header in column.headers}


def name_key(text: str) -> str:
    """What is compared of a header or a coded name: ``NIP BARU``, nip_baru and nipBaru are alike."""
    return "".join(character for character in text.casefold() if character.isalnum())


def code_key(text: str) -> str:
    """A numeric code without zeros in front, which spreadsheets lose: 05 is 5."""
    return text.lstrip("0") or text[:1]
