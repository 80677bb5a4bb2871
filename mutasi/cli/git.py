"""`mutasi git`: tables in git, shown by their content and merged by key."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from mutasi.cli.git_setup import install, uninstall
from mutasi.cli.grouped import command_group
from mutasi.cli.options import WholeNumber, command, complete_paths
from mutasi.cli.output import write_bytes, write_file
from mutasi.cli.session import Session, session
from mutasi.errors import InputNotFound, MutasiError
from mutasi.message import Message, mark
from mutasi.model.dialect import UNTOLD, Dialect

if TYPE_CHECKING:
    from mutasi.diff.merge import MergedRow
    from mutasi.model.policy import Policy
    from mutasi.read.source import Source
    from mutasi.render.merging import MergedFile

_MOST_TOLD = 20
"""Conflicts of a file that are named one by one."""


@command(
    "textconv",
    short=mark("A table or a workbook as text, for git diff."),
    help_text=mark("""Prints FILE as git diff is to see it: a table as mutasi fmt writes it, a workbook as CSV, anything
else as it stands, with the reason in the first line. Git calls it after mutasi git install.

Exit code 0, also for a broken file; 2: it could not run."""),
)
@click.argument("file", metavar="FILE", shell_complete=complete_paths)
def textconv(file: str) -> int:
    run = session()
    write_bytes(_text_of(run, file).encode("utf-8", "replace"), sys.stdout)
    return 0


@command(
    "merge-driver",
    short=mark("Merge a table by key and field, for git merge."),
    help_text=mark("""Merges the table that BASE, OURS and THEIRS are three versions of, record by record and field by
field, into OURS. SIZE is the length of conflict marks, PATH the name of the file in the repository. Git calls it after
mutasi git install.

A field that both sides changed to different texts, and a record that one side deleted and the other changed, is a
conflict with git's marks. What cannot be read as a table with keys is merged by lines, as git does it, and it is said
why. A workbook stays ours.

Exit code 0: merged; 1: there are conflicts; 2: it could not run."""),
)
@click.argument("base", metavar="BASE", shell_complete=complete_paths)
@click.argument("ours", metavar="OURS", shell_complete=complete_paths)
@click.argument("theirs", metavar="THEIRS", shell_complete=complete_paths)
@click.argument("size", metavar="SIZE", type=WholeNumber(1))
@click.argument("path", metavar="PATH")
def merge_driver(base: str, ours: str, theirs: str, size: int, path: str) -> int:
    run = session()
    files = (run.path(base), run.path(ours), run.path(theirs))
    made = _by_key(run, files, size, path)
    if made.data is None:
        return _by_lines(run, files, size, path, made)
    write_file(files[1], made.data, force=True)
    _tell(run, path, made.conflicts)
    return int(bool(made.conflicts))


def _text_of(run: Session, file: str) -> str:
    """The text of a file, whatever is wrong with it."""
    from mutasi.read.limits import CSV_BYTES
    from mutasi.read.source import read_source, source_of
    from mutasi.render.git_text import git_text, table_of_file, unreadable

    source = source_of(b"", file)
    try:
        source = read_source(run.path(file), file, CSV_BYTES)
        policy = run.project.policy
        table = _named_by(policy, PurePosixPath(file).name) or table_of_file(file)
        return git_text(source, table, Path(file).suffix, policy.dialects.get(table, UNTOLD), run.text)
    except InputNotFound:
        raise
    except MutasiError as error:
        return unreadable(source, error.message, run.text)
    except Exception as error:  # git would show nothing at all, not of the other files either
        if run.settings.debug:
            raise
        reason = Message("a fault of mutasi, {error}", error=f"{type(error).__name__}: {error}")
        return unreadable(source, reason, run.text)


def _named_by(policy: Policy, name: str) -> str:
    """The table whose file the policy names so; empty for none. Git gives a copy of a file only its last name."""
    return next((table for table, path in policy.data.items() if PurePosixPath(path).name == name), "")


def _by_key(run: Session, files: tuple[Path, Path, Path], size: int, path: str) -> MergedFile:
    """The three files merged by key, or why they are not."""
    from mutasi.read.git_program import merge_by_lines
    from mutasi.read.limits import CSV_BYTES
    from mutasi.read.source import read_source
    from mutasi.render.merging import MergedFile, merged_file

    try:
        base, ours, theirs = (read_source(file, path, CSV_BYTES) for file in files)
        taken = _one_sided(base, ours, theirs)
        if taken is not None:
            return MergedFile(taken)
        table, dialect = _table(run, path)
        lines, is_clean = merge_by_lines(files[1], files[0], files[2], size)
        return merged_file(
            base, ours, theirs, table, PurePosixPath(path).suffix, dialect, marker=size,
            by_lines=lines if is_clean else None,
        )  # fmt: skip
    except MutasiError as error:
        return MergedFile(None, reason=error.message)
    except Exception as error:  # a merge that stops in the middle would leave ours without a word of theirs
        if run.settings.debug:
            raise
        return MergedFile(None, reason=Message("a fault of mutasi, {error}", error=f"{type(error).__name__}: {error}"))


def _one_sided(base: Source, ours: Source, theirs: Source) -> bytes | None:
    """What is to be done without looking into the files: where one side changed nothing, or both did the same."""
    if ours.data == theirs.data or theirs.data == base.data:
        return ours.data
    return theirs.data if ours.data == base.data else None


def _table(run: Session, path: str) -> tuple[str, Dialect]:
    """The table of a file, and how the policy of its project says that it is written. TableNameless for no table."""
    from mutasi.read.table import table_name

    project = run.project_of(run.path(path))
    policy = project.policy
    own = run.path(path).resolve()
    named = (name for name, file in policy.data.items() if (project.root / file).resolve() == own)
    table = next(named, "") or table_name(PurePosixPath(path).stem)
    return table, policy.dialects.get(table, UNTOLD)


def _by_lines(run: Session, files: tuple[Path, Path, Path], size: int, path: str, made: MergedFile) -> int:
    """Git's own merge, with its conflicts; ours stays where it can make none."""
    from mutasi.read.git_program import merge_by_lines

    assert made.reason is not None
    data, is_clean = merge_by_lines(files[1], files[0], files[2], size)
    if data is None:
        run.say(Message("{path}: not merged, ours stays: {reason}", path=path, reason=made.reason))
        return 1
    run.say(Message("{path}: merged by lines and not by key: {reason}", path=path, reason=made.reason))
    write_file(files[1], data, force=True)
    return int(not is_clean)


def _tell(run: Session, path: str, conflicts: tuple[MergedRow, ...]) -> None:
    from mutasi.render.merging import spoken

    for row in conflicts[:_MOST_TOLD]:
        key = spoken(row.key)
        if row.fields:
            run.say(Message("{path}: {key}: both sides changed {columns}", path=path, key=key, columns=row.fields))
        else:
            run.say(Message("{path}: {key}: one side deleted it, the other changed it", path=path, key=key))
    if len(conflicts) > _MOST_TOLD:
        run.say(Message("{path}: {count} more conflict(s)", path=path, count=len(conflicts) - _MOST_TOLD))


git = command_group(
    "git",
    install,
    uninstall,
    textconv,
    merge_driver,
    short=mark("Tables in git: shown by their content, merged by key and field."),
    help_text=mark("""Lets git show tables by their content and merge them record by record. install and uninstall are
for people; textconv and merge-driver are what git calls then."""),
)
