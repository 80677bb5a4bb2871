"""The deciding sections of `mutasi.yaml` as they are in force, and the file of a seal."""

from __future__ import annotations

from mutasi.errors import MutasiError
from mutasi.message import Message
from mutasi.model.seal import DECIDING, Seal
from mutasi.read.changes import NO_CHANGES, Changes, changed
from mutasi.read.nodes import Mapping, plain
from mutasi.read.source import Source
from mutasi.read.yaml import read_yaml


class SealInvalid(MutasiError):
    """The file of a seal is none, or was changed by hand."""

    def __init__(self, path: str) -> None:
        super().__init__(
            Message("{path} is no seal, or was changed after it was written", path=path),
            fix=Message("take it from the history of the files, or seal anew: mutasi weights --seal --force"),
        )


def deciding_sections(source: Source, changes: Changes = NO_CHANGES) -> dict[str, object]:
    """The sections as text, tuples and dicts, with what is set for this run; those that are absent or blank are left
    out. Comments, order of keys and blanks around texts are no part of them. Raises ChangeRefused.
    """
    root, _ = read_yaml(source)
    root = None if root is None else changed(root, changes)
    if not isinstance(root, Mapping):
        return {}
    stated = {name: plain(root.entries[name].value) for name in DECIDING if name in root.entries}
    return {name: value for name, value in stated.items() if value not in ("", (), {})}


def read_seal(source: Source) -> Seal:
    """Raises SealInvalid."""
    root, _ = read_yaml(source)
    content = None if root is None else plain(root)
    if not isinstance(content, dict):
        raise SealInvalid(source.path)
    parts = content.get("bagian")
    texts = {name: content.get(name, "") for name in ("versi", "segel", "tanggal_acuan", "oleh")}
    if not isinstance(parts, dict) or not all(isinstance(text, str) for text in (*parts.values(), *texts.values())):
        raise SealInvalid(source.path)
    found = Seal(texts["versi"], texts["segel"], parts, texts["tanggal_acuan"], texts["oleh"])
    if not found.is_whole:
        raise SealInvalid(source.path)
    return found
