"""Pages that need nothing but themselves: no script, no other file, readable on paper and without colour.

What is not `Markup` is text from somewhere and is escaped; only this module and `svg` make markup of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NewType

from mutasi.render.text import visible

Markup = NewType("Markup", str)
"""Text that is HTML already."""

_STYLE = """
body { font: 16px/1.45 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: #111; background: #fff;
       max-width: 60rem; margin: 1.5rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; border-top: 1px solid #777; padding-top: .8rem; }
h3 { font-size: 1rem; margin-bottom: .3rem; } p, ul { margin: .4rem 0; }
table { border-collapse: collapse; margin: .6rem 0; } caption { text-align: left; font-weight: 600; }
th, td { border-bottom: 1px solid #999; padding: .2rem .6rem; text-align: left; vertical-align: top; }
th { border-bottom: 2px solid #111; } .number { text-align: right; font-variant-numeric: tabular-nums; }
svg { display: block; width: 100%; height: auto; margin: .6rem 0; } figure { margin: 0; }
@media print { body { max-width: none; margin: 0; font-size: 11pt; } h2, h3 { break-after: avoid; }
               tr, svg { break-inside: avoid; } }
"""


def text(content: str) -> Markup:
    """Text as it is to be seen, in an element or in the value of an attribute."""
    return Markup(escape(visible(content), quote=True))


def element(tag: str, *children: Markup, **attributes: str) -> Markup:
    """An element. A name of an attribute may begin with an underscore (class) and has hyphens for its underscores."""
    stated = "".join(
        f' {name.lstrip("_").replace("_", "-")}="{text(value)}"' for name, value in attributes.items() if value
    )
    return Markup(f"<{tag}{stated}>{''.join(children)}</{tag}>")


def heading(level: int, content: str) -> Markup:
    return element(f"h{level}", text(content))


def paragraph(content: str) -> Markup:
    return element("p", text(content))


def items(contents: Iterable[str]) -> Markup:
    """A list; nothing where it is empty."""
    made = [element("li", text(content)) for content in contents]
    return element("ul", *made) if made else Markup("")


def table(
    headers: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str = "", right: Sequence[int] = ()
) -> Markup:
    """A table with a row of headers; `right` are the columns of numbers."""

    def row(tag: str, cells: Sequence[str], **attributes: str) -> Markup:
        made = (
            element(tag, text(cell), _class="number" if at in right else "", **attributes)
            for at, cell in enumerate(cells)
        )
        return element("tr", *made)

    title = [element("caption", text(caption))] if caption else []
    head = element("thead", row("th", headers, scope="col"))
    return element("table", *title, head, element("tbody", *(row("td", cells) for cells in rows)))


def page(title: str, language: str, body: Iterable[Markup], style: str = "") -> str:
    """A whole page, with more `style`. The policy in its head forbids a browser to load or to run anything at all."""
    head = (
        '<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)}</title>\n<style>{_STYLE}{style}</style>"
    )
    parts = "\n".join(body)
    return (
        f'<!DOCTYPE html>\n<html lang="{text(language)}">\n<head>\n{head}\n</head>\n<body>\n{parts}\n</body>\n</html>\n'
    )
