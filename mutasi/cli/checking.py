"""What `validate` looks at: a project, single files, or standard input."""

from __future__ import annotations

from pathlib import Path

from mutasi.cli.input import STDIN, StdinNameless, read_stdin
from mutasi.cli.session import Session
from mutasi.errors import InputNotFound
from mutasi.finding import Finding, sort_findings
from mutasi.model.dataset import Dataset
from mutasi.model.dialect import Dialect

Checked = tuple[Dataset, tuple[Finding, ...], bool]
"""What was read, every finding about it, and whether that is a whole project."""


def checked(run: Session, paths: tuple[str, ...], stdin_name: str | None, dialect: Dialect) -> Checked:
    """The project of the current folder, the one that is named, or single files."""
    folders = [path for path in paths if path != STDIN and run.path(path).is_dir()]
    if not paths or (folders and len(paths) == 1):
        project = run.open_project(run.path(paths[0])) if paths else run.project
        return (*run.load(project, dialect), True)
    return (*_files(run, paths, stdin_name, dialect), False)


def _files(
    run: Session, paths: tuple[str, ...], stdin_name: str | None, dialect: Dialect
) -> tuple[Dataset, tuple[Finding, ...]]:
    """Single files, judged by the policy of the current folder."""
    from mutasi.read.dataset import load_files
    from mutasi.read.policy import POLICY_FILE

    policies = [path for path in paths if Path(path).name == POLICY_FILE]
    paths = tuple(path for path in paths if path not in policies)
    about_policies = [finding for path in policies for finding in _of_policy(run, path)]
    sources = []
    if STDIN in paths:
        if stdin_name is None:
            raise StdinNameless
        sources.append(read_stdin(stdin_name))
    for path in paths:
        if path != STDIN and not run.path(path).exists():
            raise InputNotFound(path)
    project = run.project
    files = [Path(stdin_name or "") if path == STDIN else Path(path) for path in paths]
    dataset, findings = load_files(files, project.policy, run.folder, dialect, sources)
    found = (*findings, *run.check(dataset)) if paths else ()
    return dataset, sort_findings((*about_policies, *found))


def _of_policy(run: Session, given: str) -> tuple[Finding, ...]:
    """What is wrong with a policy alone."""
    if not run.path(given).is_file():
        raise InputNotFound(given)
    project = run.open_project(run.path(given).parent)
    return (*project.findings, *run.check(Dataset({}, project.policy)))
