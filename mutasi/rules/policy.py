"""The policy: weights that add up, criteria and rules that exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
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


def _finding(
    code: str, name: str, severity: Severity, message: Message, where: Location | None, policy: Policy, key: str,
    field: str, fix: Message,
) -> Finding:  # fmt: skip
    location = where or Location(policy.path)
    return Finding(code, name, severity, message, location, "mutasi.yaml", key, field, "", (), fix)


def _weights(policy: Policy) -> Iterator[Finding]:
    criteria = policy.criteria
    if not criteria:
        return
    total = sum((one.weight for one in criteria), Fraction(0))
    where = criteria[0].location
    if total not in (1, 100):
        message = Message("the weights add up to {total}, not to 100 (or 1)", total=decimal_text(total))
        fix = Message("correct the weights, or add the criterion that is missing; they are never rescaled")
        yield _finding(
            "KRITERIA-01", "weights-do-not-add-up", Severity.ERROR, message, where, policy, "", "kriteria", fix
        )
    for one in criteria:
        if one.weight <= 0:
            message = Message(
                "criterion {name} has the weight {weight}", name=one.name, weight=decimal_text(one.weight)
            )
            fix = Message("write a weight above 0, or remove the criterion")
            yield _finding("KRITERIA-02", "weight-not-positive", Severity.ERROR, message, one.location, policy, one.name,
                           "bobot", fix)  # fmt: skip
        elif total > 0 and one.weight / total > HEAVY and len(criteria) > 1:
            share = decimal_text(Fraction(round(1000 * one.weight / total), 10))
            message = Message("criterion {name} has {share} percent of the weight", name=one.name, share=share)
            fix = Message("consider whether one criterion should decide nearly alone")
            yield _finding("KRITERIA-04", "criterion-too-heavy", Severity.WARNING, message, one.location, policy, one.name,
                           "bobot", fix)  # fmt: skip


def decimal_text(value: Fraction) -> str:
    """A fraction as a short decimal where it is one, else as a fraction."""
    scaled = value * 10_000
    if scaled.denominator != 1:
        return str(value)
    whole, part = divmod(abs(scaled.numerator), 10_000)
    text = f"{whole}.{part:04d}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 else text


def _criterion(one: CriterionPolicy, kinds: Kinds, policy: Policy) -> Iterator[Finding]:
    if one.kind not in kinds:
        message = Message("criterion {name}: unknown jenis '{kind}'", name=one.name, kind=one.kind)
        yield _finding("KRITERIA-03", "unknown-criterion", Severity.ERROR, message, one.location, policy, one.name, "jenis",
                       _did_you_mean(one.kind, kinds))  # fmt: skip
        return
    for fault in typed_settings(kinds[one.kind], one.settings)[1]:
        message = Message("criterion {name}, {key}: {fault}", name=one.name, key=fault.key, fault=fault.message)
        yield _finding("KRITERIA-03", "unknown-criterion", Severity.ERROR, message, one.location, policy, one.name,
                       fault.key, _did_you_mean(fault.key, kinds[one.kind]))  # fmt: skip


def _rules(policy: Policy, rules: Kinds) -> Iterator[Finding]:
    for code, one in policy.rules.items():
        if code not in rules:
            message = Message("there is no rule '{code}'", code=code)
            yield _finding("ATURAN-01", "unknown-rule", Severity.ERROR, message, one.location, policy, code, "aturan",
                           _did_you_mean(code, rules))  # fmt: skip
            continue
        for fault in typed_settings(rules[code], one.settings)[1]:
            message = Message("rule {code}, {key}: {fault}", code=code, key=fault.key, fault=fault.message)
            yield _finding("ATURAN-01", "unknown-rule", Severity.ERROR, message, one.location, policy, code, fault.key,
                           _did_you_mean(fault.key, {**rules[code], "berat": None}))  # fmt: skip


def _did_you_mean(name: str, known: Iterable[str]) -> Message:
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1)
    if near:
        return Message("did you mean '{near}'?", near=near[0])
    if not names:
        return Message("it takes no settings")
    return Message("one of: {names}", names=tuple(names[:30]))
