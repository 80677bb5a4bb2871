"""The way through Python for CSV files in which more is out of the ordinary than polars can be given."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from mutasi.finding import Finding
from mutasi.read import limits
from mutasi.read.cells import stripped
from mutasi.read.characters import may_hide
from mutasi.read.places import TextIndex
from mutasi.read.records import records
from mutasi.read.rows import Body, Shape, judge
from mutasi.read.source import Source


@dataclass(slots=True)
class _Rows:
    """The sound records, and findings for the others."""

    cells: list[list[str]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    blank: int = 0
    whole: bool = True


def read_uneven(source: Source, first: int, line: int, shape: Shape) -> Body:
    """The records from byte `first`, which stands on `line`.

    Blank ones are counted; ragged ones and those with a bad quote are left out and reported.
    """
    text = source.text
    rows = _rows(text, len(source.data[:first].decode()), line, shape)
    return Body(
        cells=_cells(rows, len(shape.columns)),
        index=TextIndex(text, rows.starts, rows.ends, rows.lines),
        hidden=may_hide(source.data),
        long=len(text) > limits.CELL_CHARACTERS,
        blank=rows.blank,
        findings=tuple(rows.findings),
        whole=rows.whole,
    )


def _rows(text: str, first: int, line: int, shape: Shape) -> _Rows:
    rows = _Rows()
    width = len(shape.columns)
    for record in records(text, first, shape.separator):
        wrong = judge(text, record, line, shape)
        if wrong is not None:
            rows.findings.append(wrong)
            rows.whole = rows.whole and not (record.bad_quote and record.bad_quote.at is None)
        elif record.is_blank:
            rows.blank += 1
        else:
            rows.cells.append(record.cells[:width])
            rows.starts.append(record.start)
            rows.ends.append(record.end)
            rows.lines.append(line)
        line += record.lines
    return rows


def _cells(rows: _Rows, width: int) -> pl.DataFrame:
    columns = zip(*rows.cells, strict=True) if rows.cells else [()] * width
    return stripped(pl.DataFrame([pl.Series(str(n), list(cells), pl.String) for n, cells in enumerate(columns)]))
