"""What `mutasi weights` finds in weights, in decision sheets, and in the points that criteria give."""

from __future__ import annotations

from dataclasses import dataclass

from mutasi.finding import Finding, Location, Severity
from mutasi.message import Message


@dataclass(frozen=True, slots=True)
class WeightRule:
    """What weights should not be. `summary` says it in a few words, for lists of rules."""

    code: str
    name: str
    severity: Severity
    summary: Message


_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

WEIGHT_RULES = (
    WeightRule("BOBOT-01", "comparison-not-reciprocal", _ERROR, Message("two judgements contradict one another")),
    WeightRule("BOBOT-02", "comparison-inconsistent", _WARNING, Message("the judgements are not consistent")),
    WeightRule("BOBOT-03", "judgement-off-the-scale", _WARNING, Message("a judgement lies outside 1/9 to 9")),
    WeightRule("BOBOT-04", "weights-are-no-shares", _WARNING, Message("the weights of a sheet do not add up")),
    WeightRule("BOBOT-05", "weight-without-effect", _INFO, Message("a weight of 0 has no effect")),
    WeightRule("BOBOT-06", "criterion-separates-nobody", _WARNING, Message("a criterion separates nobody")),
    WeightRule("BOBOT-07", "criteria-say-the-same", _WARNING, Message("two criteria order people alike")),
    WeightRule("BOBOT-08", "direction-looks-wrong", _INFO, Message("a criterion runs against all others")),
    WeightRule("BOBOT-09", "winner-not-highest", _ERROR, Message("the winner does not have the highest score")),
    WeightRule("BOBOT-10", "score-not-reproduced", _ERROR, Message("a score does not follow from the values")),
    WeightRule("BOBOT-11", "direction-changes", _ERROR, Message("a criterion is turned round for some")),
    WeightRule("BOBOT-12", "nothing-to-work-out", _ERROR, Message("nothing can be worked out from a sheet")),
)  # fmt: skip

_BY_CODE = {rule.code: rule for rule in WEIGHT_RULES}


def weight_finding(
    code: str, message: Message, location: Location, fix: Message | None = None, *, key: str = "", value: str = ""
) -> Finding:
    """A finding of the rule `code`; KeyError when there is no such rule."""
    rule = _BY_CODE[code]
    return Finding(rule.code, rule.name, rule.severity, message, location, key=key, value=value, fix=fix)
