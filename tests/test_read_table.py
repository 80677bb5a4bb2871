"""One table from one file, by its name and kind."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from mutasi.errors import InputNotFound, InputTooLarge, InputUnreadable
from mutasi.read import limits
from mutasi.read.table import TableNameless, read_table, table_from, table_name
from tests.reading import codes, row, source, workbook

CONTENTS = {
    "unit.csv": b"id_unit,nama\n010,Sekretariat\n",
    "unit.tsv": b"id_unit\tnama\n010\tSekretariat\n",
    "unit.txt": b"id_unit|nama\n010|Sekretariat\n",
    "unit.yaml": b"unit:\n- id_unit: 010\n  nama: Sekretariat\n",
    "Unit.YML": b"- {id_unit: 010, nama: Sekretariat}\n",
    "unit.xlsx": workbook(row(1, "id_unit", "nama") + row(2, "010", "Sekretariat")),
    "UNIT.CSV": workbook(row(1, "id_unit", "nama") + row(2, "010", "Sekretariat")),
}


@pytest.mark.parametrize("name", CONTENTS)
def test_every_kind_of_file_gives_the_same_table(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(CONTENTS[name])
    table, about, findings = read_table(path, shown=f"data/{name}")
    assert findings == ()
    assert table is not None
    assert (table.name, table.rows, table.path) == ("unit", 1, f"data/{name}")
    assert table.text.to_dicts() == [{"id_unit": "010", "nama": "Sekretariat"}]
    assert table.frame.columns == ["id_unit", "nama", "id_induk", "jenis", "lokasi"]
    assert table.key_of(0) == "010"
    assert table.positions.locate(0, "nama").path == f"data/{name}"
    assert (about.path, about.rows) == (f"data/{name}", 1)
    assert about.sha256 == hashlib.sha256(CONTENTS[name]).hexdigest()


def test_a_file_that_is_no_table_has_a_hash_all_the_same() -> None:
    table, about, findings = table_from(source('nip,"x'), "pegawai")
    assert table is None
    assert (about.rows, len(about.sha256)) == (0, 64)
    assert codes(findings) == ["BERKAS-04"]
    assert findings[0].table == "pegawai"


def test_a_name_given_counts_more_than_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "export-2026.csv"
    path.write_bytes(CONTENTS["unit.csv"])
    table, _, _ = read_table(path, name="unit")
    assert table is not None
    assert table.path == path.as_posix()


def test_unknown_names_get_a_hint(tmp_path: Path) -> None:
    assert table_name("PEGAWAI") == "pegawai"
    with pytest.raises(TableNameless) as near:
        read_table(tmp_path / "pegawaai.csv")
    assert str(near.value.fix) == "did you mean pegawai?"
    with pytest.raises(TableNameless, match="no table 'zzz'"):
        table_name("zzz")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputNotFound):
        read_table(tmp_path / "unit.csv")
    (tmp_path / "unit.csv").mkdir()
    with pytest.raises(InputUnreadable):
        read_table(tmp_path / "unit.csv")
    with (tmp_path / "unit.yaml").open("wb") as file:
        file.truncate(limits.YAML_BYTES + 1)
    with pytest.raises(InputTooLarge):
        read_table(tmp_path / "unit.yaml")
