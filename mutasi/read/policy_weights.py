"""Weights as `mutasi.yaml` writes them: 30, 0.3 or 30%, exactly."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from mutasi.message import Message
from mutasi.model.settings import decimal_text
from mutasi.read.near import did_you_mean, near
from mutasi.read.nodes import Entry, Scalar
from mutasi.read.policy_section import Notes, Section

_WEIGHT = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?%?")


def required_text(section: Section, key: str, parent: Entry, others: Collection[str] | None = None) -> str:
    """The text of a key; a finding at its parent where it is absent. Where a section may have any further keys,
    `others` are those that it is known to have, and the finding is at a key that is like the absent one and none of
    these.
    """
    text = section.text(key)
    if not text and section.node(key) is None:
        full = section.full(key)
        strange = () if others is None else (one for one in section.entries if one not in (key, *others))
        misspelt = next((one for one in strange if near(one, (key,))), None)
        if misspelt is None:
            section.notes.wrong(parent, full, Message("{key} is missing", key=full))
        else:
            name = section.full(misspelt)
            message = Message("unknown key '{key}'", key=name)
            section.notes.wrong(section.entries[misspelt], name, message, did_you_mean(misspelt, (key,)))
    return text


def weight_at(section: Section, key: str, parent: Entry, others: Collection[str] | None = None) -> Fraction | None:
    """The exact weight: 30 is 30, 0.3 is 3/10, 30% is 3/10. Whether it makes sense is for the rules to say."""
    text = required_text(section, key, parent, others)
    if not text:
        return None
    if _WEIGHT.fullmatch(text):
        return Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    name = section.full(key)
    message = Message("{key}: '{value}' is not a weight", key=name, value=text)
    fix = Message("write a whole number, a decimal with a point, or a percentage: 30, 0.3 or 30%")
    section.notes.wrong(section.entries[key].value, name, message, fix, code="KRITERIA-02")
    return None


def percent_beside_numbers(stated: Mapping[str, Scalar | None], notes: Notes) -> tuple[str, ...]:
    """The weights, by full name, that have the sign beside weights above 1 without it, which it would make hundredths
    of.
    """
    usable = {name: node for name, node in stated.items() if node is not None and _WEIGHT.fullmatch(node.text.strip())}
    plain = [node.text.strip() for node in usable.values() if not node.text.strip().endswith("%")]
    if not any(Fraction(text) > 1 for text in plain):
        return ()
    signed = tuple(name for name, node in usable.items() if node.text.strip().endswith("%"))
    for name in signed:
        text = usable[name].text.strip()
        message = Message(
            "{key}: {weight} is {part}, and other weights are written without the sign",
            key=name, weight=text, part=decimal_text(Fraction(text[:-1]) / 100),
        )  # fmt: skip
        fix = Message("write all weights alike: {number}, or the sign with each", number=text[:-1])
        notes.wrong(usable[name], name, message, fix, code="KRITERIA-02")
    return signed


def whole_of(parts: Iterable[Fraction]) -> Fraction:
    """What these parts are parts of: 1 where they add up to it, else 100."""
    return Fraction(1 if sum(parts, Fraction(0)) == 1 else 100)
