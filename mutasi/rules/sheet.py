"""A decision sheet by the rules that hold for the weights of `mutasi.yaml`: how heavy, and on what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from mutasi.finding import Finding
from mutasi.message import Message, decimal_number
from mutasi.model.decision_sheet import DecisionSheet, SheetCriterion
from mutasi.model.readable import tells_protected_trait
from mutasi.model.settings import decimal_text
from mutasi.rules.policy import TRAIT
from mutasi.rules.policy_rule import PolicyRule
from mutasi.rules.weights import HEAVY, SHARE, SIGN

_BETWEEN_WORDS = re.compile(r"[\W_]+")


def check_sheet(sheet: DecisionSheet, shares: Mapping[str, Fraction]) -> tuple[Finding, ...]:
    """Faults of the criteria. `shares` are their weights with the sum 1, empty where they cannot be had."""
    return tuple(finding for one in sheet.criteria for finding in _criterion(one, shares.get(one.name), len(shares)))


def _criterion(one: SheetCriterion, share: Fraction | None, count: int) -> Iterator[Finding]:
    name = one.label or one.name
    if one.weight is not None and one.weight.value < 0:
        message = Message("criterion {name} has the weight {weight}", name=name,
                          weight=decimal_number(one.weight.text))  # fmt: skip
        fix = Message("write a weight above 0; where a small value is better write arah: cost")
        yield _finding(SIGN, message, one, fix)
    if share is not None and share > HEAVY and count > 1:
        percent = decimal_number(decimal_text(Fraction(round(1000 * share), 10)))
        message = Message("criterion {name} has {share} percent of the weight", name=name, share=percent)
        yield _finding(SHARE, message, one, Message("consider whether one criterion should decide nearly alone"))
    words = _BETWEEN_WORDS.sub("_", one.name.casefold()).strip("_")
    if tells_protected_trait(words):
        message = Message("criterion {name} tells what nobody may be judged by", name=name)
        yield _finding(TRAIT, message, one, Message("remove the criterion"))


def _finding(rule: PolicyRule, message: Message, one: SheetCriterion, fix: Message) -> Finding:
    at_weight = one.weight.location if one.weight is not None and rule is not TRAIT else None
    return Finding(
        rule.code, rule.name, rule.severity, message, at_weight or one.location, key=one.name, basis=rule.basis, fix=fix
    )  # fmt: skip
