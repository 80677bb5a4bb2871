"""Files of tables with other cells and records: what does not change stays byte for byte."""

from __future__ import annotations

import pytest

from mutasi.model.applied import TableEdit
from mutasi.model.dialect import UNTOLD, Dialect
from mutasi.read.source import source_of
from mutasi.read.table import table_from
from mutasi.render.edited import TableUnchangeable, edited

CHANGE = TableEdit(
    {0: {"jumlah": "1", "tmt_kosong": "2026-04-15"}},
    frozenset({1}),
    ({"id_lowongan": "L-4", "id_jabatan": "J4", "jumlah": "1", "tmt_kosong": "2026-04-15"},),
)
NOTHING_LEFT = TableEdit(removed=frozenset({0, 1, 2}))
EXCHANGED = TableEdit(removed=frozenset({0, 1, 2}), added=CHANGE.added)


def changed(text: str | bytes, suffix: str, edit: TableEdit = CHANGE, dialect: Dialect = UNTOLD) -> bytes:
    source = source_of(text.encode() if isinstance(text, str) else text, f"lowongan{suffix}")
    table, _, _ = table_from(source, "lowongan", suffix, dialect)
    assert table is not None
    return edited(source, table, suffix, dialect, edit)


CSV = 'id_lowongan;id_jabatan;jumlah;;tmt_kosong\r\nL-1;"J;1";2;x;1-2-2026\r\nL-2;J2;1;;31-1-2026\r\nL-3;J3;1;;\r\n'
CSV = CSV.replace(";;tmt", ";catatan;tmt")
YAML = """\
# Lowongan.
lowongan:
  # yang pertama
  - id_lowongan: L-1   # tetap
    id_jabatan: "J1"
    jumlah: 2
    jurusan:
      - Hukum
      - Ekonomi   # juga
  # tentang yang kedua
  -   id_jabatan: J2
      id_lowongan: L-2
      bidang: [a,
               b]

  - {id_lowongan: L-3, id_jabatan: J3}
# Akhir.
"""


def test_csv_keeps_its_sign_its_line_ends_and_the_form_of_its_dates():
    assert changed(CSV, ".csv").decode() == (
        "id_lowongan;id_jabatan;jumlah;catatan;tmt_kosong\r\n"
        "L-1;\"J;1\";1;x;15-04-2026\r\n"
        "L-3;J3;1;;\r\n"
        "L-4;J4;1;;15-04-2026\r\n"
    )  # fmt: skip


def test_dates_that_could_be_read_otherwise_afterwards_are_written_in_the_usual_form():
    """The only day above 12 goes."""
    made = changed(CSV, ".csv", TableEdit(removed=frozenset({1}))).decode()
    assert made.splitlines()[1:] == ['L-1;"J;1";2;x;2026-02-01', "L-3;J3;1;;"]


def test_csv_without_a_last_line_end_has_none_afterwards():
    assert changed(CSV.rstrip("\r\n"), ".csv").endswith(b"L-3;J3;1;;\r\nL-4;J4;1;;15-04-2026")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252"])
def test_csv_keeps_its_encoding(encoding: str):
    dialect = Dialect(encoding="windows-1252") if encoding == "windows-1252" else UNTOLD
    made = changed(CSV.replace("x", "é").encode(encoding), ".csv", dialect=dialect)
    assert made.decode(encoding).splitlines()[1] == 'L-1;"J;1";1;é;15-04-2026'
    assert made[:2] == CSV.encode(encoding)[:2]


def test_a_cell_that_needs_quotes_gets_them_and_a_quoted_one_keeps_them():
    edit = TableEdit({0: {"id_jabatan": 'J";'}, 1: {"id_jabatan": "J,2", "catatan": "a;b"}})
    lines = changed(CSV, ".csv", edit).decode().splitlines()
    assert lines[1:3] == ['L-1;"J"";";2;x;1-2-2026', 'L-2;"J,2";1;"a;b";31-1-2026']


def test_yaml_keeps_its_comments_and_its_layout():
    assert (
        changed(YAML, ".yaml").decode()
        == """\
# Lowongan.
lowongan:
  # yang pertama
  - tmt_kosong: 2026-04-15
    id_lowongan: L-1   # tetap
    id_jabatan: "J1"
    jumlah: 1
    jurusan:
      - Hukum
      - Ekonomi   # juga
  # tentang yang kedua

  - {id_lowongan: L-3, id_jabatan: J3}
  - id_lowongan: L-4
    id_jabatan: J4
    jumlah: 1
    tmt_kosong: 2026-04-15
# Akhir.
"""
    )


def test_yaml_of_which_no_record_is_left_is_an_empty_list():
    assert (
        changed(YAML, ".yaml", NOTHING_LEFT).decode()
        == """\
# Lowongan.
lowongan:
  # yang pertama
  []
  # tentang yang kedua

# Akhir.
"""
    )


def test_yaml_of_which_all_records_are_exchanged():
    assert (
        changed(YAML, ".yaml", EXCHANGED)
        .decode()
        .endswith(
            "kedua\n\n  - id_lowongan: L-4\n    id_jabatan: J4\n    jumlah: 1\n    tmt_kosong: 2026-04-15\n# Akhir.\n"
        )
    )


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("lowongan:\n", ".yaml"), ("lowongan: []\n", ".yaml"), ("lowongan:  # tiada\n", ".yaml"), ("[]\n", ".yaml"),
        ('{"lowongan": []}', ".yaml"), ("lowongan: ~\n", ".yaml"), ("[]\n", ".json"), ('{"lowongan": []}', ".json"),
    ],
)  # fmt: skip
def test_a_list_without_records_gets_one(text: str, suffix: str):
    made = changed(text, suffix, TableEdit(added=CHANGE.added))
    assert b"L-4" in made
    assert made.count(b"#") == text.count("#")


def test_yaml_with_dashes_at_the_edge_and_no_last_line_end():
    text = "- id_lowongan: L-1\n  id_jabatan: J1\n  jumlah: 2\n- id_lowongan: L-2\n  id_jabatan: J2\n- id_lowongan: L-3"
    assert (
        changed(text + "\n  id_jabatan: J3", ".yaml")
        .decode()
        .endswith(
            "- id_lowongan: L-3\n  id_jabatan: J3\n- id_lowongan: L-4\n  id_jabatan: J4\n  jumlah: 1\n"
            "  tmt_kosong: 2026-04-15\n"
        )
    )


def test_a_text_that_yaml_would_take_for_something_else_is_quoted():
    edit = TableEdit({0: {"id_jabatan": "NO"}, 1: {"id_lowongan": "010", "keterangan": "a: b # c"}})
    made = changed(YAML, ".yaml", edit).decode()
    assert 'id_jabatan: "NO"' in made
    assert 'id_lowongan: "010"' in made
    assert 'keterangan: "a: b # c"' in made


JSON = """\
[
 {"id_lowongan": "L-1", "id_jabatan": "J1", "jumlah": 2, "tmt_kosong": null},
 {"id_lowongan": "L-2",
  "id_jabatan": "J2"},
 {"id_lowongan": "L-3", "id_jabatan": "J3"}
]
"""


def test_json_keeps_its_lines():
    assert (
        changed(JSON, ".json").decode()
        == """\
[
 {"id_lowongan": "L-1", "id_jabatan": "J1", "jumlah": 1, "tmt_kosong": "2026-04-15"},
 {"id_lowongan": "L-3", "id_jabatan": "J3"},
 {"id_lowongan": "L-4", "id_jabatan": "J4", "jumlah": 1, "tmt_kosong": "2026-04-15"}
]
"""
    )


@pytest.mark.parametrize("rows", [{0}, {1}, {2}, {0, 1}, {1, 2}, {0, 2}, {0, 1, 2}])
@pytest.mark.parametrize(("text", "suffix"), [(JSON, ".json"), (YAML, ".yaml"), (CSV, ".csv")])
def test_any_records_may_go_with_or_without_a_new_one(text: str, suffix: str, rows: set[int]):
    names = ["L-1", "L-2", "L-3"]
    for added in ((), CHANGE.added):
        made = changed(text, suffix, TableEdit(removed=frozenset(rows), added=added))
        table, _, _ = table_from(source_of(made, "lowongan" + suffix), "lowongan", suffix)
        left = [name for number, name in enumerate(names) if number not in rows] + ["L-4"] * len(added)
        assert table is not None
        assert (table.text["id_lowongan"].to_list() if table.rows else []) == left


def test_json_lines_stay_lines():
    text = "".join(f'{{"id_lowongan": "L-{at}", "id_jabatan": "J{at}", "jumlah": 2}}\n' for at in (1, 2, 3))
    assert changed(text, ".jsonl").decode() == (
        '{"tmt_kosong": "2026-04-15", "id_lowongan": "L-1", "id_jabatan": "J1", "jumlah": 1}\n'
        '{"id_lowongan": "L-3", "id_jabatan": "J3", "jumlah": 2}\n'
        '{"id_lowongan": "L-4", "id_jabatan": "J4", "jumlah": 1, "tmt_kosong": "2026-04-15"}\n'
    )


def test_a_page_keeps_its_look_and_is_not_changed():
    page = "<table><tr><th>id_lowongan</th><th>id_jabatan</th></tr><tr><td>L-1</td><td>J1</td></tr></table>"
    with pytest.raises(TableUnchangeable):
        changed(page, ".html", TableEdit(removed=frozenset({0})))


def test_what_the_encoding_lacks_is_refused():
    with pytest.raises(TableUnchangeable):
        changed(CSV.replace("x", "é").encode("windows-1252"), ".csv", TableEdit({0: {"catatan": "→"}}),
                Dialect(encoding="windows-1252"))  # fmt: skip
