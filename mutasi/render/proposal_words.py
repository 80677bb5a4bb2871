"""What documents and letters say of one proposed move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from mutasi.message import Message
from mutasi.model.policy import Method
from mutasi.model.shortlist import Candidate, Shortlist, hundredths
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Verdict, rules_of
from mutasi.plan.serial import Pick, may_be_proposed
from mutasi.proposal.document import Duty, Proposal, ProposedMove
from mutasi.proposal.outcome import Outcome
from mutasi.render.language import Language
from mutasi.render.plan_words import loss_words
from mutasi.render.shortlist_words import Tell, reasons_text

STRONGEST = 2
"""Criteria that a sentence names."""


def post_name(vacancy: Vacancy) -> str:
    return vacancy.post_name or vacancy.post


def post_lines(post: str, unit: str) -> tuple[str, ...]:
    """The post, and its unit where that does not stand in its name."""
    return (post, unit) if unit and unit not in post else (post,)


KINDS_OF_DUTY: Mapping[str, Message | str] = MappingProxyType(
    {"plt": "Plt", "plh": "Plh", "pj": "Pj", "tugas_tambahan": Message("additional duty")}
)


def acting_name(duty: Duty) -> Message:
    """Who acts, and whether he or she moves as well."""
    kind = KINDS_OF_DUTY.get(duty.kind, duty.kind)
    if duty.move:
        return Message("{name} ({kind}; moves, no. {number})", name=duty.name, kind=kind, number=duty.move)
    return Message("{name} ({kind})", name=duty.name, kind=kind)


def duty_name(duty: Duty) -> Message:
    return Message("{kind} {post}", kind=KINDS_OF_DUTY.get(duty.kind, duty.kind), post=duty.post_name)


def plan_told(found: Outcome, who: Message, words: Language) -> Message | None:
    """What the plan says of why somebody who fits better does not get the seat; None where it tells nothing. `who` is
    what the person is called.
    """
    told = found.told
    if told is None:
        return None
    if told.breaks:
        return Message(
            "as its file says, with {who} there the plan could not keep its limit {limit}", who=who, limit=told.breaks
        )
    if told.loss is None or not told.loss.tells:
        return None
    return Message(
        "as its file says, with {who} there the plan as a whole would lose {loss}",
        who=who,
        loss=loss_words(told.loss, words),
    )


def rank_name(proposal: Proposal, code: str) -> str:
    """The name of a rank and its code, the code alone where nobody knows that."""
    rank = proposal.reference.ranks.get(code)
    return f"{rank.name} ({code})" if rank else code


def why(pick: Pick, words: Language, tell: Tell) -> str:
    """Why this person, in one line: the place, the next best, and what remains to be verified."""
    return "; ".join(words.text(part) for part in _grounds(pick, words, tell))


def _grounds(pick: Pick, words: Language, tell: Tell) -> Iterator[Message]:
    one, ranking = pick.candidate, pick.shortlist
    if pick.by_hand:
        yield Message("chosen by hand")
    if one.place:
        yield Message("place {place} of {ranked}", place=one.place, ranked=ranking.ranked)
    else:
        yield Message("no place, since a requirement fails")
    following = next_of(pick)
    if following is not None:
        lead = hundredths(one.score, ranking.full) - hundredths(following.score, ranking.full)
        if following.highest > one.lowest:
            yield Message("{lead} points ahead of the next, which missing values may turn", lead=words.points(lead))
        else:
            yield Message("{lead} points ahead of the next", lead=words.points(lead))
    yield from _why_not_the_better(pick)
    if pick.even:
        names = tuple(f"{other.name} ({other.nip})" for other in pick.even)
        yield Message("cannot be told apart from {names}: the decision maker chooses", names=names)
    if one.lowest < one.highest:
        yield Message("points partly unknown, so the score lies between {lowest} and {highest}",
                      lowest=words.points(hundredths(one.lowest, ranking.full)),
                      highest=words.points(hundredths(one.highest, ranking.full)))  # fmt: skip
    remarks = (*one.reasons, *one.unjudged)
    if remarks:
        yield Message("note {reasons}", reasons=reasons_text(remarks, tell))
    elif not pick.afterwards:
        yield Message("meets every requirement that was checked")
    if pick.afterwards:
        yield Message("once all moves are made: {reasons}", reasons=reasons_text(pick.afterwards, tell))


def next_of(pick: Pick) -> Candidate | None:
    """The first who stands below; None of somebody without a place."""
    place = pick.candidate.place
    return next((other for other in pick.shortlist.candidates if place and other.place > place), None)


def _why_not_the_better(pick: Pick) -> Iterator[Message]:
    """What became of those who are better placed."""
    unknown = 0 if pick.by_hand else sum(not may_be_proposed(other) for other in pick.passed_over)
    barred = [one for one in pick.barred if one.candidate.place < pick.candidate.place]
    busy = len(pick.passed_over) - unknown - len(barred) - len(pick.staying)
    if busy > 0:
        yield Message("better placed but proposed elsewhere: {count}", count=busy)
    if pick.staying:
        yield Message("better placed and not proposed: {count}", count=len(pick.staying))
    if unknown:
        yield Message("better placed but a barring fact unknown: {count}", count=unknown)
    if barred:
        rules = tuple(sorted({one.reason.rule for one in barred}))
        yield Message(
            "better placed but barred once the other moves are made: {count} ({rules})", count=len(barred), rules=rules
        )


def sentence(move: ProposedMove, words: Language, *, short: bool = False) -> str:
    """The one sentence for I-MUT: who, where to, and why; the `short` one for a row that tells the first two."""
    begins = _short_beginning(move, words) if short else _beginning(move, words)
    told = "; ".join(words.text(part) for part in (begins, *_more(move)))
    if move.reason:
        told = f"{told}; {_unstopped(move.reason)}"
    return f"{told[:1].upper()}{told[1:]}." if short else f"{told}."


def _beginning(move: ProposedMove, words: Language) -> Message:
    one, post = move.candidate, post_name(move.vacancy)
    if move.exception:
        return Message("{name} is proposed as {post} by exception from {rules}: {exception}",
                       name=one.name, post=post, rules=rules_of(move.overridden),
                       exception=_unstopped(move.exception))  # fmt: skip
    return Message("{name} is proposed as {post}, being number {place} of {among}, with a score of {score}",
                   name=one.name, post=post, place=one.place, among=among(move.ranking),
                   score=_score(move, words))  # fmt: skip


def _short_beginning(move: ProposedMove, words: Language) -> Message:
    if move.exception:
        return Message("by exception from {rules}: {exception}", rules=rules_of(move.overridden),
                       exception=_unstopped(move.exception))  # fmt: skip
    return Message("number {place} of {among}, with a score of {score}",
                   place=move.candidate.place, among=among(move.ranking), score=_score(move, words))  # fmt: skip


def among(ranking: Shortlist) -> Message:
    """How many are ranked, and of how many of them it is not settled whether they may hold the post."""
    unsettled = ranking.counts.get(Verdict.UNKNOWN, 0)
    if not unsettled:
        return Message("{ranked} ranked people", ranked=ranking.ranked)
    return Message("{ranked} ranked people (with requirements not settled: {unsettled})",
                   ranked=ranking.ranked, unsettled=unsettled)  # fmt: skip


def _score(move: ProposedMove, words: Language) -> Message | str:
    one = move.candidate
    score, lowest, highest = (
        words.points(hundredths(units, move.ranking.full)) for units in (one.score, one.lowest, one.highest)
    )
    if one.lowest == one.highest:
        return score
    return Message("{score} (between {lowest} and {highest}, as values are missing)",
                   score=score, lowest=lowest, highest=highest)  # fmt: skip


def _unstopped(text: str) -> str:
    return text.strip().rstrip(".;")


def _more(move: ProposedMove) -> Iterator[Message]:
    names = strongest(move.pick)
    if names:
        yield Message("ahead of the next in place above all in {criteria}", criteria=names)
    yield from _why_not_the_better(move.pick)
    if move.exception:
        return
    if move.pick.unknown:
        rules = rules_of(move.pick.unknown)
        yield Message("to be verified: {rules} (see the notes)", rules=rules)
    elif not (move.candidate.reasons or move.candidate.unjudged or move.pick.afterwards):
        yield Message("every requirement that was checked is met")
    else:
        yield Message("no requirement bars (see the notes)")


def strongest(pick: Pick) -> tuple[str, ...]:
    """The criteria that are certain to give the greatest lead over the next below, at most two, by their labels."""
    following = next_of(pick)
    if following is None or pick.shortlist.method is not Method.WEIGHTED_SUM:
        return ()
    leads = [
        (one.weight * (pick.candidate.points[one.name].lowest - following.points[one.name].highest), one.label)
        for one in pick.shortlist.criteria
    ]
    ordered = sorted((one for one in leads if one[0] > 0), key=lambda one: -one[0])
    return tuple(label.lower() for _, label in ordered[:STRONGEST])


def chosen_uncertain(proposal: Proposal) -> Message | None:
    """Who was chosen by hand although a fact that would bar is unknown of that person alone; None for nobody."""
    found = [move for move in proposal.moves if move.pick.own_unknown]
    if not found:
        return None
    return Message(
        "Chosen by hand although of these people alone a fact is unknown that would bar, which keeps everybody else"
        " from being proposed: {moves}",
        moves=tuple(
            Message("no. {number} ({rules})", number=move.number,
                    rules=rules_of(move.pick.own_unknown))
            for move in found
        ),
    )  # fmt: skip


def uncertain_moves(proposal: Proposal) -> Message:
    """How many moves rest on a fact that nobody has yet, and by which rules it would bar."""
    found = proposal.uncertain
    return Message(
        "Moves that depend on facts which nobody has yet, and which would bar: {count} ({rules}); verify them before"
        " the decision. What is unknown of everybody for one cause, such as an absent table, keeps nobody from being"
        " proposed, for all seats would stay empty.",
        count=len(found),
        rules=tuple(sorted({reason.rule for move in found for reason in move.pick.unknown})),
    )
