"""What the moves change among those who hold the posts, in tables and, on pages, in pictures beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from mutasi.message import Message
from mutasi.model.holders import Group
from mutasi.model.shortlist import Shortlist, hundredths
from mutasi.proposal.document import Proposal, ProposedMove
from mutasi.render import svg
from mutasi.render.blocks import Block, Grid, Heading, Items, Paragraph, Picture
from mutasi.render.html import Markup
from mutasi.render.language import Language
from mutasi.render.proposal_words import post_name
from mutasi.render.shortlist_words import share_text, title_of
from mutasi.render.talent import boxes_picture, grid_headers, grid_rows
from mutasi.render.talent_data import TalentReport

_FULL = 10_000
"""Hundredths of points that a score can have."""
_PERCENT = 100


def profile(proposal: Proposal, words: Language) -> Iterator[Block]:
    """Who holds the posts before and after: ages, years until they leave, and talent boxes of those who move."""
    made = proposal.profile
    if made is None or not proposal.moves:
        return
    yield Heading(words.text(Message("Holders of the posts before and after")))
    told = Message(
        "Of {posts} posts that the moves fill: {before} holders now, {after} once all have moved, on {date}.",
        posts=made.posts, before=made.before, after=made.after, date=words.date(proposal.effective),
    )  # fmt: skip
    yield Paragraph(words.text(told))
    yield from _groups("ages", Message("Age in years"), made.ages, words)
    yield from _groups(
        "leaving", Message("Years until retirement or the end of the contract"), made.until_leaving, words
    )
    if made.talent.placed:
        report = TalentReport(made.talent, False, ())
        yield Heading(words.text(Message("Talent boxes of those who move")), 3)
        everybody = len(made.talent.members)
        told = Message(
            "Of {all} who move {placed} have a box; shares are of these.", all=everybody, placed=made.talent.placed
        )
        yield Paragraph(words.text(told))
        yield Grid(tuple(grid_headers(words)), tuple(grid_rows(report, words)))
        yield Picture(boxes_picture(report, words))


def _groups(name: str, title: Message, groups: Sequence[Group], words: Language) -> Iterator[Block]:
    """A table of groups before and after, and the same as bars."""
    heading = words.text(title)
    sides = words.text(Message("before")), words.text(Message("after"))
    rows = [(_group(one, words), one.before, one.after) for one in groups]
    yield Heading(heading, 3)
    cells = tuple((label, words.count(before), words.count(after)) for label, before, after in rows)
    yield Grid((heading, *sides), cells, right=(1, 2), widths=(4, 1, 1))
    most = max(max(before, after) for _, before, after in rows)
    bars = [
        (label, [svg.Bar(before, most, words.count(before)), svg.Bar(after, most, words.count(after))])
        for label, before, after in rows
    ]  # fmt: skip
    told = "; ".join(f"{label}: {before} → {after}" for label, before, after in rows)
    yield Picture(svg.bar_chart(name, heading, told, sides, bars))


def _group(one: Group, words: Language) -> str:
    if one.least is None and one.below is None:
        return words.text(Message("not known"))
    if one.least is None:
        return words.text(Message("below {years}", years=one.below or 0))
    if one.below is None:
        return words.text(Message("{years} and more", years=one.least))
    last = one.below - 1
    return str(one.least) if last == one.least else f"{one.least}-{last}"


def chains(proposal: Proposal, words: Language) -> Iterator[Block]:
    """The moves that follow one another: who takes whose seat."""
    found = [moves for moves in _chained(proposal.moves) if len(moves) > 1]
    if not found:
        return
    yield Heading(words.text(Message("Chains of moves")))
    for moves in found:
        number = moves[0].chain
        title = words.text(Message("Chain {number}", number=number))
        told = tuple(words.text(_told(move)) for move in moves)
        yield Heading(title, 3)
        yield Items(told)
        yield Picture(_ladder(f"chain-{number}", title, told, moves, words))


def _chained(moves: Iterable[ProposedMove]) -> Iterator[list[ProposedMove]]:
    for number, some in groupby(moves, key=lambda move: move.chain):
        if number:
            yield list(some)


def _told(move: ProposedMove) -> Message:
    to, number, name = post_name(move.vacancy), move.number, f"{move.candidate.name} ({move.candidate.nip})"
    if not move.post:
        return Message("No. {number}: {name} goes to {post}", number=number, name=name, post=to)
    before = move.candidate.post or move.post
    return Message(
        "No. {number}: {name} goes from {before} to {post}", number=number, name=name, before=before, post=to
    )


def _ladder(name: str, title: str, told: Sequence[str], moves: Sequence[ProposedMove], words: Language) -> Markup:
    stations = [post_name(move.vacancy) for move in moves]
    is_cycle = moves[-1].cycle
    if not is_cycle:
        last = moves[-1]
        open_post = Message("{post} (open afterwards)", post=last.candidate.post or last.post)
        stations.append(words.text(open_post if last.post else Message("no post before")))
    steps = [f"{move.number}. {move.candidate.name}" for move in moves]
    return svg.ladder(name, title, "; ".join(told), stations, steps, closed=is_cycle)


def points(shortlist: Shortlist, words: Language) -> Picture:
    """The scores of the listed candidates, with the span that missing values leave."""
    rows, told = [], []
    for one in shortlist.candidates:
        low, score, high = (hundredths(units, shortlist.full) for units in (one.lowest, one.score, one.highest))
        label = f"{one.place}. {one.name}"
        rows.append((label, [svg.Bar(low, _FULL, words.points(score), high)]))
        span = f" ({words.points(low)}-{words.points(high)})" if low < high else ""
        told.append(f"{label}: {words.points(score)}{span}")
    title = words.text(Message("Scores of the listed for {vacancy}", vacancy=title_of(shortlist.vacancy, words)))
    drawn = svg.bar_chart(
        f"points-{shortlist.vacancy.row}", title, "; ".join(told), (words.text(Message("Score")),), rows
    )
    is_open = any(one.lowest < one.highest for one in shortlist.candidates)
    caption = Message(
        "Black is certain, the middle grey what missing values leave possible; the palest is the rest up to 100."
    )
    return Picture(drawn, words.text(caption) if is_open else "")


def stability(proposal: Proposal, words: Language) -> Iterator[Block]:
    """How far the first places hang on the weights."""
    found = [one for one in proposal.stability if one.listed]
    if not found:
        return
    sampling = found[0].sampling
    yield Heading(words.text(Message("How firm the first places are")))
    within = Fraction(_PERCENT) * (sampling.within or 0)
    told = Message(
        "In how many of {samples} weightings, each weight at most {percent} percent of itself from that of the policy,"
        " the first of each list stays first. The draw is fixed (seed {seed}).",
        samples=sampling.samples, percent=int(within), seed=sampling.seed,
    )  # fmt: skip
    yield Paragraph(words.text(told))
    firm = [one for one in found if one.listed[0].first == sampling.samples]
    yield Paragraph(
        words.text(Message("In all of them it does for {count} of {all} lists.", count=len(firm), all=len(found)))
    )
    rows, bars = [], []
    for one in found:
        if one in firm:
            continue
        first = one.listed[0]
        share = share_text(first.first, sampling.samples, words)
        label = f"{one.vacancy.id}: {first.name}"
        rows.append((one.vacancy.id, first.name, share))
        bars.append((label, [svg.Bar(first.first, sampling.samples, share)]))
    if not rows:
        return
    headers = [Message("Vacancy"), Message("First by the policy"), Message("Stays first")]
    yield Grid(tuple(words.text(header) for header in headers), tuple(rows), right=(2,), widths=(2, 3, 1))
    title = words.text(Message("How firm the first places are"))
    yield Picture(svg.bar_chart("stability", title, "; ".join(f"{label}: {bar[0].written}" for label, bar in bars),
                                (words.text(Message("Stays first")),), bars))  # fmt: skip
