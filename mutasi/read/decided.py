"""The files of `plan` and `shortlist`, read back: who moves, or who is listed, and for which posts."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from mutasi.errors import MutasiError
from mutasi.message import Message
from mutasi.model.fairness import Decided, DecidedRow
from mutasi.read.move_list import MOVES
from mutasi.read.plan_file import FORMS, read_plan
from mutasi.read.source import Source, decoded

FILE_FORM = "skema:"
"""How the line begins that names the form of a plan in YAML."""
PLAN_SCHEMA, SHORTLIST_SCHEMA = FORMS["schema"], "mutasi-shortlist-1"
_OF_PLAN, _OF_SHORTLIST = (
    frozenset({"nip", "ke_id_jabatan", "terpaksa"}),
    frozenset({"nip", "id_lowongan", "peringkat"}),
)
Row = tuple[Message, Mapping[str, Any]]
_WRITE = Message("give what mutasi plan or mutasi shortlist wrote with -f json, jsonl or csv")


class NotDecided(MutasiError):
    """The file is no plan and no shortlist."""

    def __init__(self, path: str, why: Message) -> None:
        super().__init__(Message("{path}: {why}", path=path, why=why), fix=_WRITE)


class WrongRow(MutasiError):
    """A row that a plan or a shortlist cannot have."""

    def __init__(self, path: str, place: Message, why: Message) -> None:
        super().__init__(Message("{path}, {place}: {why}", path=path, place=place, why=why), fix=_WRITE)


def read_decided(source: Source) -> Decided:
    """A plan in YAML, JSON, JSON lines or CSV, or shortlists in the last three.

    Raises NotDecided, WrongRow or PlanInvalid.
    """
    text_source, findings = decoded(source)
    if text_source is None:
        raise NotDecided(source.path, findings[0].message)
    text = text_source.text
    if not text.strip():
        raise NotDecided(source.path, Message("it is empty"))
    if f"\n{FILE_FORM}" in f"\n{text}":
        return _of_file(source)
    if not text.lstrip().startswith("{"):
        return _of_rows(source.path, tuple(_csv_rows(source.path, text)))
    document = _whole(text)
    if document is None or "schema" not in document:
        return _of_rows(source.path, tuple(_json_lines(source.path, text)))
    readers = {PLAN_SCHEMA: _plan, SHORTLIST_SCHEMA: _shortlists}
    schema = str(document["schema"])
    if schema not in readers:
        raise NotDecided(source.path, Message("it is of the form '{schema}', no plan and no shortlist", schema=schema))
    return readers[schema](source.path, document)


def _of_file(source: Source) -> Decided:
    """A plan as the file that people shorten. Raises PlanInvalid."""
    moves = [
        DecidedRow(
            Message("entry {number} of {key}", number=number, key=MOVES),
            move.nip,
            move.vacancy,
            "" if move.vacancy else move.post,
            from_post=move.before,
            forced=move.forced,
            wish=move.wished,
        )
        for number, move in enumerate(read_plan(source), 1)
    ]
    told = {(one.vacancy, one.post): (one.place, one.ranked) for one in moves}
    return Decided(source.path, True, tuple(moves), told, None, whole=False)


# JSON ---------------------------------------------------------------------------------------------------


def _whole(text: str) -> dict[str, Any] | None:
    """The one object of a text; None where it is none, as JSON lines are."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def _entries(path: str, document: Mapping[str, Any], key: str) -> Iterator[Row]:
    entries = document.get(key)
    if not isinstance(entries, list):
        raise NotDecided(path, Message("it has no list {key}", key=key))
    for number, entry in enumerate(entries, 1):
        place = Message("entry {number} of {key}", number=number, key=key)
        if not isinstance(entry, dict):
            raise WrongRow(path, place, Message("it is no object"))
        yield place, entry


def _plan(path: str, document: Mapping[str, Any]) -> Decided:
    moves = tuple(_entries(path, document, "perpindahan"))
    rows = tuple(_move(path, row) for row in moves)
    targets = {(row.vacancy, row.post): (row.place, row.ranked) for row in rows}
    for place, entry in _entries(path, document, "kosong"):
        key = _target(path, (place, entry), "id_jabatan")
        targets.setdefault(key, (place, _number(entry, "memenuhi_syarat")))
    return Decided(path, True, rows, targets, _day(path, document), whole=True)


def _shortlists(path: str, document: Mapping[str, Any]) -> Decided:
    rows: list[DecidedRow] = []
    targets = {}
    for place, entry in _entries(path, document, "lowongan"):
        key = (_text(path, (place, entry), "id_lowongan"), "")
        targets[key] = (place, _number(entry, "diperingkat"))
        for inner, one in _entries(path, entry, "calon"):
            row = Message("{inner} of {outer}", inner=inner, outer=place), one
            if _number(one, "peringkat") is not None:
                rows.append(DecidedRow(row[0], _text(path, row, "nip"), key[0]))
    return Decided(path, False, tuple(rows), targets, _day(path, document), whole=True)


def _day(path: str, document: Mapping[str, Any]) -> datetime.date:
    stated = document.get("tmt_penempatan")
    try:
        return datetime.date.fromisoformat(stated if isinstance(stated, str) else "")
    except ValueError as error:
        raise NotDecided(path, Message("its tmt_penempatan is no date")) from error


# Rows ---------------------------------------------------------------------------------------------------


def _json_lines(path: str, text: str) -> Iterator[Row]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            place, entry = Message("line {line}", line=number), _whole(line)
            if entry is None:
                raise WrongRow(path, place, Message("it is no JSON object"))
            yield place, entry


def _csv_rows(path: str, text: str) -> Iterator[Row]:
    separator = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.DictReader(io.StringIO(text), delimiter=separator)
    try:
        for row in reader:
            yield Message("line {line}", line=reader.line_num), row
        if reader.line_num <= 1:
            yield Message("line {line}", line=1), dict.fromkeys(reader.fieldnames or (), None)
    except csv.Error as error:
        raise NotDecided(path, Message("it is no CSV: {why}", why=str(error))) from error


def _of_rows(path: str, rows: tuple[Row, ...]) -> Decided:
    """A file of rows alone: it does not tell the posts of which nobody was chosen, nor the date."""
    fields = frozenset(rows[0][1])
    rows = tuple(row for row in rows if any(value is not None for value in row[1].values()))
    if fields >= _OF_PLAN:
        moves = tuple(_move(path, row) for row in rows)
        told = {(one.vacancy, one.post): (one.place, one.ranked) for one in moves}
        return Decided(path, True, moves, told, None, whole=False)
    if not fields >= _OF_SHORTLIST:
        raise NotDecided(path, Message("it has not the columns of a plan or of shortlists"))
    listed = tuple(DecidedRow(row[0], _text(path, row, "nip"), _text(path, row, "id_lowongan")) for row in rows
                   if _number(row[1], "peringkat") is not None)  # fmt: skip
    about = {(_text(path, row, "id_lowongan"), ""): (row[0], None) for row in rows}
    return Decided(path, False, listed, about, None, whole=False)


def _move(path: str, row: Row) -> DecidedRow:
    place, entry = row
    vacancy, post = _target(path, row, "ke_id_jabatan")
    from_post = entry.get("dari_id_jabatan") if "dari_id_jabatan" in entry else None
    return DecidedRow(
        place, _text(path, row, "nip"), vacancy, post, from_post=str(from_post or ""),
        forced=entry.get("terpaksa") == "ya", wish=_number(entry, "minat") is not None,
        ranked=_number(entry, "diperingkat"),
    )  # fmt: skip


def _target(path: str, row: Row, post: str) -> tuple[str, str]:
    """The vacancy, or the post where a post opens that is no stated vacancy."""
    vacancy = row[1].get("id_lowongan")
    return (str(vacancy), "") if vacancy else ("", _text(path, row, post))


def _text(path: str, row: Row, key: str) -> str:
    value = row[1].get(key)
    if not isinstance(value, str) or not value:
        raise WrongRow(path, row[0], Message("{key} is missing", key=key))
    return value


def _number(entry: Mapping[str, Any], key: str) -> int | None:
    value = entry.get(key)
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
