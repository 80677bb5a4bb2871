"""The two sides of a comparison: folders, files, and revisions of git."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from mutasi.cli.input import STDIN, StdinNameless, read_stdin
from mutasi.cli.session import Session
from mutasi.errors import DataInvalid, InputNotFound
from mutasi.finding import Finding, Severity
from mutasi.model.dataset import Dataset

LATEST = "HEAD"


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
    return _side(run, old), Side(".")


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


def snapshot(run: Session, side: Side, other: Side, stdin_name: str | None, stack: ExitStack) -> Dataset:
    """A folder or a file as a dataset, with its policy among the inputs. What could not be read stops the run. Files of
    a revision are there until `stack` is closed. Standard input is the table that the `other` side is a file of, unless
    it has a name.
    """
    if side.path == STDIN and not side.revision:
        return _from_stdin(run, stdin_name or (other.path if Path(other.path).suffix else ""))
    if not side.revision:
        return _loaded(run, run.path(side.path), side.path)
    from mutasi.read.revisions import laid_out

    place = Path(stack.enter_context(TemporaryDirectory(prefix="mutasi-")))
    path = laid_out(run.folder, side.revision, side.path, place)
    return _loaded(run, path, f"{side.revision}:{side.path}")


def _from_stdin(run: Session, name: str) -> Dataset:
    from mutasi.read.dataset import load_files

    if not name or name == STDIN:
        raise StdinNameless
    source, project = read_stdin(name), run.project
    dataset, findings = load_files([Path(name)], project.policy, run.folder, sources=[source])
    return _sound(dataset, findings)


def _sound(dataset: Dataset, findings: Iterable[Finding]) -> Dataset:
    """The dataset unless something of it could not be read: DataInvalid."""
    errors = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
    if errors:
        raise DataInvalid(errors)
    return dataset


def _loaded(run: Session, path: Path, given: str) -> Dataset:
    from mutasi.read.dataset import load_dataset, load_files

    if not path.exists():
        raise InputNotFound(given)
    if path.is_dir():
        project = run.open_project(path)
        dataset, findings = load_dataset(path, project.policy, path)
    else:
        project = run.project_of(path)
        root = run.folder if path == run.path(given) else path.parent
        dataset, findings = load_files([Path(given) if root == run.folder else Path(path.name)], project.policy, root)
    dataset = _sound(dataset, findings)
    return dataset if project.file is None else replace(dataset, inputs=(*dataset.inputs, project.file))
