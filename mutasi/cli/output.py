"""Writing results: to the screen in whatever it can show, to files all or nothing."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import TYPE_CHECKING, BinaryIO, TextIO

from mutasi.errors import OutputExists, OutputUnwritable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What a terminal without Unicode shows instead of the lines and marks that mutasi draws itself.
_PLAIN_SIGNS = str.maketrans(
    {"─": "-", "│": "|", "┼": "+", "→": "->", "←": "<-", "…": "...", "–": "-", "\u2014": "-", "×": "x",
     "≥": ">=", "≤": "<=", "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "•": "*"}
)  # fmt: skip


class PipeClosed(Exception):
    """The reader is gone. Not an OSError, since click would take that for its own business."""


def write_text(text: str, stream: TextIO) -> None:
    """Text for people: in the encoding of the stream, with plain signs where it lacks ours."""
    encoding = stream.encoding or "utf-8"
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        data = text.translate(_PLAIN_SIGNS).encode(encoding, errors="replace")
    _write_bytes(data, stream)


def write_data(text: str, stream: TextIO) -> None:
    """A machine format: always UTF-8, byte for byte as in a file."""
    _write_bytes(text.encode("utf-8"), stream)


def _write_bytes(data: bytes, stream: TextIO) -> None:
    try:
        buffer = getattr(stream, "buffer", None)
        if buffer is None:
            stream.write(data.decode("utf-8", errors="replace"))
        else:
            stream.flush()
            _write_whole(data, buffer)
            buffer.flush()
    except BrokenPipeError as error:
        raise PipeClosed from error
    except OSError as error:
        raise OutputUnwritable(getattr(stream, "name", "-"), error.strerror or str(error)) from error


def _write_whole(data: bytes, buffer: BinaryIO) -> None:
    """All of the bytes: an unbuffered stream (PYTHONUNBUFFERED) may take only a part at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[buffer.write(rest) :]


@contextlib.contextmanager
def written() -> Iterator[None]:
    """Raises OutputUnwritable for a full disk behind stdout, also of what click prints and what is still buffered."""
    try:
        yield
    except OutputUnwritable:
        _forget_the_rest()
        raise
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            raise
        _forget_the_rest()
        raise OutputUnwritable("<stdout>", error.strerror or str(error)) from error


def _forget_the_rest() -> None:
    """What stdout still holds cannot be written either, and Python would complain of it at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        close_quietly()


def write_file(path: Path, data: bytes, *, force: bool) -> None:
    """A whole file or none: temporary file in the same folder, synced, then renamed.

    Raises OutputExists without `force`, OutputUnwritable when the system refuses.
    """
    if path.is_dir():
        raise OutputUnwritable(str(path), os.strerror(21))
    if path.exists() and not force and not _is_device(path):
        raise OutputExists(str(path))
    try:
        if _is_device(path):
            path.write_bytes(data)
        else:
            _replace(path, data)
    except OSError as error:
        raise OutputUnwritable(str(path), error.strerror or str(error)) from error


def _is_device(path: Path) -> bool:
    return path.exists() and not path.is_file()


def _replace(path: Path, data: bytes) -> None:
    import tempfile  # slow to import, and only files need it

    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def close_quietly() -> None:
    """After the reader is gone: keep Python from complaining when it flushes at exit."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
