"""What `validate` looks at: a project, single files, or standard input."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mutasi.cli.input import STDIN, StdinNameless, read_stdin
from mutasi.cli.session import Project, Session
from mutasi.errors import InputNotFound
from mutasi.finding import Finding, sort_findings
from mutasi.model.dataset import Dataset, Input
from mutasi.model.dialect import Dialect


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read, every finding about it, and whether that is a whole project; `policies` are their files."""

    dataset: Dataset
    findings: tuple[Finding, ...]
    policies: tuple[Input, ...]
    whole: bool = False


def checked(
    run: Session, paths: tuple[str, ...], stdin_name: str | None, dialect: Dialect, *, in_parts: bool = False
) -> Checked:
    """The project of the current folder, the one that is named, or single files. `in_parts` as for `Session.load`."""
    folders = [path for path in paths if path != STDIN and run.path(path).is_dir()]
    if not paths or (folders and len(paths) == 1):
        project = run.open_project(run.path(paths[0])) if paths else run.project
        return Checked(*run.load(project, dialect, in_parts=in_parts), _files_of(project), whole=True)
    return _single_files(run, paths, stdin_name, dialect)


def _files_of(*projects: Project) -> tuple[Input, ...]:
    return tuple(project.file for project in projects if project.file is not None)


def _single_files(run: Session, paths: tuple[str, ...], stdin_name: str | None, dialect: Dialect) -> Checked:
    """Single files, judged by the policy of the current folder."""
    from mutasi.read.dataset import load_files
    from mutasi.read.policy import POLICY_FILE

    policies = [path for path in paths if Path(path).name == POLICY_FILE]
    paths = tuple(path for path in paths if path not in policies)
    named = [_named_policy(run, path) for path in policies]
    about = [finding for one in named for finding in (*one.findings, *run.check(Dataset({}, one.policy)))]
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
    return Checked(dataset, sort_findings((*about, *found)), _files_of(project, *named))


def _named_policy(run: Session, given: str) -> Project:
    from mutasi.read.dataset import shown_path

    path = run.path(given)
    if not path.is_file():
        raise InputNotFound(given)
    return run.open_project(path.parent, shown_path(path, run.folder))
