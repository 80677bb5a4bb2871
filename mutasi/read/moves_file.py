"""Moves chosen by hand (usulan.yaml): who, where to, why, and the exception that was written for it."""

from __future__ import annotations

import datetime
import difflib
import re

from mutasi.errors import MutasiError
from mutasi.finding import Location, Severity
from mutasi.message import Message
from mutasi.model.plan import FileMove
from mutasi.model.wanted import WantedMove
from mutasi.read.json import read_json
from mutasi.read.nodes import Mapping, Node, Scalar, Sequence, key_place, place
from mutasi.read.source import Source
from mutasi.read.yaml import read_yaml

MOVES = "perpindahan"
EXCEPTED = "syarat_dikecualikan"
KEYS = ("nip", "id_lowongan", "ke_jabatan", "alasan", "pengecualian", EXCEPTED, "tmt")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NIP = re.compile("[0-9]{18}")


class MovesInvalid(MutasiError):
    """A file holds no moves that can be proposed."""

    def __init__(self, path: str, reason: Message, location: Location | None = None) -> None:
        super().__init__(
            Message("{path} is no list of moves: {reason}", path=path, reason=reason),
            location,
            Message("write under perpindahan for each move: - nip: \"...\", id_lowongan: L-001 (or ke_jabatan: the"
                    " id_jabatan), alasan: the reason"),
        )  # fmt: skip


def read_moves(source: Source) -> tuple[WantedMove, ...]:
    """The moves in file order; who stands there twice is left to whoever checks them. Raises MovesInvalid."""
    is_json = source.data.lstrip()[:1] in (b"{", b"[")
    root, findings = read_json(source) if is_json else read_yaml(source)
    if root is None:
        raise MovesInvalid(source.path, findings[0].message, findings[0].location)
    for finding in findings:
        if finding.severity is Severity.ERROR:
            raise MovesInvalid(source.path, finding.message, finding.location)
    listed = root.entries[MOVES].value if isinstance(root, Mapping) and MOVES in root.entries else root
    if isinstance(listed, Scalar) and listed.is_blank:
        raise MovesInvalid(source.path, Message("it names no move"), place(listed, source.path))
    if not isinstance(listed, Sequence):
        raise MovesInvalid(source.path, Message("it has no key {key}", key=MOVES), place(root, source.path))
    if not listed.items:
        raise MovesInvalid(source.path, Message("it names no move"), place(listed, source.path))
    return tuple(_wanted(node, source.path) for node in listed.items)


def _wanted(node: Node, path: str) -> WantedMove:
    if not isinstance(node, Mapping):
        raise MovesInvalid(path, Message("a move takes keys with values"), place(node, path))
    for key, entry in node.entries.items():
        if key not in KEYS:
            raise MovesInvalid(path, _unknown_key(key), key_place(entry, path))
    texts = {key: _text(node, key, path) for key in KEYS if key != EXCEPTED}
    if not texts["nip"] or not (texts["id_lowongan"] or texts["ke_jabatan"]):
        raise MovesInvalid(path, Message("a move needs nip, and id_lowongan or ke_jabatan"), place(node, path))
    if not _NIP.fullmatch(texts["nip"]):
        where = place(node.entries["nip"].value, path)
        raise MovesInvalid(path, Message("nip takes 18 digits, in quotes: '{text}'", text=texts["nip"]), where)
    move = FileMove(texts["nip"], texts["ke_jabatan"], texts["id_lowongan"], effective=_day(node, texts["tmt"], path),
                    place=place(node, path))  # fmt: skip
    return WantedMove(move, texts["alasan"], texts["pengecualian"], _codes(node, path))


def _codes(node: Mapping, path: str) -> tuple[str, ...]:
    """The codes under EXCEPTED: a list, or one."""
    entry = node.entries.get(EXCEPTED)
    if entry is None:
        return ()
    nodes = entry.value.items if isinstance(entry.value, Sequence) else [entry.value]
    codes = []
    for one in nodes:
        if not isinstance(one, Scalar):
            raise MovesInvalid(path, Message("{key} takes a list of codes", key=EXCEPTED), place(one, path))
        codes += [] if one.is_blank else [one.text.strip()]
    return tuple(dict.fromkeys(codes))


def _unknown_key(key: str) -> Message:
    near = difflib.get_close_matches(key, KEYS, n=1)
    if near:
        return Message("there is no key '{key}' in a move; did you mean {near}?", key=key, near=near[0])
    return Message("there is no key '{key}' in a move; it takes {keys}", key=key, keys=KEYS)


def _text(node: Mapping, key: str, path: str) -> str:
    entry = node.entries.get(key)
    value = None if entry is None else entry.value
    if value is not None and not isinstance(value, Scalar):
        raise MovesInvalid(path, Message("{key} takes a single value", key=key), place(value, path))
    return "" if value is None or value.is_blank else value.text.strip()


def _day(node: Mapping, text: str, path: str) -> datetime.date | None:
    if not text:
        return None
    try:
        if _DAY.fullmatch(text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    raise MovesInvalid(path, Message("{key} is no date of the form YYYY-MM-DD: '{text}'", key="tmt", text=text),
                       place(node.entries["tmt"].value, path))  # fmt: skip
