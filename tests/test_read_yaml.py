"""YAML to nodes: text as typed, places, and everything that is refused."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml as library
from hypothesis import given, settings
from hypothesis import strategies as st

from mutasi.finding import Finding
from mutasi.read import yaml
from mutasi.read.nodes import Mapping, Node, Scalar, Sequence, key_place, place, plain
from mutasi.read.yaml import LibyamlMissing, read_yaml
from tests.reading import codes, piece, short, source


def root(content: str) -> Node:
    node, findings = read_yaml(source(content, "x.yaml"))
    assert findings == ()
    assert node is not None
    return node


def faults(content: str | bytes) -> tuple[Finding, ...]:
    node, findings = read_yaml(source(content, "x.yaml"))
    assert node is None
    assert findings
    return findings


# ---- values


@pytest.mark.parametrize(
    "text",
    ["NO", "on", "Yes", "true", "Null", "010", "08", "0x1F", "1_000", "1e3", "12:30", "3:15", ".nan", ".inf",
     "2023-02-30", "0000-00-00", "2026-11-25", "001501012010011001", "=", "a b  c", "9" * 5000],
)  # fmt: skip
def test_a_value_is_its_text(text: str) -> None:
    assert plain(root(f"- {text}\n- '{text}'\n- \"{text}\"\n")) == (text, text, text)


def test_shapes() -> None:
    content = "a: [1, 2]\nb:\n  c: {d: e}\nf:\n- g\n- - h\n"
    assert plain(root(content)) == {"a": ("1", "2"), "b": {"c": {"d": "e"}}, "f": ("g", ("h",))}


@pytest.mark.parametrize(("content", "blank"), [("a:", True), ("a: ~", True), ("a: ''", True), ("a: '~'", False),
                                                    ("a: null", True), ("a: Null", False),
                                                    ("a: 'null'", False)])  # fmt: skip
def test_what_is_blank(content: str, blank: bool) -> None:
    node = root(content)
    assert isinstance(node, Mapping)
    value = node.entries["a"].value
    assert isinstance(value, Scalar)
    assert value.is_blank is blank


def test_texts_over_several_lines() -> None:
    assert plain(root('a: |\n  x\n  y\nb: >-\n  x\n  y\nc: "x\\ty"\n')) == {"a": "x\ny\n", "b": "x y", "c": "x\ty"}


def test_places() -> None:
    content = "a: é 1\nb:\n  - 'x y'\n  - {k: v}\n"
    node = root(content)
    assert isinstance(node, Mapping)
    entry = node.entries["a"]
    assert piece(content, key_place(entry, "x")) == "a"
    assert piece(content, place(entry.value, "x")) == "é 1"
    items = node.entries["b"].value
    assert isinstance(items, Sequence)
    assert (items.line, items.column) == (2, 2)
    assert piece(content, place(items.items[0], "x")) == "'x y'"
    assert piece(content, place(items.items[1], "x")) == "{k: v}"


def test_a_byte_order_mark_and_utf_16() -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        node, findings = read_yaml(source("a: é\n".encode(encoding), "x.yaml"))
        assert findings == ()
        assert node is not None
        assert plain(node) == {"a": "é"}


# ---- what is refused


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [("BERKAS-10", 3, 1)]),
        ("a: 1\na: 2\nb:\n  c: 1\n  c: 2\na: 3\n", [("BERKAS-10", 2, 1), ("BERKAS-10", 5, 3), ("BERKAS-10", 6, 1)]),
        ("a: 1\n'a': 2\n", [("BERKAS-10", 2, 1)]),
        ("a: &x 1\nb: *x\nc: &y 1\n", [("BERKAS-11", 1, 4), ("BERKAS-11", 3, 4)]),
        ("a: &a [*a]\n", [("BERKAS-11", 1, 4)]),
        ("d: &d\n  x: 1\ne:\n  <<: *d\n  x: 2\n", [("BERKAS-11", 1, 4), ("BERKAS-11", 4, 3)]),
        ("!!python/object/apply:os.system ['echo']\n", [("BERKAS-12", 1, 1)]),
        ("a: !!binary aGk=\nb: !x {c: 1}\n", [("BERKAS-12", 1, 4), ("BERKAS-12", 2, 4)]),
        ("a: ! 1\n", [("BERKAS-12", 1, 4)]),
        ("a: 1\n---\nb: 2\n", [("BERKAS-13", 2, 1)]),
        ("? [a]\n: b\n? {c: d}\n: e\n", [("BERKAS-14", 1, 3), ("BERKAS-14", 3, 3)]),
        ("", [("BERKAS-01", 0, 0)]),
        ("# nothing\n", [("BERKAS-01", 0, 0)]),
        ("a: \x1b[2J\n", [("BERKAS-07", 1, 4)]),
        ("a: 1\r\nb: \x00\u202e\n", [("BERKAS-07", 2, 4), ("BERKAS-07", 2, 5)]),
        ("a: x\u2028b: y\n", [("BERKAS-07", 1, 5)]),
        (b"a: \xe9\n", [("BERKAS-03", 1, 4)]),
    ],
)  # fmt: skip
def test_refused(content: str | bytes, expected: list[tuple[str, int, int]]) -> None:
    assert short(faults(content)) == expected


def test_a_duplicate_key_names_both_lines() -> None:
    (found,) = faults("kriteria:\n  kinerja: 0.3\n  jarak: 0.2\n  kinerja: 0.1\n")
    assert "line 2 and line 4" in str(found.message)
    assert [(where.line, where.column) for where in found.related] == [(2, 3)]
    assert found.field == "kinerja"


def test_a_quoted_merge_key_is_an_ordinary_key() -> None:
    assert plain(root("'<<': 1\n")) == {"<<": "1"}


@pytest.mark.parametrize(
    ("content", "line", "column", "words"),
    [
        ("a:\n\tb: 1\n", 2, 1, "tab"),
        ("\ta: 1\n", 1, 1, "tab"),
        ("a: b\n\tc: d\n", 2, 1, "tab"),
        ("unit: [D.01, D.02\n", 1, 7, "["),
        ("a: {x: 1\nb: 2\n", 1, 4, "{"),
        ("- nip: '1\n", 1, 8, "quote"),
        ("a: Budi: x\n", 1, 8, "colon"),
        ("a: @x\n", 1, 4, "cannot begin"),
        ("a: 1\nx: [\n", 2, 4, "["),
        ("a: [1, {b: [2], c: 3}\nx: {\n", 1, 4, "["),
        ("a: {b: [1]\n\n", 1, 4, "{"),
        ("x: {a: '}', b: [\n", 1, 16, "["),
        ("a: {b:\n", 1, 4, "{"),
        ("a: 'it's'\n", 1, 8, "key is expected"),
        ("a: 1\nb 2\nc: 3\n", 2, 1, "without a colon"),
        ('a: "\\q"\n', 1, 5, "backslash"),
        ("%YAML 3.0\n---\na\n", 1, 1, "incompatible"),
    ],
)
def test_syntax_errors_are_told_in_plain_words(content: str, line: int, column: int, words: str) -> None:
    (found,) = faults(content)
    assert (found.rule, found.location.line) == ("BERKAS-09", line)
    assert words in str(found.message)
    assert found.fix is not None
    assert found.location.column == column or "colon" in words


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
@pytest.mark.parametrize("depth", [101, 1_000, 100_000])
def test_deep_nesting(opening: str, depth: int) -> None:
    start = time.perf_counter()
    assert codes(faults(opening * depth)) == ["BERKAS-15"]
    assert time.perf_counter() - start < 60


def test_nesting_within_the_limit() -> None:
    node: object = plain(root("[" * 100 + "x" + "]" * 100))
    for _ in range(100):
        assert isinstance(node, tuple)
        (node,) = node
    assert node == "x"


def test_aliases_cannot_multiply() -> None:
    lines = ["a0: &a0 x"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    start = time.perf_counter()
    assert set(codes(faults("\n".join(lines)))) == {"BERKAS-11"}
    assert time.perf_counter() - start < 60


@given(st.text(st.sampled_from("ab:-[]{},'\"&*!|>%@#?~ \n\t<=.\\0é\x00\x85\u2028"), max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_ends_in_a_node_or_findings(content: str) -> None:
    node, findings = read_yaml(source(content, "x.yaml"))
    assert (node is None) == bool(findings)
    for found in findings:
        assert found.location.line <= content.count("\n") + content.count("\x85") + content.count("\u2028") + 1


VALUES = st.recursive(
    st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)


@given(VALUES, st.sampled_from([None, False, True]))
@settings(max_examples=100, deadline=None)
def test_what_a_library_writes_is_read(value: object, flow: bool | None) -> None:
    content = library.dump(
        value, Dumper=library.CSafeDumper, default_style='"', default_flow_style=flow, allow_unicode=True
    )
    node, findings = read_yaml(source(content, "x.yaml"))
    if findings:
        assert set(codes(findings)) <= {"BERKAS-01", "BERKAS-07", "BERKAS-10"}
    else:
        assert node is not None
        assert plain(node) == frozen(value)


def frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: frozen(item) for key, item in value.items()}
    return value


# ---- how


def test_garbage_collection_is_as_before() -> None:
    assert gc.isenabled()
    root("a: 1")
    faults("a: [")
    assert gc.isenabled()
    gc.disable()
    try:
        root("a: 1")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_libyaml_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml.yaml, "__with_libyaml__", False)
    with pytest.raises(LibyamlMissing):
        read_yaml(source("a: 1", "x.yaml"))


def test_polars_is_not_needed() -> None:
    program = "import sys, mutasi.read.yaml, mutasi.read.policy, mutasi.read.reference as r; r.load_reference();"
    program += " sys.exit('polars' in sys.modules or 'pandera' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[1], check=False)
    assert done.returncode == 0


def test_json_is_read_as_the_yaml_that_it_is() -> None:
    value = [{"id": f"L-{number}", "b": ["x", "y"], "c": {"M.01": "4"}} for number in range(50)]
    assert plain(root(json.dumps(value, indent=1))) == frozen(value)
