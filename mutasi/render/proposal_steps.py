"""What comes before and after the decision: documents and approvals, order of decrees, who acts, days, open posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mutasi.message import Message
from mutasi.proposal.document import ACTING_RULE, Duty, OpenPost, Origin, Proposal, ProposedMove
from mutasi.render.basis import source_name
from mutasi.render.blocks import Block, Cell, Grid, Heading, Items, Marker, Paragraph
from mutasi.render.language import Language
from mutasi.render.proposal_titles import CHECKLIST, LEFT_EMPTY
from mutasi.render.proposal_words import acting_name, duty_name, post_lines, post_name
from mutasi.render.reweighed import rule_title


def checklist(proposal: Proposal, words: Language) -> Iterator[Block]:
    """What no data can decide, to be ticked off before the inauguration."""
    if not proposal.checklist:
        return
    yield Heading(words.text(CHECKLIST))
    yield Items(
        tuple(
            f"{item.rule}: {words.told(item.message)} ({_sources(proposal, item.rule, words)})"
            for item in proposal.checklist
        ),
        Marker.BOX,
    )


def _sources(proposal: Proposal, rule: str, words: Language) -> str:
    keys, sources = proposal.reference.rules[rule].sources, proposal.reference.sources
    return "; ".join(source_name(sources[key], words) for key in keys if key in sources)


def decrees(proposal: Proposal, words: Language) -> Iterator[Block]:
    """In which order decrees are made: nobody comes to a seat before it is left."""
    if not proposal.moves or proposal.origin is Origin.SHORTLISTS:
        return
    yield Heading(words.text(Message("Order of the decrees")))
    yield Paragraph(
        words.text(
            Message(
                "Moves of one chain belong together: the first takes a seat that is empty, each other one the seat that"
                " the move before it leaves. The moves of a cycle take effect on one day. Where one of a chain falls"
                " away, those after it do so too."
            )
        )
    )
    chains: dict[int, list[ProposedMove]] = {}
    for move in proposal.moves:
        chains.setdefault(move.chain, []).append(move)
    headers = [Message("Chain"), Message("TMT"), Message("Moves, in the order of their decrees")]
    rows = tuple(_chain_cells(number, moves, words) for number, moves in chains.items())
    yield Grid(tuple(words.text(header) for header in headers), rows, right=(0,), widths=(10, 18, 86))


def _chain_cells(number: int, moves: list[ProposedMove], words: Language) -> tuple[Cell, ...]:
    days = dict.fromkeys(words.date(move.effective) for move in moves)
    steps = [f"{move.number}. {move.candidate.name}: {post_name(move.vacancy)}" for move in moves]
    if moves[0].cycle:
        steps.append(words.text(Message("(cycle: all on one day)")))
    return str(number), tuple(days), tuple(steps)


def acting(proposal: Proposal, words: Language) -> Iterator[Block]:
    """Posts that lead others and that nobody holds once all have moved, and duties that the moves touch."""
    posts = [post for post in proposal.open_posts if post.needs_acting]
    if posts:
        yield Heading(words.text(Message("Who acts meanwhile (Plt)")))
        rule = proposal.reference.rules.get(ACTING_RULE)
        if rule:
            yield Paragraph(f"{rule_title(rule, words)} ({_sources(proposal, ACTING_RULE, words)})")
        headers = [Message("Post"), Message("Open since"), Message("Acting now"), Message("To be appointed (Plt)")]
        rows = tuple(
            (post_lines(post.name, post.unit), words.date(post.since),
             tuple(words.text(acting_name(duty)) for duty in post.acting) or "-", "")
            for post in posts
        )  # fmt: skip
        yield Grid(tuple(words.text(header) for header in headers), rows, widths=(48, 26, 32, 32))
    if proposal.duties:
        yield Heading(words.text(Message("Acting and additional duties that the moves touch")))
        headers = [Message("Duty"), Message("Who"), Message("What becomes of it")]
        cells = tuple(
            (words.text(duty_name(one)), (one.name, one.nip), words.text(_what_becomes(one))) for one in proposal.duties
        )
        yield Grid(tuple(words.text(header) for header in headers), cells, widths=(50, 35, 53))


def _what_becomes(duty: Duty) -> Message:
    if duty.move in duty.filled_by:
        return Message("is proposed for the post itself (no. {number}): the duty ends", number=duty.move)
    if duty.filled_by and duty.move:
        return Message("moves (no. {number}), and the post gets a holder (no. {numbers}): the duty ends",
                       number=duty.move, numbers=duty.filled_by)  # fmt: skip
    if duty.filled_by:
        return Message("the post gets a holder (no. {numbers}): the duty ends", numbers=duty.filled_by)
    return Message("moves (no. {number}): end the duty or confirm it", number=duty.move)


def deadlines(proposal: Proposal, words: Language) -> Iterator[Block]:
    if not proposal.deadlines:
        return
    yield Heading(words.text(Message("Days to be kept")))
    headers = [Message("Day"), Message("What"), Message("Rule")]
    rows = tuple((words.date(one.day), words.told(one.message), one.rule) for one in proposal.deadlines)
    yield Grid(tuple(words.text(header) for header in headers), rows, widths=(20, 75, 18))


def empty(proposal: Proposal, words: Language) -> Iterator[Block]:
    if not proposal.empty:
        return
    yield Heading(words.text(LEFT_EMPTY))
    counted = Counter((seat.vacancy.id, words.told(seat.reason)) for seat in proposal.empty)
    vacancies = {seat.vacancy.id: seat.vacancy for seat in proposal.empty}
    rows = tuple(
        (name, post_lines(post_name(vacancies[name]), vacancies[name].unit_name), words.count(seats), reason)
        for (name, reason), seats in counted.items()
    )
    headers = [Message("Vacancy"), Message("Post"), Message("Seats"), Message("Reason")]
    yield Grid(tuple(words.text(header) for header in headers), rows, right=(2,), widths=(16, 56, 13, 51))


def opened(proposal: Proposal, words: Language) -> Iterator[Block]:
    """The posts that the proposed people leave: each needs a successor or an acting official."""
    posts = [post for post in proposal.open_posts if post.left_by]
    if not posts:
        return
    yield Heading(words.text(Message("Posts that the moves open")))
    names = {move.number: move.candidate.name for move in proposal.moves}
    headers = [Message("Post"), Message("Unit"), Message("Seats"), Message("Left by")]
    rows = tuple(_opened_cells(post, names) for post in posts)
    yield Grid(tuple(words.text(header) for header in headers), rows, right=(2,), widths=(50, 43, 13, 43))


def _opened_cells(post: OpenPost, names: dict[int, str]) -> tuple[Cell, ...]:
    return post.name, post.unit, str(post.seats), tuple(f"{number}. {names[number]}" for number in post.left_by)
