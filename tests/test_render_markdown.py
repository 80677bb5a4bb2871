"""Text from the data stays text in Markdown: seen by a Markdown parser, not by eye."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from mutasi.render.markdown import escape_cell, table
from mutasi.render.text import visible

PARSER = MarkdownIt("gfm-like", {"linkify": False}).enable(["table", "strikethrough"])


def cells(markdown: str) -> list[list[str]]:
    """The cells of the first table as a reader sees them, `<br>` as a line break."""
    html = PARSER.render(markdown)
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.S)
    return [
        [unescape(cell.replace("<br>", "\n")) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
        for row in rows
    ]


def shown(*texts: str) -> list[str]:
    rendered = table(["kolom"] * len(texts), [[escape_cell(text) for text in texts]])
    return cells(rendered)[1]


def test_a_pipe_does_not_break_the_row():
    text = table(["nip", "jabatan"], [["198209112008041005", escape_cell("Analis Hukum | Muda")]])
    line = text.splitlines()[2]
    assert len(re.findall(r"(?<!\\)\|", line)) == 3
    assert cells(text)[1] == ["198209112008041005", "Analis Hukum | Muda"]


def test_brackets_ampersands_and_emphasis_are_shown_as_typed():
    assert shown("Kepala Seksi R&D <Pelayanan>", "Analis `data` *muda*") == [
        "Kepala Seksi R&D <Pelayanan>",
        "Analis `data` *muda*",
    ]


def test_codes_that_look_like_numbers_keep_every_digit():
    row = ["198503152010011007", "010", "821.20", "80.50", "1e5"]
    assert shown(*row) == row


def test_a_line_break_stays_inside_its_cell():
    text = table(["nip", "alasan"], [["1", escape_cell("Kompetensi sesuai\nUsul Kepala Dinas")], ["2", "Rotasi"]])
    assert len(text.splitlines()) == 4
    assert cells(text)[1] == ["1", "Kompetensi sesuai\nUsul Kepala Dinas"]


def test_links_mentions_and_emoji_codes_do_not_come_alive():
    for text in (
        "http://contoh.invalid",
        "www.contoh.invalid",
        "@seseorang",
        ":smile:",
        "#12",
        "[x](y)",
        "~~x~~",
    ):
        html = PARSER.render(table(["k"], [[escape_cell(text)]]))
        assert "<a" not in html
        assert "<s>" not in html
        assert shown(text) == [text]
        assert not re.search(r"(?<!\\)[@\[]|www\.|:smile:|://|#1", escape_cell(text)) or text == "[x](y)"


@given(st.text(max_size=60))
def test_any_text_is_shown_as_typed(text: str):
    expected = "\n".join(visible(line) for line in re.split(r"\r\n|\r|\n", text))
    rendered = shown(text, "x")
    assert rendered[1] == "x"
    assert "".join(rendered[0].split()) == "".join(expected.split())
