"""Rank (golongan) against the post."""

from __future__ import annotations

import numpy as np

from mutasi.eligibility.kind import UPWARD, Move
from mutasi.eligibility.requirement import Asked, Outcome, all_pass, none_is_known, outcome, requirement
from mutasi.eligibility.status import is_pppk
from mutasi.message import Message
from mutasi.model import codes
from mutasi.model.people import People
from mutasi.model.reference import Confidence
from mutasi.model.settings import Choice, Settings, Whole

NO_RANK = Message("golongan is missing")
_NO_ECHELON = Message("eselon of the post to be filled is missing, so its range of ranks is not known")


@requirement(
    code="PANGKAT-01",
    name="rank-outside-range",
    hard=False,
    basis=("PP13-2002-tabel", "PP11-2017-352"),
    confidence=Confidence.SECONDARY,
    settings={"toleransi_tingkat_bawah": Whole(1, most=16), "di_atas_maksimum": Choice("peringatan", "abaikan")},
    reads=("echelon", "lowest_rank", "level"),
    moves=(*UPWARD, Move.ROTATION),
    levelled=False,
)
def rank_outside_range(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Rank within the range of the post's eselon. The table is no longer statute but is used everywhere.

    Up to `toleransi_tingkat_bawah` steps below the lowest rank, and above the highest, it only warns, also when an
    agency makes the requirement hard. With `di_atas_maksimum: abaikan` a rank above the range is no remark.
    """
    ranks = people.reference.ranks
    echelon = people.reference.echelons.get(asked.echelon)
    lowest = asked.lowest_rank or (echelon.lowest_rank if echelon else "")
    highest = echelon.highest_rank if echelon and not asked.lowest_rank else ""
    if not lowest and asked.level in codes.JENJANG_MANAJERIAL:
        return none_is_known(people, _NO_ECHELON).only(~is_pppk(people))
    if not lowest:
        return all_pass(people)
    order, rank = people.array("urutan_golongan"), people.array("golongan")
    tolerated = ranks[lowest].order - settings["toleransi_tingkat_bawah"]
    too_low = order < tolerated
    too_high = np.zeros(people.size, dtype=bool)
    if highest and settings["di_atas_maksimum"] != "abaikan":
        too_high = order > ranks[highest].order

    def explain(row: int) -> Message:
        if too_high[row]:
            return Message("golongan {rank}, highest {highest}", rank=rank[row], highest=highest)
        if tolerated <= order[row] < ranks[lowest].order:
            return Message("golongan {rank}, lowest {lowest} (within the tolerance)", rank=rank[row], lowest=lowest)
        return Message("golongan {rank}, lowest {lowest}", rank=rank[row], lowest=lowest)

    known = order > 0
    return outcome(
        people,
        fails=too_low & known,
        warns=(order < ranks[lowest].order) | too_high,
        explain=explain,
        unknown=~known,
        missing=NO_RANK,
        concerned=~is_pppk(people),
    )


@requirement(
    code="PANGKAT-03",
    name="rank-does-not-fit-jf",
    hard=False,
    basis=("INGATAN",),
    confidence=Confidence.MEMORY,
    reads=("level",),
    moves=(Move.INTO_JF,),
    verify=True,
)
def rank_does_not_fit_jf(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Rank among those of the functional level."""
    if asked.level not in codes.JENJANG_JF:
        return all_pass(people)
    allowed = people.reference.levels[asked.level].ranks
    rank, known = people.array("golongan"), people.array("urutan_golongan") > 0
    return outcome(
        people,
        fails=~people.is_one_of("golongan", allowed) & known,
        explain=lambda row: Message(
            "golongan {rank}, {level} is for {allowed}", rank=rank[row], level=asked.level, allowed=allowed
        ),
        unknown=~known,
        missing=NO_RANK,
        concerned=~is_pppk(people),
    )
