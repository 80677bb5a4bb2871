"""Files as they come from offices, byte for byte: what is read from them, and what is said about them.

Each folder of `data/read` is one case; its number is that of the collection of cases from which it comes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from mutasi.finding import Finding, Severity
from mutasi.model.dataset import Dataset
from mutasi.model.nip import NipFault, parse_nip
from mutasi.model.policy import Policy
from mutasi.model.table import Table
from mutasi.read.csv import read_csv
from mutasi.read.dataset import load_files
from mutasi.read.numbers import NumberCell, NumberFault, decide_sign, read_number
from mutasi.read.policy import load_policy
from mutasi.read.reference import load_reference
from mutasi.read.source import source_of
from mutasi.read.table import read_table
from mutasi.read.yaml import read_yaml
from mutasi.rules.check import check
from tests.reading import DATA, codes, short


def read(name: str) -> tuple[Table | None, tuple[Finding, ...]]:
    path = DATA / name
    table, _, findings = read_table(path, name=path.stem if path.stem != "nilai" else "kompetensi", shown=name)
    return table, findings


def rows(name: str) -> list[tuple[str | None, ...]]:
    """The cells of a file with which nothing is wrong."""
    table, findings = read(name)
    assert findings == ()
    assert table is not None
    return table.text.rows()


def column(name: str, wanted: str) -> list[str | None]:
    table, _ = read(name)
    assert table is not None
    return table.text[wanted].to_list()


def test_r02_scientific_notation_is_kept_as_damaged_text() -> None:
    texts = column("R02/pegawai.csv", "nip")
    assert texts == ["1,98503E+17", "1,97905E+17"]
    assert [parse_nip(text or "") for text in texts] == [NipFault.SCIENTIFIC] * 2


def test_r03_an_empty_nip_leaves_the_others_exact() -> None:
    assert column("R03/pegawai.csv", "nip") == ["198503152010011007", None, "198503152010011011"]


def test_r04_a_byte_order_mark_is_invisible() -> None:
    table, findings = read("R04/pegawai.csv")
    data = (DATA / "R04" / "pegawai.csv").read_bytes()
    plain, _ = read_csv(source_of(data.removeprefix(b"\xef\xbb\xbf"), "x"))
    assert findings == ()
    assert table is not None
    assert plain is not None
    assert table.text.equals(plain.frame)
    assert table.text.columns[0] == "nip"
    assert table.positions.locate(0, "nama").column == 20


def test_r05_unicode_text_of_a_spreadsheet() -> None:
    assert rows("R05/pegawai.csv") == [("196812201994031002", "Darwis Malik", "1968-12-20", "IV/b", "D.03")]


def numbers(name: str, wanted: str) -> list[str | NumberFault]:
    """A column of numbers, each by the decimal sign that the column proves."""
    texts = [text or "" for text in column(name, wanted)]
    sign = decide_sign(NumberCell(text, number) for number, text in enumerate(texts)).sign
    return [read_number(text, sign) for text in texts]


def test_r06_commas_in_numbers_split_nothing() -> None:
    assert rows("R06/nilai.csv") == [
        ("197905172005012003", "87,5", "90", "12,4"),
        ("199007022015032001", "90", "88,25", "3"),
    ]
    assert numbers("R06/nilai.csv", "kompetensi") == ["87.5", "90"]
    assert numbers("R06/nilai.csv", "kinerja") == ["90", "88.25"]
    assert numbers("R06/nilai.csv", "jarak_km") == ["12.4", "3"]


def test_r06_declared_columns_of_numbers_have_values() -> None:
    table, findings = read("R06/kinerja.csv")
    assert table is not None
    assert [str(value) for value in table.frame["nilai_angka"]] == ["87.5000", "90.0000", "88.2500"]
    assert [(found.rule, found.severity) for found in findings] == [("NILAI-04", Severity.INFO)]


def test_r08_grouped_and_decimal_numbers_of_one_convention() -> None:
    assert numbers("R08/nilai.csv", "angka_kredit") == ["1355.90", "987.4"]
    assert numbers("R08/nilai.csv", "jarak_km") == ["0.75", "1250"]


def test_r09_an_apostrophe_makes_no_other_person() -> None:
    people, told = read("R09/pegawai.csv")
    facts, also = read("R09/nilai.csv")
    assert people is not None
    assert facts is not None
    joined = people.text.join(facts.text, on="nip", how="full", coalesce=True)
    assert joined.select("nama", "kompetensi").rows() == [("Rahmat Hidayatulloh", "80"), ("Slamet Widarto", "78")]
    assert [(found.rule, found.severity, found.value) for found in (*told, *also)] == [
        ("NILAI-01", Severity.INFO, "'198503152010011007"),
        ("NILAI-01", Severity.INFO, "'198503152010011011"),
    ]


def test_r10_a_trailing_separator_shifts_nothing() -> None:
    assert rows("R10/pegawai.csv")[0] == ("196812201994031002", "Darwis Malik", "IV/b")


def test_r12_a_header_that_stands_twice_is_refused() -> None:
    table, (found,) = read("R12/pegawai.csv")
    assert table is None
    assert (found.rule, found.field, found.location.column) == ("KOLOM-01", "id_unit", 27)
    assert "3 and 5" in str(found.message)


def test_r13_line_breaks_in_a_cell_move_no_line_number() -> None:
    table, findings = read("R13/pegawai.csv")
    assert findings == ()
    assert table is not None
    assert table.rows == 2
    where = table.positions.locate(1, "golongan")
    assert (where.line, where.column, where.end_column) == (5, 46, 50)


def test_r14_a_missing_closing_quote_is_told_where_it_opens() -> None:
    table, findings = read("R14/pegawai.csv")
    assert table is None
    assert short(findings) == [("BERKAS-04", 2, 20)]


def test_r15_null_and_na_are_names() -> None:
    assert rows("R15/pegawai.csv") == [
        ("199007022015032001", "Null", "NA", "III/a"),
        ("197905172005012003", "Nan Ayu", "N/A", "III/b"),
    ]
    assert rows("R15/unit.csv") == [("NA", "Nagari Andaleh", None), ("N/A", "Nagari Aur", None)]


def test_r16_one_byte_of_windows_1252() -> None:
    table, (found,) = read("R16/pegawai.csv")
    assert table is None
    assert (found.rule, found.location.line, found.location.column) == ("BERKAS-03", 2, 47)
    assert "0x96" in str(found.message)


def test_r17_no_break_spaces_at_the_edges_are_nothing() -> None:
    assert column("R17/pegawai.csv", "id_unit") == column("R17/unit.csv", "id_unit") * 2


def test_r17_no_break_spaces_within_are_spaces_and_counted() -> None:
    table, (found,) = read("R17/dalam/unit.csv")
    assert table is not None
    assert table.text["nama"].to_list() == ["Dinas Perhubungan", "Dinas Perhubungan"]
    assert (found.rule, found.severity, found.value) == ("NILAI-05", Severity.INFO, "Dinas\u00a0Perhubungan")


def test_r18_rows_of_separators_are_skipped_and_counted() -> None:
    table, (found,) = read("R18/pegawai.csv")
    assert table is not None
    assert table.rows == 2
    assert (found.rule, found.severity) == ("BERKAS-17", Severity.INFO)
    assert "3 blank" in str(found.message)


def test_r19_a_list_in_a_cell_decides_no_separator() -> None:
    assert rows("R19/lowongan.csv") == [
        ("L1", "Analis Data", "III/a", "['S1', 'S2']", "1"),
        ("L2", "Penyuluh", "II/c", "['D3', 'S1']", "2"),
    ]


def test_r20_leading_zeros() -> None:
    assert column("R20/unit.yaml", "id_unit") == ["010", "08", "8"]
    assert column("R20/unit.yaml", "id_induk") == [None, "010", "010"]


def test_r21_no_is_a_code() -> None:
    assert column("R21/unit.yaml", "id_unit") == ["NO", "ON", "Y"]
    assert column("R21/pegawai.csv", "id_unit") == ["NO", "ON"]


def test_r22_colons_make_no_number() -> None:
    assert column("R22/lowongan.yaml", "id_lowongan") == ["3:15", "195"]
    assert column("R22/lowongan.yaml", "jam_uji") == ["12:30", "09:30"]


def test_r23_an_impossible_date_is_text_with_a_place() -> None:
    table, findings = read("R23/pegawai.yaml")
    assert findings == ()
    assert table is not None
    assert table.cell(0, "tmt_jabatan") == "2023-02-30"
    assert table.frame["tmt_jabatan"].to_list() == [None]
    assert str(table.frame["tanggal_lahir"][0]) == "1982-09-11"
    assert table.positions.locate(0, "tmt_jabatan").line == 5
    told = check(Dataset({"pegawai": table}, Policy()), load_reference(), criterion_kinds={}, other_rules={})
    errors = [found for found in told if found.severity is Severity.ERROR]
    assert [(found.rule, found.location.line, found.value) for found in errors] == [("KOLOM-07", 5, "2023-02-30")]


def test_r23_a_date_that_stands_for_none_is_missing_and_counted() -> None:
    table, (found,) = read("R23/nol/pegawai.yaml")
    assert table is not None
    assert table.text["tmt_jabatan"].to_list() == [None]
    assert (found.rule, found.severity, found.location.line) == ("NILAI-06", Severity.INFO, 5)


def test_r24_a_key_that_stands_twice_names_both_lines() -> None:
    policy, (found,) = load_policy(DATA / "R24" / "mutasi.yaml")
    assert policy == Policy(path="mutasi.yaml", is_read=False)
    assert (found.rule, found.location.line, found.related[0].line) == ("BERKAS-10", 5, 3)
    _, (found,) = read("R24/unit.yaml")
    assert (found.field, found.location.line, found.related[0].line) == ("D.01", 5, 1)


def test_r25_tabs_are_told_in_one_sentence() -> None:
    _, (found,) = load_policy(DATA / "R25" / "mutasi.yaml")
    assert (found.location.line, found.location.column) == (2, 1)
    assert "tab" in str(found.message)


def test_r26_shared_blocks_are_refused() -> None:
    table, findings = read("R26/lowongan.yaml")
    assert table is None
    assert set(codes(findings)) == {"BERKAS-11"}
    assert [found.location.line for found in findings] == [1, 7]


def test_r27_apostrophes_of_both_kinds() -> None:
    assert column("R27/pegawai.csv", "nama") == ["Nur\u2019aini Sa\u2019diyah", "Ma'ruf D'Costa", "Murni Lestari"]


def test_r28_blanks_and_capitals_in_the_header() -> None:
    table, findings = read("R28/pegawai.csv")
    assert findings == ()
    assert table is not None
    assert table.text.columns == ["nip", "nama", "tanggal_lahir", "golongan"]


def test_v01_both_rows_of_one_nip_are_kept() -> None:
    assert column("V01/pegawai.csv", "nama") == ["Ni Luh Astiti", "Murni Lestari", "Desak Made Rai"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("baik.csv", []),
        ("rusak.csv", []),  # a blank name is for the rules of columns
        ("kosong.csv", ["BERKAS-01"]),
        ("hanya_judul.csv", ["BERKAS-02"]),
    ],
)
def test_c01_empty_files_are_told(name: str, expected: list[str]) -> None:
    _, _, findings = read_table(DATA / "C01" / name, name="pegawai")
    assert codes(findings) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.yaml", [("BERKAS-09", 1, 7)]),
        ("b.yaml", [("BERKAS-09", 1, 8)]),
        ("c.yaml", [("BERKAS-14", 1, 1)]),
        ("d.yaml", [("BERKAS-12", 1, 1)]),
        ("e.yaml", [("BERKAS-14", 1, 1)]),
    ],
)
def test_c06_broken_yaml_is_one_finding(name: str, expected: list[tuple[str, int, int]]) -> None:
    _, _, findings = read_table(DATA / "C06" / name, name="unit")
    assert short(findings) == expected


def test_c06_good_files_are_read_beside_broken_ones() -> None:
    paths = [Path("R14/pegawai.csv"), Path("R20/unit.yaml"), Path("R26/lowongan.yaml")]
    dataset, findings = load_files(paths, Policy(), DATA)
    assert list(dataset.tables) == ["unit"]
    assert {found.location.path for found in findings} == {"R14/pegawai.csv", "R26/lowongan.yaml"}


def test_every_yaml_case_ends_in_a_node_or_findings() -> None:
    for path in sorted(DATA.rglob("*.yaml")):
        root, findings = read_yaml(source_of(path.read_bytes(), path.name))
        assert (root is None) == bool(findings)
