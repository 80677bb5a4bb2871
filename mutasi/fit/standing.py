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

    Both make one whole number (`own`, the higher the better), so that the chain decides equal scores everywhere: score
    times `span` less the place in the chain, which is `behind`. `lowest` and `highest` are the same for the bounds of
    the score.
    """

    nips: Rows
    own: Numbers
    lowest: Numbers
    highest: Numbers
    behind: Rows
    span: int

    @classmethod
    def of(cls, people: People, scores: Scores, policy: Policy, rows: Rows) -> Standing:
        """The standing of the people of `rows`."""
        behind, span = chain_places(people, policy)[rows], people.size + 1

        def number(score: ByRow) -> Numbers:
            wanted = score[rows]
            if len(rows) and int(wanted.max()) > _LARGEST // span:
                wanted = wanted.astype(object)  # whole numbers of any size
            made: Numbers = wanted * span - behind
            return made

        nips = people.once("order of NIP", lambda: _dense((np.array(people.array("nip"), dtype=str),)))
        stated = (scores.score, scores.lowest, scores.highest)
        numbers = {id(one): one for one in stated}  # where nothing is missing all three are one
        made = {key: number(one) for key, one in numbers.items()}
        own, lowest, highest = (made[id(one)] for one in stated)
        return cls(nips[rows], own, lowest, highest, behind, span)

    def best(self, asked: int) -> Rows:
        """The first of them (indices of `rows`), and all who share the place of the last; in the order of display."""
        listed = np.arange(len(self.own))
        if len(listed) > asked:
            last = np.partition(self.own, len(listed) - asked)[len(listed) - asked]
            listed = np.flatnonzero(self.own >= last)
        return listed[np.lexsort((self.nips[listed], -self.own[listed]))]

    def equal_beyond(self, listed: Rows) -> Rows:
        """Those who are not listed and have the score of the last who is, the first of them by the chain first."""
        if not len(listed):
            return listed
        of_last = -(-self.own[listed[-1]] // self.span)
        equal = np.flatnonzero(-(-self.own // self.span) == of_last)
        beyond = np.setdiff1d(equal, listed)
        return beyond[np.lexsort((self.nips[beyond], -self.own[beyond]))]

    def places(self, listed: Rows) -> tuple[Rows, Mask]:
        """Competition ranks (1, 2, 2, 4) of the best, and who shares a place."""
        own = self.own[listed]
        differs = np.concatenate([[True], own[1:] != own[:-1]])[: len(own)].astype(bool)
        first = np.flatnonzero(differs)
        group = np.cumsum(differs) - 1
        sizes = np.diff(np.append(first, len(own)))
        return first[group] + 1, sizes[group] > 1

    def place_of(self, some: Rows) -> Rows:
        """The place of any of them among all: one more than those who stand before."""
        return _above(self.own, self.own[some]) + 1

    def bounds(self, listed: Rows) -> tuple[Rows, Rows]:
        """Best and worst place of each: how many are surely better, and how many may be."""
        lowest, highest = self.lowest[listed], self.highest[listed]
        return _above(self.lowest, highest) + 1, _above(self.highest, lowest) - (highest > lowest) + 1

    def place_with(self, score: int, behind: int, *, instead_of: int | None = None) -> int:
        """The place of somebody of this score and place in the chain, who counts instead of one of them or besides."""
        return _before(self.own, score * self.span - behind, instead_of) + 1

    def bounds_with(self, bounds: tuple[int, int], behind: int, *, instead_of: int | None = None) -> tuple[int, int]:
        """Best and worst place of somebody whose score has these bounds, as `place_with`."""
        lowest, highest = (score * self.span - behind for score in bounds)
        return _before(self.lowest, highest, instead_of) + 1, _before(self.highest, lowest, instead_of) + 1

    def last_of(self, asked: int) -> int | None:
        """The score of the last of the first `asked`, None when there are fewer."""
        last = self._last(asked)
        return None if last is None else -(-last // self.span)

    def needed(self, asked: int, behind: int) -> int | None:
        """The lowest score with which somebody of this place in the chain is among the first `asked`, None when there
        are fewer.
        """
        last = self._last(asked)
        return None if last is None else -((-last - behind) // self.span)

    def _last(self, asked: int) -> int | None:
        if len(self.own) < asked:
            return None
        return int(np.partition(self.own, len(self.own) - asked)[len(self.own) - asked])

    def may_reach(self, asked: int) -> Rows:
        """Those beyond the first `asked` (indices of `rows`) whom missing values may bring among them, the nearest to
        the first place before the others.
        """
        if self.highest is self.lowest or len(self.own) <= asked:
            return np.array([], dtype=np.int64)
        at = len(self.own) - asked
        listed = self.own >= np.partition(self.own, at)[at]
        found = np.flatnonzero(~listed & (self.highest >= np.partition(self.lowest, at)[at]))
        best, _ = self.bounds(found)
        return found[np.lexsort((self.nips[found], -self.own[found], best))]


def _above(numbers: Numbers, wanted: Numbers) -> Rows:
    """How many of the numbers are greater than each that is wanted."""
    if not len(wanted):
        return np.zeros(0, dtype=np.int64)
    ordered, of_each = np.unique(wanted, return_inverse=True)
    # each number is greater than so many of the few that are wanted: that is quicker than to order them all
    greater = np.bincount(np.searchsorted(ordered, numbers, side="left"), minlength=len(ordered) + 1)
    return np.cumsum(greater[::-1])[::-1][1:][of_each]


def _before(numbers: Numbers, number: int, without: int | None) -> int:
    """How many are higher, one of them left out."""
    return int(np.count_nonzero(numbers > number)) - int(without is not None and numbers[without] > number)


def order_of_people(people: People, policy: Policy) -> Rows:
    """The place of everybody in the published chain; whom it cannot separate, by NIP, so that no two share one."""
    nips = people.once("order of NIP", lambda: _dense((np.array(people.array("nip"), dtype=str),), people.size))
    return chain_places(people, policy) * (people.size + 1) + nips


def chain_places(people: People, policy: Policy) -> Rows:
    """The place of everybody in the published chain alone, 0 first; who cannot be told apart shares it."""
    key = ("chain", policy.tie_chain)
    return people.once(key, lambda: _dense(tuple(_key(people, link) for link in policy.tie_chain), people.size))


def deciding_link(people: People, policy: Policy, before: int, after: int) -> TieBreaker | None:
    """The first link of the chain in which two people (rows) differ, None where it cannot tell them apart."""
    for link in policy.tie_chain:
        key = _key(people, link)
        if key[before] != key[after]:
            return link
    return None


def _key(people: People, link: TieBreaker) -> Key:
    return people.once(("link", link), lambda: _link(people, link))


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
