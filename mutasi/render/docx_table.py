"""Tables of a DOCX file as XML, in which no column is so narrow that a word or a NIP would break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mutasi.render.blocks import Cell, Grid, Strong, lines_of
from mutasi.render.docx_xml import BREAK, WIDTH, WORD, run_xml

_SIZES = (16, 14, 12)
"""Half points of the letters of a table: the first with which the words have room enough, else the last."""
_LONGEST_WORD = 24
"""Letters of a word for which a column is made wider; longer ones, such as hashes, break."""
_TOGETHER = 12
"""Letters of a word that is not divided at a hyphen or stroke either, such as a code or a span of places."""
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
_DIGIT, _LETTER, _CAPITAL = 65, 70, 84
"""Hundredths of the size of the letters that a sign takes, in a wide typeface as stands in for a missing one."""
_LEAST_PART = 85
"""Percent of the width that the longest words may take, so that columns of sentences get more."""
_BESIDE = 140
"""Twentieths of a point in a cell beside its text."""


def table_xml(block: Grid, whole: int = WIDTH) -> str:
    """The table, `whole` wide, with a header that stands on every page, and rows that no page divides."""
    size, widths = _columns(block, whole)
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for side in _BORDERS)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl xmlns:w="{WORD}"><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/>'
        f'<w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        + "".join(_rows(block, widths, size))
        + "</w:tbl>"
    )


def _columns(block: Grid, whole: int) -> tuple[int, list[int]]:
    """The size of the letters and the widths of the columns."""
    lines = [[line for row in block.rows for line in lines_of(row[at])] for at in range(len(block.headers))]
    words = [_longest((header, *some)) for header, some in zip(block.headers, lines, strict=True)]
    shares = block.widths or [
        max(min(letters, _LONGEST_WORD) + 3, 0 if at in block.right else min(32, max(map(len, some), default=0)))
        for at, ((letters, _), some) in enumerate(zip(words, lines, strict=True))
    ]
    for size in _SIZES:
        least = [extent * size // 10 + _BESIDE for _, extent in words]
        if sum(least) * 100 <= whole * _LEAST_PART:
            break
    if sum(least) > whole:
        return size, _shared(least, [0] * len(least), whole)
    return size, _shared(shares, least, whole)


def _longest(lines: Sequence[str]) -> tuple[int, int]:
    """The letters of the longest word, and the room of the widest that has to stay whole, in hundredths of a letter."""
    letters = extent = 0
    for line in lines:
        for word in _words(line):
            letters = max(letters, len(word))
            if len(word) <= _LONGEST_WORD and len(word) * _CAPITAL > extent:
                each = _DIGIT if word.isdecimal() else _CAPITAL if word.isupper() else _LETTER
                extent = max(extent, len(word) * each)
    return letters, extent


def _words(line: str) -> Iterator[str]:
    """What may stand on a line of its own."""
    for word in line.split():
        if len(word) <= _TOGETHER:
            yield word
        else:
            yield from word.replace("/", "/ ").replace("-", "- ").split()


def _shared(shares: Sequence[int], least: Sequence[int], whole: int) -> list[int]:
    """The whole by shares, with no column below its least: what these take more, the others give."""
    kept: dict[int, int] = {}
    while True:
        rest = whole - sum(kept.values())
        total = sum(share for at, share in enumerate(shares) if at not in kept)
        widths = [kept.get(at, rest * share // total if total else 0) for at, share in enumerate(shares)]
        narrow = {at: least[at] for at, width in enumerate(widths) if at not in kept and width < least[at]}
        if not narrow:
            return widths
        kept |= narrow


def _rows(block: Grid, widths: Sequence[int], size: int) -> Iterator[str]:
    head = tuple(Strong(header) for header in block.headers)
    for number, row in enumerate((head, *block.rows)):
        cells = "".join(
            _cell(cell, width, size, at in block.right)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        header = "" if number else "<w:tblHeader/>"
        yield f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>"


def _cell(cell: Cell, width: int, size: int, right: bool) -> str:
    side = '<w:jc w:val="right"/>' if right else ""
    shown = [line for line in lines_of(cell) if line]
    runs = BREAK.join(run_xml(line, size) for line in shown)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:spacing w:before="20" w:after="20"'
        f' w:line="240" w:lineRule="auto"/>{side}</w:pPr>{runs}</w:p></w:tc>'
    )
