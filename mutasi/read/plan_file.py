"""A plan that was written before: its moves, for what comes after them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mutasi.errors import MutasiError
from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.plan import FileMove
from mutasi.read.json import read_json
from mutasi.read.nodes import Mapping, Node, Scalar, Sequence, key_place, place
from mutasi.read.source import Source
from mutasi.read.yaml import read_yaml

MOVES, EFFECTIVE = "perpindahan", "tmt_penempatan"
KEYS = (
    "nip", "nama", "dari_id_jabatan", "id_lowongan", "ke_id_jabatan", "tmt", "rantai", "siklus", "minat", "terpaksa",
)  # fmt: skip
"""What mutasi plan writes of a move in YAML."""
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class PlanInvalid(MutasiError):
    """A file is no plan, or not one that can be used."""

    def __init__(self, path: str, reason: Message, location: Location | None = None) -> None:
        super().__init__(
            Message("{path} is no plan: {reason}", path=path, reason=reason),
            location,
            Message("name a file that mutasi plan -f yaml or -f json wrote"),
        )


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan as it stands in its file: the moves, its TMT with its place, and the keys of moves that no plan has (in
    YAML, which people edit) with theirs.
    """

    moves: tuple[FileMove, ...]
    effective: datetime.date | None = None
    place: Location | None = None
    strange: tuple[tuple[str, Location | None], ...] = ()


def read_plan(source: Source) -> tuple[FileMove, ...]:
    """The moves of a plan in YAML or JSON, in file order. Raises PlanInvalid with the place."""
    return read_plan_file(source).moves


def read_plan_file(source: Source) -> PlanFile:
    """All of it. Raises PlanInvalid with the place."""
    is_json = source.data.lstrip()[:1] == b"{"
    root, findings = read_json(source) if is_json else read_yaml(source)
    if root is None:
        raise _unreadable(source.path, findings)
    if not isinstance(root, Mapping) or MOVES not in root.entries:
        raise PlanInvalid(source.path, Message("it has no key {key}", key=MOVES), place(root, source.path))
    listed = root.entries[MOVES].value
    if isinstance(listed, Scalar) and listed.is_blank:
        return PlanFile(())
    if not isinstance(listed, Sequence):
        raise PlanInvalid(source.path, Message("{key} takes a list", key=MOVES), place(listed, source.path))
    usual = _day(root, EFFECTIVE, source.path)
    moves = tuple(_move(node, source.path, usual) for node in listed.items)
    seen: dict[str, FileMove] = {}
    for move, node in zip(moves, listed.items, strict=True):
        if move.nip in seen:
            raise PlanInvalid(source.path, Message("{nip} moves twice", nip=move.nip), place(node, source.path))
        seen[move.nip] = move
    where = place(root.entries[EFFECTIVE].value, source.path) if usual else None
    return PlanFile(moves, usual, where, () if is_json else tuple(_strange(listed, source.path)))


def _strange(listed: Sequence, path: str) -> Iterator[tuple[str, Location | None]]:
    for node in listed.items:
        if isinstance(node, Mapping):
            yield from ((key, key_place(entry, path)) for key, entry in node.entries.items() if key not in KEYS)


def _unreadable(path: str, findings: tuple[Finding, ...]) -> PlanInvalid:
    first = findings[0]
    return PlanInvalid(path, first.message, first.location)


def _move(node: Node, path: str, usual: datetime.date | None) -> FileMove:
    if not isinstance(node, Mapping):
        raise PlanInvalid(path, Message("a move takes keys with values"), place(node, path))
    keys = ("nip", "nama", "ke_id_jabatan", "id_lowongan", "dari_id_jabatan", "minat", "terpaksa")
    texts = {key: _text(node, key, path) for key in keys}
    if not texts["nip"] or not texts["ke_id_jabatan"]:
        raise PlanInvalid(path, Message("a move needs nip and ke_id_jabatan"), place(node, path))
    return FileMove(
        texts["nip"],
        texts["ke_id_jabatan"],
        texts["id_lowongan"],
        texts["dari_id_jabatan"],
        wished=bool(texts["minat"]),
        forced=texts["terpaksa"] == "ya",
        effective=_day(node, "tmt", path) or usual,
        place=place(node, path),
        name=texts["nama"],
    )


def _text(node: Mapping, key: str, path: str) -> str:
    entry = node.entries.get(key)
    value = None if entry is None else entry.value
    if value is not None and not isinstance(value, Scalar):
        raise PlanInvalid(path, Message("{key} takes a single value", key=key), place(value, path))
    return "" if value is None or value.is_blank else value.text.strip()


def _day(node: Mapping, key: str, path: str) -> datetime.date | None:
    """The date under a key; None where there is none."""
    text = _text(node, key, path)
    if not text:
        return None
    try:
        if _DAY.fullmatch(text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    where = place(node.entries[key].value, path)
    raise PlanInvalid(path, Message("{key} is no date of the form YYYY-MM-DD: '{text}'", key=key, text=text), where)
