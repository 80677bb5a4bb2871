"""Single values that a user sets over `mutasi.yaml`: ``aturan.USIA-03.berat=keras``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from mutasi.errors import MutasiError
from mutasi.message import Message
from mutasi.read.nodes import Entry, Mapping, Node, Scalar
from mutasi.read.nodes import Sequence as ListNode
from mutasi.read.source import source_of
from mutasi.read.yaml import read_yaml

NOWHERE = -1
"""The line of a node that stands in no file."""

_FORM = Message("write KEY=VALUE with the keys of mutasi.yaml and points between them: aturan.USIA-03.berat=keras")


class ChangeRefused(MutasiError):
    """A value that was set cannot be used."""

    def __init__(self, origin: str, text: str, reason: Message, fix: Message | None = None) -> None:
        super().__init__(Message("{origin} {text}: {reason}", origin=origin, text=text, reason=reason), fix=fix)


@dataclass(frozen=True, slots=True)
class Change:
    """One value: the text that the user wrote, the keys that lead to it, and what stands there from now on."""

    text: str
    keys: tuple[str, ...]
    value: Node


@dataclass(frozen=True, slots=True)
class Changes:
    """All values that are set in a run, and what set them: the name of the option or of the variable."""

    origin: str = ""
    items: tuple[Change, ...] = dataclass_field(default=())


NO_CHANGES = Changes()


def changes_of(texts: Iterable[str], origin: str) -> Changes:
    """``KEY=VALUE`` texts as changes. VALUE is YAML: a text, or a list or mapping in brackets. Raises ChangeRefused."""
    return Changes(origin, tuple(_change(text, origin) for text in texts))


def _change(text: str, origin: str) -> Change:
    key, sign, value = text.partition("=")
    keys = tuple(part.strip() for part in key.split("."))
    if not sign or not all(keys):
        raise ChangeRefused(origin, text, Message("this is not of the form KEY=VALUE"), _FORM)
    if not value.strip():
        return Change(text, keys, _nowhere(Scalar("", 0, 0, 0, 0, False)))
    node, findings = read_yaml(source_of(value.encode("utf-8", "surrogateescape"), origin))
    if node is None:
        raise ChangeRefused(origin, text, findings[0].message, findings[0].fix)
    return Change(text, keys, _nowhere(node))


def _nowhere(node: Node) -> Node:
    """The same node without a place."""
    if isinstance(node, Scalar):
        return node._replace(line=NOWHERE)
    if isinstance(node, ListNode):
        return node._replace(items=[_nowhere(item) for item in node.items], line=NOWHERE)
    return node._replace(
        entries={key: entry._replace(value=_nowhere(entry.value), line=NOWHERE) for key, entry in node.entries.items()},
        line=NOWHERE,
    )


def changed(root: Node, changes: Changes) -> Node:
    """A tree with the changes made, the later over the earlier ones. Raises ChangeRefused.

    A value is replaced whole. Nothing is set under a single value or a list, for that would drop it.
    """
    for change in changes.items:
        root = _set(root, change.keys, change, changes.origin)
    return root


def _set(node: Node | None, keys: Sequence[str], change: Change, origin: str) -> Node:
    if not keys:
        return change.value
    if node is None or (isinstance(node, Scalar) and node.is_blank):
        node = Mapping({}, NOWHERE, 0, NOWHERE, 0)
    if not isinstance(node, Mapping):
        above = ".".join(change.keys[: len(change.keys) - len(keys)])
        message = Message("{key} holds a value already, so nothing can be set under it", key=above or "mutasi.yaml")
        raise ChangeRefused(origin, change.text, message, Message("set {key} as a whole", key=above or "mutasi.yaml"))
    old = node.entries.get(keys[0])
    value = _set(None if old is None else old.value, keys[1:], change, origin)
    place = old if old is not None and len(keys) > 1 else Entry(value, NOWHERE, 0, 0)
    return node._replace(entries={**node.entries, keys[0]: place._replace(value=value)})
