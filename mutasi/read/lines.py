"""Lines of a file as they were read, for those who show where something stands."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping
from itertools import islice

from mutasi.read.content import FileKind, kind_of
from mutasi.read.source import Source, decoded

_TEXTS = (FileKind.CSV, FileKind.YAML, FileKind.JSON, FileKind.JSON_LINES)
"""Kinds whose places are lines and columns of their text."""


def lines_at(source: Source, numbers: Collection[int], suffix: str, encoding: str = "") -> Mapping[int, str]:
    """The lines with these numbers, from 1, without their ends, of a file with that suffix and declared encoding.

    They end at LF, CR and CRLF as everywhere in reading. Those that there are not are absent, and all are when the file
    is a workbook, a page, or no text.
    """
    if kind_of(source, suffix) not in _TEXTS:
        return {}
    text, _ = decoded(source, encoding)
    if text is None:
        return {}
    with io.TextIOWrapper(io.BytesIO(text.data), encoding="utf-8", newline=None) as lines:
        known = enumerate(islice(lines, max(numbers, default=0)), start=1)
        return {number: line.removesuffix("\n") for number, line in known if number in numbers}
