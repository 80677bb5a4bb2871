"""All tables of a folder, or of single files, with the policy beside them."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from mutasi.errors import InputNotFound, InputUnreadable, system_reason
from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.dataset import Dataset, Input
from mutasi.model.dialect import UNTOLD, Dialect
from mutasi.model.policy import Policy
from mutasi.model.table import Table
from mutasi.model.tables import TABLE_NAMES
from mutasi.read.faults import fault
from mutasi.read.near import did_you_mean, near
from mutasi.read.policy_files import INSIDE, outside_project
from mutasi.read.source import Source
from mutasi.read.streamed import Streaming, read_streamed
from mutasi.read.table import CSV_SUFFIXES, SUFFIXES, limit_of, read_table, table_from, table_name

Streamer = Callable[[Collection[str]], Streaming]
"""From the tables that are there to those that are read in blocks."""
_THREADS = 2
"""Files that are read at a time."""

DATA_FOLDER = "data"
"""Where the files of a dataset lie, unless they lie in the folder itself."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """The file of a table, and what the user and the policy say of how it is written."""

    table: str
    path: Path
    dialect: Dialect


def load_dataset(
    folder: Path,
    policy: Policy,
    root: Path,
    dialect: Dialect = UNTOLD,
    sources: Mapping[Path, Source] = MappingProxyType({}),
    streaming: Streamer | None = None,
) -> tuple[Dataset, tuple[Finding, ...]]:
    """Every table that the folder holds, each from the file that the policy names or that bears its name.

    `dialect` is what the user says of all files, over what the policy says; `sources` are bytes at hand that stand for
    files; `streaming` tells which large tables are read in blocks. Paths in findings are relative to `root`. A
    file that cannot be read as a table is absent from the dataset and its findings say why; the others are read all the
    same. Raises InputNotFound when there is no such folder, InputUnreadable and InputTooLarge for its files, also for
    what bears the name of a table and is no file.
    """
    if not folder.is_dir():
        raise InputNotFound(shown_path(folder, root))
    files, findings = files_of(folder, policy, root, dialect)
    stream = None if streaming is None else _if_large(streaming({file.table for file in files}), files)
    dataset, more = _read(files, policy, root, shown_path(folder, root), sources, stream)
    findings += [*more, *_strangers(folder, files, root), *_in_folders(folder / DATA_FOLDER, files, root)]
    if "pegawai" not in {file.table for file in files} and not any(one.table == "pegawai" for one in findings):
        findings.append(_no_people(shown_path(folder, root)))
    return dataset, tuple(findings)


def absent_tables(dataset: Dataset, findings: Sequence[Finding]) -> Iterator[Finding]:
    """One finding that names the tables of a whole dataset that have no file; that of people is an error already.

    A table that is there and could not be read has `findings` of its own.
    """
    files = {PurePosixPath(about.path).stem.casefold() for about in dataset.inputs}
    told = {*dataset.tables, *files, *(one.table for one in findings), "pegawai"}
    absent = tuple(name for name in TABLE_NAMES if name not in told)
    if absent:
        message = Message("there is no table {tables}; rules and requirements that need it answer unknown",
                          tables=absent)  # fmt: skip
        fix = Message("write data/{table}.csv, or name its file in mutasi.yaml", table=absent[0])
        yield fault("BERKAS-27", message, Location(dataset.root), fix=fix)


def load_files(
    paths: Sequence[Path],
    policy: Policy,
    root: Path,
    dialect: Dialect = UNTOLD,
    sources: Sequence[Source] = (),
    table: str = "",
) -> tuple[Dataset, tuple[Finding, ...]]:
    """The tables in these files, each named by its file, or all by `table`. Relative paths start at `root`.

    `sources` are bytes at hand that stand for files of their paths; `dialect` is what the user says of all files.

    Raises as `load_dataset` does, and UnknownName for a file whose name is no table.
    """
    files: list[TableFile] = []
    findings: list[Finding] = []
    for given in paths:
        path = root / given
        name = table_name(table or path.stem)
        first = next((file.path for file in files if file.table == name), None)
        if first is None:
            files.append(TableFile(name, path, dialect.over(policy.dialects.get(name, UNTOLD))))
        else:
            findings.append(_two_files(name, shown_path(first, root), shown_path(path, root)))
    dataset, more = _read(files, policy, root, ".", {root / source.path: source for source in sources})
    return dataset, (*findings, *more)


def shown_path(path: Path, root: Path) -> str:
    """A path as findings show it: relative to the root when it lies below or was found from there, with ``/``."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except (ValueError, OSError, RuntimeError):
        return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _read(
    files: Sequence[TableFile],
    policy: Policy,
    root: Path,
    shown: str,
    sources: Mapping[Path, Source],
    streaming: Streaming | None = None,
) -> tuple[Dataset, list[Finding]]:
    tables: dict[str, Table] = {}
    inputs: list[Input] = []
    findings: list[Finding] = []

    def read(file: TableFile) -> tuple[Table | None, Input, tuple[Finding, ...]]:
        if file.path in sources:
            return table_from(sources[file.path], file.table, file.path.suffix, file.dialect)
        streamed = None if streaming is None else _streamed(file, shown_path(file.path, root), streaming)
        if streamed is not None:
            return streamed
        return read_table(file.path, name=file.table, shown=shown_path(file.path, root), dialect=file.dialect)

    ordered = sorted(files, key=lambda file: TABLE_NAMES.index(file.table))
    with ThreadPoolExecutor(1 if streaming else _THREADS) as pool:  # blocks are read two at a time anyway
        for file, (table, about, found) in zip(ordered, pool.map(read, ordered), strict=True):
            inputs.append(about)
            findings += found
            if table is not None:
                tables[file.table] = table
    exemptions = tuple(one for table in tables.values() for one in table.exemptions)
    return Dataset(tables, policy, tuple(inputs), exemptions, shown), findings


def _if_large(streaming: Streaming, files: Sequence[TableFile]) -> Streaming | None:
    return streaming if sum(_size(file, streaming) for file in files) >= streaming.least else None


def _size(file: TableFile, streaming: Streaming) -> int:
    """The bytes of a file that may be read in blocks; 0 for others."""
    may = file.table in streaming.keep and file.path.suffix.casefold() in CSV_SUFFIXES and file.path.is_file()
    return file.path.stat().st_size if may else 0


def _streamed(file: TableFile, shown: str, streaming: Streaming) -> tuple[Table, Input, tuple[Finding, ...]] | None:
    """The table in a large CSV file, of which only some columns are kept; None when it has to be read as a whole."""
    if not streaming.block <= _size(file, streaming) <= limit_of(file.path.suffix):
        return None
    return read_streamed(file.path, shown, file.table, file.dialect, streaming)


def files_of(
    folder: Path, policy: Policy, root: Path, dialect: Dialect = UNTOLD
) -> tuple[list[TableFile], list[Finding]]:
    """The file of each table: the one that the policy names, else the one that bears its name.

    Raises InputUnreadable for what bears such a name and is no file that could be read.
    """
    present = _present(folder, root)
    files: list[TableFile] = []
    findings: list[Finding] = []
    for name in TABLE_NAMES:
        path = policy.data.get(name)
        found = present.get(name, []) if path is None else _named(name, path, folder, policy)
        if path is None:
            _refuse_no_files(present.get(name, ()), root)
        if isinstance(found, Finding):
            findings.append(found)
        elif len(found) > 1:
            findings.append(_two_files(name, *(shown_path(path, root) for path in found)))
        elif found:
            files.append(TableFile(name, found[0], dialect.over(policy.dialects.get(name, UNTOLD))))
    return files, findings


def _present(folder: Path, root: Path) -> dict[str, list[Path]]:
    """The files that bear the name of a table, in the data folder and in the folder itself."""
    present: dict[str, list[Path]] = {}
    for place in (folder / DATA_FOLDER, folder):
        for path in _table_files(place, root):
            if path.stem.casefold() in TABLE_NAMES:
                present.setdefault(path.stem.casefold(), []).append(path)
    return present


def _refuse_no_files(paths: Sequence[Path], root: Path) -> None:
    for path in paths:
        _refuse_no_file(path, root)


def _refuse_no_file(path: Path, root: Path) -> None:
    """Raises InputUnreadable for a folder, a link that leads nowhere or to itself, a pipe or a device.

    Passed over they would take a table away without a word, and reading them might never end.
    """
    try:
        if path.is_file():
            return
        path.stat()
        reason: str | Message = Message("it is a folder, not a file") if path.is_dir() else Message("it is no file")
    except FileNotFoundError:
        reason = Message("it is a link that leads nowhere")
    except (OSError, RuntimeError) as error:
        reason = system_reason(error)
    raise InputUnreadable(_own_path(path, root), reason)


def _own_path(path: Path, root: Path) -> str:
    """As `shown_path`, but of a link itself and not of what it leads to."""
    return (PurePosixPath(shown_path(path.parent, root)) / path.name).as_posix()


_LOCK_OF_A_SPREADSHEET = "~$"
"""How the names of files begin that Excel keeps beside a workbook as long as it is open."""


def _table_files(folder: Path, root: Path) -> list[Path]:
    """What can hold a table in a folder, by name; none when there is no such folder."""
    if not folder.is_dir():
        if folder.name == DATA_FOLDER and os.path.lexists(folder):
            raise InputUnreadable(_own_path(folder, root), Message("it is no folder"))
        return []
    try:
        entries = (path for path in folder.iterdir() if not path.name.startswith(_LOCK_OF_A_SPREADSHEET))
        return sorted(path for path in entries if path.suffix.casefold() in SUFFIXES)
    except OSError as error:
        raise InputUnreadable(shown_path(folder, root), system_reason(error)) from error


def _named(name: str, path: str, folder: Path, policy: Policy) -> list[Path] | Finding:
    """The file that the policy names, if it is there and lies in the folder."""
    wrong = outside_project(path) or _led_outside(path, folder)
    fix = INSIDE
    if wrong is None and (folder / path).is_file():
        return [folder / path]
    if wrong is None:
        wrong, fix = _no_such_file(path, folder), _file_meant(path, folder)
    field = f"data.{name}"
    where = policy.places.get(field) or policy.places.get(f"{field}.berkas") or Location(policy.path)
    return fault("KEBIJAKAN-01", wrong, where, table=name, field=field, value=path, fix=fix)


def _no_such_file(path: str, folder: Path) -> Message:
    if (folder / path).is_dir():
        return Message("{path} is a folder, not a file", path=path)
    if (folder / path).exists():
        return Message("{path} is no file", path=path)
    return Message("there is no file {path}", path=path)


def _file_meant(path: str, folder: Path) -> Message:
    """The file of the project with a like name, if there is one: where the path leads, or where tables usually lie."""
    place = (folder / path).parent if (folder / path).parent.is_dir() else folder / DATA_FOLDER
    try:
        files = [entry for entry in sorted(place.iterdir()) if entry.suffix.casefold() in SUFFIXES and entry.is_file()]
    except OSError:
        files = []
    close = near(PurePosixPath(path).name, [entry.name for entry in files])
    if close:
        return Message("did you mean: {near}?", near=_own_path(place / close[0], folder))
    return Message(
        "write the path of the file, or remove the line: then the file that bears the name of the table is read"
    )


def _led_outside(path: str, folder: Path) -> Message | None:
    """Why a path does not stay in the folder once its links are followed."""
    try:
        inside = (folder / path).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a loop of links
        inside = False
    return None if inside else Message("'{path}' leads out of the project", path=path)


def _two_files(name: str, first: str, *others: str) -> Finding:
    message = Message("the table {table} has more than one file: {files}", table=name, files=(first, *others))
    fix = Message("keep one of them, or name it under data in mutasi.yaml")
    related = tuple(Location(other) for other in others)
    return fault("BERKAS-16", message, Location(first), table=name, fix=fix, related=related)


def _no_people(path: str) -> Finding:
    message = Message("there is no table pegawai (data/pegawai.csv), so nothing can be ranked or planned")
    fix = Message("write data/pegawai.csv, make it of an export with mutasi convert, or name its file in mutasi.yaml")
    return fault("BERKAS-18", message, Location(path), table="pegawai", fix=fix)


def _strangers(folder: Path, files: Sequence[TableFile], root: Path) -> Iterator[Finding]:
    """Files in the data folder that look like tables and are read as none."""
    read = {file.path.resolve() for file in files}
    for path in _table_files(folder / DATA_FOLDER, root):
        name = path.stem.casefold()
        if name in TABLE_NAMES or not path.is_file() or path.resolve() in read:
            continue
        message = Message("'{name}' is no table, so the file is not read", name=path.stem)
        fix = did_you_mean(name, TABLE_NAMES)
        yield fault("BERKAS-19", message, Location(shown_path(path, root)), value=path.name, fix=fix)


def _in_folders(data: Path, files: Sequence[TableFile], root: Path) -> Iterator[Finding]:
    """Folders in the data folder with files that look like tables: nothing is read there unless the policy names it."""
    read = {file.path.resolve() for file in files}
    for place in sorted(path for path in data.iterdir() if _is_looked_into(path)) if data.is_dir() else ():
        unread = [path for path in _below(place) if path.resolve() not in read]
        if unread:
            names = tuple(path.relative_to(place).as_posix() for path in unread[:_NAMED])
            more = (Message("and {count} more", count=len(unread) - _NAMED),) if len(unread) > _NAMED else ()
            message = Message("no table is read from this folder: {files}", files=(*names, *more))
            fix = Message("move the files up into data, or name them under data in mutasi.yaml")
            yield fault("BERKAS-19", message, Location(shown_path(place, root)), value=place.name, fix=fix)


_NAMED = 3
"""Files of a folder that are named."""


def _is_looked_into(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not path.name.startswith(".")


def _below(place: Path) -> list[Path]:
    """What can hold a table in a folder and in those below it, without hidden ones."""
    found: list[Path] = []
    for above, folders, names in os.walk(place):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(above, name) for name in sorted(names) if _may_be_table(name)]
    return found


def _may_be_table(name: str) -> bool:
    return Path(name).suffix.casefold() in SUFFIXES and not name.startswith((".", "~"))
