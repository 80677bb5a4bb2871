"""Pages and pictures: text stays text, pages need nothing else, and pictures show what they are given."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from mutasi.render import html, svg
from mutasi.render.html import Markup
from tests.pages import Page, sound_page

HOSTILE = '<script>alert("x")</script>&amp;\' onload=1'


def test_text_of_the_data_stays_text():
    body = [
        html.heading(1, HOSTILE),
        html.paragraph(HOSTILE),
        html.items([HOSTILE]),
        html.table([HOSTILE], [[HOSTILE]], caption=HOSTILE),
        svg.bar_chart("one", HOSTILE, HOSTILE, [HOSTILE], [(HOSTILE, [svg.Bar(1, 2, HOSTILE)])]),
        svg.grid("two", HOSTILE, HOSTILE, (HOSTILE, HOSTILE), [HOSTILE], [(HOSTILE, [svg.Cell(*[HOSTILE] * 3, 1, 2)])]),
    ]
    made = sound_page(html.page(HOSTILE, "en", body))
    assert made.text.count(HOSTILE) == 21
    # of the label of a bar as much is shown as its column holds
    assert made.text.count(HOSTILE[:30]) == 21


@given(st.text(max_size=40))
def test_any_text_is_found_again_or_written_out(content: str):
    made = Page(html.page("t", "id", [html.paragraph(content)]))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", made.text)
    if content.isprintable():
        assert content in made.text


def test_attributes_are_named_as_html_names_them():
    made = html.element("th", html.text("A & B"), _class="number", aria_label='"', id="")
    assert made == '<th class="number" aria-label="&quot;">A &amp; B</th>'


def test_an_empty_list_is_nothing():
    assert html.items([]) == Markup("")


def lengths(picture: str) -> list[tuple[int, int]]:
    """Left and width of all that is dark."""
    return [(int(left), int(width)) for left, width in re.findall(r'x="(\d+)" y="\d+" width="(\d+)" height="\d+" '
                                                                    r'fill="#333"', picture)]  # fmt: skip


def test_bars_are_as_long_as_their_part():
    rows = [("a", [svg.Bar(0, 8, "0%"), svg.Bar(8, 8, "100%")]), ("b", [svg.Bar(4, 8, "50%"), svg.Bar(1, 9999, "<1%")])]
    drawn = lengths(svg.bar_chart("one", "t", "d", ["x", "y"], rows))
    assert [width for _, width in drawn] == [240, 120, 1]
    assert drawn[0][0] == drawn[2][0] > drawn[1][0]
    assert lengths(svg.bar_chart("one", "t", "d", ["x"], [("a", [svg.Bar(0, 0, "0%")])])) == []


def test_fields_have_a_bar_where_there_is_anything():
    cells = [svg.Cell("1", "0", "", 0, 10), svg.Cell("2", "10", "", 10, 10), svg.Cell("3", "1", "", 1, 10_000)]
    assert [width for _, width in lengths(svg.grid("g", "t", "d", ("u", "r"), "abc", [("x", cells)]))] == [184, 1]
