"""Where a person stands in the folder of a proposal."""

from __future__ import annotations

import html
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mutasi.model.manifest import Verified
from mutasi.model.subject import Mentioned, Placed

RESULT = "usulan.json"
_OF_OTHERS = ("alasan",)
"""Of a move what tells by how many points somebody else stands behind."""
_ZIPPED = (".docx", ".xlsx")
_TAGS = re.compile(r"<[^>]*>")


def mentioned(folder: Path, shown: str, verified: Verified, nip: str, is_named: Callable[[str], bool]) -> Mentioned:
    """What the folder has of somebody, by the NIP, or pseudonym, that stands there, and by name: `is_named` tells that
    of a text.
    """
    files = [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and any(nip in text or is_named(text) for text in _texts(path))
    ]
    own = [name for name in files if nip.casefold() in name]
    move, places = _result(folder / RESULT, nip)
    return Mentioned(shown, verified, move, places, (*own, *(name for name in files if name not in own)))


def _texts(path: Path) -> Iterator[str]:
    """The texts of a file as they are read, without the signs that Markdown and HTML need."""
    yield path.name
    if path.suffix in _ZIPPED:
        try:
            with zipfile.ZipFile(path) as parts:
                for name in parts.namelist():
                    yield html.unescape(_TAGS.sub("", parts.read(name).decode("utf-8", "replace")))
        except (zipfile.BadZipFile, OSError, NotImplementedError):
            return
    else:
        text = path.read_bytes().decode("utf-8", "replace")
        yield text
        yield html.unescape(text).replace("\\", "")


def _result(path: Path, nip: str) -> tuple[dict[str, object] | None, tuple[Placed, ...]]:
    """The move and the places in the JSON of a proposal; nothing where that cannot be read."""
    try:
        document = json.loads(path.read_bytes())
        move = next((one for one in document["perpindahan"] if one["nip"] == nip), None)
        if move is not None:
            move = {key: value for key, value in move.items() if key not in _OF_OTHERS}
        return move, tuple(_places(document, nip))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None, ()


def _places(document: dict[str, Any], nip: str) -> Iterator[Placed]:
    for ranking in document["daftar_pendek"]:
        for one in ranking["calon"]:
            if one["nip"] == nip:
                yield Placed(str(ranking["id_lowongan"]), one["peringkat"], str(one["skor"]), str(one["hasil_syarat"]))
