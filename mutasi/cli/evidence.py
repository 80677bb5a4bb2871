"""What a proposal was made from, gathered for its manifest."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mutasi.cli.environment import forget_repository
from mutasi.cli.input import STDIN
from mutasi.cli.session import Session
from mutasi.errors import InputNotFound, MutasiError
from mutasi.message import Message
from mutasi.model.manifest import (
    MANIFEST,
    GitState,
    Manifest,
    MaskState,
    Program,
    Recipe,
    SealState,
    UsedFile,
    WrittenFile,
)
from mutasi.render.language import language
from mutasi.version import VERSION

if TYPE_CHECKING:
    from mutasi.cli.proposal_asked import Asked
    from mutasi.cli.ranking import Ranking
    from mutasi.model.masking import Masking
    from mutasi.proposal.document import Proposal
    from mutasi.read.source import Source

LIBRARIES = ("docxtpl", "jinja2", "lxml", "numpy", "polars", "python-docx", "pyyaml", "tabulate", "xlsxwriter")
"""Those that shape bytes of a proposal."""


@dataclass(frozen=True)
class Evidence:
    """What is known beside the proposal itself: its `plain` form before people were hidden, by `masking` where there is
    one, and `mask` as the manifest tells it.
    """

    plain: Proposal
    template: Source | None = None
    masking: Masking | None = None
    mask: MaskState | None = None

    def text(self, text: str) -> str:
        return self.masking.text(text) if self.masking else text

    def digest(self, sha256: str) -> str:
        return self.masking.digest(sha256) if self.masking else sha256


def evidence_of(
    run: Session, asked: Asked, plain: Proposal, ranking: Ranking, template: Source | None
) -> tuple[Proposal, Evidence]:
    """The proposal as it is to be written, with people hidden where that is asked for, and what is known beside it."""
    if not asked.masks:
        return plain, Evidence(plain, template)
    from mutasi.cli.masking import identities_of, say_told, told_by_post
    from mutasi.model.masked import masked
    from mutasi.model.masking import Masking, key_mark

    key = asked.masks.read(run)
    people = identities_of([ranking.dataset], [plain.agency.signatory.name])
    masking = Masking.by_key(asked.masks.mask, people, key.data)
    told = told_by_post(ranking.people, _rows(plain))
    say_told(run, told)
    state = MaskState(asked.masks.mode, key_mark(key.data), key.is_fresh, told.people, told.alone, told.few)
    return replace(masked(plain, masking), masked=True), Evidence(plain, template, masking, state)


def _rows(proposal: Proposal) -> Iterator[int]:
    yield from (move.candidate.row for move in proposal.moves)
    yield from (one.row for ranking in proposal.shortlists for one in proposal.listed(ranking))


def manifest_of(
    run: Session, asked: Asked, made: Proposal, evidence: Evidence, files: Mapping[str, bytes],
    git: tuple[GitState | None, bool] | None = None,
) -> Manifest:  # fmt: skip
    """The manifest of these files. `git` is what is known of the repository already, and whether git is missing."""
    from mutasi.model.masked import masked

    used = _used(run, asked, evidence)
    plain = recipe_of(run, asked)
    recipe = masked(plain, evidence.masking) if evidence.masking else plain
    state, is_missing = git if git is not None else _git(run, [path for _, path in used])
    if state is not None:
        state = replace(state, differing=tuple(map(evidence.text, state.differing)))
    own = [STDIN] if STDIN in (asked.plan, asked.moves, asked.template) else []
    return Manifest(
        program=_program(),
        recipe=recipe,
        as_of=made.as_of,
        effective=made.effective,
        used=tuple(one for one, _ in used),
        seal=_seal(run, asked, made),
        counts=_counts(made, files),
        git=state,
        git_missing=is_missing,
        mask=evidence.mask,
        repeatable=recipe == plain and not own and not (evidence.mask and evidence.mask.fresh),
        files=tuple(WrittenFile(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items()),
    )


def with_manifest(
    run: Session, asked: Asked, made: Proposal, evidence: Evidence, files: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The files, and the manifest after them; its hash is told, for somebody to note."""
    from mutasi.render.manifest import manifest_bytes

    data = manifest_bytes(manifest_of(run, asked, made, evidence, files))
    return {**files, MANIFEST: data}


def say_hash(run: Session, files: Mapping[str, bytes]) -> None:
    """The hash that proves something as soon as it is kept elsewhere."""
    digest = hashlib.sha256(files[MANIFEST]).hexdigest()
    run.say(
        Message("{manifest}: SHA-256 {digest}; note it outside of the folder, e.g. on the signed letter: mutasi audit"
                " verify --sha256 compares it", manifest=MANIFEST, digest=digest)
    )  # fmt: skip


def recipe_of(run: Session, asked: Asked) -> Recipe:
    """What was asked for, with options and variables of the environment alike."""
    settings, root = run.settings, run.project.root.resolve()
    folder = run.folder.resolve()
    return Recipe(
        folder=folder.relative_to(root).as_posix() if folder.is_relative_to(root) else ".",
        vacancies=asked.vacancies,
        picks=asked.picks,
        plan=asked.plan,
        moves=asked.moves,
        number=asked.number,
        tmt=asked.tmt,
        template=asked.template,
        changes=tuple(settings.changes or ()),
        isolated=bool(settings.isolated),
        as_of=settings.as_of,
        config=settings.config,
        language=run.document_language.code,
    )


def _used(run: Session, asked: Asked, evidence: Evidence) -> list[tuple[UsedFile, Path | None]]:
    """The files that were read, each with where it is, None for standard input."""
    found = []
    for one in evidence.plain.inputs:
        role, path = "data", one.path
        if one is run.project.file:
            role = "kebijakan"
        elif asked.source is not None and one is evidence.plain.inputs[-1]:
            role, path = "rencana" if asked.plan is not None else "usulan", asked.source  # by which it is found again
        found.append((UsedFile(role, path, one.rows, one.sha256), one.file))
    template = evidence.template
    if template is not None:
        found.append((UsedFile("templat", template.path, 0, template.sha256), template.file))
    seal = _seal_file(run)
    if seal is not None:
        found.append((UsedFile("segel", seal.path, 0, seal.sha256), seal.file))
    return [
        (UsedFile(one.role, evidence.text(one.path), one.rows, evidence.digest(one.sha256)), path)
        for one, path in found
    ]


def _seal_file(run: Session) -> Source | None:
    from mutasi.cli.sealing import SEAL_FILE, seal_path
    from mutasi.read import limits
    from mutasi.read.source import read_source

    if run.project.file is None:
        return None
    try:
        return read_source(seal_path(run), SEAL_FILE, limits.YAML_BYTES)
    except InputNotFound:
        return None


def _seal(run: Session, asked: Asked, made: Proposal) -> SealState:
    from mutasi.cli.sealing import seals_of_project

    told = language("id").text(made.seal)
    try:
        seals = seals_of_project(run, asked.tmt)
    except MutasiError:
        return SealState(told)
    return SealState(told, seals[0].digest, seals[1].digest)


def _counts(made: Proposal, files: Mapping[str, bytes]) -> dict[str, int]:
    totals = made.totals
    return {
        "perpindahan": totals.filled,
        "kursi": totals.seats,
        "kosong": totals.empty,
        "lowongan": totals.vacancies,
        "pengecualian": totals.exceptions,
        "kesalahan_diloloskan": sum(one.finding.stands_for for one in made.accepted),
        "surat": sum(name.startswith("surat/") and name.endswith(".md") for name in files),
        "berkas": len(files),
    }


def _git(run: Session, files: Sequence[Path | None]) -> tuple[GitState | None, bool]:
    from mutasi.read.git_program import GitMissing, GitRefused, state_of

    forget_repository()
    try:
        return state_of(run.project.root, [path for path in files if path is not None]), False
    except (GitMissing, GitRefused) as error:
        run.say(Message("the manifest names no commit: {reason}", reason=error.message))
        return None, True


@cache
def _program() -> Program:
    from importlib.metadata import PackageNotFoundError, version

    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return Program(VERSION, _hash_of_code(), platform.python_version(), found)


def _hash_of_code() -> str:
    """Of what decides and writes: code, code lists and translations, by their names and bytes."""
    import mutasi

    root, digest = Path(mutasi.__file__).parent, hashlib.sha256()
    for path in sorted(root.rglob("*"), key=lambda one: one.relative_to(root).as_posix()):
        if path.suffix in (".py", ".yaml", ".mo"):
            name = path.relative_to(root).as_posix()
            digest.update(f"{name}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
