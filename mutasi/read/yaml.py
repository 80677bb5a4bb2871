"""YAML to nodes that keep the text exactly as typed and know their place.

Built on the events of libyaml, not on a loader: nothing is converted, so `NO`, `010`, `12:30` and
`2023-02-30` stay what was typed. Of YAML only plain data is taken: no anchors, aliases, merge keys,
tags, second documents or repeated keys; each is a finding with its place. The builder keeps its own
stack, so nesting cannot exhaust Python's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from mutasi.errors import MutasiError
from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.characters import HIDDEN_PATTERN
from mutasi.read import limits
from mutasi.read.characters import may_hide, shown
from mutasi.read.faults import bounded, fault
from mutasi.read.nodes import (
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
    duplicate_key,
    too_deep,
    without_garbage_collection,
)
from mutasi.read.quick_yaml import read_plainly
from mutasi.read.source import Source, decoded, empty_file, is_blank
from mutasi.read.yaml_syntax import syntax_finding

MERGE_KEY = "<<"


class LibyamlMissing(MutasiError):
    """PyYAML was built without libyaml, whose parser is the only one used here."""

    def __init__(self) -> None:
        super().__init__(
            Message("PyYAML is installed without libyaml; install a wheel of PyYAML for this Python version")
        )


def read_yaml(source: Source, encoding: str = "", *, quick: bool = True) -> tuple[Node | None, tuple[Finding, ...]]:
    """The root node of a YAML file, or None and why it cannot be used.

    Every fault that can be told apart is reported; a syntax error or a limit ends the reading. Without `quick` every
    file goes through libyaml, which changes nothing but the time.
    """
    if not yaml.__with_libyaml__:
        raise LibyamlMissing
    text_source, findings = decoded(source, encoding)
    if text_source is None:
        return None, findings
    if is_blank(text_source):
        return None, (empty_file(source.path),)
    if may_hide(text_source.data):
        return None, bounded(_hidden(text_source), source.path)
    if quick and (root := read_plainly(text_source.text)) is not None:
        return root, ()
    builder = _Builder(source.path)
    try:
        with without_garbage_collection():
            _build(builder, text_source.text)
    except yaml.YAMLError as error:
        builder.findings.append(syntax_finding(error, text_source))
    if builder.findings:
        return None, bounded(builder.findings, source.path)
    if builder.root is None:
        return None, (empty_file(source.path),)
    return builder.root, ()


class Comment(NamedTuple):
    """A comment, from its sign on, whether nothing else stands in its line, and its place from 0."""

    text: str
    alone: bool
    line: int
    column: int


def comments(text: str) -> tuple[Comment, ...]:
    """The comments of a text that is valid YAML, in their order."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for event in yaml.parse(text, yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent) and event.style:
            for number, begin, end in _lines_of(event):
                taken.setdefault(number, []).append((begin, end))
    found = []
    for number, line in enumerate(text.splitlines()):
        signs = (match.start() for match in _COMMENT_SIGN.finditer(line))
        spans = taken.get(number, ())
        at = next((at for at in signs if not any(begin <= at < end for begin, end in spans)), None)
        if at is not None:
            found.append(Comment(line[at:].rstrip(), not line[:at].strip(), number, at))
    return tuple(found)


_COMMENT_SIGN = re.compile(r"(?:^|(?<=[ \t]))#")


def _lines_of(event: Any) -> Iterator[tuple[int, int, int]]:
    """Line, first column and column behind the last of each part of a scalar in quotes or in a block."""
    start, end = event.start_mark, event.end_mark
    first = start.line + 1 if event.style in "|>" else start.line
    for line in range(first, end.line + 1):
        yield line, start.column if line == start.line else 0, end.column if line == end.line else 1 << 30


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come: `items` of a list or `entries` of a mapping.

    `start` is the event that opened it, `key` that of the key that waits for its value.
    """

    start: Any = None
    items: list[Node] | None = None
    entries: dict[str, Entry] | None = None
    key: Any = None


@dataclass(slots=True)
class _Builder:
    """What is built so far. The outermost `_Open` stands for the document itself and takes its root as an item."""

    path: str
    open: list[_Open] = field(default_factory=lambda: [_Open(items=[])])
    documents: int = 0
    findings: list[Finding] = field(default_factory=list)
    anchors: Counter[str] = field(default_factory=Counter)
    """How often an anchor of that name is written or used."""

    @property
    def root(self) -> Node | None:
        items = self.open[0].items
        return items[0] if items else None

    def report(self, code: str, message: Message, event: Any, fix: Message | None = None, value: str = "") -> None:
        self.findings.append(fault(code, message, _event_place(event, self.path), value=value, fix=fix))


_OPENINGS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSINGS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_new_tuple = tuple.__new__  # half the time of calling a named tuple, which is most of the work here


def _build(builder: _Builder, text: str) -> None:
    """Feeds the events of a text to the builder; yaml.YAMLError when the text is no YAML."""
    next_event: Callable[[], Any] = yaml.CSafeLoader(text).get_event
    innermost = builder.open[-1]
    while (event := next_event()) is not None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor or event.tag:
                _refuse_extras(builder, event)
            if innermost.entries is not None and innermost.key is None:
                innermost.key = event
            else:
                start, end, quoted = event.start_mark, event.end_mark, event.style != ""
                ends = _block_end(text, event) if event.style in _BLOCKS else (end.line, end.column)
                fields = (event.value, start.line, start.column, *ends, quoted)
                _add(builder, innermost, _new_tuple(Scalar, fields))
        elif kind in _OPENINGS:
            innermost = _opened(builder, event)
            if len(builder.open) > limits.NODE_DEPTH + 1:
                return
        elif kind in _CLOSINGS:
            innermost = _closed(builder, event)
        elif kind is yaml.AliasEvent:
            _refuse_alias(builder, innermost, event)
        elif kind is yaml.DocumentStartEvent and not _begin_document(builder, event):
            return


_BLOCKS = ("|", ">")
_LINE_ENDS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What libyaml takes for the end of a line."""


def _block_end(text: str, event: Any) -> tuple[int, int]:
    """Where a text in a block ends: behind its last line that is not blank, and not where libyaml goes on."""
    start, end = event.start_mark, event.end_mark
    lines = _LINE_ENDS.split(text[start.index : end.index])
    filled = [number for number, line in enumerate(lines) if line.strip()]
    last = filled[-1] if filled else 0
    return start.line + last, len(lines[last].rstrip()) + (0 if last else start.column)


def _begin_document(builder: _Builder, event: Any) -> bool:
    """Begins a document; False for a second one."""
    builder.documents += 1
    if builder.documents == 1:
        return True
    message = Message("a second YAML document begins here; only one can be read")
    fix = Message("remove the line --- or put the second part into a file of its own")
    builder.report("BERKAS-13", message, event, fix)
    return False


def _opened(builder: _Builder, event: Any) -> _Open:
    """Begins a collection; reports one that is too deep."""
    if event.anchor or event.tag:
        _refuse_extras(builder, event)
    if len(builder.open) > limits.NODE_DEPTH:
        builder.findings.append(too_deep(_event_place(event, builder.path)))
    is_list = type(event) is yaml.SequenceStartEvent
    builder.open.append(_Open(event, [], None) if is_list else _Open(event, None, {}))
    return builder.open[-1]


def _closed(builder: _Builder, event: Any) -> _Open:
    """Ends the innermost collection, puts it where it belongs and returns the one around it."""
    finished = builder.open.pop()
    around = builder.open[-1]
    start = finished.start.start_mark
    span = (start.line, start.column, *_end(finished, event))
    if around.entries is not None and around.key is None:
        message = Message("a key must be a single text, not a list or a mapping")
        builder.report("BERKAS-14", message, finished.start)
        around.key = _nameless_key(finished.start)
    elif finished.entries is None:
        _add(builder, around, Sequence(finished.items or [], *span))
    else:
        _add(builder, around, Mapping(finished.entries, *span))
    return around


def _end(finished: _Open, event: Any) -> tuple[int, int]:
    """Where a collection ends: at its bracket, else with its last value. For libyaml it ends where the next begins."""
    last: Node | None = None
    if not finished.start.flow_style:
        entry = next(reversed(finished.entries.values()), None) if finished.entries else None
        last = entry.value if entry else finished.items[-1] if finished.items else None
    mark = event.end_mark
    return (mark.line, mark.column) if last is None else (last.end_line, last.end_column)


def _add(builder: _Builder, around: _Open, value: Node) -> None:
    """Puts a finished value into the list, or under the key that waits for it."""
    entries = around.entries
    if entries is None:
        around.items.append(value)  # type: ignore[union-attr]
        return
    key = around.key
    around.key = None
    name, start = key.value, key.start_mark
    entry = _new_tuple(Entry, (value, start.line, start.column, key.end_mark.column))
    if name in entries:
        builder.findings.append(duplicate_key(name, entries[name], entry, builder.path))
    elif name == MERGE_KEY and key.style == "":
        _refuse_anchor(builder, key)
    else:
        entries[name] = entry


def _nameless_key(event: Any) -> Any:
    """A key for a value whose own key was refused, with a name that no text can have."""
    name = f"\0{event.start_mark.line}:{event.start_mark.column}"
    return yaml.ScalarEvent(None, None, (True, False), name, event.start_mark, event.end_mark, "'")


def _refuse_alias(builder: _Builder, innermost: _Open, event: Any) -> None:
    _refuse_anchor(builder, event)
    if innermost.entries is not None and innermost.key is None:
        innermost.key = _nameless_key(event)
    else:
        start, end = event.start_mark, event.end_mark
        _add(builder, innermost, Scalar("", start.line, start.column, end.line, end.column, False))


def _refuse_extras(builder: _Builder, event: Any) -> None:
    if event.anchor:
        _refuse_anchor(builder, event)
    if event.tag:
        message = Message("the tag {tag} is not taken: every value is read as text", tag=event.tag)
        fix = Message("remove the word that begins with the exclamation mark")
        builder.report("BERKAS-12", message, event, fix, event.tag)


def _refuse_anchor(builder: _Builder, event: Any) -> None:
    """One finding for each name of an anchor, at the first of its places."""
    name = event.anchor or MERGE_KEY
    builder.anchors[name] += 1
    if builder.anchors[name] == 1:
        message = Message("anchors (&), aliases (*) and merge keys (<<) are not taken")
        builder.report("BERKAS-11", message, event, Message("write the values out in full at each place"))


def _event_place(event: Any, path: str) -> Location:
    start, end = event.start_mark, event.end_mark
    return Location(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _hidden(source: Source) -> Iterator[Finding]:
    """A finding for each control or invisible character. libyaml counts some of them as line ends."""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", source.text), start=1):
        for match in HIDDEN_PATTERN.finditer(line):
            message = Message("the invisible character {character} stands here", character=shown(match.group()))
            where = Location(source.path, number, match.start() + 1, number, match.end() + 1)
            yield fault("BERKAS-07", message, where, fix=Message("delete it"))
