"""Those around the post: the ranks of superior and subordinates, and the unit that a person would leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from mutasi.message import Message, mark
from mutasi.model.masks import Mask
from mutasi.model.people import People
from mutasi.model.reference import Confidence
from mutasi.model.settings import Settings, Whole, in_percent
from mutasi.model.verdict import Verdict, VerdictCodes

_FITS = {
    (True, True): mark("golongan {rank} fits those of the superior and the subordinates"),
    (True, False): mark("golongan {rank} fits that of the superior"),
    (False, True): mark("golongan {rank} fits those of the subordinates"),
    (False, False): mark("golongan {rank}; the data has neither a superior nor a subordinate to compare it with"),
}
"""By whether there is a superior and a subordinate to compare with."""
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
    no_superior = asked.post in without_superior(people.everyone)
    unranked = frozenset(nip for nip, order in (*superiors, *subordinates) if order == BLANK)
    common = _Compared(least, outranked.common, outranking.common, no_superior or bool(unranked))
    codes = people.lately(("order of ranks", common), lambda: common.codes(order, is_pppk(people))).copy()
    # who is one of those around the post is compared with the others of them
    for row in {*outranked.own, *outranking.own, *(people.rows[nip] for nip in unranked if nip in people.rows)}:
        others_unranked = no_superior or bool(unranked - {nips[row]})
        alone = _Compared(least, outranked.of_row(row), outranking.of_row(row), others_unranked)
        codes[row] = alone.codes(order[row : row + 1], is_pppk(people)[row : row + 1])[0]

    def over(row: int) -> bool:
        return bool(outranked.of_row(row)) and order[row] - outranked.of_row(row) >= least

    def under(row: int) -> bool:
        return bool(outranking.of_row(row)) and outranking.of_row(row) - order[row] >= least

    names = {one.order: code for code, one in people.reference.ranks.items()}

    def explain(row: int) -> Message:
        above, below = outranked.of_row(row), outranking.of_row(row)
        if over(row):
            return Message("golongan {rank}, the superior has {other}", rank=rank[row], other=names[above])
        if under(row):
            return Message("golongan {rank}, a subordinate has {other}", rank=rank[row], other=names[below])
        return Message(_FITS[above > 0, below > 0], rank=rank[row])

    def missing(row: int) -> Message:
        if not order[row]:
            return NO_RANK
        if no_superior:
            return _NO_SUPERIOR
        others = tuple(nip for nip, rank in (*superiors, *subordinates) if rank == BLANK and nip != nips[row])
        return Message("golongan of the superior or a subordinate is missing: {nips}", nips=others)

    shared = Common(order > 0, _NO_SUPERIOR) if no_superior else None
    return Outcome(codes, explain, missing, concerned=~is_pppk(people), common=shared)


@dataclass(frozen=True, slots=True)
class _Compared:
    """The rank of the lowest superior and of the highest subordinate, 0 for none, from which one of another person may
    not differ by `least`; `unknown` is whether more would have to be known of these.
    """

    least: int
    superior: int
    subordinate: int
    unknown: bool

    def codes(self, order: NDArray[Any], other_scheme: Mask) -> VerdictCodes:
        """The verdicts of people by the order of their ranks; those of another scheme of ranks are not compared."""
        known = order > 0
        over = order - self.superior >= self.least if self.superior else np.zeros_like(known)
        under = self.subordinate - order >= self.least if self.subordinate else np.zeros_like(known)
        codes = np.where(known & (not self.unknown), np.int8(Verdict.PASS), np.int8(Verdict.UNKNOWN))
        np.copyto(codes, np.int8(Verdict.FAIL), where=known & (over | under))
        np.copyto(codes, np.int8(Verdict.PASS), where=other_scheme)
        return codes


def _ranked(others: Others) -> Sequence[tuple[str, int]]:
    return [(nip, order) for nip, order in others if order > 0]


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
    held, needed, unneeded = people.once("staff of units", lambda: _staff(people))
    units, unstated = people.array("unit"), people.missing("unit")
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
        concerned=~people.holds("unit", asked.unit),
    )
    return found.unless_doubtful(np.full(people.size, not asked.unit), lambda row: _NO_TARGET_UNIT)


def _staff(people: People) -> tuple[NDArray[np.int64], NDArray[np.int64], Mask]:
    """Of the unit of everybody: how many others are there, how many its posts need, and whether that is not all."""
    units, needs = people.array("unit"), _needs(people.everyone)
    held = [_others_of(people.everyone, unit, nip) for unit, nip in zip(units, people.array("nip"), strict=True)]
    seats = [needs.get(unit, _Seats()) for unit in units]
    return (
        np.array(held, dtype=np.int64),
        np.array([one.stated for one in seats], dtype=np.int64),
        np.array([one.some_missing for one in seats], dtype=bool),
    )


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
