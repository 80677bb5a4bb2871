"""Sheets that are no workbooks: HTML and SpreadsheetML 2003, told by their content."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutasi.finding import Finding
from mutasi.read.content import FileKind, kind_of
from mutasi.read.grid import Grid, Span
from mutasi.read.grids import read_grids
from mutasi.read.source import source_of
from tests.converting import sample
from tests.reading import codes, row, short, workbook

XML = '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" {more}>'
SS = 'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'


def grids(data: str | bytes, name: str = "x.xls") -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    return read_grids(source_of(data.encode() if isinstance(data, str) else data, name))


def one(data: str | bytes) -> Grid:
    (grid,), findings = grids(data)
    assert findings == ()
    return grid


def spreadsheetml(rows: str, sheets: str = "") -> str:
    return XML.format(more=SS) + f'<Worksheet ss:Name="Sheet 1"><Table>{rows}</Table></Worksheet>{sheets}</Workbook>'


def cell(text: str, kind: str = "String", **attributes: int) -> str:
    said = "".join(f' ss:{name}="{value}"' for name, value in attributes.items())
    return f'<Cell{said}><Data ss:Type="{kind}">{text}</Data></Cell>'


@pytest.mark.parametrize(
    ("data", "suffix", "kind"),
    [
        (b"nip,nama\n", ".xls", FileKind.CSV),
        (b"\xef\xbb\xbf<html><table>", ".csv", FileKind.HTML),
        ("<table border=1>".encode("utf-16"), ".xls", FileKind.HTML),
        (XML.encode(), ".xls", FileKind.SPREADSHEETML),
        (workbook(row(1, "nip")), ".csv", FileKind.XLSX),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", ".xlsx", FileKind.OLE),
        (b"- nip: 1\n", ".yaml", FileKind.YAML),
        (b"[{}]", ".yml", FileKind.YAML),
        (b' {"a": 1}', ".txt", FileKind.JSON),
        (b'{"a": 1}\n{"a": 2}\n', ".json", FileKind.JSON_LINES),
        (b'{"a": 1,\n"b": 2}\n', "", FileKind.JSON),
        (b"<3,nama\n1,2\n", ".csv", FileKind.CSV),
    ],
)
def test_a_file_is_told_by_its_content(data: bytes, suffix: str, kind: FileKind) -> None:
    assert kind_of(source_of(data, "x"), suffix) is kind


def test_an_old_binary_workbook_is_refused_with_advice() -> None:
    found, (finding,) = grids(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert found == ()
    assert finding.rule == "BERKAS-14"
    assert ".xlsx" in str(finding.fix)


# ---- HTML


def test_the_duk_that_is_a_page() -> None:
    grid = one(sample("duk_html.xls").data)
    assert len(grid.rows) == 14
    assert grid.rows[0] == ["No Urut", "Nama", "NIP", "Pangkat", "", "Jabatan", "", "Unit Kerja"]
    assert grid.rows[1] == ["", "", "", "Gol Ruang", "TMT", "Nama", "TMT", ""]
    assert Span(0, 3, 0, 4) in grid.spans
    assert grid.rows[2][1:3] == ["FAJAR KUSUMANTO, S.Pd", "19800814 200404 1 991"]
    assert grid.places.cell(2, 2).line == 4


@pytest.mark.parametrize(
    ("page", "rows"),
    [
        ("<table><tr><td>a<td>b<tr><td>c</table>", [["a", "b"], ["c", ""]]),
        ("<table><tr><td>a<br>b</td><td>x&nbsp;y &amp; z</td></tr></table>", [["a\nb", "x\xa0y & z"]]),
        ("<table><tr><td> a\n b </td></tr></table>", [["a  b"]]),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", [["a", "b"], ["", "c"]]),
        ("<table><tr><td colspan=3>a<td>b</table>", [["a", "", "", "b"]]),
        ("<table><tr><td><b>a</b><script>alert(1)</script></td></tr></table>", [["a"]]),
        ("<table><td>a</table>", [["a"]]),
        ("<table><tr><td colspan=x rowspan=-1>a</table>", [["a"]]),
    ],
)
def test_cells_of_a_page(page: str, rows: list[list[str]]) -> None:
    assert one(page).rows == rows


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    found, _ = grids("<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>")
    assert [grid.rows for grid in found] == [[["a", "c"]], [["b"]]]


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<html><body>nothing</body></html>", "BERKAS-14"),
        ("<table><tr><td colspan=999999999>a</table>", "BERKAS-15"),
        ("<table><tr><td rowspan=999999999>a</table>", "BERKAS-15"),
        ("<table>" * 100_000, "BERKAS-15"),
        ("<table><tr><td>a" * 100_000, "BERKAS-15"),
        ("<table><tr>" + "<b>" * 100_000, "BERKAS-14"),
        (b"<table><tr><td>Jos\xe9</table>", "BERKAS-03"),
    ],
)
def test_hostile_pages_end_in_a_finding(page: str | bytes, code: str) -> None:
    start = time.perf_counter()
    found, findings = grids(page)
    assert (found, codes(findings)) == ((), [code])
    assert time.perf_counter() - start < 60


# ---- SpreadsheetML


def test_the_peta_jabatan_that_is_xml() -> None:
    grid = one(sample("peta_xml2003.xls").data)
    assert grid.sheet == "Sheet1"
    assert grid.rows[0][0] == "PETA JABATAN"
    assert grid.rows[2] == [""] * len(grid.rows[4])
    assert grid.rows[4][:7] == ["JENIS JABATAN", "NAMA JABATAN", "", "", "", "KELAS JABATAN", "KETERSEDIAAN"]
    assert Span(4, 1, 4, 4) in grid.spans
    assert grid.rows[6][:6] == ["Administrator", "", "Sekretaris", "", "", "12"]
    assert (5, 8) in grid.formulas
    assert str(grid.places.cell(5, 1)) == "x.xls:Sheet1!B6"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (f"<Row>{cell('198503152010011007', 'Number')}</Row>", [["1.98503152010011e+17"]]),
        (f"<Row>{cell('7.0', 'Number')}{cell('87.5', 'Number')}</Row>", [["7", "87.5"]]),
        (f"<Row>{cell('2020-04-01T00:00:00.000', 'DateTime')}</Row>", [["2020-04-01"]]),
        (f"<Row>{cell('1', 'Boolean')}</Row>", [["TRUE"]]),
        (f'<Row ss:Index="2">{cell("a", Index=3)}</Row>',
         [["", "", ""], ["", "", "a"]]),
        (f"<Row>{cell('a', MergeAcross=1)}{cell('b')}</Row>", [["a", "", "b"]]),
    ],
)  # fmt: skip
def test_cells_of_a_spreadsheetml_sheet(rows: str, expected: list[list[str]]) -> None:
    assert one(spreadsheetml(rows)).rows == expected


def test_several_sheets() -> None:
    more = f'<Worksheet ss:Name="B"><Table><Row>{cell("b")}</Row></Table></Worksheet>'
    found, _ = grids(spreadsheetml(f"<Row>{cell('a')}</Row>", more))
    assert [(grid.sheet, grid.rows) for grid in found] == [("Sheet 1", [["a"]]), ("B", [["b"]])]
    assert str(found[0].places.cell(0, 0)) == "x.xls:'Sheet 1'!A1"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (spreadsheetml("").replace("<Workbook", BOMB + "<Workbook"), ("BERKAS-14", 0, 0)),
        (spreadsheetml("<Row>")[:-20], ("BERKAS-14", 2, 160)),
        (spreadsheetml(""), ("BERKAS-14", 0, 0)),
        (spreadsheetml(f'<Row ss:Index="999999999">{cell("a")}</Row>'), ("BERKAS-14", 0, 0)),
        (spreadsheetml(f'<Row ss:Index="9999999">{cell("a")}{cell("b") * 900}</Row>'), ("BERKAS-15", 0, 0)),
        (spreadsheetml(f'<Row>{cell("a", MergeAcross=99999)}</Row>'),
         ("BERKAS-15", 0, 0)),
        (spreadsheetml('<Row ss:Index="x"/>'), ("BERKAS-14", 0, 0)),
    ],
)  # fmt: skip
def test_hostile_spreadsheetml_ends_in_a_finding(text: str, found: tuple[str, int, int]) -> None:
    start = time.perf_counter()
    made, findings = grids(text)
    assert made == ()
    assert short(findings)[0][0] == found[0]
    assert "root:" not in str(findings)
    assert time.perf_counter() - start < 60


@given(st.binary(max_size=60), st.integers(0, 400))
@settings(max_examples=80, deadline=None)
def test_damaged_files_end_in_grids_or_findings(junk: bytes, at: int) -> None:
    for sound in (spreadsheetml(f"<Row>{cell('a')}</Row>").encode(), b"<table><tr><td colspan=2>a</td></tr></table>"):
        found, findings = grids(sound[:at] + junk + sound[at:])
        assert found or findings
