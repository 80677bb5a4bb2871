"""What a condition is: something for a vacancy, or for a whole day of moves, whoever the person is.

A condition is stated once and excludes nobody from a ranking: it tells what must be settled before an appointment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mutasi.eligibility.provision import Provision
from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.policy import Agency, Policy, Setting
from mutasi.model.reference import Confidence
from mutasi.model.settings import Settings
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
Check = Callable[[Circumstances, Vacancy, Settings], Iterator[Statement]]
Speaks = Callable[[Circumstances, Vacancy, Settings], bool]
"""Whether a condition speaks to a vacancy at all."""


def every_vacancy(circumstances: Circumstances, vacancy: Vacancy, settings: Settings) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Provision):
    """A condition with all that is said of it; `hard` tells whether a FAIL stands, or only warns.

    `speaks_to` tells for which vacancies it is one at all, `check` is asked of those alone: of others it says nothing.
    """

    speaks_to: Speaks
    check: Check

    def reasons(self, circumstances: Circumstances, vacancy: Vacancy) -> Iterator[Reason]:
        """What is to be stated for a vacancy, with the agency's overrides; nothing where the condition simply holds."""
        force = self.in_force(circumstances.policy)
        if force is None or not self.speaks_to(circumstances, vacancy, force.settings):
            return
        not_known = self.not_known_for(circumstances.people)
        if not_known is not None:
            yield self.stated(force, Verdict.UNKNOWN, not_known)
            return
        for verdict, message in self.check(circumstances, vacancy, force.settings):
            counted = verdict if force.hard or verdict is not Verdict.FAIL else Verdict.WARN
            yield self.stated(force, counted, message)


def condition(
    *,
    code: str,
    name: str,
    hard: bool,
    basis: tuple[str, ...],
    confidence: Confidence,
    settings: Mapping[str, Setting] | None = None,
    speaks_to: Speaks = every_vacancy,
    verify: bool = False,
) -> Callable[[Check], Condition]:
    """Make a condition of a function; its docstring says why it exists."""

    def make(check: Check) -> Condition:
        return Condition(
            code=code, name=name, hard=hard, basis=basis, confidence=confidence, settings=settings or {},
            verify=verify, reason=(check.__doc__ or "").strip(), speaks_to=speaks_to, check=check,
        )  # fmt: skip

    return make
