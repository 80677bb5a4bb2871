"""What requirements and conditions have in common: a provision of law or of local policy, and how an agency sets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.policy import Policy, Setting, Weight
from mutasi.model.reference import Confidence
from mutasi.model.settings import Settings, typed_settings
from mutasi.model.verdict import Reason, Verdict


@dataclass(frozen=True, slots=True)
class InForce:
    """How a provision holds for an agency: `hard` bars, otherwise it warns."""

    hard: bool
    settings: Settings
    overridden: bool = False
    softened: bool = False
    """Whether the agency has said that it only warns, whatever it would bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """All that is said of a requirement or condition besides what it checks. `hard` may be overridden.

    `basis` are keys of `reference/sumber.yaml`; `verify` marks one whose text was not seen.
    """

    code: str
    name: str
    hard: bool
    basis: tuple[str, ...]
    confidence: Confidence
    settings: Mapping[str, Setting]
    verify: bool
    reason: str

    @property
    def hard_for_all(self) -> bool:
        """Whether it bars everybody of whom it is not met, unless the agency says otherwise."""
        return self.hard

    def in_force(self, policy: Policy) -> InForce | None:
        """With the agency's overrides, whose settings were checked before; None when it is off."""
        rule = policy.rules.get(self.code)
        if rule is None:
            return InForce(self.hard_for_all, self.settings)
        if policy.is_off(self.code):
            return None
        settings, _ = typed_settings(self.settings, rule.settings)
        hard = self.hard_for_all if rule.weight is None else rule.weight is Weight.HARD
        return InForce(hard, settings, overridden=True, softened=rule.weight is Weight.SOFT)

    def not_known_for(self, people: People) -> Message | None:
        """That nobody can say whether it held on the effective date; None where it surely did."""
        legal = people.reference.rules[self.code]
        if legal.holds_on(people.effective) is True:
            return None
        return Message(
            "the rule is known since {since}; what held on {day} cannot be said",
            since=legal.since,
            day=people.effective.isoformat(),
        )

    def stated(self, force: InForce, verdict: Verdict, message: Message, *, bars: bool | None = None) -> Reason:
        """What it says, with the verdict as it counts; whether it bars is the weight in force, or said of the case."""
        if force.overridden:
            message = Message("{reason} (as the agency sets it)", reason=message)
        hard = force.hard if bars is None else bars
        return Reason(self.code, verdict, message, hard, self.basis, self.confidence.value, self.verify)
