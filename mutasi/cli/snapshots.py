"""The two sides of a comparison: folders, files, and revisions of git."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mutasi.cli.input import STDIN, StdinNameless, read_stdin
from mutasi.cli.session import Project, Session
from mutasi.errors import DataInvalid, InputNotFound, MutasiError
from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.codes import TABLE_NAMES

if TYPE_CHECKING:
    from mutasi.finding import Finding
    from mutasi.model.dataset import Dataset
    from mutasi.model.policy import Policy
    from mutasi.read.pair import Pair, Place  # polars, which the help of a command does not need

LATEST = "HEAD"


class ThreeDots(MutasiError):
    """Two revisions with three dots between them, which git compares from where they parted."""

    def __init__(self, given: str) -> None:
        one, _, other = given.partition("...")
        fix = Message("write {range}, or name the commit that git merge-base gives", range=f"{one}..{other}")
        super().__init__(
            Message("{range} compares from where two branches parted, which is not known here", range=given), fix=fix
        )


class NothingInCommon(MutasiError):
    """Two sides without a table that both have."""

    def __init__(self, old: Dataset, new: Dataset) -> None:
        message = Message(
            "there is nothing to compare: the older side has {old}, the newer side {new}",
            old=tuple(old.tables) or "-", new=tuple(new.tables) or "-",
        )  # fmt: skip
        super().__init__(message, fix=Message("name two files of one table, with --table where their names differ"))


class KeyOfFolder(MutasiError):
    """A key is named for a whole snapshot."""

    def __init__(self, given: str) -> None:
        super().__init__(Message("--key compares two files of one table, and {path} is a folder", path=given))


class KeyNeeded(MutasiError):
    """A file bears the name of no table, so that nothing says what tells its records apart."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Message("{name} bears the name of no table, so that nothing says what tells its records apart", name=name),
            fix=Message(
                "name the columns that do, e.g. --key nip, or call the file one of: {names}", names=TABLE_NAMES
            ),
        )


@dataclass(frozen=True, slots=True)
class Side:
    """A path, in a revision where one is named."""

    path: str
    revision: str = ""


def sides(run: Session, old: str | None, new: str | None) -> tuple[Side, Side]:
    """What is meant: two paths or revisions; `OLD..NEW`; a revision and the folder as it is; the latest revision and
    the folder. A path goes before a revision of the same name.
    """
    if old is not None and new is not None:
        return _side(run, old, alone=False), _side(run, new, alone=False)
    if old is not None and "..." in old and not run.path(old).exists():
        raise ThreeDots(old)
    if old is None:
        return Side(".", LATEST), Side(".")
    if not run.path(old).exists() and ".." in old and "..." not in old:
        one, _, other = old.partition("..")
        return Side(".", one or LATEST), Side(".", other or LATEST)
    side = _side(run, old)
    return side, Side(side.path) if side.revision and run.path(side.path).exists() else Side(".")


def _side(run: Session, text: str, *, alone: bool = True) -> Side:
    """A path or a revision. What is neither is taken for a path that is missing, unless it stands `alone`, as a
    revision does, or there is a repository that could have known it.
    """
    from mutasi.read.revisions import in_repository, is_revision

    if text == STDIN or _may_be_side(run.path(text)):
        return Side(text)
    revision, sign, path = text.partition(":")
    if sign and revision and is_revision(run.folder, revision):
        return Side(path or ".", revision)
    if is_revision(run.folder, text):
        return Side(".", text)
    if "/" in text or Path(text).suffix or not (alone or in_repository(run.folder)):
        raise InputNotFound(text)
    return Side(".", text)


def _may_be_side(path: Path) -> bool:
    """Whether a path is a folder or a file that can hold a table; HEAD in a bare repository is none."""
    from mutasi.read.table import SUFFIXES

    return path.is_dir() or (path.exists() and path.suffix.casefold() in SUFFIXES)


def snapshots(
    run: Session, old: Side, new: Side, table: str, stdin_name: str | None, stack: ExitStack, *, whole: bool = False
) -> Pair:
    """Both sides as datasets, with their policies among the inputs; what both have is read only when they are wanted as
    a `whole`. What could not be read stops the run. Files of a revision are there until `stack` is closed. Standard
    input is the table that the other side is a file of, unless it has a name.
    """
    from mutasi.read.pair import load_pair

    one, two = (_place(run, *sides, table, stdin_name, stack) for sides in ((old, new), (new, old)))
    for found in (one, two):
        if found.place.path != found.place.root and found.place.table_name not in TABLE_NAMES:
            raise KeyNeeded(found.place.path.name)
    loaded = load_pair(one.place, two.place, whole=whole or bool(two.place.policy.compare.posts))
    pair = _sound(_told_apart(loaded, one, two))
    if not set(pair.old.tables) & set(pair.new.tables):
        raise NothingInCommon(pair.old, pair.new)
    return replace(pair, old=_with(pair.old, one.project), new=_with(pair.new, two.project))


def tables(
    run: Session, old: Side, new: Side, key: Sequence[str], table: str, stdin_name: str | None, stack: ExitStack
) -> Pair:
    """Both sides as files of one table, whose records `key` tells apart; otherwise as `snapshots`."""
    from mutasi.read.pair import load_tables

    one, two = (_place(run, *sides, table, stdin_name, stack) for sides in ((old, new), (new, old)))
    for side, found in ((old, one), (new, two)):
        if found.place.path == found.place.root:
            raise KeyOfFolder(side.path)
    return _sound(_told_apart(load_tables(one.place, two.place, key), one, two))


def _sound(pair: Pair) -> Pair:
    findings = (*pair.old_findings, *pair.new_findings)
    errors = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
    if errors:
        raise DataInvalid(errors)
    return pair


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a side is, the project whose policy stands over it, and what goes before its paths in messages."""

    place: Place
    project: Project
    prefix: str = ""


def _told_apart(pair: Pair, old: _Found, new: _Found) -> Pair:
    """The pair with paths that tell in messages which side is meant."""
    return replace(
        pair,
        old=_prefixed(pair.old, old.prefix),
        new=_prefixed(pair.new, new.prefix),
        old_findings=tuple(_at(finding, old.prefix) for finding in pair.old_findings),
        new_findings=tuple(_at(finding, new.prefix) for finding in pair.new_findings),
    )


def _prefixed(dataset: Dataset, prefix: str) -> Dataset:
    tables = {name: replace(table, path=f"{prefix}{table.path}") for name, table in dataset.tables.items()}
    return replace(dataset, tables=tables)


def _at(finding: Finding, prefix: str) -> Finding:
    return replace(finding, location=replace(finding.location, path=f"{prefix}{finding.location.path}"))


def _place(run: Session, side: Side, other: Side, table: str, stdin_name: str | None, stack: ExitStack) -> _Found:
    found = _found(run, side, other, stdin_name or "", stack)
    return replace(found, place=replace(found.place, table=table))


def _found(run: Session, side: Side, other: Side, stdin_name: str, stack: ExitStack) -> _Found:
    from mutasi.read.pair import Place

    if side.path == STDIN and not side.revision:
        name = stdin_name or (other.path if Path(other.path).suffix else "")
        if not name or name == STDIN:
            raise StdinNameless
        return _Found(Place(Path(name), run.project.policy, run.folder, read_stdin(name)), run.project, f"{STDIN}:")
    if not side.revision:
        path = run.path(side.path)
        found = _opened(run, path, side.path)
        inside = path.is_dir() and side.path not in (".", "./")
        return replace(found, prefix=f"{side.path.rstrip('/')}/" if inside else "")
    from mutasi.read.revisions import laid_out

    place = Path(stack.enter_context(TemporaryDirectory(prefix="mutasi-")))
    path = laid_out(run.folder, side.revision, side.path, place)
    found = _opened(run, path, f"{side.revision}:{side.path}")
    below = "" if side.path == "." else posixpath.normpath(side.path)
    where = below if path.is_dir() else posixpath.dirname(below)
    return replace(found, prefix=f"{side.revision}:{where}/" if where else f"{side.revision}:")


def _opened(run: Session, path: Path, given: str) -> _Found:
    from mutasi.read.pair import Place

    if not path.exists():
        raise InputNotFound(given)
    if path.is_dir():
        project = run.open_project(path)
        return _Found(Place(path, _policy_inside(project, path), path), project)
    project = run.project_of(path)
    if path == run.path(given):
        return _Found(Place(Path(given), project.policy, run.folder), project)
    return _Found(Place(Path(path.name), project.policy, path.parent), project)


def _policy_inside(project: Project, folder: Path) -> Policy:
    """The policy of a project for one of its folders: the files that it names there, by their paths from there."""
    policy, file = project.policy, None if project.file is None else project.file.file
    if not policy.data or file is None or file.parent.resolve() == folder.resolve():
        return policy
    named = {name: file.parent.resolve() / path for name, path in policy.data.items()}
    top = folder.resolve()
    inside = {name: path.relative_to(top).as_posix() for name, path in named.items() if path.is_relative_to(top)}
    return replace(policy, data=inside)


def _with(dataset: Dataset, project: Project) -> Dataset:
    """The dataset with the policy among its inputs."""
    return dataset if project.file is None else replace(dataset, inputs=(*dataset.inputs, project.file))
