"""What is wrong with a text that is no YAML, from what libyaml says of it: where, why, and what to write instead."""

from __future__ import annotations

from typing import Any

import yaml

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.read.faults import fault
from mutasi.read.nodes import too_deep
from mutasi.read.source import Source

_CLOSE_QUOTE = Message("close the quote, or remove it")
_CLOSE_LIST = Message("close it with ], or write the missing comma")
_CLOSE_MAPPING = Message("close it with }}, or write the missing comma")
_NOT_CLOSED = {
    yaml.FlowSequenceStartToken: (
        Message("a list is opened here with [ and not closed, or a comma is missing"),
        _CLOSE_LIST,
    ),
    yaml.FlowMappingStartToken: (
        Message("a mapping is opened here with {{ and not closed, or a comma is missing"),
        _CLOSE_MAPPING,
    ),
}
_CLOSING_TOKENS = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
_INDENT = Message("indent the line like its neighbours, and write each key with a colon and a space")
_TO_QUOTES = Message("put the text in quotes")
_LOOK = Message("check quotes, brackets and indentation of this line and the one above")

_SYNTAX: tuple[tuple[str, Message, Message], ...] = (
    ("found a tab character", Message("a tab is used for indentation"), Message("write spaces instead")),
    ("unexpected end of stream", Message("a quote is opened here and never closed"), _CLOSE_QUOTE),
    ("did not find expected ',' or ']'", *_NOT_CLOSED[yaml.FlowSequenceStartToken]),
    ("did not find expected ',' or '}'", *_NOT_CLOSED[yaml.FlowMappingStartToken]),
    (
        "did not find expected node content",
        Message("a value is expected here"),
        Message("write the value, remove the comma before it, or put the text in quotes"),
    ),
    (
        "mapping values are not allowed",
        Message("a colon is not expected here"),
        Message("correct the indentation, or put the text in quotes"),
    ),
    ("did not find expected key", Message("a key is expected here"), _INDENT),
    (
        "did not find expected '-' indicator",
        Message("a list item beginning with - is expected here"),
        Message("begin the line with - like the others of the list, or indent it"),
    ),
    (
        "could not find expected ':'",
        Message("a key without a colon stands here"),
        Message("write a colon and a space behind it"),
    ),
    ("cannot start any token", Message("a text cannot begin with this character"), _TO_QUOTES),
    (
        "unknown escape character",
        Message("an unknown escape stands after the backslash"),
        Message("use single quotes, or write the backslash twice"),
    ),
)
"""Part of libyaml's problem, what we say, and the remedy. The first that fits is taken."""

_AT_OPENING = ("unexpected end of stream", "',' or ']'", "',' or '}'", "could not find expected ':'")
"""Problems that are shown where the quote, bracket or key begins, not where libyaml gave up."""


def syntax_finding(error: yaml.YAMLError, source: Source) -> Finding:
    """The finding for an error of libyaml in this text."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return fault("BERKAS-09", _unreadable(str(error)), Location(source.path), fix=_LOOK)
    problem, mark = error.problem or "", error.problem_mark
    if error.context_mark is not None and any(part in problem for part in _AT_OPENING):
        mark = error.context_mark
    lines = source.text.splitlines()
    if mark.line >= len(lines):
        return _incomplete(source, lines)
    where = Location(source.path, mark.line + 1, mark.column + 1)
    if "nesting depth" in problem:
        return too_deep(where)
    if "cannot start any token" in problem and lines[mark.line][mark.column : mark.column + 1] == "\t":
        problem = "found a tab character"
    for part, message, fix in _SYNTAX:
        if part in problem:
            return fault("BERKAS-09", message, where, fix=fix)
    return fault("BERKAS-09", _unreadable(problem), where, fix=_LOOK)


def _incomplete(source: Source, lines: list[str]) -> Finding:
    """The end of the file comes too early: told at the bracket that is still open, where there is one."""
    opened: list[Any] = []
    try:
        for token in yaml.scan(source.text, yaml.CSafeLoader):
            if isinstance(token, tuple(_NOT_CLOSED)):
                opened.append(token)
            elif isinstance(token, _CLOSING_TOKENS) and opened:
                opened.pop()
    except yaml.YAMLError:
        pass
    if opened:
        message, fix = _NOT_CLOSED[type(opened[-1])]
        mark = opened[-1].start_mark
        return fault("BERKAS-09", message, Location(source.path, mark.line + 1, mark.column + 1), fix=fix)
    where = Location(source.path, len(lines), len(lines[-1]) + 1)
    fix = Message("complete the last line, or remove it")
    return fault("BERKAS-09", Message("the file ends here, but something is not complete yet"), where, fix=fix)


def _unreadable(problem: str) -> Message:
    return Message("this is not valid YAML: {problem}", problem=problem)
