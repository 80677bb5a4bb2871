"""What a letter says of why somebody is not proposed for a post, and of what would change it."""

from __future__ import annotations

from collections.abc import Iterator

from mutasi.message import Message
from mutasi.proposal.concern import Standing
from mutasi.proposal.document import Origin, Proposal
from mutasi.proposal.outcome import Fate
from mutasi.render.language import Language
from mutasi.render.shortlist_words import reasons_text

MOST_WAYS = 3
"""Ways to a better place: more do not fit on a page."""


def ways(proposal: Proposal, found: Standing, words: Language) -> Iterator[str]:
    """The cause, then what is missing or lacking. No score of anybody else can be worked out of it to the point."""
    cause = _cause(proposal, found, words)
    if cause:
        yield words.text(cause)
    for value in found.candidate.missing[:MOST_WAYS]:
        yield words.text(
            Message("a value is missing ({fact}): with it your place may be {best} to {worst}",
                    fact=words.told(value.fact), best=value.best_place, worst=value.worst_place)
        )  # fmt: skip
    if found.behind is not None and found.behind > 0:
        yield from _lacking(found, words)


def _cause(proposal: Proposal, found: Standing, words: Language) -> Message | None:
    """Why not this person, where the points alone do not say it."""
    fate, reasons = found.outcome.fate, found.outcome.reasons
    if fate is Fate.BARRED:
        return Message("a requirement fails once the other moves are made: {reasons}",
                       reasons=reasons_text(reasons, words.told))  # fmt: skip
    if fate is Fate.UNKNOWN:
        return Message("nobody is proposed of whom a fact that would bar is unknown; of you that is what is told above"
                       " of {rules}", rules=found.outcome.rules)  # fmt: skip
    if fate is Fate.LEFT:
        return _INSTEAD[proposal.origin]
    if fate is Fate.LOWER and found.behind == 0:
        return Message("your score is the same; the published order of equal scores decided")
    return _CAUSES.get(fate)


_CAUSES = {
    Fate.EVEN: Message("you cannot be told apart from who is proposed; the decision maker chooses between you"),
    Fate.EXCEPTION: Message(
        "somebody is proposed who fails a requirement, by a written exception: the place on the list did not decide"
    ),
}
_BY_HAND = Message("you are better placed than who is proposed: whoever made the proposal decided by hand")
_INSTEAD = {
    Origin.SHORTLISTS: _BY_HAND,
    Origin.HAND: _BY_HAND,
    Origin.PLAN: Message(
        "you are better placed than who is proposed: the moves come from a plan, which weighs all posts together and"
        " not each list by itself, and in which moves may have been changed since; ask below for the reason"
    ),
}


def _lacking(found: Standing, words: Language) -> Iterator[str]:
    lacking = words.points(found.within)
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
