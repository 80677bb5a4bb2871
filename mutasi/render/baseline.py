"""The file of old findings, in a form that git shows well: a line a finding, sorted."""

from __future__ import annotations

import json

from mutasi.model.baseline import Baseline
from mutasi.read.baseline import FIELDS, SCHEMA


def baseline_text(baseline: Baseline) -> str:
    """JSON with one entry a line. It names no record: fingerprints are hashes."""
    entries = sorted(
        (one.rule, one.severity.value, one.path, one.field, fingerprint, one.count)
        for (fingerprint, _), one in baseline.known.items()
    )
    lines = [json.dumps(dict(zip(FIELDS, entry, strict=True)), ensure_ascii=False) for entry in entries]
    body = ",\n".join(f"  {line}" for line in lines)
    return f'{{"schema": "{SCHEMA}", "findings": [\n{body}\n]}}\n'
