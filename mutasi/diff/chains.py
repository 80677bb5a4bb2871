"""Who took whose post: exchanges, and chains of moves in which each takes the post that the one before left.

Only posts that exactly one person left and one entered say who followed whom; of posts with more such moves nothing is
said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mutasi.diff.change import MOVES, Chain, Change, Kind

_LEAST = 2
"""People who move in a chain; one who took the post of somebody who left is no chain."""


Ids = Mapping[str, str]
"""The ids that posts of the old snapshot bear in the new one, where they are others."""


def exchanged(changes: Sequence[Change], ids: Ids) -> list[Change]:
    """The changes with those told as exchanges in which two people moved into one another's posts; the note is the
    NIP of the other.
    """
    moves = _moves(changes)
    ways = [(_left_post(one, ids), one.new) for one in moves]
    by_way, alone = dict(zip(ways, moves, strict=True)), Counter(ways)
    partner = {
        one.key: by_way[new, old].key
        for one, (old, new) in zip(moves, ways, strict=True)
        if alone[old, new] == 1 == alone[new, old]
    }
    return [
        replace(one, kind=Kind.EXCHANGE, note=partner[one.key])
        if one.kind in (Kind.ROTATION, Kind.MOVE) and one.table == "pegawai" and one.key in partner
        else one
        for one in changes
    ]


def _left_post(one: Change, ids: Ids) -> str:
    """The post that somebody left, by its id in the new snapshot."""
    return ids.get(one.old, one.old)


def _moves(changes: Iterable[Change]) -> list[Change]:
    """Moves from post to post."""
    return [
        one
        for one in changes
        if one.table == "pegawai" and one.kind in MOVES and one.field == "id_jabatan" and one.old and one.new
    ]


def chained(changes: Sequence[Change], ids: Ids) -> tuple[Chain, ...]:
    """The chains and longer cycles of moves between posts, the longest first."""
    moves = [one for one in _moves(changes) if one.kind is not Kind.EXCHANGE]
    ends = [one for one in changes if one.table == "pegawai" and one.kind in (Kind.LEFT, Kind.NEW)]
    left = _alone((_left_post(one, ids), one) for one in (*moves, *ends))
    entered = _alone((one.new, one) for one in (*moves, *ends))
    mine = {id(one) for one in moves}
    follower = {id(one): entered[post] for one in moves if (post := _left_post(one, ids)) in left and post in entered}
    leader = {id(one): left[one.new] for one in moves if one.new in left and one.new in entered}
    found, seen = [], set()
    for one in sorted(moves, key=lambda change: change.new):
        if id(one) in seen or id(leader.get(id(one))) in mine:
            continue
        chain = _followed(one, follower)
        seen |= {id(link) for link in chain}
        head = [leader[id(one)]] if id(one) in leader else []
        if sum(id(link) in mine for link in chain) >= _LEAST:
            found.append(Chain((*head, *chain)))
    for one in sorted(moves, key=lambda change: change.new):
        if id(one) not in seen:  # whoever has a leader all the way round
            chain = _followed(one, follower)
            seen |= {id(link) for link in chain}
            found.append(Chain(tuple(chain), cycle=True))
    return tuple(sorted(found, key=lambda chain: (-len(chain.links), chain.links[0].key)))


def _alone(changes: Iterable[tuple[str, Change]]) -> Mapping[str, Change]:
    """By post: who left it or who entered it, where it is one person."""
    found: dict[str, list[Change]] = defaultdict(list)
    for post, one in changes:
        if one.field == "id_jabatan" and post:
            found[post].append(one)
    return {post: some[0] for post, some in found.items() if len(some) == 1}


def _followed(first: Change, follower: Mapping[int, Change]) -> list[Change]:
    chain = [first]
    while (following := follower.get(id(chain[-1]))) is not None and following is not first:
        chain.append(following)
    return chain
