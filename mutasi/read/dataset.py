"""All tables of a folder, or of single files, with the policy beside them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from mutasi.errors import InputNotFound
from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.dataset import Dataset, Input
from mutasi.model.dialect import UNTOLD, Dialect
from mutasi.model.policy import Policy
from mutasi.model.table import Table
from mutasi.model.tables import TABLE_NAMES
from mutasi.read.faults import fault
from mutasi.read.near import did_you_mean
from mutasi.read.policy_files import outside_project
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
    same. Raises InputNotFound when there is no such folder, InputUnreadable and InputTooLarge for its files.
    """
    if not folder.is_dir():
        raise InputNotFound(shown_path(folder, root))
    files, findings = files_of(folder, policy, root, dialect)
    stream = None if streaming is None else _if_large(streaming({file.table for file in files}), files)
    dataset, more = _read(files, policy, root, shown_path(folder, root), sources, stream)
    findings += [*more, *_strangers(folder, files, root)]
    if "pegawai" not in {file.table for file in files} and not any(one.table == "pegawai" for one in findings):
        findings.append(_no_people(shown_path(folder, root)))
    return dataset, tuple(findings)


def load_files(
    paths: Sequence[Path], policy: Policy, root: Path, dialect: Dialect = UNTOLD, sources: Sequence[Source] = ()
) -> tuple[Dataset, tuple[Finding, ...]]:
    """The tables in these files, each named by its file. Relative paths start at `root`.

    `sources` are bytes at hand that stand for files of their paths; `dialect` is what the user says of all files.

    Raises as `load_dataset` does, and UnknownName for a file whose name is no table.
    """
    files: list[TableFile] = []
    findings: list[Finding] = []
    for given in paths:
        path = root / given
        name = table_name(path.stem)
        first = next((file.path for file in files if file.table == name), None)
        if first is None:
            files.append(TableFile(name, path, dialect.over(policy.dialects.get(name, UNTOLD))))
        else:
            findings.append(_two_files(name, shown_path(first, root), shown_path(path, root)))
    dataset, more = _read(files, policy, root, ".", {root / source.path: source for source in sources})
    return dataset, (*findings, *more)


def shown_path(path: Path, root: Path) -> str:
    """A path as findings show it: relative to the root when it lies below, with ``/``."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except (ValueError, OSError, RuntimeError):
        return path.as_posix()


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
    """The file of each table: the one that the policy names, else the one that bears its name."""
    present = _present(folder)
    files: list[TableFile] = []
    findings: list[Finding] = []
    for name in TABLE_NAMES:
        path = policy.data.get(name)
        found = present.get(name, []) if path is None else _named(name, path, folder, policy)
        if isinstance(found, Finding):
            findings.append(found)
        elif len(found) > 1:
            findings.append(_two_files(name, *(shown_path(path, root) for path in found)))
        elif found:
            files.append(TableFile(name, found[0], dialect.over(policy.dialects.get(name, UNTOLD))))
    return files, findings


def _present(folder: Path) -> dict[str, list[Path]]:
    """The files that bear the name of a table, in the data folder and in the folder itself."""
    present: dict[str, list[Path]] = {}
    for place in (folder / DATA_FOLDER, folder):
        for path in _table_files(place):
            if path.stem.casefold() in TABLE_NAMES:
                present.setdefault(path.stem.casefold(), []).append(path)
    return present


def _table_files(folder: Path) -> list[Path]:
    """Files of a folder that can hold a table, by name; none when there is no such folder."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix.casefold() in SUFFIXES and path.is_file())


def _named(name: str, path: str, folder: Path, policy: Policy) -> list[Path] | Finding:
    """The file that the policy names, if it is there and lies in the folder."""
    wrong = outside_project(path) or _led_outside(path, folder)
    if wrong is None and not (folder / path).is_file():
        wrong = Message("there is no file {path}", path=path)
    if wrong is None:
        return [folder / path]
    field = f"data.{name}"
    return fault("KEBIJAKAN-01", wrong, Location(policy.path), table=name, field=field, value=path)


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
    for path in _table_files(folder / DATA_FOLDER):
        name = path.stem.casefold()
        if name in TABLE_NAMES or path.resolve() in read:
            continue
        message = Message("'{name}' is no table, so the file is not read", name=path.stem)
        fix = did_you_mean(name, TABLE_NAMES)
        yield fault("BERKAS-19", message, Location(shown_path(path, root)), value=path.name, fix=fix)
