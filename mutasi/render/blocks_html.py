"""Blocks as parts of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mutasi.render.blocks import (
    Block,
    Cell,
    Fields,
    Grid,
    Heading,
    Items,
    Letterhead,
    Lines,
    Marker,
    NewPage,
    Paragraph,
    Picture,
    Room,
    Strong,
    lines_of,
)
from mutasi.render.html import Markup, element, text

_BREAK = Markup("<br>")


def as_markup(blocks: Iterable[Block]) -> Iterator[Markup]:
    """An element for each block; what begins a new page on paper says so by its class."""
    fresh, is_wide = "", False
    for block in blocks:
        if isinstance(block, NewPage):
            fresh = "fresh"
            if is_wide:
                yield Markup("</section>")
            if block.wide:
                yield Markup('<section class="broad">')
            is_wide = block.wide
            continue
        yield _element(block, fresh)
        fresh = ""
    if is_wide:
        yield Markup("</section>")


def _element(block: Block, fresh: str) -> Markup:
    match block:
        case Heading(content, level):
            return element(f"h{level}", _inline(content), _class=fresh)
        case Paragraph(content):
            return element("p", _inline(content), _class=fresh)
        case Lines(lines, right):
            return element("p", *_broken(lines), _class="sign" if right else fresh)
        case Letterhead(lines):
            return element("header", *_broken(lines), _class="kop")
        case Fields(rows):
            made = (element("tr", element("td", text(name)), element("td", text(f": {value}"))) for name, value in rows)
            return element("table", element("tbody", *made), _class="fields")
        case Items(texts, marker):
            return _items(texts, marker)
        case Grid():
            return _grid(block)
        case Picture(drawn, caption):
            below = [element("figcaption", text(caption))] if caption else []
            return element("figure", drawn, *below)
        case Room():
            return element("p", _class="room")
        case _:
            return Markup("")


def _items(texts: tuple[str, ...], marker: Marker) -> Markup:
    items = [element("li", _inline(content)) for content in texts]
    return element("ol" if marker is Marker.NUMBER else "ul", *items, _class="boxes" if marker is Marker.BOX else "")


def _grid(block: Grid) -> Markup:
    total = sum(block.widths)
    columns = [element("col", style=f"width:{100 * width // total}%") for width in block.widths]
    head = element("tr", *(_cell("th", cell, at, block, scope="col") for at, cell in enumerate(block.headers)))
    rows = (element("tr", *(_cell("td", cell, at, block) for at, cell in enumerate(row))) for row in block.rows)
    group = [Markup(element("colgroup", *columns).replace("</col>", ""))] if columns else []
    made = element("table", *group, element("thead", head), element("tbody", *rows))
    return element("div", made, _class="wide")


def _cell(tag: str, cell: Cell, at: int, block: Grid, **attributes: str) -> Markup:
    return element(
        tag, *map(_whole, _broken(lines_of(cell))), _class="number" if at in block.right else "", **attributes
    )


_NIP = re.compile("(?<![0-9])[0-9]{18}(?![0-9])")


def _whole(made: Markup) -> Markup:
    """The same with every NIP on one line, however narrow the column."""
    return Markup(_NIP.sub(lambda found: element("span", Markup(found[0]), _class="nip"), made))


def _broken(lines: Iterable[str]) -> Iterator[Markup]:
    shown = [line for line in lines if line]
    for at, line in enumerate(shown):
        if at:
            yield _BREAK
        yield _inline(line)


def _inline(content: str) -> Markup:
    return element("strong", text(content)) if isinstance(content, Strong) else text(content)
