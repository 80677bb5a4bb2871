"""The records about which there is an error or a warning, each with what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mutasi.finding import Finding, Location, Severity
from mutasi.model.dataset import Dataset, Input
from mutasi.model.table import Table
from mutasi.render.language import Language
from mutasi.render.tables import as_csv

LINE, SOURCE, COLUMN = "baris", "isi_baris", "masalah"
_LEFT_OUT = ("BERKAS", "KOLOM-02")
"""Errors of these at a line that is no record of the table are about a record that reading left out."""

_Place = tuple[str, int]
"""Sheet and line."""


def invalid_rows(dataset: Dataset, findings: Sequence[Finding], words: Language) -> Mapping[str, str]:
    """CSV for spreadsheets by table: the columns of the file as they were read, then the line, what stands there when
    reading left the record out, and what is wrong. Tables without such records are absent.
    """
    grave = [finding for finding in findings if finding.severity is not Severity.INFO]
    inputs = {file.path: file for file in dataset.inputs}
    made = {}
    for name, table in dataset.tables.items():
        rows = sorted(_rows(table, inputs.get(table.path), grave, words), key=lambda row: (row[0], row[1]))
        if rows:
            columns = [column for column in table.text.columns if column not in (LINE, SOURCE, COLUMN)]
            made[name] = as_csv((*columns, LINE, SOURCE, COLUMN), [row for *_, row in rows])
    return made


def _rows(
    table: Table, file: Input | None, findings: Sequence[Finding], words: Language
) -> Iterator[tuple[str, int, dict[str, str | int | None]]]:
    said: dict[_Place, list[str]] = {}
    left_out: dict[_Place, Location] = {}
    for finding in findings:
        for place in dict.fromkeys((finding.location, *finding.related)):
            if place.path == table.path and place.line:
                said.setdefault((place.sheet, place.line), []).append(f"{finding.rule} {words.text(finding.message)}")
        where = finding.location
        is_here = where.path == table.path and where.line
        if is_here and finding.severity is Severity.ERROR and finding.rule.startswith(_LEFT_OUT):
            left_out.setdefault((where.sheet, where.line), where)
    for row in range(table.rows) if said else ():
        where = table.positions.locate(row)
        places = [(where.sheet, line) for line in range(where.line, max(where.line, where.end_line) + 1)]
        found = [text for place in places for text in said.get(place, ())]
        for line_of_record in places:
            left_out.pop(line_of_record, None)
        if found:
            cells = table.text.row(row, named=True)
            yield where.sheet, where.line, {**cells, LINE: where.line, SOURCE: None, COLUMN: _joined(found)}
    header = table.positions.header().line
    for where in left_out.values():
        if where.line != header:
            wrong = _joined(said[where.sheet, where.line])
            yield where.sheet, where.line, {LINE: where.line, SOURCE: _source(file, where), COLUMN: wrong}


def _joined(texts: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(texts))


def _source(file: Input | None, where: Location) -> str | None:
    """The lines of a record as they stand in the file; None for workbooks."""
    numbers = range(where.line, max(where.line, where.end_line) + 1)
    lines = file.lines(numbers) if file is not None and not where.sheet else {}
    return "\n".join(lines[number] for number in numbers if number in lines) or None
