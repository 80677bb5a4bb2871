"""The four words of a verdict."""

from __future__ import annotations

PASS, WARN, FAIL, UNKNOWN = "lolos", "peringatan", "tolak", "tidak_diketahui"


def gravest(*verdicts: str) -> str:
    """A certain failure goes before what is not known, and that before a warning."""
    return next((one for one in (FAIL, UNKNOWN, WARN) if one in verdicts), PASS)


def fails_if(failed: bool | None) -> str:
    """FAIL, PASS, or UNKNOWN for None."""
    return UNKNOWN if failed is None else FAIL if failed else PASS


def if_concerned(concerned: bool | None, verdict: str) -> str:
    """What would fail is not known of whom a rule perhaps does not concern; a warning bars nobody anyway."""
    if concerned is False:
        return PASS
    return UNKNOWN if concerned is None and verdict == FAIL else verdict
