"""Missing values of people, and the places that one of them alone leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mutasi.message import Message


class Effect(StrEnum):
    """What a missing value alone may bring about."""

    FIRST = "pertama"
    IN = "masuk"
    OUT = "keluar"


@dataclass(frozen=True, slots=True)
class MissingValue:
    """A criterion of a person whose value is missing; `fact` names the value.

    `best_place` and `worst_place` are what may come of the person's place once this value alone is known: all else
    that is missing, of this person and of the others, counts as the policy orders it.
    """

    criterion: str
    fact: Message
    best_place: int
    worst_place: int

    def effects(self, place: int, asked: int) -> tuple[Effect, ...]:
        """What it may bring about for somebody of this place when the first `asked` places count."""
        found = (
            (Effect.FIRST, self.best_place == 1 < place),
            (Effect.IN, self.best_place <= asked < place),
            (Effect.OUT, place <= asked < self.worst_place),
        )
        return tuple(effect for effect, happens in found if happens)


@dataclass(frozen=True, slots=True)
class Contender:
    """Somebody beyond the places asked for, whom missing values may bring among them; `missing` are his or her own.

    `together` is the place when all of these turn out best and those of the others count as they are ordered: where
    that is beyond the places asked for too, it takes worse values of others.
    """

    row: int
    nip: str
    name: str
    place: int
    best_place: int
    worst_place: int
    together: int
    missing: tuple[MissingValue, ...]
