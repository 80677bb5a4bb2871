"""`mutasi init`: a new dataset."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from mutasi.cli.options import command, complete_paths, option
from mutasi.cli.output import write_file
from mutasi.cli.session import session
from mutasi.errors import MutasiError
from mutasi.message import Message, mark

SHOWN = 4
"""Files in the way that are named."""


KEPT = (".gitignore", ".gitattributes", "README.md")
"""Files that every repository has; those that are there stay."""


def _tables(target: Path) -> tuple[str, ...]:
    """Files that already stand for a table."""
    from mutasi.model.policy import Policy
    from mutasi.read.dataset import files_of

    return tuple(file.path.relative_to(target).as_posix() for file in files_of(target, Policy(), target)[0])


class FilesInTheWay(MutasiError):
    """The folder holds files that would be overwritten."""

    def __init__(self, folder: str, names: tuple[str, ...]) -> None:
        shown = names[:SHOWN] if len(names) <= SHOWN else (*names[:SHOWN], "...")
        super().__init__(
            Message(
                "{folder} has files that a new dataset needs, so nothing was written: {names}; name another folder",
                folder=folder,
                names=shown,
            )
        )


@command(
    "init",
    short=mark("Begin a new dataset."),
    help_text=mark("""Writes a new dataset to DIR, else to the current folder: mutasi.yaml with comments, the tables
pegawai, unit and jabatan with nothing but their headers, data/lowongan.yaml, schemas for editors, and a README that
says how to go on. It validates at once.

With --contoh it holds a small invented office, to try all commands on. The reference date is that of --as-of. No file
is ever overwritten; a README, .gitignore and .gitattributes that are there stay.

Exit code 0: done; 2: it could not run."""),
)
@click.argument("folder", default=".", metavar="[DIR]", shell_complete=complete_paths)
@option("--contoh", "example", is_flag=True, help=mark("With a small invented office."))
def init(folder: str, example: bool) -> int:
    from mutasi.render.starter import starter_files

    run = session()
    target = run.path(folder)
    files = starter_files(run.settings.as_of, example=example)
    there = tuple(dict.fromkeys((*(name for name in files if (target / name).exists()), *_tables(target))))
    in_the_way = tuple(name for name in there if name not in KEPT)
    if in_the_way:
        raise FilesInTheWay(folder, in_the_way)
    for name, data in files.items():
        if name not in there:
            write_file(target / name, data, force=False, make_folders=True)
    if there:
        run.say(Message("{names} was there already and is kept as it is", names=there))
    run.say(Message("The dataset is in {folder}: {count} files", folder=folder, count=len(files) - len(there)))
    quoted = shlex.quote(folder)
    if example:
        run.say(Message("Try it: mutasi -C {folder} validate; then shortlist and propose", folder=quoted))
    else:
        run.say(Message("Next: read {folder}/README.md, fill the tables in {folder}/data, and check them:"
                        " mutasi -C {folder} validate", folder=quoted))  # fmt: skip
    return 0
