"""`mutasi schema`: the files of `schemas/`, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from mutasi.model.table import NIP_PATTERN
from mutasi.model.tables import MANDATORY, TABLE_NAMES, Kind, declaration
from tests.command_line import mutasi
from tests.golden import GOLDEN, ROOT, assert_same


def expected(name: str) -> str:
    return (ROOT / "schemas" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_a_table_in_both_kinds(tmp_path: Path, name: str) -> None:
    assert mutasi("schema", name, folder=tmp_path).text == expected(f"{name}.schema.json")
    assert mutasi("schema", name, "--kind", "table", folder=tmp_path).text == expected(f"{name}.table.json")


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_the_schema_of_a_frame_is_yaml_with_every_column(tmp_path: Path, name: str) -> None:
    shown = yaml.safe_load(mutasi("schema", name, "--kind", "pandera", folder=tmp_path).text)
    assert (shown["api"], shown["name"]) == ("polars", name)
    for column in declaration(name).columns:
        said = shown["columns"][column.name]
        assert said["dtype"] == str(column.dtype)
        assert said.get("nullable", False) is said_optional(said) is (column.need not in MANDATORY)
        assert said.get("isin") == (list(column.codes) if column.codes else None)
        assert said.get("str_matches") == (NIP_PATTERN if column.kind is Kind.NIP else None)
        assert said.get("greater_than_or_equal_to") == column.minimum
        assert said.get("less_than_or_equal_to") == column.maximum


def said_optional(column: dict[str, object]) -> bool:
    return not column.get("required", True)


@pytest.mark.parametrize("name", ["mutasi.yaml", "mutasi", "Mutasi.yaml"])
def test_the_policy(tmp_path: Path, name: str) -> None:
    assert mutasi("schema", name, folder=tmp_path).text == expected("mutasi.schema.json")


@pytest.mark.parametrize("name", ["lembar", "usulan", "hasil-usulan", "manifes"])
def test_what_is_no_table(tmp_path: Path, name: str) -> None:
    assert_same(mutasi("schema", name, folder=tmp_path).text, ROOT / "schemas" / f"{name}.schema.json")


@pytest.mark.parametrize(
    "sheet", sorted((ROOT / "tests" / "data" / "worked").glob("*.yaml")), ids=lambda path: path.stem
)
def test_the_schema_of_a_decision_sheet_takes_sheets_and_refuses_misspelt_keys(sheet: Path) -> None:
    check = Draft7Validator(json.loads(expected("lembar.schema.json")))
    content = yaml.safe_load(sheet.read_text(encoding="utf-8"))
    assert list(check.iter_errors(content)) == []
    assert list(check.iter_errors({**content, "kriterja": {}})) != []
    assert list(check.iter_errors({**content, "kriteria": {"a": {"bobt": 1}}})) != []


def test_without_a_name_the_names_are_listed_and_each_has_a_schema(tmp_path: Path) -> None:
    names = mutasi("schema", folder=tmp_path).text.splitlines()
    assert names == ["mutasi.yaml", "lembar", "usulan", "hasil-usulan", "manifes", *TABLE_NAMES]
    assert all(mutasi("schema", name, folder=tmp_path).code == 0 for name in names)


def test_to_a_file_which_is_not_overwritten_unasked(tmp_path: Path) -> None:
    arguments = ("schema", "unit", "-o", "skema.json")
    assert mutasi(*arguments, folder=tmp_path).code == 0
    (tmp_path / "skema.json").write_bytes(b"mine")
    assert mutasi(*arguments, folder=tmp_path).code == 2
    assert (tmp_path / "skema.json").read_bytes() == b"mine"
    assert mutasi(*arguments, "--force", folder=tmp_path).code == 0
    assert (tmp_path / "skema.json").read_text(encoding="utf-8") == expected("unit.schema.json")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pegawia"], "no table 'pegawia'; did you mean: pegawai"),
        (["mutasi.yml"], "did you mean: mutasi.yaml"),
        (["zzz"], "no table 'zzz'"),
        (["mutasi", "--kind", "table"], "mutasi.yaml is no table; leave out --kind table"),
        (["mutasi", "--kind", "pandera"], "mutasi.yaml is no table; leave out --kind pandera"),
        (["lembar", "--kind", "table"], "lembar is no table; leave out --kind table"),
        (["unit", "--kind", "tabel"], "'tabel' is not one of"),
        (["unit", "jabatan"], "unexpected extra argument"),
        (["unit", "--package"], "--package is about all tables"),
        (["--package"], "the project has no CSV files"),
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


def test_a_package_of_the_project(tmp_path: Path) -> None:
    mutasi("init", "--contoh", folder=tmp_path)
    done = mutasi("schema", "--package", folder=tmp_path)
    assert done.code == 0
    assert "data/lowongan.yaml" in done.err
    resources = {resource["name"]: resource for resource in json.loads(done.text)["resources"]}
    assert set(resources) == {path.stem for path in (tmp_path / "data").glob("*.csv")}
    for name, resource in resources.items():
        assert (tmp_path / resource["path"]).is_file()
        referred = {key["reference"]["resource"] or name for key in resource["schema"].get("foreignKeys", ())}
        assert referred == {
            column.refers_to[0]
            for column in declaration(name).columns
            if column.refers_to is not None and column.refers_to[0] in resources
        }


def test_a_package_says_how_its_files_are_written(tmp_path: Path) -> None:
    (tmp_path / "mutasi.yaml").write_text(
        "data:\n  unit: {berkas: data/unit-kerja.csv, pemisah: ;, pengodean: windows-1252}\n"
    )
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "unit-kerja.csv").write_text("id_unit;nama\n1;A\n")
    (tmp_path / "data" / "jabatan.tsv").write_text("id_jabatan\tnama\n1\tA\n")
    resources = json.loads(mutasi("schema", "--package", folder=tmp_path).text)["resources"]
    stated = {one["name"]: (one["path"], one["encoding"], one.get("dialect")) for one in resources}
    assert stated == {
        "unit": ("data/unit-kerja.csv", "cp1252", {"delimiter": ";"}),
        "jabatan": ("data/jabatan.tsv", "utf-8", {"delimiter": "\t"}),
    }


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_a_schema_alone_asks_for_no_other_table(name: str) -> None:
    keys = json.loads(expected(f"{name}.table.json")).get("foreignKeys", [])
    assert {key["reference"]["resource"] for key in keys} <= {""}


@pytest.mark.parametrize("kind", ["json", "table"])
def test_the_descriptions_are_in_the_language(tmp_path: Path, kind: str) -> None:
    text = mutasi("--lang", "id", "schema", "pegawai", "--kind", kind, folder=tmp_path).text
    assert "tanggal lahir" in text
    assert "date of birth" not in text
    assert json.loads(text)["description"].startswith("Pegawai: ")
