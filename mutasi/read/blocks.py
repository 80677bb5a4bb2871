"""A large CSV file in blocks that end where records end, so that never more than some of them are in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LONGEST = 32_000_000
"""Bytes that one record may have before the file counts as broken."""


class NotInBlocks(Exception):
    """The file has something that only a look at the whole can judge."""


@dataclass(frozen=True, slots=True)
class Block:
    """Where a block begins in the file, how many bytes it has, and its first line."""

    start: int
    size: int
    line: int


def blocks_of(path: Path, first: int, line: int, size: int) -> Iterator[tuple[Block, bytes]]:
    """The records from the byte `first` on, which stands in that line. A block is about `size` bytes long.

    Raises NotInBlocks where line ends are none of LF and CRLF, bytes are not UTF-8, or quotes never close.
    """
    with path.open("rb") as file:
        file.seek(first)
        rest = b""
        while True:
            more = file.read(size)
            data = rest + more
            end = _last_end(data) if more else len(data)
            if more and not end:
                if len(data) > _LONGEST:
                    raise NotInBlocks
                rest = data
                continue
            if not data:
                return
            block, rest = data[:end], data[end:]
            _check(block)
            yield Block(first, len(block), line), block
            first, line = first + len(block), line + block.count(b"\n")


def _last_end(data: bytes) -> int:
    """Behind the last line feed outside quotes; 0 without one. The data begins outside quotes."""
    at = data.rfind(b"\n")
    if at < 0 or b'"' not in data:
        return at + 1
    quotes = data.count(b'"', 0, at)
    while at >= 0 and quotes % 2:
        before = data.rfind(b"\n", 0, at)
        quotes -= data.count(b'"', max(before, 0), at)
        at = before
    return at + 1


def _check(block: bytes) -> None:
    if b"\r" in block and block.count(b"\r") != block.count(b"\r\n"):
        raise NotInBlocks
    if not block.isascii():
        try:
            block.decode()
        except UnicodeDecodeError:
            raise NotInBlocks from None


def block_bytes(path: Path, block: Block) -> bytes:
    """The bytes of a block, read again."""
    with path.open("rb") as file:
        file.seek(block.start)
        return file.read(block.size)
