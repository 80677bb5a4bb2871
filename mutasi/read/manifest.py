"""The manifest of a proposal: reading it, and looking whether its folder is still as it was written."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from mutasi.errors import InputNotFound, InputUnreadable, MutasiError, system_reason
from mutasi.message import Message
from mutasi.model.manifest import (
    MANIFEST,
    GitState,
    Manifest,
    MaskState,
    OtherBytes,
    Program,
    Recipe,
    SealState,
    UsedFile,
    Verified,
    WrittenFile,
)
from mutasi.read import limits
from mutasi.read.source import Source, read_source

SCHEMA = "mutasi-manifes-1"
TAIL = re.compile(rb',\n "sha256": "([0-9a-f]{64})"\n\}\n')
"""How the file ends: with the hash of all that stands before."""
TAIL_BYTES = len(b',\n "sha256": "') + 64 + len(b'"\n}\n')


class ManifestInvalid(MutasiError):
    """The manifest was changed or is none."""

    exit_code = 1

    def __init__(self, path: str, reason: Message) -> None:
        super().__init__(
            Message("{path}: changed, or no manifest of a proposal: {reason}", path=path, reason=reason),
            fix=Message("without it nobody can tell what else was changed; take the folder from where it was kept"),
        )


class NoProposal(MutasiError):
    """The folder holds no manifest."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            Message("{folder} has no {manifest}, so it is no proposal that can be checked", folder=folder,
                    manifest=MANIFEST),
            fix=Message("name a folder that mutasi propose --to wrote"),
        )  # fmt: skip


def read_manifest(folder: Path, shown: str) -> tuple[Manifest, Source]:
    """The manifest of a folder, with its bytes. Raises InputNotFound, NoProposal and ManifestInvalid."""
    if not folder.exists():
        raise InputNotFound(shown)
    path = str(PurePosixPath(shown, MANIFEST))
    if not (folder / MANIFEST).is_file():
        raise NoProposal(shown)
    if (folder / MANIFEST).is_symlink():
        raise ManifestInvalid(path, Message("it is a link, and what it leads to may change"))
    source = read_source(folder / MANIFEST, path, limits.YAML_BYTES)
    if not agrees_with_itself(source.data):
        raise ManifestInvalid(path, Message("its last line is not the hash of what stands before"))
    try:
        return manifest_from(json.loads(source.data)), source
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ManifestInvalid(path, Message("it is not written as this version reads it")) from error


def agrees_with_itself(data: bytes) -> bool:
    """Whether the last line holds the hash of all before it, and nothing follows."""
    tail = TAIL.fullmatch(data[-TAIL_BYTES:])
    return tail is not None and hashlib.sha256(data[:-TAIL_BYTES]).hexdigest().encode() == tail[1]


def manifest_from(document: Mapping[str, Any]) -> Manifest:
    """The value. Raises ValueError, KeyError or TypeError for what is none."""
    if document["schema"] != SCHEMA:
        raise ValueError(document["schema"])
    tool, git, mask, seal = document["alat"], document["git"], document["samaran"], document["segel"]
    return Manifest(
        program=Program(tool["versi"], tool["sha256"], tool["python"], dict(tool["pustaka"])),
        recipe=_recipe(document["permintaan"]),
        as_of=_day(document["tanggal_acuan"]),
        effective=datetime.date.fromisoformat(document["tmt_penempatan"]),
        used=tuple(UsedFile(one["peran"], one["berkas"], one["baris"], one["sha256"]) for one in document["masukan"]),
        seal=SealState(seal["keterangan"], seal["segel"] or "", seal["kini"] or ""),
        counts={str(name): int(count) for name, count in document["jumlah"].items()},
        git=GitState(git["commit"] or "", git["bersih"], tuple(git["masukan_berbeda"])) if git["ada"] else None,
        git_missing=git["program"] is False,
        mask=None if mask is None else MaskState(mask["jenis"], mask["tanda_kunci"], mask["kunci_sekali"],
                                                 mask["orang"], mask["sendirian"], mask["kelompok_kecil"]),
        repeatable=document["dapat_diulang"],
        files=tuple(_written(one) for one in document["berkas"]),
    )  # fmt: skip


def _recipe(asked: Mapping[str, Any]) -> Recipe:
    return Recipe(
        folder=asked["folder"], vacancies=tuple(asked["lowongan"]), picks=tuple(asked["pilihan"]),
        plan=asked["rencana"], moves=asked["usulan"], number=asked["jumlah"], tmt=_day(asked["tmt"]),
        template=asked["templat"], changes=tuple(asked["ubahan"]), isolated=asked["tanpa_kebijakan"],
        as_of=_day(asked["tanggal_acuan"]), config=asked["kebijakan"], language=asked["bahasa"],
    )  # fmt: skip


def _day(text: str | None) -> datetime.date | None:
    return None if text is None else datetime.date.fromisoformat(text)


def _written(one: Mapping[str, Any]) -> WrittenFile:
    """Raises ValueError for a path that leads out of the folder."""
    path = PurePosixPath(one["berkas"])
    if path.is_absolute() or ".." in path.parts or str(path) != one["berkas"]:
        raise ValueError(one["berkas"])
    return WrittenFile(str(path), int(one["ukuran"]), str(one["sha256"]))


def verify(folder: Path, shown: str, noted: str | None = None) -> Verified:
    """Every file of a folder beside its manifest; `noted` is the hash of the manifest that was kept elsewhere. A
    manifest that does not agree with itself tells nothing of the others. Raises InputNotFound and NoProposal.
    """
    try:
        manifest, source = read_manifest(folder, shown)
    except ManifestInvalid:
        data = (folder / MANIFEST).read_bytes()
        return Verified(0, (MANIFEST,), (), (), hashlib.sha256(data).hexdigest(), own=False)
    listed = {one.path: one for one in manifest.files}
    changed = [one.path for one in manifest.files if _is_there(folder, one.path) and not _is_same(folder, one)]
    missing = [one.path for one in manifest.files if not _is_there(folder, one.path)]
    added = sorted(name for name in _present(folder, listed) if name not in listed and name != MANIFEST)
    is_noted = None if noted is None else source.sha256 == noted.casefold()
    if is_noted is False:
        changed.append(MANIFEST)
    return Verified(len(listed), tuple(changed), tuple(missing), tuple(added), source.sha256, noted=is_noted)


def _is_there(folder: Path, name: str) -> bool:
    return (folder / name).is_symlink() or (folder / name).exists()


def _is_same(folder: Path, one: WrittenFile) -> bool:
    """Whether it is that file: no link, since what a link leads to may change without a trace in the folder."""
    path = folder / one.path
    if _is_behind_link(folder, one.path) or not path.is_file():
        return False
    return path.stat().st_size == one.size and hash_of(path, one.path) == one.sha256


def _is_behind_link(folder: Path, name: str) -> bool:
    """Whether a file, or a folder above it inside of the folder, is a link."""
    return any((folder / part).is_symlink() for part in (name, *map(str, PurePosixPath(name).parents[:-1])))


def _present(folder: Path, listed: Collection[str]) -> Iterator[str]:
    """What lies in the folder: files, links, and folders that hold no listed file."""
    known = {str(above) for name in listed for above in PurePosixPath(name).parents}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_dir() or name not in known:
            yield name


def hash_of(path: Path, shown: str) -> str:
    """The SHA-256 of a file. Raises InputNotFound and InputUnreadable."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputUnreadable(shown, Message("it is a folder, not a file"))
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise InputNotFound(shown) from error
    except OSError as error:
        raise InputUnreadable(shown, system_reason(error)) from error


Locate = Callable[[UsedFile], Path]


def others(manifest: Manifest, locate: Locate, digest: Callable[[str], str]) -> tuple[tuple[UsedFile, bool], ...]:
    """The files that were read and are not the same any more, each with whether it is there at all. `digest` turns the
    hash of a file into what the manifest has of it.
    """
    found = []
    for one in manifest.used:
        try:
            if digest(hash_of(locate(one), one.path)) != one.sha256:
                found.append((one, True))
        except (InputNotFound, InputUnreadable):
            found.append((one, False))
    return tuple(found)


def other_bytes(folder: Path, made: Mapping[str, bytes]) -> tuple[OtherBytes, ...]:
    """The files of a folder that are not these bytes, those that only one of the two has among them."""
    found = []
    for name, data in made.items():
        path = folder / name
        if not _is_there(folder, name):
            found.append(OtherBytes(name, None, is_there=False))
        elif _is_behind_link(folder, name) or not path.is_file():
            found.append(OtherBytes(name, None))
        elif (present := path.read_bytes()) != data:
            found.append(OtherBytes(name, _first_other(present, data)))
    names = sorted(_present(folder, made))
    found += [OtherBytes(name, None, is_made=False) for name in names if name not in made]
    return tuple(found)


def _first_other(present: bytes, made: bytes) -> int:
    pairs = enumerate(zip(present, made, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(present), len(made)))
