"""On what a proposal rests: instruments of law, conditions, errors let pass, and what the agency changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mutasi.message import Message
from mutasi.model.reference import LegalRule
from mutasi.model.verdict import Verdict
from mutasi.proposal.document import ACTING_RULE, Proposal
from mutasi.render.acceptances import acceptance_cells
from mutasi.render.blocks import Block, Grid, Heading, Items, Marker, Paragraph, Strong
from mutasi.render.language import Language
from mutasi.render.proposal_titles import RULE_SOURCES
from mutasi.render.reweighed import WEIGHED, rule_title
from mutasi.render.shortlist_words import reason_text


def basis(proposal: Proposal, words: Language) -> Iterator[Block]:
    """Each instrument of law once, with the articles on which the rules rest that were used."""
    reference = proposal.reference
    articles: dict[str, dict[str, None]] = {}
    for key in dict.fromkeys(key for rule in used_rules(proposal) for key in rule.sources):
        for name, some in reference.sources[key].instruments.items():
            articles.setdefault(name, {}).update(dict.fromkeys(some))
    if not articles:
        return
    yield Heading(words.text(Message("Legal basis")))
    yield Items(
        tuple(_instrument(one.name, articles[key]) for key, one in reference.instruments.items() if key in articles),
        Marker.NUMBER,
    )
    yield Paragraph(
        words.text(Message("On what each rule rests, and what is to be verified, stands under “{part}”.",
                           part=RULE_SOURCES))
    )  # fmt: skip


def used_rules(proposal: Proposal) -> tuple[LegalRule, ...]:
    """The rules that decided, that hold for the moves, or that ask something of whoever carries them out."""
    codes = [rule for one in proposal.shortlists for rule in one.rules]
    codes += [reason.rule for reason in proposal.conditions]
    codes += [item.rule for item in proposal.checklist] + [one.rule for one in proposal.deadlines]
    codes += [ACTING_RULE] * any(post.needs_acting for post in proposal.open_posts)
    rules = proposal.reference.rules
    return tuple(rules[code] for code in dict.fromkeys(codes) if code in rules)


_NUMBER = re.compile("[0-9]+")


def _instrument(name: str, articles: Iterable[str]) -> str:
    ordered = sorted(articles, key=lambda article: [int(number) for number in _NUMBER.findall(article)])
    return f"{name} ({'; '.join(ordered)})" if ordered else name


def conditions(proposal: Proposal, words: Language) -> Iterator[Block]:
    if not proposal.conditions:
        return
    yield Heading(words.text(Message("Conditions of the moves")))
    told = ((reason, reason_text(reason, words.told)) for reason in proposal.conditions)
    yield Items(tuple(Strong(text) if one.verdict is Verdict.FAIL else text for one, text in told))


def accepted(proposal: Proposal, words: Language) -> Iterator[Block]:
    if not proposal.accepted:
        return
    yield Heading(words.text(Message("Errors in the data that are let pass")))
    yield Paragraph(
        words.text(
            Message("The data has {count} error(s) left unmended; all that stands here rests on it as it is.",
                    count=len(proposal.accepted))
        )
    )  # fmt: skip
    headers = [Message("Place"), Message("Rule"), Message("Error"), Message("Let pass by")]
    rows = tuple(acceptance_cells(one, words) for one in proposal.accepted)
    yield Grid(tuple(words.text(header) for header in headers), rows, widths=(3, 2, 5, 4))


def put_off(proposal: Proposal, words: Language) -> Iterator[Block]:
    off = [one.rule for one in proposal.reweighed if one.is_off]
    if not off:
        return
    yield Heading(words.text(Message("Rules that the agency has put off")))
    yield Paragraph(
        words.text(
            Message(
                "By aturan in mutasi.yaml nobody was checked for what these rules ask; the moves below rest on that."
            )
        )
    )
    yield Items(tuple(f"{rule.code}: {rule_title(rule, words)}" for rule in off))


def weighed_otherwise(proposal: Proposal, words: Language) -> Iterator[Block]:
    changed = [one for one in proposal.reweighed if not one.is_off]
    if not changed:
        return
    yield Heading(words.text(Message("Rules that the agency weighs otherwise")))
    yield Paragraph(
        words.text(
            Message("By aturan in mutasi.yaml these weigh otherwise than usual, also where they say nothing of a move:")
        )
    )
    told = dict(WEIGHED)
    yield Items(
        tuple(
            f"{one.rule.code}, {words.text(told[one.weight])}: {rule_title(one.rule, words)}" for one in changed
        )
    )  # fmt: skip
