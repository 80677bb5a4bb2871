"""Who holds the posts of the organisation and is in service at the effective date; and posts of no stated superior."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

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
    mine = _rows_of(everyone, column).get(post)
    if mine is None:
        return ()
    nips, orders = everyone.array("nip"), everyone.array("urutan_golongan")
    blank = everyone.once("without rank", lambda: _without_rank(everyone))
    return tuple((nips[row], BLANK if blank[row] else int(orders[row])) for row in mine)


Rows = Mapping[str, Sequence[int]]
"""The rows of people, in their order, by what stands in a column."""


def _rows_of(everyone: People, column: str) -> Rows:
    return everyone.once(("holders by", column), lambda: _rows_by(everyone, column))


def _rows_by(everyone: People, column: str) -> Rows:
    """The rows of the people in service by what stands in the column; many ask for a few of the posts alone."""
    present = everyone.frame.select(column).with_row_index("row").filter(pl.Series(~out_of_service(everyone)))
    found = present.drop_nulls(column).group_by(column, maintain_order=True).agg("row")
    return dict(zip(found[column].to_list(), found["row"].to_list(), strict=True))


def take_over(before: People, after: People, rows: Sequence[int]) -> None:
    """Who holds the posts after the people of these rows have moved is worked out of who held them before: all others
    stay where they are.
    """
    moved = replace(after, frame=after.frame[list(rows)], facts={})

    def of_column(column: str) -> Rows:
        found, gone = dict(_rows_of(before, column)), set(rows)
        for value in {before.array(column)[row] for row in rows} & found.keys():
            found[value] = [row for row in found[value] if row not in gone]
        stays = ~out_of_service(moved)
        for row, value, is_there in zip(rows, moved.frame[column].to_list(), stays, strict=True):
            if value is not None and is_there:
                found[value] = sorted((*found.get(value, ()), row))
        return {value: mine for value, mine in found.items() if mine}

    for column in ("id_jabatan", "atasan", "unit"):
        after.once(("holders by", column), partial(of_column, column))


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
