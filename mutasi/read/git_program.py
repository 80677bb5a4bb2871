"""The git program, asked as a user would ask it; nothing of git is known here but its command line."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from mutasi.errors import MutasiError
from mutasi.message import Message
from mutasi.model.manifest import GitState

_NO_ANSWER, _ERROR = 1, 128


class GitMissing(MutasiError):
    """The git program cannot be started."""

    def __init__(self) -> None:
        super().__init__(Message("there is no git program to be started"), fix=Message("install git"))


class GitRefused(MutasiError):
    """Git did not do what it was asked."""

    def __init__(self, said: str) -> None:
        super().__init__(Message("git refuses: {said}", said=said))


class NoWorkTree(MutasiError):
    """A folder is in no repository, or in one without files."""

    def __init__(self, folder: str, said: str) -> None:
        super().__init__(
            Message("{folder}: no work tree of git is here ({said})", folder=folder, said=said),
            fix=Message("run git init first, or name the folder of the project with -C"),
        )


def work_tree(folder: Path) -> Path:
    """The top folder of the files of a repository. Raises NoWorkTree or GitMissing."""
    done = _run(folder, "rev-parse", "--show-toplevel")
    if done.returncode or not done.stdout:
        raise NoWorkTree(str(folder), _said(done) or "git rev-parse")
    return Path(_text(done.stdout).removesuffix("\n"))


def would_commit(file: Path) -> bool:
    """Whether a file lies in a work tree and is not ignored there, so that it would come into a repository. Where no
    git answers every folder below one with `.git` counts as a work tree that ignores nothing.
    """
    folder = file.resolve().parent
    try:
        work_tree(folder)
        return _run(folder, "check-ignore", "-q", file.resolve().name).returncode != 0
    except (NoWorkTree, GitMissing):  # also of a repository that git does not open (of another owner, say)
        return _is_below_git(folder)


def _is_below_git(folder: Path) -> bool:
    """Whether a folder is, or lies below, one that git would take for a repository."""
    return any((above / ".git").exists() for above in (folder, *folder.parents))


def state_of(root: Path, files: Sequence[Path]) -> GitState | None:
    """The commit that a folder stands at, and what differs from it; None outside of a work tree. Git is only read.
    Raises GitMissing, and GitRefused for a repository that git does not open (of another owner, say).
    """
    try:
        top = work_tree(root)
    except NoWorkTree as error:
        if _is_below_git(root.resolve()):
            raise GitRefused(str(error.message)) from error
        return None
    top, root = top.resolve(), root.resolve()
    paths = [file.resolve() for file in files]
    head = _run(root, *_READ_ONLY, "rev-parse", "--verify", "-q", "HEAD")
    changed = _run(root, *_READ_ONLY, "status", "--porcelain", "-z", "--untracked-files=no")
    names = [str(path) for path in paths if path.is_relative_to(top)]
    other = _run(root, *_READ_ONLY, "status", "--porcelain", "-z", "--untracked-files=all", "--ignored", "--", *names)
    unseen = _changed_unseen(top)
    apart = _of_other_repositories(top, paths)
    stated = {_text(entry[3:]) for entry in other.stdout.split(b"\0")[:-1]} | unseen if names else set()
    differing = tuple(
        sorted(
            path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
            for path in paths
            if not path.is_relative_to(top) or path in apart or path.relative_to(top).as_posix() in stated
        )
    )
    commit = "" if head.returncode else _text(head.stdout).strip()
    clean = bool(commit) and not (changed.stdout or changed.returncode or unseen or apart)
    return GitState(commit, clean, differing)


def _of_other_repositories(top: Path, paths: Sequence[Path]) -> frozenset[Path]:
    """Those below the top folder that lie in a repository of their own there, of which its commit holds nothing."""
    places = {path.parent for path in paths if path.is_relative_to(top)}
    apart = {place for place in places if work_tree(place).resolve() != top}
    return frozenset(path for path in paths if path.parent in apart)


def _changed_unseen(top: Path) -> set[str]:
    """The files that the user told git to take as unchanged (assume-unchanged, skip-worktree) and that are not: git
    status is silent about them. Paths below the top folder.
    """
    is_sparse = _text(_run(top, "config", "--type=bool", "core.sparseCheckout").stdout).strip() == "true"
    listed = _run(top, *_READ_ONLY, "ls-files", "-v", "-s", "-z").stdout.split(b"\0")[:-1]
    staged = {}
    for tag, _, digest, told in (entry.split(b" ", 3) for entry in listed):
        name = _text(told.partition(b"\t")[2])
        if tag.islower() or (tag == b"S" and ((top / name).is_file() or not is_sparse)):
            staged[name] = _text(digest)
    there = [name for name in staged if (top / name).is_file()]
    found = _run(top, "hash-object", "--", *there) if there else None
    digests = _text(found.stdout).split() if found is not None and not found.returncode else []
    now = dict(zip(there, digests, strict=False))
    return {name for name, digest in staged.items() if now.get(name) != digest}


_READ_ONLY = ("--no-optional-locks", "--no-replace-objects", "-c", "core.fsmonitor=false")
"""Write no index, take no commit for another one, and start no program that the configuration names."""


def local_values(folder: Path, key: str) -> tuple[str, ...]:
    """The values of a key in the configuration of this clone alone. Raises GitRefused."""
    done = _run(folder, "config", "--local", "-z", "--get-all", key)
    if done.returncode not in (0, _NO_ANSWER):
        raise GitRefused(_said(done))
    return tuple(_text(done.stdout).split("\0")[:-1])


def set_local(folder: Path, key: str, value: str | None) -> None:
    """A key of that configuration gets a value, or goes when it is None. Raises GitRefused."""
    change = ("--unset-all", key) if value is None else (key, value)
    done = _run(folder, "config", "--local", *change)
    if done.returncode:
        raise GitRefused(_said(done))


def merge_by_lines(ours: Path, base: Path, theirs: Path, marker: int) -> tuple[bytes | None, bool]:
    """What git's own merge makes of three files, and whether it sees no conflict; None for what it cannot merge."""
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    done = _run(Path(), "merge-file", "-p", *labels, f"--marker-size={marker}", *map(str, (ours, base, theirs)))
    if done.returncode >= _ERROR or done.returncode < 0:
        return None, False
    return done.stdout, done.returncode == 0


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise GitMissing from error


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = _text(done.stderr).strip().splitlines()
    return lines[0].removeprefix("fatal: ").removeprefix("error: ") if lines else ""


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
