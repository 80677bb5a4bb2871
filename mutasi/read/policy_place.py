"""Where `mutasi.yaml` is, and the one thing that must be known of it before it is read: its language.

Imports nothing slow: this runs before the help is shown.
"""

from __future__ import annotations

import re
from pathlib import Path

POLICY_FILE = "mutasi.yaml"

_LANGUAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?[\"']?bahasa[\"']?:[ \t]+[\"']?(id|en)[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE
)
_IN_BRACES = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_LANGUAGE_IN_BRACES = re.compile(rb"[{,]\s*[\"']?bahasa[\"']?\s*:\s*[\"']?(id|en)[\"']?\s*[,}]")
"""The same in a file that is written as JSON, or as one mapping in braces."""
_LOOKED_AT = 1 << 16
"""Bytes of the file in which its language is looked for."""


def find_policy(start: Path) -> Path | None:
    """The nearest `mutasi.yaml` in a folder or above it; not beyond the root of a git repository."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / POLICY_FILE).is_file():
            return folder / POLICY_FILE
        if (folder / ".git").exists():
            return None
    return None


def stated_language(path: Path) -> str:
    """`bahasa` where it is a line of its own; empty when it is not, or when the file cannot be read."""
    try:
        with path.open("rb") as file:
            return language_in(file.read(_LOOKED_AT)) if path.is_file() else ""
    except OSError:
        return ""


def language_in(data: bytes) -> str:
    """The same of the bytes of the file, which need not be valid."""
    form = _LANGUAGE_IN_BRACES if _IN_BRACES.match(data) else _LANGUAGE
    found = form.search(data, 0, _LOOKED_AT)
    return found[1].decode("ascii") if found else ""
