"""The seal of the policy: writing it, and telling whether the policy is still the one that was sealed."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mutasi.errors import InputNotFound, MutasiError
from mutasi.message import Message

if TYPE_CHECKING:
    from mutasi.cli.results import Results
    from mutasi.cli.session import Session
    from mutasi.model.seal import Seal

SEAL_FILE = "bobot.segel"


class NothingToSeal(MutasiError):
    """There is no policy file."""

    def __init__(self) -> None:
        super().__init__(
            Message("there is no mutasi.yaml here, so there is nothing to seal"), fix=Message("state the weights first")
        )


class SealOfChanges(MutasiError):
    """What this run alone changes is to be sealed."""

    def __init__(self, option: str) -> None:
        super().__init__(
            Message("a seal is of mutasi.yaml as it stands, and {option} changes it for this run alone", option=option),
            fix=Message("write it in mutasi.yaml, and leave out {option}", option=option),
        )


def write_seal(run: Session, path: str, *, force: bool) -> None:
    """Writes the seal of the policy in force, which has no errors. OutputExists without `force`."""
    from mutasi.cli.results import Results
    from mutasi.cli.sound import refuse_faulty_policy
    from mutasi.render.seal import SHORT, seal_text

    if run.changes.items:
        raise SealOfChanges(run.changes.origin)
    if run.settings.as_of is not None:
        raise SealOfChanges(run.origin("as_of", "--as-of"))
    refuse_faulty_policy(run)
    made = _seal_in_force(run)
    target = _path(run, path)
    run.write_all(Results((("seal", str(target)),), force), lambda _: seal_text(made))
    run.say(Message("sealed in {path}: {digest}", path=_shown(run, target), digest=made.digest[:SHORT]))


def check_seal(run: Session, path: str, results: Results) -> int:
    """Tells whether the seal holds; 1 when it does not."""
    from mutasi.model.seal import changed_parts
    from mutasi.render.seal import seal_json, seal_told

    target = _path(run, path)
    before = _read(run, target)
    now = _seal_in_force(run)

    def render(name: str) -> str:
        return seal_json(before, now) if name == "json" else run.text(seal_told(before, now)) + "\n"

    run.write_all(results, render, [target])
    return int(bool(changed_parts(before, now)))


def seal_of_project(run: Session, effective: datetime.date | None) -> Message:
    """What the document says of the seal beside `mutasi.yaml`; `effective` is the day of moves if this run sets it."""
    from mutasi.read.seal import SealInvalid
    from mutasi.render.seal import NOT_SEALED, seal_told

    if run.project.file is None:
        return NOT_SEALED
    try:
        return seal_told(*seals_of_project(run, effective))
    except InputNotFound:
        return NOT_SEALED
    except SealInvalid as error:
        return error.message


def seals_of_project(run: Session, effective: datetime.date | None) -> tuple[Seal, Seal]:
    """The seal beside `mutasi.yaml`, and that of what is in force. Raises InputNotFound, SealInvalid, NothingToSeal."""
    return _read(run, seal_path(run)), _seal_in_force(run, effective)


def seal_path(run: Session) -> Path:
    """Where the seal of the project stands if there is one."""
    return _path(run, SEAL_FILE)


def _path(run: Session, path: str) -> Path:
    """The usual file stands beside `mutasi.yaml`, any other where the user says."""
    policy = None if run.project.file is None else run.project.file.file
    return policy.parent / path if path == SEAL_FILE and policy is not None else run.path(path)


def _shown(run: Session, path: Path) -> str:
    from mutasi.read.dataset import shown_path

    return shown_path(path, run.project.root)


def _read(run: Session, path: Path) -> Seal:
    from mutasi.read import limits
    from mutasi.read.seal import read_seal
    from mutasi.read.source import read_source

    return read_seal(read_source(path, _shown(run, path), limits.YAML_BYTES))


def _seal_in_force(run: Session, effective: datetime.date | None = None) -> Seal:
    """Of the policy with what this run changes of it, the day of moves among it. Raises NothingToSeal."""
    from mutasi.model.seal import seal
    from mutasi.read.policy import read_policy
    from mutasi.read.seal import deciding_sections
    from mutasi.version import VERSION

    project = run.project
    if project.file is None or project.file.file is None:
        raise NothingToSeal
    source = read_policy(project.file.file, project.file.path)
    as_of = project.policy.as_of
    sections = {**deciding_sections(source, run.changes)}
    if run.settings.as_of is not None:
        sections["tanggal_acuan"] = run.settings.as_of.isoformat()
    if effective is not None:
        sections["tmt_penempatan"] = effective.isoformat()
    return seal(sections, VERSION, as_of.isoformat() if as_of else "")
