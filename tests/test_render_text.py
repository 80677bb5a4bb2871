"""No character of the data can move a cursor or hide other text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.render.terminal import table_text
from mutasi.render.text import painter, told_apart, visible

CONTROLS = [chr(code) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0))]


@pytest.mark.parametrize("sign", [sign for sign in CONTROLS if sign not in "\t\n\r"])
def test_every_control_is_written_out(sign: str):
    shown = visible(f"a{sign}b")
    assert sign not in shown
    assert shown.startswith("a")
    assert shown.endswith("b")
    assert len(shown) > 3


def test_escape_is_written_as_a_terminal_user_knows_it():
    assert visible("\x1b[31mmerah") == "^[[31mmerah"
    assert visible("kanan\u202ekiri") == "kanan<U+202E>kiri"


@given(st.text())
def test_shown_text_is_one_line_without_controls(text: str):
    shown = visible(text)
    assert not set(shown) & set(CONTROLS)


def test_square_brackets_are_no_markup():
    rows = [
        ["Gusti [Plt] Pratama", "[bold]Kepala[/bold] Seksi"],
        ["Murni", "Kepala UPT [/red] Wilayah :smile:"],
    ]
    text = table_text(["nama", "jabatan"], rows)
    for row in rows:
        for cell in row:
            assert cell in text
    assert "\x1b" not in text


def test_colour_is_only_there_when_asked_for():
    assert painter(False)("salah", "error") == "salah"
    assert painter(True)("salah", "error") == "\x1b[1;31msalah\x1b[0m"


def test_a_nip_is_never_cut_in_a_narrow_terminal():
    text = table_text(["nip", "nama"], [["198503152010011007", "nama yang panjang sekali"]], right=[0], width=30)
    assert "198503152010011007" in text


@pytest.mark.parametrize("width", range(20, 140, 7))
def test_no_column_is_left_out_at_any_width(width: int):
    headers = ["No.", "NIP", "Nama", *(f"Kriteria {number} ×10%" for number in range(6))]
    row = ["1 (1-6)", "198503152010011007", "Siti Rahayu", *(f"{number}1,25" for number in range(6))]
    drawn = table_text(headers, [row, row], right=(0, 1, *range(3, 9)), width=width)
    for number, cell in enumerate(row):
        assert drawn.count(cell) == 2 or (number == 2 and "Siti" in drawn)
        assert headers[number] in drawn


def test_signs_that_look_like_others_are_written_out() -> None:
    assert told_apart("Dinas\u00a0Sosial e\u0301") == "Dinas<U+00A0>Sosial e<U+0301>"
    assert told_apart("Dinas Sosial \u00e9") == "Dinas Sosial \u00e9"
