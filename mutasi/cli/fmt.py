"""`mutasi fmt`: files of a dataset in canonical form."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mutasi.cli.dialect import dialect_of, text_dialect_options
from mutasi.cli.input import STDIN, StdinNameless, read_stdin, refuse_needless_name
from mutasi.cli.mended import show_difference
from mutasi.cli.options import command, complete_paths, option
from mutasi.cli.output import write_bytes, write_file, write_text
from mutasi.cli.session import Project, Session, session
from mutasi.errors import InputNotFound, MutasiError
from mutasi.finding import Finding
from mutasi.message import Message, mark
from mutasi.model.dialect import UNTOLD, Dialect

if TYPE_CHECKING:
    from mutasi.render.formatting import Formatted


@command(
    "fmt",
    short=mark("Bring files to their canonical form, without losing anything."),
    help_text=mark("""Writes tables in one form: columns in their declared order, rows sorted by key, dates as
year-month-day, UTF-8, LF, quotes only where needed; so that git shows only what somebody changed.

Without PATH it takes mutasi.yaml and all tables of the project. Comments in YAML stay, and keys and records keep their
order where a comment or a blank line stands between them. In mutasi.yaml only the encoding and line ends change.
Workbooks and web pages are left alone, and so is a file that cannot be read without doubt: nothing is ever lost.
- is standard input, whose name --stdin-name gives; its canonical form goes to stdout.

Exit code 0: done; 1: a file cannot be read without doubt, or with --check would change; 2: it could not run."""),
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=complete_paths)
@option("--check", is_flag=True, help=mark("Write nothing; exit code 1 when a file would change."))
@option("--diff", is_flag=True, help=mark("Write nothing; show what would change."))
@option("--stdin-name", metavar="NAME", help=mark("Name that standard input (-) stands for, e.g. pegawai.csv."))
@text_dialect_options
def fmt(paths: tuple[str, ...], check: bool, diff: bool, stdin_name: str | None, **dialect: str | None) -> int:
    refuse_needless_name(paths)
    run = session()
    said = dialect_of(**dialect)
    # Nothing is written before everything is read: a file that cannot be read stops the run with all as it was.
    files = [(file, _formatted(run, file, said, stdin_name)) for file in _files(run, paths, stdin_name)]
    for file, result in files:
        _tell(run, result)
        if diff:
            show_difference(run, [(result.before, result.after, result.path)])
        elif not check:
            _write(run, file, result)
        elif result.changes:
            run.write(run.text(Message("would change: {path}", path=result.path)) + "\n", "text")
    results = [result for _, result in files]
    changed = sum(result.changes for result in results)
    kept = sum(result.reason is not None for result in results)
    numbers = {"files": len(files), "changed": changed, "kept": kept}
    if check or diff:
        run.say(Message("files: {files}, to change: {changed}, left alone: {kept}", **numbers))
    else:
        run.say(Message("files: {files}, changed: {changed}, left alone: {kept}", **numbers))
    return int(any(result.is_faulty for result in results) or (check and changed > 0))


@dataclass(frozen=True, slots=True)
class _File:
    """A file to format: of a table, or the policy when `table` is empty. `path` is None for standard input."""

    table: str
    path: Path | None
    project: Project


def _files(run: Session, paths: Sequence[str], stdin_name: str | None) -> Iterator[_File]:
    """The files that are named, of folders all of the project; without any those of the current project."""
    from mutasi.read.policy_place import POLICY_FILE
    from mutasi.read.table import table_name

    _ = run.project  # from here on errors speak its language
    if not paths:
        yield from _of_project(run.project)
    for given in paths:
        path = run.path(given)
        if given == STDIN:
            if stdin_name is None:
                raise StdinNameless
            yield _File(table_name(Path(stdin_name).stem), None, run.project_of(run.path(stdin_name)))
        elif path.is_dir():
            yield from _of_project(run.open_project(path))
        elif not path.exists():
            raise InputNotFound(given)
        else:
            yield _File("" if path.name == POLICY_FILE else table_name(path.stem), path, run.project_of(path))


def _of_project(project: Project) -> Iterator[_File]:
    from mutasi.read.dataset import files_of

    if project.policy.path:
        yield _File("", project.root / project.policy.path, project)
    files, findings = files_of(project.root, project.policy, project.root)
    if findings:
        raise FilesUnclear(findings[0])
    for file in files:
        yield _File(file.table, file.path, project)


class FilesUnclear(MutasiError):
    """It is not clear which file stands for a table."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message, finding.location, finding.fix)


def _formatted(run: Session, file: _File, said: Dialect, stdin_name: str | None) -> Formatted:
    from mutasi.read.dataset import shown_path
    from mutasi.read.source import read_source
    from mutasi.read.table import limit_of
    from mutasi.render.formatting import formatted, formatted_policy

    if file.path is None:
        assert stdin_name is not None
        declared = file.project.policy.dialects.get(file.table, UNTOLD)
        return formatted(read_stdin(stdin_name), file.table, Path(stdin_name).suffix, said, declared)
    suffix = file.path.suffix
    source = read_source(file.path, shown_path(file.path, run.folder), limit_of(suffix))
    if not file.table:
        return formatted_policy(source)
    return formatted(source, file.table, suffix, said, file.project.policy.dialects.get(file.table, UNTOLD))


def _write(run: Session, file: _File, result: Formatted) -> None:
    if file.path is None:
        write_bytes(result.after, sys.stdout)
    elif result.changes:
        write_file(file.path, result.after, force=True)
        run.say(Message("changed: {path}", path=result.path))


def _tell(run: Session, result: Formatted) -> None:
    """Why a file stays as it is."""
    if result.reason is not None:
        run.say(Message("left alone: {path}: {reason}", path=result.path, reason=result.reason))
    if result.findings:
        from mutasi.render.findings import FindingsReport, as_text

        report = FindingsReport(result.findings, (), run.settings.as_of, {})
        write_text(as_text(report, run.language, run.paint, verbose=True, summary=False), sys.stderr)
