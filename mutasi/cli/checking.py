"""What `validate` looks at: a project, single files, or standard input."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from mutasi.cli.input import STDIN, StdinNameless, read_stdin
from mutasi.cli.session import Project, Session
from mutasi.errors import InputNotFound, MutasiError
from mutasi.finding import Finding, sort_findings
from mutasi.message import Message
from mutasi.model.dataset import Dataset, Input
from mutasi.model.dialect import Dialect
from mutasi.model.policy import Selection

if TYPE_CHECKING:
    from mutasi.read.source import Source


class OneFolder(MutasiError):
    """A folder is named beside other things."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            Message("{folder} is a folder, and it is not the only path", folder=folder),
            fix=Message("check one folder at a time, or name only files"),
        )


class SeveralProjects(MutasiError):
    """Single files of several projects are named, or some of a project and some of none."""

    def __init__(self, files: tuple[str, ...]) -> None:
        super().__init__(
            Message("these files do not belong to one project: {files}", files=files),
            fix=Message("check the files of one mutasi.yaml at a time"),
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read, every finding about it, the folder in which their paths begin, and whether that is a whole
    project; `policies` are their files.
    """

    dataset: Dataset
    findings: tuple[Finding, ...]
    policies: tuple[Input, ...]
    root: Path
    whole: bool = False

    @property
    def files(self) -> tuple[Path, ...]:
        """All that was read, the policies included."""
        return (*self.dataset.files, *(one.file for one in self.policies if one.file is not None))


def rules_not_run(found: Checked) -> int:
    """How many rules have said nothing because only single files were looked at."""
    from mutasi.rules.catalogue import RULES

    return 0 if found.whole else sum(not found.dataset.has(*rule.tables) for rule in RULES)


def tell_unfitting(run: Session, found: Checked, asked: Selection) -> None:
    """A remark for each pattern that is for none of the files; of the policy only where all of them were read."""
    from mutasi.rules.selection import unfitting

    read = (*found.dataset.inputs, *found.policies)
    paths = {*(file.path for file in read), *(finding.location.path for finding in found.findings)}
    own = found.dataset.policy.selection if found.whole else Selection()
    for name, selection in (("--per-file-ignores", asked), ("pemeriksaan.abaikan_berkas", own)):
        for pattern in unfitting(selection, paths):
            said = Message("{name}: no file fits '{pattern}'; paths begin at the project, e.g. data/pegawai.csv",
                           name=name, pattern=pattern)  # fmt: skip
            run.say(said)


def checked(
    run: Session, paths: tuple[str, ...], stdin_name: str | None, dialect: Dialect, most: int | None = None, *,
    in_parts: bool = False, sources: Mapping[Path, Source] = MappingProxyType({}),
) -> Checked:  # fmt: skip
    """The project of the current folder, the one that is named, or single files; `most`, `in_parts` and the `sources`
    of a project as in `Session.load`.
    """
    folders = [path for path in paths if path != STDIN and run.path(path).is_dir()]
    if folders and len(paths) > 1:
        raise OneFolder(folders[0])
    if folders or not paths:
        project = run.open_project(run.path(paths[0])) if paths else run.project
        loaded = run.load(project, dialect, most, in_parts=in_parts, sources=sources)
        return Checked(*loaded, _files_of(project), project.root, whole=True)
    return _single_files(run, paths, stdin_name, dialect, most)


def _files_of(*projects: Project) -> tuple[Input, ...]:
    return tuple(project.file for project in projects if project.file is not None)


def _single_files(
    run: Session, paths: tuple[str, ...], stdin_name: str | None, dialect: Dialect, most: int | None
) -> Checked:
    """Single files, judged by the policy of their project, else by that of the current folder."""
    from mutasi.read.dataset import load_files
    from mutasi.read.policy_place import POLICY_FILE

    policies = [path for path in paths if Path(path).name == POLICY_FILE]
    paths = tuple(path for path in paths if path not in policies)
    named = [_named_policy(run, path) for path in policies]
    about = [finding for one in named for finding in (*one.findings, *run.check(Dataset({}, one.policy)))]
    if STDIN in paths and stdin_name is None:
        raise StdinNameless
    for path in paths:
        if path != STDIN and not run.path(path).exists():
            raise InputNotFound(path)
    project, root = _project_of(run, [stdin_name or "" if path == STDIN else path for path in paths])
    files = {path: _from_root(run, stdin_name or "" if path == STDIN else path, root) for path in paths}
    sources = [read_stdin(files[STDIN].as_posix())] if STDIN in files else []
    dataset, findings = load_files([files[path] for path in paths], project.policy, root, dialect, sources)
    found = (*findings, *run.check(dataset, most)) if paths else ()
    return Checked(dataset, sort_findings((*about, *found)), _files_of(project, *named), root)


def _project_of(run: Session, files: Sequence[str]) -> tuple[Project, Path]:
    """The project that these files belong to, and its folder. Files of none are judged by the policy of the current
    folder, which is where their paths begin.
    """
    from mutasi.read.policy_place import find_policy

    if run.settings.config or run.settings.isolated:
        return run.project, run.folder
    owners = {find_policy(run.path(file).parent): file for file in reversed(files)}
    here = find_policy(run.folder)
    policies = {owner or here: file for owner, file in owners.items()}
    if len(policies) > 1:
        raise SeveralProjects(tuple(reversed(policies.values())))
    policy = next(iter(owners), None)
    if policy is None:
        return run.project, run.folder
    return run.project_of(run.path(owners[policy])), policy.parent


def _from_root(run: Session, given: str, root: Path) -> Path:
    """The path of a file from a folder; of a link its own, for its name tells the table."""
    if root == run.folder:
        return Path(given)
    path = run.path(given)
    return Path(os.path.relpath(path.parent.resolve() / path.name, root.resolve()))


def _named_policy(run: Session, given: str) -> Project:
    from mutasi.read.dataset import shown_path

    path = run.path(given)
    if not path.is_file():
        raise InputNotFound(given)
    return run.open_project(path.parent, shown_path(path, run.folder))
