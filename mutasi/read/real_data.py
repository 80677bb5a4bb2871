"""Numbers of people in files of any kind: where a NIP stands, whatever the file is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mutasi.finding import Location
from mutasi.message import Message
from mutasi.model.nip import Nip, compact_nip, parse_nip
from mutasi.read.content import FileKind, kind_of
from mutasi.read.source import Source, decoded
from mutasi.read.xlsx import read_xlsx

_SIGN = "[ \u00a0.-]?"
_CANDIDATE = re.compile(f"(?<![0-9])[0-9]{{8}}{_SIGN}[0-9]{{6}}{_SIGN}[0-9]{_SIGN}[0-9]{{3}}(?![0-9])")
"""18 digits, together or in the groups in which a NIP is printed."""
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class NumbersFound:
    """The places of all NIP in a file, and what of the file could not be looked into."""

    places: tuple[Location, ...]
    unseen: tuple[Message, ...] = ()


def nip_places(source: Source) -> NumbersFound:
    """Every place at which a well-formed NIP stands. Texts in no known encoding are searched as bytes."""
    kind = kind_of(source)
    if kind is FileKind.OLE:
        return NumbersFound((), (Message("this is a document of an old binary form, or one with a password"),))
    if kind is FileKind.XLSX:
        return _in_workbook(source)
    text, _ = decoded(source)
    return NumbersFound(tuple(_in_text(source.data.decode("latin-1") if text is None else text.text, source.path)))


def _in_text(text: str, path: str) -> Iterator[Location]:
    for number, line in enumerate(_LINE_END.split(text), start=1):
        for match in _nips(line):
            yield Location(path, number, match.start() + 1, number, match.end() + 1)


def _in_workbook(source: Source) -> NumbersFound:
    grids, findings = read_xlsx(source)
    if not grids:
        return NumbersFound((), tuple(finding.message for finding in findings))
    places = (
        grid.places.cell(row, column)
        for grid in grids
        for row, cells in enumerate(grid.rows)
        for column, text in enumerate(cells)
        if next(_nips(text), None)
    )
    return NumbersFound(tuple(places), tuple(finding.message for finding in findings if finding.rule == "BERKAS-20"))


def _nips(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _CANDIDATE.finditer(text) if isinstance(parse_nip(compact_nip(match.group())), Nip))
