"""The attachment of a proposal: the table of the moves, their totals, the notes on them, and what was overridden."""

from __future__ import annotations

from collections.abc import Iterator

from mutasi.message import Message
from mutasi.model.verdict import rules_of
from mutasi.proposal.document import Origin, Proposal, ProposedMove
from mutasi.render.blocks import Block, Cell, Grid, Heading, Items, NewPage, Paragraph
from mutasi.render.language import Language
from mutasi.render.proposal_head import DOTS, attachment_head
from mutasi.render.proposal_letter import signature, totals_grid
from mutasi.render.proposal_titles import NOTES, OVERRIDES, TOTALS
from mutasi.render.proposal_words import (
    chosen_uncertain,
    post_lines,
    post_name,
    rank_name,
    sentence,
    uncertain_moves,
    why,
)
from mutasi.render.shortlist_words import KIND_WORDS, reasons_text
from mutasi.render.wording import in_words

_WIDTHS = (8, 32, 19, 26, 26, 16, 41)


def attachment(proposal: Proposal, words: Language) -> Iterator[Block]:
    """One row a move: who, from where, where to, why."""
    yield NewPage(wide=True)
    yield attachment_head(proposal, words)
    yield Heading(words.text(Message("Proposed moves")))
    headers = [
        Message("No."), Message("Name, NIP"), Message("Rank, TMT"), Message("Present post"),
        Message("Proposed post"), Message("Kind"), Message("Reason"),
    ]  # fmt: skip
    rows = tuple(_cells(proposal, move, words) for move in proposal.moves)
    yield Grid(tuple(words.text(header) for header in headers), rows, right=(0,), widths=_WIDTHS)


def _cells(proposal: Proposal, move: ProposedMove, words: Language) -> tuple[Cell, ...]:
    one, vacancy = move.candidate, move.vacancy
    since = words.date(move.rank_since) if move.rank_since else ""
    return (
        str(move.number),
        (proposal.called(one), one.nip),
        (rank_name(proposal, one.rank), since),
        post_lines(one.post, one.unit),
        post_lines(post_name(vacancy), vacancy.unit_name),
        words.text(KIND_WORDS[move.pick.kind]),
        sentence(move, words, short=True),
    )


def totals(proposal: Proposal, words: Language) -> Iterator[Block]:
    """The counts of the very rows above."""
    counted = proposal.totals
    yield Heading(words.text(TOTALS))
    kinds = [(words.text(KIND_WORDS[kind]), counted.kinds[kind]) for kind in KIND_WORDS if counted.kinds.get(kind)]
    yield totals_grid(kinds, words.text(Message("Kind")), words, counted.filled)
    unknown = words.text(Message("level unknown"))
    levels = [(in_words(level) if level else unknown, count) for level, count in counted.levels.items()]
    yield totals_grid(levels, words.text(Message("Level of the proposed post")), words, counted.filled)
    told = Message("Open seats {seats} = filled {filled} + left empty {empty}.",
                   seats=counted.seats, filled=counted.filled, empty=counted.empty)  # fmt: skip
    if counted.chained:
        told = Message("Open seats {vacant} + seats that the moves open for one another {chained} = filled {filled} +"
                       " left empty {empty}.", vacant=counted.open_before, chained=counted.chained,
                       filled=counted.filled, empty=counted.empty)  # fmt: skip
    yield Paragraph(words.text(told))
    if counted.left_open:
        yield Paragraph(
            words.text(
                Message(
                    "In this proposal nobody takes {count} of the seats that the moves leave.", count=counted.left_open
                )
            )
        )
    if proposal.uncertain:
        yield Paragraph(words.text(uncertain_moves(proposal)))
    chosen = chosen_uncertain(proposal)
    if chosen is not None:
        yield Paragraph(words.text(chosen))
    yield from signature(proposal, words, dated=False)


def notes(proposal: Proposal, words: Language) -> Iterator[Block]:
    """Of each move its place, why not those above, and what is to be seen to."""
    if not proposal.moves:
        return
    yield NewPage()
    yield Heading(words.text(NOTES))
    headers = [Message("No."), Message("Name"), Message("Vacancy"), Message("Notes")]
    rows = tuple(
        (
            str(move.number),
            move.candidate.name,
            move.vacancy.id if move.by_vacancy else "-",
            why(move.pick, words, words.told),
        )
        for move in proposal.moves
    )
    yield Grid(tuple(words.text(header) for header in headers), rows, right=(0,), widths=(8, 28, 18, 106))


def overrides(proposal: Proposal, words: Language) -> Iterator[Block]:
    """Exceptions that were written, and choices by hand over people who are better placed."""
    excepted = [move for move in proposal.moves if move.exception]
    chosen = [
        move for move in proposal.moves
        if move.pick.by_hand and not move.exception and (move.pick.staying or proposal.origin is Origin.SHORTLISTS)
    ]  # fmt: skip
    if not excepted and not chosen:
        return
    yield Heading(words.text(OVERRIDES))
    if excepted:
        headers = [Message("No."), Message("Name"), Message("Not met"), Message("Exception")]
        rows = tuple(
            (str(move.number), move.candidate.name, reasons_text(move.overridden, words.told), move.exception)
            for move in excepted
        )
        yield Grid(tuple(words.text(header) for header in headers), rows, right=(0,), widths=(8, 28, 60, 60))
    if chosen:
        yield Paragraph(words.text(Message("Chosen by hand, beside the order of the shortlist:")))
        yield Items(tuple(words.text(_chosen(move)) for move in chosen))


def _chosen(move: ProposedMove) -> Message:
    above, busy = len(move.pick.staying), len(move.pick.passed_over) - len(move.pick.staying)
    told = Message("{number}. {name}, place {place} of {ranked} for {vacancy}; better placed and not proposed: {above}",
                   number=move.number, name=move.candidate.name, place=move.candidate.place,
                   ranked=move.ranking.ranked, vacancy=move.vacancy.id, above=above)  # fmt: skip
    if busy:
        told = Message("{told}; better placed and proposed for another post: {count}", told=told, count=busy)
    if move.pick.own_unknown:
        rules = rules_of(move.pick.own_unknown)
        told = Message("{told}; of this person alone a fact is unknown that would bar: {rules}", told=told, rules=rules)
    if not move.reason and not move.pick.passed_over and not move.pick.own_unknown:
        return told
    return Message("{told}. Reason: {reason}", told=told, reason=move.reason or DOTS)
