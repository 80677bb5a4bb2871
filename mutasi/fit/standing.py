"""Who stands before whom for a vacancy: scores, the published chain for equal ones, places and their bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.fit.score import Scores
from mutasi.fit.sums import ByRow
from mutasi.model.masks import Mask
from mutasi.model.people import People
from mutasi.model.policy import Policy, TieBreaker

Rows = NDArray[np.int64]
Key = NDArray[Any]
Numbers = NDArray[Any]
"""Whole numbers: of numpy where they are small enough, else of Python."""
LEADERSHIP = ("PKP", "PKA", "PKN_II", "PKN_I")
"""Leadership trainings, the lowest first."""
_LARGEST = 2**62


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands before whom among the `rows` of people: by score, and where that is equal by the published chain.

    Both make one whole number (`own`, the higher the better), so that the chain decides equal scores everywhere.
    `lowest` and `highest` are the same for the bounds of the score.
    """

    nips: Rows
    own: Numbers
    lowest: Numbers
    highest: Numbers

    @classmethod
    def of(cls, people: People, scores: Scores, policy: Policy, rows: Rows) -> Standing:
        """The standing of the people of `rows`."""
        nips = people.once("order of NIP", lambda: _dense((np.array(people.array("nip"), dtype=str),)))
        stated = (scores.score, scores.lowest, scores.highest)
        numbers = {id(one): one for one in stated}  # where nothing is missing all three are one
        made = {key: standings(people, one, policy, rows) for key, one in numbers.items()}
        return cls(nips[rows], *(made[id(one)] for one in stated))

    def best(self, asked: int) -> Rows:
        """The first of them (indices of `rows`), and all who share the place of the last; in the order of display."""
        listed = np.arange(len(self.own))
        if len(listed) > asked:
            last = np.partition(self.own, len(listed) - asked)[len(listed) - asked]
            listed = np.flatnonzero(self.own >= last)
        return listed[np.lexsort((self.nips[listed], -self.own[listed]))]

    def places(self, listed: Rows) -> tuple[Rows, Mask]:
        """Competition ranks (1, 2, 2, 4) of the best, and who shares a place."""
        own = self.own[listed]
        differs = np.concatenate([[True], own[1:] != own[:-1]])[: len(own)].astype(bool)
        first = np.flatnonzero(differs)
        group = np.cumsum(differs) - 1
        sizes = np.diff(np.append(first, len(own)))
        return first[group] + 1, sizes[group] > 1

    def bounds(self, listed: Rows, rivals: Numbers | None = None) -> tuple[Rows, Rows]:
        """Best and worst place of each: how many are surely better, and how many may be.

        `rivals` are the highest numbers of all who may be better, where these here are not all of them.
        """
        lowest, highest = self.lowest[listed], self.highest[listed]
        maybe_better = _above(self.highest if rivals is None else rivals, lowest)
        return _above(self.lowest, highest) + 1, maybe_better - (highest > lowest) + 1


def standings(people: People, score: ByRow, policy: Policy, rows: Rows) -> Numbers:
    """Score and place in the chain of the people of these rows as one number, the higher the better."""
    wanted, span = score[rows], people.size + 1
    if len(rows) and int(wanted.max()) > _LARGEST // span:
        wanted = wanted.astype(object)  # whole numbers of any size
    made: Numbers = wanted * span - chain_places(people, policy)[rows]
    return made


def _above(numbers: Numbers, wanted: Numbers) -> Rows:
    """How many of the numbers are greater than each that is wanted."""
    if not len(wanted):
        return np.zeros(0, dtype=np.int64)
    ordered, of_each = np.unique(wanted, return_inverse=True)
    # each number is greater than so many of the few that are wanted: that is quicker than to order them all
    greater = np.bincount(np.searchsorted(ordered, numbers, side="left"), minlength=len(ordered) + 1)
    return np.cumsum(greater[::-1])[::-1][1:][of_each]


def chain_places(people: People, policy: Policy) -> Rows:
    """The place of everybody in the chain alone, 0 first; who cannot be told apart shares it."""
    key = ("chain", policy.tie_chain)
    return people.once(key, lambda: _dense(tuple(_link(people, link) for link in policy.tie_chain), people.size))


def _dense(keys: tuple[Key, ...], size: int = 0) -> Rows:
    """Dense ranks by several keys, the first one the most important; 0 for all without keys."""
    if not keys:
        return np.zeros(size, dtype=np.int64)
    order = np.lexsort(tuple(reversed(keys)))
    differs = np.zeros(len(order), dtype=np.int64)
    for key in keys:
        differs[1:] |= key[order][1:] != key[order][:-1]
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.cumsum(differs)
    return ranks


def _link(people: People, link: TieBreaker) -> Key:
    """A vector in which smaller is better; a missing value comes last in its link."""
    match link:
        case TieBreaker.RANK:
            return -people.array("urutan_golongan").astype(np.int64)
        case TieBreaker.RANK_DATE:
            return _earliest(people, "tmt_pangkat")
        case TieBreaker.POST:
            return _post(people)
        case TieBreaker.SERVICE:
            return _earliest(people, "tmt_cpns")
        case TieBreaker.TRAINING:
            return _training(people)
        case TieBreaker.EDUCATION:
            return -people.array("urutan_pendidikan").astype(np.int64)
        case TieBreaker.AGE:
            return _earliest(people, "tanggal_lahir")


def _earliest(people: People, column: str) -> Key:
    days = people.dates(column)
    return np.where(np.isnat(days), np.iinfo(np.int64).max, days.astype(np.int64))


def _post(people: People) -> Key:
    """Higher level first, then the higher eselon, then since when it is held."""
    orders = {code: echelon.order for code, echelon in people.reference.echelons.items()}
    step = people.array("tingkat").astype(np.int64)
    echelon = np.array([orders.get(code, 99) for code in people.array("eselon")], dtype=np.int64)
    since = _earliest(people, "tmt_jabatan")
    return _dense((-step, echelon, since))


def _training(people: People) -> Key:
    best = np.zeros(people.size, dtype=np.int64)
    facts = people.facts.get("diklat")
    if facts is None:
        return best
    done = facts.filter(pl.col("jenis").is_in(LEADERSHIP))
    for person, kind in zip(done["person"], done["jenis"], strict=True):
        best[person] = max(best[person], LEADERSHIP.index(kind) + 1)
    return -best
