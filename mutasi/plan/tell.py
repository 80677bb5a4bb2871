"""A decided assignment as a plan that can be read: each move with its reasons, rivals and worth to the whole."""

from __future__ import annotations

import numpy as np

from mutasi.eligibility.judge import judge
from mutasi.eligibility.kind import Kind, kinds_of_move
from mutasi.fit.standing import Rows
from mutasi.model.people import People
from mutasi.model.plan import Chain, EmptyPost, Loss, Plan, PlannedMove, Rival, Worth
from mutasi.model.policy import Policy
from mutasi.plan.chains import Linked
from mutasi.plan.decide import Decided
from mutasi.plan.places import Place
from mutasi.plan.residual import FAR
from mutasi.plan.will import Wills

WITH_LOSS = 3
"""Of so many who fit better is worked out what the plan would lose with each of them."""


def plan_of(people: People, policy: Policy, decided: Decided, wills: Wills, ranks: Rows) -> Plan:
    """What was decided, in the order in which the chains begin."""
    told = _Telling(people, policy, decided, wills, ranks)
    chains = tuple(told.chain(number, one) for number, one in enumerate(decided.chains, 1))
    return Plan(chains, tuple(told.empty()), told.worth())


class _Telling:
    """What is needed to tell one move after the other."""

    def __init__(self, people: People, policy: Policy, decided: Decided, wills: Wills, ranks: Rows) -> None:
        self.people, self.policy, self.decided, self.wills, self.ranks = people, policy, decided, wills, ranks

    def chain(self, number: int, linked: Linked) -> Chain:
        moves = tuple(self._move(number, row) for row in linked.people)
        last = moves[-1]
        opens = "" if linked.is_cycle else last.post
        return Chain(number, moves, linked.is_cycle, opens, last.post_name if opens else "")

    def _move(self, chain: int, row: int) -> PlannedMove:
        number = int(self.decided.at[row])
        place = self.decided.places[number]
        points = _points_of(place, row)
        home = int(self.decided.problem.home[row])
        own = _own_points(self.decided.places[home], row) if home < len(self.decided.places) else None
        rivals = self._rivals(place, number, row)
        return PlannedMove(
            row=row,
            nip=self._text("nip", row),
            name=self._text("nama", row),
            rank=self._text("golongan", row),
            post=self._text("id_jabatan", row),
            post_name=self._text("nama_jabatan", row),
            unit_name=self._text("nama_unit", row),
            to=place.vacancy,
            kind=Kind(int(kinds_of_move(self.people, place.vacancy.level)[row])).code,
            points=points,
            own_points=own,
            place=int((place.points > points).sum()) + 1,
            ranked=len(place.rows),
            chain=chain,
            reasons=judge(self.people, place.vacancy, self.policy).explain(row),
            forced=bool(self.wills.forced(np.array([row]), np.array([number]))[0]),
            wish=self.wills.wish(row, number),
            loss=self._loss(self.decided.residual.loss_without(row)),
            above=tuple(one for one in rivals if one.points > points),
            next_best=next((one for one in rivals if one.points <= points and not one.to), None),
            equals=tuple(self._rival(place, number, one) for one in self.decided.equals.get(number, ())),
        )

    def _rivals(self, place: Place, number: int, chosen: int) -> list[Rival]:
        """Who could take a seat of the place and does not, the best fit first."""
        others = place.rows[(self.decided.at[place.rows] != number) & (place.rows != chosen)]
        points = place.points[np.searchsorted(place.rows, others)]
        order = np.lexsort((self.ranks[others], -points))
        own = _points_of(place, chosen)
        above = int((points > own).sum())
        # all who stand above, and as many below as it takes to meet one who stays where he or she is
        listed = []
        for at, row in enumerate(others[order].tolist()):
            rival = self._rival(place, number, row, with_loss=at < WITH_LOSS or at >= above)
            listed.append(rival)
            if at >= above and not rival.to:
                break
        return listed

    def _rival(self, place: Place, number: int, row: int, *, with_loss: bool = True) -> Rival:
        points = _points_of(place, row)
        at, home = int(self.decided.at[row]), int(self.decided.problem.home[row])
        to = self.decided.places[at].vacancy if at != home else None
        return Rival(
            row,
            self._text("nip", row),
            self._text("nama", row),
            int((place.points > points).sum()) + 1,
            points,
            (to.post_name or to.post) if to else "",
            self._loss(self.decided.residual.loss_with(row, number)) if with_loss else None,
        )

    def _loss(self, units: int) -> Loss | None:
        if units >= FAR:
            return None
        unit = self.decided.seat_unit
        seats = (units + unit // 2) // unit
        return Loss(seats, units - seats * unit)

    def empty(self) -> list[EmptyPost]:
        """Seats that are empty now and stay so, then those that the plan empties and nobody takes."""
        found = []
        problem, at = self.decided.problem, self.decided.at
        counted = np.bincount(at, minlength=problem.posts + 1)
        for number, place in enumerate(self.decided.places):
            seats = int(problem.seats[number] - counted[number])
            if seats:
                elsewhere = sum(int(at[row]) != int(problem.home[row]) for row in place.rows.tolist())
                found.append(
                    EmptyPost(
                        place.vacancy, seats, bool(place.free), len(place.rows), elsewhere, self._best(place, number)
                    )
                )
        return found

    def _best(self, place: Place, number: int) -> Rival | None:
        """The best fit of those who stay where they are."""
        problem, at = self.decided.problem, self.decided.at
        staying = place.rows[at[place.rows] == problem.home[place.rows]]
        if not len(staying):
            return None
        points = place.points[np.searchsorted(place.rows, staying)]
        first = int(np.lexsort((self.ranks[staying], -points))[0])
        return self._rival(place, number, int(staying[first]))

    def worth(self) -> Worth:
        problem, at = self.decided.problem, self.decided.at
        movers = np.flatnonzero(at != problem.home)
        places = self.decided.places
        filled = sum(places[int(at[row])].priority for row in movers.tolist())
        left = sum(
            places[int(problem.home[row])].priority for row in movers.tolist() if problem.home[row] < len(places)
        )
        gain = sum(_points_of(places[int(at[row])], row) for row in movers.tolist())
        gain -= sum(
            _own_points(places[int(problem.home[row])], row)
            for row in movers.tolist()
            if problem.home[row] < len(places)
        )
        forced = int(self.wills.forced(movers, at[movers]).sum()) if len(movers) else 0
        price = len(movers) * self.policy.plan.move_price + forced * self.policy.plan.forced_price
        return Worth(filled - left, gain, len(movers), forced, price)

    def _text(self, column: str, row: int) -> str:
        return self.people.array(column)[row] or ""


def _points_of(place: Place, row: int) -> int:
    return int(place.points[np.searchsorted(place.rows, row)])


def _own_points(place: Place, row: int) -> int:
    return int(place.own_points[np.searchsorted(place.holders, row)])
