"""One cause, one finding: what only follows from another finding is left out while that one is told.

A finding that is accepted or not selected is no cause, so what follows from it is told again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from mutasi.finding import Finding
from mutasi.rules.shifts import DATES_OF_NIP, columns_exchanged

Cell = tuple[str, str]
"""A rule and the column in which it finds something; no column for all."""

_BIRTH = ("NIP-02", "")
FOLLOWS: Mapping[Cell, Sequence[Collection[Cell]]] = {
    ("NIP-02", "tanggal_lahir"): ({("TANGGAL-01", "tanggal_lahir")},),
    ("NIP-04", "tmt_cpns"): ({("TANGGAL-01", "tmt_cpns")},),
    ("NIP-07", ""): ({_BIRTH}, {("NIP-04", "")}, {("TANGGAL-01", "tmt_cpns")}),
    ("TANGGAL-02", "tanggal_lahir"): ({_BIRTH}, {("TANGGAL-01", "tanggal_lahir")}),
    ("TANGGAL-02", "tmt_cpns"): ({("NIP-04", "")}, {("TANGGAL-01", "tmt_cpns")}),
    # a birth date that is some years off may be right: only with an impossible age at appointment it is mistyped
    ("PENSIUN-01", ""): ({_BIRTH, ("NIP-07", "")},),
}
"""What follows from findings about the same person: from all of one of these sets together."""

_OF_DATES = ("NIP-02", "NIP-04", "NIP-05", "NIP-07", "PENSIUN-01", "TANGGAL-01", "TANGGAL-02")
"""Rules that compare the dates of a person, all of which fail when two of them are exchanged."""
_OF_VALUES = ("KOLOM-07", "KOLOM-08", "NIP-01", "RUJUK-01")
"""Rules about the values under one name."""


def without_consequences(findings: Sequence[Finding]) -> list[Finding]:
    """The findings but for those that only follow from a graver or equally grave one among them."""
    exchanged = _exchanged(findings)
    about: dict[tuple[str, str], dict[Cell, int]] = {}
    for one in findings:
        if one.table == "pegawai" and one.key:
            cells = about.setdefault((one.location.path, one.key), {})
            for cell in ((one.rule, one.field), (one.rule, "")):
                cells[cell] = min(one.severity.rank, cells.get(cell, one.severity.rank))
    return [
        one
        for one in findings
        if not _is_of_exchange(one, exchanged) and not _follows(one, about.get((one.location.path, one.key), {}))
    ]


def _follows(one: Finding, told: Mapping[Cell, int]) -> bool:
    """`told` gives the rank of the gravest finding of each cell."""
    causes = (*FOLLOWS.get((one.rule, one.field), ()), *FOLLOWS.get((one.rule, ""), ())) if told else ()
    return any(all(told.get(cell, one.severity.rank + 1) <= one.severity.rank for cell in cause) for cause in causes)


def _exchanged(findings: Sequence[Finding]) -> Mapping[str, frozenset[str]]:
    """By file the columns of which it is told that their names are exchanged."""
    found: dict[str, frozenset[str]] = {}
    for one in findings:
        if one.rule == columns_exchanged.code:
            found[one.location.path] = found.get(one.location.path, frozenset()).union(one.identity or (one.field,))
    return found


def _is_of_exchange(one: Finding, exchanged: Mapping[str, frozenset[str]]) -> bool:
    columns = exchanged.get(one.location.path, frozenset())
    if columns.issuperset(DATES_OF_NIP) and one.rule in _OF_DATES:
        return True
    return one.rule in _OF_VALUES and one.field in columns
