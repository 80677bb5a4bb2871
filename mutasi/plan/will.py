"""What people said of moving: where they wish to go, where not, and what goes against their will."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.model.people import People
from mutasi.model.plan import Against
from mutasi.model.vacancy import Vacancy
from mutasi.plan.assignment import Whole

Pair = tuple[int, int]
"""The number of a person and of a place."""


@dataclass(frozen=True, slots=True, eq=False)
class Wills:
    """By number of person and place: the rank of the wish that a place fulfils (1 the first, 0 none), what was wished
    by it (`named`: the kind and the target), and the places that somebody refuses; who asked to stay, and who wishes to
    go nowhere but to places that he or she named; and the reasons that people gave.
    """

    wishes: dict[Pair, int]
    named: dict[Pair, tuple[str, str]]
    refuses: frozenset[Pair]
    stays: NDArray[np.bool_]
    only: NDArray[np.bool_]
    reasons: dict[int, tuple[str, ...]]

    @classmethod
    def of(cls, people: People, vacancies: Sequence[Vacancy]) -> Wills:
        """From the table `minat`: wishes for a post, a unit or a field of work."""
        stays, only = np.zeros(people.size, dtype=bool), np.zeros(people.size, dtype=bool)
        facts = people.facts.get("minat")
        wishes: dict[Pair, int] = {}
        named: dict[Pair, tuple[str, str]] = {}
        refuses: set[Pair] = set()
        reasons: dict[int, dict[str, None]] = {}
        if facts is None:
            return cls(wishes, named, frozenset(), stays, only, {})
        targets = _targets(vacancies)
        said = facts.select("person", "jenis", "sasaran", "urutan", pl.col("sifat").fill_null("ingin"), "alasan")
        for person, kind, target, place, manner, reason in said.iter_rows():
            if reason:
                reasons.setdefault(person, {})[reason] = None
            stays[person] |= kind == "tetap"
            only[person] |= kind != "tetap" and manner == "hanya"
            if kind == "tetap" or target is None or place is None:
                continue
            for number in targets.get((kind, target.casefold() if kind == "bidang" else target), ()):
                if manner == "tidak":
                    refuses.add((person, number))
                elif place < wishes.get((person, number), place + 1):
                    wishes[person, number], named[person, number] = place, (kind, target)
        kept = {person: tuple(texts) for person, texts in reasons.items()}
        return cls(wishes, named, frozenset(refuses), stays, only, kept)

    @property
    def askers(self) -> tuple[int, ...]:
        """Those who wish for one of the places."""
        return tuple(sorted({person for person, _ in self.wishes}))

    def wish(self, person: int, place: int) -> int:
        return self.wishes.get((person, place), 0)

    def against(self, person: Whole, place: Whole, gain: Whole) -> NDArray[np.bool_]:
        """Which of these moves go against the will of the person. `gain` is the fit there less the present one, of who
        has a present one.
        """
        found = self.stays[person] | self.only[person] | (gain < 0) | self.refused(person, place)
        return found & ~self.wished(person, place)

    def refused(self, person: Whole, place: Whole) -> NDArray[np.bool_]:
        """Which of these moves are to places where the person asked not to go."""
        return _among(person, place, self.refuses)

    def wished(self, person: Whole, place: Whole) -> NDArray[np.bool_]:
        """Which of these moves fulfil a wish, and were not refused as well."""
        return _among(person, place, self.wishes.keys() - self.refuses)

    def why_against(self, person: int, place: int, gain: int) -> Against | None:
        """Why a move goes against the will of the person; None where it does not."""
        if (person, place) in self.refuses:
            return Against.NOT
        if (person, place) in self.wishes:
            return None
        if self.stays[person]:
            return Against.STAY
        if self.only[person]:
            return Against.ONLY
        return Against.WORSE if gain < 0 else None


def _among(person: Whole, place: Whole, pairs: Collection[Pair]) -> NDArray[np.bool_]:
    found = np.zeros(len(person), dtype=bool)
    concerned = np.array(sorted({one for one, _ in pairs}), dtype=np.int64)
    for at in np.flatnonzero(np.isin(person, concerned)).tolist():
        found[at] = (int(person[at]), int(place[at])) in pairs
    return found


def _targets(vacancies: Sequence[Vacancy]) -> dict[tuple[str, str], list[int]]:
    """The places by everything that a wish may name."""
    targets: dict[tuple[str, str], list[int]] = {}
    for number, vacancy in enumerate(vacancies):
        fields = (("bidang", field.casefold()) for field in vacancy.fields_of_work)
        for target in (("jabatan", vacancy.post), ("unit", vacancy.unit), *fields):
            targets.setdefault(target, []).append(number)
    return targets
