"""Numbers in a decision sheet, exact and with their places."""

from __future__ import annotations

import re
from fractions import Fraction

from mutasi.message import Message
from mutasi.model.decision_sheet import Number
from mutasi.read.nodes import Entry, Node, Scalar
from mutasi.read.policy_section import Section

DECIMAL = re.compile(r"-?[0-9]{1,12}(?:\.([0-9]{1,18}))?")
WRITE_NUMBER = Message("write a number with a decimal point: 3, 0.35")


def number_of(section: Section, value: Scalar, key: str, text: str) -> Number | None:
    """An exact number with the place where it stands; None and a finding for any other text."""
    found = DECIMAL.fullmatch(text)
    if found:
        return Number(Fraction(text), text, section.notes.place(value), len(found[1] or ""))
    message = Message("{key}: '{value}' is no number", key=section.full(key), value=value.text)
    comma = DECIMAL.fullmatch(text.replace(",", ".", 1))
    fix = Message("write it with a decimal point: {number}", number=text.replace(",", ".")) if comma else WRITE_NUMBER
    section.notes.wrong(value, section.full(key), message, fix)
    return None


def plain_number(section: Section, key: str) -> Fraction | None:
    """The number under a key; None when it is absent or none."""
    value = section.scalar(key)
    number = None if value is None else number_of(section, value, key, value.text.strip())
    return None if number is None else number.value


def wrong_above(top: Section, key: str, message: Message, fix: Message) -> None:
    """A finding at a key, or at the beginning of the file where the key is not."""
    where: Node | Entry = top.entries[key] if key in top.entries else Scalar("", 0, 0, 0, 0, False)
    top.notes.wrong(where, key, message, fix)
