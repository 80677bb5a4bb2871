"""A plan: who moves where on one day, in which chains, what it is worth and what it leaves empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Reason


@dataclass(frozen=True, slots=True)
class Rival:
    """Somebody who could take the same seat: what became of this person, and what the plan would lose by the change.

    `place` is the one among all who are ranked for the post.
    """

    row: int
    nip: str
    name: str
    place: int
    points: int
    to: str = ""


@dataclass(frozen=True, slots=True)
class PlannedMove:
    """One person to one post. Points are hundredths: `points` for the new post, `own_points` for the present one, None
    where that is not a post of the plan.

    `chain` is the number of the chain that it belongs to. `forced` tells what it goes against, empty for a move that
    nobody is known to refuse. `loss` is what the plan would be worth less without it, everybody finding the best place
    anew; None where there is no plan without it. `next_best` could take the seat instead.
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
    forced: str = ""
    wished: int = 0
    loss: int | None = None
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
    """A seat for which the plan has nobody: how many may hold the post, and where they go instead or why they stay."""

    vacancy: Vacancy
    seats: int
    eligible: int
    failures: Mapping[str, int] = field(default_factory=dict)


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
