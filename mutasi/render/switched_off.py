"""Rules of eligibility that the agency has put off, as every result names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mutasi.message import Message
from mutasi.model.reference import LegalRule
from mutasi.render.language import Language

Rules = Sequence[LegalRule]


def rule_title(rule: LegalRule, words: Language) -> str:
    """What a rule asks: its title in Indonesian, its statement in English."""
    return rule.title if words.code == "id" else rule.statement


def switched_off_lines(off: Rules, words: Language) -> Iterator[str]:
    """One line a rule; none when nothing is off."""
    for rule in off:
        yield words.text(
            Message(
                "not checked, put off by the agency: {rule}: {title}", rule=rule.code, title=rule_title(rule, words)
            )
        )


def switched_off_objects(off: Rules) -> list[dict[str, str]]:
    """The same in JSON."""
    return [{"aturan": rule.code, "judul": rule.title} for rule in off]
