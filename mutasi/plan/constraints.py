"""What the policy asks of a plan, as sums over the offers of a problem that may not exceed a number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mutasi.eligibility.age import out_of_service
from mutasi.eligibility.kind import Kind, kinds_of_move
from mutasi.eligibility.tenure import longer_in_post
from mutasi.model.people import People
from mutasi.model.plan import Keep, Keeps
from mutasi.model.policy import PlanRules, SkillFloor
from mutasi.plan.assignment import Problem, Whole
from mutasi.plan.limits import Limit
from mutasi.plan.places import Place

Units = Callable[[str], frozenset[str]]
"""A unit with all that is below it."""


@dataclass(frozen=True, eq=False)
class Asked:
    """People, places and the rules of the policy. `rows` are the rows of the people whom the rules name."""

    people: People
    places: Sequence[Place]
    rules: PlanRules
    within: Units

    @cached_property
    def rows(self) -> Mapping[str, int]:
        return self.people.rows

    @cached_property
    def unit_of_place(self) -> NDArray[np.object_]:
        return np.array([place.vacancy.unit for place in self.places], dtype=object)

    def who_must_move(self) -> NDArray[np.bool_]:
        """Those whom the policy names, and who are in a post of a level for longer than it allows."""
        must = np.zeros(self.people.size, dtype=bool)
        must[[self.rows[nip] for nip in (*self.rules.must_move, *self.rules.placed)]] = True
        for level, years in self.rules.years.items():
            must |= self.people.is_one_of("jenjang", (level,)) & longer_in_post(self.people, 12 * years)
        must[[self.rows[nip] for nip in self.rules.kept_people]] = False
        return must

    def barred(self, problem: Problem, wished: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The offers that may not be taken whatever else happens. `wished` are those that fulfil a wish."""
        person, post = problem.person, problem.post
        kept = np.zeros(problem.people, dtype=bool)
        kept[[self.rows[nip] for nip in self.rules.kept_people]] = True
        closed = np.array([*(place.vacancy.post in self.rules.kept_posts for place in self.places), False], dtype=bool)
        own = self.people.is_one_of("id_jabatan", self.rules.kept_posts)
        barred: NDArray[np.bool_] = kept[person] | closed[post] | own[person]
        for nip, target in self.rules.placed.items():
            meant = np.array([target in (place.vacancy.id, place.vacancy.post) for place in self.places], dtype=bool)
            barred |= (person == self.rows[nip]) & ~meant[post]
        if self.rules.by_consent:
            barred |= ~wished & self._kinds(problem)
        return barred

    def _kinds(self, problem: Problem) -> NDArray[np.bool_]:
        """The offers that are moves of the kinds for which somebody has to consent."""
        wanted = [int(kind) for kind in Kind if kind.code in self.rules.by_consent]
        found = np.zeros(len(problem.person), dtype=bool)
        levels = np.array([place.vacancy.level for place in self.places], dtype=object)
        for level in dict.fromkeys(levels.tolist()):
            kinds = np.isin(kinds_of_move(self.people, level), wanted)
            found |= (levels[problem.post] == level) & kinds[problem.person]
        return found

    def limits(self, problem: Problem, against: NDArray[np.bool_]) -> tuple[Limit, ...]:
        """The sums over offers that the rules bound."""
        return (
            *self._numbers(problem, against),
            *(self._placed(problem, nip, target) for nip, target in self.rules.placed.items()),
            *(limit for pair in self.rules.together for limit in self._together(problem, pair)),
            *(limit for pair in self.rules.apart for limit in self._apart(problem, pair)),
            *(self._floor(problem, floor) for floor in self.rules.floors),
        )

    def _numbers(self, problem: Problem, against: NDArray[np.bool_]) -> Iterator[Limit]:
        """At most so many moves: of all, of each unit, against somebody's will."""
        rules, everything = self.rules, np.ones(len(problem.person), dtype=bool)
        if rules.most_moves is not None:
            yield _at_most(Keep(Keeps.MOVES, (), rules.most_moves), everything, rules.most_moves)
        if rules.most_forced is not None:
            yield _at_most(Keep(Keeps.FORCED, (), rules.most_forced), against, rules.most_forced)
        units = self.people.array("unit")[problem.person]
        named = {unit: number for unit, number in rules.most_of_unit.items() if unit}
        for unit, number in named.items():
            mask = np.isin(units.astype(object), np.array(sorted(self.within(unit)), dtype=object))
            yield _at_most(Keep(Keeps.OF_UNIT, (unit,), number), mask, number)
        if "" in rules.most_of_unit:
            number = rules.most_of_unit[""]
            for unit in sorted({one for one in units.tolist() if one is not None} - set(named)):
                mask = units == unit
                if len(np.unique(problem.person[mask])) > number:
                    yield _at_most(Keep(Keeps.OF_UNIT, (unit,), number), mask, number)

    def _placed(self, problem: Problem, nip: str, target: str) -> Limit:
        mask = problem.person == self.rows[nip]  # other offers of this person are barred
        return Limit(Keep(Keeps.PLACED, (nip, target)), np.flatnonzero(mask), -np.ones(int(mask.sum()), np.int64), -1)

    def _together(self, problem: Problem, pair: tuple[str, str]) -> Iterator[Limit]:
        """In each unit where one of them could be, each is there if the other is."""
        one, other = (self._there(problem, nip) for nip in pair)
        keep = Keep(Keeps.TOGETHER, pair)
        for unit in sorted({*one, *other}):
            first, second = one.get(unit, _Sum()), other.get(unit, _Sum())
            yield first.less(second).at_most(keep, 0)
            yield second.less(first).at_most(keep, 0)

    def _apart(self, problem: Problem, pair: tuple[str, str]) -> Iterator[Limit]:
        one, other = (self._there(problem, nip) for nip in pair)
        for unit in sorted({*one} & {*other}):
            yield one[unit].plus(other[unit]).at_most(Keep(Keeps.APART, pair), 1)

    def _there(self, problem: Problem, nip: str) -> dict[str, _Sum]:
        """For each unit where a person is or could be, whether the person is there after the plan."""
        row = self.rows[nip]
        offers = np.flatnonzero(problem.person == row).tolist()
        present = self.people.array("unit")[row]
        found: dict[str, _Sum] = {}
        if present is not None:
            found[present] = _Sum(1, dict.fromkeys(offers, -1))
        for offer in offers:
            unit = self.unit_of_place[problem.post[offer]]
            found[unit] = found.get(unit, _Sum()).plus(_Sum(0, {offer: 1}))
        return found

    def _floor(self, problem: Problem, floor: SkillFloor) -> Limit:
        """Those who leave the unit less those who come: no more than are over the floor now."""
        units = np.array(sorted(self.within(floor.unit)), dtype=object)
        counts = np.ones(self.people.size, dtype=bool)
        if floor.column:
            counts = self.people.is_one_of(floor.column, (floor.value,))
        counts &= ~out_of_service(self.people)
        inside = np.isin(self.people.array("unit").astype(object), units)
        enters = np.isin(self.unit_of_place, units)[problem.post]
        leaves = inside[problem.person]
        change = (leaves.astype(np.int64) - enters) * counts[problem.person]
        now = int((inside & counts).sum())
        names = (floor.unit, floor.column, floor.value) if floor.column else (floor.unit,)
        offers = np.flatnonzero(change)
        keep = Keep(Keeps.FLOOR, names, floor.least, now)
        return Limit(keep, offers, change[offers], max(0, now - floor.least))


@dataclass(frozen=True, slots=True)
class _Sum:
    """A whole number and offers with what each adds to it."""

    constant: int = 0
    adds: Mapping[int, int] | None = None

    def plus(self, other: _Sum, sign: int = 1) -> _Sum:
        adds = dict(self.adds or {})
        for offer, number in (other.adds or {}).items():
            adds[offer] = adds.get(offer, 0) + sign * number
        return _Sum(self.constant + sign * other.constant, adds)

    def less(self, other: _Sum) -> _Sum:
        return self.plus(other, -1)

    def at_most(self, keep: Keep, most: int) -> Limit:
        adds = {offer: number for offer, number in sorted((self.adds or {}).items()) if number}
        offers = np.array(list(adds), dtype=np.int64)
        return Limit(keep, offers, np.array(list(adds.values()), dtype=np.int64), most - self.constant)


def _at_most(keep: Keep, mask: NDArray[np.bool_], most: int) -> Limit:
    offers: Whole = np.flatnonzero(mask)
    return Limit(keep, offers, np.ones(len(offers), dtype=np.int64), most)
