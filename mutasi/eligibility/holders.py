"""Who holds the posts of the organisation and is in service at the effective date; and posts of no stated superior."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

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
    rows: Mapping[str, list[int]] = everyone.once(("holders by", column), lambda: _rows_by(everyone, column))
    mine = rows.get(post)
    if mine is None:
        return ()
    nips, orders = everyone.array("nip"), everyone.array("urutan_golongan")
    blank = everyone.once("without rank", lambda: _without_rank(everyone))
    return tuple((nips[row], BLANK if blank[row] else int(orders[row])) for row in mine)


def _rows_by(everyone: People, column: str) -> dict[str, list[int]]:
    """The rows of the people in service by what stands in the column; many ask for a few of the posts alone."""
    present = everyone.frame.select(column).with_row_index("row").filter(pl.Series(~out_of_service(everyone)))
    found = present.drop_nulls(column).group_by(column, maintain_order=True).agg("row")
    return dict(zip(found[column].to_list(), found["row"].to_list(), strict=True))


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
