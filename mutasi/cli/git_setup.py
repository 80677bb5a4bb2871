"""`mutasi git install` and `uninstall`: what git has to know in one clone, to be written or taken away."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mutasi.cli.mended import show_difference
from mutasi.cli.options import command, option
from mutasi.cli.output import write_file
from mutasi.cli.session import Session, session
from mutasi.errors import InputUnreadable, MutasiError, OutputUnwritable, system_reason
from mutasi.message import Message, mark

ATTRIBUTES = ".gitattributes"
_XFUNCNAME = "^(([a-z_]+,)+[a-z_]+|[ ]*- .*)$"
"""What `git diff` repeats above a piece of a file: the header of CSV, the first line of a record of YAML."""
_WORD = '"([^"]|"")*"|[^,[:cntrl:]"]+'
"""What is one word in `git diff --word-diff`: a cell."""
_PLAIN: Mapping[str, str] = {
    "diff.mutasi.xfuncname": _XFUNCNAME,
    "diff.mutasi.wordRegex": _WORD,
    "merge.mutasi.name": "mutasi: records by key, field by field",
}
_CALLS: Mapping[str, str] = {
    "diff.mutasi.textconv": "git textconv",
    "merge.mutasi.driver": "git merge-driver %O %A %B %L %P",
}
_CALLED_BY_US = re.compile(r"\S.* -P -m mutasi (git textconv|git merge-driver %O %A %B %L %P)", re.DOTALL)


class LinkedAttributes(MutasiError):
    """Git does not read a `.gitattributes` that is a link."""

    def __init__(self, path: str) -> None:
        super().__init__(
            Message("{path} is a link, and git reads none there", path=path), fix=Message("make it a file of its own")
        )


class NotCallable(MutasiError):
    """What git would call does not start: mutasi is no module of that Python."""

    def __init__(self, call: str, said: str) -> None:
        super().__init__(
            Message("git could not call mutasi: {call}: {said}", call=call, said=said),
            fix=Message("install mutasi into that Python, and run this again with it"),
        )


@dataclass(frozen=True, slots=True)
class _Setting:
    """A key of the configuration of a clone: the value that it is to have, None for none, and those that it has."""

    key: str
    value: str | None
    present: tuple[str, ...]

    @property
    def is_foreign(self) -> bool:
        """Whether somebody else gave it a value."""
        return any(not _is_ours(self.key, value) for value in self.present)

    @property
    def changes(self) -> bool:
        return not self.is_foreign and self.present != (() if self.value is None else (self.value,))

    @property
    def command(self) -> str:
        change = ["--unset-all", self.key] if self.value is None else [self.key, self.value]
        return shlex.join(["git", "config", "--local", *change])


@command(
    "install",
    short=mark("Let git show and merge the tables of this project by mutasi, in this clone."),
    help_text=mark("""Writes which files are tables to .gitattributes beside mutasi.yaml, and how mutasi is called for
them to the configuration of this clone (.git/config), never to that of the user or the machine. What it writes is
shown.

From then on git diff, git log -p and git show compare the canonical form of tables, also of workbooks, and git merge,
rebase, cherry-pick and stash merge them record by record and field by field. .gitattributes belongs into a commit; the
configuration does not travel with it: in every clone somebody has to run this once. Where nobody did, git works by
lines as before.

Exit code 0: done; 2: it could not run."""),
)
@option("--dry-run", is_flag=True, help=mark("Write nothing; show what would be written."))
@option(
    "--xlsx/--no-xlsx", "workbooks", default=True,
    help=mark("Show all workbooks of the project as text, or only those that are tables."),
)  # fmt: skip
def install(dry_run: bool, workbooks: bool) -> int:
    from mutasi.render.git_attributes import installed, own_lines

    run = session()
    lines = own_lines(tuple(_further_files(run)), workbooks=workbooks)
    wanted = {**_PLAIN, **{key: _call(call) for key, call in _CALLS.items()}}
    path = _attributes(run)
    _refuse_uncallable(run)
    before = _read(path)
    written = _apply(run, before, installed(before, lines, str(path)), wanted, dry_run=dry_run)
    if not written:
        run.say(Message("git knows mutasi already; nothing to write"))
    if not dry_run:
        run.say(Message("put .gitattributes into a commit; in every other clone run once: mutasi git install"))
    return 0


@command(
    "uninstall",
    short=mark("Take away what mutasi git install wrote."),
    help_text=mark("""Takes the lines of mutasi out of .gitattributes and its keys out of the configuration of this
clone. What somebody else changed there stays, and is named.

Exit code 0: done; 2: it could not run."""),
)
@option("--dry-run", is_flag=True, help=mark("Write nothing; show what would be taken away."))
def uninstall(dry_run: bool) -> int:
    from mutasi.render.git_attributes import uninstalled

    run = session()
    path = _attributes(run)
    before = _read(path)
    after, foreign = uninstalled(before, str(path))
    for line in foreign:
        run.say(Message("kept: {path}: {line}", path=str(path), line=line))
    written = _apply(run, before, after, dict.fromkeys((*_PLAIN, *_CALLS)), dry_run=dry_run)
    if not written:
        run.say(Message("there is nothing of mutasi to take away"))
    return 0


def _attributes(run: Session) -> Path:
    """The file beside the policy. Raises NoWorkTree where there is no repository, and LinkedAttributes."""
    from mutasi.read.git_program import work_tree

    work_tree(run.project.root)
    path = run.project.root / ATTRIBUTES
    if path.is_symlink():
        raise LinkedAttributes(str(path))
    return path


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise InputUnreadable(str(path), system_reason(error)) from error


def _further_files(run: Session) -> Iterator[str]:
    """The files of tables of the project, from its folder; those that lie elsewhere are not its own."""
    from mutasi.read.dataset import files_of

    root = run.project.root
    for file in files_of(root, run.project.policy, root)[0]:
        if file.path.is_relative_to(root):
            yield file.path.relative_to(root).as_posix()


def _call(arguments: str) -> str:
    """How git is to call mutasi: by the Python that runs it now, since no PATH need be the same for all who call git;
    with -P, so that no module of the data's folder is taken for one of its own.
    """
    return f"{shlex.quote(Path(sys.executable).as_posix())} -P -m mutasi {arguments}"


def _refuse_uncallable(run: Session) -> None:
    """Raises NotCallable. It is tried from the folder of the project, as git would."""
    call = [sys.executable, "-P", "-m", "mutasi", "--version"]
    done = subprocess.run(call, cwd=run.project.root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotCallable(_call("--version"), (done.stderr.strip().splitlines() or [""])[-1])


def _is_ours(key: str, value: str) -> bool:
    return _CALLED_BY_US.fullmatch(value) is not None if key in _CALLS else value == _PLAIN[key]


def _apply(run: Session, before: str, after: str, wanted: Mapping[str, str | None], *, dry_run: bool) -> bool:
    """Shows what changes, and writes it unless it is only asked for; whether anything does."""
    from mutasi.read.dataset import shown_path
    from mutasi.read.git_program import local_values, set_local

    root = run.project.root
    path = root / ATTRIBUTES
    settings = [_Setting(key, value, local_values(root, key)) for key, value in wanted.items()]
    for one in settings:
        if one.is_foreign:
            run.say(Message("kept: {key} is not of mutasi: {value}", key=one.key, value=", ".join(one.present)))
    changes = [one for one in settings if one.changes]
    if before != after:
        data = [text.encode("utf-8", "surrogateescape") for text in (before, after)]
        show_difference(run, [(data[0], data[1], shown_path(path, run.folder))])
    run.write("".join(one.command + "\n" for one in changes), "text")
    if not dry_run:
        _write(path, before, after)
        for one in changes:
            set_local(root, one.key, one.value)
    return before != after or bool(changes)


def _write(path: Path, before: str, after: str) -> None:
    try:
        if before and not after:
            path.unlink()
        elif before != after:
            write_file(path, after.encode("utf-8", "surrogateescape"), force=True)
    except OSError as error:
        raise OutputUnwritable(str(path), system_reason(error)) from error
