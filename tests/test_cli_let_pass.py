"""Errors in the data that somebody lets pass in writing: a wrong value is a missing one, and stops no command."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from mutasi.model.table import Kind
from mutasi.model.tables import TABLE_NAMES, Column, declaration
from tests.command_line import mutasi

PERSON, POST = "197003141995031901", "BKPSDM-KEPALA"
RIGHT = {Kind.NIP: PERSON, Kind.DATE: "2024-01-01", Kind.INTEGER: "2024", Kind.DECIMAL: "1"}
COMMANDS = (("shortlist", "--all"), ("plan",), ("propose",), ("talent",), ("forecast",), ("explain", PERSON, "L-001"))


def rows_of(folder: Path, table: str) -> list[list[str]]:
    """The rows of a table that the office has, else a header and one row."""
    file = folder / "data" / f"{table}.csv"
    if file.exists():
        return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
    columns = declaration(table).columns
    return [[one.name for one in columns], [POST if one.name == "id_jabatan" else right(one) for one in columns]]


def right(column: Column) -> str:
    return column.codes[0] if column.codes else RIGHT.get(column.kind, "a")


def accept_all(folder: Path) -> None:
    """Writes an acceptance for every error, until none is left."""
    policy, found = (folder / "mutasi.yaml").read_text(encoding="utf-8"), {}
    for _ in range(4):
        told = json.loads(mutasi("validate", "-f", "json", "--max-errors", "0", folder=folder).text)["findings"]
        errors = {(one["rule"], one["key"]) for one in told if one["severity"] == "error"}
        if not errors:
            return
        found |= dict.fromkeys(sorted(errors))
        entries = (
            f"  - {{kode: {rule}, kunci: {json.dumps(key)}, alasan: alasan yang cukup panjang, sampai: 2030-01-01}}\n"
            for rule, key in found
        )
        (folder / "mutasi.yaml").write_text(f"{policy}\npengecualian:\n{''.join(entries)}", encoding="utf-8")
    pytest.fail(f"never without errors: {errors}")


@pytest.mark.parametrize(
    ("kinds", "wrong"), [((Kind.CODE,), "xx"), ((Kind.INTEGER, Kind.DECIMAL), "77777"), ((Kind.DATE,), "2024-02-31")]
)
def test_no_command_fails_on_what_is_let_pass(tmp_path: Path, kinds: tuple[Kind, ...], wrong: str) -> None:
    folder = tmp_path / "kantor"
    assert mutasi("--as-of", "2026-01-31", "init", "--contoh", str(folder), folder=tmp_path).code == 0
    for table in TABLE_NAMES:
        if table == "lowongan":
            continue
        rows = rows_of(folder, table)
        columns = {one.name: one for one in declaration(table).columns}
        for row in rows[1:3]:
            for at, name in enumerate(rows[0]):
                if columns[name].kind in kinds and (columns[name].codes or columns[name].kind is not Kind.CODE):
                    row[at] = wrong
        made = io.StringIO()
        csv.writer(made, lineterminator="\n").writerows(rows)
        (folder / "data" / f"{table}.csv").write_text(made.getvalue(), encoding="utf-8")
    accept_all(folder)
    for command in COMMANDS:
        done = mutasi(*command, folder=folder)
        assert done.code in (0, 1), (command, done.err)
        assert "let pass" in done.err, command
