"""Doing something again whenever files change."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

from mutasi.cli.last_words import say_error
from mutasi.errors import MutasiError
from mutasi.message import Message

_PAUSE = 0.3
"""Seconds between two looks at the files."""

Stamp = tuple[tuple[Path, int, int], ...]


def watch(files: Callable[[], Iterable[Path]], work: Callable[[], int]) -> NoReturn:
    """Works at once and after every change of the files, until it is interrupted. `files` is asked each time.

    What stops the first round ends the run. Later it is only said: a file may be half written, and is whole soon.
    """
    seen = _stamp(files())
    work()
    said: Message | None = None
    while True:
        time.sleep(_PAUSE)
        try:
            now = _stamp(files())
            if now != seen:
                seen = now
                work()
            said = None
        except MutasiError as error:
            if said != error.message:
                say_error(error)
            said = error.message


def _stamp(files: Iterable[Path]) -> Stamp:
    """Time and size of the files that are there."""
    stamps = []
    for path in files:
        try:
            about = path.stat()
        except OSError:
            continue
        stamps.append((path, about.st_mtime_ns, about.st_size))
    return tuple(stamps)
