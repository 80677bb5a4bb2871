"""What is to be said of a single move: why this person, who else, what those around say."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from mutasi.message import Message
from mutasi.model.codes import JENJANG_JPT
from mutasi.model.plan import WITH_LOSS, Against, PlannedMove, Rival
from mutasi.render.language import Language
from mutasi.render.plan_words import keep_words, loss_words, wished_words
from mutasi.render.shortlist_words import reasons_text

AGAINST_WORDS = MappingProxyType(
    {
        Against.STAY: Message("against the will of the person, who asked to stay"),
        Against.ONLY: Message("against the will of the person, who is ready to go only elsewhere"),
        Against.NOT: Message("against the will of the person, who asked not to go there"),
        Against.WORSE: Message("the person fits the present post better and did not ask for the new one"),
    }
)


def move_lines(move: PlannedMove, words: Language) -> Iterator[str]:
    """What is to be said of a move, a line each: why this person, who else, what those around say."""
    yield _standing(move, words)
    if move.against is not None:
        yield words.text(_forced(move, words))
    elif move.better is False:
        yield words.text(Message("the person did not ask for it, and does not fit it better than the present post"))
    if move.above:
        yield words.text(Message("fit better: {people}", people="; ".join(_above(move, words))))
    beside = [*_beside(move, words)]
    if beside:
        yield "; ".join(words.text(part) for part in beside)
    route = _route(move)
    if route is not None:
        yield words.text(route)
    told = reasons_text((*move.reasons, *move.afterwards), words.told)
    if told:
        yield words.text(Message("note {reasons}", reasons=told))


def _standing(move: PlannedMove, words: Language) -> str:
    parts = [Message("place {place} of {ranked} who may take it", place=move.place, ranked=move.ranked)]
    if move.doubtful:
        parts.append(Message("{count} more are left out, since a fact that would bar them is not known",
                             count=move.doubtful))  # fmt: skip
    if move.most_points > move.points:
        parts.append(Message("up to {points} points, where a value is missing", points=words.points(move.most_points)))
    if move.wish:
        parts.append(Message("wish {place} of the person: {wish}", place=move.wish, wish=wished_words(move.wished)))
    if move.placed:
        parts.append(Message("placed by hand"))
    if move.loss is not None and move.loss.tells:
        parts.append(Message("with the best other solution for this seat the plan loses {loss}",
                             loss=loss_words(move.loss, words)))  # fmt: skip
    return "; ".join(words.text(part) for part in parts)


def _route(move: PlannedMove) -> Message | None:
    """What else has to happen before a leading post of this kind is filled."""
    if move.to.mechanism == "seleksi_terbuka":
        return Message("this post is filled by open selection (seleksi terbuka), which no plan replaces")
    if move.to.level in JENJANG_JPT and not move.to.mechanism:
        return Message("how this post is filled is not stated (mekanisme of the vacancy): selection or competence test")
    return None


def _forced(move: PlannedMove, words: Language) -> Message:
    assert move.against is not None
    why = AGAINST_WORDS[move.against]
    if move.said:
        return Message("{why} (reasons given: {reasons})", why=why, reasons=", ".join(move.said))
    return why


def _above(move: PlannedMove, words: Language) -> Iterator[str]:
    for rival in move.above[:WITH_LOSS]:
        yield words.text(_better(rival, move, words))
    rest = move.above[WITH_LOSS:]
    if rest:
        envious = sum(one.envies for one in rest)
        yield words.text(
            Message("{count} more, {envious} of whom would rather be here", count=len(rest), envious=envious)
        )


def _better(rival: Rival, move: PlannedMove, words: Language) -> Message:
    """Somebody who fits better, where this person is after the plan, and what the plan would lose by the change."""
    lead = words.points(rival.points - move.points)
    where = Message("goes to {post}", post=rival.to) if rival.to else Message("stays")
    if rival.breaks is not None:
        return Message("{name} by {lead}, who {where}: here, the plan could not keep «{rule}»",
                       name=rival.name, lead=lead, where=where, rule=keep_words(rival.breaks))  # fmt: skip
    if rival.loss is None or not rival.loss.tells:
        return Message("{name} by {lead}, who {where}", name=rival.name, lead=lead, where=where)
    return Message("{name} by {lead}, who {where}: here, the plan would lose {loss}",
                   name=rival.name, lead=lead, where=where, loss=loss_words(rival.loss, words))  # fmt: skip


def _beside(move: PlannedMove, words: Language) -> Iterator[Message]:
    if move.next_best is not None:
        yield Message(
            "next best of those who stay: {name}, {points}",
            name=move.next_best.name,
            points=words.points(move.next_best.points),
        )
    if move.equals:
        names = tuple(f"{one.name} ({one.nip})" for one in move.equals[:WITH_LOSS])
        rest = len(move.equals) - len(names)
        if rest:
            yield Message("as good for the plan: {names} and {count} more", names=names, count=rest)
        else:
            yield Message("as good for the plan: {names}", names=names)
