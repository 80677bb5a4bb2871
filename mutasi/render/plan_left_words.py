"""What and whom a plan leaves: opened posts, empty seats, people who have to go, people who asked."""

from __future__ import annotations

from collections.abc import Iterator

from mutasi.message import Message
from mutasi.model.plan import Chain, EmptyPost, Plan, Rival, Stranded, Unfulfilled
from mutasi.render.language import Language
from mutasi.render.plan_words import keep_words, loss_words, wished_words
from mutasi.render.shortlist_words import reasons_text


def acting_words(plan: Plan, words: Language) -> list[str]:
    """The posts that lead others and have no holder after the plan."""
    left = [(chain.opens_name or chain.opens, chain.backfill) for chain in plan.chains if chain.needs_acting]
    left += [(one.vacancy.post_name or one.vacancy.post, one.best) for one in plan.empty if one.needs_acting]
    return [_acting(post, best, words) for post, best in left]


def _acting(post: str, best: Rival | None, words: Language) -> str:
    if best is None:
        return post
    return words.text(Message("{post}: best fit of those who stay {name}, {points}", post=post, name=best.name,
                              points=words.points(best.points)))  # fmt: skip


def opening_words(chain: Chain, words: Language) -> Iterator[str]:
    """What a chain leaves open, who could come after, and whether somebody has to act there."""
    if not chain.opens:
        return
    parts = [Message("leaves open: {post}", post=chain.opens_name or chain.opens)]
    if chain.backfill is not None:
        parts.append(
            Message("best fit for it of those who stay: {name}, {points} ({count} may take it)",
                    name=chain.backfill.name, points=words.points(chain.backfill.points), count=chain.backfills)
        )  # fmt: skip
    yield "; ".join(words.text(part) for part in parts)


def empty_words(one: EmptyPost, words: Language) -> str:
    post = one.vacancy.post_name or one.vacancy.post
    when = Message("empty now") if one.was_empty else Message("opened by the plan")
    return words.text(
        Message("{post} ({when}, {seats} seat(s)): {reason}", post=post, when=when, seats=one.seats,
                reason=_why_empty(one, words))
    )  # fmt: skip


def _why_empty(one: EmptyPost, words: Language) -> Message:
    if not one.eligible and one.too_low:
        return Message("{count} may take it, and none reaches what the policy asks for", count=one.too_low)
    if not one.eligible:
        if not one.barring:
            return Message("nobody meets the requirements")
        codes = tuple(f"{code} ({count})" for code, count in one.barring)
        return Message("nobody meets the requirements; most are barred by {codes}", codes=codes)
    if one.best is None:
        return Message("all {count} who may take it have another post in the plan", count=one.elsewhere)
    name, points = one.best.name, words.points(one.best.points)
    if one.best.breaks is not None:
        return Message("best of those who stay: {name}, {points}; there, the plan could not keep «{rule}»",
                       name=name, points=points, rule=keep_words(one.best.breaks))  # fmt: skip
    if one.best.loss is None or not one.best.loss.tells:
        return Message("best of those who stay: {name}, {points}", name=name, points=points)
    return Message("best of those who stay: {name}, {points}; there, the plan would lose {loss}",
                   name=name, points=points, loss=loss_words(one.best.loss, words))  # fmt: skip


def wish_words(one: Unfulfilled, words: Language) -> str:
    """One honest paragraph for somebody who asked and gets nothing of it."""
    post = one.vacancy.post_name or one.vacancy.post
    where = Message("goes to {post}", post=one.got) if one.got else Message("stays")
    if one.wished[0] == "jabatan":
        lead = Message("{name} ({nip}) asked for {post} (wish {wish}) and {where}.",
                       name=one.name, nip=one.nip, post=post, wish=one.wish, where=where)  # fmt: skip
    else:
        lead = Message("{name} ({nip}) asked for {asked} (wish {wish}) and {where}. Of this plan, {post} is nearest.",
                       name=one.name, nip=one.nip, asked=wished_words(one.wished), wish=one.wish, where=where,
                       post=post)  # fmt: skip
    return " ".join(words.text(part) for part in (lead, *_why_not(one, words)))


def _why_not(one: Unfulfilled, words: Language) -> Iterator[Message]:
    if one.bars:
        yield Message("The requirements are not met: {reasons}.", reasons=reasons_text(one.bars, words.told))
        return
    if one.doubtful:
        yield Message("A fact that would bar is not known; mutasi explain tells which.")
        return
    if one.too_low:
        yield Message("The points or the place do not reach what the policy asks for.")
        return
    yield Message("That is place {place} of {ranked}, with {points}.", place=one.place, ranked=one.ranked,
                  points=words.points(one.points))  # fmt: skip
    if one.own_points is not None:
        yield Message("In the present post it is {points}.", points=words.points(one.own_points))
    yield from _contest(one, words)


def _contest(one: Unfulfilled, words: Language) -> Iterator[Message]:
    if one.winner:
        lead = one.winner_points - one.points
        if lead > 0:
            yield Message("The seat goes to {name}, who fits better by {lead}.", name=one.winner,
                          lead=words.points(lead))  # fmt: skip
        else:
            yield Message("The seat goes to {name}, with {points}.", name=one.winner,
                          points=words.points(one.winner_points))  # fmt: skip
    elif one.holder:
        yield Message("{name} holds the post and stays.", name=one.holder)
    elif one.rule is None or one.loss is not None:
        yield Message("The seat stays empty.")
    if one.rule is not None:
        yield Message("The plan keeps: {rule}.", rule=keep_words(one.rule))
    elif one.loss is not None and one.loss.tells:
        yield Message("With this person there, the plan would lose {loss}.", loss=loss_words(one.loss, words))


def stranded_words(one: Stranded) -> Message:
    return Message("{name} ({nip}), {post}: may take {places} of the posts of this plan, and none of them is free",
                   name=one.name, nip=one.nip, post=one.post_name, places=one.places)  # fmt: skip
