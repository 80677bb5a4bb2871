"""Letters to the people whom a proposal concerns: a page each, with their own facts and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mutasi.message import Message
from mutasi.model.masked import masked
from mutasi.model.masking import nips_in, others_hidden
from mutasi.model.shortlist import Shortlist
from mutasi.model.verdict import rules_of
from mutasi.plan.serial import bars
from mutasi.proposal.concern import Beside, Concerned, Standing
from mutasi.proposal.document import Proposal, ProposedMove
from mutasi.proposal.outcome import Fate
from mutasi.render.blocks import Block, Grid, Heading, Items, Letterhead, Lines, Paragraph, Strong
from mutasi.render.blocks_html import as_markup
from mutasi.render.blocks_markdown import as_markdown
from mutasi.render.html import page
from mutasi.render.language import Language
from mutasi.render.letter_ways import causes, remarks_of, ways
from mutasi.render.proposal_head import DOTS
from mutasi.render.proposal_letter import signature
from mutasi.render.proposal_parts import formal
from mutasi.render.proposal_words import post_lines, post_name, rank_name
from mutasi.render.shortlist_words import place_text, points_text, score_text, share_text

MOST_LISTS = 5
"""Shortlists that a letter shows: more do not fit on a page."""
MOST_LETTERS = 2_700
"""Letters and digits that have room on a page in their usual size."""

STYLE = """
@page { size: A4; margin: 12mm 18mm; }
body { max-width: 44rem; font-size: 14px; } table { width: 100%; font-size: .85em; }
.kop { text-align: center; border-bottom: 2px solid; } h1 { font-size: 1.2rem; }
h2 { font-size: 1.05rem; border: 0; margin-top: .8rem; padding: 0; } .sign { margin-left: 55%; }
.room { height: 3rem; margin: 0; } th, td { padding: .1rem .35rem; } p, ul { margin: .25rem 0; }
@media print { body { font-size: 8.5pt; line-height: 1.18; } h1 { font-size: 12pt; margin: 0 0 .2rem; }
               h2 { font-size: 10pt; margin: .35rem 0 .1rem; }
               p, ul { margin: .1rem 0; } .room { height: 1.7rem; } .sign, .room { break-inside: avoid; }
               .sign + .room, .room + .sign { break-before: avoid; } }
"""


TIGHT = "@media print { @page { margin: 10mm 16mm; } body { font-size: 7.7pt; } }"
"""What is added for a letter that would run over a page."""


@dataclass(frozen=True, eq=False)
class Letters:
    """The letters of one proposal in one language. What many of them say is made once."""

    proposal: Proposal
    words: Language
    _kept: dict[str, str] = field(default_factory=dict, init=False, repr=False)

    @property
    def told(self) -> Language:
        return formal(self.words)

    def letter(self, one: Concerned) -> tuple[str, str]:
        """The whole letter, as Markdown and as a page. A reason may name a relative or a superior by NIP: that is
        nobody's but his or hers.
        """
        blocks, shown = tuple(self._blocks(one)), frozenset({one.nip, self.proposal.agency.signatory.nip})
        text = as_markdown(blocks)
        if nips_in(text) - shown:  # looked for in the text, which is quicker than in every block
            blocks = masked(blocks, others_hidden(shown))
            text = as_markdown(blocks)
        return text, self._page(blocks, sum(map(str.isalnum, text)))

    def _page(self, blocks: Sequence[Block], letters: int) -> str:
        """A page of so many letters, which are smaller where they are many."""
        style = f"{STYLE}{TIGHT}" if letters > MOST_LETTERS else STYLE
        return page(self.words.text(_TITLE), self.words.code, as_markup(blocks), style)

    def _blocks(self, one: Concerned) -> Iterator[Block]:
        yield from self._opening(one)
        yield from self._compared(one)
        yield from self._standing(one)
        yield from self._causes(one)
        if one.standings:
            yield from self._facts(one.standings[0])
            yield from self._changes(one.standings[0])
        yield from self._objection()
        yield from signature(self.proposal, self.words)

    def _opening(self, one: Concerned) -> Iterator[Block]:
        words, agency = self.words, self.proposal.agency
        if agency.letterhead:
            yield Letterhead(tuple(map(Strong, agency.letterhead)))
        yield Heading(words.text(_TITLE), 1)
        head = (Strong(agency.name),) if agency.name and not agency.letterhead else ()
        yield Lines((*head, words.text(Message("Number: ............................"))))
        rank = rank_name(self.proposal, one.rank)
        to = (words.text(Message("To:")), Strong(one.titled), f"NIP {one.nip}", rank,
              *post_lines(one.post, one.unit))  # fmt: skip
        yield Lines(tuple(line for line in to if line))
        yield Paragraph(words.text(self._result(one)))
        yield from (Paragraph(words.text(message)) for message in self._written(one.move))
        yield Paragraph(words.text(Message("A proposal is no decision yet; the appointing official decides.")))

    def _written(self, move: ProposedMove | None) -> Iterator[Message]:
        """That it was chosen by hand, and what was written of it, unless that names others."""
        if move is None:
            return
        if move.pick.by_hand and not move.exception:
            yield Message("The proposer chose you by hand, and not by the order of the shortlist.")
        withheld = Message("(it names other people, and so is not repeated here)")
        if move.exception:
            rules = rules_of(move.overridden)
            yield Message("You are proposed by a written exception from {rules}: {exception}", rules=rules,
                          exception=withheld if move.names_others else move.exception)  # fmt: skip
        if move.reason:
            yield Message("Reason given: {reason}", reason=withheld if move.names_others else move.reason)

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
                Message("All who are ranked for a post were compared by the same criteria and weights, for the first"
                        " one below: {weights}. Whoever is known to fail a requirement has no place. Ages, service and"
                        " penalties are measured on {date}.",
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
        shown = one.standings[:MOST_LISTS]
        headers = [Message("No."), Message("Post"), Message("Standing"), Message("Score"), Message("Outcome")]
        rows = tuple(
            (
                str(number),
                post_lines(post_name(found.vacancy), found.vacancy.unit_name),
                self._place(found),
                score_text(found.ranking, found.candidate, words),
                words.text(self._outcome(found)),
            )
            for number, found in enumerate(shown, start=1)
        )
        yield Grid(tuple(words.text(header) for header in headers), rows, right=(0, 3), widths=(6, 58, 22, 12, 28))
        if any(found.candidate.best_place != found.candidate.worst_place for found in shown):
            note = words.text(Message("In brackets: the places and scores that missing values leave possible."))
            own = any(found.candidate.lowest != found.candidate.highest for found in shown)
            yield Paragraph(f"{note} {words.text(self.proposal.order)}" if own else note)
        more = one.standings[MOST_LISTS:]
        if more:
            lower = sum(found.outcome.fate is Fate.LEFT for found in more)
            message = Message("You also stand on {count} more list(s).", count=len(more))
            if lower:
                message = Message("You also stand on {count} more list(s); on so many of them somebody is proposed who"
                                  " stands lower: {lower}.", count=len(more), lower=lower)  # fmt: skip
            yield Paragraph(words.text(message))

    def _place(self, found: Standing) -> str:
        one, ranked = found.candidate, found.ranking.ranked
        if not one.place:
            rules = rules_of(filter(bars, one.reasons))
            return self.words.text(Message("none; not met: {rules}", rules=rules))
        return self.words.text(Message("{place} of {ranked}", place=place_text(one), ranked=self.told.count(ranked)))

    def _outcome(self, found: Standing) -> Message:
        """What became of the reader there: the causes say more."""
        if found.outcome.fate is Fate.UNKNOWN:
            return Message("not proposed, as a fact is unknown: {rules}", rules=found.outcome.rules)
        if found.outcome.fate is Fate.BARRED:
            return Message("not proposed, as other moves bar: {rules}", rules=found.outcome.rules)
        if found.outcome.fate is Fate.ELSEWHERE:
            return Message("you are proposed elsewhere")
        if not found.chosen and found.behind is None:
            return Message("nobody is proposed")
        return _OUTCOMES[found.outcome.fate]

    def _causes(self, one: Concerned) -> Iterator[Block]:
        """Why not this person, list by list, where somebody is proposed who is not better placed."""
        told = tuple(self._causes_of(one.standings[:MOST_LISTS]))
        if told:
            title = Message("Why you are not proposed") if one.move is None else Message("Why not for other posts")
            yield Heading(self.words.text(title))
            yield Items(told)

    def _causes_of(self, standings: Sequence[Standing]) -> Iterator[str]:
        """What holds of several posts is said once, with their numbers in the table above."""
        posts: dict[str, list[str]] = {}
        for number, found in enumerate(standings, start=1):
            for said in causes(self.proposal, found, self.told, facts_follow=number == 1):
                posts.setdefault(said, []).append(str(number))
        for said, numbers in posts.items():
            yield self.words.text(Message("no. {numbers}: {said}", numbers=tuple(numbers), said=said))

    def _facts(self, found: Standing) -> Iterator[Block]:
        """The points for the first post with the facts behind them, and how they compare, without another's points."""
        words, told, one = self.words, self.told, found.candidate
        post = ", ".join(post_lines(post_name(found.vacancy), found.vacancy.unit_name))
        yield Heading(words.text(Message("Which facts decided: {post}", post=post)))
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
                row.append(words.text(_BESIDE[beside[criterion.name].beside]))
            rows.append(tuple(row))
        widths = (22, 10, 14, 54, 24) if beside else (24, 10, 12, 76)
        yield Grid(tuple(words.text(header) for header in headers), tuple(rows), right=(1, 2), widths=widths)
        remarks = remarks_of((*one.reasons, *one.unjudged), self.proposal, told)
        if remarks:
            yield Items(remarks)

    def _changes(self, found: Standing) -> Iterator[Block]:
        told = tuple(ways(found, self.told))
        if told:
            yield Heading(self.words.text(Message("What would change it")))
            yield Items(told)

    def _objection(self) -> Iterator[Block]:
        agency = self.proposal.agency
        yield Heading(self.words.text(Message("Where to object")))
        where = agency.objections or agency.signatory.post or agency.name or DOTS
        within = agency.objection_term or DOTS
        yield Paragraph(
            self.words.text(
                Message("If one of these facts is wrong or missing, or if you do not agree, write to {where} within"
                        " {term} and add what proves it. Once the data are corrected, the comparison can be made again."
                        " Against the decision itself, once it is made, the administrative remedies of the law are"
                        " open.", where=where, term=within)
            )
        )  # fmt: skip


_TITLE = Message("How you were compared for posts")


_OUTCOMES = {
    Fate.HERE: Message("you are proposed"),
    Fate.LEFT: Message("somebody is proposed who stands lower"),
    Fate.EVEN: Message("somebody is proposed who stands even"),
    Fate.EXCEPTION: Message("somebody is proposed by a written exception"),
    Fate.LOWER: Message("somebody is proposed who stands higher"),
}
_BESIDE = {
    Beside.HIGHER: Message("higher"),
    Beside.LIKE: Message("about the same"),
    Beside.LOWER: Message("lower"),
    Beside.UNKNOWN: Message("not known"),
    Beside.PRIVATE: Message("not told"),
}
