"""Tables in YAML: shapes, lists and pairs, places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutasi.finding import Finding, Severity
from mutasi.model.tables import declaration
from mutasi.read.cells import TextTable
from mutasi.read.csv import read_csv
from mutasi.read.json import read_json
from mutasi.read.node_table import NodeReader, read_node_table
from mutasi.read.yaml import read_yaml
from tests.reading import codes, piece, short, source


def read(content: str, name: str = "lowongan") -> tuple[TextTable | None, tuple[Finding, ...]]:
    return read_node_table(source(content, "x.yaml"), declaration(name))


def rows(content: str, name: str = "lowongan") -> list[dict[str, str | None]]:
    text, findings = read(content, name)
    assert text is not None
    assert findings == ()
    return text.frame.to_dicts()


@pytest.mark.parametrize("content", ["- {id_lowongan: L1}\n", "lowongan:\n- id_lowongan: L1\n"])
def test_a_list_with_or_without_the_name_of_the_table(content: str) -> None:
    assert rows(content) == [{"id_lowongan": "L1"}]


def test_records_may_have_different_keys() -> None:
    content = "- id_unit: 010\n  nama: NO\n- nama: ~\n  id_unit: 8\n- id_induk: ' '\n  id_unit: '~'\n"
    assert rows(content, "unit") == [
        {"id_unit": "010", "nama": "NO", "id_induk": None},
        {"id_unit": "8", "nama": None, "id_induk": None},
        {"id_unit": "~", "nama": None, "id_induk": None},
    ]


def test_keys_are_named_as_columns_are() -> None:
    assert rows("- NIP : '1'\n  Tanggal Lahir: 1985-03-15\n", "pegawai") == [
        {"nip": "1", "tanggal_lahir": "1985-03-15"}
    ]


def test_lists_and_pairs() -> None:
    content = "- jurusan: [Kedokteran, ' Gizi ', ~]\n  standar_kompetensi: {M.01: 4, SK.01: 3}\n  bidang: a; b\n"
    content += "- jurusan: []\n  standar_kompetensi: M.01=4\n"
    assert rows(content) == [
        {"jurusan": "Kedokteran; Gizi", "standar_kompetensi": "M.01=4; SK.01=3", "bidang": "a; b"},
        {"jurusan": None, "standar_kompetensi": "M.01=4", "bidang": None},
    ]


def test_undeclared_columns_may_hold_lists_and_mappings_too() -> None:
    assert rows("- catatan: [a, b]\n  lain: {x: 1}\n") == [{"catatan": "a; b", "lain": "x=1"}]


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("sekadar kalimat\n", 1, 1),
        ("lowongan: 3\n", 1, 11),
        ("lowongan: {a: b}\n", 1, 11),
        ("lowongan: [a]\nlain: [b]\n", 2, 1),
        ("pegawai:\n- nip: '1'\n", 1, 1),
        ("D.01:\n  nama: x\n", 1, 1),
        ("{}\n", 1, 1),
    ],
)
def test_other_shapes_are_no_table(content: str, line: int, column: int) -> None:
    text, findings = read(content)
    assert text is None
    assert short(findings) == [("BERKAS-14", line, column)]
    assert findings[0].fix is not None
    assert "lowongan" in str(findings[0].fix) or "id_lowongan" in str(findings[0].fix)


@pytest.mark.parametrize(
    ("record", "column"),
    [
        ("kalimat", 3),
        ("[a]", 3),
        ("{id_lowongan: L1, keterangan: [a]}", 33),
        ("{id_lowongan: L1, keterangan: {a: b}}", 33),
        ("{id_lowongan: L1, jurusan: [[a]]}", 30),
        ("{id_lowongan: L1, jurusan: ['a; b']}", 30),
        ("{id_lowongan: L1, jurusan: {a: b}}", 30),
        ("{id_lowongan: L1, standar_kompetensi: [a]}", 41),
        ("{id_lowongan: L1, standar_kompetensi: {a: [b]}}", 41),
        ("{id_lowongan: L1, standar_kompetensi: {a=b: 1}}", 41),
    ],
)
def test_a_record_of_another_shape_is_left_out(record: str, column: int) -> None:
    text, findings = read(f"- id_lowongan: L0\n- {record}\n- id_lowongan: L2\n")
    assert text is not None
    assert text.frame["id_lowongan"].to_list() == ["L0", "L2"]
    assert short(findings) == [("BERKAS-14", 2, column)]
    assert text.positions.locate(1, "id_lowongan").line == 3
    if record.startswith("{"):
        assert findings[0].key == "L1"


def test_every_fault_of_a_record_is_told() -> None:
    _, findings = read("- {keterangan: [a], jenjang: [b], '': c}\n")
    assert codes(findings) == ["BERKAS-14", "BERKAS-14", "KOLOM-02"]


def test_two_keys_that_name_one_column() -> None:
    _, findings = read("- jenjang: a\n  Jenjang: b\n")
    assert short(findings) == [("BERKAS-10", 2, 3)]
    assert [(where.line, where.column) for where in findings[0].related] == [(1, 3)]


@pytest.mark.parametrize("content", ["lowongan:\n", "lowongan: []\n", "[]\n", "lowongan: ~\n"])
def test_no_records(content: str) -> None:
    text, findings = read(content)
    assert text is not None
    assert text.frame.height == 0
    assert codes(findings) == ["BERKAS-02"]
    assert findings[0].severity is Severity.WARNING


def test_escaped_characters_that_cannot_be_seen() -> None:
    _, findings = read('- id_lowongan: "L\\e1"\n')
    assert short(findings) == [("BERKAS-07", 1, 16)]


def test_places() -> None:
    content = "lowongan:\n- id_lowongan: L1\n  jurusan: [a, b]\n- id_lowongan: 'L2'\n  jenjang: é\n"
    text, _ = read(content)
    assert text is not None
    locate = text.positions.locate
    assert piece(content, locate(0, "id_lowongan")) == "L1"
    assert piece(content, locate(0, "jurusan")) == "[a, b]"
    assert piece(content, locate(1, "id_lowongan")) == "'L2'"
    assert piece(content, locate(1, "jenjang")) == "é"
    assert piece(content, text.positions.header("jenjang")) == "jenjang"
    assert (locate(1, "jurusan").line, locate(1).line, locate(1, "none").column) == (4, 4, 3)
    assert (text.positions.header().line, text.positions.header("none").line) == (2, 2)


CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=8)


@given(st.lists(st.fixed_dictionaries({"nip": CELL, "nama": CELL}), min_size=1, max_size=5))
@settings(max_examples=100, deadline=None)
def test_yaml_and_csv_of_the_same_records_are_the_same_table(records: list[dict[str, str]]) -> None:
    quoted = [{key: value.replace("'", "''") for key, value in record.items()} for record in records]
    as_yaml = "".join(f"- nip: '{record['nip']}'\n  nama: '{record['nama']}'\n" for record in quoted)
    as_csv = "nip,nama\n" + "".join(
        ",".join('"' + record[name].replace('"', '""') + '"' for name in ("nip", "nama")) + "\n" for record in records
    )
    from_yaml, _ = read_node_table(source(as_yaml, "x.yaml"), declaration("pegawai"))
    from_csv, _ = read_csv(source(as_csv))
    assert from_yaml is not None
    assert from_csv is not None
    filled = from_yaml.frame.filter(from_yaml.frame["nip"].is_not_null() | from_yaml.frame["nama"].is_not_null())
    assert filled.equals(from_csv.frame)


@pytest.mark.parametrize(
    ("content", "reader", "start"),
    [("id_unit: KOTA\n", read_yaml, "- id_unit: "), ('{"id_unit": "KOTA"}', read_json, '{"id_unit": ')],
)
def test_the_remedy_is_in_the_form_of_the_file(content: str, reader: NodeReader, start: str) -> None:
    (found,) = read_node_table(source(content, "x"), declaration("unit"), reader)[1]
    assert f"'{start}'" in str(found.fix)
    begun = f"{start}{'KOTA' if reader is read_yaml else chr(34) + 'KOTA' + chr(34) + '}'}"
    written = begun if reader is read_yaml else f"[{begun}]"
    assert read_node_table(source(written, "x"), declaration("unit"), reader)[1] == ()


@pytest.mark.parametrize(
    ("content", "ends"),
    [
        ("- id_unit: A\n  nama: Kota\n\n# next\n- id_unit: B\n  nama:\n", [(2, 13), (6, 8)]),
        ("unit:\n  - {id_unit: A, nama: x}\n  - id_unit: B # last\n", [(2, 26), (3, 15)]),
        ("- id_unit: A\n  nama: |\n    é one\n    two\n\n- id_unit: B\n  nama: >-\n\n    x  \n", [(4, 8), (9, 6)]),
        ("- id_unit: A\n  nama: |\n- id_unit: B\n  jurusan:\n    - a\n    - b\n\n\n", [(2, 10), (6, 8)]),
        ("- id_unit: A\r\n  nama: Kota\r\n- id_unit: B\r\n  nama: 'x\r\n\r\n    y'\r\n", [(2, 13), (6, 7)]),
    ],
)
def test_a_record_ends_with_its_last_value_and_not_in_the_next_one(content: str, ends: list[tuple[int, int]]) -> None:
    """Whoever marks lines from the first to the last would else mark a record that has no fault."""
    for quick in (True, False):
        text, _ = read_node_table(
            source(content, "x.yaml"), declaration("unit"), lambda one, encoding, q=quick: read_yaml(one, quick=q)
        )
        assert text is not None
        places = [text.positions.locate(row) for row in range(text.frame.height)]
        assert [(place.end_line, place.end_column) for place in places] == ends


def test_a_misspelt_name_of_the_table_is_named() -> None:
    text, (found,) = read_node_table(
        source("lowongn:\n  - id_lowongan: L-1\n", "lowongan.yaml"), declaration("lowongan")
    )
    assert text is None
    assert (found.rule, found.location.line, str(found.fix)) == ("BERKAS-14", 1, "rename it to 'lowongan'")
