"""Rules of eligibility whose weight the agency has changed, as every result names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mutasi.message import Message
from mutasi.model.policy import Weight
from mutasi.model.reference import LegalRule
from mutasi.model.reweighed import Reweighed
from mutasi.render.language import Language

Rules = Sequence[Reweighed]


def rule_title(rule: LegalRule, words: Language) -> str:
    """What a rule asks: its title in Indonesian, its statement in English."""
    return rule.title if words.code == "id" else rule.statement


def reweighed_lines(rules: Rules, words: Language) -> Iterator[str]:
    """A line for each rule that is off, and one for all that bar, or only warn, by decision of the agency."""
    for one in rules:
        if one.is_off:
            yield words.text(
                Message(
                    "not checked, put off by the agency: {rule}: {title}",
                    rule=one.rule.code,
                    title=rule_title(one.rule, words),
                )
            )
    for weight, message in WEIGHED:
        codes = tuple(one.rule.code for one in rules if one.weight is weight)
        if codes:
            yield words.text(Message("{what}: {rules}", what=message, rules=codes))


WEIGHED = (
    (Weight.HARD, Message("barring by decision of the agency")),
    (Weight.SOFT, Message("only a warning by decision of the agency")),
)


def reweighed_objects(rules: Rules) -> Mapping[str, list[dict[str, str]]]:
    """The same in JSON: what is put off, and what weighs otherwise."""
    return {
        "dimatikan": [{"aturan": one.rule.code, "judul": one.rule.title} for one in rules if one.is_off],
        "berat_diubah": [
            {"aturan": one.rule.code, "judul": one.rule.title, "berat": one.weight.value}
            for one in rules
            if not one.is_off
        ],
    }
