"""The quick way through plain YAML: what it takes, it reads as the exact reader does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutasi.read.quick_yaml import read_plainly
from mutasi.read.yaml import read_yaml
from tests.golden import ROOT
from tests.reading import source

FILES = sorted(path for place in ("examples", "mutasi", "tests") for path in (ROOT / place).rglob("*.yaml"))
PLAIN = """\
# Lowongan
lowongan:

  - id_lowongan: L-001   # pertama
    id_jabatan: "1.02: a # b"
    jumlah:
    jurusan: [Hukum, "Tata, Kota", 'x y' ]
    standar: {M.01: 4,  SK.01: '3'}
  # antara
    tmt kosong: 2025-01-01
    jam: 12:30 a#b
    kosong: []

  -  id_lowongan: ~
     bidang: {}
"""


def agrees(text: str) -> bool:
    """Whether the quick way takes the text; either way must give the same nodes, places and findings."""
    piece = source(text, "x.yaml")
    assert read_yaml(piece) == read_yaml(piece, quick=False)
    return read_plainly(text) is not None


@pytest.mark.parametrize("text", [PLAIN, PLAIN.replace("\n", "\r\n"), PLAIN + "\n \n# x\n", "- a: b\n"])
def test_the_plain_form_is_taken(text: str) -> None:
    assert agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a: b",
        "a: b\n",
        "a: []\n",
        "- a\n",
        "- a: b\n- c\n",
        "- a: b\n  a: c\n",  # a key twice
        "- a: {k: v, k: w}\n",
        "- a: &x b\n",
        "- a: *x\n",
        "- a: !t b\n",
        "- a: |\n    b\n",
        "- a: b\n    c\n",  # goes on in the next line
        "- a: b\n   c: d\n",
        "- a: b\n c: d\n",
        "- a:\n    b: c\n",
        "- a:\n  - b: c\n",
        "- a: b: c\n",
        "- a:b\n",
        "- a: 'it''s'\n",
        '- a: "\\n"\n',
        "- a: [b, [c]]\n",
        "- a: [b: c]\n",
        "- a: [b,\n  c]\n",
        "- a: 'b'c\n",
        "- a: -\n",
        "- a: b\n---\n",
        "---\n- a: b\n",
        "- a: b\n...\n",
        "x: y\nz:\n- a: b\n",
        "z:\n- a: b\nx: y\n",
        "z: # c\n- a: b\n  \tc: d\n",
        "- a: b\u2028c\n",
        "- a: b\x85c\n",
        "- a: b\rc: d\n",
        "\ufeff- a: b\n",
        "- <<: b\n",
        "- ? a\n  : b\n",
    ],
)
def test_all_else_is_left_to_the_exact_reader(text: str) -> None:
    assert not agrees(text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_here_reads_the_same_either_way(path: Path) -> None:
    agrees(path.read_text(encoding="utf-8"))


def test_the_vacancies_of_the_example_city_are_taken() -> None:
    assert agrees((ROOT / "examples" / "pangkalpinang" / "data" / "lowongan.yaml").read_text(encoding="utf-8"))


# ---- texts that nobody thought of

SIGNS = st.sampled_from(
    [*" \n:#-,[]{}'\"a1é?&*!|>%@`\\~=.\xa0\t\r\x85\u2028\ufeff\U0001f600", "  ", ": ", " #", "- ", "\n  ", "b: c", "<<",
     "...", "---"]
)  # fmt: skip
WORDS = st.lists(st.sampled_from([*"aZ9é~.-/(#:'\"", " ", "Kota", "L-1", "  ", ", "]), max_size=5).map("".join)
ITEMS = WORDS | WORDS.map(lambda word: f'"{word}"') | WORDS.map(lambda word: f"'{word}'")
KEYS = st.sampled_from(["a", "b", "c d", "M.01", "é", "x-y"])
VALUES = st.one_of(
    ITEMS,
    st.lists(ITEMS, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
    st.dictionaries(KEYS, ITEMS, max_size=3).map(
        lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
    ),
)
LINES = st.builds(
    "{}{}{}: {}{}".format,
    st.sampled_from(["", "  ", "  ", "    "]),
    st.sampled_from(["", "", "- ", "-   "]),
    KEYS,
    VALUES,
    st.sampled_from(["", "", " ", " # c", "\n", "\n# c"]),
)
TEXTS = st.builds(
    lambda head, lines, tail: head + "\n".join(lines) + tail,
    st.sampled_from(["", "t:\n", "# c\nt: \n\n", "\n"]),
    st.lists(LINES, min_size=1, max_size=6),
    st.sampled_from(["", "\n", "\n\n# c"]),
)


@st.composite
def regular(draw: st.DrawFn) -> str:
    """Mostly in the form: records of equal indentation."""
    margin = draw(st.sampled_from(["", "  "]))
    text = draw(st.sampled_from(["t:\n", "# c\nt:  # d\n\n"])) if margin else ""
    for record in draw(st.lists(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4), min_size=1, max_size=4)):
        sign = f"{margin}- "
        for key, value in record.items():
            text += f"{sign}{key}: {value}{draw(st.sampled_from(['', '', '', ' # c']))}\n"
            sign = f"{margin}  "
    return text


@settings(max_examples=250, deadline=None)
@given(regular() | TEXTS)
def test_texts_in_or_near_the_form(text: str) -> None:
    agrees(text)


@settings(max_examples=250, deadline=None)
@given(regular() | st.just(PLAIN), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 3), SIGNS), max_size=3))
def test_texts_with_signs_put_in_and_taken_out(text: str, edits: list[tuple[int, int, str]]) -> None:
    for place, taken, sign in edits:
        at = place % (len(text) + 1)
        text = text[:at] + sign + text[at + taken :]
    agrees(text)
