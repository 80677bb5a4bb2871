"""`validate --write-invalid`: the records with faults, a file for each table."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePath

from mutasi.cli.checking import Checked
from mutasi.cli.input import STDIN
from mutasi.cli.session import Session
from mutasi.errors import MutasiError
from mutasi.finding import Finding
from mutasi.message import Message

_SUFFIX = ".csv"


class InvalidToStdout(MutasiError):
    """Records with faults are asked for on standard output."""

    def __init__(self) -> None:
        super().__init__(
            Message("--write-invalid writes a file for each table, so it cannot write to standard output"),
            fix=Message("name a file, e.g. salah.csv: what is wrong in pegawai goes to salah-pegawai.csv"),
        )


class InvalidNotCsv(MutasiError):
    """Records with faults are asked for in a file whose name promises something else than CSV."""

    def __init__(self, given: str) -> None:
        instead = Path(given).parent / f"{Path(given).stem.strip('.') or 'salah'}{_SUFFIX}"
        super().__init__(
            Message("--write-invalid writes CSV, and {path} does not end in .csv", path=given),
            fix=Message("write --write-invalid {path}", path=str(instead)),
        )


class InvalidAmongTables(MutasiError):
    """Records with faults are asked for where the tables are, and would be taken for one at the next run."""

    def __init__(self, given: str, folder: str, instead: str) -> None:
        super().__init__(
            Message("{path} would lie in {folder}, the folder of the tables", path=given, folder=folder),
            fix=Message("name a file outside of it, e.g. {path}", path=instead),
        )


def refuse_invalid_name(given: str) -> None:
    """Raises InvalidToStdout and InvalidNotCsv."""
    if given == STDIN:
        raise InvalidToStdout
    if Path(given).suffix.casefold() != _SUFFIX:
        raise InvalidNotCsv(given)


def invalid_files(run: Session, found: Checked, findings: tuple[Finding, ...], given: str) -> Mapping[str, str]:
    """A text for each table with such records, by its path: the one that is given, with the name of the table at its
    end. Raises InvalidAmongTables.
    """
    from mutasi.read.dataset import DATA_FOLDER
    from mutasi.render.invalid_rows import invalid_rows

    tables = found.root / DATA_FOLDER
    if run.path(given).resolve().is_relative_to(tables.resolve()):
        above = PurePath(os.path.relpath(found.root, run.folder), Path(given).name)
        raise InvalidAmongTables(given, str(tables), str(above))
    made = invalid_rows(found.dataset, findings, run.language)
    return {str(Path(given).with_stem(f"{Path(given).stem}-{table}")): text for table, text in made.items()}


def write_invalid(run: Session, made: Mapping[str, str], given: str, *, force: bool) -> None:
    for target, text in made.items():
        run.write(text, "csv", target, force=force, make_folders=True)
        run.say(Message("records with faults: {path}", path=target))
    if not made:
        run.say(Message("no record has an error or a warning, so {path} was not written", path=given))
