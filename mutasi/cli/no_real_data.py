"""`mutasi no-real-data`: a hook that keeps numbers of people out of files that are no data."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import click

from mutasi.cli.options import command, complete_paths, option
from mutasi.cli.session import session
from mutasi.message import Message, mark

DATA_FOLDERS = ("data", "examples")
"""Folders whose files may name people, wherever they lie below the current folder."""
POLICY = "mutasi.yaml"
"""It names the signatory with the NIP."""


@command(
    "no-real-data",
    short=mark("Refuse numbers of people (NIP) outside data folders."),
    help_text=mark("""Looks for NIP in FILE, and says where they stand; the numbers themselves are not printed. Files in
folders named data or examples, and mutasi.yaml, may hold them. A hook for pre-commit: what is in git stays in git.

A NIP is found in texts of any kind and in the visible sheets of workbooks, together or in groups. Invented ones for
documents end in 000, which no NIP does.

Exit code 0: none was found; 1: some were found; 2: it could not run."""),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=complete_paths)
@option("--allow", "allowed", multiple=True, metavar="NAME", help=mark("Folder that may hold NIP; repeatable."))
def no_real_data(files: tuple[str, ...], allowed: tuple[str, ...]) -> int:
    from mutasi.read.dataset import shown_path
    from mutasi.read.limits import XLSX_BYTES
    from mutasi.read.real_data import nip_places
    from mutasi.read.source import read_source
    from mutasi.render.text import visible

    run = session()
    count = 0
    for given in files:
        shown = shown_path(run.path(given), run.folder)
        if may_name_people(shown, (*DATA_FOLDERS, *allowed)):
            continue
        found = nip_places(read_source(run.path(given), shown, XLSX_BYTES))
        count += len(found.places)
        for place in found.places:
            message = Message("{place}: a NIP stands here", place=visible(str(place)))
            run.write(run.text(message) + "\n", "text")
        for reason in found.unseen:
            run.say(Message("not searched: {path}: {reason}", path=visible(Path(shown).as_posix()), reason=reason))
    if count:
        fix = Message("{count} NIP outside data/ and examples/: take them out, or end invented ones in 000",
                      count=count)  # fmt: skip
        run.say(fix)
    return int(count > 0)


def may_name_people(path: str, folders: tuple[str, ...]) -> bool:
    """Whether a path relative to the current folder leads into one of the folders, or to the policy.

    A path that leads out of the current folder does not: what the folders above it are called says nothing.
    """
    pure = PurePosixPath(path)
    return not pure.is_absolute() and (pure.name == POLICY or not {*pure.parts[:-1]}.isdisjoint(folders))
