"""`mutasi diff`: what changed between two snapshots."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from mutasi.cli.options import command, complete_paths, option
from mutasi.cli.results import Results, result_options
from mutasi.cli.session import Session, session
from mutasi.errors import DataInvalid, InputNotFound
from mutasi.finding import Severity
from mutasi.message import mark
from mutasi.model.dataset import Dataset
from mutasi.render.changes import FORMATS, render_changes


@command(
    "diff",
    short=mark("What changed between two snapshots of the organisation."),
    help_text=mark("""Compares two folders, or two files of one table, by key and not by line.

Says who is new, left, moved, rose or fell, and which fields, units and posts changed, with the line in both
files. The order of rows and columns, quotes and line ends are no change.

Exit code 0, also when there are changes; with --exit-code 1 when there are."""),
)
@click.argument("old", shell_complete=complete_paths)
@click.argument("new", shell_complete=complete_paths)
@option("--exit-code", "exit_code", is_flag=True, help=mark("Exit with 1 when something changed."))
@result_options(FORMATS)
def diff(
    old: str,
    new: str,
    exit_code: bool,
    results: Results,
) -> int:
    from mutasi.diff.compare import compare

    run = session()
    before, after = _snapshot(run, old), _snapshot(run, new)
    comparison = compare(before, after, run.reference)
    files = (*before.files, *after.files)
    run.write_all(results, lambda name: render_changes(comparison, name, run.language, run.paint), files)
    return int(exit_code and bool(comparison.changes))


def _snapshot(run: Session, given: str) -> Dataset:
    """A folder or a file as a dataset, with its policy among the inputs. What could not be read stops the run."""
    from mutasi.read.dataset import load_dataset, load_files

    path = run.path(given)
    if not path.exists():
        raise InputNotFound(given)
    if path.is_dir():
        project = run.open_project(path)
        dataset, findings = load_dataset(path, project.policy, path)
    else:
        project = run.project_of(path)
        dataset, findings = load_files([Path(given)], project.policy, run.folder)
    errors = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
    if errors:
        raise DataInvalid(errors)
    return dataset if project.file is None else replace(dataset, inputs=(*dataset.inputs, project.file))
