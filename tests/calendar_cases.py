"""The table of `tests/cases/calendar.yaml`, for every implementation of the calendar."""

from __future__ import annotations

from pathlib import Path

import yaml

FILE = Path(__file__).parent / "cases" / "calendar.yaml"


def calendar_cases(table: str) -> list[tuple[str | int, ...]]:
    """The rows of a part of the table, in the order of their columns; days are text, all else whole numbers."""
    rows = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)[table]
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    return [tuple(int(cell) if len(cell) < len("2026-12-01") else cell for cell in row.values()) for row in rows]
