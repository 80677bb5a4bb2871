"""Letters to the people whom a proposal concerns: a page each, with their own facts and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mutasi.message import Message
from mutasi.model.masking import others_hidden
from mutasi.model.shortlist import Shortlist, hundredths
from mutasi.proposal.concern import Compared, Concerned, Standing
from mutasi.proposal.document import Proposal
from mutasi.proposal.outcome import Fate
from mutasi.render.blocks import Block, Grid, Heading, Items, Lines, Paragraph, Strong
from mutasi.render.blocks_html import as_markup
from mutasi.render.blocks_markdown import as_markdown
from mutasi.render.html import page
from mutasi.render.language import Language
from mutasi.render.letter_ways import ways
from mutasi.render.proposal_letter import DOTS, signature
from mutasi.render.proposal_parts import formal
from mutasi.render.proposal_words import post_lines, post_name
from mutasi.render.shortlist_words import points_text, reason_text, share_text

MOST_LISTS = 5
"""Shortlists that a letter shows: more do not fit on a page."""

STYLE = """
@page { size: A4; margin: 13mm 18mm; }
body { max-width: 44rem; font-size: 14px; } table { width: 100%; font-size: .85em; } h2 { font-size: 1.05rem;
border: 0; margin-top: .8rem; padding: 0; } h1 { font-size: 1.2rem; } .sign { margin-left: 55%; }
.room { height: 3rem; margin: 0; } th, td { padding: .1rem .35rem; } p, ul { margin: .25rem 0; }
@media print { body { font-size: 8.5pt; line-height: 1.22; } h1 { margin: 0 0 .2rem; } h2 { margin: .35rem 0 .1rem; }
               p, ul { margin: .15rem 0; } .room { height: 2rem; } .sign, .room { break-inside: avoid; }
               .sign + .room, .room + .sign { break-before: avoid; } }
"""


@dataclass(frozen=True, eq=False)
class Letters:
    """The letters of one proposal in one language. What many of them say is made once."""

    proposal: Proposal
    words: Language
    _kept: dict[str, str] = field(default_factory=dict, init=False, repr=False)

    @property
    def told(self) -> Language:
        return formal(self.words)

    def markdown(self, blocks: Sequence[Block]) -> str:
        return as_markdown(blocks)

    def page(self, blocks: Sequence[Block]) -> str:
        return page(self.words.text(_TITLE), self.words.code, as_markup(blocks), STYLE)

    def blocks(self, one: Concerned) -> tuple[Block, ...]:
        """The whole letter. A reason may name a relative or a superior by NIP: that is nobody's but his or hers."""
        shown = frozenset({one.nip, self.proposal.agency.signatory.nip})
        return others_hidden(shown).masked(tuple(self._blocks(one)))

    def _blocks(self, one: Concerned) -> Iterator[Block]:
        yield from self._opening(one)
        yield from self._compared(one)
        yield from self._standing(one)
        if one.standings:
            yield from self._facts(one.standings[0])
            yield from self._changes(one.standings[0])
        yield from self._objection()
        yield from signature(self.proposal, self.words)

    def _opening(self, one: Concerned) -> Iterator[Block]:
        words, agency = self.words, self.proposal.agency
        yield Heading(words.text(_TITLE), 1)
        head = (Strong(agency.name),) if agency.name else ()
        yield Lines((*head, words.text(Message("Number: ............................"))))
        rank = f"{one.name} ({one.rank})" if one.rank else one.name
        to = (words.text(Message("To:")), Strong(rank), f"NIP {one.nip}", *post_lines(one.post, one.unit))
        yield Lines(tuple(line for line in to if line))
        yield Paragraph(words.text(self._result(one)))
        if one.move and one.move.exception:
            rules = tuple(dict.fromkeys(reason.rule for reason in one.move.overridden))
            message = Message("You are proposed by a written exception from {rules}: {exception}", rules=rules,
                              exception=one.move.exception)  # fmt: skip
            yield Paragraph(words.text(message))
        if one.move and one.move.reason:
            yield Paragraph(words.text(Message("Reason given: {reason}", reason=one.move.reason)))
        decides = agency.addressee or words.text(Message("the appointing official"))
        yield Paragraph(words.text(Message("A proposal is no decision yet; {official} decides.", official=decides)))

    def _result(self, one: Concerned) -> Message:
        if one.move is None:
            return Message("You are on the shortlists below and are not among those who are proposed to move. This"
                           " letter tells how you were compared, and what decided.")  # fmt: skip
        vacancy = one.move.vacancy
        unit = f", {vacancy.unit_name}" if vacancy.unit_name and vacancy.unit_name not in post_name(vacancy) else ""
        return Message("You are proposed as {post}{unit}, with effect from {date}. This letter tells how you were"
                       " compared, and what decided.", post=post_name(vacancy), unit=unit,
                       date=self.words.date(one.move.effective))  # fmt: skip

    def _compared(self, one: Concerned) -> Iterator[Block]:
        yield Heading(self.words.text(Message("What was compared")))
        ranking = one.standings[0].ranking if one.standings else None
        weights = self._weights(ranking) if ranking else "-"
        yield Paragraph(
            self.words.text(
                Message("All were compared by the same criteria and weights: {weights}. Whoever is known to fail a"
                        " requirement has no place. Ages, service and penalties are measured on {date}.",
                        weights=weights, date=self.words.date(self.proposal.effective))
            )
        )  # fmt: skip

    def _weights(self, ranking: Shortlist) -> str:
        key = f"weights {ranking.vacancy.id}"
        if key not in self._kept:
            total = ranking.total_weight
            self._kept[key] = "; ".join(
                f"{one.label} {share_text(one.weight, total, self.words)}" for one in ranking.criteria
            )
        return self._kept[key]

    def _standing(self, one: Concerned) -> Iterator[Block]:
        words = self.words
        yield Heading(words.text(Message("Where you stand")))
        headers = [Message("Post"), Message("Standing"), Message("Score"), Message("Outcome")]
        rows = tuple(
            (
                post_lines(post_name(found.vacancy), found.vacancy.unit_name),
                self._place(found),
                words.points(hundredths(found.candidate.score, found.ranking.full)),
                words.text(self._outcome(found)),
            )
            for found in one.standings[:MOST_LISTS]
        )
        yield Grid(tuple(words.text(header) for header in headers), rows, right=(2,), widths=(60, 22, 12, 32))
        more = len(one.standings) - MOST_LISTS
        if more > 0:
            yield Paragraph(words.text(Message("You also stand on {count} more list(s), further down.", count=more)))

    def _place(self, found: Standing) -> str:
        if not found.candidate.place:
            return self.words.text(Message("none: a requirement fails"))
        return self.words.text(Message("{place} of {ranked}", place=found.candidate.place, ranked=found.ranking.ranked))

    def _outcome(self, found: Standing) -> Message:
        if found.chosen:
            return Message("you are proposed")
        if found.outcome.fate is Fate.UNKNOWN:
            return Message("not proposed, as a fact is unknown: {rules}", rules=found.outcome.rules)
        if found.outcome.fate is Fate.BARRED:
            return Message("not proposed, as other moves bar: {rules}", rules=found.outcome.rules)
        return Message("nobody is proposed") if found.behind is None else Message("somebody else is proposed")

    def _facts(self, found: Standing) -> Iterator[Block]:
        """The points for the first post with the facts behind them, and how they compare, without another's points."""
        words, told, one = self.words, self.told, found.candidate
        yield Heading(words.text(Message("Which facts decided: {post}", post=post_name(found.vacancy))))
        beside = {compared.criterion.name: compared for compared in found.compared}
        headers = [Message("Criterion"), Message("Weight"), Message("Your points"), Message("Fact")]
        if beside:
            headers.append(Message("Beside who is proposed"))
        total = found.ranking.total_weight
        rows = []
        for criterion in found.ranking.criteria:
            points = one.points[criterion.name]
            row = [criterion.label, share_text(criterion.weight, total, words), points_text(points, words),
                   told.told(points.fact)]  # fmt: skip
            if beside:
                row.append(words.text(_beside(beside[criterion.name])))
            rows.append(tuple(row))
        widths = (22, 10, 14, 54, 24) if beside else (24, 10, 12, 76)
        yield Grid(tuple(words.text(header) for header in headers), tuple(rows), right=(1, 2), widths=widths)
        remarks = tuple(reason_text(reason, told.told) for reason in one.reasons)
        if remarks:
            yield Items(remarks)

    def _changes(self, found: Standing) -> Iterator[Block]:
        told = tuple(ways(self.proposal, found, self.told))
        if told:
            yield Heading(self.words.text(Message("What would change it")))
            yield Items(told)

    def _objection(self) -> Iterator[Block]:
        agency = self.proposal.agency
        yield Heading(self.words.text(Message("Where to object")))
        where = agency.objections or agency.signatory.post or agency.name or DOTS
        yield Paragraph(
            self.words.text(
                Message("If one of these facts is wrong or missing, or if you do not agree, write to {where} and add"
                        " what proves it. Once the data are corrected, the comparison can be made again.",
                        where=where)
            )
        )  # fmt: skip


_TITLE = Message("How you were compared for posts")


def _beside(compared: Compared) -> Message:
    if compared.lead is None:
        return Message("not known, as a value is missing")
    if compared.lead > 0:
        return Message("higher")
    return Message("lower") if compared.lead else Message("the same")
