"""What changes in a file, for eyes and for `patch`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def difference(before: bytes, after: bytes, path: str) -> bytes:
    """A unified diff in the bytes of the file, whatever its encoding: a patch. Empty when nothing changes.

    Other signs than LF that end a line belong to it, and so does a byte order mark.
    """
    old, new = (_LINE.findall(data.decode("utf-8", "surrogateescape")) for data in (before, after))
    return _unified(old, new, path).encode("utf-8", "surrogateescape")


def shown_difference(before: bytes, after: bytes, path: str) -> str:
    """The same for a terminal: letters of other encodings as far as they can be told, carriage returns written out."""
    old, new = (_LINE.findall(_for_eyes(data)) for data in (before, after))
    return _unified(old, new, path).replace("\r", "^M")


def _unified(old: Sequence[str], new: Sequence[str], path: str) -> str:
    lines = difflib.unified_diff(old, new, path, path)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _for_eyes(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
