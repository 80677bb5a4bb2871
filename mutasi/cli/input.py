"""Reading what the user names: files, and standard input as ``-``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mutasi.errors import InputTooLarge, MutasiError
from mutasi.message import Message

if TYPE_CHECKING:
    from mutasi.read.source import Source

STDIN = "-"


class StdinNameless(MutasiError):
    """Standard input is to be read as a table, and nothing says which one."""

    def __init__(self) -> None:
        super().__init__(Message("- is standard input: say with --stdin-name what it is, e.g. pegawai.csv"))


def read_input(given: str, path: Path) -> Source:
    """The bytes of a file, or of standard input when `given` is ``-``. Raises as `read_source` does."""
    from mutasi.read.source import read_source
    from mutasi.read.table import limit_of

    if given == STDIN:
        return read_stdin(given)
    return read_source(path, given, limit_of(path.suffix))


def read_stdin(name: str) -> Source:
    """The bytes of standard input, shown under a name. Raises InputTooLarge."""
    from mutasi.read import limits
    from mutasi.read.source import source_of

    data = sys.stdin.buffer.read(limits.STREAM_BYTES + 1)
    if len(data) > limits.STREAM_BYTES:
        raise InputTooLarge(name, limits.STREAM_BYTES // limits.MEGABYTE)
    return source_of(data, name)
