"""Which missing values decide who is first and who is listed: each alone, all else as the policy orders it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutasi.fit.methods import ideal_points
from mutasi.fit.standing import Standing
from mutasi.fit.what_if import WhatIf
from mutasi.model.missing_value import Contender, MissingValue
from mutasi.model.people import People
from mutasi.model.policy import Method

NAMED = 5
"""So many of those who are not listed and may be are named, the others counted."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """The missing values of those who are ranked: `rows` are their rows in the order of `standing`."""

    people: People
    rows: NDArray[np.int64]
    standing: Standing
    what_if: WhatIf

    def of(self, at: int) -> tuple[MissingValue, ...]:
        """The missing values of one of them, with the places that each alone leaves open."""
        known = self.standing.lowest[at] == self.standing.highest[at]
        if known and self.what_if.scores.method is Method.WEIGHTED_SUM:
            return ()
        return tuple(self._values(at))

    def _values(self, at: int) -> Iterator[MissingValue]:
        row, scores = int(self.rows[at]), self.what_if.scores
        for one in scores.criteria:
            given = scores.points[one.name]
            lowest, highest = int(given.lowest[row]), int(given.highest[row])
            if lowest < highest:
                # profile matching counts most what is asked, and not what is most
                asked = min(max(ideal_points(one), lowest), highest)
                units = self.what_if.changed(row, [{one.name: points} for points in (lowest, asked, highest)])
                places = sorted(self._place(at, int(unit)) for unit in units)
                yield MissingValue(one.name, given.fact(row), places[0], places[-1])

    def _place(self, at: int, units: int) -> int:
        return self.standing.place_with(units, int(self.standing.behind[at]), instead_of=at)

    def contenders(self, asked: int) -> tuple[tuple[Contender, ...], int]:
        """The first of those beyond the first `asked` whom missing values may bring among them, and how many there
        are.
        """
        found = self.standing.may_reach(asked)
        named, scores = found[:NAMED], self.what_if.scores
        best, worst = self.standing.bounds(named)
        nip, name = self.people.array("nip"), self.people.array("nama")
        contenders = tuple(
            Contender(
                row=int(row),
                nip=nip[row] or "",
                name=name[row] or "",
                place=self._place(int(at), int(scores.score[row])),
                best_place=int(best[number]),
                worst_place=int(worst[number]),
                together=self._place(int(at), int(scores.highest[row])),
                missing=self.of(int(at)),
            )
            for number, (at, row) in enumerate(zip(named, self.rows[named], strict=True))
        )
        return contenders, len(found)
