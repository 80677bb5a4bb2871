"""What of eligibility the agency has put off, so that nobody is asked for it: every result says so."""

from __future__ import annotations

from mutasi.eligibility.catalogue import REQUIREMENTS
from mutasi.eligibility.checklist import CHECKLIST
from mutasi.eligibility.conditions import CONDITIONS
from mutasi.model.policy import Policy
from mutasi.model.reference import LegalRule, Reference

CODES = tuple(dict.fromkeys((*(one.code for one in REQUIREMENTS), *(one.code for one in CONDITIONS), *CHECKLIST)))
"""Requirements, conditions and items of the checklist."""


def switched_off(policy: Policy, reference: Reference) -> tuple[LegalRule, ...]:
    """The rules that are off by `berat: mati`, in the order of the catalogue."""
    return tuple(reference.rules[code] for code in CODES if policy.is_off(code))
