"""What a file is, by its bytes: names lie, above all those that end in .xls."""

from __future__ import annotations

import codecs
import json
from enum import StrEnum

from mutasi.read.source import Source


class FileKind(StrEnum):
    """The kinds of files that can hold tables."""

    CSV = "csv"
    YAML = "yaml"
    JSON = "json"
    JSON_LINES = "jsonl"
    XLSX = "xlsx"
    HTML = "html"
    SPREADSHEETML = "xml"
    """SpreadsheetML 2003, an XML text that spreadsheets wrote as .xls."""
    OLE = "ole"
    """The container of old Excel workbooks, and of new ones with a password."""


SHEETS = (FileKind.XLSX, FileKind.HTML, FileKind.SPREADSHEETML, FileKind.OLE)
"""Kinds that hold sheets, of which one may be asked for."""
YAML_SUFFIXES = (".yaml", ".yml")
JSON_LINES_SUFFIXES = (".jsonl", ".ndjson")
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096
_SPREADSHEETML = "urn:schemas-microsoft-com:office:spreadsheet"


def kind_of(source: Source, suffix: str = "") -> FileKind:
    """What the bytes are. The suffix decides only where they do not: a text may be YAML or CSV."""
    data = source.data
    if data.startswith(_ZIP):
        return FileKind.XLSX
    if data.startswith(_OLE):
        return FileKind.OLE
    suffix = suffix.casefold()
    head = _head(data).lstrip("\ufeff \t\r\n\u00a0")
    if head.startswith("<"):
        return FileKind.SPREADSHEETML if _SPREADSHEETML in head else _markup(head)
    if suffix in YAML_SUFFIXES:
        return FileKind.YAML
    if suffix in JSON_LINES_SUFFIXES:
        return FileKind.JSON_LINES
    if head.startswith(("{", "[")):
        return FileKind.JSON_LINES if _is_lines(head) else FileKind.JSON
    return FileKind.JSON if suffix == ".json" else FileKind.CSV


def _head(data: bytes) -> str:
    """The beginning of a text in whichever encoding."""
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    return head.decode("utf-8", errors="replace")


def _markup(head: str) -> FileKind:
    """HTML, unless it is a text of cells that happens to begin with the sign."""
    words = head.casefold()
    known = ("<!doctype html", "<html", "<table", "<head", "<body", "<meta", "<style", "<?xml")
    return FileKind.HTML if words.startswith(known) or "<table" in words else FileKind.CSV


def _is_lines(head: str) -> bool:
    """Whether the first line is a whole object and another one follows."""
    lines = [line for line in head.splitlines() if line.strip()]
    if len(lines) < 2 or not lines[1].lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(lines[0]), dict)
    except (ValueError, RecursionError):
        return False
