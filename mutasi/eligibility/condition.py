"""What a condition is: something for a vacancy, or for a whole day of moves, whoever the person is.

A condition is stated once and excludes nobody from a ranking: it tells what must be settled before an appointment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.policy import Agency, Policy, Setting, Weight
from mutasi.model.reference import Confidence
from mutasi.model.settings import typed_settings
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Reason, Verdict


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What conditions look at besides the vacancy: all people, with the organisation around them, and the policy."""

    people: People
    policy: Policy

    @property
    def agency(self) -> Agency:
        return self.policy.agency


Statement = tuple[Verdict, Message]
Check = Callable[[Circumstances, Vacancy, Mapping[str, Any]], Iterator[Statement]]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition with all that is said of it; `hard` tells whether a FAIL stands, or only warns."""

    code: str
    name: str
    hard: bool
    basis: tuple[str, ...]
    confidence: Confidence
    settings: Mapping[str, Setting]
    verify: bool
    reason: str
    check: Check

    def reasons(self, circumstances: Circumstances, vacancy: Vacancy) -> Iterator[Reason]:
        """What is to be stated for a vacancy, with the agency's overrides; nothing where the condition simply holds."""
        rule = circumstances.policy.rules.get(self.code)
        if rule is not None and rule.weight is Weight.OFF:
            return
        settings, _ = typed_settings(self.settings, rule.settings if rule else {})
        hard = self.hard if rule is None or rule.weight is None else rule.weight is Weight.HARD
        legal = circumstances.people.reference.rules[self.code]
        if legal.holds_on(circumstances.people.effective) is not True:
            message = Message(
                "the rule is known since {since}; what held on {day} cannot be said",
                since=legal.since,
                day=circumstances.people.effective.isoformat(),
            )
            yield self._made(Verdict.UNKNOWN, message, hard=hard, overridden=rule is not None)
            return
        for verdict, message in self.check(circumstances, vacancy, settings):
            counted = verdict if hard or verdict is not Verdict.FAIL else Verdict.WARN
            yield self._made(counted, message, hard=hard, overridden=rule is not None)

    def _made(self, verdict: Verdict, message: Message, *, hard: bool, overridden: bool) -> Reason:
        if overridden:
            message = Message("{reason} (as the agency sets it)", reason=message)
        return Reason(self.code, verdict, message, hard, self.basis, self.confidence.value, self.verify)


def condition(
    *,
    code: str,
    name: str,
    hard: bool,
    basis: tuple[str, ...],
    confidence: Confidence,
    settings: Mapping[str, Setting] | None = None,
    verify: bool = False,
) -> Callable[[Check], Condition]:
    """Make a condition of a function; its docstring says why it exists."""

    def make(check: Check) -> Condition:
        return Condition(
            code=code, name=name, hard=hard, basis=basis, confidence=confidence, settings=settings or {},
            verify=verify, reason=(check.__doc__ or "").strip(), check=check,
        )  # fmt: skip

    return make
