"""What has happened does not lie after the reference date; what is planned may."""

from __future__ import annotations

from pathlib import Path

import pytest

from mutasi.model.tables import TABLE_NAMES, Column, Kind, declaration
from tests.test_rules_cases import findings
from tests.test_rules_once import SOUND, with_cell

AHEAD = {
    ("pegawai", "kontrak_selesai"): "a contract that runs",
    ("penugasan", "sampai"): "an assignment that runs",
    ("lowongan", "tmt_kosong"): "a seat that opens",
    ("sertifikat", "berlaku_sampai"): "a certificate that is valid",
}
DATED = [
    pytest.param(name, column, id=f"{name}-{column.name}")
    for name in TABLE_NAMES
    for column in declaration(name).columns
    if column.kind is Kind.DATE or (column.maximum or 0) == 2100
]


@pytest.mark.parametrize(("table", "column"), DATED)
def test_only_what_is_planned_may_lie_ahead(table: str, column: Column, tmp_path: Path) -> None:
    day = "2031-05-01" if column.kind is Kind.DATE else "2031"
    files = SOUND | {table: with_cell(table, column.name, day)}
    found = findings(tmp_path, {f"{name}.csv": text for name, text in files.items()})
    told = [f"{one.table}.{one.field}" for one in found if one.rule == "TANGGAL-02"]
    assert told == ([] if (table, column.name) in AHEAD else [f"{table}.{column.name}"])
