"""`validate --write-invalid`: the records with faults, a file for each table."""

from __future__ import annotations

from pathlib import Path

from mutasi.cli.checking import Checked
from mutasi.cli.session import Session
from mutasi.errors import MutasiError
from mutasi.finding import Finding
from mutasi.message import Message


class InvalidToStdout(MutasiError):
    """Records with faults are asked for on standard output."""

    def __init__(self) -> None:
        super().__init__(
            Message("--write-invalid writes a file for each table, so it cannot write to standard output"),
            fix=Message("name a file, e.g. salah.csv: what is wrong in pegawai goes to salah-pegawai.csv"),
        )


def write_invalid(run: Session, found: Checked, findings: tuple[Finding, ...], given: str, *, force: bool) -> None:
    """A file for each table with such records: the name that is given, with the name of the table at its end."""
    from mutasi.render.invalid_rows import invalid_rows

    made = invalid_rows(found.dataset, findings, run.language)
    targets = {table: str(Path(given).with_stem(f"{Path(given).stem}-{table}")) for table in made}
    run.refuse_outputs(targets.values(), found.files, force=force, make_folders=True)
    for table, target in targets.items():
        run.write(made[table], "csv", target, force=force, make_folders=True)
        run.say(Message("records with faults: {path}", path=target))
    if not made:
        run.say(Message("no record has an error or a warning, so {path} was not written", path=given))
