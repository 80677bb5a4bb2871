"""One vacancy ranked by several methods, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from mutasi.model.policy import Method
from mutasi.model.vacancy import Vacancy


@dataclass(frozen=True, slots=True)
class Placed:
    """A person whom one of the methods lists: by every method the place (1, 2, 2, 4) and the score in hundredths."""

    nip: str
    name: str
    post: str
    places: Mapping[Method, int]
    scores: Mapping[Method, int]


@dataclass(frozen=True, slots=True)
class MethodsCompared:
    """The people of a vacancy whom any of the `methods` lists among its first, in the order of the first method, which
    is that of the policy; and how many are `ranked` in all.
    """

    vacancy: Vacancy
    methods: tuple[Method, ...]
    people: tuple[Placed, ...]
    asked: int
    ranked: int

    def first_by(self, method: Method) -> tuple[Placed, ...]:
        """Who stands first by a method: several where they share the place."""
        return tuple(one for one in self.people if one.places[method] == 1)

    def turned_pairs(self, method: Method) -> int:
        """How many pairs of these people the policy's method and this one order in opposite ways."""
        own = self.methods[0]
        return sum(
            (one.places[own] - other.places[own]) * (one.places[method] - other.places[method]) < 0
            for one, other in combinations(self.people, 2)
        )

    @property
    def pairs(self) -> int:
        return len(self.people) * (len(self.people) - 1) // 2
