"""The alternatives of a decision sheet, their values, and what the sheet says came out."""

from __future__ import annotations

from collections import Counter

from mutasi.message import Message
from mutasi.model.decision_sheet import Number, Published
from mutasi.read.near import did_you_mean
from mutasi.read.nodes import Mapping, Node, Scalar, Sequence
from mutasi.read.policy_section import Section
from mutasi.read.sheet_numbers import number_of, wrong_above

RESULT_KEYS = ("skor", "pemenang")
_ROWS = Message("{key} takes a row of numbers for each alternative", key="nilai")


def values_in(top: Section, names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[tuple[Number, ...], ...]]:
    """Names and rows: a list of rows beside `alternatif`, or a mapping from name to row."""
    node, alternatives = top.node("nilai"), top.texts("alternatif")
    if isinstance(node, Mapping):
        alternatives, rows = tuple(node.entries), [entry.value for entry in node.entries.values()]
    elif node is None or isinstance(node, Sequence):
        rows = node.items if node is not None else []
    else:
        top.notes.wrong(node, "nilai", _ROWS)
        return alternatives, ()
    _refuse_repeated(top, alternatives)
    if node is not None and len(rows) != len(alternatives):
        message = Message("nilai has {rows} row(s), and alternatif names {names}", rows=len(rows),
                          names=len(alternatives))  # fmt: skip
        fix = Message("write alternatif: with a name for each row, in their order")
        top.notes.wrong(top.entries["nilai"], "nilai", message, fix)
    return alternatives, tuple(_row(top, row, names) for row in rows)


def _refuse_repeated(top: Section, alternatives: tuple[str, ...]) -> None:
    for name, count in Counter(alternatives).items():
        if count > 1:
            wrong_above(top, "alternatif", Message("'{name}' stands twice in {key}", name=name, key="alternatif"),
                         Message("give each a name of its own"))  # fmt: skip


def _row(top: Section, node: Node, names: tuple[str, ...]) -> tuple[Number, ...]:
    items = node.items if isinstance(node, Sequence) else [node]
    if len(items) != len(names):
        message = Message("nilai: a row has {count} value(s), and there are {criteria} criteria", count=len(items),
                          criteria=len(names))  # fmt: skip
        fix = Message("write one value for each criterion, in the order of kriteria: {names}", names=names)
        top.notes.wrong(node, "nilai", message, fix)
    found = []
    for item in items:
        if isinstance(item, Scalar):
            found.append(number_of(top, item, "nilai", item.text.strip()))
        else:
            top.notes.wrong(item, "nilai", _ROWS)
    return tuple(number for number in found if number is not None)


def published_in(top: Section, alternatives: tuple[str, ...]) -> Published:
    result = top.section("hasil", RESULT_KEYS)
    scores = result.section("skor")
    found = {}
    for name in scores.entries:
        value = scores.scalar(name)
        number = None if value is None else number_of(scores, value, name, value.text.strip())
        if number is not None:
            found[name] = number
    winner = result.text("pemenang")
    for section, name in (*((scores, name) for name in scores.entries), *([(result, "pemenang")] if winner else [])):
        text = winner if name == "pemenang" and section is result else name
        if text not in (alternatives or tuple(scores.entries)):
            message = Message("{key}: there is no alternative '{name}'", key=section.full(name), name=text)
            section.notes.wrong(section.entries[name], section.full(name), message, did_you_mean(text, alternatives))
    return Published(found, winner, result.value_places().get("pemenang"))
