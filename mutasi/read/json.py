"""JSON, and JSON lines, to the nodes that YAML gives too: every value as typed, with its place.

The library's own parser decides what is JSON; only the places are found here, in text that is known to be sound.
Numbers keep their digits, true and false are words, null is blank.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.read import limits
from mutasi.read.faults import bounded, fault
from mutasi.read.nodes import Entry, Mapping, Node, Scalar, Sequence, duplicate_key, too_deep
from mutasi.read.records import NEWLINE
from mutasi.read.source import Source, decoded, empty_file, is_blank

_TOKEN = re.compile(r'([ \t\r\n]*)("(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+)')
_SURROGATE = re.compile("[\ud800-\udfff]")


class _NoJson(ValueError):
    """A word that the library takes and JSON does not know: NaN, Infinity."""


def read_json(source: Source, encoding: str = "") -> tuple[Node | None, tuple[Finding, ...]]:
    """The root node of a JSON file, or None and why it cannot be used."""
    text_source, findings = decoded(source, encoding)
    if text_source is None:
        return None, findings
    if is_blank(text_source):
        return None, (empty_file(source.path),)
    return parse_json(text_source.text, source.path)


def read_json_lines(source: Source, encoding: str = "") -> tuple[Sequence | None, tuple[Finding, ...]]:
    """The values of a file that holds one in each line, blank lines aside; None and why when one cannot be used."""
    text_source, findings = decoded(source, encoding)
    if text_source is None:
        return None, findings
    if is_blank(text_source):
        return None, (empty_file(source.path),)
    items: list[Node] = []
    wrong: list[Finding] = []
    lines = NEWLINE.split(text_source.text)
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        item, found = parse_json(line, source.path, number)
        wrong += found
        if item is not None:
            items.append(item)
    if wrong:
        return None, bounded(wrong, source.path)
    return Sequence(items, 0, 0, len(lines) - 1, len(lines[-1])), ()


def parse_json(text: str, path: str, first_line: int = 0) -> tuple[Node | None, tuple[Finding, ...]]:
    """The node of a text that begins on a line of a file, counted from 0; None and why when it is no JSON."""
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        return None, (_syntax(error, path, first_line),)
    except _NoJson as error:
        return None, (_constant(str(error), text, path, first_line),)
    except RecursionError:
        return None, (too_deep(Location(path, first_line + 1)),)
    builder = _Builder(path, text, first_line)
    root = builder.build()
    return (None if builder.findings else root), bounded(builder.findings, path)


def _refuse_constant(name: str) -> NoReturn:
    raise _NoJson(name)


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come, where it begins, and the key that waits for its value."""

    line: int
    column: int
    items: list[Node] | None
    entries: dict[str, Entry] | None
    key: tuple[str, int, int, int] | None = None


@dataclass(slots=True)
class _Builder:
    """Makes nodes of the tokens of sound JSON with a stack of its own."""

    path: str
    text: str
    line: int
    findings: list[Finding] = field(default_factory=list)

    def build(self) -> Node | None:
        outermost = _Open(0, 0, [], None)
        stack = [outermost]
        for token, line, column in self._tokens():
            if token in "{[":
                stack.append(_Open(line, column, [] if token == "[" else None, {} if token == "{" else None))
                if len(stack) > limits.NODE_DEPTH + 1:
                    self.findings.append(too_deep(Location(self.path, line + 1, column + 1)))
                    return None
            elif token in "}]":
                closed = stack.pop()
                span = (closed.line, closed.column, line, column + 1)
                self._add(stack[-1], Sequence(closed.items, *span) if closed.items is not None
                          else Mapping(closed.entries or {}, *span))  # fmt: skip
            elif token not in ",:":
                self._scalar(stack[-1], token, line, column)
        return outermost.items[0] if outermost.items else None

    def _tokens(self) -> Iterator[tuple[str, int, int]]:
        """Each token with its line and column from 0."""
        line, begin = self.line, 0
        for match in _TOKEN.finditer(self.text):
            blanks = match.group(1)
            if "\n" in blanks or "\r" in blanks:
                ends = [newline.end() for newline in NEWLINE.finditer(blanks)]
                line, begin = line + len(ends), match.start() + ends[-1]
            yield match.group(2), line, match.start(2) - begin

    def _scalar(self, around: _Open, token: str, line: int, column: int) -> None:
        text = token
        if token.startswith('"'):
            text = json.loads(token) if "\\" in token else token[1:-1]
            if _SURROGATE.search(text):
                message = Message("the text holds half of a character (\\ud800 to \\udfff alone)")
                where = Location(self.path, line + 1, column + 1, line + 1, column + 1 + len(token))
                self.findings.append(fault("BERKAS-07", message, where, fix=Message("write the character itself")))
                text = _SURROGATE.sub("", text)
        elif token == "null":
            text = ""
        end = column + len(token)
        if around.entries is not None and around.key is None:
            around.key = (text, line, column, end)
        else:
            self._add(around, Scalar(text, line, column, line, end, token.startswith('"')))

    def _add(self, around: _Open, value: Node) -> None:
        if around.entries is None:
            around.items.append(value)  # type: ignore[union-attr]
            return
        assert around.key is not None
        name, line, column, end = around.key
        around.key = None
        entry = Entry(value, line, column, end)
        first = around.entries.get(name)
        if first is None:
            around.entries[name] = entry
            return
        self.findings.append(duplicate_key(name, first, entry, self.path))


def _constant(name: str, text: str, path: str, first_line: int) -> Finding:
    before = text[: text.find(name)]
    line = len(NEWLINE.findall(before))
    message = Message("{value} is no JSON number", value=name)
    where = Location(path, first_line + line + 1, len(before) - max(before.rfind("\n"), before.rfind("\r")))
    return fault("BERKAS-21", message, where, value=name)


_SYNTAX: tuple[tuple[str, Message], ...] = (
    ("Expecting property name", Message("a key in double quotes is expected here")),
    ("Expecting ',' delimiter", Message("a comma or a closing bracket is expected here")),
    ("Expecting ':' delimiter", Message("a colon is expected here, after the key")),
    ("Expecting value", Message("a value is expected here")),
    ("Extra data", Message("the JSON value ends before this place; only one can be read")),
    ("Unterminated string", Message("a text is opened here with a quote and never closed")),
    ("Invalid control character", Message("a text holds a line break or another control character")),
    ("Invalid \\escape", Message("an unknown escape stands after the backslash")),
    ("Invalid \\uXXXX escape", Message("four hexadecimal digits are expected after \\u")),
    ("Illegal trailing comma", Message("a comma stands before a closing bracket")),
)
"""The beginning of the library's problem, and what we say."""


def _syntax(error: json.JSONDecodeError, path: str, first_line: int) -> Finding:
    said = (message for begin, message in _SYNTAX if error.msg.startswith(begin))
    message = next(said, None) or Message("this is not valid JSON: {problem}", problem=error.msg)
    return fault("BERKAS-21", message, Location(path, first_line + error.lineno, error.colno))
