"""Expected outputs that stand in files, and the switch that rewrites them (`make golden`)."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"


def assert_same(text: str, path: Path) -> None:
    """The text equals the file, byte for byte; with MUTASI_UPDATE_GOLDEN=1 the file is rewritten instead."""
    if os.environ.get("MUTASI_UPDATE_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    assert path.exists(), f"{path} is missing: run make golden and read what it writes"
    assert text == path.read_bytes().decode("utf-8")
