"""On what each rule rests that was used in a proposal, and which wording is still to be verified."""

from __future__ import annotations

from collections.abc import Iterator

from mutasi.message import Message
from mutasi.model.reference import Confidence, LegalRule, Source
from mutasi.proposal.document import Proposal
from mutasi.render.basis import CONFIDENCE, source_name
from mutasi.render.blocks import Block, Cell, Grid, Heading, Paragraph, Strong
from mutasi.render.language import Language
from mutasi.render.proposal_basis import used_rules
from mutasi.render.proposal_titles import RULE_SOURCES
from mutasi.render.reweighed import rule_title


def rule_sources(proposal: Proposal, words: Language) -> Iterator[Block]:
    """A row for each rule; what is no instrument of law says so."""
    rules = sorted(used_rules(proposal), key=lambda rule: rule.code)
    if not rules:
        return
    yield Heading(words.text(RULE_SOURCES))
    weak = tuple(rule.code for rule in rules if _is_weak(rule))
    if weak:
        message = Message(
            "To be verified against the official text before the decision, since their wording was not"
            " seen when these rules were written: {rules}.", rules=weak,
        )  # fmt: skip
        yield Paragraph(words.text(message))
    headers = [Message("Rule"), Message("What it asks"), Message("Sources"), Message("How certain")]
    rows = tuple(_cells(rule, proposal, words) for rule in rules)
    yield Grid(tuple(words.text(header) for header in headers), rows, widths=(16, 42, 72, 24))


def _is_weak(rule: LegalRule) -> bool:
    return rule.needs_verification or rule.confidence is Confidence.MEMORY


def _cells(rule: LegalRule, proposal: Proposal, words: Language) -> tuple[Cell, ...]:
    sources = tuple(_told(proposal.reference.sources[key], words) for key in rule.sources)
    certain = words.translate(CONFIDENCE[rule.confidence])
    return rule.code, rule_title(rule, words), sources, Strong(certain) if _is_weak(rule) else certain


def _told(source: Source, words: Language) -> str:
    if source.kind == "peraturan":
        return source.title
    if source.kind == "ingatan":
        return source_name(source, words)
    return words.text(Message("{source} (no instrument of law)", source=source.title))
