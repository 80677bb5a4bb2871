"""Moves chosen by hand (usulan.yaml): who, where to, why, and the exception that was written for it."""

from __future__ import annotations

import re

from mutasi.finding import Location
from mutasi.message import Message
from mutasi.model.nip import DIGITS
from mutasi.model.plan import FileMove
from mutasi.model.wanted import WantedMove
from mutasi.read.move_list import MoveList, MovesFault, key_meant
from mutasi.read.nodes import Mapping, Node, Scalar, Sequence, key_place, place
from mutasi.read.plan_file import FORMS
from mutasi.read.source import Source

EXCEPTED = "syarat_dikecualikan"
KEYS = ("nip", "id_lowongan", "ke_jabatan", "alasan", "pengecualian", EXCEPTED, "tmt")


class MovesInvalid(MovesFault):
    """A file holds no moves that can be proposed."""

    remedy = Message("write under perpindahan for each move: - nip: \"...\", id_lowongan: L-001 (or ke_jabatan: the"
                     " id_jabatan), alasan: the reason")  # fmt: skip

    @classmethod
    def whole(cls, reason: Message, location: Location) -> MovesInvalid:
        return cls(Message("this is no list of moves: {reason}", reason=reason), location)


def read_moves(source: Source) -> tuple[WantedMove, ...]:
    """The moves in file order; who stands there twice is left to whoever checks them. Raises MovesInvalid."""
    file = MoveList(source.path, MovesInvalid)
    root = file.root(source)
    if isinstance(root, Mapping) and not root.entries.keys().isdisjoint(FORMS):
        key = next(key for key in FORMS if key in root.entries)
        raise MovesInvalid(Message("this is a plan, and no list of moves of your own"),
                           key_place(root.entries[key], source.path), Message("give it with --plan"))  # fmt: skip
    listed = root if isinstance(root, Sequence) else file.listed(file.mapping(root))
    if not listed.items:
        raise MovesInvalid.whole(Message("it names no move"), place(listed, source.path))
    return tuple(_wanted(file, node) for node in listed.items)


def _wanted(file: MoveList, node: Node) -> WantedMove:
    move = file.record(node)
    for key, entry in move.entries.items():
        if key not in KEYS:
            raise _unknown_key(key, key_place(entry, file.path))
    texts = {key: file.text(move, key) for key in KEYS if key != EXCEPTED}
    if not texts["nip"] or not (texts["id_lowongan"] or texts["ke_jabatan"]):
        raise MovesInvalid(Message("a move needs nip, and id_lowongan or ke_jabatan"), place(node, file.path))
    if not re.fullmatch(f"[0-9]{{{DIGITS}}}", texts["nip"]):
        raise _wrong_nip(texts["nip"], file.value_place(move, "nip"))
    made = FileMove(texts["nip"], texts["ke_jabatan"], texts["id_lowongan"], effective=file.day(move, "tmt"),
                    place=place(node, file.path))  # fmt: skip
    return WantedMove(made, texts["alasan"], texts["pengecualian"], _codes(file, move))


def _wrong_nip(text: str, where: Location) -> MovesInvalid:
    fix = Message(
        'write the NIP of the person with all digits, in quotes and without spaces: nip: "198503152010011007"'
    )
    if text.isascii() and text.isdecimal():
        reason = Message("a NIP has 18 digits, and '{text}' has {digits}", text=text, digits=len(text))
    else:
        reason = Message("nip takes 18 digits, in quotes: '{text}'", text=text)
    return MovesInvalid(reason, where, fix)


def _codes(file: MoveList, move: Mapping) -> tuple[str, ...]:
    """The codes under EXCEPTED: a list, or one."""
    entry = move.entries.get(EXCEPTED)
    if entry is None:
        return ()
    nodes = entry.value.items if isinstance(entry.value, Sequence) else [entry.value]
    codes = []
    for one in nodes:
        if not isinstance(one, Scalar):
            fix = Message("write the codes between brackets: {key}: [MASA-01, PANGKAT-02]", key=EXCEPTED)
            raise MovesInvalid(Message("{key} takes a list of codes", key=EXCEPTED), place(one, file.path), fix)
        codes += [] if one.is_blank else [one.text.strip()]
    return tuple(dict.fromkeys(codes))


def _unknown_key(key: str, where: Location) -> MovesInvalid:
    meant = key_meant(key, KEYS)
    if not meant:
        return MovesInvalid(Message("there is no key '{key}' in a move; it takes {keys}", key=key, keys=KEYS), where,
                            Message("take it out, or write one of these"))  # fmt: skip
    return MovesInvalid(Message("there is no key '{key}' in a move; did you mean {near}?", key=key, near=meant), where,
                        Message("write {near}: in its place", near=meant))  # fmt: skip
