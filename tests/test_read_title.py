"""Text above the header of a table is told once, with the line of the header, in every kind of file."""

from __future__ import annotations

import pytest

from mutasi.read.table import table_from
from tests.reading import codes, row, short, source, workbook

HEADER, RECORD = ("id_unit", "nama", "id_induk"), ("KOTA", "Kota", "")


def csv(*rows: tuple[str, ...], sign: str = ",") -> str:
    return "".join(sign.join(cells) + "\n" for cells in rows)


def page(*rows: tuple[str, ...]) -> str:
    return (
        "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in cells) + "</tr>" for cells in rows) + "</table>"
    )


TITLE = ("DAFTAR UNIT", "", "")
TITLED = {
    "blank cells beside it": (csv(TITLE, HEADER, RECORD), 1, "2"),
    "nothing beside it": (csv(("DAFTAR UNIT",), HEADER, RECORD), 1, "2"),
    "another separator in it": ("Unit, dan lain-lain\n" + csv(HEADER, RECORD, sign=";"), 1, "2"),
    "two separators in it": ("Unit; Kota, dan lain\n" + csv(HEADER, RECORD, sign=";"), 1, "2"),
    "a declared separator": ("sep=;\nDAFTAR UNIT\n" + csv(HEADER, RECORD, sign=";"), 2, "3"),
    "several lines, one blank": ("\nDAFTAR UNIT,,\n,,\nPer 1 Januari,,\n" + csv(HEADER, RECORD), 2, "5"),
    "a line end in it": ('"DAFTAR\nUNIT",,\n' + csv(HEADER, RECORD), 1, "3"),
    "the name of one column in it": (csv(("Nama", "", ""), HEADER, RECORD), 1, "2"),
    "a header of other signs": ("DAFTAR UNIT,,\n ID Unit ,NAMA,id induk\n" + csv(RECORD), 1, "2"),
    "a workbook": (workbook(row(1, "DAFTAR UNIT") + row(3, *HEADER) + row(4, *RECORD)), 1, "3"),
    "a page": (page(TITLE, HEADER, RECORD), 1, "2"),
}


@pytest.mark.parametrize("name", TITLED)
def test_the_line_of_the_header_is_told(name: str) -> None:
    content, line, header = TITLED[name]
    table, _, findings = table_from(source(content), "unit")
    assert table is None
    assert [(code, at) for code, at, _ in short(findings) if code != "BERKAS-24"] == [("BERKAS-28", line)]
    assert f"line {header}" in str(findings[-1].message)
    assert f"above line {header}" in str(findings[-1].fix)


def test_a_title_above_a_header_that_is_not_ours() -> None:
    table, _, findings = table_from(source("DAFTAR UNIT,,\nKode,Unit Kerja,Induk\nKOTA,Kota,\n"), "unit")
    assert table is None
    assert codes(findings) == ["BERKAS-28"]


@pytest.mark.parametrize(
    "content",
    [
        csv(HEADER, HEADER, RECORD),
        csv(("id_unit", "nama", ""), ("KOTA", "Kota", "lama")),
        csv(("id_unit", "", ""), ("KOTA", "Kota", "lama")),
        csv(("Kode", "Unit", "Induk"), RECORD),
        "catatan\nKOTA\n",
    ],
)
def test_a_header_with_other_faults_is_no_title(content: str) -> None:
    assert "BERKAS-28" not in codes(table_from(source(content), "unit")[2])


def test_a_header_far_below_is_not_looked_for() -> None:
    content = csv(("a", "b", "c"), *[("x", "y", "z")] * 60, HEADER)
    assert codes(table_from(source(content), "unit")[2]) == []
    content = csv(("a", "b", "c"), *[("x", "y", "z")] * 59, HEADER)
    assert codes(table_from(source(content), "unit")[2]) == ["BERKAS-28"]


PERSON = ("198209112008041005", "Gusti", "III/d")


@pytest.mark.parametrize(
    ("content", "table"),
    [
        (csv(PERSON, PERSON), "pegawai"),
        (csv(PERSON), "pegawai"),
        (csv(PERSON, sign=";"), "pegawai"),
        (csv(("KADIS", "Kepala", "DINKES", "JPT_PRATAMA", "II.b")), "jabatan"),
        (workbook(row(1, *PERSON) + row(2, *PERSON)), "pegawai"),
        (page(PERSON, PERSON), "pegawai"),
    ],
)
def test_a_missing_header_is_told(content: str | bytes, table: str) -> None:
    found, _, findings = table_from(source(content), table)
    assert (found, codes(findings)) == (None, ["BERKAS-29"])


@pytest.mark.parametrize(
    ("content", "table"),
    [
        (csv(("NO", "NIP BARU", "NAMA LENGKAP"), ("1", *PERSON[:2])), "pegawai"),
        (csv(("UNIT KERJA", "PNS", "PPPK"), ("Dinas", "3", "4")), "pegawai"),
        (csv(("nip", "PNS", "III/d"), PERSON), "pegawai"),
        (csv(("JUMLAH", "III/a", "III/b", "III/c"), ("5", "1", "2", "2")), "pegawai"),
    ],
)
def test_names_of_own_columns_are_a_header(content: str, table: str) -> None:
    assert "BERKAS-29" not in codes(table_from(source(content), table)[2])
