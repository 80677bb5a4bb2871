"""A file of a dataset in canonical form. Nothing is lost: what is read of it before is what is read of it after.

That is checked for every file, by reading what is to be written. A file about which reading has an error or a warning
stays as it is: whatever is wrong there is still to be seen.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from mutasi.finding import Finding, Severity
from mutasi.message import Message
from mutasi.model.dialect import UNTOLD, Dialect
from mutasi.model.table import Table
from mutasi.model.tables import Need, declaration
from mutasi.read.cells import NO_RECORDS
from mutasi.read.content import YAML_SUFFIXES, FileKind, kind_of
from mutasi.read.nodes import Node, plain
from mutasi.read.source import Source, decoded, source_of
from mutasi.read.table import table_from
from mutasi.read.yaml import comments, read_yaml
from mutasi.render.order import ordered
from mutasi.render.table_files import WRITERS

_TEXT_KINDS = frozenset({FileKind.CSV, FileKind.YAML, FileKind.JSON, FileKind.JSON_LINES})
_HARMLESS = frozenset({NO_RECORDS})
"""Warnings about files that lose nothing."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file and what it is to hold. `reason` tells why it stays as it is, `findings` what is wrong with it, and
    `is_faulty` whether that has to be mended.
    """

    path: str
    before: bytes
    after: bytes
    reason: Message | None = None
    is_faulty: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def changes(self) -> bool:
        return self.before != self.after


_FAULTY = Message("mend what is wrong with it first")
_UNSAFE = Message("its canonical form would be read as something else")
_COMMENTS = Message("a comment in it would be lost or moved; put comments on lines of their own between the records")


def formatted(source: Source, table: str, suffix: str, said: Dialect = UNTOLD, declared: Dialect = UNTOLD) -> Formatted:
    """The file of a table. `said` is what the user says of it now, `declared` what the policy says of it always. A file
    of which that would not be true afterwards stays as it is.
    """
    if kind_of(source, suffix) not in _TEXT_KINDS or suffix.casefold() not in WRITERS:
        return _untouched(source, Message("workbooks and web pages keep the look that people gave them"))
    read, _, findings = table_from(source, table, suffix, said.over(declared))
    grave = tuple(one for one in findings if one.severity is not Severity.INFO and one.rule not in _HARMLESS)
    if read is None or grave:
        return _faulty(source, _FAULTY, grave or findings)
    absent = _absent(read)
    if absent:
        return _faulty(source, Message("it has no column {columns}: is it read as it is meant?", columns=absent))
    after = _written(source, read, suffix.casefold(), said.over(declared))
    if not _keeps_comments(source, after, suffix, said.over(declared)):
        return _untouched(source, _COMMENTS)
    if not _same(read, after, suffix, UNTOLD):
        return _faulty(source, _UNSAFE)
    if not _same(read, after, suffix, declared):
        return _untouched(source, Message("mutasi.yaml says that it is written otherwise; remove that from there,"
                                          " and say it here once with an option"))  # fmt: skip
    return Formatted(source.path, source.data, after)


def _untouched(source: Source, reason: Message) -> Formatted:
    return Formatted(source.path, source.data, source.data, reason)


def _faulty(source: Source, reason: Message, findings: tuple[Finding, ...] = ()) -> Formatted:
    return Formatted(source.path, source.data, source.data, reason, True, findings)


def _absent(table: Table) -> tuple[str, ...]:
    """The columns without which it is not that table; an empty list names none."""
    needed = [column.name for column in table.declaration.columns if column.need in (Need.KEY, Need.REQUIRED)]
    return tuple(name for name in needed if not table.has(name)) if table.rows or table.text.width else ()


def _keeps_comments(source: Source, after: bytes, suffix: str, said: Dialect) -> bool:
    """Whether YAML has the same comments afterwards, each on a line of its own or behind something as before."""
    if kind_of(source, suffix) is not FileKind.YAML:
        return True
    whole, _ = decoded(source, said.encoding)
    assert whole is not None
    before = unicodedata.normalize("NFC", whole.text.lstrip("\ufeff"))
    one, other = (
        Counter((comment.text, comment.alone) for comment in comments(text)) for text in (before, after.decode())
    )
    return one == other


def _written(source: Source, table: Table, suffix: str, said: Dialect) -> bytes:
    if suffix in YAML_SUFFIXES and kind_of(source, suffix) is FileKind.YAML:
        from mutasi.render.yaml_text import rewritten

        text, _ = decoded(source, said.encoding)
        assert text is not None
        return rewritten(unicodedata.normalize("NFC", text.text), table.text, table.declaration).encode()
    return WRITERS[suffix](ordered(table.text, table.declaration), table.declaration)


def _same(table: Table, after: bytes, suffix: str, dialect: Dialect) -> bool:
    """Whether the written file holds the same cells for a reader who is told of a dialect."""
    again, _, findings = table_from(source_of(after, table.path), table.name, suffix, dialect)
    if again is None or any(finding.severity is Severity.ERROR for finding in findings):
        return False
    one, other = (ordered(read.text, declaration(table.name)) for read in (table, again))
    return set(one.columns) == set(other.columns) and other.select(one.columns).equals(one)


def formatted_policy(source: Source) -> Formatted:
    """The policy: order and layout are its author's, so only the encoding, line ends and the form of letters change."""
    root, findings = read_yaml(source)
    if root is None:
        return _faulty(source, _FAULTY, findings)
    text, _ = decoded(source)
    assert text is not None
    lines = unicodedata.normalize("NFC", text.text.lstrip("\ufeff")).replace("\r\n", "\n").replace("\r", "\n")
    after = (lines if lines.endswith("\n") else lines + "\n").encode()
    again, _ = read_yaml(source_of(after, source.path))
    if again is None or _canonical(again) != _canonical(root):
        return _faulty(source, _UNSAFE)
    return Formatted(source.path, source.data, after)


def _canonical(node: Node) -> object:
    return _normal(plain(node))


def _normal(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, tuple):
        return tuple(map(_normal, value))
    assert isinstance(value, Mapping)
    return {_normal(name): _normal(entry) for name, entry in value.items()}
