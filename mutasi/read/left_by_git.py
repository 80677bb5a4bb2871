"""Content that git left in a file instead of a table: the marks of a conflict, or a pointer to what git-lfs keeps."""

from __future__ import annotations

import re

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.read.faults import fault
from mutasi.read.source import Source

_CONFLICT = re.compile(rb"^<{7} .*?^={7}\r?$.*?^>{7} ", re.MULTILINE | re.DOTALL)
_POINTER = b"version https://git-lfs.github.com/spec/"


def left_by_git(source: Source, table: str) -> Finding | None:
    """The finding for a file that holds what git writes, of which nothing else is to be told."""
    data = source.data
    if data.startswith(_POINTER):
        message = Message("the file is a pointer of git-lfs and not the data")
        fix = Message("fetch the data with git lfs pull")
        return fault("BERKAS-31", message, Location(source.path, 1), table=table, fix=fix)
    found = _CONFLICT.search(data) if b"<<<<<<< " in data and b">>>>>>> " in data else None
    if found is None:
        return None
    first, last = (data.count(b"\n", 0, place) + 1 for place in (found.start(), found.end()))
    message = Message("unresolved git conflict in lines {first} to {last}", first=first, last=last)
    fix = Message("keep the rows that are right and delete the lines with <<<<<<<, ======= and >>>>>>>")
    return fault("BERKAS-30", message, Location(source.path, first, end_line=last), table=table, fix=fix)
