"""What a proposal was made from, and the hashes of its files: a change is seen, and the same can be made again."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, fields

MANIFEST = "manifest.json"
"""The name of its file, which is written last."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of the folder: its path there, with ``/``, its size and its SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class UsedFile:
    """A file that was read: `role` is data, kebijakan, rencana, usulan, templat or segel. `path` is relative to the
    project, of a role that an option names as it was given. Where people are masked, the hash is a keyed one.
    """

    role: str
    path: str
    rows: int
    sha256: str


OF_THE_PROJECT = ("data", "kebijakan", "segel")
"""Roles of files that lie in the project; the others are found from the folder of work."""


@dataclass(frozen=True, slots=True)
class GitState:
    """The commit of the project, blank before the first one; whether what it tracks is as committed; and which of the
    files that were read are not as in the commit.
    """

    commit: str
    clean: bool
    differing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """What was asked for, as far as it changes the content. `folder` is where, from the root of the project."""

    folder: str
    vacancies: tuple[str, ...]
    picks: tuple[str, ...]
    plan: str | None
    moves: str | None
    number: int
    tmt: datetime.date | None
    template: str | None
    changes: tuple[str, ...]
    isolated: bool
    as_of: datetime.date | None
    config: str | None
    language: str


@dataclass(frozen=True, slots=True)
class MaskState:
    """How people are hidden: what is, the mark of the key, whether the key was of that run alone, and of so many people
    how many the post tells of all the same.
    """

    mask: str
    key: str
    fresh: bool
    people: int
    alone: int
    few: int


@dataclass(frozen=True, slots=True)
class SealState:
    """What is said of the seal, and its hash and that of the policy in force; blank where nothing is sealed."""

    told: str
    sealed: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """What made it: the version, the hash of the code, and the libraries that shape bytes."""

    version: str
    sha256: str
    python: str
    libraries: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that stands in the file. `git` is None outside of a repository, `git_missing` where no git could be
    asked. `repeatable` tells that the recipe is whole: a mask may have hidden a part of it.
    """

    program: Program
    recipe: Recipe
    as_of: datetime.date | None
    effective: datetime.date
    used: tuple[UsedFile, ...]
    seal: SealState
    counts: Mapping[str, int]
    git: GitState | None
    git_missing: bool
    mask: MaskState | None
    repeatable: bool
    files: tuple[WrittenFile, ...]

    def differs_in(self, other: Manifest) -> tuple[str, ...]:
        """The fields that differ, files left out."""
        names = (one.name for one in fields(self) if one.name != "files")
        return tuple(name for name in names if getattr(self, name) != getattr(other, name))


@dataclass(frozen=True, slots=True)
class Verified:
    """A folder beside its manifest. `manifest_sha256` is the hash of the manifest as it is now; `own` tells that it
    agrees with itself, `noted` whether it is the one that somebody noted, None where none was given.
    """

    files: int
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    added: tuple[str, ...]
    manifest_sha256: str
    own: bool = True
    noted: bool | None = None

    @property
    def sound(self) -> bool:
        return self.own and self.noted is not False and not (self.changed or self.missing or self.added)


@dataclass(frozen=True, slots=True)
class OtherBytes:
    """A file that comes out otherwise: `at` is the first byte that differs, counted from 0; None where one of the two
    has no such file.
    """

    path: str
    at: int | None
    is_there: bool = True
    is_made: bool = True


@dataclass(frozen=True, slots=True)
class Replayed:
    """A folder beside what is made again from the same inputs. `sections` are fields of the manifest that differ,
    `program` and `then` what makes it now and what made it.
    """

    files: int
    others: tuple[OtherBytes, ...]
    sections: tuple[str, ...]
    program: Program
    then: Program

    @property
    def same(self) -> bool:
        return not (self.others or self.sections)
