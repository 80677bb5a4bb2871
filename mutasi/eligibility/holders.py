"""Who holds the posts of the organisation and is in service at the effective date; and posts of no stated superior."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from mutasi.eligibility.age import out_of_service
from mutasi.eligibility.status import is_pppk
from mutasi.model.heads import heads_of
from mutasi.model.masks import Mask
from mutasi.model.people import People

Others = tuple[tuple[str, int], ...]
"""NIP and order of the rank of people, 0 for those of another scheme of ranks, BLANK where it is missing."""
BLANK = -1


def holders(everyone: People, column: str, post: str) -> Others:
    """The people in service whose post, or the superior of whose post, is this one."""
    index: Mapping[str, Others] = everyone.once(("holders by", column), lambda: _holders_by(everyone, column))
    return index.get(post, ())


def _holders_by(everyone: People, column: str) -> dict[str, Others]:
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    blank, gone = _without_rank(everyone), out_of_service(everyone)
    for row, (post, nip, order) in enumerate(everyone.frame.select(column, "nip", "urutan_golongan").iter_rows()):
        if post is not None and not gone[row]:
            found[post].append((nip, BLANK if blank[row] else order))
    return {post: tuple(people) for post, people in found.items()}


def _without_rank(people: People) -> Mask:
    """Whose golongan is missing, but for PPPK, whose scheme is another one anyway."""
    return people.missing("golongan") & ~is_pppk(people)


def without_superior(everyone: People) -> frozenset[str]:
    """The posts whose atasan is blank although they do not head the organisation: nobody knows who is above them."""
    return everyone.once("without superior", lambda: _without_superior_of(everyone))


def _without_superior_of(everyone: People) -> frozenset[str]:
    posts = everyone.around.get("jabatan")
    if posts is None:
        return frozenset()
    heads = heads_of(posts, {code: level.step for code, level in everyone.reference.levels.items()})
    return frozenset(heads.ranked["id_jabatan"]) - frozenset(heads.allowed["id_jabatan"])
