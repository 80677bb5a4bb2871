"""What the tests of conversion share: the sample exports, and exports made of the first sample row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from mutasi.read.source import Source, source_of

SAMPLES = Path(__file__).parent / "data" / "convert"
ESELON = ("ESELON ID", "ESELON NAMA")

Cells = Mapping[str, str]
Record = Mapping[str, Any]


def sample(name: str) -> Source:
    return source_of((SAMPLES / name).read_bytes(), name)


def _first_row() -> dict[str, str]:
    with (SAMPLES / "siasn_pns.csv").open(encoding="utf-8-sig", newline="") as file:
        return next(csv.DictReader(file, delimiter=";"))


BASE: Cells = {**_first_row(), **dict.fromkeys(ESELON, "")}
"""The first row of the sample, in the form of 69 columns."""


def person(number: int = 901, **cells: str) -> dict[str, str]:
    """A row like the first one with another serial in its NIP. Headers are given with _ for spaces."""
    return {"NIP BARU": f"'197305162002011{number}", **{name.replace("_", " "): text for name, text in cells.items()}}


def people(rows: Iterable[Cells], path: str = "pegawai.csv", delimiter: str = ";") -> Source:
    """A profile export whose rows differ from the first sample row in these cells."""
    return export([{**BASE, **row} for row in rows], list(BASE), path, delimiter)


def export(rows: Iterable[Cells], headers: Sequence[str], path: str, delimiter: str = ",") -> Source:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, headers, delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return source_of(buffer.getvalue().encode(), path)


@cache
def sample_records(name: str) -> tuple[Record, ...]:
    """The records in a sample of the web service; those of answers that hold none are left out."""
    root = json.loads((SAMPLES / name).read_bytes())
    data = root["data"] if isinstance(root, dict) else [answer["data"] for answer in root]
    return tuple(record for record in data if isinstance(record, dict))


def answer(*records: Record, path: str = "ws.json") -> Source:
    """One answer of the web service with these records."""
    return json_file({"code": 1, "data": list(records), "message": "success"}, path)


def json_file(value: object, path: str = "ws.json") -> Source:
    return source_of(json.dumps(value, indent=1, ensure_ascii=False).encode(), path)


def tree(*units: tuple[str, str, str], path: str = "unor.csv") -> Source:
    """A unit tree of (id, name, parent)."""
    headers = ("ID", "NAMA_UNOR", "ID_ATASAN")
    return export([dict(zip(headers, unit, strict=True)) for unit in units], headers, path)


def reference(*posts: tuple[str, str, str, str], path: str = "struktural.csv") -> Source:
    """A reference of structural posts of (unit, name of the unit, title, code of the eselon)."""
    headers = ("ID", "Nama_unor", "Nama_jabatan", "Eselon_id")
    return export([dict(zip(headers, post, strict=True)) for post in posts], headers, path)
