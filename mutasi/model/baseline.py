"""Findings that were there before, as a file of them says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mutasi.finding import Severity


@dataclass(frozen=True, slots=True)
class Known:
    """Findings of one fingerprint and gravity: how much was at fault, and by which rule, in which file and column."""

    rule: str
    severity: Severity
    path: str
    field: str
    count: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was found before, by fingerprint and gravity, and the file that says so."""

    path: str
    known: Mapping[tuple[str, Severity], Known]
