"""The line of a finding with marks under its cell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from mutasi.finding import MOST_LISTED, Location
from mutasi.render.excerpt import WINDOW, excerpt, line_at, source_lines
from mutasi.render.text import visible
from tests.command_line import mutasi

NIP = "198209112008041005"
HEADER = "nip,nama,tanggal_lahir,golongan\n"


def at(column: int, end_column: int, *, end_line: int = 1) -> Location:
    return Location("a.csv", 1, column, end_line, end_column)


@pytest.mark.parametrize(
    ("line", "place", "shown", "marks"),
    [
        ("nip,nama", at(5, 9), "nip,nama", "    ^^^^"),
        ("nip,,x", at(5, 5), "nip,,x", "    ^"),
        ("nip,", at(5, 5), "nip,", "    ^"),
        ("", at(1, 1), "", "^"),
        ("a\tb\tc", at(3, 4), "a b c", "  ^"),
        ("a\x1bb,c", at(5, 6), "a^[b,c", "     ^"),
        ("ab\x9b,c", at(1, 4), "ab<U+009B>,c", "^" * 10),
        ("安心,安全,x", at(4, 6), "安心,安全,x", "     ^^^^"),
        ("e\u0301,x", at(4, 5), "e\u0301,x", "  ^"),
        ('1,"Siti', at(3, 8, end_line=2), '1,"Siti', "  ^^^^^"),
        ("nip,nama", Location("a.csv", 1), "nip,nama", ""),
    ],
)
def test_marks_stand_under_the_cell(line: str, place: Location, shown: str, marks: str) -> None:
    assert excerpt(place, line) == (shown, marks)


@pytest.mark.parametrize(
    ("path", "line", "marked"),
    [
        ("a.yaml", "- id: L1  # a note", "id: L1"),
        ("a.yml", "- id: L1\t# a note # more", "id: L1"),
        ("a.yaml", "- id: L#1", "id: L#1"),
        ("a.yaml", """- id: "a # \\" # b" # c""", """id: "a # \\" # b\""""),
        ("a.yaml", "- id: [x, 'a # b'] # c", "id: [x, 'a # b']"),
        ("a.yaml", "- id: Jum'at # c", "id: Jum'at"),
        ("a.csv", '1,"a # b', '"a # b'),
    ],
)
def test_a_comment_behind_a_record_of_several_lines_is_not_marked(path: str, line: str, marked: str) -> None:
    assert excerpt(Location(path, 1, 3, 4, 9), line) == (line.replace("\t", " "), "  " + "^" * len(marked))


def test_of_a_long_line_a_window_around_the_cell_is_shown() -> None:
    line = "a" * 500 + ",salah," + "b" * 500
    shown, marks = excerpt(at(502, 507), line)
    assert re.fullmatch(r"\.\.\.a+,salah,b+\.\.\.", shown)
    assert len(shown) == WINDOW + 6
    assert shown[len(marks) - 5 : len(marks)] == "salah"
    assert marks.strip() == "^^^^^"


def test_a_cell_wider_than_the_window_is_cut() -> None:
    shown, marks = excerpt(at(3, 303), "1," + "x" * 300 + ",2")
    assert shown == "..." + "x" * WINDOW + "..."
    assert marks == "   " + "^" * WINDOW


def test_near_an_end_the_window_shows_what_there_is() -> None:
    assert excerpt(at(1, 3), "ab" + "c" * 200)[0] == "ab" + "c" * (WINDOW - 2) + "..."
    assert excerpt(at(201, 203), "c" * 200 + "ab")[0] == "..." + "c" * (WINDOW - 2) + "ab"


SIGNS = st.text(st.sampled_from("abc ,\"'安\u0301\t\x1b\x9b\u202e|"), max_size=150)


@given(SIGNS, SIGNS, SIGNS)
def test_whatever_the_line_the_marks_are_under_the_cell(before: str, cell: str, after: str) -> None:
    shown, marks = excerpt(at(len(before) + 1, len(before) + len(cell) + 1), before + cell + after)
    assert shown == visible(shown)
    assert cell_len(shown) <= WINDOW + 6
    indent = len(marks) - len(marks.lstrip())
    assert set(marks.lstrip()) == {"^"}
    if cell_len(visible(cell)) <= WINDOW:
        assert len(marks) - indent == max(cell_len(visible(cell)), 1)
        starts = [index for index in range(len(shown) + 1) if cell_len(shown[:index]) == indent]
        assert any(shown.startswith(visible(cell), index) for index in starts)
    if cell_len(visible(before + cell + after)) <= WINDOW:
        assert shown == visible(before) + visible(cell) + visible(after)


def test_a_line_that_cannot_hold_the_place_is_not_shown() -> None:
    assert line_at(at(9, 10), {"a.csv": {1: "short"}}) is None
    assert line_at(at(6, 6), {"a.csv": {1: "short"}}) == "short"
    assert line_at(Location("b.csv", 1, 1), {"a.csv": {1: "short"}}) is None
    assert line_at(Location("a.csv", 1, 1, sheet="Sheet1"), {"a.csv": {1: "short"}}) is None
    assert source_lines([Location("a.csv")], []) == {}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pegawai.csv", HEADER + f"{NIP},Gusti,1982-09-11,IV/x\n"),
        ("pegawai.csv", "\ufeff" + HEADER + f"{NIP},Gusti,1982-09-11,IV/x\r\n"),
        ("pegawai.csv", HEADER.replace(",", ";") + f"{NIP};Gusti;1982-09-11;IV/x\n"),
        ("pegawai.yaml", f"- nip: '{NIP}'\n  nama: Gusti\n  golongan: IV/x\n"),
        ("pegawai.json", f'[{{"nip": "{NIP}", "nama": "Gusti",\n "golongan": "IV/x"}}]\n'),
        ("pegawai.jsonl", f'{{"nip": "{NIP}", "nama": "Gusti", "golongan": "IV/x"}}\n'),
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_text_shows_the_line_of_every_kind_of_text(tmp_path: Path, name: str, content: str, codec: str) -> None:
    (tmp_path / name).write_bytes(
        content.removeprefix("\ufeff").encode(codec) if codec == "utf-16" else content.encode()
    )
    shown = mutasi("validate", name, folder=tmp_path).text.splitlines()
    lines = content.removeprefix("\ufeff").splitlines()
    (number,) = (index for index, line in enumerate(lines) if "IV/x" in line)
    place = next(index for index, line in enumerate(shown) if "error KOLOM-08" in line)
    assert shown[place + 1] == f"  {number + 1} | {lines[number]}"
    marks = shown[place + 2].rindex("^")
    assert shown[place + 1][: marks + 1].rstrip("\"'").endswith("IV/x")


def test_a_line_of_the_data_never_begins_a_line_of_the_output(tmp_path: Path) -> None:
    (tmp_path / "pegawai.csv").write_text(HEADER + "::error::x,::warning::y,::notice::z,::debug::w\n")
    text = mutasi("validate", "pegawai.csv", folder=tmp_path).text
    assert "::error::x" in text
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())


def test_a_file_of_one_long_line_is_shown_in_time(tmp_path: Path) -> None:
    # each with another value, for what is told of a record is not told again of its copies
    people = (f'{{"nip": "{NIP}", "nama": "Gusti", "golongan": "IV/{number}"}}' for number in range(5_000))
    (tmp_path / "pegawai.json").write_text(f"[{', '.join(people)}]")
    text = mutasi("validate", "pegawai.json", folder=tmp_path).text
    assert text.count(" 1 | ...") > MOST_LISTED
    assert max(len(line) for line in text.splitlines() if line.startswith("  1 | ")) < WINDOW + 20
