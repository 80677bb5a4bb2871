"""Layouts: files are told by their headers, and the data of the layouts fits the program."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Mapping

import pytest

from mutasi.model import codes
from mutasi.model.tables import Kind, declaration
from mutasi.read.convert.recognise import LayoutUnknown, Recognised
from mutasi.read.convert.recognise import recognise as recognise_grid
from mutasi.read.csv_grid import csv_grid
from mutasi.read.layout_file import program_layouts
from mutasi.read.layouts import FIELDS, CellKind, Content, Layout, code_key, name_key
from mutasi.read.reference import load_reference
from mutasi.read.source import source_of
from tests.converting import BASE, ESELON

LAYOUTS = program_layouts()
PEOPLE, UNITS, STRUCTURAL = LAYOUTS[:3]
SIXTY_NINE = list(BASE)
SIXTY_SEVEN = [header for header in SIXTY_NINE if header not in ESELON]
MAPS = PEOPLE.maps


def recognise(headers: list[str], path: str) -> Recognised:
    """The layout of a sheet that holds these headers and one row."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows([headers, ["x"] * len(headers)])
    grid, _ = csv_grid(source_of(buffer.getvalue().encode(), path))
    assert grid is not None
    return recognise_grid(grid, LAYOUTS)


@pytest.mark.parametrize(
    ("headers", "layout"),
    [
        (SIXTY_SEVEN, PEOPLE),
        (SIXTY_NINE, PEOPLE),
        (list(reversed(SIXTY_SEVEN)), PEOPLE),
        ([header.lower().replace(" ", "_") for header in SIXTY_SEVEN], PEOPLE),
        ([*SIXTY_SEVEN, "UNOR (1)", "UNOR (2)"], PEOPLE),
        (["ID", "NAMA_UNOR", "ID_ATASAN"], UNITS),
        (["Id ", "Nama  Unor", "Id.Atasan", "keterangan"], UNITS),
        (["ID", "Nama_unor", "Nama_jabatan", "Eselon_id"], STRUCTURAL),
    ],
)
def test_a_layout_is_told_by_its_headers(headers: list[str], layout: Layout) -> None:
    assert recognise(headers, "x").layout is layout


def test_every_column_is_used_private_or_ignored() -> None:
    assert len(SIXTY_SEVEN) == 67
    found = recognise(SIXTY_SEVEN, "x")
    used = [SIXTY_SEVEN[number] for number in found.columns.values()]
    assert sorted([*used, *found.private, *found.ignored]) == sorted(SIXTY_SEVEN)
    for header in (
        "NIK",
        "NOMOR HP",
        "EMAIL",
        "EMAIL GOV",
        "ALAMAT",
        "NPWP NOMOR",
        "BPJS",
        "AGAMA NAMA",
        "JENIS KAWIN NAMA",
    ):
        assert header in found.private


def test_the_most_specific_header_is_used_and_the_other_ignored() -> None:
    found = recognise(["GOLONGAN NAMA", *SIXTY_SEVEN], "x")
    assert found.columns["golongan_nama"] == 1 + SIXTY_SEVEN.index("GOL AKHIR NAMA")
    assert "GOLONGAN NAMA" in found.ignored


def test_an_unknown_file_is_told_the_nearest_layout_and_what_is_missing() -> None:
    headers = [header for header in SIXTY_SEVEN if header not in ("NAMA", "STATUS CPNS PNS")]
    with pytest.raises(LayoutUnknown) as refused:
        recognise(headers, "a.csv")
    assert refused.value.exit_code == 2
    values = dict(refused.value.message.values)
    assert values == {"path": "a.csv", "layout": PEOPLE.title, "missing": ("NAMA", "STATUS CPNS PNS")}


def test_an_export_without_some_columns_is_a_list_and_what_it_lacks_is_told() -> None:
    found = recognise([header for header in SIXTY_SEVEN if header not in ("UNOR ID", "STATUS CPNS PNS")], "a.csv")
    assert found.layout.code == "daftar_pegawai"
    assert (found.fuller, found.lacking) == (PEOPLE, ("STATUS CPNS PNS", "UNOR ID"))
    assert recognise(SIXTY_SEVEN, "a.csv").fuller is None


def test_headers_of_something_else_fit_nothing() -> None:
    with pytest.raises(LayoutUnknown):
        recognise(["kode", "nama barang", "harga", "tahun"], "x")


@pytest.mark.parametrize(
    ("left", "right"), [("NIP BARU", "nip_baru"), ("NIP.BARU", "nipBaru"), (" NIP\nBARU ", "NIP-BARU")]
)
def test_headers_are_compared_by_letters_and_digits(left: str, right: str) -> None:
    assert name_key(left) == name_key(right)


@pytest.mark.parametrize(("text", "key"), [("05", "5"), ("5", "5"), ("00", "0"), ("0", "0"), ("", ""), ("10", "10")])
def test_codes_are_compared_without_zeros_in_front(text: str, key: str) -> None:
    assert code_key(text) == key


# ---- the data


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.code)
def test_no_header_belongs_to_two_columns(layout: Layout) -> None:
    keys = [name_key(header) for column in layout.columns for header in column.all_headers]
    keys += [name_key(header) for header in layout.private]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("content", "name"),
    [(content, name) for content, fields in FIELDS.items() for name in fields if fields[name].target],
)
def test_targets_are_declared_columns_that_take_the_kind(content: Content, name: str) -> None:
    field = FIELDS[content][name]
    assert field.target is not None
    target = declaration(field.target[0]).column(field.target[1])
    kinds = {CellKind.DATE: {Kind.DATE}, CellKind.NUMBER: {Kind.INTEGER}, CellKind.TEXT: {Kind.TEXT, Kind.CODE},
             CellKind.DECIMAL: {Kind.DECIMAL}}  # fmt: skip
    assert target.kind in kinds[field.kind]
    assert (target.kind is Kind.CODE) is bool(field.map)
    assert not field.map or field.map in MAPS


MEANINGS: Mapping[str, tuple[str, ...]] = {
    "jenis_kelamin": codes.JENIS_KELAMIN,
    "kedudukan": codes.STATUS_AKTIF,
    "pppk": codes.STATUS_KEPEGAWAIAN,
    "lembar": codes.STATUS_KEPEGAWAIAN,
    "cpns_pns": codes.STATUS_KEPEGAWAIAN,
    "golongan_pns": codes.GOLONGAN_PNS,
    "golongan_pppk": codes.GOLONGAN_PPPK,
    "eselon": codes.ESELON,
    "jenjang_eselon": codes.JENJANG_MANAJERIAL,
    "jenis_penugasan": codes.JENIS_RIWAYAT,
    "awalan_penugasan": codes.JENIS_RIWAYAT,
    "predikat": codes.PREDIKAT,
    "rating": codes.RATING,
    "jenjang_jf": codes.JENJANG_JF,
    "tingkat_pendidikan": codes.PENDIDIKAN,
    "awalan_pendidikan": codes.PENDIDIKAN,
}


@pytest.mark.parametrize("name", MEANINGS)
def test_what_codes_mean_is_in_the_vocabulary(name: str) -> None:
    meanings = {*MAPS[name].names.values(), *MAPS[name].codes.values()} - {""}
    assert meanings <= set(MEANINGS[name])


@pytest.mark.parametrize(
    "name",
    [
        "golongan_pns",
        "golongan_pppk",
        "eselon",
        "jenjang_jf",
        "jenjang_eselon",
        "jenis_penugasan",
        "predikat",
        "rating",
    ],
)
def test_nothing_of_the_vocabulary_is_forgotten(name: str) -> None:
    assert {*MAPS[name].names.values(), *MAPS[name].codes.values()} - {""} == set(MEANINGS[name])


def test_codes_of_education_are_those_of_the_reference() -> None:
    expected = {
        code_key(code): level.code for level in load_reference().educations.values() for code in level.siasn_codes
    }
    assert MAPS["tingkat_pendidikan"].codes == expected


def test_the_same_code_means_another_thing_in_another_column() -> None:
    assert (MAPS["golongan_pns"].codes["22"], MAPS["eselon"].codes["22"]) == ("II/b", "II.b")
    assert (MAPS["golongan_pns"].codes["11"], MAPS["golongan_pppk"].codes["11"]) == ("I/a", "XI")


def test_spellings_of_one_scheme_do_not_meet() -> None:
    for left, right in itertools.combinations(codes.GOLONGAN + codes.ESELON, 2):
        if name_key(left) == name_key(right):
            assert {left, right} == {left.replace("/", "."), left.replace(".", "/")}  # III/a and III.a: other columns
