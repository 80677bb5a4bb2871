"""The form of a letter that goes from office to office (surat dinas): its head, whom it goes to, who gets a copy."""

from __future__ import annotations

from collections.abc import Iterator

from mutasi.message import Message
from mutasi.proposal.document import Proposal
from mutasi.render.blocks import Block, Fields, Items, Letterhead, Lines, Marker, Paragraph, Strong
from mutasi.render.language import Language

DOTS = "............................"
_BOLD = 2
"""Lines of a letterhead that stand out: government and office."""


def letter_head(proposal: Proposal, words: Language) -> Iterator[Block]:
    """What stands above the text; dots where the office has to write something."""
    agency = proposal.agency
    lines = agency.letterhead or (agency.name or DOTS, DOTS)
    yield Letterhead(tuple(Strong(line) if at < _BOLD else line for at, line in enumerate(lines)))
    yield Lines((f"{agency.place or DOTS}, {DOTS}",), right=True)
    subject = Message("transfers of civil servants as of {date}", date=words.date(proposal.effective))
    rows = [
        (Message("Number"), DOTS),
        (Message("Nature"), agency.nature or DOTS),
        (Message("Attachments"), words.text(Message("one set"))),
        (Message("Subject"), words.text(subject)),
    ]
    yield Fields(tuple((words.text(name), value) for name, value in rows))
    place = agency.addressee_place or Message("their place")
    yield Lines(
        (
            words.text(Message("To: {addressee}", addressee=agency.addressee or DOTS)),
            words.text(Message("in {place}", place=place)),
        )
    )


def copies(proposal: Proposal, words: Language) -> Iterator[Block]:
    """Who gets a copy; dots where that is not stated."""
    told = (DOTS,) if proposal.agency.copies is None else proposal.agency.copies
    if told:
        yield Paragraph(words.text(Message("Copies to:")))
        yield Items(told, Marker.NUMBER)


def attachment_head(proposal: Proposal, words: Language) -> Block:
    """To which letter an attachment belongs."""
    whose = proposal.agency.signatory.post or DOTS
    return Lines(
        (
            words.text(Message("Attachment to the letter of {official}", official=whose)),
            words.text(Message("Number: {number}", number=DOTS)),
            words.text(Message("Date: {date}", date=DOTS)),
        ),
        right=True,
    )
