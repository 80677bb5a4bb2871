"""Every message has an Indonesian text with the same places; the compiled catalogue is the one that is read."""

from __future__ import annotations

import re
import string
from gettext import GNUTranslations

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from mutasi.message import Message, decimal_number
from mutasi.render.language import language
from tests.golden import ROOT

KEYWORDS = dict(re.findall(r"-k (\w+)(?::([\d,]+))?", (ROOT / "Makefile").read_text(encoding="utf-8")))
CATALOGUE = ROOT / "mutasi" / "locale" / "id" / "LC_MESSAGES" / "mutasi"


def messages() -> set[str | tuple[str, ...]]:
    places = {name: tuple(map(int, numbers.split(","))) if numbers else None for name, numbers in KEYWORDS.items()}
    found = extract_from_dir(ROOT / "mutasi", method_map=[("**.py", "python")], keywords=places)
    return {text for _, _, text, _, _ in found if text}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


MESSAGES = messages()
with (CATALOGUE.with_suffix(".po")).open("rb") as file:
    TRANSLATED = {entry.id: entry.string for entry in read_po(file, locale="id") if entry.id}
with (CATALOGUE.with_suffix(".mo")).open("rb") as file:
    COMPILED = GNUTranslations(file)


def test_every_message_has_an_indonesian_text_and_no_other_is_kept() -> None:
    assert len(MESSAGES) > 1000
    assert set(TRANSLATED) == MESSAGES
    lacking = [text for text, other in TRANSLATED.items() if not (other if isinstance(other, str) else other[0])]
    assert lacking == []


def test_the_texts_have_the_places_of_their_messages() -> None:
    for text, other in TRANSLATED.items():
        if isinstance(text, tuple):
            assert places(other[0]) <= {name for one in text for name in places(one)}, text
        else:
            assert places(other) == places(text), text


def test_what_is_read_is_what_is_written() -> None:
    for text in MESSAGES:
        if isinstance(text, str):
            assert COMPILED.gettext(text) == TRANSLATED[text]


@pytest.mark.parametrize(
    ("text", "indonesian"), [("12.5", "12,5"), ("-0.25", "-0,25"), ("2400", "2400"), ("1/3", "1/3")]
)
def test_a_decimal_number_has_the_sign_of_its_language(text: str, indonesian: str) -> None:
    message = Message("{column} {value}", column="kolom.a", value=decimal_number(text))
    assert language("id").text(message) == f"kolom.a {indonesian}"
    assert language("en").text(message) == str(message) == f"kolom.a {text}"
