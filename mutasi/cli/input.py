"""Reading what the user names: files, and standard input as ``-``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from mutasi.errors import InputTooLarge, InputUnreadable, MutasiError, system_reason
from mutasi.message import Message

if TYPE_CHECKING:
    from mutasi.read.source import Source

STDIN = "-"


class StdinNameless(MutasiError):
    """Standard input is to be read as a table, and nothing says which one."""

    def __init__(self) -> None:
        super().__init__(Message("- is standard input: say with --stdin-name what it is, e.g. pegawai.csv"))


class StdinNameNeedless(MutasiError):
    """Standard input is given a name, and it is not read."""

    def __init__(self) -> None:
        super().__init__(
            Message("--stdin-name names standard input, which is not among the paths"),
            fix=Message("write - as the path, or leave --stdin-name out"),
        )


class SheetNeedless(MutasiError):
    """A sheet is asked for, and no file has any."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            Message("--sheet asks for the sheet '{sheet}', and none of the files is a workbook", sheet=sheet),
            fix=Message("name a workbook, or leave --sheet out"),
        )


def on_command_line(option: str) -> bool:
    """Whether the user wrote an option in this very command, by the name of its parameter. One that a variable of the
    environment gives is meant for whatever command can use it.
    """
    return click.get_current_context().get_parameter_source(option) is ParameterSource.COMMANDLINE


def refuse_needless_name(paths: Sequence[str]) -> None:
    """Raises StdinNameNeedless."""
    if STDIN not in paths and on_command_line("stdin_name"):
        raise StdinNameNeedless


def refuse_needless_sheet(sheet: str | None, has_sheets: Iterable[bool]) -> None:
    """`has_sheets` says it of every file that was read. Raises SheetNeedless."""
    if sheet is not None and not any(has_sheets) and on_command_line("sheet"):
        raise SheetNeedless(sheet)


def read_input(given: str, path: Path) -> Source:
    """The bytes of a file, or of standard input when `given` is ``-``. Raises as `read_source` does."""
    from mutasi.read.source import read_source
    from mutasi.read.table import limit_of

    if given == STDIN:
        return read_stdin(given)
    return read_source(path, given, limit_of(path.suffix))


def read_stdin(name: str) -> Source:
    """The bytes of standard input, shown under a name. Raises InputTooLarge or InputUnreadable."""
    from mutasi.read import limits
    from mutasi.read.source import source_of

    if sys.stdin is None:  # Python gives no stream for a descriptor that was closed
        raise InputUnreadable(name, Message("standard input is closed"))
    try:
        data = sys.stdin.buffer.read(limits.STREAM_BYTES + 1)
    except OSError as error:
        raise InputUnreadable(name, system_reason(error)) from error
    if len(data) > limits.STREAM_BYTES:
        raise InputTooLarge(name, limits.STREAM_BYTES // limits.MEGABYTE)
    return source_of(data, name)
