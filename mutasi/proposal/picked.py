"""Picks for moves that were decided elsewhere, by a plan or by hand, with what the shortlists say of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from mutasi.message import Message
from mutasi.model.shortlist import Candidate, Shortlist
from mutasi.model.verdict import Verdict
from mutasi.model.wanted import WantedMove
from mutasi.plan.serial import Around, EmptySeat, Pick, may_be_proposed, with_afterwards

Key = tuple[str, str]
"""A vacancy and the NIP of somebody who comes there."""


def picks_of(
    wanted: Sequence[WantedMove],
    lists: Mapping[str, Shortlist],
    kinds: Mapping[str, Sequence[str]],
    barred: Mapping[Key, Candidate],
    around: Around,
    *,
    by_hand: bool,
) -> tuple[Pick, ...]:
    """A pick for each move. `lists` are by vacancy; who may not hold the post stands in `barred`, without a place."""
    movers = {one.move.nip for one in wanted}
    made = [_pick(one, lists[one.target], kinds[one.target], barred, movers, by_hand=by_hand) for one in wanted]
    told = around.reasons_of_all([pick.move for pick in made])
    return tuple(map(with_afterwards, made, told))


def _pick(
    wanted: WantedMove, ranking: Shortlist, kinds: Sequence[str], barred: Mapping[Key, Candidate],
    movers: Collection[str], *, by_hand: bool,
) -> Pick:  # fmt: skip
    nip = wanted.move.nip
    ranked = next((one for one in ranking.candidates if one.nip == nip), None)
    candidate = ranked or barred[ranking.vacancy.id, nip]
    pick = Pick(ranking.vacancy, candidate, ranking, kinds[candidate.row], by_hand=by_hand)
    return with_rivals(pick, movers)


def with_rivals(pick: Pick, movers: Collection[str]) -> Pick:
    """The pick with those who stand above, and who cannot be told apart and stays; none of somebody without a place. A
    hand passes over whoever stands above, of whom facts are unknown as well.
    """
    own, listed = pick.candidate, pick.shortlist.candidates
    if not own.place:
        return pick
    above = tuple(one for one in listed if one.place < own.place)
    even = tuple(one for one in listed if one.place == own.place and one.nip not in movers and may_be_proposed(one))
    return replace(
        pick,
        passed_over=above,
        even=even,
        staying=tuple(one for one in above if one.nip not in movers and (pick.by_hand or may_be_proposed(one))),
    )


def empty_seats(picks: Sequence[Pick], lists: Sequence[Shortlist], movers: Collection[str]) -> Iterator[EmptySeat]:
    """The seats of these vacancies that no move takes, with who might have taken them."""
    taken = Counter(pick.vacancy.id for pick in picks)
    for ranking in lists:
        vacancy = ranking.vacancy
        for _ in range(vacancy.seats - taken[vacancy.id]):
            yield EmptySeat(vacancy, ranking, _why_empty(ranking, movers))


def _why_empty(ranking: Shortlist, movers: Collection[str]) -> Message:
    if not ranking.ranked:
        return Message("nobody meets the requirements")
    elsewhere = sum(one.nip in movers for one in ranking.candidates)
    return Message(
        "nobody is proposed; ranked: {ranked} person(s), with requirements not settled: {unsettled}; of the first"
        " {listed} {elsewhere} move elsewhere",
        ranked=ranking.ranked, unsettled=ranking.counts.get(Verdict.UNKNOWN, 0),
        listed=len(ranking.candidates), elsewhere=elsewhere,
    )  # fmt: skip
