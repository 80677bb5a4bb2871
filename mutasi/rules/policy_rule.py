"""What rules about `mutasi.yaml` share: what such a rule is, where a finding stands, and what to write instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from fractions import Fraction

from mutasi.finding import Finding, Location, Severity
from mutasi.message import Message, decimal_number
from mutasi.model.policy import Policy, Setting
from mutasi.model.settings import MOST_POINTS, Choice, Codes, PointsList, PointsOf, Unset, Whole, crossed, decimal_text

_NAMED = 30
"""So many names are listed at most."""


@dataclass(frozen=True, slots=True)
class PolicyRule:
    """A rule about `mutasi.yaml`: why it exists and how to mend the policy, in the two paragraphs of `reason`."""

    code: str
    name: str
    severity: Severity
    reason: str
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyPlace:
    """Where in the policy something stands."""

    policy: Policy
    location: Location | None
    key: str
    places: Mapping[str, Location] = dataclass_field(default_factory=dict)
    value_places: Mapping[str, Location] = dataclass_field(default_factory=dict)

    def finding(self, rule: PolicyRule, field: str, message: Message, fix: Message, *, at_key: bool = False) -> Finding:
        """At the value of the field, or at its key where that is what is wrong."""
        of_value = None if at_key else self.value_places.get(field)
        where = of_value or self.places.get(field) or self.location or Location(self.policy.path)
        return Finding(
            rule.code, rule.name, rule.severity, message, where, "mutasi.yaml", self.key, field, basis=rule.basis,
            fix=fix,
        )  # fmt: skip


def crossed_bounds(
    rule: PolicyRule, place: PolicyPlace, settings: Mapping[str, Setting], given: Mapping[str, object]
) -> Iterator[Finding]:
    """A lower bound that is above its upper one: nobody could meet both."""
    for lower, upper in crossed(settings):
        key = lower if lower in given else upper
        message = Message(
            "{key}: {lower} {least} lies above {upper} {most}, so nobody can meet both", key=place.key, lower=lower,
            least=number_shown(settings[lower]), upper=upper, most=number_shown(settings[upper]),
        )  # fmt: skip
        yield place.finding(rule, key, message, Message("correct one of the two"))


def number_shown(value: Setting) -> object:
    return decimal_number(decimal_text(Fraction(str(value))))


def did_you_mean(name: str, known: Iterable[str]) -> Message:
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1)
    if near:
        return Message("did you mean '{near}'?", near=near[0])
    if not names:
        return Message("it takes no settings")
    return Message("one of: {names}", names=(*names[:_NAMED], *(("...",) if len(names) > _NAMED else ())))


def setting_meant(key: str, settings: Mapping[str, Setting], *others: str) -> Message:
    """What to write instead of a setting that there is not, or of a value that one cannot have."""
    if key not in settings:
        return did_you_mean(key, (*settings, *others))
    default = settings[key]
    if isinstance(default, bool):
        return Message("write ya or tidak")
    if isinstance(default, Whole):
        return Message("write a whole number from {least} to {most}; without this line it is {default}",
                       least=default.least, most=default.most, default=default)  # fmt: skip
    if isinstance(default, Fraction | Unset):
        return _number_meant(default)
    if isinstance(default, (Choice, Codes)):
        return Message("one of: {names}", names=default.allowed)
    if isinstance(default, PointsList):
        return Message("write a list of points from 0 to {most}, those of the first choice first: [{example}]",
                       most=MOST_POINTS, example=tuple(default))  # fmt: skip
    if isinstance(default, tuple):
        return Message("write a list: [A, B]")
    if isinstance(default, PointsOf):
        return Message("write under it names of these with points from 0 to {most}: {names}", most=MOST_POINTS,
                       names=tuple(default))  # fmt: skip
    if isinstance(default, Mapping):
        return Message("write under it a line for each name, with a whole number: {example}",
                       example=next((f"{name}: {number}" for name, number in default.items()), "A: 1"))  # fmt: skip
    return Message("write a single text")


def _number_meant(default: Fraction | Unset) -> Message:
    if isinstance(default, Unset):
        return Message("write a number with a decimal point, or remove the line")
    return Message("write a number with a decimal point; without this line it is {default}",
                   default=decimal_text(default))  # fmt: skip
