"""What every page of HTML must be: whole, alone, without a script, and with words for each picture."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"meta", "rect", "br"}


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text; AssertionError where an end tag does not fit."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def sound_page(page: str) -> Page:
    """The page, which keeps all these rules."""
    assert page.startswith("<!DOCTYPE html>\n<html lang=")
    made = Page(page)
    assert made.named("script") == made.named("link") == made.named("img") == made.named("iframe") == []
    for tag, attributes in made.elements:
        assert not any(name.startswith("on") or name in ("src", "href") for name in attributes), tag
    assert not re.search(r"url\(|@import", page)
    ids = [attributes["id"] for _, attributes in made.elements if attributes.get("id")]
    assert len(ids) == len(set(ids))
    for picture in made.named("svg"):
        assert picture["role"] == "img"
        assert set((picture["aria-labelledby"] or "").split()) <= set(ids)
    assert len(made.named("title")) == len(made.named("desc")) + 1 == len(made.named("svg")) + 1
    return made
