"""The two sides of a comparison: folders, files, and revisions of git."""

from __future__ import annotations

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
    from mutasi.model.dataset import Dataset
    from mutasi.read.pair import Pair, Place  # polars, which the help of a command does not need

LATEST = "HEAD"


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

    if text == STDIN or run.path(text).exists():
        return Side(text)
    revision, sign, path = text.partition(":")
    if sign and revision and is_revision(run.folder, revision):
        return Side(path or ".", revision)
    if is_revision(run.folder, text):
        return Side(".", text)
    if "/" in text or Path(text).suffix or not (alone or in_repository(run.folder)):
        raise InputNotFound(text)
    return Side(".", text)


def snapshots(
    run: Session, old: Side, new: Side, stdin_name: str | None, stack: ExitStack, *, whole: bool = False
) -> Pair:
    """Both sides as datasets, with their policies among the inputs; what both have is read only when they are wanted as
    a `whole`. What could not be read stops the run. Files of a revision are there until `stack` is closed. Standard
    input is the table that the other side is a file of, unless it has a name.
    """
    from mutasi.read.pair import load_pair

    one = _place(run, old, new, stdin_name, stack)
    two = _place(run, new, old, stdin_name, stack)
    for found in (one, two):
        if found.place.path != found.place.root and found.place.path.stem.casefold() not in TABLE_NAMES:
            raise KeyNeeded(found.place.path.name)
    pair = _sound(load_pair(one.place, two.place, whole=whole or bool(two.place.policy.compare.posts)))
    return replace(pair, old=_with(pair.old, one.project), new=_with(pair.new, two.project))


def tables(run: Session, old: Side, new: Side, key: Sequence[str], stdin_name: str | None, stack: ExitStack) -> Pair:
    """Both sides as files of one table, whose records `key` tells apart; otherwise as `snapshots`."""
    from mutasi.read.pair import load_tables

    one = _place(run, old, new, stdin_name, stack)
    two = _place(run, new, old, stdin_name, stack)
    for side, found in ((old, one), (new, two)):
        if found.place.path == found.place.root:
            raise KeyOfFolder(side.path)
    return _sound(load_tables(one.place, two.place, key))


def _sound(pair: Pair) -> Pair:
    errors = tuple(finding for finding in pair.findings if finding.severity is Severity.ERROR)
    if errors:
        raise DataInvalid(errors)
    return pair


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a side is, and the project whose policy stands over it."""

    place: Place
    project: Project


def _place(run: Session, side: Side, other: Side, stdin_name: str | None, stack: ExitStack) -> _Found:
    from mutasi.read.pair import Place

    if side.path == STDIN and not side.revision:
        name = stdin_name or (other.path if Path(other.path).suffix else "")
        if not name or name == STDIN:
            raise StdinNameless
        return _Found(Place(Path(name), run.project.policy, run.folder, read_stdin(name)), run.project)
    if not side.revision:
        return _opened(run, run.path(side.path), side.path)
    from mutasi.read.revisions import laid_out

    place = Path(stack.enter_context(TemporaryDirectory(prefix="mutasi-")))
    path = laid_out(run.folder, side.revision, side.path, place)
    return _opened(run, path, f"{side.revision}:{side.path}")


def _opened(run: Session, path: Path, given: str) -> _Found:
    from mutasi.read.pair import Place

    if not path.exists():
        raise InputNotFound(given)
    if path.is_dir():
        project = run.open_project(path)
        return _Found(Place(path, project.policy, path), project)
    project = run.project_of(path)
    if path == run.path(given):
        return _Found(Place(Path(given), project.policy, run.folder), project)
    return _Found(Place(Path(path.name), project.policy, path.parent), project)


def _with(dataset: Dataset, project: Project) -> Dataset:
    """The dataset with the policy among its inputs."""
    return dataset if project.file is None else replace(dataset, inputs=(*dataset.inputs, project.file))
