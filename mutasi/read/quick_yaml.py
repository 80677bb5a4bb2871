"""The way through regular expressions for YAML in the plain form of tables; None for all other YAML.

The form is a list of flat records, alone or under one key. A line holds a key and its value: a plain or quoted text, or
a list or mapping of such in brackets. An event of libyaml costs as much as a line of this, and a line has many; so
lines are matched, and the first that leaves the form leaves the file to the exact reader. The form is narrower than
YAML on purpose: what it takes has one meaning, and gives the nodes and places that the exact reader gives.
"""

from __future__ import annotations

import re

from mutasi.read.nodes import Entry, Mapping, Node, Scalar, Sequence, without_garbage_collection

# Only single signs repeat possessively (*+): Python 3.11 before 3.11.5 does that wrongly with groups.
_KEY = r"\w[\w .-]{0,98}+(?<=\w)"
_BEGIN = r"[^\s!\"#%&'*,:>?@`\[\]{|}-]"  # a text may begin with other signs, but not with these everywhere
_WORD = r"[^\n: ]*+(?::(?=\S)[^\n: ]*+)*"
_PLAIN = rf"{_BEGIN}{_WORD}(?: ++[^\n:# ]{_WORD})*"
_QUOTED = r"\"[^\n\"\\]*\"|'[^\n']*'"
_BRACKETS = r"\[[^\n\]]*\]|{[^\n}]*}"
_LINE = re.compile(
    rf"( *+)(- ++|)({_KEY}):(?:( ++)(?:({_PLAIN})|({_QUOTED})|({_BRACKETS})))? *+(?:(?<= )#[^\n]*)?\n"
    r"|(?: *(?:#[^\n]*)?|([^\n]+))\n"
)
"""Groups: indentation, dash, key, gap; plain, quoted or bracketed value; and what is neither such a line nor blank."""

_WORDS = rf"{_BEGIN}(?:[^\n,:#?\[\]{{}}]*[^\s,:#?\[\]{{}}])?"
_ITEM = re.compile(rf"( *)({_WORDS}|{_QUOTED})( *(?:,|\Z))|(.+)")
_PAIR = re.compile(rf"( *)({_KEY})(: +)({_WORDS}|{_QUOTED})( *(?:,|\Z))|(.+)")
"""Between brackets: the last group is what leaves the form."""

_QUOTES = frozenset("\"'")

_UNUSUAL = re.compile("[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What libyaml refuses or may take for the end of a line, and tabs."""

_new_tuple = tuple.__new__  # half the time of calling a named tuple


class _NotPlain(Exception):
    """The text leaves the form."""


def read_plainly(text: str) -> Node | None:
    """The root node of a text in the plain form, else None."""
    text = text.replace("\r\n", "\n")
    if not text.endswith("\n") or _UNUSUAL.search(text):
        return None
    lines = _LINE.findall(text)
    try:
        with without_garbage_collection():
            return _root(lines)
    except _NotPlain:
        return None


def _root(lines: list[tuple[str, ...]]) -> Node:
    """The list of records, in a mapping when a key stands before it. Each ends where its last value does."""
    first, name = _opening(lines)
    column = len(lines[first][0])
    items = _records(lines, first)
    end = (items[-1].end_line, items[-1].end_column)
    records = Sequence(items, first, column, *end)
    if name < 0:
        return records
    key = lines[name][2]
    return Mapping({key: Entry(records, name, 0, len(key))}, name, 0, *end)


def _opening(lines: list[tuple[str, ...]]) -> tuple[int, int]:
    """The numbers of the line with the first dash and of the one with the key before it, -1 for none."""
    name = -1
    for number, (indentation, dash, key, gap, *_, other) in enumerate(lines):
        if dash:
            return number, name
        if other or (key and (indentation or gap or name >= 0)):
            break
        if key:
            name = number
    raise _NotPlain


def _records(lines: list[tuple[str, ...]], first: int) -> list[Node]:
    """The records of the lines from the first with a dash on."""
    records: list[Node] = []
    outer = inner = len(lines[first][0])
    begun = first
    entries: dict[str, Entry] = {}
    value: Node = Scalar("", first, 0, first, 0, False)
    for line, (indentation, dash, key, gap, plain, quoted, brackets, other) in enumerate(lines[first:], start=first):
        if not key:
            if other:
                raise _NotPlain
            continue
        column = len(indentation)
        if dash:
            if column != outer:
                raise _NotPlain
            if entries:
                records.append(Mapping(entries, begun, inner, value.end_line, value.end_column))
                entries = {}
            column += len(dash)
            begun, inner = line, column
        if column != inner or key in entries:
            raise _NotPlain
        end = column + len(key)
        start = end + 1 + len(gap)
        if quoted:
            value = _new_tuple(Scalar, (quoted[1:-1], line, start, line, start + len(quoted), True))
        elif brackets:
            value = _collection(brackets, line, start)
        else:
            value = _new_tuple(Scalar, (plain, line, start, line, start + len(plain), False))
        entries[key] = _new_tuple(Entry, (value, line, column, end))
    records.append(Mapping(entries, begun, inner, value.end_line, value.end_column))
    return records


def _items(brackets: str, line: int, column: int) -> list[Node]:
    """The texts of a list in brackets whose inside begins at a column."""
    items: list[Node] = []
    for space, text, after, other in _ITEM.findall(brackets[1:-1]):
        if other:
            raise _NotPlain
        column += len(space)
        items.append(_text(text, line, column))
        column += len(text) + len(after)
    return items


def _pairs(brackets: str, line: int, column: int) -> dict[str, Entry]:
    """The same of a mapping in brackets."""
    entries: dict[str, Entry] = {}
    for space, key, gap, text, after, other in _PAIR.findall(brackets[1:-1]):
        if other or key in entries:
            raise _NotPlain
        column += len(space)
        end = column + len(key)
        start = end + len(gap)
        entries[key] = _new_tuple(Entry, (_text(text, line, start), line, column, end))
        column = start + len(text) + len(after)
    return entries


def _collection(text: str, line: int, column: int) -> Node:
    """A list or mapping in brackets that begins at a column."""
    span = (line, column, line, column + len(text))
    if text[0] == "[":
        return Sequence(_items(text, line, column + 1), *span)
    return Mapping(_pairs(text, line, column + 1), *span)


def _text(text: str, line: int, column: int) -> Scalar:
    end = column + len(text)
    if text[0] in _QUOTES:
        return _new_tuple(Scalar, (text[1:-1], line, column, line, end, True))
    return _new_tuple(Scalar, (text, line, column, line, end, False))
