"""Who acts in a post, or has an additional duty, beside the definitive post; and what the moves change of that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mutasi.model.people import People
from mutasi.proposal.document import Duty, ProposedMove

ACTING = ("plt", "plh", "pj")
DEFINITIVE = "definitif"


def duties(people: People, moves: Sequence[ProposedMove]) -> tuple[Duty, ...]:
    """All that last on the effective date, in the order of `penugasan`."""
    return tuple(_duties(people, moves))


def _duties(people: People, moves: Sequence[ProposedMove]) -> Iterator[Duty]:
    table = people.facts.get("penugasan")
    if table is None:
        return
    nips, names, posts, day = people.array("nip"), people.array("nama"), _posts(people), people.effective
    own = {move.candidate.row: move.number for move in moves}
    coming: dict[str, tuple[int, ...]] = {}
    for move in moves:
        coming[move.vacancy.post] = (*coming.get(move.vacancy.post, ()), move.number)
    for row in table.iter_rows(named=True):
        post, person, kind, begins, ends = (row[key] for key in ("id_jabatan", "person", "jenis", "tmt", "sampai"))
        if kind in (None, DEFINITIVE) or (begins is not None and begins > day) or (ends is not None and ends < day):
            continue
        filled_by = coming.get(post, ()) if kind in ACTING else ()
        name = posts.get(post) or post
        yield Duty(nips[person], names[person] or "", kind, post, name, own.get(person, 0), filled_by)


def touched(found: Sequence[Duty]) -> tuple[Duty, ...]:
    """Those whose holder moves, and those in a post that somebody comes to hold."""
    return tuple(one for one in found if one.move or one.filled_by)


def acting_in(found: Sequence[Duty], post: str) -> tuple[Duty, ...]:
    """Who acts in that post."""
    return tuple(one for one in found if one.post == post and one.kind in ACTING)


def _posts(people: People) -> dict[str, str | None]:
    table = people.around.get("jabatan")
    return {} if table is None else dict(table.select("id_jabatan", "nama").iter_rows())
