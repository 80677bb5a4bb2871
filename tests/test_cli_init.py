"""`mutasi init`: a dataset that every other command takes at once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from mutasi.model.tables import TABLE_NAMES, declaration
from mutasi.read.policy import AGENCY_KEYS, CHECK_KEYS, POLICY_KEYS, SIGNATORY_KEYS
from mutasi.read.policy_checks import EXEMPTION_KEYS
from mutasi.read.policy_files import FILE_KEYS
from mutasi.render.policy_schema import policy_schema
from tests.command_line import mutasi
from tests.golden import GOLDEN, ROOT, assert_same

BOTH = pytest.mark.parametrize("options", [(), ("--contoh",)], ids=["bare", "example"])


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def keys(schema: dict, *path: str) -> tuple[str, ...]:
    for name in path:
        schema = schema["properties"][name]
    return tuple(schema["properties"])


@BOTH
@pytest.mark.parametrize("name", ["kota", "kota baru/data pegawai"])
def test_it_validates_and_has_the_canonical_form(tmp_path: Path, options: tuple[str, ...], name: str) -> None:
    assert mutasi("--as-of", "2026-01-31", "init", name, *options, folder=tmp_path).code == 0
    folder = tmp_path / name
    checked = mutasi("validate", folder=folder)
    assert checked.code == 0, checked.text
    formed = mutasi("fmt", "--check", folder=folder)
    assert formed.code == 0, formed.err


@BOTH
def test_without_a_name_it_takes_the_folder_it_stands_in(tmp_path: Path, options: tuple[str, ...]) -> None:
    assert mutasi("init", *options, folder=tmp_path).code == 0
    assert mutasi("validate", folder=tmp_path).code == 0


def test_the_reference_date_is_the_one_given_or_is_left_to_the_office(tmp_path: Path) -> None:
    mutasi("--as-of", "2026-02-28", "init", "a", folder=tmp_path)
    mutasi("init", "b", folder=tmp_path)
    assert "\ntanggal_acuan: 2026-02-28\n" in (tmp_path / "a" / "mutasi.yaml").read_text(encoding="utf-8")
    assert "\n# tanggal_acuan: " in (tmp_path / "b" / "mutasi.yaml").read_text(encoding="utf-8")


@BOTH
def test_nothing_is_overwritten(tmp_path: Path, options: tuple[str, ...]) -> None:
    (tmp_path / "pegawai.csv").write_bytes(b"nip,nama\n")
    refused = mutasi("init", *options, folder=tmp_path)
    assert refused.code == 2
    assert "pegawai.csv" in refused.err
    assert content(tmp_path) == {"pegawai.csv": b"nip,nama\n"}
    mutasi("init", "kota", *options, folder=tmp_path)
    first = content(tmp_path / "kota")
    again = mutasi("init", "kota", *options, folder=tmp_path)
    assert (again.code, content(tmp_path / "kota")) == (2, first)


def test_other_files_may_be_there_and_stay(tmp_path: Path) -> None:
    names = ("catatan.txt", "README.md", ".gitignore")
    for name in names:
        (tmp_path / name).write_bytes(b"mine")
    done = mutasi("init", folder=tmp_path)
    assert (done.code, "README.md" in done.err) == (0, True)
    assert [(tmp_path / name).read_bytes() for name in names] == [b"mine"] * 3


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "kota").write_bytes(b"x")
    refused = mutasi("init", "kota", folder=tmp_path)
    assert refused.code == 2
    assert "Traceback" not in refused.err
    assert content(tmp_path) == {"kota": b"x"}


@BOTH
def test_the_same_bytes_every_time(tmp_path: Path, options: tuple[str, ...]) -> None:
    for name in "ab":
        mutasi("init", name, *options, folder=tmp_path)
    assert content(tmp_path / "a") == content(tmp_path / "b")


@BOTH
def test_modelines_point_at_schemas(tmp_path: Path, options: tuple[str, ...]) -> None:
    mutasi("init", *options, folder=tmp_path)
    for path in (tmp_path / "mutasi.yaml", tmp_path / "data" / "lowongan.yaml"):
        line = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text(encoding="utf-8"))
        assert line is not None, path
        assert json.loads((path.parent / line[1]).read_text(encoding="utf-8"))["$schema"]


def test_every_table_has_a_file_or_its_header_in_the_readme(tmp_path: Path) -> None:
    mutasi("init", folder=tmp_path)
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    for name in TABLE_NAMES:
        header = ",".join(column.name for column in declaration(name).columns)
        file = tmp_path / "data" / f"{name}.csv"
        if file.exists():
            assert file.read_text(encoding="utf-8") == header + "\n"
        else:
            assert name == "lowongan" or f"`data/{name}.csv`\n\n```\n{header}\n```" in readme
    assert yaml.safe_load((tmp_path / "data" / "lowongan.yaml").read_bytes()) == {"lowongan": []}


def test_the_policy_names_every_key(tmp_path: Path) -> None:
    mutasi("init", folder=tmp_path)
    text = (tmp_path / "mutasi.yaml").read_text(encoding="utf-8")
    for key in (*POLICY_KEYS, *AGENCY_KEYS, *SIGNATORY_KEYS, *FILE_KEYS, *CHECK_KEYS, *EXEMPTION_KEYS):
        assert re.search(rf"(^|[#{{,]) *{key}:", text, re.M), key


@BOTH
def test_what_is_commented_out_can_be_used(tmp_path: Path, options: tuple[str, ...]) -> None:
    """Every line of settings behind a `#`, with the sign taken away, is a policy that is understood."""
    mutasi("init", *options, folder=tmp_path)
    policy = tmp_path / "mutasi.yaml"
    text = re.sub(
        r"^( *)# (?=[ ]*(?:- )?[a-zA-Z_0-9-]+:( |$))(?!yaml-language-server)",
        r"\1",
        policy.read_text("utf-8"),
        flags=re.M,
    )
    assert text.count("\n# ") < policy.read_text("utf-8").count("\n# ")
    data = yaml.safe_load(text)
    assert set(data) == set(POLICY_KEYS)
    del data["data"], data["kelompok"]  # the names of files there are not, and of a group that no criterion is in
    data["pemeriksaan"]["pilih"] = ["KOLOM", "NIP"]
    data["instansi"]["penandatangan"]["nip"] = ""
    policy.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    checked = mutasi("validate", folder=tmp_path)
    assert checked.code == 0, checked.text


def test_the_schema_of_the_policy_is_current_and_has_every_key() -> None:
    assert_same(policy_schema(), ROOT / "schemas" / "mutasi.schema.json")
    schema = json.loads(policy_schema())
    assert keys(schema) == POLICY_KEYS
    assert set(keys(schema, "instansi")) == set(AGENCY_KEYS)
    assert keys(schema, "instansi", "penandatangan") == SIGNATORY_KEYS
    assert keys(schema, "data") == TABLE_NAMES
    assert keys(schema, "pemeriksaan") == CHECK_KEYS
    assert tuple(schema["properties"]["pengecualian"]["items"]["properties"]) == EXEMPTION_KEYS
    assert tuple(schema["properties"]["data"]["properties"]["pegawai"]["anyOf"][1]["properties"]) == FILE_KEYS


def test_the_example_is_worth_looking_at(tmp_path: Path) -> None:
    mutasi("init", "--contoh", folder=tmp_path)
    listed = mutasi("shortlist", "--lang", "id", folder=tmp_path, COLUMNS="200")
    assert listed.code == 0
    assert_same(listed.text, GOLDEN / "init_shortlist.txt")
    proposed = mutasi("propose", "-f", "csv", folder=tmp_path)
    assert proposed.code == 0
    assert len(proposed.text.splitlines()) == 3


@pytest.mark.parametrize("language", ["en", "id"])
def test_what_it_says(tmp_path: Path, language: str) -> None:
    said = mutasi("init", "kota", folder=tmp_path, MUTASI_LANG=language).err
    said += mutasi("init", "kota baru", "--contoh", folder=tmp_path, MUTASI_LANG=language).err
    said += mutasi("init", "kota", folder=tmp_path, MUTASI_LANG=language).err
    assert_same(said, GOLDEN / f"init.{language}.txt")


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_schemas_are_in_the_language_that_the_policy_names(tmp_path: Path, language: str) -> None:
    mutasi("init", folder=tmp_path, MUTASI_LANG=language)
    assert yaml.safe_load((tmp_path / "mutasi.yaml").read_text(encoding="utf-8"))["bahasa"] == "id"
    for name in ("pegawai.schema.json", "pegawai.table.json"):
        text = (tmp_path / "schemas" / name).read_text(encoding="utf-8")
        assert "tanggal lahir" in text
        assert "date of birth" not in text
