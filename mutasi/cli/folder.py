"""Writing a whole folder: all of its files, or nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mutasi.cli.output import locked, refuse_missing_folder, umask
from mutasi.errors import MutasiError, OutputUnwritable, system_reason
from mutasi.message import Message

_UNFINISHED, _BEFORE = ".mutasi-tmp", ".lama"
"""How the names end of a folder that is being made, and of the one that it replaces."""
_SHOWN = 4
"""Files in the way that are named."""


class FolderIsSource(MutasiError):
    """What is to be written would lie over, or among, what is read."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            Message("{folder} holds what is read in this run, or lies in its data, so it is never written over",
                    folder=folder),
            fix=Message("name a new folder"),
        )  # fmt: skip


class FolderNotEmpty(MutasiError):
    """The folder holds something."""

    def __init__(self, folder: str, names: Sequence[str], content: Content | None = None) -> None:
        shown = (*names[:_SHOWN], "...") if len(names) > _SHOWN else tuple(names)
        forced = content is not None
        if content is not None:
            message = Message("{folder} holds more than {content}, so --force does not replace it: {names}",
                              folder=folder, content=content.name, names=shown)  # fmt: skip
        else:
            message = Message("{folder} is not empty: {names}", folder=folder, names=shown)
        fix = Message("name a new folder") if forced else Message("name a new folder, or add --force to replace it")
        super().__init__(message, fix=fix)


class FolderInUse(MutasiError):
    """Another run writes the folder at the moment."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            Message("{folder} is being written by another run", folder=folder),
            fix=Message("wait until it is done, or name another folder"),
        )


@dataclass(frozen=True, slots=True)
class Content:
    """What a folder of mutasi holds: its name, and a function that gives the files of a folder that are not of it."""

    name: Message
    strangers: Callable[[Path], Iterator[Path]]


def refuse_folder(
    given: str, target: Path, read: Iterable[Path], data: Path, content: Content | None = None, *, force: bool
) -> None:
    """Before anything is written: raises FolderIsSource, FolderNotEmpty, OutputUnwritable and OutputFolderMissing.

    `read` are the files and folders of this run, `data` the folder of its tables. With `force` a folder is replaced
    that holds its `content`, a dataset where none is told, and nothing else.
    """
    content = content or DATASET
    resolved = target.resolve()
    if resolved.is_relative_to(data.resolve()) or any(one.resolve().is_relative_to(resolved) for one in read):
        raise FolderIsSource(given)
    if not target.is_dir():
        if os.path.lexists(target):
            raise OutputUnwritable(given, Message("it is no folder"))
        refuse_missing_folder(target)
        return
    names = sorted(entry.name for entry in target.iterdir())
    if names and not force:
        raise FolderNotEmpty(given, names)
    strangers = sorted(path.relative_to(target).as_posix() for path in content.strangers(target))
    if strangers:
        raise FolderNotEmpty(given, strangers, content)


def _strangers(folder: Path) -> Iterator[Path]:
    """What is no file of a dataset."""
    from mutasi.model.codes import TABLE_NAMES
    from mutasi.read.dataset import DATA_FOLDER
    from mutasi.read.policy_place import POLICY_FILE
    from mutasi.read.table import SUFFIXES

    for place in (folder, folder / DATA_FOLDER):
        for path in place.iterdir() if place.is_dir() else ():
            is_table = path.stem.casefold() in TABLE_NAMES and path.suffix.casefold() in SUFFIXES
            is_own = is_table or path == folder / POLICY_FILE
            if path == folder / DATA_FOLDER and path.is_dir() and not path.is_symlink():
                continue
            if not is_own or not path.is_file():
                yield path


DATASET = Content(Message("a dataset"), _strangers)


@contextlib.contextmanager
def only_writer(given: str, target: Path) -> Iterator[None]:
    """The folder for this run alone, from before it is looked at until it is written; what a run left that was stopped
    is put back or removed. Raises FolderInUse.
    """
    target = target.resolve()
    if not target.name:
        raise FolderIsSource(given)
    lock = target.with_name(f"{_stem(target)}.mutasi-lock")
    try:
        file = open(lock, "ab")  # noqa: SIM115 - it is held until the end
    except OSError as error:
        refuse_missing_folder(target)
        raise OutputUnwritable(given, system_reason(error)) from error
    try:
        if not locked(file.fileno()) or not _is_file(file.fileno(), lock):
            raise FolderInUse(given)
        try:
            _clear_up(target)
            yield
        finally:
            lock.unlink(missing_ok=True)
    finally:
        file.close()


def _stem(target: Path) -> str:
    """How the names begin of what lies beside a folder while it is written; of another folder otherwise."""
    import hashlib  # which the help of a command does not need

    return f".{target.name[:30]}.{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:8]}"


def _clear_up(target: Path) -> None:
    """What lies beside the folder since a run was stopped: the folder as it was before takes its name again, where it
    has none; unfinished ones go.
    """
    left = sorted(one for one in target.parent.iterdir() if one.name.startswith(f"{_stem(target)}."))
    for one in left:
        if one.name.endswith(_BEFORE) and not target.exists():
            one.rename(target)
        elif one.name.endswith((_BEFORE, _UNFINISHED)):
            shutil.rmtree(one, ignore_errors=True)


def _is_file(descriptor: int, path: Path) -> bool:
    """Whether a path still leads to the open file: whoever had the lock before may just have removed it."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def write_folder(given: str, target: Path, files: Mapping[str, bytes]) -> None:
    """The files in a folder beside, which then takes the name. Raises OutputUnwritable; then all is as it was."""
    import tempfile  # slow to import, and only this needs it

    target = target.resolve()
    try:
        made = Path(tempfile.mkdtemp(dir=target.parent, prefix=f"{_stem(target)}.", suffix=_UNFINISHED))
    except OSError as error:
        raise OutputUnwritable(given, system_reason(error)) from error
    try:
        for name, data in files.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        made.chmod(0o777 & ~umask())
        _take_name(made, target)
    except OSError as error:
        raise OutputUnwritable(given, system_reason(error)) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _take_name(made: Path, target: Path) -> None:
    if not target.exists():
        made.rename(target)
        return
    before = made.with_name(made.name + _BEFORE)
    try:
        target.rename(before)
        made.rename(target)
    except BaseException:  # an interruption as well
        with contextlib.suppress(OSError):
            if not target.exists():
                before.rename(target)
        raise
    shutil.rmtree(before, ignore_errors=True)
