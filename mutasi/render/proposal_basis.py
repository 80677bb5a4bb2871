"""On what a proposal rests: instruments of law, conditions, errors let pass, and what the agency changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mutasi.message import Message
from mutasi.model.reference import Confidence
from mutasi.model.verdict import Verdict
from mutasi.proposal.document import Proposal
from mutasi.render.acceptances import acceptance_cells
from mutasi.render.blocks import Block, Grid, Heading, Items, Marker, Paragraph, Strong
from mutasi.render.language import Language
from mutasi.render.reweighed import WEIGHED, rule_title
from mutasi.render.shortlist_words import reason_text


def basis(proposal: Proposal, words: Language) -> Iterator[Block]:
    yield Heading(words.text(Message("Legal basis")))
    rules = dict.fromkeys(rule for one in proposal.shortlists for rule in one.rules)
    rules |= dict.fromkeys(reason.rule for reason in proposal.conditions)
    legal = [proposal.reference.rules[code] for code in rules if code in proposal.reference.rules]
    keys = dict.fromkeys(key for rule in legal for key in rule.sources)
    sources = [proposal.reference.sources[key] for key in keys if key in proposal.reference.sources]
    instruments = sorted((source.title for source in sources if source.kind == "peraturan"), key=_standing)
    yield Items(tuple(instruments), Marker.NUMBER)
    other = tuple(source.title for source in sources if source.kind == "praktik")
    if other:
        yield Paragraph(
            words.text(
                Message("Also used, but no instruments of law (announcements, statements, circulated practice):")
            )
        )
        yield Items(other)
    weak = sorted(rule.code for rule in legal if rule.needs_verification or rule.confidence is Confidence.MEMORY)
    if weak:
        message = Message(
            "To be verified against the official text before the decision, since their wording was not"
            " seen when these rules were written: {rules}.", rules=tuple(weak),
        )  # fmt: skip
        yield Paragraph(words.text(message))


_STANDING = ("UU ", "PP ", "Perpres ", "Permen", "Peraturan ", "PerBKN ", "Perka ", "Keputusan ", "SE ", "Surat ")
"""How titles of instruments begin, from the highest down (UU 12/2011 art. 7 and 8); all else comes last."""
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


def _standing(title: str) -> tuple[int, str, str]:
    """Higher instruments first, of like ones the older."""
    at = next((at for at, begins in enumerate(_STANDING) if title.startswith(begins)), len(_STANDING))
    year = _YEAR.search(title)
    return at, "" if year is None else year.group(), title


def conditions(proposal: Proposal, words: Language) -> Iterator[Block]:
    if not proposal.conditions:
        return
    yield Heading(words.text(Message("Conditions for all moves")))
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
