"""A file as text for `git diff`: the canonical form of its table where it has one, else what can be shown of it.

There is always a text, for git stops where it gets none.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from pathlib import PurePath

from mutasi.finding import Finding, Severity
from mutasi.message import Message
from mutasi.model.dialect import Dialect
from mutasi.model.tables import TABLE_NAMES, declaration
from mutasi.read.content import SHEETS, kind_of
from mutasi.read.grids import read_grids
from mutasi.read.source import Source
from mutasi.read.table import table_from
from mutasi.render.formatting import formatted
from mutasi.render.order import ordered
from mutasi.render.table_files import csv_lines, separated

Say = Callable[[Message], str]
"""The text of a message in the language of the reader."""
_OF_GIT = re.compile(r"[0-9A-Za-z]{6}_(.+)")
"""How git before 2.33 named the file that it wrote for a program: with six signs in front."""


def table_of_file(name: str) -> str:
    """The table that the name of a file stands for, also that of a copy made by git; empty for none."""
    stem = PurePath(name).stem.casefold()
    copied = _OF_GIT.fullmatch(stem)
    return next((one for one in (stem, copied.group(1) if copied else "") if one in TABLE_NAMES), "")


def git_text(source: Source, table: str, suffix: str, dialect: Dialect, say: Say) -> str:
    """The text of a file; `table` is empty for one that holds none."""
    if kind_of(source, suffix) in SHEETS:
        return _workbook(source, table, suffix, dialect, say)
    if not table:
        return _as_it_is(source.data)
    made = formatted(source, table, suffix, said=dialect)
    if made.reason is None:
        return made.after.decode()
    remark = say(_with_first(made.reason, made.findings))
    return f"# {remark}\n{_as_it_is(source.data)}"


def _with_first(reason: Message, findings: tuple[Finding, ...]) -> Message:
    if not findings:
        return Message("shown as it is: {reason}", reason=reason)
    first = findings[0]
    line = first.location.line
    if not line:
        return Message("shown as it is: {reason}", reason=first.message)
    return Message("shown as it is: line {line}: {reason}", line=line, reason=first.message)


def _workbook(source: Source, table: str, suffix: str, dialect: Dialect, say: Say) -> str:
    """The table in canonical form; the cells of all sheets where there is none."""
    if table:
        read, _, findings = table_from(source, table, suffix, dialect)
        if read is not None and not any(one.severity is Severity.ERROR for one in findings):
            return separated(ordered(read.text, declaration(table))).decode()
    grids, findings = read_grids(source)
    if not grids:
        return unreadable(source, findings[0].message, say)
    shown = []
    for grid in grids:
        shown.append(f"# {grid.sheet}\n" if grid.sheet else "")
        shown.append(csv_lines([cell.strip() for cell in row] for row in grid.rows))
    return "".join(shown)


def unreadable(source: Source, reason: str | Message, say: Say) -> str:
    """What is told of a file that cannot be shown; the hash, so that another such file is seen to be another."""
    message = Message(
        "cannot be shown: {reason} ({bytes} bytes, SHA-256 {hash})", reason=reason, bytes=len(source.raw),
        hash=source.sha256,
    )  # fmt: skip
    return f"# {say(message)}\n"


def _as_it_is(data: bytes) -> str:
    """Bytes as text with LF, whatever they are."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return text if not text or text.endswith("\n") else text + "\n"
