"""The cover letter (surat pengantar) of a proposal, and who signs."""

from __future__ import annotations

from collections.abc import Iterator

from mutasi.message import Message
from mutasi.proposal.document import Origin, Proposal
from mutasi.render.blocks import Block, Grid, Heading, Items, Lines, Marker, NewPage, Paragraph, Room, Strong
from mutasi.render.language import Language
from mutasi.render.shortlist_words import KIND_WORDS

DOTS = "............................"


def cover_letter(proposal: Proposal, words: Language) -> Iterator[Block]:
    agency, totals = proposal.agency, proposal.totals
    yield Heading(words.text(Message("Proposal of transfers")), 1)
    if agency.name:
        yield Lines((Strong(agency.name),))
    yield Lines(tuple(_reference(proposal, words)))
    if agency.addressee:
        yield Lines((words.text(Message("To:")), agency.addressee))
    yield Paragraph(
        words.text(
            Message(
                "Proposed below: {moves} move(s) for {seats} open seat(s); vacancies: {vacancies}."
                " Each was ranked by the published criteria and weights, and checked against the requirements at"
                " the effective date {date}. The ranking is a basis for the decision; it does not replace the"
                " consideration of the performance assessment team.",
                vacancies=totals.vacancies, seats=totals.open_before, moves=totals.filled,
                date=words.date(proposal.effective),
            )
        )
    )  # fmt: skip
    if totals.chained:
        message = Message(
            "Seats besides, which moves of this proposal open and other moves of it take: {count}.",
            count=totals.chained,
        )
        yield Paragraph(words.text(message))
    yield from _scope(proposal, words)
    told = [
        words.text(Message("{kind}: {count} person(s)", kind=KIND_WORDS[kind], count=totals.kinds[kind]))
        for kind in KIND_WORDS
        if totals.kinds.get(kind)
    ]
    yield Items((*told, words.text(Message("seats left empty: {count}", count=totals.empty))))
    if totals.exceptions:
        yield Paragraph(
            words.text(Message("{count} of the moves rest on a written exception; see the part on exceptions.",
                               count=totals.exceptions))
        )  # fmt: skip
    yield from (Paragraph(words.text(message)) for message in _unsettled(proposal))
    yield Paragraph(words.text(Message("The decision and further instructions are respectfully awaited.")))
    yield from signature(proposal, words)


def _reference(proposal: Proposal, words: Language) -> Iterator[str]:
    yield words.text(Message("Number: ............................"))
    yield words.text(Message("Nature: ............................"))
    yield words.text(Message("Attachments: one set"))
    yield words.text(Message("Subject: transfers of civil servants as of {date}", date=words.date(proposal.effective)))


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


def signature(proposal: Proposal, words: Language) -> Iterator[Block]:
    agency, signatory = proposal.agency, proposal.agency.signatory
    yield Lines((f"{agency.place or DOTS}, {DOTS}",
                 signatory.post or words.text(Message("(post of the signatory)"))), right=True)  # fmt: skip
    yield Room()
    last = [line for line in (signatory.rank, f"NIP {signatory.nip or DOTS}") if line]
    yield Lines((Strong(signatory.name or DOTS), *last), right=True)


def considerations(proposal: Proposal, words: Language) -> Iterator[Block]:
    """Why there is a proposal, and by what it was made."""
    totals = proposal.totals
    yield NewPage()
    yield Heading(words.text(Message("Considerations")))
    told = [
        Message("Open seats: {seats}. The tasks of their units need officials who may hold them.",
                seats=totals.open_before),
        *_how(proposal),
        Message("Everybody was compared by the same criteria and weights, which are printed in the record. Nobody is"
                " proposed of whom a requirement is known to fail, unless an exception is written for the person."),
        *_unsettled(proposal),
        Message("The technical consideration of BKN through I-MUT and the consideration of the performance assessment"
                " team come before the decision; the list of what is to be settled names what is still missing."),
    ]  # fmt: skip
    yield Items(tuple(words.text(message) for message in told), Marker.NUMBER)


def _how(proposal: Proposal) -> Iterator[Message]:
    by_hand = proposal.totals.by_hand
    yield _HOW[proposal.origin]
    if by_hand and proposal.origin is Origin.SHORTLISTS:
        yield Message(
            "Before that, and outside of that order, the proposer chose by hand: {count} person(s). The part on"
            " overrides names them, with how many are better placed, and the reason.", count=by_hand,
        )  # fmt: skip


def _unsettled(proposal: Proposal) -> Iterator[Message]:
    if proposal.totals.uncertain:
        yield Message("Of some who are proposed a fact that would bar is not known yet: {count} move(s); the totals"
                      " name the rules.", count=proposal.totals.uncertain)  # fmt: skip


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
    cells = tuple((label, str(count)) for label, count in rows)
    last = (Strong(words.text(Message("all moves"))), Strong(str(total)))
    return Grid((title, words.text(Message("People"))), (*cells, last), right=(1,), widths=(4, 1))
