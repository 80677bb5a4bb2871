"""What a plan says in sentences that an official can read: terms, moves, empty seats, wishes."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from mutasi.message import Message, mark
from mutasi.model.codes import JENJANG_JPT
from mutasi.model.plan import (
    WITH_LOSS,
    Against,
    Chain,
    Changed,
    EmptyPost,
    Keep,
    Keeps,
    Kept,
    Loss,
    Plan,
    PlanMethod,
    PlannedMove,
    Rival,
    Stranded,
    Unfulfilled,
)
from mutasi.render.language import Language
from mutasi.render.shortlist_words import KIND_WORDS, reasons_text

AGAINST_WORDS = MappingProxyType(
    {
        Against.STAY: Message("against the will of the person, who asked to stay"),
        Against.ONLY: Message("against the will of the person, who is ready to go only elsewhere"),
        Against.NOT: Message("against the will of the person, who asked not to go there"),
        Against.WORSE: Message("the person fits the present post better and did not ask for the new one"),
    }
)
_KEEPS = MappingProxyType(
    {
        Keeps.KEPT_PERSON: mark("{names} stays in the present post"),
        Keeps.KEPT_POST: mark("nobody enters or leaves {names}"),
        Keeps.PLACED: mark("{names} (placed by hand)"),
        Keeps.MUST_MOVE: mark("{names} may not stay"),
        Keeps.TOGETHER: mark("in one unit: {names}"),
        Keeps.APART: mark("not in one unit: {names}"),
        Keeps.FLOOR: mark("{names} keeps at least {number} people"),
        Keeps.YEARS: mark("nobody is longer than {number} years in a post of the level {names}"),
        Keeps.MOVES: mark("at most {number} move(s)"),
        Keeps.OF_UNIT: mark("at most {number} move(s) of people of {names}"),
        Keeps.FORCED: mark("at most {number} move(s) against the will of people"),
        Keeps.CHAIN: mark("no chain longer than {number}"),
        Keeps.CYCLE: mark("no cycle longer than {number}"),
        Keeps.CONSENT: mark("with consent only: {names}"),
        Keeps.AFTERWARDS: mark("what would bar once all moves are made: {names}"),
    }
)


def keep_words(keep: Keep) -> Message:
    names: tuple[object, ...] = keep.names
    if keep.keeps is Keeps.CONSENT:
        names = tuple(KIND_WORDS[name] for name in keep.names)
    return Message(_KEEPS[keep.keeps], names=names, number=keep.number)


def kept_words(kept: Kept) -> Message:
    if kept.broken:
        return Message("{rule}: not kept, this method knows no such limits", rule=keep_words(kept.keep))
    below = kept.keep.number is not None and kept.keep.now is not None and kept.keep.now < kept.keep.number
    if below:
        return Message("{rule}: it has {now} already, and loses none of them", rule=keep_words(kept.keep),
                       now=kept.keep.now)  # fmt: skip
    if kept.used is None:
        return keep_words(kept.keep)
    return Message("{rule} ({used} used)", rule=keep_words(kept.keep), used=kept.used)


def loss_words(loss: Loss, words: Language) -> Message:
    found = Message("{points} points", points=words.points(loss.points))
    if loss.seats:
        found = Message("seats of priority {seats}", seats=loss.seats)
    return Message("{loss} at most", loss=found) if loss.at_most else found


METHOD_WORDS = MappingProxyType(
    {
        PlanMethod.STABLE: Message(
            "Method stable (deferred acceptance): nobody and no post would rather have one another, holders keep the"
            " right to their post. It counts wishes and places, not the sum of points, and keeps no limits of numbers."
        ),
        PlanMethod.EXCHANGE: Message(
            "Method exchange (top trading cycles): nobody, neither person nor post, is worse off. It counts wishes and"
            " places, not the sum of points, and keeps no limits of numbers."
        ),
    }
)


def changed_words(one: Changed) -> Message:
    before = Message("to {post}", post=one.before) if one.before else Message("stays")
    after = Message("to {post}", post=one.after) if one.after else Message("stays")
    if one.refuses:
        return Message("{name} ({nip}) refuses {post} and stays", name=one.name, nip=one.nip, post=one.before)
    if one.gone:
        return Message("{name} ({nip}): {before} is possible no more; now {after}", name=one.name, nip=one.nip,
                       before=before, after=after)  # fmt: skip
    return Message(
        "{name} ({nip}): {before} before, {after} now", name=one.name, nip=one.nip, before=before, after=after
    )


def worth_lines(plan: Plan) -> Iterator[Message]:
    """Counts, whether there is a better plan, and whom this one serves."""
    cycles = sum(chain.is_cycle for chain in plan.chains)
    yield Message(
        "{moves} move(s) in {chains} chain(s) and {cycles} cycle(s), {forced} of them against the will of the person;"
        " left empty: {empty} seat(s); opened outside the plan and not filled: {opened} post(s)",
        moves=plan.worth.moves,
        chains=len(plan.chains) - cycles,
        cycles=cycles,
        forced=plan.worth.forced,
        empty=sum(one.seats for one in plan.empty),
        opened=sum(bool(chain.opens) for chain in plan.chains) - sum(not one.was_empty for one in plan.empty),
    )


ORDER = Message(
    "Decrees can be made in the order of this list: each seat is empty before the next one takes it, and the moves of a"
    " cycle take effect together."
)


def certainty_words(plan: Plan, words: Language) -> Iterator[Message]:
    if plan.gap is not None:
        yield Message(
            "The search ended before this plan was proven to be the best: another could be worth more by {gap} at most"
            " (rencana.usaha lets it go on for longer).",
            gap=loss_words(plan.gap, words),
        )
    if plan.expected is not None:
        yield Message(
            "Since people may refuse (peluang_menolak), {worth} can be expected of it; what single moves bring is not"
            " told then.",
            worth=loss_words(plan.expected, words),
        )
    if not plan.settled:
        yield Message("Other plans may be worth as much: the published chain alone does not choose between them.")


def fit_words(plan: Plan, words: Language) -> Message:
    before, after = plan.welfare.fit_before, plan.welfare.fit_after
    return Message(
        "Mean fit of those who hold the posts of this plan: {before} before ({held} people), {after} after ({count}).",
        before=words.points(before.points),
        held=before.count,
        after=words.points(after.points),
        count=after.count,
    )


def welfare_words(plan: Plan) -> Message:
    served = plan.welfare
    return Message(
        "As far as wishes and points tell, {better} of those who move would rather be there than stay and {worse} would"
        " not; of {untold} nothing tells, since they said nothing and their post is not in the plan. {wishes} of"
        " {askers} who asked for something that this plan has get it, {first} as the first wish. People who fit better"
        " than somebody who comes to a post that they would rather have: {envied}; {perhaps} more of whom it is not"
        " known whether they would.",
        better=served.better,
        worse=served.worse,
        untold=served.untold,
        perhaps=served.perhaps,
        wishes=served.wishes,
        askers=served.askers,
        first=served.first_wishes,
        envied=served.envied,
    )


def wished_words(wished: tuple[str, str]) -> Message:
    """A wish by what was named: a post, a unit or a field of work."""
    kind, target = wished
    return Message(_WISHED[kind], target=target)


_WISHED = {
    "jabatan": mark("the post {target}"),
    "unit": mark("the unit {target}"),
    "bidang": mark("the field {target}"),
}


# Moves --------------------------------------------------------------------------------------------------


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
    if move.loss is not None:
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
    if rival.loss is None:
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


# Who and what is left -----------------------------------------------------------------------------------


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
    if one.best.loss is None:
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
    elif one.loss is not None:
        yield Message("With this person there, the plan would lose {loss}.", loss=loss_words(one.loss, words))


def stranded_words(one: Stranded) -> Message:
    return Message("{name} ({nip}), {post}: may take {places} of the posts of this plan, and none of them is free",
                   name=one.name, nip=one.nip, post=one.post_name, places=one.places)  # fmt: skip
