"""What a letter says of why somebody is not proposed for a post, and of what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mutasi.message import Message
from mutasi.model.plan import Loss
from mutasi.model.verdict import Reason, Verdict
from mutasi.proposal.concern import STEP, Standing
from mutasi.proposal.document import Origin, Proposal
from mutasi.proposal.outcome import Fate, Outcome
from mutasi.render.language import Language
from mutasi.render.proposal_head import DOTS
from mutasi.render.proposal_words import plan_told
from mutasi.render.reweighed import rule_title
from mutasi.render.shortlist_words import what_it_says

MOST_WAYS = 3
"""Ways to a better place: more do not fit on a page."""


def ways(found: Standing, words: Language) -> Iterator[str]:
    """What is missing or lacking; nothing for whoever is proposed there. No score of anybody else can be worked out of
    it to the point.
    """
    if found.chosen:
        return
    for value in found.candidate.missing[:MOST_WAYS]:
        if value.best_place == value.worst_place:
            continue
        yield words.text(
            Message("a value is missing ({fact}): with it your place may be {best} to {worst}",
                    fact=words.told(value.fact), best=words.count(value.best_place),
                    worst=words.count(value.worst_place))
        )  # fmt: skip
    if found.behind is not None and found.behind > 0:
        yield from _lacking(found, words)


def causes(proposal: Proposal, found: Standing, words: Language, *, facts_follow: bool) -> tuple[str, ...]:
    """Why not this person, nothing where the points alone say it, and where nobody is proposed. What a requirement says
    is left to the facts, where these follow.
    """
    if found.behind is None:
        return ()
    fate = found.outcome.fate
    if fate in (Fate.BARRED, Fate.UNKNOWN):
        return (words.text(_requirement(proposal, found, words, facts_follow=facts_follow)),)
    if fate is Fate.LEFT:
        return tuple(words.text(said) for said in _instead(proposal, found.outcome, words))
    if fate is Fate.LOWER and found.behind == 0:
        return (words.text(Message("your score is the same; the published order of equal scores decided")),)
    if fate is Fate.ELSEWHERE and _was_given(proposal, found):
        return (words.text(_GIVEN),)
    return (words.text(_CAUSES[fate]),) if fate in _CAUSES else ()


def _requirement(proposal: Proposal, found: Standing, words: Language, *, facts_follow: bool) -> Message:
    fate = found.outcome.fate
    facts_follow = facts_follow and fate is Fate.UNKNOWN
    rules = found.outcome.rules if facts_follow else tuple(_told(found.outcome.reasons, proposal, words))
    if fate is Fate.BARRED:
        return Message("a requirement fails once the other moves are made: {reasons}", reasons=rules)
    if any(move.pick.by_hand for move in proposal.moves_to[found.vacancy.id]):
        return Message("of you a fact is not known that would bar ({reasons}), and the proposer chose by hand, for this"
                       " reason: {dots}", reasons=rules, dots=DOTS)  # fmt: skip
    return Message("of you a fact is not known that would bar ({reasons}); as long as it is not, nobody is proposed."
                   " What is unknown of everybody for one cause, such as an absent table, keeps nobody out, for the"
                   " seat would stay empty", reasons=rules)  # fmt: skip


def _was_given(proposal: Proposal, found: Standing) -> bool:
    """Whether a seat that goes by the order of the lists was given by hand before, to somebody who is not above."""
    return proposal.origin is Origin.SHORTLISTS and any(
        move.pick.by_hand and (not move.candidate.place or move.candidate.place > found.candidate.place)
        for move in proposal.moves_to[found.vacancy.id]
    )


_GIVEN = Message(
    "before the lists were gone through the proposer gave this seat by hand to somebody who stands lower, for this"
    " reason: {dots}",
    dots=DOTS,
)


def _instead(proposal: Proposal, found: Outcome, words: Language) -> tuple[Message, ...]:
    """Why somebody lower is proposed: what the plan tells of that, else a blank for the proposer's reason."""
    told = plan_told(_in_steps(found), Message("you"), words)
    return (_INSTEAD[proposal.origin],) if told is None else (_BY_PLAN, told)


def _in_steps(found: Outcome) -> Outcome:
    """What the plan would lose, rounded up: own score and difference to the point would give another's score."""
    told = found.told
    if told is None or told.loss is None or told.loss.seats:
        return found
    loss = Loss(0, -(-told.loss.points // STEP) * STEP, at_most=True)
    return replace(found, told=replace(told, loss=loss))


def remarks_of(reasons: Sequence[Reason], proposal: Proposal, words: Language) -> tuple[str, ...]:
    """What the requirements say, each with what that means for the reader; what several say alike is said once."""
    kinds: dict[Message, list[Reason]] = {}
    for reason in reasons:
        kinds.setdefault(_kind(reason), []).append(reason)
    return tuple(
        f"{words.text(kind)}: {told}" for kind, of_kind in kinds.items() for told in _told(of_kind, proposal, words)
    )


def _told(reasons: Sequence[Reason], proposal: Proposal, words: Language) -> Iterator[str]:
    """`RULE (what it asks), RULE (...): what is asked and what is there`."""
    rules: dict[str, list[str]] = {}
    for reason in reasons:
        said = what_it_says(_without_words(reason), words.told)
        rules.setdefault(said, []).append(_named(reason.rule, proposal, words))
    for said, names in rules.items():
        yield f"{', '.join(dict.fromkeys(names))}: {said}"


def _without_words(reason: Reason) -> Reason:
    """Without what somebody wrote of an exception (`why`): it may speak of others, and nobody has looked."""
    values = dict(reason.message.values)
    if not isinstance(values.get("why"), str):
        return reason
    withheld = Message("the reason is with the office")
    return replace(reason, message=Message(reason.message.template, **{**values, "why": withheld}))


def _named(code: str, proposal: Proposal, words: Language) -> str:
    rule = proposal.reference.rules.get(code)
    return f"{code} ({rule_title(rule, words)})" if rule else code


def _kind(reason: Reason) -> Message:
    if reason.verdict is Verdict.UNKNOWN:
        return Message("not known yet, and would bar") if reason.hard else Message("not known yet")
    is_bar = reason.hard and reason.verdict is Verdict.FAIL
    return Message("not met") if is_bar else Message("remark")


_CAUSES = {
    Fate.EVEN: Message("you cannot be told apart from who is proposed; the decision maker chooses between you"),
    Fate.EXCEPTION: Message(
        "somebody is proposed who fails a requirement, by a written exception: the place on the list did not decide"
    ),
}
_BY_HAND = Message(
    "you are better placed than who is proposed, and the proposer chose otherwise by hand, for this reason: {dots}",
    dots=DOTS,
)
_BY_PLAN = Message(
    "you are better placed than who is proposed: the moves come from a plan, which weighs all posts together and not"
    " each list by itself"
)
_INSTEAD = {
    Origin.SHORTLISTS: _BY_HAND,
    Origin.HAND: _BY_HAND,
    Origin.PLAN: Message(
        "you are better placed than who is proposed: the moves come from a plan, which weighs all posts together and"
        " not each list by itself, and in which moves may have been changed since; the reason in your case: {dots}",
        dots=DOTS,
    ),
}
"""The reason is the proposer's to write: a visible blank."""


def _lacking(found: Standing, words: Language) -> Iterator[str]:
    lacking = words.count(found.within // 100)  # hundredths, in whole steps
    yield words.text(
        Message("at most {points} points are lacking to the score of the person proposed (told in steps of 5, since"
                " that score is another's)", points=lacking)
    )  # fmt: skip
    enough = sorted((one for one in found.compared if one.enough is not None), key=lambda one: one.enough or 0)
    for compared in enough[:MOST_WAYS]:
        yield words.text(
            Message("{points} more points in {criterion} alone would make up for it in any case",
                    points=words.points(compared.enough or 0), criterion=compared.criterion.label)
        )  # fmt: skip
    if found.compared and not enough:
        yield words.text(Message("no single criterion is sure to make up for it; it may take several together"))
