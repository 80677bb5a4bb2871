"""Those around the post: superior and subordinates, relatives, and the unit that a person would leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.eligibility.rank import NO_RANK
from mutasi.eligibility.requirement import Asked, Outcome, all_pass, outcome, requirement
from mutasi.eligibility.status import is_pppk
from mutasi.message import Message
from mutasi.model import codes
from mutasi.model.masks import Mask, rows_mask
from mutasi.model.people import People
from mutasi.model.reference import Confidence
from mutasi.model.settings import Choice, Codes, Settings, Whole, in_percent

_NO_RELATIVES = Message("the table {table} is absent", table="relasi")

Others = tuple[tuple[str, int], ...]
"""NIP and order of the rank of people, 0 for those of another scheme of ranks, _BLANK where it is missing."""
_BLANK = -1


def _holders(everyone: People, column: str, post: str) -> Others:
    """The people whose post, or the superior of whose post, is this one."""
    index: Mapping[str, Others] = everyone.once(("holders by", column), lambda: _holders_by(everyone, column))
    return index.get(post, ())


def _holders_by(everyone: People, column: str) -> dict[str, Others]:
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    blank = _without_rank(everyone)
    for row, (post, nip, order) in enumerate(everyone.frame.select(column, "nip", "urutan_golongan").iter_rows()):
        if post is not None:
            found[post].append((nip, _BLANK if blank[row] else order))
    return {post: tuple(people) for post, people in found.items()}


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

    It looks at those who hold the posts above and below now. What a whole plan changes is for the plan to check.
    Ranks of PPPK are of another scheme and not compared.
    """
    least, nips = settings["selisih_peringatan"], people.array("nip")
    superiors = _holders(people.everyone, "id_jabatan", asked.superior)
    subordinates = _holders(people.everyone, "atasan", asked.post)
    order, rank = people.array("urutan_golongan"), people.array("golongan")
    outranked = _Extreme.of(people, _ranked(superiors), smallest=True)
    outranking = _Extreme.of(people, _ranked(subordinates), smallest=False)
    over = outranked.holds(order, lambda mine, theirs: mine - theirs >= least)
    under = outranking.holds(order, lambda mine, theirs: theirs - mine >= least)
    known = order > 0
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
        unranked = tuple(nip for nip, rank in (*superiors, *subordinates) if rank == _BLANK and nip != nips[row])
        return Message("golongan of the superior or a subordinate is missing: {nips}", nips=unranked)

    return outcome(
        people,
        fails=known & (over | under),
        explain=explain,
        unknown=~known | _others_unranked(people, (*superiors, *subordinates)),
        missing=missing,
        concerned=~is_pppk(people),
    )


def _without_rank(people: People) -> Mask:
    """Whose golongan is missing, but for PPPK, whose scheme is another one anyway."""
    return people.missing("golongan") & ~is_pppk(people)


def _ranked(others: Others) -> Sequence[tuple[str, int]]:
    return [(nip, order) for nip, order in others if order > 0]


def _others_unranked(people: People, others: Others) -> Mask:
    """For everybody whether the rank of one of these is missing who is another person."""
    unranked = {nip for nip, order in others if order == _BLANK}
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


# Relatives ---------------------------------------------------------------------------------------------


def _relatives(people: People, kinships: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """Everybody's relatives of these kinds, by NIP, in both directions."""
    return people.everyone.once(("relatives", kinships), lambda: _relatives_of(people.everyone, kinships))


def _relatives_of(everyone: People, kinships: tuple[str, ...]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    table = everyone.around.get("relasi")
    if table is not None:
        pairs = table.filter(pl.col("hubungan").is_in(kinships)).select("nip_a", "nip_b").drop_nulls()
        for one, other in pairs.iter_rows():
            found[one].add(other)
            found[other].add(one)
    return {nip: frozenset(others) for nip, others in found.items()}


def _rows_with(people: People, relatives: Mapping[str, frozenset[str]], wanted: frozenset[str]) -> Mask:
    """Who is a relative of one of these."""
    theirs = {other for nip in wanted for other in relatives.get(nip, ())}
    return rows_mask((people.rows[nip] for nip in theirs if nip in people.rows), people.size)


_WEIGHT = Choice("keras", "lunak", "mati")


@requirement(
    code="KK-01",
    name="relative-above-or-below",
    hard=False,
    basis=("PP11-2017-190", "PERMENPANRB17-2024"),
    confidence=Confidence.SECONDARY,
    settings={
        "hubungan": Codes(codes.HUBUNGAN, codes.HUBUNGAN),
        "atasan_langsung": _WEIGHT,
        "satu_unit": Choice("lunak", "keras", "mati"),
    },
    reads=("post", "superior", "unit"),
    tables=("relasi",),
)
def relative_above_or_below(people: People, asked: Asked, settings: Settings) -> Outcome:
    """No close relative becomes direct superior or subordinate: that bars. Relatives in the same unit are a warning.

    The law gives the principle; degrees and weight are local: `hubungan`, and for `atasan_langsung` and `satu_unit`
    keras, lunak or mati.
    """
    relatives = _relatives(people, tuple(settings["hubungan"]))
    everyone = people.everyone
    near = (*_holders(everyone, "id_jabatan", asked.superior), *_holders(everyone, "atasan", asked.post))
    direct = _rows_with(people, relatives, frozenset(nip for nip, _ in near))
    unit = frozenset(nip for nip, _ in _holders(everyone, "unit", asked.unit))
    together = _rows_with(people, relatives, unit) if settings["satu_unit"] != "mati" else np.zeros_like(direct)
    if settings["atasan_langsung"] == "mati":
        direct = np.zeros_like(direct)
    nips = people.array("nip")

    def explain(row: int) -> Message:
        mine = relatives.get(nips[row], frozenset())
        if direct[row]:
            who = tuple(sorted(nip for nip, _ in near if nip in mine))
            return Message("a relative would be direct superior or subordinate: {nips}", nips=who)
        if together[row]:
            return Message("a relative works in the same unit: {nips}", nips=tuple(sorted(unit & mine)))
        return Message("no relative above, below or in the same unit")

    both = settings["satu_unit"] == "keras"
    return outcome(
        people,
        fails=direct | (together & both),
        warns=together,
        explain=explain,
        unknown=np.full(people.size, not people.has("relasi")),
        missing=_NO_RELATIVES,
        bars=(direct & (settings["atasan_langsung"] == "keras")) | (together & both),
    )


@requirement(
    code="KK-02",
    name="relative-among-assessors",
    hard=False,
    basis=("PERMENPANRB17-2024",),
    confidence=Confidence.SECONDARY,
    settings={"wajib_deklarasi": True},
    tables=("relasi",),
)
def relative_among_assessors(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Who decides or proposes (`tim_penilai` of mutasi.yaml) is no relative of the candidate without a declaration."""
    if not people.assessors or not settings["wajib_deklarasi"]:
        return all_pass(people)
    relatives = _relatives(people, codes.HUBUNGAN)
    assessors, nips = frozenset(people.assessors), people.array("nip")
    related = _rows_with(people, relatives, assessors)

    def explain(row: int) -> Message:
        if not related[row]:
            return Message("no relative among those who decide")
        who = tuple(sorted(assessors & relatives[nips[row]]))
        return Message("a relative is among those who decide: {nips}; a declaration is needed", nips=who)

    return outcome(
        people,
        fails=related,
        explain=explain,
        unknown=np.full(people.size, not people.has("relasi")),
        missing=_NO_RELATIVES,
    )


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

    Holders of definitive posts are counted against the sum of `kebutuhan` of the unit's posts.
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
    needed = np.array([needs.get(unit, 0) for unit in units], dtype=np.int64)
    unstated = people.missing("unit")
    leaves = np.array([unit != asked.unit for unit in units], dtype=bool)
    return outcome(
        people,
        fails=(100 * held < floor * needed) & ~unstated,
        explain=lambda row: Message(
            "without the person {unit} has {held} of {needed} people, at least {floor} percent",
            unit=units[row],
            held=int(held[row]),
            needed=int(needed[row]),
            floor=floor,
        ),
        unknown=unstated,
        missing=Message("the unit of work is missing"),
        concerned=leaves,
    )


def _others_of(everyone: People, unit: str, nip: str) -> int:
    """How many people of a unit there are beside this one, who may have left it already."""
    row = everyone.rows.get(nip)
    is_there = row is not None and everyone.array("unit")[row] == unit
    return len(_holders(everyone, "unit", unit)) - is_there


def _needs(everyone: People) -> Mapping[str, int]:
    """The seats that the posts of each unit need."""
    return everyone.once("needs of units", lambda: _needs_of(everyone))


def _needs_of(everyone: People) -> dict[str, int]:
    posts = everyone.around.get("jabatan")
    if posts is None:
        return {}
    sums = posts.drop_nulls("id_unit").group_by("id_unit", maintain_order=True).agg(pl.col("kebutuhan").sum())
    return dict(sums.iter_rows())


AROUND = (rank_order_with_superior.code, relative_above_or_below.code, unit_falls_below_floor.code)
"""The rules that look at the other people of the organisation, which the moves of a plan change."""
