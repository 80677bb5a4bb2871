"""Codes of rules that a user selects or ignores: those that findings have."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from mutasi.errors import MutasiError, UnknownName
from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.policy import Selection


class UnselectableCode(MutasiError):
    """A code that was named is one of which there are no findings."""


def refuse_unselectable(selection: Selection) -> None:
    """For the first code or beginning that no finding has: UnselectableCode for a requirement, else UnknownName."""
    from mutasi.eligibility.catalogue import requirement_settings
    from mutasi.rules.policy import without_findings
    from mutasi.rules.selection import unknown_codes

    known = tuple(finding_codes())
    for code in unknown_codes(selection, known):
        others = sorted(requirement_settings())
        if not any(other.startswith(code) for other in others):
            raise UnknownName(Message("rule"), code, tuple(difflib.get_close_matches(code, known, n=3)))
        message, fix = without_findings(code, known, others)
        raise UnselectableCode(message, fix=fix)


def finding_codes() -> Mapping[str, Severity]:
    from mutasi.render.explanation import finding_codes as codes  # all rules are imported for it

    return codes()
