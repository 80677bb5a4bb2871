"""Snapshots in the history of git: read through the git program, without a checkout and without the network."""

from __future__ import annotations

import posixpath
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from mutasi.errors import MutasiError
from mutasi.message import Message
from mutasi.read.table import SUFFIXES

_FILE_MODES = (b"100644", b"100755")
_QUIETLY = ("--no-optional-locks", "-c", "protocol.allow=never")
"""Take no lock, and fetch nothing that a partial clone has not."""


class GitUnusable(MutasiError):
    """There is no git program, or what is asked for is in no repository."""


class RevisionUnknown(MutasiError):
    """The repository has no such revision, or the revision no such file."""


class HistoryIncomplete(MutasiError):
    """The repository lacks the content of a revision: it is a partial clone."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            Message("the repository does not hold all files of {revision}: it is a partial clone", revision=revision),
            fix=Message("fetch them first, e.g. git fetch --refetch --no-filter, or compare two folders"),
        )


def is_revision(folder: Path, text: str) -> bool:
    """Whether a text names a commit of the repository that the folder is in; False where there is none."""
    try:
        return bool(_commit(folder, text))
    except GitUnusable:
        return False


def in_repository(folder: Path) -> bool:
    """Whether git, where there is one, knows a repository that the folder is in."""
    try:
        return _git(folder, "rev-parse", "--git-dir", check=False).returncode == 0
    except GitUnusable:
        return False


def laid_out(folder: Path, revision: str, path: str, place: Path) -> Path:
    """Write the tables and policies of a revision into an empty folder `place`, as far as they lie at or below `path`,
    or in folders above it; and give where `path` is there. `folder` is inside the repository, or the repository itself
    where it is bare.

    Raises GitUnusable, RevisionUnknown and HistoryIncomplete.
    """
    commit = _commit(folder, revision)
    if not commit:
        raise RevisionUnknown(
            Message("git knows no revision '{revision}' here, and there is no such path", revision=revision),
            fix=Message("git log --oneline and git tag show what there is"),
        )
    # a policy of another project above the temporary folder must not be found
    (place / ".git").mkdir()
    files = [(name, blob) for name, blob in _files(folder, commit) if PurePosixPath(name).suffix.casefold() in SUFFIXES]
    wanted = _meant([name for name, _ in files], _prefix(folder), path)
    listed = [(name, blob) for name, blob in files if _belongs(PurePosixPath(name), wanted)]
    inside = [name for name, _ in listed if _at_or_below(PurePosixPath(name), wanted)]
    if not inside:
        raise RevisionUnknown(
            Message("{revision} has no tables at {path}", revision=revision, path=str(wanted)),
            fix=Message("git ls-tree -r --name-only {revision} shows its files", revision=revision),
        )
    for (name, _), data in zip(listed, _blobs(folder, revision, [blob for _, blob in listed]), strict=True):
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return place / wanted


def _meant(files: Sequence[str], prefix: str, path: str) -> PurePosixPath:
    """The path in a revision as git takes it: from the root, or from here where it begins with a dot; from here too
    where the root has no such path.
    """
    here = PurePosixPath(posixpath.normpath(PurePosixPath(prefix, path)))
    if path.startswith("."):
        return here
    root = PurePosixPath(posixpath.normpath(path))
    return root if any(_at_or_below(PurePosixPath(name), root) for name in files) else here


def _belongs(name: PurePosixPath, wanted: PurePosixPath) -> bool:
    """Whether a file is asked for, or is a policy above what is."""
    return _at_or_below(name, wanted) or (name.name == "mutasi.yaml" and name.parent in (wanted, *wanted.parents))


def _at_or_below(name: PurePosixPath, wanted: PurePosixPath) -> bool:
    return str(wanted) == "." or name == wanted or wanted in name.parents


def _commit(folder: Path, revision: str) -> str:
    """The id of a commit; empty where there is none of that name."""
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", check=False)
    if found.returncode == 0:
        return found.stdout.decode().strip()
    if not in_repository(folder):
        raise GitUnusable(
            Message(
                "{folder} is in no git repository, and there is no path '{path}'", folder=str(folder), path=revision
            ),
            fix=Message("name two folders or files, or work inside the repository (-C)"),
        )
    return ""


def _prefix(folder: Path) -> str:
    """The folder inside the repository; empty at its root and where the repository is bare."""
    found = _git(folder, "rev-parse", "--show-prefix", check=False)
    return found.stdout.decode("utf-8", "surrogateescape").rstrip("\n") if found.returncode == 0 else ""


def _files(folder: Path, commit: str) -> Iterator[tuple[str, str]]:
    """Names and blobs of all plain files; links and submodules are none."""
    listing = _git(folder, "ls-tree", "-r", "-z", "--full-tree", commit).stdout
    for entry in listing.split(b"\0"):
        if entry:
            about, _, name = entry.partition(b"\t")
            mode, _, blob = about.split(b" ", 2)
            if mode in _FILE_MODES:
                yield name.decode("utf-8", "surrogateescape"), blob.decode()


def _blobs(folder: Path, revision: str, blobs: Sequence[str]) -> Iterator[bytes]:
    asked = "".join(f"{blob}\n" for blob in blobs).encode()
    done = _git(folder, "cat-file", "--batch", check=False, input=asked)
    if done.returncode:
        raise HistoryIncomplete(revision)
    data, at = done.stdout, 0
    for _ in blobs:
        end = data.index(b"\n", at)
        head = data[at:end].split(b" ")
        if head[-1] == b"missing":
            raise HistoryIncomplete(revision)
        size = int(head[2])
        yield data[end + 1 : end + 1 + size]
        at = end + 2 + size


def _git(
    folder: Path, *arguments: str, check: bool = True, input: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    try:
        done = subprocess.run(("git", "-C", str(folder), *_QUIETLY, *arguments), input=input, capture_output=True)
    except OSError as error:
        raise GitUnusable(Message("git cannot be run: {reason}", reason=error.strerror or str(error))) from None
    if check and done.returncode:
        raise GitUnusable(Message("git says: {reason}", reason=done.stderr.decode("utf-8", "replace").strip()))
    return done
