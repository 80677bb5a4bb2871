"""Running the command line inside the test process, with its streams caught as bytes."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mutasi.cli.main import run


@dataclass(frozen=True)
class Result:
    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")


def mutasi(
    *arguments: str | Path, folder: Path, encoding: str = "utf-8", stdin: bytes | None = None, **environment: str
) -> Result:
    """`mutasi ARGUMENTS` as started in `folder`. English unless MUTASI_LANG or --lang says otherwise."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True) for _ in range(2))
    with _surroundings({"MUTASI_LANG": "en", **environment}), _streams(out, err, stdin):
        code = run(["-C", str(folder), *map(str, arguments)])
    return Result(code, _bytes(out), _bytes(err).decode(encoding))


def _bytes(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


@contextmanager
def _streams(out: io.TextIOWrapper, err: io.TextIOWrapper, stdin: bytes | None) -> Iterator[None]:
    before = sys.stdout, sys.stderr, sys.stdin
    sys.stdout, sys.stderr = out, err
    if stdin is not None:
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin))
    try:
        yield
    finally:
        sys.stdout, sys.stderr, sys.stdin = before


@contextmanager
def _surroundings(environment: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    for name in list(os.environ):
        if name.startswith("MUTASI_") or name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "LANGUAGE"):
            del os.environ[name]
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
