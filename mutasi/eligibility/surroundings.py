"""Those around the post: the ranks of superior and subordinates, and the unit that a person would leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.eligibility.age import out_of_service
from mutasi.eligibility.holders import BLANK, Others, holders, without_superior
from mutasi.eligibility.rank import NO_RANK
from mutasi.eligibility.requirement import Asked, Common, Outcome, all_pass, outcome, requirement
from mutasi.eligibility.status import is_pppk
from mutasi.message import Message
from mutasi.model.masks import Mask
from mutasi.model.people import People
from mutasi.model.reference import Confidence
from mutasi.model.settings import Settings, Whole, in_percent

_NO_SUPERIOR = Message("atasan of the post is missing, so the superior is not known")


@requirement(
    code="PANGKAT-02",
    name="rank-order-with-superior",
    hard=False,
    basis=("INGATAN",),
    confidence=Confidence.MEMORY,
    settings={"selisih_peringatan": Whole(1, most=16)},
    reads=("post", "superior"),
)
def rank_order_with_superior(people: People, asked: Asked, settings: Settings) -> Outcome:
    """No direct superior has a lower rank than a subordinate: a custom of many offices, not law.

    It looks at those who hold the posts above and below now and are in service at the effective date. What a whole plan
    changes is for the plan to check.
    Ranks of PPPK are of another scheme and not compared.
    """
    least, nips = settings["selisih_peringatan"], people.array("nip")
    superiors = holders(people.everyone, "id_jabatan", asked.superior)
    subordinates = holders(people.everyone, "atasan", asked.post)
    order, rank = people.array("urutan_golongan"), people.array("golongan")
    outranked = _Extreme.of(people, _ranked(superiors), smallest=True)
    outranking = _Extreme.of(people, _ranked(subordinates), smallest=False)
    over = outranked.holds(order, lambda mine, theirs: mine - theirs >= least)
    under = outranking.holds(order, lambda mine, theirs: theirs - mine >= least)
    known, no_superior = order > 0, asked.post in without_superior(people.everyone)
    names = {one.order: code for code, one in people.reference.ranks.items()}

    def explain(row: int) -> Message:
        if over[row]:
            return Message(
                "golongan {rank}, the superior has {other}", rank=rank[row], other=names[outranked.of_row(row)]
            )
        if under[row]:
            return Message(
                "golongan {rank}, a subordinate has {other}", rank=rank[row], other=names[outranking.of_row(row)]
            )
        if outranked.of_row(row) and outranking.of_row(row):
            return Message("golongan {rank} fits those of the superior and the subordinates", rank=rank[row])
        if outranked.of_row(row):
            return Message("golongan {rank} fits that of the superior", rank=rank[row])
        if outranking.of_row(row):
            return Message("golongan {rank} fits those of the subordinates", rank=rank[row])
        return Message(
            "golongan {rank}; the data has neither a superior nor a subordinate to compare it with", rank=rank[row]
        )

    def missing(row: int) -> Message:
        if not known[row]:
            return NO_RANK
        if no_superior:
            return _NO_SUPERIOR
        unranked = tuple(nip for nip, rank in (*superiors, *subordinates) if rank == BLANK and nip != nips[row])
        return Message("golongan of the superior or a subordinate is missing: {nips}", nips=unranked)

    return outcome(
        people,
        fails=known & (over | under),
        explain=explain,
        unknown=~known | no_superior | _others_unranked(people, (*superiors, *subordinates)),
        missing=missing,
        concerned=~is_pppk(people),
        common=Common(known, _NO_SUPERIOR) if no_superior else None,
    )


def _ranked(others: Others) -> Sequence[tuple[str, int]]:
    return [(nip, order) for nip, order in others if order > 0]


def _others_unranked(people: People, others: Others) -> Mask:
    """For everybody whether the rank of one of these is missing who is another person."""
    unranked = {nip for nip, order in others if order == BLANK}
    if len(unranked) == 1:
        return ~people.holds("nip", unranked.pop())
    return np.full(people.size, bool(unranked))


@dataclass(frozen=True, slots=True)
class _Extreme:
    """The lowest or highest rank among others than the person, 0 when there is nobody: `common` for all but `own`."""

    common: int
    own: Mapping[int, int]

    @classmethod
    def of(cls, people: People, others: Sequence[tuple[str, int]], *, smallest: bool) -> _Extreme:
        """Of these others; who is one of them is compared with the rest."""
        ranked = sorted(others, key=lambda one: one[1], reverse=not smallest)
        rest = {nip: next((order for other, order in ranked if other != nip), 0) for nip, _ in ranked}
        own = {people.rows[nip]: order for nip, order in rest.items() if nip in people.rows}
        return cls(ranked[0][1] if ranked else 0, own)

    def of_row(self, row: int) -> int:
        return self.own.get(row, self.common)

    def holds(self, orders: NDArray[Any], compare: Callable[[Any, int], Any]) -> Mask:
        """Of whom it holds, by the order of his or her rank and this one; of nobody where there is none."""
        found: Mask = compare(orders, self.common) if self.common else np.zeros(len(orders), dtype=bool)
        for row, theirs in self.own.items():
            found[row] = bool(theirs) and compare(int(orders[row]), theirs)
        return found


@requirement(
    code="FORMASI-02",
    name="unit-falls-below-floor",
    hard=False,
    basis=("PERBKN5-2019",),
    confidence=Confidence.SECONDARY,
    settings={"lantai_persen_asal": in_percent(0)},
    reads=("unit",),
)
def unit_falls_below_floor(people: People, asked: Asked, settings: Settings) -> Outcome:
    """The unit that a person leaves keeps a part of the people whom its posts need: local policy, off by default.

    Holders of definitive posts who are in service are counted against the sum of `kebutuhan` of the unit's posts.
    """
    floor = settings["lantai_persen_asal"]
    if not floor:
        return all_pass(people)
    needs = _needs(people.everyone)
    units = people.array("unit")
    held = np.array(
        [_others_of(people.everyone, unit, nip) for unit, nip in zip(units, people.array("nip"), strict=True)],
        dtype=np.int64,
    )
    needed = np.array([needs.get(unit, _Seats()).stated for unit in units], dtype=np.int64)
    unstated = people.missing("unit")
    unneeded = np.array([needs.get(unit, _Seats()).some_missing for unit in units], dtype=bool)
    leaves = np.array([unit != asked.unit for unit in units], dtype=bool)
    found = outcome(
        people,
        fails=(100 * held < floor * needed) & ~unstated,
        explain=lambda row: Message(
            "without the person {unit} has {held} of {needed} people, at least {floor} percent",
            unit=units[row],
            held=int(held[row]),
            needed=int(needed[row]),
            floor=floor,
        ),
        unknown=unstated | unneeded,
        missing=lambda row: (
            Message("kebutuhan of a post of the unit {unit} is missing", unit=units[row])
            if unneeded[row]
            else Message("the unit of work is missing")
        ),
        concerned=leaves,
    )
    return found.unless_doubtful(np.full(people.size, not asked.unit), lambda row: _NO_TARGET_UNIT)


def _others_of(everyone: People, unit: str, nip: str) -> int:
    """How many people of a unit are in service there beside this one, who may have left it already."""
    row = everyone.rows.get(nip)
    counts = row is not None and everyone.array("unit")[row] == unit and not out_of_service(everyone)[row]
    return len(holders(everyone, "unit", unit)) - counts


_NO_TARGET_UNIT = Message("id_unit of the post to be filled is missing, so whether it is another unit is not known")


@dataclass(frozen=True, slots=True)
class _Seats:
    """The seats that the posts of a unit need, as far as they are stated."""

    stated: int = 0
    some_missing: bool = False


def _needs(everyone: People) -> Mapping[str, _Seats]:
    """The seats of each unit."""
    return everyone.once("needs of units", lambda: _needs_of(everyone))


def _needs_of(everyone: People) -> dict[str, _Seats]:
    posts = everyone.around.get("jabatan")
    if posts is None:
        return {}
    sums = (
        posts.drop_nulls("id_unit")
        .group_by("id_unit", maintain_order=True)
        .agg(pl.col("kebutuhan").sum(), missing=pl.col("kebutuhan").is_null().any())
    )
    return {unit: _Seats(stated, missing) for unit, stated, missing in sums.iter_rows()}
