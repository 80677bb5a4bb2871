"""One table written in every form that a file can have: what tests compare."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from html import escape

from tests.reading import row, workbook

Rows = Sequence[Mapping[str, str]]
"""Records by column; all have the same columns."""

_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def separated(rows: Rows, separator: str = ",", encoding: str = "utf-8", end: str = "\n") -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator=end)
    writer.writerows([list(rows[0]), *(list(record.values()) for record in rows)])
    return buffer.getvalue().encode(encoding)


def _json(rows: Rows) -> bytes:
    return json.dumps([dict(record) for record in rows], indent=2, ensure_ascii=False).encode()


def _json_lines(rows: Rows) -> bytes:
    return "".join(json.dumps(dict(record)) + "\n" for record in rows).encode()


def _yaml(rows: Rows) -> bytes:
    lines = []
    for record in rows:
        pairs = [f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in record.items()]
        lines.append("- " + "\n  ".join(pairs) + "\n")
    return "".join(lines).encode()


def _cells(rows: Rows) -> list[list[str]]:
    return [list(rows[0]), *(list(record.values()) for record in rows)]


def _xlsx(rows: Rows) -> bytes:
    lines = (row(number, *map(escape, cells)) for number, cells in enumerate(_cells(rows), start=1))
    return workbook("".join(lines))


def _html(rows: Rows) -> bytes:
    lines = ("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in cells) + "</tr>\n" for cells in _cells(rows))
    return f'<meta charset="utf-8"><table>\n{"".join(lines)}</table>'.encode()


def _spreadsheetml(rows: Rows) -> bytes:
    lines = []
    for cells in _cells(rows):
        inner = "".join(f'<Cell><Data ss:Type="String">{escape(text)}</Data></Cell>' for text in cells)
        lines.append(f"<Row>{inner}</Row>")
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{_SPACE}" xmlns:ss="{_SPACE}"><Worksheet ss:Name="S1"><Table>'
        f"{''.join(lines)}</Table></Worksheet></Workbook>"
    ).encode()


FORMATS: Mapping[str, tuple[str, Callable[[Rows], bytes]]] = {
    "comma": (".csv", separated),
    "semicolon": (".csv", lambda rows: separated(rows, ";", "utf-8-sig", "\r\n")),
    "tab": (".tsv", lambda rows: separated(rows, "\t")),
    "unicode text": (".txt", lambda rows: separated(rows, "\t", "utf-16", "\r\n")),
    "json": (".json", _json),
    "json lines": (".jsonl", _json_lines),
    "yaml": (".yaml", _yaml),
    "xlsx": (".xlsx", _xlsx),
    "html": (".xls", _html),
    "spreadsheetml": (".xls", _spreadsheetml),
}
"""The suffix of each form, and what writes it."""
