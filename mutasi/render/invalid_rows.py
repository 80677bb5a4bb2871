"""The records about which there is an error or a warning, each with what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from mutasi.finding import Finding, Severity
from mutasi.model.dataset import Dataset
from mutasi.model.table import Table
from mutasi.render.language import Language
from mutasi.render.table_files import separated

COLUMN = "masalah"


def invalid_rows(dataset: Dataset, findings: Sequence[Finding], words: Language) -> Mapping[str, bytes]:
    """CSV by table: the columns of the file as they were read, and COLUMN. Tables without such records are absent.

    Records that reading left out are in no table, and findings about them name their lines.
    """
    grave = [finding for finding in findings if finding.severity is not Severity.INFO]
    made = {}
    for name, table in dataset.tables.items():
        wrong = _by_row(table, [finding for finding in grave if finding.location.path == table.path], words)
        if wrong:
            frame = table.text.drop(COLUMN, strict=False)[list(wrong)]
            made[name] = separated(frame.with_columns(pl.Series(COLUMN, list(wrong.values()), pl.String)))
    return made


def _by_row(table: Table, findings: Sequence[Finding], words: Language) -> dict[int, str]:
    """What is wrong by number of the record, in the order of the file."""
    by_line: dict[tuple[str, int], list[str]] = {}
    for finding in findings:
        if finding.key or finding.location.line:
            text = f"{finding.rule} {words.text(finding.message)}"
            by_line.setdefault((finding.location.sheet, finding.location.line), []).append(text)
    wrong = {}
    for row in range(table.rows) if by_line else ():
        where = table.positions.locate(row)
        lines = range(where.line, max(where.line, where.end_line) + 1)
        found = [text for line in lines for text in by_line.get((where.sheet, line), ())]
        if found:
            wrong[row] = "; ".join(found)
    return wrong
