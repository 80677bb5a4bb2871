"""Tables as the bytes of files: what is read of them again is what was written.

Every format is UTF-8 with LF, and missing values are blank.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

import polars as pl

from mutasi.model.table import split_list, split_pairs
from mutasi.model.tables import Column, Kind, TableDeclaration

Writer = Callable[[pl.DataFrame, TableDeclaration], bytes]
"""What writes a frame of text columns, null for missing, in the order in which it stands."""


def separated(text: pl.DataFrame, separator: str = ",") -> bytes:
    """CSV with quotes only where they are needed.

    Nothing is put in front of what looks like a formula: the file is data, and is read again as it was written.
    """
    return csv_lines([text.columns, *text.iter_rows()], separator).encode()


def csv_lines(rows: Iterable[Iterable[str | None]], separator: str = ",") -> str:
    """Rows of cells, each in lines that end with LF."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


def as_records(text: pl.DataFrame, table: TableDeclaration) -> Iterator[dict[str, object]]:
    """The rows as JSON and YAML hold them. The first one has all columns, the others those that they fill."""
    columns = {column.name: column for column in table.columns}
    for number, row in enumerate(text.iter_rows(named=True)):
        yield {
            name: None if cell is None else _value(cell, columns.get(name))
            for name, cell in row.items()
            if cell is not None or number == 0
        }


def as_record(cells: Mapping[str, str], table: TableDeclaration) -> dict[str, object]:
    """Some cells of a record as JSON and YAML hold them."""
    columns = {column.name: column for column in table.columns}
    return {name: _value(cell, columns.get(name)) for name, cell in cells.items()}


def _value(cell: str, column: Column | None) -> object:
    """A cell as a number, a list or a mapping where that is read as the same text, else as text."""
    if column is not None and column.kind in (Kind.INTEGER, Kind.DECIMAL):
        return _number(cell)
    if column is not None and column.kind is Kind.LIST:
        items = split_list(cell)
        return list(items) if "; ".join(items) == cell else cell
    if column is not None and column.kind is Kind.PAIRS:
        pairs = _pairs(cell)
        joined = "; ".join(f"{name}={value}" for name, value in pairs.items() if name)
        return pairs if joined == cell else cell
    return cell


def _number(cell: str) -> int | float | str:
    try:
        number = int(cell) if cell.lstrip("-").isdecimal() else float(cell)
    except ValueError:
        return cell
    return number if json.dumps(number) == cell else cell


def _pairs(cell: str) -> dict[str, int]:
    try:
        return dict(split_pairs(cell))
    except ValueError:
        return {}


def as_json(text: pl.DataFrame, table: TableDeclaration) -> bytes:
    """A list of objects, one a line within brackets of their own."""
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in as_records(text, table))
    return f"[\n{lines}\n]\n".encode() if lines else b"[]\n"


def as_json_lines(text: pl.DataFrame, table: TableDeclaration) -> bytes:
    """An object a line."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in as_records(text, table)).encode()


def as_yaml(text: pl.DataFrame, table: TableDeclaration) -> bytes:
    """A list of records under the name of the table."""
    from mutasi.render.yaml_text import dumped

    return dumped(list(as_records(text, table)), table)


def as_workbook(text: pl.DataFrame, table: TableDeclaration) -> bytes:
    """A sheet of text cells."""
    from mutasi.render.workbook import workbook

    return workbook(table.name, text.columns, text.iter_rows())


def _comma(text: pl.DataFrame, table: TableDeclaration) -> bytes:
    return separated(text)


def _tab(text: pl.DataFrame, table: TableDeclaration) -> bytes:
    return separated(text, "\t")


WRITERS: Mapping[str, Writer] = MappingProxyType(
    {
        ".csv": _comma,
        ".txt": _comma,
        ".tsv": _tab,
        ".json": as_json,
        ".jsonl": as_json_lines,
        ".ndjson": as_json_lines,
        ".yaml": as_yaml,
        ".yml": as_yaml,
        ".xlsx": as_workbook,
    }
)
"""By the suffix of the file."""
