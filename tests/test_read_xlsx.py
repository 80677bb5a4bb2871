"""Workbooks: cell values to text, sheets, places, and archives made to do harm."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutasi.finding import Finding, Severity
from mutasi.model.dialect import Dialect
from mutasi.model.nip import NipFault, parse_nip
from mutasi.read import limits
from mutasi.read.cells import TextTable
from mutasi.read.grid_table import grid_table
from mutasi.read.grids import read_grids
from mutasi.read.source import source_of
from mutasi.read.xlsx import read_xlsx
from tests.reading import archive, codes, row, short, workbook


def read(data: bytes) -> tuple[TextTable | None, tuple[Finding, ...]]:
    grids, findings = read_xlsx(source_of(data, "x.xlsx"))
    if not grids:
        return None, findings
    text, more = grid_table(grids, "pegawai", "nip")
    return text, (*findings, *more)


def with_part(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A workbook with something else in one of its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts: dict[str, str | bytes] = {part: book.read(part) for part in book.namelist()}
    return archive({**parts, name: bytes(parts[name]).replace(old, new)})


def values(*cells: str) -> list[str | None]:
    head = [f"k{number}" for number in range(len(cells))]
    text, findings = read(workbook(row(1, *head) + row(2, *cells)))
    assert text is not None
    assert findings == ()
    return list(text.frame.row(0))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Siti  Rahayu ", "Siti  Rahayu"),
        ("'198503152010011007", "'198503152010011007"),
        ("010", "010"),
        ("NA", "NA"),
        ("<v>7</v>", "7"),
        ("<v>87.5</v>", "87.5"),
        ("<v>0.30000000000000004</v>", "0.3"),
        ("<v>-3</v>", "-3"),
        ("<v>123456789012345</v>", "123456789012345"),
        ('<c s="1"><v>45992</v></c>', "2025-12-01"),
        ('<c s="1"><v>45992.5</v></c>', "2025-12-01 12:00:00"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="d"><v>2025-12-01</v></c>', "2025-12-01"),
    ],
)
def test_values(cell: str, text: str) -> None:
    assert values("x", cell) == ["x", text]


def test_a_workbook_says_from_which_day_it_counts() -> None:
    data = workbook(row(1, "nip", "tmt_cpns") + row(2, "1", '<c s="1"><v>42460</v></c>'))
    from_1904 = with_part(data, "xl/workbook.xml", b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    for content, day in ((data, "2016-03-31"), (from_1904, "2020-04-01")):
        assert read_xlsx(source_of(content, "x.xlsx"))[0][0].rows[1] == ["1", day]


def test_a_blank_cell_is_missing() -> None:
    assert values("x", " ", "<v></v>", "y") == ["x", None, None, "y"]


def test_a_number_of_eighteen_digits_is_seen_to_be_damaged() -> None:
    (text,) = values("<v>198503152010011007</v>")
    assert text is not None
    assert parse_nip(text) is NipFault.SCIENTIFIC


def test_header_blank_rows_and_places() -> None:
    rows = row(2, "NIP", "Nama ", "") + row(4, "1", "Siti") + row(6, "", "Budi")
    text, findings = read(workbook(rows))
    assert text is not None
    assert text.frame.rows() == [("1", "Siti"), (None, "Budi")]
    assert codes(findings) == ["BERKAS-17"]
    where = text.positions.locate(1, "nama")
    assert (where.line, where.column) == (6, 2)
    assert (text.positions.header("nama").line, text.positions.header("nama").column) == (2, 2)
    assert (text.positions.locate(0).line, text.positions.locate(0).column) == (4, 0)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (row(1, "nip", "nama", "NIP") + row(2, "1", "2", "3"), [("KOLOM-01", 1, 3)]),
        (row(1, "nip", "", "nama") + row(2, "1", "2", "3"), [("KOLOM-02", 1, 2)]),
        (row(1, "nip", "nama") + row(2, "1", "a\u200bb"), [("BERKAS-07", 2, 2)]),
        (row(1, "nip", "nama"), [("BERKAS-02", 0, 0)]),
        (row(1, " "), [("BERKAS-01", 0, 0)]),
        ("", [("BERKAS-01", 0, 0)]),
    ],
)
def test_faults(rows: str, expected: list[tuple[str, int, int]]) -> None:
    assert short(read(workbook(rows))[1]) == expected


def test_the_first_visible_sheet_is_read_and_others_are_named() -> None:
    text, findings = read(workbook(row(1, "x"), row(1, "nip") + row(2, "2"), row(1, "nip") + row(2, "3"), hidden=1))
    assert text is not None
    assert text.frame.rows() == [("2",)]
    told = [(finding.rule, finding.severity) for finding in findings]
    assert told == [("BERKAS-20", Severity.INFO), ("BERKAS-24", Severity.WARNING)]
    assert ["S1" in str(finding.message) for finding in findings] == [True, False]
    assert "S2" in str(findings[1].message)
    assert "S3" in str(findings[1].message)


def test_formulas_are_errors_at_their_cells() -> None:
    cells = row(2, "1", '<c t="str"><f>A1&amp;""</f><v>Siti</v></c>') + row(3, "<f>1+1</f>", "Budi")
    text, findings = read(workbook(row(1, "nip", "nama") + cells))
    assert text is not None
    assert [(finding.rule, finding.location.cell) for finding in findings] == [
        ("BERKAS-22", "S1!B2"),
        ("BERKAS-22", "S1!A3"),
    ]


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    rows = row(1, "nip", "nama") + row(2, "1", "Siti").replace("<row ", '<row hidden="1" ')
    columns = '<cols><col min="2" max="4" hidden="1"/></cols><sheetData>'
    data = workbook(rows)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace("<sheetData>", columns)
    text, (found,) = read(archive(parts))
    assert text is not None
    assert text.frame.rows() == [("1", "Siti")]
    assert found.rule == "BERKAS-23"
    assert dict(found.message.values) == {"sheet": "S1", "rows": 1, "columns": 3}


def test_a_workbook_without_visible_sheet() -> None:
    assert codes(read(workbook(row(1, "x"), hidden=1))[1]) == ["BERKAS-14"]


def test_a_sheet_as_rows() -> None:
    (grid,), _ = read_xlsx(source_of(workbook(row(2, "a", "<v>1</v>")), "x.xlsx"))
    assert grid.rows == [["", ""], ["a", "1"]]
    assert str(grid.places.cell(1, 1)) == "x.xlsx:S1!B2"


# ---- hostile


def refused(data: bytes, code: str) -> None:
    start = time.perf_counter()
    text, findings = read(data)
    assert text is None
    assert codes(findings) == [code]
    assert time.perf_counter() - start < 60


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"nip,nama\n", b"\xd0\xcf\x11\xe0" + b"\0" * 600, archive({"a": "b"})])
def test_what_is_no_workbook(data: bytes) -> None:
    refused(data, "BERKAS-14")


def test_an_archive_that_unpacks_without_measure() -> None:
    refused(archive({"xl/worksheets/sheet1.xml": "0" * 40_000_000}), "BERKAS-15")


def test_an_archive_of_too_many_parts() -> None:
    refused(archive({f"p{number}": "" for number in range(limits.ZIP_ENTRIES + 1)}), "BERKAS-15")


def test_an_archive_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ZIP_UNPACKED_BYTES", 1000)
    refused(workbook(row(1, "nip")), "BERKAS-15")


def test_an_archive_that_lies_about_its_sizes() -> None:
    data = workbook(row(1, "nip") + row(2, "1" * 3000))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        true = packed.getinfo("xl/worksheets/sheet1.xml").file_size
    lie = data.replace(struct.pack("<L", true), struct.pack("<L", 100))
    assert lie != data
    refused(lie, "BERKAS-15")


@pytest.mark.parametrize("last", ["XFD1048576", "A1048576", "ZZ99999", "xfd1048576"])
def test_two_cells_far_apart_take_no_memory(last: str) -> None:
    """The library keeps room for all cells between them, and ends the program when there is none."""
    far = f'<row r="9"><c r="{last}"><v>1</v></c></row>'
    text, findings = read(workbook(row(1, "nip", "nama") + far))
    if last == "A1048576":
        assert text is not None
    else:
        assert codes(findings) == ["BERKAS-15"]


def test_entities_are_not_expanded() -> None:
    entities = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    text, findings = read(workbook(row(1, "nip") + row(2, "&b;&c;"), before=entities))
    assert text is None or "a" not in str(text.frame.rows())
    assert "root:" not in str(findings)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_workbook_ends_in_a_table_or_findings(data: st.DataObject) -> None:
    content = bytearray(workbook(row(1, "nip", "nama") + row(2, "1", "<v>2</v>")))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    text, findings = read(bytes(content[: data.draw(st.integers(1, len(content)))]))
    assert text is not None or any(found.severity is Severity.ERROR for found in findings)


def test_the_workbooks_of_these_tests_are_workbooks(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(workbook(row(1, "nip")))
    assert zipfile.is_zipfile(path)


# ---- several sheets, merged cells, percentages


def test_the_sheet_that_bears_the_name_of_the_table_is_read() -> None:
    data = workbook(row(1, "nip") + row(2, "1"), row(1, "nip") + row(2, "2"))
    named = with_part(data, "xl/workbook.xml", b'name="S2"', b'name="Pegawai"')
    text, findings = read(named)
    assert text is not None
    assert (text.frame.rows(), codes(findings)) == ([("2",)], ["BERKAS-20"])


def test_a_sheet_that_is_asked_for_and_not_there_is_an_error() -> None:
    source = source_of(workbook(row(1, "nip") + row(2, "1")), "pegawai.xlsx")
    assert read_grids(source, Dialect(sheet="s1"))[1] == ()
    grids, findings = read_grids(source, Dialect(sheet="Xx"))
    assert (grids, codes(findings), findings[0].severity) == ((), ["BERKAS-25"], Severity.ERROR)


def test_cells_that_are_merged_over_records_are_an_error() -> None:
    sheet = row(1, "nip", "id_unit") + row(2, "1", "A") + row(3, "2")
    merged = b'</sheetData><mergeCells><mergeCell ref="B2:B3"/></mergeCells>'
    text, findings = read(with_part(workbook(sheet), "xl/worksheets/sheet1.xml", b"</sheetData>", merged))
    assert text is not None
    assert short(findings) == [("BERKAS-26", 2, 2)]


@pytest.mark.parametrize(
    ("code", "shown"), [("0.0%", "98.5%"), ("0.0", "0.985"), ('0.0"%"', "0.985"), ("[Red]0%;-0%", "98.5%")]
)
def test_percentages_are_what_people_see(code: str, shown: str) -> None:
    styles = f'<numFmts><numFmt numFmtId="170" formatCode="{code.replace(chr(34), "&quot;")}"/></numFmts><cellXfs'
    data = workbook(row(1, "nip", "kehadiran") + row(2, "1", '<c s="1"><v>0.985</v></c>'))
    data = with_part(data, "xl/styles.xml", b"<cellXfs", styles.encode())
    text, _ = read(with_part(data, "xl/styles.xml", b'numFmtId="14"', b'numFmtId="170"'))
    assert text is not None
    assert text.frame.rows() == [("1", shown)]
