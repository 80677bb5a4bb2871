"""The bytes of a file, with its hash, and their text."""

from __future__ import annotations

import codecs
import hashlib
import stat
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from mutasi.errors import InputNotFound, InputTooLarge, InputUnreadable, system_reason
from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.dialect import ENCODINGS
from mutasi.read import limits
from mutasi.read.faults import fault

_BLOCK = 1 << 20
_BLANKS = b" \t\r\n\xc2\xa0"
"""Blanks, line ends, and the two bytes of a no-break space, neither of which makes another character with these."""
_UTF8_BOM = codecs.BOM_UTF8
_UTF16_HEAD = 512
_UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Source:
    """One file as read: its path as shown to people, its bytes, and those as text.

    After `decoded` the text is UTF-8 without byte order mark; before, both are the same.
    """

    path: str
    raw: bytes
    data: bytes
    file: Path | None = None
    """Where it was read; None for bytes that came otherwise."""

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the file. Worked out when it is asked for: it takes a third of the time of reading CSV."""
        return hashlib.sha256(self.raw).hexdigest()

    def has_bytes_of(self, other: Source) -> bool:
        """Whether both are of the same file, byte for byte."""
        return self.raw == other.raw if self.raw and other.raw else self.sha256 == other.sha256

    @property
    def text(self) -> str:
        """The text of decoded bytes; UnicodeDecodeError before `decoded`."""
        return self.data.decode()


LARGE = 1 << 28
"""Bytes of a file that is not kept in memory longer than it is needed."""


def standing_for(source: Source, data: bytes) -> Source:
    """Other bytes in the place of a file, known by the hash of the whole. The bytes of a large file are let go, so its
    hash is worked out now.
    """
    if len(source.raw) < LARGE:
        return replace(source, data=data)
    made = replace(source, raw=b"", data=data)
    made.__dict__["sha256"] = source.sha256  # where `cached_property` keeps it
    return made


def source_of(data: bytes, shown: str, file: Path | None = None) -> Source:
    """A source from bytes at hand, e.g. standard input."""
    return Source(path=shown, raw=data, data=data, file=file)


def read_source(path: Path, shown: str, limit: int) -> Source:
    """The bytes of a file of at most `limit` bytes.

    Raises InputNotFound, InputTooLarge, or InputUnreadable (also for a folder).
    """
    try:
        return source_of(_read(path, shown, limit), shown, path)
    except FileNotFoundError as error:
        raise InputNotFound(shown) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise InputUnreadable(shown, system_reason(error)) from error


def _read(path: Path, shown: str, limit: int) -> bytes:
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        raise InputUnreadable(shown, Message("it is a folder, not a file"))
    if stat.S_ISREG(about.st_mode) and about.st_size > limit:
        raise InputTooLarge(shown, limit // limits.MEGABYTE)
    if not stat.S_ISREG(about.st_mode):
        limit = min(limit, limits.STREAM_BYTES)
    blocks, size = [], 0
    with path.open("rb", buffering=0) as file:
        while block := file.read(max(_BLOCK, about.st_size + 1 - size)):
            blocks.append(block)
            size += len(block)
            if size > limit:
                raise InputTooLarge(shown, limit // limits.MEGABYTE)
    return blocks[0] if len(blocks) == 1 else b"".join(blocks)


def decoded(source: Source, encoding: str = "") -> tuple[Source | None, tuple[Finding, ...]]:
    """The source as UTF-8 without byte order mark, or None and why it is no text.

    `encoding` is a name of ENCODINGS that the user declares. Without it the text is UTF-8, or UTF-16 that begins with
    its mark, as spreadsheets write "Unicode text", or in which every other byte is NUL. What is UTF-8 after all is read
    as UTF-8, so that one declaration may stand for several files: no other text looks like it by chance.
    """
    data = source.data
    if encoding.startswith("utf-16"):
        return _from(ENCODINGS[encoding], source)
    if data.startswith(_UTF16_BOMS):
        return _from("utf-16", source)
    if (half := _unmarked_utf16(data)) is not None:
        return _from(half, source)
    if data.startswith(_UTF8_BOM):
        data = data[len(_UTF8_BOM) :]
    if not data.isascii():
        wrong = _first_invalid(data)
        if wrong >= 0 and encoding not in ("", "utf-8"):
            return _from(ENCODINGS[encoding], source)
        if wrong >= 0 and source.path.casefold().endswith(_WORKBOOKS) and _is_binary(data):
            return None, (_no_workbook(source.path),)
        if wrong >= 0:
            return None, (_not_utf8(source.path, data, wrong),)
    return replace(source, data=data), ()


def _from(codec: str, source: Source) -> tuple[Source | None, tuple[Finding, ...]]:
    try:
        data = source.data.decode(codec).removeprefix("\ufeff").encode()
    except UnicodeDecodeError as error:
        before = source.data[: error.start].decode(codec, "replace").replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        byte = f"0x{source.data[error.start : error.start + 1].hex().upper()}"
        message = Message(
            "byte {byte} at line {line}, column {column} is not {encoding}", byte=byte, line=line, column=column,
            encoding=codec,
        )  # fmt: skip
        where = Location(source.path, line, column, line, column + 1)
        return None, (fault("BERKAS-03", message, where, fix=Message("save it again as CSV UTF-8")),)
    return replace(source, data=data), ()


def encoded_like(source: Source, text: str, encoding: str = "") -> bytes | None:
    """A text in the encoding of a source that `decoded` could read, with its mark; None when that lacks a sign."""
    codec, mark = _codec(source.data, encoding)
    try:
        return mark + text.encode(codec)
    except UnicodeEncodeError:
        return None


def _codec(data: bytes, encoding: str) -> tuple[str, bytes]:
    """How bytes that are text are written, and the byte order mark in front: what `decoded` takes them for."""
    for codec, mark in (("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)):
        if data.startswith(mark):
            return codec, mark
    if encoding.startswith("utf-16"):
        return ENCODINGS[encoding], b""
    if (half := _unmarked_utf16(data)) is not None:
        return half, b""
    mark = _UTF8_BOM if data.startswith(_UTF8_BOM) else b""
    is_utf8 = encoding in ("", "utf-8") or _first_invalid(data) < 0
    return ("utf-8" if is_utf8 else ENCODINGS[encoding]), mark


def _unmarked_utf16(data: bytes) -> str | None:
    """The codec of UTF-16 text without a mark, when its beginning leaves no doubt: one half of its bytes is NUL."""
    head = data[:_UTF16_HEAD]
    if len(head) < 4 or len(data) % 2 or 0 not in head:
        return None
    even, odd = head[0::2], head[1::2]
    if not any(odd) and all(even):
        return "utf-16-le"
    return "utf-16-be" if not any(even) and all(odd) else None


def _first_invalid(data: bytes) -> int:
    """Index of the first byte that is not UTF-8, or -1. Goes by blocks, so that no second copy is held."""
    at = 0
    while at < len(data):
        block = data[at : at + _BLOCK]
        try:
            _, used = codecs.utf_8_decode(block, "strict", at + _BLOCK >= len(data))
        except UnicodeDecodeError as error:
            return at + error.start
        at += used
    return -1


_WORKBOOKS = (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods")
_NO_TEXT = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a"))


def _is_binary(data: bytes) -> bool:
    """Whether there are bytes at the beginning that no text has, in whichever encoding of one byte."""
    head = data[:_BLOCK]
    return len(head.translate(None, _NO_TEXT)) < len(head)


def _no_workbook(path: str) -> Finding:
    """Bytes that are no text in a file that is named like a workbook: another encoding would mend nothing."""
    message = Message("the file is named like a workbook and is none that can be read; it may be damaged or cut off")
    fix = Message("get it again, or open it in a spreadsheet and save it as .xlsx or CSV UTF-8")
    return fault("BERKAS-14", message, Location(path), fix=fix)


def _not_utf8(path: str, data: bytes, wrong: int) -> Finding:
    before = data[:wrong].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode()) + 1
    byte = data[wrong : wrong + 1]
    places = {"byte": f"0x{byte.hex().upper()}", "line": line, "column": column}
    try:
        character = byte.decode("cp1252")
        character = character if character.isprintable() else f"U+{ord(character):04X}"
        message = Message(
            "byte {byte} at line {line}, column {column} is not UTF-8; in Windows-1252 it is '{character}'",
            **places,
            character=character,
        )
    except UnicodeDecodeError:
        message = Message("byte {byte} at line {line}, column {column} is not UTF-8", **places)
    fix = Message(
        "save the file as UTF-8 (in a spreadsheet: CSV UTF-8), or say what it is with --encoding windows-1252 or"
        " pengodean in mutasi.yaml"
    )
    where = Location(path, line, column, line, column + 1)
    return fault("BERKAS-03", message, where, value=str(places["byte"]), fix=fix)


def is_blank(source: Source) -> bool:
    """Whether decoded bytes hold nothing but blanks and line ends."""
    return not source.data[:_BLOCK].lstrip(_BLANKS) and not source.data.lstrip(_BLANKS)


def empty_file(path: str, table: str = "") -> Finding:
    """The finding for a file without content."""
    fix = Message("fill it in, or remove it")
    return fault("BERKAS-01", Message("the file is empty"), Location(path), table=table, fix=fix)
