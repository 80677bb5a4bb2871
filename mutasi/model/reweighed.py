"""A rule of eligibility whose weight the agency has changed, as every result names it."""

from __future__ import annotations

from dataclasses import dataclass

from mutasi.model.policy import Weight
from mutasi.model.reference import LegalRule


@dataclass(frozen=True, slots=True)
class Reweighed:
    """A rule and the weight that `aturan` of the policy gives it, which is not its own."""

    rule: LegalRule
    weight: Weight

    @property
    def is_off(self) -> bool:
        return self.weight is Weight.OFF
