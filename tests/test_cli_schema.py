"""`mutasi schema`: the files of `schemas/`, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from mutasi.model.tables import TABLE_NAMES
from tests.command_line import mutasi
from tests.golden import GOLDEN, ROOT, assert_same


def expected(name: str) -> str:
    return (ROOT / "schemas" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_a_table_in_both_kinds(tmp_path: Path, name: str) -> None:
    assert mutasi("schema", name, folder=tmp_path).text == expected(f"{name}.schema.json")
    assert mutasi("schema", name, "--kind", "table", folder=tmp_path).text == expected(f"{name}.table.json")


@pytest.mark.parametrize("name", ["mutasi.yaml", "mutasi", "Mutasi.yaml"])
def test_the_policy(tmp_path: Path, name: str) -> None:
    assert mutasi("schema", name, folder=tmp_path).text == expected("mutasi.schema.json")


def test_without_a_name_the_names_are_listed_and_each_has_a_schema(tmp_path: Path) -> None:
    names = mutasi("schema", folder=tmp_path).text.splitlines()
    assert names == ["mutasi.yaml", *TABLE_NAMES]
    assert all(mutasi("schema", name, folder=tmp_path).code == 0 for name in names)


def test_to_a_file_which_is_not_overwritten_unasked(tmp_path: Path) -> None:
    arguments = ("schema", "unit", "-o", "unit.json")
    assert mutasi(*arguments, folder=tmp_path).code == 0
    (tmp_path / "unit.json").write_bytes(b"mine")
    assert mutasi(*arguments, folder=tmp_path).code == 2
    assert (tmp_path / "unit.json").read_bytes() == b"mine"
    assert mutasi(*arguments, "--force", folder=tmp_path).code == 0
    assert (tmp_path / "unit.json").read_text(encoding="utf-8") == expected("unit.schema.json")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pegawia"], "no table 'pegawia'; did you mean: pegawai"),
        (["mutasi.yml"], "did you mean: mutasi.yaml"),
        (["zzz"], "no table 'zzz'"),
        (["mutasi", "--kind", "table"], "mutasi.yaml is no table"),
        (["unit", "--kind", "tabel"], "'tabel' is not one of"),
        (["unit", "jabatan"], "unexpected extra argument"),
    ],
)
def test_what_it_refuses(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = mutasi("schema", *arguments, folder=tmp_path)
    assert (done.code, done.out) == (2, b"")
    assert said in done.err


def test_what_it_says(tmp_path: Path) -> None:
    said = mutasi("schema", "--help", folder=tmp_path).text.partition("Global options")[0]
    said += mutasi("schema", "pegawia", folder=tmp_path).err
    said += mutasi("schema", "mutasi.yaml", "--kind", "table", folder=tmp_path).err
    assert_same(said, GOLDEN / "schema.en.txt")
