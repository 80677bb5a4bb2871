"""What changes in a file, for eyes and for `patch`."""

from __future__ import annotations

import difflib
import re

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def difference(before: bytes, after: bytes, path: str, terminal: bool) -> str:
    """A unified diff, empty when nothing changes. Bytes that are no UTF-8 are shown as signs.

    Other signs than LF that end a line belong to it, and so does a byte order mark, or else the difference of UTF-8
    would be no patch; on a terminal a carriage return is written out.
    """
    texts = (data.decode(_codec(data), "replace") for data in (before, after))
    old, new = (_LINE.findall(text) for text in texts)
    lines = difflib.unified_diff(old, new, path, path)
    text = "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    return text.replace("\r", "^M") if terminal else text


def _codec(data: bytes) -> str:
    return "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
