"""Writing a whole folder: all of its files, or nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mutasi.cli.output import refuse_missing_folder
from mutasi.errors import MutasiError, OutputUnwritable, system_reason
from mutasi.message import Message

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

    def __init__(self, folder: str, names: Sequence[str], *, forced: bool) -> None:
        shown = (*names[:_SHOWN], "...") if len(names) > _SHOWN else tuple(names)
        if forced:
            message = Message("{folder} holds more than a dataset, so --force does not replace it: {names}",
                              folder=folder, names=shown)  # fmt: skip
        else:
            message = Message("{folder} is not empty: {names}", folder=folder, names=shown)
        fix = Message("name a new folder") if forced else Message("name a new folder, or add --force to replace it")
        super().__init__(message, fix=fix)


def refuse_folder(given: str, target: Path, read: Iterable[Path], data: Path, *, force: bool) -> None:
    """Before anything is written: raises FolderIsSource, FolderNotEmpty, OutputUnwritable and OutputFolderMissing.

    `read` are the files and folders of this run, `data` the folder of its tables. With `force` a folder is replaced
    that holds a dataset and nothing else.
    """
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
        raise FolderNotEmpty(given, names, forced=False)
    strangers = sorted(path.relative_to(target).as_posix() for path in _strangers(target))
    if strangers:
        raise FolderNotEmpty(given, strangers, forced=True)


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


def write_folder(given: str, target: Path, files: Mapping[str, bytes]) -> None:
    """The files in a folder beside, which then takes the name. Raises OutputUnwritable; then all is as it was."""
    import tempfile  # slow to import, and only this needs it

    target = target.resolve()
    try:
        made = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".mutasi-tmp"))
    except OSError as error:
        raise OutputUnwritable(given, system_reason(error)) from error
    try:
        for name, data in files.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        made.chmod(0o777 & ~_umask())
        _take_name(made, target)
    except OSError as error:
        raise OutputUnwritable(given, system_reason(error)) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _take_name(made: Path, target: Path) -> None:
    if not target.exists():
        made.rename(target)
        return
    before = made.with_name(made.name + ".lama")
    target.rename(before)
    try:
        made.rename(target)
    except OSError:
        with contextlib.suppress(OSError):
            before.rename(target)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
