"""What of eligibility weighs otherwise by decision of the agency, so that nobody takes it for the law: all results say
so, whomever it speaks to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mutasi.eligibility.catalogue import REQUIREMENTS
from mutasi.eligibility.checklist import CHECKLIST
from mutasi.eligibility.conditions import CONDITIONS
from mutasi.model.policy import Policy, Weight
from mutasi.model.reference import Reference
from mutasi.model.reweighed import Reweighed

CODES = tuple(dict.fromkeys((*(one.code for one in REQUIREMENTS), *(one.code for one in CONDITIONS), *CHECKLIST)))
"""Requirements, conditions and items of the checklist."""
_OWN: Mapping[str, Weight] = {
    one.code: Weight.HARD if one.hard else Weight.SOFT
    for one in (*CONDITIONS, *REQUIREMENTS)
    if one.hard_for_all or not one.hard
}
"""None of those that are hard for some moves only, where keras and lunak both change something."""
_MAY_BAR = frozenset((*(one.code for one in REQUIREMENTS if one.bars and not one.hard), "KK-01", "TALENTA-01"))
"""Soft ones that bar in a given case unless the policy says lunak, which therefore changes something."""


def reweighed(policy: Policy, reference: Reference) -> tuple[Reweighed, ...]:
    """The rules with another weight than their own, in the order of the catalogue."""
    return tuple(_reweighed(policy, reference))


def _reweighed(policy: Policy, reference: Reference) -> Iterator[Reweighed]:
    for code in CODES:
        weight = policy.rules[code].weight if code in policy.rules else None
        is_own = weight is _OWN.get(code) and not (weight is Weight.SOFT and code in _MAY_BAR)
        if weight is not None and not is_own:
            yield Reweighed(reference.rules[code], weight)
