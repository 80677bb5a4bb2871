"""The policy: weights that add up, criteria and rules that exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from fractions import Fraction

from mutasi.finding import Finding, Location, Severity
from mutasi.message import Message
from mutasi.model.policy import CriterionPolicy, Policy, Setting
from mutasi.model.settings import typed_settings

Kinds = Mapping[str, Mapping[str, Setting]]
"""What exists, by name, with the settings that it takes."""

HEAVY = Fraction(40, 100)
"""A criterion that weighs more than this decides nearly alone."""


def check_policy(policy: Policy, criterion_kinds: Kinds, rules: Kinds) -> tuple[Finding, ...]:
    """Faults of the policy that only the known criteria and rules can show."""
    return (
        *_weights(policy),
        *(finding for one in policy.criteria for finding in _criterion(one, criterion_kinds, policy)),
        *_rules(policy, rules),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the policy something stands."""

    policy: Policy
    location: Location | None
    key: str
    places: Mapping[str, Location] = dataclass_field(default_factory=dict)

    def finding(self, code: str, name: str, severity: Severity, field: str, message: Message, fix: Message) -> Finding:
        where = self.places.get(field) or self.location or Location(self.policy.path)
        return Finding(code, name, severity, message, where, "mutasi.yaml", self.key, field, fix=fix)


def _weights(policy: Policy) -> Iterator[Finding]:
    criteria = policy.criteria
    if not criteria:
        return
    total = sum((one.weight for one in criteria), Fraction(0))
    if total not in (1, 100):
        message = Message("the weights add up to {total}, not to 100 (or 1)", total=decimal_text(total))
        fix = Message("correct the weights, or add the criterion that is missing; they are never rescaled")
        place = _Place(policy, policy.criteria_location, "kriteria")
        yield place.finding("KRITERIA-01", "weights-do-not-add-up", Severity.ERROR, "kriteria", message, fix)
    for one in criteria:
        yield from _weight(one, total, len(criteria), policy)


def _weight(one: CriterionPolicy, total: Fraction, count: int, policy: Policy) -> Iterator[Finding]:
    place = _Place(policy, one.location, one.name, one.places)
    if one.weight <= 0:
        message = Message("criterion {name} has the weight {weight}", name=one.name, weight=decimal_text(one.weight))
        fix = Message("write a weight above 0, or remove the criterion")
        yield place.finding("KRITERIA-02", "weight-not-positive", Severity.ERROR, "bobot", message, fix)
    elif total > 0 and one.weight / total > HEAVY and count > 1:
        share = decimal_text(Fraction(round(1000 * one.weight / total), 10))
        message = Message("criterion {name} has {share} percent of the weight", name=one.name, share=share)
        fix = Message("consider whether one criterion should decide nearly alone")
        yield place.finding("KRITERIA-04", "criterion-too-heavy", Severity.WARNING, "bobot", message, fix)


def decimal_text(value: Fraction) -> str:
    """A fraction as a short decimal where it is one, else as a fraction."""
    scaled = value * 10_000
    if scaled.denominator != 1:
        return str(value)
    whole, part = divmod(abs(scaled.numerator), 10_000)
    text = f"{whole}.{part:04d}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 else text


def _criterion(one: CriterionPolicy, kinds: Kinds, policy: Policy) -> Iterator[Finding]:
    place = _Place(policy, one.location, one.name, one.places)
    code, name, severity = "KRITERIA-03", "unknown-criterion", Severity.ERROR
    if one.kind not in kinds:
        message = Message("criterion {name}: unknown jenis '{kind}'", name=one.name, kind=one.kind)
        yield place.finding(code, name, severity, "jenis", message, _did_you_mean(one.kind, kinds))
        return
    for fault in typed_settings(kinds[one.kind], one.settings)[1]:
        message = Message("criterion {name}, {key}: {fault}", name=one.name, key=fault.key, fault=fault.message)
        yield place.finding(code, name, severity, fault.key, message, _did_you_mean(fault.key, kinds[one.kind]))


def _rules(policy: Policy, rules: Kinds) -> Iterator[Finding]:
    for code, one in policy.rules.items():
        place = _Place(policy, one.location, code, one.places)
        if code not in rules:
            message = Message("there is no rule '{code}'", code=code)
            yield place.finding("ATURAN-01", "unknown-rule", Severity.ERROR, code, message, _did_you_mean(code, rules))
            continue
        for fault in typed_settings(rules[code], one.settings)[1]:
            message = Message("rule {code}, {key}: {fault}", code=code, key=fault.key, fault=fault.message)
            fix = _did_you_mean(fault.key, {**rules[code], "berat": None})
            yield place.finding("ATURAN-01", "unknown-rule", Severity.ERROR, fault.key, message, fix)


def _did_you_mean(name: str, known: Iterable[str]) -> Message:
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1)
    if near:
        return Message("did you mean '{near}'?", near=near[0])
    if not names:
        return Message("it takes no settings")
    return Message("one of: {names}", names=tuple(names[:30]))
