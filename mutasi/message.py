"""Text for people, kept apart from its language.

A message is a value: an English template and the values for its named places. The language is
chosen only when it is rendered, so that a result is the same in every language until then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Translate = Callable[[str], str]
"""From an English template to the same template in another language."""

Spell = Callable[[str, str], str]
"""From the name of a place and its text to the text as a reader wants it."""

Write = Callable[[str, int], str]
"""From the name of a place and its whole number to the number as it is written."""

Value = object
"""What a message may carry: text, whole numbers, dates, other messages, or tuples of these."""


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """An English template with named places, e.g. ``Message("file not found: {path}", path=p)``.

    The template is the key of the translation, so it is written as one literal. What is counted is written with (s),
    and no verb that would have to agree follows.
    """

    template: str
    values: tuple[tuple[str, Value], ...]

    def __init__(self, template: str, /, **values: Value) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "values", tuple(sorted(values.items())))

    def render(self, translate: Translate) -> str:
        """The text in the language of `translate`; values that are messages are translated too."""
        return self.tell(translate, _as_it_is)

    def tell(self, translate: Translate, spell: Spell, write: Write | None = None) -> str:
        """The same for a reader, with each value spelt, and whole numbers as they are to be written."""

        def text_of(name: str, value: Value) -> str:
            if isinstance(value, Message):
                return value.tell(translate, spell, write)
            if isinstance(value, tuple):
                return ", ".join(text_of(name, item) for item in value)
            if write and isinstance(value, int) and not isinstance(value, bool):
                return write(name, value)
            return spell(name, str(value))

        places = {name: text_of(name, value) for name, value in self.values}
        return _agreeing(translate(self.template), places).format_map(places)

    def __str__(self) -> str:
        return self.render(_english)


_COUNTED = re.compile(r"\{(\w+)\} ((?:\w+ )?\w+)\(s\)|\{(\w+)\} (year|month|day|level|point|seat)s\b")


def _agreeing(template: str, places: Mapping[str, str]) -> str:
    """An English template in which what is counted stands in the singular after one: `{count} move(s)`."""

    def counted(match: re.Match[str]) -> str:
        name, noun = match[1] or match[3], match[2] or match[4]
        return f"{{{name}}} {noun}" + ("" if places.get(name) == "1" else "s")

    return _COUNTED.sub(counted, template)


def decimal_number(text: str) -> Value:
    """A number for people: its decimal point becomes the decimal sign of the language in which it is shown.

    Not for what is quoted from a file or to be written into one: files have the point in every language.
    """
    whole, point, decimals = text.partition(".")
    return Message("{whole}.{decimals}", whole=whole, decimals=decimals) if point else text


def mark(template: str) -> str:
    """The template itself, marked for the catalogue: it is translated where it is shown."""
    return template


def mark_plural(one: str, many: str) -> tuple[str, str]:
    """A template for one thing and for several, marked like `mark`."""
    return one, many


def _english(template: str) -> str:
    return template


def _as_it_is(_: str, text: str) -> str:
    return text
