"""JSON and JSON lines: the nodes of YAML, digit for digit, and every fault with its place."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.read.json import read_json, read_json_lines
from mutasi.read.nodes import Mapping, Node, Scalar, Sequence, plain
from mutasi.read.source import source_of
from mutasi.read.yaml import read_yaml
from tests.reading import short


def node_of(text: str) -> Node:
    node, findings = read_json(source_of(text.encode(), "x.json"))
    assert findings == ()
    assert node is not None
    return node


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"Siti"', "Siti"),
        ("198503152010011007", "198503152010011007"),
        ("1.50", "1.50"),
        ("-0", "-0"),
        ("1E5", "1E5"),
        ("true", "true"),
        ("null", ""),
        ('"null"', "null"),
        ('"~"', "~"),
        ('"a\\u00e9\\n\\"b\\/"', 'aé\n"b/'),
        ('"\\ud83d\\ude00"', "\U0001f600"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_values_are_what_was_typed(text: str, value: str) -> None:
    assert plain(node_of(f'{{"k": {text}}}')) == {"k": value}


def test_places() -> None:
    root = node_of('[\n  {"nip": "1",\r\n   "nama": "Budi"}\n]')
    assert isinstance(root, Sequence)
    (record,) = root.items
    assert isinstance(record, Mapping)
    entry = record.entries["nama"]
    assert (entry.line, entry.column, entry.end_column) == (2, 3, 9)
    assert isinstance(entry.value, Scalar)
    assert (entry.value.line, entry.value.column, entry.value.end_column) == (2, 11, 17)
    assert (record.line, record.end_line, root.end_line) == (1, 2, 3)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


def as_text(value: object) -> object:
    """A value as nodes give it."""
    if isinstance(value, dict):
        return {key: as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return tuple(as_text(item) for item in value)
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


@given(JSON_VALUES, st.sampled_from([None, 1, 3]), st.booleans())
def test_whatever_the_library_writes_comes_back(value: object, indent: int | None, escaped: bool) -> None:
    root = node_of(json.dumps([value], indent=indent, ensure_ascii=escaped))
    assert plain(root) == (as_text(value),)


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.text(st.characters(codec="ascii", categories=["L", "N"]),
                                                              max_size=4), max_size=3), max_size=4))  # fmt: skip
def test_places_are_those_that_yaml_finds(records: list[dict[str, str]]) -> None:
    text = json.dumps(records, indent=1)
    assert node_of(text) == read_yaml(source_of(text.encode(), "x.yaml"))[0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ("BERKAS-01", 0, 0)),
        ('{"a": 1,\n "a": 2}', ("BERKAS-10", 2, 2)),
        ('[1,\n 2 3]', ("BERKAS-21", 2, 4)),
        ('{"a": 1} x', ("BERKAS-21", 1, 10)),
        ('{"a": "b', ("BERKAS-21", 1, 7)),
        ('{"a": "b\nc"}', ("BERKAS-21", 1, 9)),
        ('{a: 1}', ("BERKAS-21", 1, 2)),
        ('{"a" 1}', ("BERKAS-21", 1, 6)),
        ('{"a": "\\x"}', ("BERKAS-21", 1, 8)),
        ('{"a": NaN}', ("BERKAS-21", 1, 7)),
        ('[1,\n -Infinity]', ("BERKAS-21", 2, 2)),
        ('{"a": "\\ud800"}', ("BERKAS-07", 1, 7)),
        ("[" * 100_000, ("BERKAS-15", 1, 0)),
        ("[" * 150 + "]" * 150, ("BERKAS-15", 1, 101)),
        ('{"a": \x00}', ("BERKAS-21", 1, 7)),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(text: str, found: tuple[str, int, int]) -> None:
    start = time.perf_counter()
    node, findings = read_json(source_of(text.encode(), "x.json"))
    assert node is None
    assert short(findings)[0] == found
    assert time.perf_counter() - start < 60


@given(st.text(st.sampled_from('{}[]",:0a\\ \n\x00'), max_size=30))
def test_no_text_ends_in_an_exception(text: str) -> None:
    node, findings = read_json(source_of(text.encode(), "x.json"))
    assert (node is None) == bool(findings)


# ---- JSON lines


def test_lines_are_records_with_their_places() -> None:
    root, findings = read_json_lines(source_of(b'{"nip": "1"}\n\n{"nip": "2"}\n', "x.jsonl"))
    assert findings == ()
    assert root is not None
    assert plain(root) == ({"nip": "1"}, {"nip": "2"})
    assert [item.line for item in root.items] == [0, 2]


def test_every_faulty_line_is_told() -> None:
    root, findings = read_json_lines(source_of(b'{"a": 1}\n{"a": }\n{"a": 1, "a": 2}\n', "x.jsonl"))
    assert root is None
    assert short(findings) == [("BERKAS-21", 2, 7), ("BERKAS-10", 3, 10)]
