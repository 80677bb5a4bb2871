"""Writing results: to the screen in whatever it can show, to files all or nothing."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shlex
import sys
from typing import IO, TYPE_CHECKING, BinaryIO, TextIO

from mutasi.errors import MutasiError, OutputExists, OutputUnwritable, system_reason
from mutasi.message import Message

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

# What a terminal without Unicode shows instead of the lines and marks that mutasi draws itself.
_PLAIN_SIGNS = str.maketrans(
    {"─": "-", "│": "|", "┼": "+", "→": "->", "←": "<-", "…": "...", "–": "-", "\u2014": "-", "×": "x",
     "≥": ">=", "≤": "<=", "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "•": "*",
     "█": "#", "▉": "#", "▊": "#", "▋": "#", "▌": "#", "▍": ".", "▎": ".", "▏": "."}
)  # fmt: skip


class OutputIsInput(MutasiError):
    """What is to be written is read in the same run."""

    def __init__(self, path: str) -> None:
        super().__init__(
            Message("{path} is read in this run or belongs to the dataset, so it is never written over", path=path),
            fix=Message("name another file"),
        )


class OutputFolderMissing(MutasiError):
    """The folder of a file that is to be written does not exist."""

    def __init__(self, path: str, folder: str) -> None:
        super().__init__(
            Message("{path}: cannot be written: there is no folder {folder}", path=path, folder=folder),
            fix=Message("make it first, or correct the name: mkdir -p {folder}", folder=shlex.quote(folder)),
        )


class OutputTwice(MutasiError):
    """Two results are to be written to one file."""

    def __init__(self, path: str) -> None:
        super().__init__(Message("{path} is to hold two results; name a file for each", path=path))


def refuse_outputs(
    outputs: Iterable[Path], inputs: Iterable[Path], ours: Collection[Path] = (), *, force: bool
) -> None:
    """Before a file is written: raises OutputIsInput, OutputTwice, and without `force` OutputExists but for `ours`."""
    read = tuple(inputs)
    seen: set[Path] = set()
    for path in outputs:
        if any(_is_same(path, other) for other in read):
            raise OutputIsInput(str(path))
        resolved = _resolved(path)
        if resolved in seen and not _is_device(path):
            raise OutputTwice(str(path))
        seen.add(resolved)
        refuse_existing(path, force=force or path in ours)


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raises OutputExists for a file that is there, unless it is forced."""
    if path.is_file() and not force:
        raise OutputExists(str(path))


def refuse_missing_folder(path: Path) -> None:
    """Raises OutputFolderMissing; a folder that a mistyped name would make is nobody's wish."""
    folder = path.resolve().parent if path.is_symlink() else path.parent
    if folder.exists() or any(above.is_file() for above in folder.parents):  # of a file writing tells
        return
    raise OutputFolderMissing(str(path), str(folder))


def _is_same(path: Path, other: Path) -> bool:
    """Whether both lead to one file, also by links, or by letters of another case where the system says so."""
    try:
        return path.samefile(other)
    except (OSError, ValueError):
        return False


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # links that lead to themselves
        return path


class PipeClosed(Exception):
    """The reader is gone. Not an OSError, since click would take that for its own business."""


def write_text(text: str, stream: TextIO) -> None:
    """Text for people: in the encoding of the stream, with plain signs where it lacks ours."""
    encoding = stream.encoding or "utf-8"
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        data = text.translate(_PLAIN_SIGNS).encode(encoding, errors="replace")
    write_bytes(data, stream)


def write_bytes(data: bytes, stream: TextIO) -> None:
    """A machine format: byte for byte as in a file, or with the signs of the stream where it takes text only."""
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
        raise OutputUnwritable(getattr(stream, "name", "<stdout>"), system_reason(error)) from error


def _write_whole(data: bytes, buffer: BinaryIO) -> None:
    """All of the bytes: an unbuffered stream (PYTHONUNBUFFERED) may take only a part at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[buffer.write(rest) :]


class ClosedStream(io.TextIOBase):
    """What stands for a standard stream that was closed before the program began: Python gives none, and whatever is
    written there is lost.
    """

    encoding = "utf-8"

    def write(self, text: str) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def replace_closed_streams() -> None:
    """Stdout that is closed refuses what is written to it; talk to a closed stderr is dropped, as it was asked for.

    Their descriptors are taken, so that no file that is opened later gets one of them.
    """
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)
    if sys.stdout is None:
        sys.stdout = ClosedStream()
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - it lives as long as the program


@contextlib.contextmanager
def written() -> Iterator[None]:
    """Raises OutputUnwritable for a full disk behind stdout, also of what click prints and what is still buffered."""
    try:
        yield
    except OutputUnwritable:
        _forget_the_rest()
        raise
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF):
            raise
        _forget_the_rest()
        raise OutputUnwritable("<stdout>", system_reason(error)) from error


def _forget_the_rest() -> None:
    """What stdout still holds cannot be written either, and Python would complain of it at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        close_quietly()


def write_file(path: Path, data: bytes, *, force: bool, make_folders: bool = False) -> None:
    """A whole file or none: a temporary file in the same folder, synced, then renamed. The mode stays, and a link stays
    one: what it leads to is replaced.

    Killed at any moment the old or the new bytes are there; what a killed run left behind goes at the next one. Raises
    OutputFolderMissing without `make_folders`, OutputExists without `force`, OutputUnwritable when the system refuses.
    """
    try:
        if make_folders:
            path.parent.mkdir(parents=True, exist_ok=True)
        else:
            refuse_missing_folder(path)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        refuse_existing(path, force=force)
        if _is_device(path):
            path.write_bytes(data)
        else:
            _replace(path.resolve(), data)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead to themselves
        raise OutputUnwritable(str(path), system_reason(error)) from error


def _is_device(path: Path) -> bool:
    return path.exists() and not path.is_file()


def _replace(path: Path, data: bytes) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask()
    _remove_left_behind(path)
    with _temporary(path) as file:
        file.write(data)
        file.flush()
        os.chmod(file.name, mode)
        os.fsync(file.fileno())
        os.replace(file.name, path)
    _sync_folder(path.parent)


_SUFFIX = ".mutasi-tmp"


def _prefix(path: Path) -> str:
    """How the temporary files of a file begin; a piece of its name, which may be as long as the system allows."""
    return f".{path.name[:40]}."


@contextlib.contextmanager
def _temporary(path: Path) -> Iterator[IO[bytes]]:
    """A new file beside another one, locked while it is written, and removed when it is not renamed."""
    import tempfile  # slow to import, and only files need it

    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=_prefix(path), suffix=_SUFFIX, delete=False) as file:
        try:
            locked(file.fileno())
            yield file
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(file.name)
            raise


def _remove_left_behind(path: Path) -> None:
    """Removes the temporary files of runs that were killed while they wrote this file; not those that are in use."""
    for entry in os.scandir(path.parent):
        if not (entry.name.startswith(_prefix(path)) and entry.name.endswith(_SUFFIX)):
            continue
        with contextlib.suppress(OSError), open(entry.path, "rb") as file:
            if locked(file.fileno()):
                os.unlink(entry.path)


def locked(descriptor: int) -> bool:
    """Takes the lock of a file that nobody else holds; false where another one does, or where there are no locks."""
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


def _sync_folder(folder: Path) -> None:
    """The new name on the disk as well; a system that cannot do that has its own way."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def umask() -> int:
    """The permissions that new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def close_quietly() -> None:
    """After the reader is gone: keep Python from complaining when it flushes at exit."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
