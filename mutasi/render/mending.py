"""Files with other texts at some places. Nothing else in them changes: order, layout, signs and encoding stay."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from mutasi.finding import Location
from mutasi.message import Message
from mutasi.model.dialect import Dialect
from mutasi.read.content import FileKind, kind_of
from mutasi.read.respelling import respellings
from mutasi.read.source import Source, decoded, encoded_like, source_of
from mutasi.read.table import table_from

_LINE_END = re.compile(r"\r\n|\r|\n")
_SIMPLE = re.compile(r"[A-Za-z_][A-Za-z0-9_./-]*")
"""Texts that need no quotes in YAML."""
_VALUE = re.compile(r"-?[0-9]+(\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""Numbers and dates: they need none in YAML where a number or a date is meant."""
_JSON_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_SIGNS_OF_CSV = frozenset(',;|\t"\r\n')
_WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})
_COMPUTED = ("NILAI-03", "NILAI-04")
_NODES = (FileKind.YAML, FileKind.JSON, FileKind.JSON_LINES)
_BLANKS = " \u00a0"
"""They are no part of a cell, inside its quotes neither."""
MOST_TRIES = 40
"""How often it is tried which of several edits can be made."""
T = TypeVar("T")
Spot = tuple[str, int, str, str]

AS_IT_LOOKS = Message("workbooks and web pages keep the look that people gave them")
FAULTY = Message("mend what is wrong with it first")
OTHERWISE = Message("with the mended cell the file would be read as something else")
NOT_IN_ENCODING = Message("what would be written has signs that its encoding lacks; save it as UTF-8 first")


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to stand at a place, in whose stead, and by which rule."""

    rule: str
    place: Location
    before: str
    after: str

    @property
    def spot(self) -> Spot:
        """What stays the same of it when another text of its line becomes longer."""
        return self.rule, self.place.line, self.before, self.after


@dataclass(frozen=True, slots=True)
class Respelled:
    """The bytes of a file, what was put where, what could not be and why, and why nothing could, if so."""

    data: bytes
    edits: tuple[Edit, ...] = ()
    left: tuple[tuple[Edit, Message], ...] = ()
    reason: Message | None = None


def can_be_mended(source: Source, suffix: str) -> bool:
    """Whether places in the file are places in a text."""
    return kind_of(source, suffix) in (FileKind.CSV, *_NODES)


def mended(source: Source, edits: Sequence[Edit], suffix: str, encoding: str = "") -> bytes | None:
    """The file with other texts at the places of the edits, which lie apart; None when its encoding lacks a sign."""
    text_source, _ = decoded(source, encoding)
    if text_source is None:
        return source.data
    kind, text = kind_of(source, suffix), text_source.text
    pieces, at = [], 0
    for begin, end, edit in _spans(text, edits):
        is_inside = kind is FileKind.CSV and is_inside_quotes(text, begin, end)
        after = edit.after.replace('"', '""') if is_inside else written_as(edit, text[begin:end], kind)
        pieces += [text[at:begin], after]
        at = end
    return encoded_like(source, "".join([*pieces, text[at:]]), encoding)


def most_of(groups: Sequence[Sequence[T]], is_fine: Callable[[Sequence[T]], bool]) -> tuple[list[T], list[T]]:
    """As many as can be had together, one group after the other, and those that are left: what fails as a whole is
    tried by halves. After MOST_TRIES what was not tried is left.
    """
    kept: list[T] = []
    left: list[T] = []
    failed: list[list[T]] = []
    waiting = [list(group) for group in reversed(groups) if group]
    tries = 0
    while waiting:
        group = waiting.pop()
        together = [*kept, *group]
        if together not in failed and tries < MOST_TRIES:
            tries += 1
            if is_fine(together):
                kept = together
                continue
            failed.append(together)
        if len(group) == 1 or tries >= MOST_TRIES:
            left += group
        else:
            half = (len(group) + 1) // 2
            waiting += [group[half:], group[:half]]
    return kept, left


def respelled(
    source: Source,
    table: str,
    suffix: str,
    dialect: Dialect,
    wanted: Collection[tuple[str, str]],
    avoided: Collection[Spot] = (),
) -> Respelled:
    """The file with its cells in the spelling in which they are read, those of the `wanted` rules and columns but the
    `avoided`. It is read again: every cell must be what it was, and one that would not be stays as it is written.
    """
    before, found = respellings(source, table, suffix, dialect)
    edits = [Edit(one.rule, one.place, one.before, one.after) for one in found if (one.rule, one.column) in wanted]
    edits = [one for one in edits if one.spot not in avoided]
    if before is None or not edits:
        return Respelled(source.data, reason=FAULTY if before is None else None)
    if kind_of(source, suffix) in _NODES:
        edits = list(_single_texts(source, edits, dialect.encoding))

    def is_fine(some: Sequence[Edit]) -> bool:
        after = mended(source, some, suffix, dialect.encoding)
        if after is None:
            return False
        again, _, _ = table_from(source_of(after, source.path), table, suffix, dialect)
        return again is not None and again.text.equals(before.text)

    kept, left = most_of([edits], is_fine)
    after = mended(source, kept, suffix, dialect.encoding) if kept else source.data
    assert after is not None
    lacks = [one for one in left if mended(source, [one], suffix, dialect.encoding) is None]
    return Respelled(after, tuple(kept), tuple((one, NOT_IN_ENCODING if one in lacks else OTHERWISE) for one in left))


def _single_texts(source: Source, edits: Sequence[Edit], encoding: str) -> Iterator[Edit]:
    """The edits of single texts: a list, a mapping or a block of lines keeps the layout that it has."""
    text_source, _ = decoded(source, encoding)
    assert text_source is not None
    for begin, end, edit in _spans(text_source.text, edits):
        is_single = edit.place.line == edit.place.end_line
        if is_single and not text_source.text[begin:end].startswith(("[", "{", "|", ">", "- ")):
            yield edit


def _spans(text: str, edits: Sequence[Edit]) -> list[tuple[int, int, Edit]]:
    """Where each edit begins and ends in the text, in its order."""
    starts = line_starts(text)
    spans = []
    for edit in edits:
        where = edit.place
        begin = starts[where.line - 1] + where.column - 1
        spans.append((begin, starts[where.end_line - 1] + where.end_column - 1, edit))
    return sorted(spans, key=lambda span: span[0])


def line_starts(text: str) -> list[int]:
    """Where each line of a text begins."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def is_inside_quotes(text: str, begin: int, end: int) -> bool:
    """Whether quotes of CSV stand around a span: the place of a quoted cell is what they hold."""
    while begin > 0 and text[begin - 1] in _BLANKS:
        begin -= 1
    while end < len(text) and text[end] in _BLANKS:
        end += 1
    return begin > 0 and text[begin - 1] == text[end : end + 1] == '"'


def written_as(edit: Edit, before: str, kind: FileKind) -> str:
    """A text as it is written in such a file, in the quotes of the one before."""
    text = edit.after
    if kind in (FileKind.JSON, FileKind.JSON_LINES):
        is_number = before[:1] != '"' and _JSON_NUMBER.fullmatch(text)
        return text if is_number else json.dumps(text, ensure_ascii=False)
    if kind is FileKind.CSV:
        needs_quotes = before[:1] == '"' or _SIGNS_OF_CSV.intersection(text) or text != text.strip()
        return '"' + text.replace('"', '""') + '"' if needs_quotes else text
    if before[:1] == "'":
        return "'" + text.replace("'", "''") + "'"
    is_plain = _SIMPLE.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML
    is_value = edit.rule in _COMPUTED and _VALUE.fullmatch(text)
    if before[:1] != '"' and (is_plain or is_value):
        return text
    return json.dumps(text, ensure_ascii=False)
