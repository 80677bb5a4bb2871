"""The cover letter (surat pengantar) of a proposal, and who signs."""

from __future__ import annotations

from collections.abc import Iterator

from mutasi.message import Message
from mutasi.proposal.document import Origin, Proposal
from mutasi.render.blocks import Block, Grid, Heading, Items, Lines, Marker, NewPage, Paragraph, Room, Strong
from mutasi.render.language import Language
from mutasi.render.proposal_head import DOTS, copies, letter_head
from mutasi.render.proposal_titles import CHECKLIST, OVERRIDES, RECORD, TOTALS
from mutasi.render.seal import holds
from mutasi.render.shortlist_words import KIND_WORDS


def cover_letter(proposal: Proposal, words: Language) -> Iterator[Block]:
    totals = proposal.totals
    yield from letter_head(proposal, words)
    told = Message(
        "{proposed} The people were ranked by {how}, which stand under “{part}”, and checked against the"
        " requirements at the effective date {date}. The ranking is a basis for the decision; it does not replace the"
        " consideration of the performance assessment team.",
        proposed=_proposed(proposal), how=_criteria(proposal), part=RECORD, date=words.date(proposal.effective),
    )  # fmt: skip
    yield Paragraph(words.text(told))
    yield from _scope(proposal, words)
    kinds = [
        words.text(Message("{kind}: {count} person(s)", kind=KIND_WORDS[kind], count=totals.kinds[kind]))
        for kind in KIND_WORDS
        if totals.kinds.get(kind)
    ]
    yield Items((*kinds, words.text(Message("seats left empty: {count}", count=totals.empty))))
    if totals.exceptions:
        yield Paragraph(
            words.text(Message("{count} of the moves rest on a written exception; see “{part}”.",
                               count=totals.exceptions, part=OVERRIDES))
        )  # fmt: skip
    yield from (Paragraph(words.text(message)) for message in _unsettled(proposal))
    yield Paragraph(words.text(Message("The decision and further instructions are respectfully awaited.")))
    yield from signature(proposal, words, dated=False)
    yield from copies(proposal, words)


def _proposed(proposal: Proposal) -> Message:
    """How many moves fill open seats, and how many take those that other moves open."""
    totals = proposal.totals
    if not totals.chained:
        return Message("Proposed below: {moves} move(s) for {seats} open seat(s); vacancies: {vacancies}.",
                       moves=totals.filled, seats=totals.open_before, vacancies=totals.vacancies)  # fmt: skip
    if totals.chained == totals.filled:
        return Message("Proposed below: {moves} move(s); none fills an open seat, each takes a seat that another of"
                       " them opens (swap or chain).", moves=totals.filled)  # fmt: skip
    return Message(
        "Proposed below: {moves} move(s), to {seats} open seat(s) (vacancies: {vacancies}) {filling} of them, to seats"
        " that others of them open (swap or chain) {chained}.",
        moves=totals.filled, filling=totals.filled - totals.chained, seats=totals.open_before,
        vacancies=totals.vacancies, chained=totals.chained,
    )  # fmt: skip


def _criteria(proposal: Proposal) -> Message:
    if holds(proposal.seal):
        return Message("criteria and weights that were sealed and are unchanged since")
    return Message("the criteria and weights of the agency")


def _scope(proposal: Proposal, words: Language) -> Iterator[Block]:
    """That only a part is here, and of how much."""
    if proposal.scope is None:
        return
    part, whole = proposal.scope
    if proposal.origin is Origin.SHORTLISTS:
        message = Message("Only some of the vacancies are treated here: {part} of {whole}.", part=part, whole=whole)
    else:
        message = Message("Only some of the moves are treated here: {part} of {whole}.", part=part, whole=whole)
    yield Paragraph(words.text(message))


def signature(proposal: Proposal, words: Language, *, dated: bool = True) -> Iterator[Block]:
    """Who signs, below place and date where these stand nowhere else."""
    agency, signatory = proposal.agency, proposal.agency.signatory
    day = (f"{agency.place or DOTS}, {DOTS}",) if dated else ()
    yield Lines((*day, signatory.post or words.text(Message("(post of the signatory)"))), right=True)
    yield Room()
    last = [line for line in (signatory.rank, f"NIP {signatory.nip or DOTS}") if line]
    yield Lines((Strong(signatory.name or DOTS), *last), right=True)


def considerations(proposal: Proposal, words: Language) -> Iterator[Block]:
    """Why there is a proposal, and by what it was made."""
    totals = proposal.totals
    yield NewPage()
    yield Heading(words.text(Message("Proposal of transfers")), 1)
    yield Heading(words.text(Message("Considerations")))
    told = [
        Message("Open seats: {seats}. The tasks of their units need officials who may hold them.",
                seats=totals.open_before),
        *_how(proposal),
        _compared(proposal),
        Message("Nobody is proposed of whom a requirement is known to fail, unless an exception is written for the"
                " person."),
        *_unsettled(proposal),
    ]  # fmt: skip
    if proposal.checklist:
        message = Message(
            "The technical consideration of BKN through I-MUT and the consideration of the performance assessment"
            " team come before the decision; “{part}” names what is still missing.", part=CHECKLIST,
        )  # fmt: skip
        told.append(message)
    if totals.filled and totals.chained == totals.filled:
        told = told[1:]
    yield Items(tuple(words.text(message) for message in told), Marker.NUMBER)


def _compared(proposal: Proposal) -> Message:
    if len({one.criteria for one in proposal.shortlists}) > 1:
        return Message("All candidates for one post were compared by the same criteria and weights. Those of the posts"
                       " are not all the same; “{part}” tells them apart.", part=RECORD)  # fmt: skip
    return Message("Everybody was compared by the same criteria and weights, which stand under “{part}”.", part=RECORD)


def _how(proposal: Proposal) -> Iterator[Message]:
    by_hand = proposal.totals.by_hand
    yield _HOW[proposal.origin]
    if by_hand and proposal.origin is Origin.SHORTLISTS:
        yield Message(
            "Before that, and outside of that order, the proposer chose by hand: {count} person(s). “{part}” names"
            " them, with how many are better placed, and the reason.", count=by_hand, part=OVERRIDES,
        )  # fmt: skip


def _unsettled(proposal: Proposal) -> Iterator[Message]:
    if proposal.totals.uncertain:
        yield Message("Of some who are proposed a fact that would bar is not known yet: {count} move(s); “{part}”"
                      " names the rules.", count=proposal.totals.uncertain, part=TOTALS)  # fmt: skip


_HOW = {
    Origin.SHORTLISTS: Message(
        "Seats were decided one after the other, the highest level first, then in the order of the"
        " vacancy file; each went to the best placed person who was still free and whom the other moves do not bar."
        " Nobody is proposed twice."
    ),
    Origin.PLAN: Message(
        "The moves come from the file of a plan, which weighs all posts together and not each list by itself. Moves may"
        " have been deleted or changed in the file since; what remains was checked as it stands. A held post opens only"
        " when its holder moves, and the moves of a chain or cycle take effect together. Nobody is proposed twice."
    ),
    Origin.HAND: Message(
        "The moves were chosen by hand; each was then compared with all who are ranked for the post, and what is"
        " against it is told. Nobody is proposed twice."
    ),
}


def totals_grid(rows: list[tuple[str, int]], title: str, words: Language, total: int) -> Grid:
    """Counts that are taken from the totals alone, and their sum."""
    cells = tuple((label, words.count(count)) for label, count in rows)
    last = (Strong(words.text(Message("all moves"))), Strong(words.count(total)))
    return Grid((title, words.text(Message("People"))), (*cells, last), right=(1,), widths=(4, 1))
