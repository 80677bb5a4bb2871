"""YAML to nodes that keep the text exactly as typed and know their place.

Built on the events of libyaml, not on a loader: nothing is converted, so `NO`, `010`, `12:30` and
`2023-02-30` stay what was typed. Of YAML only plain data is taken: no anchors, aliases, merge keys,
tags, second documents or repeated keys; each is a finding with its place. The builder keeps its own
stack, so nesting cannot exhaust Python's.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import yaml

from mutasi.errors import MutasiError
from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.read import limits
from mutasi.read.characters import HIDDEN_PATTERN, may_hide, shown
from mutasi.read.faults import bounded, fault
from mutasi.read.source import Source, decoded, empty_file, is_blank

MERGE_KEY = "<<"


class Mark(Protocol):
    """A place in the text; line and column count from 0."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


class Scalar(NamedTuple):
    """A single value: its text as typed (without quotes, escapes undone)."""

    text: str
    start: Mark
    end: Mark
    quoted: bool

    @property
    def is_blank(self) -> bool:
        """Nothing, or the plain sign ``~``; the word null is ordinary text."""
        return not self.text or (self.text == "~" and not self.quoted)


class Sequence(NamedTuple):
    """A list of nodes."""

    items: list[Node]
    start: Mark
    end: Mark


class Mapping(NamedTuple):
    """Keys and values by the text of the keys, in file order."""

    entries: dict[str, tuple[Scalar, Node]]
    start: Mark
    end: Mark


Node = Scalar | Sequence | Mapping


def place(node: Node, path: str) -> Location:
    """Where a node stands."""
    start, end = node.start, node.end
    return Location(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def plain(node: Node) -> object:
    """A node as text, a tuple or a dict of text; a blank scalar is the empty text."""
    if isinstance(node, Scalar):
        return "" if node.is_blank else node.text
    if isinstance(node, Sequence):
        return tuple(plain(item) for item in node.items)
    return {name: plain(value) for name, (_, value) in node.entries.items()}


class LibyamlMissing(MutasiError):
    """PyYAML was built without libyaml, whose parser is the only one used here."""

    def __init__(self) -> None:
        super().__init__(
            Message("PyYAML is installed without libyaml; install a wheel of PyYAML for this Python version")
        )


def read_yaml(source: Source) -> tuple[Node | None, tuple[Finding, ...]]:
    """The root node of a YAML file, or None and why it cannot be used.

    Every fault that can be told apart is reported; a syntax error or a limit ends the reading.
    """
    if not yaml.__with_libyaml__:
        raise LibyamlMissing
    text_source, findings = decoded(source)
    if text_source is None:
        return None, findings
    if is_blank(text_source):
        return None, (empty_file(source.path),)
    if may_hide(text_source.data):
        return None, bounded(_hidden(text_source), source.path)
    builder = _Builder(source.path)
    try:
        with _without_garbage_collection():
            _build(builder, text_source.text)
    except yaml.YAMLError as error:
        builder.findings.append(_syntax(error, text_source))
    if builder.findings:
        return None, bounded(builder.findings, source.path)
    if builder.root is None:
        return None, (empty_file(source.path),)
    return builder.root, ()


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Nodes hold no cycles; looking for some while a big file is built takes half the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@dataclass(slots=True)
class _Builder:
    """What is built so far. `node` is the innermost open collection, `key` the key that waits for its value."""

    path: str
    root: Node | None = None
    node: Sequence | Mapping | None = None
    key: Scalar | None = None
    outer: list[tuple[Sequence | Mapping | None, Scalar | None]] = field(default_factory=list)
    """The collections around `node` with their waiting keys, from the outside in."""
    documents: int = 0
    findings: list[Finding] = field(default_factory=list)


_OPENINGS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_new_tuple = tuple.__new__  # half the time of calling a named tuple, which is most of the work here


def _build(builder: _Builder, text: str) -> None:
    """Feeds the events of a text to the builder; yaml.YAMLError when the text is no YAML."""
    next_event: Callable[[], Any] = yaml.CSafeLoader(text).get_event
    while (event := next_event()) is not None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor or event.tag:
                _refuse_extras(builder, event)
            quoted = event.style != ""
            scalar = _new_tuple(Scalar, (event.value, event.start_mark, event.end_mark, quoted))
            if builder.key is None and type(builder.node) is Mapping:
                builder.key = scalar
            else:
                _add(builder, scalar)
        elif kind in _OPENINGS:
            if not _open(builder, event):
                return
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            _close(builder, event)
        elif kind is yaml.AliasEvent:
            _refuse_anchor(builder, _span(event))
            _add(builder, Scalar("", event.start_mark, event.end_mark, False))
        elif kind is yaml.DocumentStartEvent and not _begin(builder, event):
            return


def _begin(builder: _Builder, event: Any) -> bool:
    """Begins a document; False for a second one."""
    builder.documents += 1
    if builder.documents == 1:
        return True
    message = Message("a second YAML document begins here; only one can be read")
    fix = Message("remove the line --- or put the second part into a file of its own")
    builder.findings.append(fault("BERKAS-13", message, place(_span(event), builder.path), fix=fix))
    return False


def _add(builder: _Builder, value: Node) -> None:
    """Puts a finished value where it belongs: into the list, under the waiting key, or at the root."""
    parent, key = builder.node, builder.key
    if parent is None:
        builder.root = value
    elif type(parent) is Sequence:
        parent.items.append(value)
    elif key is None:
        builder.key = _as_key(builder, parent, value)  # type: ignore[arg-type]
    else:
        builder.key = None
        name, entries = key.text, parent.entries  # type: ignore[union-attr]
        if name in entries:
            _refuse_duplicate(builder, entries[name][0], key)
        elif name == MERGE_KEY and not key.quoted:
            _refuse_anchor(builder, key)
        else:
            entries[name] = (key, value)


def _as_key(builder: _Builder, mapping: Mapping, value: Node) -> Scalar:
    """A scalar as it is; for a list or mapping a finding, and a name that no text can have."""
    if isinstance(value, Scalar):
        return value
    message = Message("a key must be a single text, not a list or a mapping")
    builder.findings.append(fault("BERKAS-14", message, place(value, builder.path)))
    return Scalar(f"\0{len(mapping.entries)}", value.start, value.end, True)


def _open(builder: _Builder, event: Any) -> bool:
    """Begins a collection; False when it is nested too deeply to go on."""
    if event.anchor or event.tag:
        _refuse_extras(builder, event)
    if len(builder.outer) >= limits.YAML_DEPTH:
        builder.findings.append(fault("BERKAS-15", _too_deep(), place(_span(event), builder.path)))
        return False
    builder.outer.append((builder.node, builder.key))
    builder.key = None
    start, end = event.start_mark, event.end_mark
    is_mapping = type(event) is yaml.MappingStartEvent
    builder.node = Mapping({}, start, end) if is_mapping else Sequence([], start, end)
    return True


def _too_deep() -> Message:
    return Message("nested more than {limit} levels deep", limit=limits.YAML_DEPTH)


def _close(builder: _Builder, event: Any) -> None:
    finished = builder.node
    builder.node, builder.key = builder.outer.pop()
    if isinstance(finished, Sequence):
        _add(builder, Sequence(finished.items, finished.start, event.end_mark))
    elif finished is not None:
        _add(builder, Mapping(finished.entries, finished.start, event.end_mark))


def _span(event: Any) -> Sequence:
    """The place of an event as a node without content."""
    return Sequence([], event.start_mark, event.end_mark)


def _refuse_extras(builder: _Builder, event: Any) -> None:
    if event.anchor:
        _refuse_anchor(builder, _span(event))
    if event.tag:
        message = Message("the tag {tag} is not taken: every value is read as text", tag=event.tag)
        fix = Message("remove the word that begins with the exclamation mark")
        where = place(_span(event), builder.path)
        builder.findings.append(fault("BERKAS-12", message, where, value=event.tag, fix=fix))


def _refuse_anchor(builder: _Builder, node: Node) -> None:
    message = Message("anchors (&), aliases (*) and merge keys (<<) are not taken")
    fix = Message("write the values out in full at each place")
    builder.findings.append(fault("BERKAS-11", message, place(node, builder.path), fix=fix))


def _refuse_duplicate(builder: _Builder, first: Scalar, second: Scalar) -> None:
    name = second.text
    message = Message(
        "the key '{key}' is written twice, in line {first} and line {second}",
        key=name,
        first=first.start.line + 1,
        second=second.start.line + 1,
    )
    fix = Message("keep one of the two")
    where, other = place(second, builder.path), place(first, builder.path)
    builder.findings.append(fault("BERKAS-10", message, where, field=name, value=name, fix=fix, related=(other,)))


def _hidden(source: Source) -> Iterator[Finding]:
    """A finding for each control or invisible character. libyaml counts some of them as line ends."""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", source.text), start=1):
        for match in HIDDEN_PATTERN.finditer(line):
            message = Message("the invisible character {character} stands here", character=shown(match.group()))
            where = Location(source.path, number, match.start() + 1, number, match.end() + 1)
            yield fault("BERKAS-07", message, where, fix=Message("delete it"))


_SYNTAX: tuple[tuple[str, Message], ...] = (
    ("found a tab character", Message("a tab is used for indentation; write spaces instead")),
    ("unexpected end of stream", Message("a quote is opened here and never closed")),
    (
        "did not find expected ',' or ']'",
        Message("a list is opened here with [ and not closed, or a comma is missing"),
    ),
    (
        "did not find expected ',' or '}'",
        Message("a mapping is opened here with {{ and not closed, or a comma is missing"),
    ),
    ("did not find expected node content", Message("a value is expected here")),
    (
        "mapping values are not allowed",
        Message("a colon is not expected here: check the indentation, or put the text in quotes"),
    ),
    ("did not find expected key", Message("a key is expected here: check the indentation and the quotes")),
    ("did not find expected '-' indicator", Message("a list item beginning with - is expected here")),
    ("could not find expected ':'", Message("a key without a colon stands here")),
    ("cannot start any token", Message("a text cannot begin with this character: put it in quotes")),
    ("unknown escape character", Message("an unknown escape stands after the backslash: use single quotes")),
)
"""Part of libyaml's problem, and what we say. The first that fits is taken."""

_AT_OPENING = ("unexpected end of stream", "',' or ']'", "',' or '}'", "could not find expected ':'")
"""Problems that are shown where the quote, bracket or key begins, not where libyaml gave up."""


def _syntax(error: yaml.YAMLError, source: Source) -> Finding:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return fault("BERKAS-09", _unreadable(str(error)), Location(source.path))
    problem, mark = error.problem or "", error.problem_mark
    if error.context_mark is not None and any(part in problem for part in _AT_OPENING):
        mark = error.context_mark
    lines = source.text.splitlines()
    if mark.line >= len(lines):
        where = Location(source.path, len(lines), len(lines[-1]) + 1)
        return fault("BERKAS-09", Message("the file ends here, but something is not complete yet"), where)
    where = Location(source.path, mark.line + 1, mark.column + 1)
    if "nesting depth" in problem:
        return fault("BERKAS-15", _too_deep(), where)
    if "cannot start any token" in problem and lines[mark.line][mark.column : mark.column + 1] == "\t":
        problem = "found a tab character"
    for part, message in _SYNTAX:
        if part in problem:
            return fault("BERKAS-09", message, where)
    return fault("BERKAS-09", _unreadable(problem), where)


def _unreadable(problem: str) -> Message:
    return Message("this is not valid YAML: {problem}", problem=problem)
