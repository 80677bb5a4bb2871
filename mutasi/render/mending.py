"""Files with other texts at the places of findings. Nothing else in them changes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from mutasi.finding import Finding
from mutasi.read.content import FileKind, kind_of
from mutasi.read.source import Source, decoded

_LINE_END = re.compile(r"\r\n|\r|\n")
_SIMPLE = re.compile(r"[A-Za-z_][A-Za-z0-9_./-]*")
"""Texts that need no quotes in any kind of file."""
_WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})


def can_be_mended(source: Source, suffix: str) -> bool:
    """Whether places in the file are places in a text."""
    return kind_of(source, suffix) in (FileKind.CSV, FileKind.YAML, FileKind.JSON, FileKind.JSON_LINES)


def mended(source: Source, findings: Sequence[Finding], suffix: str, encoding: str = "") -> bytes:
    """The file with `instead` at the place of each finding, as UTF-8; findings of one line and no overlaps."""
    text_source, _ = decoded(source, encoding)
    if text_source is None:
        return source.data
    kind, text = kind_of(source, suffix), text_source.text
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    for finding in sorted(findings, key=lambda one: (one.location.line, one.location.column), reverse=True):
        where = finding.location
        begin = starts[where.line - 1] + where.column - 1
        end = starts[where.end_line - 1] + where.end_column - 1
        text = text[:begin] + _written(finding.instead, text[begin:end], kind) + text[end:]
    return text.encode()


def _written(text: str, before: str, kind: FileKind) -> str:
    """A text as it is written in such a file, in the quotes of the one before."""
    if kind in (FileKind.JSON, FileKind.JSON_LINES):
        return json.dumps(text, ensure_ascii=False)
    if before[:1] == "'" and kind is FileKind.YAML:
        return "'" + text.replace("'", "''") + "'"
    if before[:1] == '"':
        return json.dumps(text, ensure_ascii=False) if kind is FileKind.YAML else '"' + text.replace('"', '""') + '"'
    if _SIMPLE.fullmatch(text) and not (kind is FileKind.YAML and text.casefold() in _WORDS_OF_YAML):
        return text
    return json.dumps(text, ensure_ascii=False) if kind is FileKind.YAML else '"' + text.replace('"', '""') + '"'
