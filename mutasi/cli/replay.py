"""A proposal made again from what its manifest says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mutasi.cli.input import read_input
from mutasi.cli.last_words import say
from mutasi.cli.masking import Masks
from mutasi.cli.results import Results
from mutasi.cli.session import Session
from mutasi.cli.settings import Settings
from mutasi.errors import InputNotFound, MutasiError
from mutasi.message import Message, mark
from mutasi.model.manifest import MANIFEST, OF_THE_PROJECT, Manifest, Replayed, UsedFile

if TYPE_CHECKING:
    from mutasi.cli.proposal_asked import Asked


class NotRepeatable(MutasiError):
    """The manifest does not hold all that it takes."""

    def __init__(self) -> None:
        super().__init__(
            Message("this proposal cannot be made again: it read standard input, was masked with a key of its run"
                    " alone, or the mask hides a part of what was asked for"),
            fix=Message("mutasi audit verify tells whether it is as it was written"),
        )  # fmt: skip


class OtherInputs(MutasiError):
    """The files are not those of the manifest; each was named."""

    def __init__(self, count: int, folder: str) -> None:
        super().__init__(
            Message("not made again, for {folder} was made from other files than those at hand: {count}", count=count,
                    folder=folder),
            fix=Message("name with --data the folder of the project as it was then, e.g. a checkout of the commit in"
                        " the manifest"),
        )  # fmt: skip


class OptionNeedless(MutasiError):
    """An option that would change the content, which the manifest fixes."""

    def __init__(self, option: str) -> None:
        super().__init__(
            Message(
                "{option} does not go with replay, which takes what was asked for from the manifest", option=option
            ),
            fix=Message("leave out {option}; --data FOLDER names another project", option=option),
        )


class OtherKey(MutasiError):
    """The key is absent or not the one of the manifest."""

    def __init__(self, *, is_named: bool) -> None:
        message = Message("the people of this proposal are masked, and no key is named")
        if is_named:
            message = Message("the people of this proposal are masked, and this is not the key that it was made with")
        super().__init__(message, fix=Message("name the key: --mask-key FILE"))


def replayed(run: Session, folder: str, data: str | None, masks: Masks) -> Replayed:
    """The proposal in a folder beside what is made again. Raises OptionNeedless, NoProposal, ManifestInvalid,
    NotRepeatable, OtherKey, OtherInputs, and whatever making it raises.
    """
    from mutasi.read.manifest import others, read_manifest

    _refuse_options(run.settings)

    manifest, _ = read_manifest(run.path(folder), folder)
    if not manifest.repeatable:
        raise NotRepeatable
    masks, digest = masks_of(run, manifest, masks)
    again = _session(run.project.root if data is None else run.path(data), data or ".", manifest)
    found = others(manifest, lambda used: _place(again, manifest, used), digest)
    _refuse(run, [(_OTHER if is_there else _ABSENT, used) for used, is_there in found], folder, manifest)
    return _compared(run, again, asked_of(manifest, masks), manifest, folder)


CHANGING = {"changes": "--set", "isolated": "--isolated", "as_of": "--as-of", "config": "--config"}
"""Global options that change the content, by their names in the settings; --lang is that of the messages here."""


def _refuse_options(settings: Settings) -> None:
    """Variables of the environment stand there for all commands, and are passed over."""
    for name, shown in CHANGING.items():
        if getattr(settings, name) and name not in settings.variables:
            raise OptionNeedless(shown)


def masks_of(run: Session, manifest: Manifest, masks: Masks) -> tuple[Masks, Callable[[str], str]]:
    """What hides people as it did then, and what makes the hash of a file what the manifest has of it."""
    from mutasi.model.masking import Identities, key_mark

    if manifest.mask is None:
        return Masks(), lambda sha256: sha256
    if masks.path is None:
        raise OtherKey(is_named=False)
    masks = replace(masks, mode=manifest.mask.mask)
    if key_mark(masks.read(run).data) != manifest.mask.key:
        raise OtherKey(is_named=True)
    return masks, masks.masking(run, Identities()).digest


def _session(root: Path, shown: str, manifest: Manifest) -> Session:
    """A session as that one was, whatever is set in this one."""
    recipe = manifest.recipe
    folder = root / recipe.folder
    if not folder.is_dir():
        raise InputNotFound(shown)
    return Session(
        Settings(
            directory=str(folder),
            config=recipe.config,
            changes=recipe.changes or None,
            isolated=recipe.isolated or None,
            as_of=recipe.as_of,
            lang=recipe.language,
            quiet=True,
            masked=manifest.mask is not None,
        )
    )


def _place(again: Session, manifest: Manifest, used: UsedFile) -> Path:
    """Where a file of the manifest is now."""
    by_option = used.role == "kebijakan" and manifest.recipe.config is not None
    root = again.folder if manifest.recipe.folder == "." else _root(again.folder, manifest.recipe.folder)
    return again.path(used.path) if by_option or used.role not in OF_THE_PROJECT else root / used.path


def _root(folder: Path, below: str) -> Path:
    return folder.resolve().parents[len(Path(below).parts) - 1]


_OTHER, _ABSENT, _ADDED = mark("other content: {path}"), mark("not there: {path}"), mark("not there then: {path}")


def _refuse(run: Session, found: Sequence[tuple[str, UsedFile]], folder: str, manifest: Manifest) -> None:
    """Raises OtherInputs once each of them was named."""
    for what, used in found:
        say(run.text(Message(what, path=used.path)))
    if found:
        if manifest.git is not None and manifest.git.commit:
            say(run.text(Message("made at the commit {commit}", commit=manifest.git.commit)))
        raise OtherInputs(len(found), folder)


def asked_of(manifest: Manifest, masks: Masks) -> Asked:
    """The options of then."""
    from mutasi.cli.proposal_asked import Asked

    recipe = manifest.recipe
    return Asked(
        vacancies=recipe.vacancies, picks=recipe.picks, plan=recipe.plan, moves=recipe.moves, number=recipe.number,
        jobs=1, tmt=recipe.tmt, to=None, letters=None, template=recipe.template, masks=masks,
    )  # fmt: skip


def _compared(run: Session, again: Session, asked: Asked, manifest: Manifest, folder: str) -> Replayed:
    from mutasi.cli.evidence import evidence_of, manifest_of
    from mutasi.cli.propose import proposal_of
    from mutasi.read.manifest import other_bytes
    from mutasi.render.proposal import Forms
    from mutasi.render.proposal_files import proposal_files

    template = None if asked.template is None else read_input(asked.template, again.path(asked.template))
    plain, _, ranking = proposal_of(again, asked, Results((), force=False))
    proposal, evidence = evidence_of(again, asked, plain, ranking, template)
    filled = None if template is None else (template.path, template.data)
    files = proposal_files(Forms(proposal, again.document_language, filled))
    made = manifest_of(again, asked, proposal, evidence, files, git=(manifest.git, manifest.git_missing))
    known = {(one.role, one.path) for one in manifest.used}
    _refuse(run, [(_ADDED, one) for one in made.used if (one.role, one.path) not in known], folder, manifest)
    sections = tuple(name for name in manifest.differs_in(made) if name != "program")
    found = (one for one in other_bytes(run.path(folder), files) if one.path != MANIFEST)
    return Replayed(len(files), tuple(found), sections, made.program, manifest.program)
