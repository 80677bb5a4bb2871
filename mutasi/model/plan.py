"""A plan: who moves where on one day, in which chains, what it is worth and what it leaves empty."""

from __future__ import annotations

from dataclasses import dataclass

from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Reason


@dataclass(frozen=True, slots=True)
class Loss:
    """What a plan loses: priority of seats, then hundredths of points."""

    seats: int
    points: int


@dataclass(frozen=True, slots=True)
class Rival:
    """Somebody who could take the same seat: what became of this person, and what the plan would lose by the change.

    `place` is the one among all who may take it, `to` the post that the plan has for the person, blank for who stays.
    `loss` is what the plan would lose with this person in the seat; None where that cannot be.
    """

    row: int
    nip: str
    name: str
    place: int
    points: int
    to: str = ""
    loss: Loss | None = None


@dataclass(frozen=True, slots=True)
class PlannedMove:
    """One person to one post. Points are hundredths: `points` for the new post, `own_points` for the present one, None
    where that does not open to others in this plan.

    `place` of `ranked` is the one among those who may take the post. `wish` is the rank of the wish that it fulfils, 0
    for none; `forced` tells that the person asked to stay. `loss` is what the plan would be worth less without it,
    everybody finding the best place anew; None where the person has no other place. `above` fit better and do not come,
    `next_best` is the best of the others who stay where they are, `equals` could be here without any loss.
    """

    row: int
    nip: str
    name: str
    rank: str
    post: str
    post_name: str
    unit_name: str
    to: Vacancy
    kind: str
    points: int
    own_points: int | None
    place: int
    ranked: int
    chain: int
    reasons: tuple[Reason, ...] = ()
    forced: bool = False
    wish: int = 0
    loss: Loss | None = None
    above: tuple[Rival, ...] = ()
    next_best: Rival | None = None
    equals: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """Moves that belong together: each takes the seat that the next one leaves. A cycle comes back to its first seat
    and takes effect on one day; a chain begins at a seat that is empty now. `opens` is the post that the last one
    leaves, with nobody after in this plan; blank for a cycle.
    """

    number: int
    moves: tuple[PlannedMove, ...]
    is_cycle: bool
    opens: str = ""
    opens_name: str = ""


@dataclass(frozen=True, slots=True)
class EmptyPost:
    """Seats that are empty after the plan. `was_empty` tells that they are so now. `eligible` may take one, `elsewhere`
    of them have another post in the plan, and `best` is the best fit of those who stay where they are.
    """

    vacancy: Vacancy
    seats: int
    was_empty: bool
    eligible: int
    elsewhere: int
    best: Rival | None = None


@dataclass(frozen=True, slots=True)
class Worth:
    """What a plan is worth, term by term: the objective in the order in which it counts."""

    seats: int
    """Priority of the seats that are filled, less that of those that are left empty."""
    gain: int
    """Hundredths of points that the posts of the plan gain."""
    moves: int
    forced: int
    price: int
    """Hundredths of points for the moves and the forced ones."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All moves, in chains, and what stays empty."""

    chains: tuple[Chain, ...]
    empty: tuple[EmptyPost, ...]
    worth: Worth

    @property
    def moves(self) -> tuple[PlannedMove, ...]:
        return tuple(move for chain in self.chains for move in chain.moves)
