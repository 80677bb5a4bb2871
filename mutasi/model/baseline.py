"""Findings that were there before, as a file of them says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """Findings of one fingerprint: how many there were, and of which rule, file and column."""

    rule: str
    path: str
    field: str
    count: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was found before, by fingerprint, and the file that says so."""

    path: str
    known: Mapping[str, Known]
