"""The cases of tests/cases/proposal.yaml: what an officer reads in each format is what stands in the data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from mutasi.render.language import language
from tests import documents
from tests.command_line import mutasi
from tests.golden import ROOT
from tests.plan_office import nip, write
from tests.proposals import of_rows, render

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "proposal.yaml").read_text(encoding="utf-8"))
OFFICE = {"skor": {"P1": {"J1": 90, "J3": 90}, "P2": {"J1": 80, "J3": 80}}, "pemangku": {"P1": "J1"}}


def tables(case: dict[str, Any]) -> dict[str, list[list[str]]]:
    """The rows of all tables by format."""
    made = of_rows(case["baris"])
    wrote = {name: render(made, name, language("id")) for name in ("md", "html", "docx", "xlsx", "csv")}
    records = documents.records(wrote["csv"])
    return {
        "md": documents.of_markdown(wrote["md"]).rows,
        "html": documents.Page(wrote["html"]).rows,
        "docx": documents.docx_rows(wrote["docx"]),
        "xlsx": documents.sheets(wrote["xlsx"])["usulan"],
        "csv": [list(records[0]), *(list(row.values()) for row in records)],
    }


@pytest.mark.parametrize("case", [case for case in CASES if "baris" in case], ids=lambda case: case["id"])
def test_what_stands_in_the_data_is_read_in_every_format(case: dict[str, Any]) -> None:
    for name, rows in tables(case).items():
        lines = {line for row in rows for cell in row for line in cell.split("\n")}
        assert set(case["tampil"]) <= lines, name
        heads = [at for at, row in enumerate(rows) if row[0] in ("No.", "urutan")]
        moved = rows[heads[0] + 1 :][: len(case["baris"])]
        assert {len(row) for row in moved} == {len(rows[heads[0]])}, name
        assert [row[0] for row in moved] == [str(at) for at, _ in enumerate(case["baris"], start=1)], name
        for kind, count in case.get("jumlah", {}).items():
            assert sum(kind in row for row in moved) == count, name
            if name in ("md", "html", "docx"):
                assert [kind, str(count)] in rows, name


@pytest.mark.parametrize("case", [case for case in CASES if "pindah" in case], ids=lambda case: case["id"])
def test_what_cannot_be_is_refused_before_anything_is_written(case: dict[str, Any], tmp_path: Path) -> None:
    folder = write(tmp_path / "kantor", OFFICE)
    numbers = {name: nip(at) for at, name in enumerate(OFFICE["skor"], start=1)}
    moves = [{"nip": numbers[name], "ke_jabatan": post} for name, post in case["pindah"]]
    (folder / "usulan.yaml").write_text(json.dumps(moves), encoding="utf-8")
    done = mutasi("--lang", "en", "propose", "--moves", "usulan.yaml", "--to", "usulan", folder=folder)
    assert (done.code, (folder / "usulan").exists()) == (1, False)
    for told in case["ditolak"]:
        assert told in done.err
