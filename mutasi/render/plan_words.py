"""What a plan says in sentences that an official can read: terms, moves, empty seats, wishes."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from mutasi.message import Message, mark
from mutasi.model.plan import (
    Changed,
    Keep,
    Keeps,
    Kept,
    Loss,
    Plan,
    PlanMethod,
)
from mutasi.render.language import Language
from mutasi.render.shortlist_words import KIND_WORDS

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
