"""CSV to a frame of text, with places and findings.

RFC 4180 with comma, semicolon, tab or vertical bar, strictly: what the rules do not cover is a finding,
never a guess, and a faulty row is left out as a whole rather than shifted.

Files that are even but for a few records go through polars (`quick_csv`), all others record by record
(`uneven`). Both ways give the same table and the same findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from mutasi.finding import Finding
from mutasi.model.dialect import UNTOLD, Dialect
from mutasi.read import limits
from mutasi.read.cells import (
    TextTable,
    blank_rows,
    hidden_characters,
    long_cells,
    no_records,
    too_many_columns,
    without_blank_rows,
)
from mutasi.read.faults import bounded
from mutasi.read.header import column_name, header_findings, unnamed_column
from mutasi.read.places import CsvPositions
from mutasi.read.quick_csv import read_even
from mutasi.read.rows import Body, Shape, quote_finding
from mutasi.read.separator import Head, find_head, first_line_of
from mutasi.read.source import Source, decoded, empty_file, is_blank
from mutasi.read.title import title_in_csv
from mutasi.read.uneven import read_uneven


def read_csv(
    source: Source, table: str = "", entity: str = "", dialect: Dialect = UNTOLD, *, quick: bool = True
) -> tuple[TextTable | None, tuple[Finding, ...]]:
    """The text of a CSV file and what is wrong with it; None when it cannot be read as a table.

    `table` and `entity`, the column that names a record, appear in findings; `dialect` is what the user says of it.
    Without `quick` the file is read record by record, which changes nothing but the time.
    """
    text_source, findings = decoded(source, dialect.encoding)
    if text_source is None:
        return None, findings
    if is_blank(text_source):
        return None, (empty_file(source.path, table),)
    head, findings = header_of(text_source, table, dialect)
    if head is None:
        return None, findings
    columns = [column_name(cell) for cell in head.record.cells]
    if len(columns) > limits.COLUMNS:
        return None, (too_many_columns(source.path, table),)
    shape = Shape(source.path, table, entity, head.separator, columns)
    if head.record.bad_quote:
        return None, (quote_finding(head.text, head.record._replace(start=0), head.line, shape),)
    body = read_even(text_source.data, head, shape) if quick else None
    if body is None:
        body = read_uneven(text_source, head.first, head.first_line, shape)
    if not body.whole:
        return None, bounded(body.findings, source.path)
    positions = CsvPositions(shape.path, shape.separator, {}, (head.line, head.text), body.index)
    if wrong := header_findings(shape.columns, positions.header_cell, shape.table):
        return None, bounded((*wrong, *body.findings), source.path)
    text, about, blank = table_of(body, head, shape)
    about += blank_rows(head.blank + blank, source.path, table)
    if not text.frame.height and not body.findings:
        about.append(no_records(source.path, table))
    return text, bounded(about, source.path)


def header_of(source: Source, table: str, dialect: Dialect) -> tuple[Head | None, tuple[Finding, ...]]:
    """The header of decoded, not blank CSV as `find_head` finds it; None also where a title stands in its place."""
    head, findings = find_head(source, table, dialect.separator)
    title = title_in_csv(source, first_line_of(source) if head is None else head.line, table)
    return (head, findings) if title is None else (None, (title,))


def table_of(body: Body, head: Head, shape: Shape) -> tuple[TextTable, list[Finding], int]:
    """The text of a whole file or a part of it, what is wrong with its cells, and how many blank rows were skipped."""
    cells, filled = without_blank_rows(body.cells)
    kept = body.kept if filled is None or body.kept is None else body.kept[filled]
    columns = {name: number for number, name in reversed(list(enumerate(shape.columns))) if name}
    positions = CsvPositions(
        path=shape.path,
        separator=shape.separator,
        columns=columns,
        head=(head.line, head.text),
        index=body.index,
        kept=filled if kept is None else kept,
    )
    blank = body.blank + body.cells.height - cells.height
    findings = [*body.findings, *_unnamed(cells, shape, positions)]
    text = TextTable(_named(cells, shape.columns), positions, signs=body.signs)
    if body.long:
        findings += long_cells(text, shape.table, shape.entity)
    if body.hidden:
        findings += hidden_characters(text, shape.table, shape.entity)
    return text, findings, blank


def _named(cells: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """The columns that have a name, by it."""
    return cells.select(pl.col(str(number)).alias(name) for number, name in enumerate(columns) if name)


def _unnamed(cells: pl.DataFrame, shape: Shape, positions: CsvPositions) -> Iterator[Finding]:
    for number, name in enumerate(shape.columns):
        if not name and cells[str(number)].null_count() < cells.height:
            yield unnamed_column(number, positions.header_cell(number), shape.table)
