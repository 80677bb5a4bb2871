"""What plans and moves chosen by hand have in common as files: a list under `perpindahan`, and texts and days."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import ClassVar

from mutasi.errors import MutasiError
from mutasi.finding import Location, Severity
from mutasi.message import Message
from mutasi.read.json import read_json
from mutasi.read.near import near
from mutasi.read.nodes import Mapping, Node, Scalar, Sequence, key_place, place
from mutasi.read.source import Source
from mutasi.read.yaml import read_yaml

MOVES = "perpindahan"
_WRITTEN_TWICE = "BERKAS-10"
"""The rule of a key that stands twice in one record: the line between two moves is gone."""
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class MovesFault(MutasiError):
    """A file of moves cannot be used: what is wrong, where, and what to write there."""

    remedy: ClassVar[Message]
    """What to do when the file as a whole is of another kind."""

    def __init__(self, reason: Message, location: Location, fix: Message | None = None) -> None:
        super().__init__(reason, location, fix or self.remedy)

    @classmethod
    def whole(cls, reason: Message, location: Location) -> MovesFault:
        """The file as a whole is of another kind."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class MoveList:
    """A file of moves that is being read. What cannot be used raises its `fault`."""

    path: str
    fault: type[MovesFault]

    def root(self, source: Source) -> Node:
        """The root of a file in YAML or JSON that has no errors of form."""
        node, findings = read_json(source) if is_json(source) else read_yaml(source)
        wrong = [one for one in findings if node is None or one.severity is Severity.ERROR]
        if wrong and wrong[0].rule == _WRITTEN_TWICE:
            fix = Message("each move begins with a line of its own, - nip: ...; put back what is missing, or take the"
                          " whole move out")  # fmt: skip
            raise self.fault(wrong[0].message, wrong[0].location, fix)
        if node is None or wrong:
            raise self.fault.whole(wrong[0].message, wrong[0].location)
        return node

    def mapping(self, root: Node) -> Mapping:
        """The root, if it has the key of the moves."""
        if isinstance(root, Mapping) and MOVES in root.entries:
            return root
        raise self._without_key(root)

    def listed(self, root: Mapping) -> Sequence:
        """The moves; none where nothing stands under the key."""
        value = root.entries[MOVES].value
        if isinstance(value, Scalar) and value.is_blank:
            return Sequence([], value.line, value.column, value.end_line, value.end_column)
        if not isinstance(value, Sequence):
            raise self.fault.whole(Message("{key} takes a list", key=MOVES), place(value, self.path))
        return value

    def _without_key(self, root: Node) -> MovesFault:
        keys = root.entries if isinstance(root, Mapping) else {}
        meant = next((key for key in keys if near(key, (MOVES,))), None)
        if meant is None:
            return self.fault.whole(Message("it has no key {key}", key=MOVES), place(root, self.path))
        where = key_place(keys[meant], self.path)
        return self.fault.whole(Message("it has no key {key}, but '{near}'", key=MOVES, near=meant), where)

    def record(self, node: Node) -> Mapping:
        """A move: keys with values."""
        if not isinstance(node, Mapping):
            fix = Message('write a move as keys with values: - nip: "198503152010011007"')
            raise self.fault(Message("a move takes keys with values"), place(node, self.path), fix)
        return node

    def text(self, node: Mapping, key: str) -> str:
        """The text under a key; blank where there is none."""
        entry = node.entries.get(key)
        value = None if entry is None else entry.value
        if value is not None and not isinstance(value, Scalar):
            fix = Message("write one value after {key}:, no list and no further keys", key=key)
            raise self.fault(Message("{key} takes a single value", key=key), place(value, self.path), fix)
        return "" if value is None or value.is_blank else value.text.strip()

    def day(self, node: Mapping, key: str) -> datetime.date | None:
        """The date under a key; None where there is none."""
        text = self.text(node, key)
        if not text:
            return None
        try:
            if _DAY.fullmatch(text):
                return datetime.date.fromisoformat(text)
        except ValueError:
            pass
        raise self.fault(
            Message("{key} is no date of the form YYYY-MM-DD: '{text}'", key=key, text=text),
            self.value_place(node, key),
            Message("write year, month and day, in quotes: {key}: \"2026-04-15\"", key=key),
        )  # fmt: skip

    def value_place(self, node: Mapping, key: str) -> Location:
        return place(node.entries[key].value, self.path)


def is_json(source: Source) -> bool:
    return source.data.lstrip()[:1] in (b"{", b"[")


def key_meant(key: str, keys: tuple[str, ...]) -> str:
    """The one of the keys that is nearly written so, or that it holds or is a part of; blank for none."""
    close = near(key, keys)
    if close:
        return close[0]
    words = key.casefold().replace(" ", "_").replace("-", "_")
    held = [one for one in keys if one in words or (len(words) >= _PART and words in one)]
    return max(held, key=len, default="")


_PART = 3
"""Signs from which on a part of a key is taken for it."""
