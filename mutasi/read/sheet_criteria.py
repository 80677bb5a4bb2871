"""The criteria of a decision sheet."""

from __future__ import annotations

from collections import Counter

from mutasi.message import Message
from mutasi.model.decision_sheet import Number, SheetCriterion
from mutasi.read.nodes import Mapping, Node, Scalar, Sequence
from mutasi.read.policy_section import Section, section_at
from mutasi.read.sheet_numbers import number_of, plain_number, wrong_above

CRITERION_KEYS = ("bobot", "arah", "label", "jenis", "ideal", "faktor", "bawah", "atas")
DIRECTIONS = ("benefit", "cost")
FACTORS = ("inti", "pendukung")


def criteria_in(top: Section) -> tuple[SheetCriterion, ...]:
    """A mapping from name to weight or to keys, or a list of names."""
    node = top.node("kriteria")
    if isinstance(node, Sequence) and node.items:
        return _named_only(top, node)
    if isinstance(node, Mapping) and node.entries:
        section = section_at(node, "kriteria", None, top.notes)
        _refuse_mixed_percent(section)
        return tuple(_criterion(section, name) for name in section.entries)
    message, fix = Message("kriteria names no criteria"), Message("write under it a line for each: kinerja: 30")
    wrong_above(top, "kriteria", message, fix)
    return ()


def _named_only(top: Section, node: Sequence) -> tuple[SheetCriterion, ...]:
    names = [item for item in node.items if isinstance(item, Scalar) and not item.is_blank]
    if len(names) < len(node.items):
        top.notes.wrong(node, "kriteria", Message("{key} takes a list of names", key="kriteria"))
    for name, count in Counter(item.text.strip() for item in names).items():
        if count > 1:
            top.notes.wrong(node, "kriteria", Message("'{name}' stands twice in {key}", name=name, key="kriteria"))
    return tuple(SheetCriterion(item.text.strip(), top.notes.place(item)) for item in names)


def _criterion(section: Section, name: str) -> SheetCriterion:
    entry = section.entries[name]
    where, value = section.notes.place(entry), entry.value
    if isinstance(value, Scalar):
        return SheetCriterion(name, where, _weight(section, name))
    own = section.section(name, CRITERION_KEYS)
    if own.text("jenis") in DIRECTIONS:
        own.notes.wrong(own.entries["jenis"].value, own.full("jenis"),
                        Message("jenis names the kind of a criterion of mutasi.yaml, not its direction"),
                        Message("write arah: {direction}", direction=own.text("jenis")))  # fmt: skip
    return SheetCriterion(
        name=name,
        location=where,
        weight=_weight(own, "bobot"),
        benefit=own.one_of("arah", DIRECTIONS) != "cost",
        label=own.text("label"),
        kind=own.text("jenis"),
        ideal=plain_number(own, "ideal"),
        core=own.one_of("faktor", FACTORS) != "pendukung",
        lower=plain_number(own, "bawah"),
        upper=plain_number(own, "atas"),
        places=own.value_places(),
    )


def _weight(section: Section, key: str) -> Number | None:
    """A weight as written; 30% is 3/10."""
    value = section.scalar(key)
    if value is None:
        return None
    text = value.text.strip()
    number = number_of(section, value, key, text.removesuffix("%"))
    if number is None or not text.endswith("%"):
        return number
    return Number(number.value / 100, text, number.location, number.decimals)


def _refuse_mixed_percent(section: Section) -> None:
    """Weights with and without the sign would be a hundred times apart."""
    found = {}
    for name, entry in section.entries.items():
        value: Node | None = entry.value
        if isinstance(value, Mapping):
            value = value.entries["bobot"].value if "bobot" in value.entries else None
        if isinstance(value, Scalar) and not value.is_blank:
            found[name] = value
    signed = [name for name, value in found.items() if value.text.strip().endswith("%")]
    if signed and len(signed) < len(found):
        message = Message("{name} has a weight in percent, and other weights are written without the sign",
                          name=signed[0])  # fmt: skip
        section.notes.wrong(found[signed[0]], section.full(signed[0]), message, Message("write all weights alike"))
