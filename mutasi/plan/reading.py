"""What is asked again and again of a decided assignment: who is where, by how many points, and what changes lose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mutasi.fit.standing import Rows
from mutasi.model.people import People
from mutasi.model.plan import Keep, Keeps, Loss, PlanMethod, Rival
from mutasi.model.policy import Policy
from mutasi.model.vacancy import Vacancy
from mutasi.plan.assignment import Whole
from mutasi.plan.decide import Decided
from mutasi.plan.envy import Envy, envy
from mutasi.plan.limits import CERTAIN, taken
from mutasi.plan.places import Place, place_of
from mutasi.plan.preferences import Preferences
from mutasi.plan.residual import FAR, Options
from mutasi.plan.will import Wills


@dataclass(frozen=True, eq=False)
class Reading:
    """A decided assignment, to be asked."""

    decided: Decided

    @property
    def people(self) -> People:
        return self.decided.posed.people

    @property
    def policy(self) -> Policy:
        return self.decided.posed.policy

    @property
    def wills(self) -> Wills:
        return self.decided.posed.wills

    @property
    def at(self) -> Whole:
        return self.decided.at

    @property
    def home(self) -> Whole:
        return self.decided.problem.home

    @property
    def places(self) -> Sequence[Place]:
        return self.decided.places

    @property
    def ranks(self) -> Rows:
        return self.decided.posed.ranks

    def text(self, column: str, row: int) -> str:
        return self.people.array(column)[row] or ""

    def moves(self, row: int) -> bool:
        return int(self.at[row]) != int(self.home[row])

    def post_name(self, number: int) -> str:
        vacancy = self.places[number].vacancy
        return vacancy.post_name or vacancy.post

    def destination(self, row: int) -> str:
        """The post that the plan has for a person; blank for who stays."""
        return self.post_name(int(self.at[row])) if self.moves(row) else ""

    def points(self, number: int, row: int) -> int:
        """The fit of a person who may take a place, in hundredths."""
        place = self.places[number]
        return int(place.points[np.searchsorted(place.rows, row)])

    def own_points(self, row: int) -> int | None:
        """The fit in the own post; None where it is no place of the plan."""
        home = int(self.home[row])
        if home >= len(self.places):
            return None
        place = self.places[home]
        return int(place.own_points[np.searchsorted(place.holders, row)])

    def may(self, number: int, row: int) -> bool:
        rows = self.places[number].rows
        found = int(np.searchsorted(rows, row))
        return found < len(rows) and int(rows[found]) == row

    def standing(self, number: int, points: int) -> int:
        """The place that these points have among those who may take a place."""
        return int((self.places[number].points > points).sum()) + 1

    @cached_property
    def preferences(self) -> Preferences:
        return self.decided.posed.preferences()

    def tells(self, row: int, number: int) -> bool:
        """Whether anything tells what a person thinks of a place: what was said, or that both posts are in the plan."""
        said = (row, number) in self.wills.wishes or (row, number) in self.wills.refuses
        return said or bool(self.wills.stays[row] or self.wills.only[row]) or int(self.home[row]) < len(self.places)

    def prefers(self, row: int, number: int) -> bool | None:
        """Whether a person prefers a place to staying; None where nothing tells."""
        if not self.tells(row, number):
            return None
        first, last = self.preferences.choice_start[row : row + 2]
        return number in self.preferences.choice[first:last]

    def is_left(self, post: str) -> bool:
        """Whether nobody holds a post any more who held it."""
        return all(map(self.moves, self.people.rows_with("id_jabatan", post).tolist()))

    @cached_property
    def complaints(self) -> Envy:
        return envy(self.preferences, self.at)

    @cached_property
    def _envious(self) -> frozenset[tuple[int, int]]:
        """Who would rather be at a place, and stands above somebody who came there."""
        entered = self.complaints.entered >= 0
        return frozenset(
            zip(self.complaints.person[entered].tolist(), self.complaints.post[entered].tolist(), strict=True)
        )

    def has_seat(self, number: int) -> bool:
        """Whether a seat of a place is empty after the plan."""
        return int((self.at == number).sum()) < int(self.decided.problem.seats[number])

    # What changes lose

    @cached_property
    def _options(self) -> Options:
        return Options.of(self.decided.problem, np.zeros(self.decided.problem.people, dtype=np.int64))

    def _worth(self, row: int, number: int) -> int:
        posts, worths = self._options.of_person(row)
        found = worths[posts == number]
        return int(found[0]) if len(found) else 0

    @cached_property
    def _from_here(self) -> dict[int, tuple[int, ...]]:
        """For each who moves, the person with all who follow in the chain, or the whole cycle."""
        return {
            row: chain.people if chain.is_cycle else chain.people[at:]
            for chain in self.decided.chains
            for at, row in enumerate(chain.people)
        }

    @property
    def _weighed(self) -> bool:
        """Whether the plan is worth the sum of its moves, so that sums tell what it loses."""
        optimal = self.decided.method is PlanMethod.OPTIMAL
        return optimal and self.decided.posed.limits.acceptance == CERTAIN

    def loss_without(self, row: int) -> Loss | None:
        """What the plan would be worth less without the move of a person. Where limits hold: if the chain ended there,
        and no other place were found for anybody.
        """
        if self.decided.residual is not None:
            return self.loss(self.decided.residual.loss_without(row))
        if not self._weighed:
            return None
        gone = self._from_here[row]
        at = self.at.copy()
        at[list(gone)] = self.home[list(gone)]
        units = sum(self._worth(one, int(self.at[one])) for one in gone)
        # what breaks a limit is no plan, and says nothing about its worth
        return None if units < 0 or self._broken(at) is not None else self.loss(units, at_most=True)

    def loss_with(self, row: int, number: int, instead_of: int | None) -> tuple[Loss | None, Keep | None]:
        """What the plan would lose with a person at a place, and what it could not keep then. Where limits hold: in the
        place of `instead_of`, whose chain would end there, if the person stays in this plan.
        """
        if self.decided.residual is not None:
            return self.loss(self.decided.residual.loss_with(row, number)), None
        if not self._weighed or self.moves(row):
            return None, None
        gone = self._from_here[instead_of] if instead_of is not None else ()
        at = self.at.copy()
        at[list(gone)] = self.home[list(gone)]
        at[row] = number
        units = sum(self._worth(one, int(self.at[one])) for one in gone) - self._worth(row, number)
        broken = self._broken(at, afterwards=units < 0)
        return (None, broken) if broken is not None or units < 0 else (self.loss(units, at_most=True), None)

    def _broken(self, at: Whole, *, afterwards: bool = False) -> Keep | None:
        """What an assignment breaks. What the rules bar afterwards is asked where it decided anything, or where the
        assignment would be worth more (`afterwards`).
        """
        posed = self.decided.posed
        chosen = taken(posed.problem, at)
        for limit in posed.limits.linear:
            if not limit.keeps(chosen):
                return keep_of(limit.key)
        stay = posed.problem.must_move & (at == self.home) & (self.at != self.home)
        if stay.any():
            return Keep(Keeps.MUST_MOVE, (self.text("nip", int(np.flatnonzero(stay)[0])),))
        if not afterwards and not self.decided.barred_afterwards:
            return None
        return next((keep_of(limit.key) for limit in self.decided.aftermath.broken(at)), None)

    def loss(self, units: int, *, at_most: bool = False) -> Loss | None:
        if units >= FAR:
            return None
        unit = self.decided.posed.seat_unit
        seats = (units + unit // 2) // unit
        return Loss(seats, units - seats * unit, at_most)

    # People beside the move

    def rival(self, row: int, number: int, instead_of: int | None, *, with_loss: bool = True) -> Rival:
        points = self.points(number, row)
        loss, breaks = self.loss_with(row, number, instead_of) if with_loss else (None, None)
        return Rival(
            row,
            self.text("nip", row),
            self.text("nama", row),
            self.standing(number, points),
            points,
            self.destination(row),
            loss,
            breaks,
            (row, number) in self._envious and self.tells(row, number),
        )

    def others(self, number: int) -> Iterator[int]:
        """Who could take a place and does not, the best fit first."""
        place = self.places[number]
        rows = place.rows[self.at[place.rows] != number]
        points = place.points[np.searchsorted(place.rows, rows)]
        yield from rows[np.lexsort((self.ranks[rows], -points))].tolist()

    def best_staying(self, number: int) -> Rival | None:
        """The best fit for a place of those who stay where they are."""
        row = next((one for one in self.others(number) if not self.moves(one)), None)
        return None if row is None else self.rival(row, number, None)

    def best_for(self, vacancy: Vacancy) -> tuple[Rival | None, int]:
        """The same for a post that is no place of the plan, with how many may take it."""
        place = place_of(self.people, self.policy, vacancy, 0)
        order = np.lexsort((self.ranks[place.rows], -place.points))
        for number in order.tolist():
            row, points = int(place.rows[number]), int(place.points[number])
            if not self.moves(row):
                rank = int((place.points > points).sum()) + 1
                return Rival(row, self.text("nip", row), self.text("nama", row), rank, points), len(place.rows)
        return None, len(place.rows)


def keep_of(key: object) -> Keep:
    """The name of a limit, which is always what the plan keeps to."""
    assert isinstance(key, Keep)
    return key
